#!/usr/bin/python3
# SPDX-License-Identifier: ISC
"""Every answer of `hallo serve museum`, captured and read by tshark.

    tests/live/live_museum.py HALLO

tshark decodes the same bytes as hallo did, without a line of our code.  Each
probe of the report is found in the capture by its local port; version, suite,
group, size of the DH prime, alert and the lengths of all records must agree.
Where tshark itself falls short, UNDECODED names the suites.
"""
import sys

import capture
import compare
import space

PORT = 4433
VERSIONS = {'0x0002': 'SSLv2', '0x0300': 'SSLv3', '0x0301': 'TLSv1.0',
            '0x0302': 'TLSv1.1', '0x0303': 'TLSv1.2', '0x0304': 'TLSv1.3'}
# What tshark is known not to do.  It knows the key exchange of a suite from a
# table of its own, which lacks ARIA and the early ChaCha20 suites; it then
# leaves their ServerKeyExchange undecoded (None, never another value).
ARIA = {f'0x{code:04X}' for code in (
    0xC044, 0xC045,                   # DHE_RSA_WITH_ARIA_*_CBC
    0xC046, 0xC047,                   # DH_anon_WITH_ARIA_*_CBC
    0xC048, 0xC049, 0xC04C, 0xC04D,   # ECDHE_*_WITH_ARIA_*_CBC
    0xC052, 0xC053,                   # DHE_RSA_WITH_ARIA_*_GCM
    0xC05A, 0xC05B,                   # DH_anon_WITH_ARIA_*_GCM
    0xC05C, 0xC05D, 0xC060, 0xC061)}  # ECDHE_*_WITH_ARIA_*_GCM
EARLY_CHACHA = {'0xCC13', '0xCC14', '0xCC15'}
UNDECODED = ARIA | EARLY_CHACHA


def number(text):
    return int(text, 0)


def last(talk, *fields):
    """The value of the first of the fields that the talk has."""
    return next((talk[field][-1] for field in fields if talk[field]), None)


def version_seen(talk):
    said = last(talk, 'tls.handshake.extensions.supported_version',
                'tls.handshake.version')
    return VERSIONS.get(said, said)


def suite_seen(talk):
    said = last(talk, 'tls.handshake.ciphersuite')
    return said and f'0x{number(said):04X}'


def group_seen(talk):
    said = last(talk, 'tls.handshake.extensions_key_share_group',
                'tls.handshake.extensions_key_share_selected_group',
                'tls.handshake.server_named_curve')
    return said and number(said)


def prime_seen(talk):
    """Bytes of the prime; in TLS 1.3 DH groups are named only."""
    said = last(talk, 'tls.handshake.p_len')
    return said and number(said)


def alert_seen(talk):
    said = last(talk, 'tls.alert_message.desc')
    return said and number(said)


def bytes_seen(probe, talk):
    head = 2 if probe['version'] == 'SSLv2' and not probe['alert'] else 5
    return sum(number(length) + head for length in talk['tls.record.length'])


def differences(probe, talk, groups):
    """field -> (ours, tshark's) where they differ."""
    prime = probe['dh_bits'] and (probe['dh_bits'] + 7) // 8
    if talk['tls.handshake.server_named_curve'] == [] and prime:
        # a named FFDHE group of TLS 1.2 shows as its prime on the wire
        ours_group = None
    else:
        ours_group = groups.get(probe['group'])
    both = {
        'version': (probe['answer_version'], version_seen(talk)),
        'suite': (probe['suite'], suite_seen(talk)),
        'group': (ours_group, group_seen(talk)),
        'prime': (prime, prime_seen(talk)),
        'alert': (probe['alert'], alert_seen(talk)),
        'lengths': (probe['bytes_in'], bytes_seen(probe, talk)),
        'TCP bytes': (probe['bytes_in'],
                      sum(number(length) for length in talk['tcp.len'])),
        'malformed': (None, last(talk, '_ws.malformed')),
    }
    excused = ('group', 'prime') if probe['suite'] in UNDECODED else ()
    return {field: pair for field, pair in both.items()
            if pair[0] != pair[1] and
            not (field in excused and pair[1] is None)}


def compare_all(tap, endpoint, talks):
    groups = {group['name']: number(group['code'])
              for row in endpoint['versions'] for group in row['groups']}
    wrong = {}
    missing = []
    counted = {}
    for probe in endpoint['probes']:
        talk = talks.get(probe['local_port'])
        if talk is None:
            missing.append(f"probe {probe['id']}: port {probe['local_port']}")
            continue
        counted.setdefault((probe['version'], probe['outcome']), []).append(
            probe['id'])
        for field, pair in differences(probe, talk, groups).items():
            wrong.setdefault(field, []).append(
                f"probe {probe['id']} {probe['version']} {probe['suite']}: "
                f'hallo {pair[0]}, tshark {pair[1]}')
    tap.fact(f"{len(endpoint['probes'])} probes are in the capture",
             *missing[:5])
    for field in ('version', 'suite', 'group', 'prime', 'alert', 'lengths',
                  'TCP bytes', 'malformed'):
        tap.fact(f'tshark agrees about {field}', *wrong.get(field, [])[:10])
    return counted


def ssl2_kinds(tap, endpoint, talks):
    row = compare.version_of(endpoint, 'SSLv2')
    ours = {suite['code'].lower() for suite in row['suites']}
    theirs = {f'0x{number(kind):06x}' for talk in talks.values()
              for kind in talk['tls.handshake.cipherspec']}
    tap.fact(f'{len(ours)} SSL 2 cipher kinds', None if ours and ours == theirs
             else f'hallo {sorted(ours)}, tshark {sorted(theirs)}')


def test(tap, folder):
    hallo = sys.argv[1]
    file = folder.file('capture.pcapng')
    serve = [hallo, 'serve', 'museum', '--listen', f'127.0.0.1:{PORT}',
             '--dialog', 'tls']
    with space.Server(folder, serve, [PORT]):
        with capture.Capture(file, PORT):
            endpoint = compare.endpoint_of(hallo, f'tls://127.0.0.1:{PORT}')
    talks = capture.answers(file, PORT)
    counted = compare_all(tap, endpoint, talks)
    for version in compare.VERSIONS:
        answered = [key for key in counted if key[0] == version and
                    key[1] in ('server-hello', 'retry', 'ssl2')]
        tap.fact(f'{version} was answered',
                 None if answered else f'{sorted(counted)}')
    suites = {probe['suite'] for probe in endpoint['probes']} - {None}
    tap.fact(f'{len(suites)} different suites were answered',
             None if len(suites) > 150 else 'too few')
    ssl2_kinds(tap, endpoint, talks)


space.enter('tshark', root=True)
space.tap_main(test)
