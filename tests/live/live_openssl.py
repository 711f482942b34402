#!/usr/bin/python3
# SPDX-License-Identifier: ISC
"""openssl s_server, in settings that differ in one thing each.

    tests/live/live_openssl.py HALLO
"""
import sys

import compare
import servers
import space
import truth

LEGACY = ['TLSv1.0', 'TLSv1.1', 'TLSv1.2']
ALL = 'ALL:COMPLEMENTOFALL:!eNULL:!aNULL'
# name, certificate, ciphers, versions, server's order, further arguments
SETTINGS = [
    ('everything, server order', 'rsa2048', ALL, LEGACY + ['TLSv1.3'],
     'server', ['-serverpref']),
    ('everything, client order', 'rsa2048', ALL, LEGACY + ['TLSv1.3'],
     'client', []),
    ('anonymous and NULL', 'rsa2048', 'ALL:COMPLEMENTOFALL', LEGACY,
     'server', ['-serverpref', '-no_tls1_3']),
    ('TLS 1.2 with an ECDSA key', 'p256', ALL, ['TLSv1.2'], 'server',
     ['-serverpref', '-tls1_2']),
    ('one suite', 'rsa2048', 'ECDHE-RSA-AES128-GCM-SHA256', ['TLSv1.2'],
     'server', ['-tls1_2']),
    ('TLS 1.3 alone', 'p256', 'DEFAULT', ['TLSv1.3'], 'server',
     ['-tls1_3', '-serverpref']),
]
# the first of these is asked in other strides too: setting, --connections
STRIDES = [(SETTINGS[0], '1'), (SETTINGS[0], '10')]


def one(tap, folder, number, setting, connections='5'):
    name, kind, ciphers, versions, order, arguments = setting
    cert = servers.certificate(folder, kind)
    known = truth.openssl(folder, ciphers + ':@SECLEVEL=0', versions, kind, 0)
    port = 4433 + number
    with servers.openssl_server(folder, cert, arguments + [
            '-cipher', ciphers + ':@SECLEVEL=0'], port):
        endpoint = compare.endpoint_of(
            sys.argv[1], f'tls://127.0.0.1:{port}', '--connections',
            connections)
    most = endpoint['cost']['at_once_most']
    tap.fact(f'{name}: at most {connections} connections at once',
             f'{most} at once' if most > int(connections) else None)
    compare.compare(tap, name, endpoint, known, order)


def test(tap, folder):
    for number, setting in enumerate(SETTINGS):
        one(tap, folder, number, setting)
    for number, (setting, connections) in enumerate(STRIDES):
        name = f'{setting[0]}, {connections} at once'
        one(tap, folder, len(SETTINGS) + number, (name, *setting[1:]),
            connections)


space.enter()
space.tap_main(test)
