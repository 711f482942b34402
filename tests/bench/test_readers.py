#!/usr/bin/python3
# SPDX-License-Identifier: ISC
"""What bench/ makes of the scanners' outputs, and how it judges them.

The outputs are cut from real ones: sslscan 2.0.7, nmap 7.93, testssl.sh
3.0.8, as Debian 12 has them.
"""
import os
import sys
import tempfile

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), '../..'))
sys.path[:0] = [os.path.join(ROOT, 'bench'), os.path.join(ROOT, 'tests/live')]

import space  # noqa: E402  pylint: disable=wrong-import-position
import targets  # noqa: E402  pylint: disable=wrong-import-position
import tools  # noqa: E402  pylint: disable=wrong-import-position
import verdict  # noqa: E402  pylint: disable=wrong-import-position

SSLSCAN = '''<?xml version="1.0" encoding="UTF-8"?>
<document><ssltest host="10.77.0.2" port="25">
 <cipher status="preferred" sslversion="TLSv1.3" bits="256"
  cipher="TLS_AES_256_GCM_SHA384" id="0x1302" strength="strong" />
 <cipher status="preferred" sslversion="TLSv1.0" bits="256"
  cipher="ECDHE-RSA-AES256-SHA" id="0xC014" strength="acceptable" />
 <cipher status="accepted" sslversion="TLSv1.0" bits="128"
  cipher="AES128-SHA" id="0x002f" strength="acceptable" />
</ssltest></document>'''
NMAP = '''<?xml version="1.0" encoding="UTF-8"?>
<nmaprun><host><ports><port protocol="tcp" portid="25">
<script id="ssl-enum-ciphers" output=""><table key="TLSv1.3">
<table key="ciphers"><table><elem key="strength">A</elem>
<elem key="name">TLS_AKE_WITH_AES_256_GCM_SHA384</elem></table>
<table><elem key="name">TLS_NO_SUCH_SUITE</elem></table></table>
<elem key="cipher preference">server</elem></table></script>
</port></ports></host></nmaprun>'''
EACH = '''
 Testing ciphers per protocol via OpenSSL plus sockets

Hexcode  Cipher Suite Name (OpenSSL)       KeyExch.   Encryption  Bits
---------------------------------------------------------------------
SSLv3
TLS 1
 xc014   ECDHE-RSA-AES256-SHA              ECDH 256   AES         256
 x35     AES256-SHA                        RSA        AES         256
TLS 1.1
TLS 1.3
 x1302   TLS_AES_256_GCM_SHA384            ECDH 253   AESGCM      256
'''


class Names:
    """The few names that the samples hold."""
    codes = {'TLS_AES_256_GCM_SHA384': '0x1302'}
    code = tools.Names.code


def sample(suffix, text):
    with tempfile.NamedTemporaryFile('w', suffix=suffix, delete=False) as file:
        file.write(text)
    return file.name[:-len(suffix)]


def read(tool, suffix, text, said=''):
    output = sample(suffix, text)
    try:
        return tool.read(said, output)
    finally:
        os.unlink(output + suffix)


def same(seen, wanted):
    return None if seen == wanted else f'{seen}, wanted {wanted}'


def readers(tap):
    tap.fact('sslscan', same(
        read(tools.Sslscan('', []), '.xml', SSLSCAN),
        {'TLSv1.3': (['0x1302'], None),
         'TLSv1.0': (['0xC014', '0x002F'], None)}))
    tap.fact('nmap; a name that nobody knows stays wrong', same(
        read(tools.Nmap(Names()), '.xml', NMAP),
        {'TLSv1.3': (['0x1302', 'TLS_NO_SUCH_SUITE'], 'server')}))
    tap.fact('testssl.sh -E', same(
        tools.Testssl(Names(), '-E').read(EACH, ''),
        {'TLSv1.0': (['0xC014', '0x0035'], None),
         'TLSv1.3': (['0x1302'], None)}))


TRUTH = {'TLSv1.2': ['0x0039', '0x0033', '0x0035'], 'TLSv1.3': ['0x1302']}


def target(order):
    return targets.Target('t', 'smtp', 25, None, TRUTH, order, ['TLSv1.2'], 5)


def judged(suites, claimed, order='server'):
    return verdict.judge({'TLSv1.2': (suites, claimed),
                          'TLSv1.3': (['0x1302'], 'single')}, target(order))


def verdicts(tap):
    ordered = TRUTH['TLSv1.2']
    for name, seen, wanted in (
            ('all, in order', judged(ordered, 'server'), 'right'),
            ('two in turn', judged(ordered[::-1], 'server'),
             'order wrong: TLSv1.2'),
            ('one lost', judged(ordered[:2], 'server'), '1 missing, 0 wrong'),
            ('one invented', judged(ordered + ['0x0001'], 'server'),
             '0 missing, 1 wrong'),
            ('client order where there is none', judged(ordered, 'client'),
             'order wrong: TLSv1.2'),
            ('client order, any list', judged(ordered[::-1], 'client',
                                              'client'), 'right'),
            ('server order where there is none',
             judged(ordered, 'server', 'client'), 'order wrong: TLSv1.2')):
        tap.fact(f'verdict: {name}', same(seen, wanted))


def floors(tap):
    # (3 + 1) + (1 + 1), all below absent, SSL 2, both shapes of DHE
    tap.fact('floor with TLS 1.3', same(target('server').floor(), 10))
    # 1 + 1, 1 + 1, TLS 1.3 absent, SSL 2
    tap.fact('floor of SSL 3 and TLS 1.0', same(
        targets.floor({'SSLv3': ['0x0004'], 'TLSv1.0': ['0x002F']}, []), 6))


def limits(tap):
    row = {'connections': 12, 'wall': 0.5, 'cpu': 0.1, 'peak_kib': 5000}
    found = {name: limit for name, _, limit in verdict.limits(
        target('server'), {1: row, 5: row, 'sslscan': {**row, 'cpu': 2}}, 50)}
    tap.fact('limits', same(
        {name: round(limit, 3) for name, limit in found.items()},
        {'connections, one at a time': 15, 'connections, 5 at once': 11.2,
         'seconds, 5 at once': 0.75, 'peak memory in MB': 10,
         'CPU seconds, most of all against sslscan': 2}))


def test(tap, _):
    for part in (readers, verdicts, floors, limits):
        part(tap)


space.tap_main(test)
