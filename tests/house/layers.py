#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""A room includes only the rooms below it (docs/ARCHITECTURE.md).

    tests/house/layers.py SOURCE_ROOT

Reads each #include "room/..." of the tree and fails on an arrow that is not
in the table.  When it sees no arrow at all, or an include without a room, it
fails too: then it is the test that is broken.
"""
import re
import sys

from source import ROOMS, report, source_files, lines_of

PROGRAM = {'wire', 'smtp', 'trust', 'responder', 'net', 'analysis', 'fuzz'}
ARROWS = {
    'wire': set(),
    'smtp': {'wire'},
    'trust': {'wire'},
    'responder': {'wire'},
    'net': {'wire', 'smtp'},
    'analysis': {'wire', 'trust'},
    'fuzz': {'wire', 'smtp', 'responder'},
    # harnesses of our own parsers: any room but the program
    'fuzz/targets': PROGRAM,
    'cli': PROGRAM,
    # the only place where analysis meets responder
    'tests': PROGRAM | {'cli'},
    'bench': PROGRAM | {'cli'},
}
INCLUDE = re.compile(r'\s*#\s*include\s+"([^"]+)"')
SYSTEM = re.compile(r'\s*#\s*include\s+<([^>]+)>')
# what must not be included: the engines
ENGINES = re.compile(r'(openssl|gnutls|mbedtls|wolfssl|nss3?|nspr)/')


def room_of(path):
    if path.startswith('fuzz/targets/'):
        return 'fuzz/targets'
    return path.split('/')[0]


def includes(root):
    for path in source_files(root, '.c', '.h', '.def'):
        for number, line in enumerate(lines_of(root, path), 1):
            match = INCLUDE.match(line)
            if match:
                yield f'{path}:{number}', room_of(path), match.group(1)


def main(root):
    arrows = set()
    nameless = []
    forbidden = []
    for where, room, included in includes(root):
        other = included.split('/')[0]
        if '/' not in included or other not in ROOMS:
            nameless.append(f'{where}: "{included}" names no room')
            continue
        if other == room.split('/')[0]:
            continue
        arrows.add((room, other))
        if other not in ARROWS[room]:
            forbidden.append(f'{where}: {room} must not include {other}')
    engines = [f'{path}: {line.strip()}'
               for path in source_files(root, '.c', '.h')
               # servers to be asked, compiled by their live test alone
               if not path.startswith('tests/live/live_')
               for line in lines_of(root, path)
               if SYSTEM.match(line) and
               ENGINES.match(SYSTEM.match(line).group(1))]
    nothing = [] if len(arrows) > 3 else [f'only {len(arrows)} arrows seen']
    return report([
        ('arrows between the rooms were seen', nothing),
        ('each include names its room', nameless),
        ('no room includes a room above it', forbidden),
        ('no header of a TLS library is included', engines),
    ])


sys.exit(main(sys.argv[1]))
