#!/usr/bin/python3
# SPDX-License-Identifier: ISC
"""A server of wolfSSL (live_wolfssl.c), in both orders.

    tests/live/live_wolfssl.py HALLO

The truth is the list that the library takes up for each version, printed by
the server.  What this wolfSSL does besides, seen in its ServerHellos:

* It takes no hello of more than 150 suites (WOLFSSL_MAX_SUITE_SZ), so that
  every audit here must find its way with shorter ones.
* PSK suites are in its default list and are answered without any key.
* A server for several versions keeps its one list when it goes down to
  TLS 1.1, and sorts out only what needs an AEAD: CBC suites with SHA-256 and
  SHA-384 are taken there.  WIDENED therefore asks of TLS 1.1 that nothing of
  the table is missing and nothing beyond the TLS 1.2 list is seen.
* It takes DHE only beside RFC 7919 groups, with DH parameters of its own or
  without.  hallo puts such suites last, wherever the server has them: their
  place is not compared.
"""
import sys

import compare
import servers
import space
import truth

NUMBERS = {2: 'TLSv1.1', 3: 'TLSv1.2', 4: 'TLSv1.3'}
OWN = ':'.join((
    'ECDHE-RSA-AES128-SHA', 'ECDHE-RSA-AES256-GCM-SHA384',
    'DHE-RSA-CHACHA20-POLY1305', 'ECDHE-RSA-DES-CBC3-SHA',
    'ECDHE-RSA-CHACHA20-POLY1305', 'ECDHE-RSA-AES256-SHA384',
    'ECDHE-RSA-AES128-GCM-SHA256', 'ECDHE-RSA-RC4-SHA'))
OWN_ECDSA = ':'.join((
    'TLS13-CHACHA20-POLY1305-SHA256', 'TLS13-AES128-GCM-SHA256',
    'ECDHE-ECDSA-AES128-SHA', 'ECDHE-ECDSA-CHACHA20-POLY1305',
    'ECDHE-ECDSA-AES256-GCM-SHA384', 'ECDHE-ECDSA-AES128-CCM-8'))
BESIDE_GROUPS = {'0xCCAA', '0xCC15', '0xCCAD'}   # its DHE suites
WIDENED = 'from TLS 1.1 on, the default list'
# name, certificate, least and greatest version, order, suites
SETTINGS = [
    ('TLS 1.2 and 1.3, the default list', 'rsa2048', 3, 4, 'server',
     'default'),
    ('TLS 1.1 alone, the default list', 'rsa2048', 2, 2, 'server', 'default'),
    ('own list, server order', 'rsa2048', 3, 3, 'server', OWN),
    ('own list, client order', 'rsa2048', 3, 3, 'client', OWN),
    ('ECDSA key, server order', 'p256', 3, 4, 'server', OWN_ECDSA),
    (WIDENED, 'rsa2048', 2, 4, 'server', 'default'),
]


def without(codes):
    return [code for code in codes if code not in BESIDE_GROUPS]


def compared(tap, name, row, codes, order):
    """All suites of a version, and the order of those whose place counts."""
    state = 'yes' if codes else 'no'
    tap.fact(f'{name}: {row["version"]} {state}',
             None if row['state'] == state else row['state'])
    if not codes:
        return
    tap.fact(f'{name}: the {len(codes)} suites of {row["version"]}',
             compare.compare_set(row, codes))
    suites = [suite for suite in row['suites']
              if suite['code'] not in BESIDE_GROUPS]
    tap.fact(f'{name}: order of {row["version"]}', compare.compare_order(
        {**row, 'suites': suites}, without(codes), order))


def widened(tap, name, endpoint, known):
    for version in ('TLSv1.2', 'TLSv1.3'):
        tap.fact(f'{name}: the {len(known[version])} suites of {version}',
                 compare.compare_set(compare.version_of(endpoint, version),
                                     known[version]))
    seen = {suite['code'] for suite in
            compare.version_of(endpoint, 'TLSv1.1')['suites']}
    missing = set(known['TLSv1.1']) - seen
    beyond = seen - set(known['TLSv1.2'])
    tap.fact(f'{name}: at least the {len(known["TLSv1.1"])} suites of TLSv1.1',
             f'missing {missing}, beyond {beyond}' if missing or beyond
             else None)


def test(tap, folder):
    program = servers.build(folder, 'wolfssl', '-lwolfssl')
    for number, setting in enumerate(SETTINGS):
        name, kind, least, most, order, suites = setting
        port = 4433 + number
        arguments = [str(least), str(most), order, suites,
                     *servers.certificate(folder, kind)]
        with servers.built(folder, 'wolfssl', program, port,
                           arguments) as wolf:
            endpoint = compare.endpoint_of(sys.argv[1],
                                           f'tls://127.0.0.1:{port}')
            known = truth.printed(wolf.whole_log(), NUMBERS)
        tap.fact(f'{name}: the audit is complete', None if
                 endpoint['complete'] else endpoint['incomplete_reason'])
        if name == WIDENED:
            widened(tap, name, endpoint, known)
        else:
            for row in endpoint['versions']:
                compared(tap, name, row, known.get(row['version']), order)


space.enter('wolfssl')
space.tap_main(test)
