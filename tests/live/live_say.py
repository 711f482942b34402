#!/usr/bin/python3
# SPDX-License-Identifier: ISC
"""hallo say against real servers: they take its key shares, of every group
that they have, at once and in the second hello; they put its records together;
OpenSSL's cookie comes back.

    tests/live/live_say.py HALLO
"""
import json
import subprocess
import sys

import servers
import space

# hallo's name, OpenSSL's, GnuTLS's
GROUPS = [
    ('x25519', 'X25519', 'X25519'),
    ('x448', 'X448', 'X448'),
    ('P-256', 'P-256', 'SECP256R1'),
    ('P-384', 'P-384', 'SECP384R1'),
    ('P-521', 'P-521', 'SECP521R1'),
    ('ffdhe2048', 'ffdhe2048', 'FFDHE2048'),
    ('ffdhe3072', 'ffdhe3072', 'FFDHE3072'),
    ('ffdhe8192', 'ffdhe8192', 'FFDHE8192'),
]
RETRY = 'HelloRetryRequest, and to the second hello: '


def say(port, *options):
    ran = subprocess.run([sys.argv[1], 'say', '--json', '-', *options,
                          f'tls://127.0.0.1:{port}'],
                         capture_output=True, check=False)
    return json.loads(ran.stdout)['endpoints'][0]


def unlike(endpoint, words):
    if endpoint['verdict'].startswith(words):
        return None
    return f"{endpoint['verdict']!r} does not begin with {words!r}"


def share(tap, name, port, group):
    direct = say(port, '--versions', 'TLSv1.3', '--groups', group)
    second = say(port, '--versions', 'TLSv1.3', '--groups', group,
                 '--key-shares', 'none')
    tap.fact(f'{name} takes a share of {group}',
             unlike(direct, 'chose TLSv1.3'),
             unlike(second, RETRY + 'chose TLSv1.3'))


def shapes(tap, port):
    cut = say(port, '--split', '1,2,3,40', '--segment', '7')
    tap.fact('OpenSSL joins records and segments',
             unlike(cut, 'chose TLSv1.3'))
    many = say(port, '--times', '3', '--versions', 'TLSv1.2', '--sni',
               'mx.hallo.test')
    tap.fact('three answers of OpenSSL are alike', unlike(
        many, 'chose TLSv1.2'), None if many['alike'] == 3 else many['alike'])
    certificates = [item['certificates'] for item
                    in many['answers'][0]['flight']['items']
                    if 'certificates' in item]
    tap.fact('its certificate is read', None if certificates
             and certificates[0][0]['key_bits'] == 2048 else certificates)


def cookie(tap, folder, cert):
    with servers.openssl_server(folder, cert, ['-stateless', '-tls1_3'], 4470):
        endpoint = say(4470, '--key-shares', 'none', '--versions', 'TLSv1.3')
    second = endpoint['answers'][0]['second_hello'] or {'hello': {
        'extensions': []}}
    names = [one['name'] for one in second['hello']['extensions']]
    tap.fact('the cookie of OpenSSL comes back',
             None if 'cookie' in names else f'second hello: {names}',
             unlike(endpoint, RETRY + 'chose TLSv1.3'))


def test(tap, folder):
    cert = servers.certificate(folder, 'rsa2048')
    for number, (group, openssl, gnutls) in enumerate(GROUPS):
        with servers.openssl_server(folder, cert, ['-groups', openssl],
                                    4433 + number):
            share(tap, 'OpenSSL', 4433 + number, group)
        with servers.gnutls_server(
                folder, cert, f'NORMAL:-GROUP-ALL:+GROUP-{gnutls}',
                5556 + number):
            share(tap, 'GnuTLS', 5556 + number, group)
    with servers.openssl_server(folder, cert, [], 4460):
        shapes(tap, 4460)
    cookie(tap, folder, cert)


space.enter('gnutls')
space.tap_main(test)
