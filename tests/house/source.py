# SPDX-License-Identifier: ISC
"""What the house tests know about the source tree.

source_files() walks the rooms of a source root; a build folder, a cache or a
clone inside it is not looked at.  report() prints one TAP line a fact, so
that meson counts each on its own.
"""
import os
import sys

ROOMS = ('wire', 'smtp', 'trust', 'responder', 'net', 'analysis', 'fuzz',
         'cli', 'tests', 'bench')


def source_files(root, *endings):
    """Paths below the rooms, relative to root, in a fixed order."""
    found = []
    for room in ROOMS:
        for folder, _, names in os.walk(os.path.join(root, room)):
            found += [os.path.relpath(os.path.join(folder, name), root)
                      for name in names if name.endswith(endings)]
    return sorted(found)


def lines_of(root, path):
    with open(os.path.join(root, path), encoding='utf-8') as file:
        return file.read().split('\n')


def report(facts):
    """facts: (name, complaints); prints TAP and gives the exit status."""
    print(f'1..{len(facts)}')
    for number, (name, complaints) in enumerate(facts, 1):
        print(f"{'not ok' if complaints else 'ok'} {number} - {name}")
        for complaint in complaints:
            print(f'# {complaint}')
    sys.stdout.flush()
    return 1 if any(complaints for _, complaints in facts) else 0
