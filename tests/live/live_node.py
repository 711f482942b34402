#!/usr/bin/python3
# SPDX-License-Identifier: ISC
"""tls.createServer() of Node.js: old versions, both orders, one suite.

    tests/live/live_node.py HALLO

The truth is the list of names that the server is given, in its order, each of
which its own tls.getCiphers() must know; only the codes of the names come from
`openssl ciphers`.  Node offers DHE only with dhparam.  What it says about
versions older than TLS 1.2 is minVersion and @SECLEVEL=0.
"""
import json
import os
import sys

import compare
import servers
import space
import truth

BOTH = ['rsa2048', 'p256']
NAMES = ('AES256-SHA ECDHE-ECDSA-AES128-GCM-SHA256 DHE-RSA-AES128-SHA '
         'ECDHE-RSA-AES256-SHA384 AES128-GCM-SHA256 ECDHE-RSA-AES128-SHA '
         'ECDHE-ECDSA-CHACHA20-POLY1305 AES128-SHA ECDHE-ECDSA-AES256-SHA '
         'DHE-RSA-AES256-GCM-SHA384 ECDHE-RSA-CHACHA20-POLY1305 '
         'ECDHE-RSA-AES128-GCM-SHA256').split()
LEGACY = ['TLSv1.0', 'TLSv1.1', 'TLSv1.2']
TLS13 = ['TLS_AES_128_GCM_SHA256', 'TLS_CHACHA20_POLY1305_SHA256']
# name, certificates, suites, versions, order
SETTINGS = [
    ('two certificates, server order', BOTH, NAMES, LEGACY, 'server'),
    ('two certificates, client order', BOTH, NAMES, LEGACY, 'client'),
    ('RSA, a suite of TLS 1.3 left out', ['rsa2048'], NAMES + TLS13,
     ['TLSv1.2', 'TLSv1.3'], 'server'),
    ('ECDSA, the other way round', ['p256'], NAMES[::-1], LEGACY, 'server'),
    ('one suite', ['rsa2048'], ['AES128-SHA'], ['TLSv1.1', 'TLSv1.2'],
     'server'),
]


def node_name(version):
    return version.replace('v1.0', 'v1')


def options(folder, setting, port):
    _, kinds, names, versions, order = setting
    with open(servers.dh_parameters(folder, 2048), encoding='ascii') as file:
        dh_parameters = file.read()
    return {'address': servers.ADDRESS, 'port': port,
            'certs': [servers.certificate(folder, kind) for kind in kinds],
            'ciphers': ':'.join(names) + ':@SECLEVEL=0',
            'honorCipherOrder': order == 'server',
            'minVersion': node_name(versions[0]),
            'maxVersion': node_name(versions[-1]),
            'dhparam': dh_parameters}


def codes(folder, names, versions, kinds):
    """The configured names, those of TLS 1.3 being OpenSSL's default three
    without what is not named."""
    old = [name for name in names if name not in TLS13]
    known = truth.openssl(folder, ':'.join(old) + ':@SECLEVEL=0',
                          [version for version in versions
                           if version != 'TLSv1.3'], kinds, 0)
    if 'TLSv1.3' in versions:
        numbers = {'TLS_AES_128_GCM_SHA256': '0x1301',
                   'TLS_CHACHA20_POLY1305_SHA256': '0x1303'}
        known['TLSv1.3'] = [numbers[name] for name in names if name in numbers]
    return known


def known_to_node(said, names):
    known = json.loads(said.split('\n')[0])
    strange = [name for name in names if name.lower() not in known]
    return f'not in tls.getCiphers(): {" ".join(strange)}' if strange else None


def test(tap, folder):
    if not os.path.exists('/usr/bin/node'):
        space.overlay('node')   # it reads /usr/share/nodejs
    for number, setting in enumerate(SETTINGS):
        name, kinds, names, versions, order = setting
        port = 8443 + number
        with servers.node(folder, options(folder, setting, port)) as server:
            tap.fact(f'{name}: Node knows the {len(names)} suites',
                     known_to_node(server.whole_log(), names))
            endpoint = compare.endpoint_of(sys.argv[1],
                                           f'tls://127.0.0.1:{port}')
        compare.compare(tap, name, endpoint,
                        codes(folder, names, versions, kinds), order,
                        'rsa2048' in kinds and len(names) > 1 and 2048)


space.enter(space.unless_there('node', '/usr/bin/node'))
space.tap_main(test)
