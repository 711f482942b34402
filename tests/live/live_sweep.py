#!/usr/bin/python3
# SPDX-License-Identifier: ISC
"""All 65,534 selectable code points against real servers.

    tests/live/live_sweep.py HALLO

The set of each version must be the configured one, in not more connections
than K + 9 for each version with K suites, and 10 for the versions refused.
"""
import sys

import compare
import servers
import space
import truth

LEGACY = ['TLSv1.0', 'TLSv1.1', 'TLSv1.2']
CIPHERS = 'ALL:COMPLEMENTOFALL:!eNULL:!aNULL:@SECLEVEL=0'
PRIORITY = 'NORMAL:%SERVER_PRECEDENCE'


def swept(tap, name, port, known):
    endpoint = compare.endpoint_of(
        sys.argv[1], f'tls://127.0.0.1:{port}', '--suites', '0x0000-0xFFFF',
        '--ask', 'suites')
    tap.fact(f'{name}: the audit is complete',
             None if endpoint['complete'] else endpoint['incomplete_reason'])
    for version, codes in known.items():
        row = compare.version_of(endpoint, version)
        tap.fact(f'{name}: the {len(codes)} suites of {version} and no other '
                 'code point', compare.compare_set(row, codes))
    most = sum(len(codes) + 9 for codes in known.values()) + 10
    made = endpoint['cost']['connections']
    tap.fact(f'{name}: {made} connections of at most {most}',
             None if made <= most else 'too many')


def test(tap, folder):
    cert = servers.certificate(folder, 'rsa2048')
    for number, order in enumerate((['-serverpref'], [])):
        port = 4433 + number
        with servers.openssl_server(folder, cert,
                                    order + ['-cipher', CIPHERS], port):
            swept(tap, 'OpenSSL' + (', server order' if number == 0 else
                                    ', client order'), port,
                  truth.openssl(folder, CIPHERS, LEGACY + ['TLSv1.3'],
                                'rsa2048', 0))
    with servers.gnutls_server(folder, cert, PRIORITY, 5556):
        swept(tap, 'GnuTLS', 5556, truth.gnutls(PRIORITY, 'rsa2048'))


space.enter('gnutls')
space.tap_main(test)
