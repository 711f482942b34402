# SPDX-License-Identifier: ISC
"""What the house tests know about the source tree.

source_files() walks the rooms of a source root; a build folder, a cache or a
clone inside it is not looked at.  report() prints one TAP line a fact, so
that meson counts each on its own.  Debts are offences that are known
(tests/house/debts); the list only shrinks.
"""
import os
import re
import sys

PROGRAM = ('wire', 'smtp', 'trust', 'responder', 'net', 'analysis', 'fuzz',
           'cli')
ROOMS = PROGRAM + ('tests', 'bench')


COMMENT = re.compile(r'"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'|'
                     r'//[^\n]*|/\*.*?\*/', re.S)


def uncommented(text):
    """C without its comments; strings and the numbers of lines stay."""
    return COMMENT.sub(
        lambda found: found.group() if found.group()[0] in '"\'' else
        ' ' + '\n' * found.group().count('\n'), text)


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


class Debts:
    """The offences of one kind that are known.

    A row of tests/house/debts is "KIND WHAT", # begins a comment.  paid()
    takes out of what was found what is known; settled() tells the rows that
    nothing was found for: they must go.
    """

    def __init__(self, root, kind):
        path = os.path.join('tests', 'house', 'debts')
        self.known = set()
        self.met = set()
        if os.path.exists(os.path.join(root, path)):
            rows = [line.split('#')[0].split(None, 1)
                    for line in lines_of(root, path)]
            self.known = {row[1].strip() for row in rows
                          if len(row) == 2 and row[0] == kind}

    def knows(self, what):
        self.met |= {what} & self.known
        return what in self.known

    def settled(self):
        return [f'take it out of tests/house/debts: {what}'
                for what in sorted(self.known - self.met)]


def report(facts):
    """facts: (name, complaints); prints TAP and gives the exit status."""
    print(f'1..{len(facts)}')
    for number, (name, complaints) in enumerate(facts, 1):
        print(f"{'not ok' if complaints else 'ok'} {number} - {name}")
        for complaint in complaints:
            print(f'# {complaint}')
    sys.stdout.flush()
    return 1 if any(complaints for _, complaints in facts) else 0
