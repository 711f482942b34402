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
    # more than is asked
    'many.example': {'MX': [f'10 mx{i}.many.example' for i in range(200)]},
    **{f'mx{i}.many.example': {'A': [GOOD]} for i in range(200)},
    'crowd.example': {'A': [f'192.0.2.{1 + i % 250}' if i < 4 else
                            f'198.{18 + i // 250}.1.{i % 250}'
                            for i in range(1000)]},
    # a part is not known
    'part.example': {'A': [GOOD], 'AAAA': 'SERVFAIL'},
    'refused.example': {'*': 'REFUSED'},
    'thrice.example': {'MX': ['10 good.example', '20 good.example',
                              '30 good.example']},
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


def not_the_whole(tap, hallo):
    check(tap, 'a host that is listed thrice is audited once',
          audit(hallo, 'thrice.example'), [GOOD])
    check(tap, 'AAAA that DNS failed for beside a good A',
          audit(hallo, 'smtp://part.example', status=2), [GOOD], [],
          ['not all addresses of part.example are known'])
    report = audit(hallo, '--mx', '1', 'many.example')
    check(tap, 'what --mx leaves out is not missing', report, [GOOD])
    report = audit(hallo, '--versions', 'TLSv1.2', '--max-connections', '1',
                   'many.example', status=2)
    tap.fact('136 of 200 exchangers are said to be left out',
             None if report['missing'][:1] == [
                 '136 of 200 mail exchangers were left out, the first 64 '
                 'asked'] and report['resolution']['left_out'] == 136
             else report['missing'])
    report = audit(hallo, '--deadline', '1', 'smtp://crowd.example', status=2)
    tap.fact('968 of 1,000 addresses are said to be left out',
             None if report['missing'] == [
                 '968 of the 1000 addresses of crowd.example were left out, '
                 'the first 32 asked'] else report['missing'])


def names_that_fail(tap, hallo):
    report = audit(hallo, 'refused.example', status=3)
    said = report['resolution']
    tap.fact('REFUSED is not SERVFAIL',
             None if said['state'] == 'failed' and 'REFUSED' in said['reason']
             else said)
    report = audit(hallo, 'home.example:25', status=3)
    said = report['resolution']
    tap.fact('a mail domain typed with a port is not nxdomain',
             None if said['state'] == 'no-address' and 'in.example' in
             said['reason'] else said)
    report = audit(hallo, 'nobody.example:25', status=3)
    tap.fact('a name that is not there is nxdomain',
             None if report['resolution']['state'] == 'nxdomain' else
             report['resolution'])


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
        not_the_whole(tap, hallo)
        names_that_fail(tap, hallo)


space.enter()
space.tap_main(test)
