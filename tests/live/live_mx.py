#!/usr/bin/python3
# SPDX-License-Identifier: ISC
"""Mail exchangers that a mail domain should not have.

    tests/live/live_mx.py HALLO

A DNS server of our own tells what is wrong with them, once from an address of
loopback and once from one that is not (in a network of its own); behind some of
the names hallo serves.
"""
import subprocess
import sys

import compare
import names
import space

HOME, ABROAD = '127.0.0.53', '192.0.2.53'
GOOD, LOOP = '192.0.2.1', '127.0.0.2'
TABLE = {
    'home.example': {'MX': ['10 in.example', '20 good.example']},
    'alone.example': {'MX': ['10 in.example']},
    'alias.example': {'MX': ['10 www.example']},
    'gone.example': {'MX': ['10 lost.example', '20 good.example']},
    'typed.example': {'A': [LOOP]},
    'in.example': {'A': [LOOP]},
    'good.example': {'A': [GOOD]},
    'www.example': {'CNAME': ['good.example']},
}


def audit(hallo, *arguments, resolver=ABROAD, status=0):
    return compare.reports(hallo, '--resolver', resolver, '--versions',
                           'TLSv1.3', '--ask', 'suites', *arguments,
                           status=status)[0]


def check(tap, name, report, asked, findings=(), missing=()):
    """missing: words that each of the lines holds, in their order."""
    seen = [endpoint['address'] for endpoint in report['endpoints']]
    said = [finding['id'] for finding in report['findings']]
    lines = report['missing']
    tap.fact(name, None if seen == asked else f'asked {seen}',
             None if said == list(findings) else f'findings {said}',
             None if len(lines) == len(missing) and all(
                 word in line for word, line in zip(missing, lines))
             else f'missing {lines}')


def leads_home(tap, hallo):
    check(tap, 'an MX that leads home is told, not asked',
          audit(hallo, 'home.example', status=2), [GOOD], ['mx-private'],
          ['in.example leads to the loopback address 127.0.0.2'])
    check(tap, 'with nothing beside it the status is 2',
          audit(hallo, 'alone.example', status=2), [], ['mx-private'],
          ['--allow-private'])
    check(tap, '--allow-private asks it',
          audit(hallo, '--allow-private', 'home.example'), [LOOP, GOOD],
          ['mx-private'])
    check(tap, 'a resolver of such a network: told, and asked',
          audit(hallo, 'home.example', resolver=HOME), [LOOP, GOOD],
          ['mx-private'])
    check(tap, 'a typed host is asked wherever it points',
          audit(hallo, 'smtp://in.example'), [LOOP])
    check(tap, 'so is a typed domain without MX',
          audit(hallo, 'typed.example'), [LOOP])
    check(tap, 'so is a typed address', audit(hallo, LOOP), [LOOP])


def other_faults(tap, hallo):
    check(tap, 'an MX that is an alias', audit(hallo, 'alias.example'),
          [GOOD], ['mx-alias'])
    check(tap, 'an MX without address beside a good one',
          audit(hallo, 'gone.example', status=2), [GOOD],
          ['mx-without-address'], ['lost.example could not be asked'])


def test(tap, folder):
    hallo = sys.argv[1]
    for address in (GOOD, ABROAD):
        subprocess.run(['ip', 'address', 'add', f'{address}/32', 'dev', 'lo'],
                       check=True)
    exchangers = [space.Server(folder, [hallo, 'serve', 'modern', '--listen',
                                        f'{address}:25'], [25], None, address,
                               f'exchanger-{address}')
                  for address in (GOOD, LOOP)]
    with exchangers[0], exchangers[1], names.Names(TABLE, HOME), \
            names.Names(TABLE, ABROAD):
        leads_home(tap, hallo)
        other_faults(tap, hallo)


space.enter()
space.tap_main(test)
