#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Who calls whom, read from the objects of a build folder with nm.

    tests/house/calls.py SOURCE_ROOT BUILD_FOLDER

An #include says what a file may call; the object says what it does call, or
which table of another file it reads.  Fails on .c files that lead to each
other, and on a call that the table of docs/ARCHITECTURE.md does not allow.
Each .c file of the program must have been seen (X_none.c stands for X.c in a
build without its library).
"""
import collections
import json
import os
import subprocess
import sys

from graph import circles
from source import PROGRAM, Debts, report, source_files
from table import Table


def objects(root, build):
    """{source: object} of the program's rooms, one object a source."""
    with open(os.path.join(build, 'compile_commands.json'),
              encoding='utf-8') as file:
        commands = json.load(file)
    found = {}
    for command in commands:
        source = os.path.relpath(
            os.path.join(command['directory'], command['file']), root)
        path = os.path.join(command['directory'], command['output'])
        if source.split('/')[0] in PROGRAM and os.path.exists(path):
            found.setdefault(source, path)
    return found


def symbols(found):
    """{source: (what it defines for others, what it wants of them)}"""
    sources = {path: source for source, path in found.items()}
    table = {source: (set(), set()) for source in found}
    if not found:
        return table
    text = subprocess.run(['nm', '-g', '-P', '-A', *sources], check=True,
                          text=True, stdout=subprocess.PIPE).stdout
    for line in text.splitlines():
        path, _, symbol = line.rpartition(': ')
        name, kind = symbol.split()[:2]
        defined, wanted = table[sources[path]]
        (wanted if kind in 'Uwv' else defined).add(name)
    return table


def calls_of(found):
    """{source: {other source: [symbols]}}"""
    table = symbols(found)
    owners = collections.defaultdict(list)
    for source, (defined, _) in table.items():
        for name in defined:
            owners[name].append(source)
    calls = {source: collections.defaultdict(list) for source in table}
    for source, (defined, wanted) in table.items():
        for name in sorted(wanted - defined):
            for owner in owners.get(name, ()):
                calls[source][owner].append(name)
    return calls


def unseen(root, found):
    """Sources without an object."""
    stems = {source.replace('_none.c', '.c') for source in found}
    return [f'{path}: no object in the build folder'
            for path in source_files(root, '.c')
            if path.split('/')[0] in PROGRAM and
            path.replace('_none.c', '.c') not in stems]


def told(calls, circle):
    """The arrows of a circle with the symbols that close it."""
    return [f'{path} calls {other}: {", ".join(names)}'
            for path in circle
            for other, names in sorted(calls[path].items())
            if other in circle]


def call_circles(calls, debts):
    wrong = []
    for circle in circles(calls):
        # each is met, known or not
        new = [path for path in circle if not debts.knows(path)]
        if new:
            wrong.append(f'new in a circle: {", ".join(new)}')
            wrong += told(calls, circle)
    return wrong


def forbidden(table, calls, debts):
    wrong = []
    for path, others in sorted(calls.items()):
        for other, names in sorted(others.items()):
            here, there = table.folder_of(path), table.folder_of(other)
            if not table.allows(path, other) and \
                    not debts.knows(f'{here} {there}'):
                wrong.append(f'{path}: {here} must not call {other}: '
                             f'{", ".join(names)}')
    return wrong


def main(root, build):
    found = objects(root, build)
    calls = calls_of(found)
    arrows = sum(len(others) for others in calls.values())
    in_circle, arrow = Debts(root, 'circle'), Debts(root, 'call')
    return report([
        (f'{arrows} calls from file to file were seen',
         unseen(root, found) or ([] if arrows > 1 else ['too few'])),
        ('no files call each other in a circle',
         call_circles(calls, in_circle)),
        ('no known circle is gone', in_circle.settled()),
        ('nothing is called that the table does not allow',
         forbidden(Table(root), calls, arrow)),
        ('no known call is gone', arrow.settled()),
    ])


if __name__ == '__main__':
    sys.exit(main(os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])))
