#!/usr/bin/python3
# SPDX-License-Identifier: ISC
"""What is asked of which host, when nsd says where the mail goes.

    tests/live/live_dns.py HALLO

nsd on 127.0.0.53 has a name for each case of RFC 5321 5.1 and RFC 7505; three
addresses of loopback are the mail exchangers (hallo serve modern).
"""
import sys

import compare
import servers
import space

RESOLVER = '127.0.0.53'
ZONE = """$TTL 60
@        SOA ns.hallo.example. post.hallo.example. 1 3600 600 86400 60
@        NS  ns
ns       A   127.0.0.53
; the better one has addresses of both families
two      MX  20 second
two      MX  10 first
first    A   127.0.0.2
first    AAAA ::1
second   A   127.0.0.3
nullmx   MX  0 .
nomx     A   127.0.0.3
alias    CNAME two
xn--bcher-kva MX 10 second
lost     MX  10 gone
half     MX  10 gone
half     MX  20 second
empty    TXT "neither MX nor address"
"""
ADDRESSES = [('127.0.0.2', '127.0.0.2'), ('127.0.0.3', '127.0.0.3'),
             ('::1', '[::1]')]
FIRST, SECOND = 'first.hallo.example', 'second.hallo.example'
# target, exit status, state, mx (preference, host), addresses asked
CASES = [
    ('two.hallo.example', 0, 'ok', [(10, FIRST), (20, SECOND)],
     ['127.0.0.2', '::1', '127.0.0.3']),
    ('nomx.hallo.example', 0, 'implicit', None, ['127.0.0.3']),
    ('alias.hallo.example', 0, 'ok', [(10, FIRST), (20, SECOND)],
     ['127.0.0.2', '::1', '127.0.0.3']),
    ('bücher.hallo.example', 0, 'ok', [(10, SECOND)], ['127.0.0.3']),
    ('half.hallo.example', 2, 'ok', [(10, 'gone.hallo.example'),
                                     (20, SECOND)], ['127.0.0.3']),
    ('nullmx.hallo.example', 3, 'null-mx', None, []),
    ('lost.hallo.example', 3, 'ok', [(10, 'gone.hallo.example')], []),
    ('void.hallo.example', 3, 'nxdomain', None, []),
    ('broken.example', 3, 'failed', None, []),
    ('smtp://first.hallo.example', 0, 'ok', None, ['127.0.0.2', '::1']),
]


def host(name):
    return name.rstrip('.').lower()


def one(tap, hallo, target, status, state, mx, addresses):
    report = compare.reports(hallo, '--resolver', RESOLVER, '--versions',
                             'TLSv1.3', '--ask', 'suites', target,
                             status=status)[0]
    said = report['resolution']
    tap.fact(f'{target}: {state}', None if said['state'] == state else said)
    if mx is not None:
        seen = [(row['preference'], host(row['host']))
                for row in report['mx']]
        tap.fact(f'{target}: exchangers by preference',
                 None if seen == mx else seen)
    asked = [endpoint['address'] for endpoint in report['endpoints']
             if endpoint['address']]
    tap.fact(f'{target}: addresses asked',
             None if sorted(asked) == sorted(addresses) else asked)


def cases(tap, hallo):
    for case in CASES:
        try:
            one(tap, hallo, *case)
        except AssertionError as error:
            tap.fact(f'{case[0]}: the audit', str(error))
    report = compare.reports(hallo, '--resolver', '127.0.0.99:53',
                             'two.hallo.example', status=3)[0]
    said = report['resolution']
    tap.fact('no resolver there: failed, not nxdomain',
             None if said['state'] == 'failed' else said)
    report = compare.reports(hallo, '--mx', 'first', '--resolver', RESOLVER,
                             '--versions', 'TLSv1.3', 'two.hallo.example')[0]
    asked = sorted(row['address'] for row in report['endpoints'])
    tap.fact('--mx first asks the first exchanger only',
             None if asked == ['127.0.0.2', '::1'] else asked)


def test(tap, folder):
    hallo = sys.argv[1]
    exchangers = [space.Server(folder, [hallo, 'serve', 'modern', '--listen',
                                        f'{written}:25'], [25], None, address,
                               f'exchanger-{number}')
                  for number, (address, written) in enumerate(ADDRESSES)]
    with exchangers[0], exchangers[1], exchangers[2], \
            servers.nsd(folder, {'hallo.example': ZONE}, ['broken.example']):
        cases(tap, hallo)


space.enter('nsd')
space.tap_main(test)
