#!/usr/bin/python3
# SPDX-License-Identifier: ISC
"""Java's SSLServerSocket (LiveJava.java) with all its old suites.

    tests/live/live_java.py HALLO

The truth is what the server prints: its enabled suites with the key exchange
and the versions of the provider's own table.  Java goes by the key alone: an
EC key serves static ECDH "signed with RSA" too.
"""
import re
import sys

import compare
import servers
import space

# our name -> that of setProtocols(), and that of the table
VERSIONS = {'SSLv3': ('SSLv3', 'SSL30'), 'TLSv1.0': ('TLSv1', 'TLS10'),
            'TLSv1.1': ('TLSv1.1', 'TLS11'), 'TLSv1.2': ('TLSv1.2', 'TLS12'),
            'TLSv1.3': ('TLSv1.3', 'TLS13')}
ANONYMOUS = {'DH_anon', 'DH_anon_EXPORT', 'ECDH_anon'}
EXCHANGES = {'rsa2048': ANONYMOUS | {'RSA', 'RSA_EXPORT', 'DHE_RSA',
                                     'DHE_RSA_EXPORT', 'ECDHE_RSA'},
             'p256': ANONYMOUS | {'ECDHE_ECDSA', 'ECDH_ECDSA',
                                  'ECDH_RSA'}}
OWN = ','.join((
    'TLS_RSA_WITH_AES_128_CBC_SHA', 'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384',
    'SSL_RSA_WITH_RC4_128_MD5', 'TLS_DHE_RSA_WITH_AES_128_CBC_SHA256',
    'TLS_ECDHE_RSA_WITH_RC4_128_SHA', 'SSL_RSA_WITH_3DES_EDE_CBC_SHA',
    'TLS_RSA_WITH_AES_256_GCM_SHA384',
    'TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256'))
# name, certificate, order, versions, suites
SETTINGS = [
    ('RSA, all suites, server order', 'rsa2048', 'server', ['SSLv3', 'TLSv1.2'],
     'all'),
    ('own list, client order', 'rsa2048', 'client',
     ['TLSv1.0', 'TLSv1.2'], OWN),
    ('own list, server order', 'rsa2048', 'server',
     ['TLSv1.1', 'TLSv1.2'], OWN),
    ('ECDSA, all suites', 'p256', 'server', ['TLSv1.1', 'TLSv1.3'], 'all'),
]


def known_of(said, kind, versions):
    rows = re.findall(r'^(0x[0-9A-F]{4}) (\S+) (\S+)$', said, re.M)
    return {version: [code for code, exchange, spoken in rows
                      if VERSIONS[version][1] in spoken.split(',') and
                      (version == 'TLSv1.3' or exchange in EXCHANGES[kind])]
            for version in versions}


def test(tap, folder):
    servers.java_build(folder)
    for number, (name, kind, order, versions, suites) in enumerate(SETTINGS):
        cert = servers.certificate(folder, kind)
        port = 4433 + number
        with servers.java(folder, cert, order,
                          [VERSIONS[version][0] for version in versions],
                          suites, port) as java:
            endpoint = compare.endpoint_of(sys.argv[1],
                                           f'tls://127.0.0.1:{port}')
            known = known_of(java.whole_log(), kind, versions)
        compare.compare(tap, name, endpoint, known, order)


space.enter(space.unless_there('java', '/usr/bin/javac'))
space.tap_main(test)
