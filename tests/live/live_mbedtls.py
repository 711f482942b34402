#!/usr/bin/python3
# SPDX-License-Identifier: ISC
"""A server of Mbed TLS 2.28 (live_mbedtls.c), which always takes its own
order.

    tests/live/live_mbedtls.py HALLO

The truth is what the library's own tables say, printed by the server.  Mbed
TLS goes by the key alone: an EC key serves static ECDH "signed with RSA" too.
"""
import sys

import compare
import servers
import space
import truth

MINORS = {1: 'TLSv1.0', 2: 'TLSv1.1', 3: 'TLSv1.2'}
# suites that the default list lacks, and an order of our own
OWN = ','.join((
    'TLS-RSA-WITH-3DES-EDE-CBC-SHA', 'TLS-ECDHE-RSA-WITH-AES-128-CBC-SHA',
    'TLS-ECDHE-ECDSA-WITH-AES-256-CBC-SHA', 'TLS-RSA-WITH-AES-256-CBC-SHA',
    'TLS-ECDHE-ECDSA-WITH-3DES-EDE-CBC-SHA',
    'TLS-ECDHE-RSA-WITH-AES-256-CBC-SHA384',
    'TLS-ECDHE-ECDSA-WITH-CHACHA20-POLY1305-SHA256',
    'TLS-DHE-RSA-WITH-AES-128-CCM-8', 'TLS-RSA-WITH-CAMELLIA-128-CBC-SHA',
    'TLS-RSA-WITH-AES-128-GCM-SHA256'))
# name, certificates, least and greatest minor version, suites
SETTINGS = [
    ('RSA, the default list', ['rsa2048'], 1, 3, 'default'),
    ('ECDSA, the default list', ['p256'], 1, 3, 'default'),
    ('two certificates, own order', ['rsa2048', 'p256'], 1, 3, OWN),
    ('two certificates, the default list', ['p256', 'rsa2048'], 3, 3,
     'default'),
    ('one suite, TLS 1.1 alone', ['rsa2048'], 2, 2,
     'TLS-RSA-WITH-AES-256-CBC-SHA'),
]


def test(tap, folder):
    program = servers.build(folder, 'mbedtls', '-lmbedtls', '-lmbedx509',
                            '-lmbedcrypto')
    for number, (name, kinds, least, most, suites) in enumerate(SETTINGS):
        certs = [servers.certificate(folder, kind) for kind in kinds]
        port = 4433 + number
        with servers.built(folder, 'mbedtls', program, port,
                           [str(least), str(most), suites] +
                           [file for pair in certs for file in pair]) as mbed:
            endpoint = compare.endpoint_of(sys.argv[1],
                                           f'tls://127.0.0.1:{port}')
            known = truth.printed(mbed.whole_log(), MINORS)
        has_dhe = 'rsa2048' in kinds and suites == 'default'
        compare.compare(tap, name, endpoint, known, 'server',
                        has_dhe and 2048)


space.enter('mbedtls')
space.tap_main(test)
