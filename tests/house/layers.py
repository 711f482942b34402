#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Rooms and folders include only what docs/ARCHITECTURE.md allows.

    tests/house/layers.py SOURCE_ROOT

Reads the table there and each #include "room/..." of the tree.  Fails on an
arrow that is not in the table, on a circle, on an #include that cannot be
followed, on a file outside the folders of its room, on a folder that no row
names, and on one with too many files.  When
it sees no arrows, or an include without a room, it fails too: then it is the
test that is broken.
"""
import collections
import os
import re
import sys

from graph import circles
from source import (PROGRAM, ROOMS, Debts, lines_of, report, source_files,
                    uncommented)
from table import Table

FILES_A_FOLDER = 20
# each holds the main of a program, and may stand beside the folders
MAINS = ('cli/main.c',)
DIRECTIVE = re.compile(r'\s*#\s*(include|include_next|import)\b(.*)')
QUOTED = re.compile(r'\s*"([^"]+)"\s*')
ANGLED = re.compile(r'\s*<([^>]+)>\s*')
SYSTEM = re.compile(r'\s*#\s*include\s+<([^>]+)>')
# what must not be included: the engines
ENGINES = re.compile(r'(openssl|gnutls|mbedtls|wolfssl|nss3?|nspr)/')


def directives(root):
    """(place, including file, word, the rest) of each #include."""
    for path in source_files(root, '.c', '.h', '.def'):
        text = uncommented('\n'.join(lines_of(root, path)))
        for number, line in enumerate(text.split('\n'), 1):
            match = DIRECTIVE.match(line)
            if match:
                yield f'{path}:{number}', path, *match.groups()


def unfollowed(root):
    """Includes by which something of the house could come in unseen."""
    wrong = []
    for where, _, word, rest in directives(root):
        quoted, angled = QUOTED.fullmatch(rest), ANGLED.fullmatch(rest)
        if word != 'include' or not (quoted or angled):
            wrong.append(f'{where}: #{word}{rest}: cannot be followed')
        elif angled and room_of(angled.group(1)) in ROOMS and \
                os.path.exists(os.path.join(root, angled.group(1))):
            wrong.append(f'{where}: <{angled.group(1)}> is a file of the '
                         'house, in quotes')
        elif quoted and not quoted.group(1).endswith(('.h', '.def')):
            wrong.append(f'{where}: "{quoted.group(1)}" is neither .h nor '
                         '.def')
    return wrong


def includes(root):
    """(place, including file, included path) all over the tree."""
    for where, path, word, rest in directives(root):
        match = QUOTED.fullmatch(rest)
        if match and word == 'include':
            yield where, path, match.group(1)


def room_of(path):
    return path.split('/')[0]


def arrows_of(root, table):
    """The arrows seen, includes without a room, and those not allowed."""
    seen, nameless, forbidden = set(), [], []
    debts = Debts(root, 'arrow')
    for where, path, included in includes(root):
        if '/' not in included or room_of(included) not in ROOMS:
            nameless.append(f'{where}: "{included}" names no room')
            continue
        here = table.folder_of(path)
        there = table.folder_of(included)
        if here == there:
            continue
        seen.add((here, there))
        if not table.allows(path, included) and \
                not debts.knows(f'{here} {there}'):
            forbidden.append(f'{where}: {here} must not include {included}')
    return seen, nameless, forbidden, debts.settled()


def include_circles(root):
    graph = collections.defaultdict(dict)
    for where, path, included in includes(root):
        graph[path][included] = where
    return ['include each other: ' + ', '.join(circle)
            for circle in circles(graph)]


def table_circles(table):
    """Folders of a room, or rooms, whose rows name each other."""
    rooms = {room: {arrow.split('/')[0]: None for arrow in arrows}
             for room, arrows in table.rooms.items()
             if room not in ('tests', 'bench')}
    folders = {folder: dict.fromkeys(arrows)
               for folder, arrows in table.folders.items()}
    return ['the rows name each other: ' + ', '.join(circle)
            for circle in circles(rooms) + circles(folders)]


def misplaced(root, table):
    """Files outside the folders of their room, folders without a row."""
    wrong = []
    for path in source_files(root, '.c', '.h', '.def'):
        room, folder = room_of(path), os.path.dirname(path)
        if room not in PROGRAM:  # its folders are those of the program
            folder = folder[len(room) + 1:]
            if '/' in folder and not table.knows(folder):
                wrong.append(f'{path}: no row names {folder}/')
        elif folder != room and not table.knows(folder):
            wrong.append(f'{path}: no row names {folder}/')
        elif folder == room and table.has_folders(room) and \
                path not in MAINS:
            wrong.append(f'{path}: belongs into a folder of {room}/')
    wrong += [f'no row names {room}/' for room in ROOMS
              if room not in table.rooms]
    wrong += [f'a row names {row}/, which is not there'
              for row in [*table.rooms, *table.folders, *sorted(table.below)]
              if not os.path.isdir(os.path.join(root, row))]
    return wrong


def crowded(root):
    count = collections.Counter(
        os.path.dirname(path) for path in source_files(root, '.c'))
    return [f'{folder}/ holds {n} .c files, {FILES_A_FOLDER} are allowed'
            for folder, n in sorted(count.items()) if n > FILES_A_FOLDER]


def engines(root):
    return [f'{path}: {line.strip()}'
            for path in source_files(root, '.c', '.h')
            # servers to be asked, compiled by their live test alone
            if not path.startswith('tests/live/live_')
            for line in lines_of(root, path)
            if SYSTEM.match(line) and
            ENGINES.match(SYSTEM.match(line).group(1))]


def main(root):
    table = Table(root)
    seen, nameless, forbidden, settled = arrows_of(root, table)
    program = {arrow for arrow in seen if room_of(arrow[0]) in PROGRAM}
    return report([
        (f'{len(program)} arrows were seen, {len(table.folders)} folders',
         [] if len(program) > 3 and table.folders else ['too few']),
        ('each include names its room', nameless),
        ('each include can be followed', unfollowed(root)),
        ('nothing is included that the table does not allow', forbidden),
        ('no known arrow is gone', settled),
        ('no row of the table leads back to itself', table_circles(table)),
        ('no files include each other', include_circles(root)),
        ('each file stands in a folder that the table names',
         misplaced(root, table)),
        (f'no folder holds more than {FILES_A_FOLDER} .c files',
         crowded(root)),
        ('no header of a TLS library is included', engines(root)),
    ])


if __name__ == '__main__':
    sys.exit(main(sys.argv[1]))
