#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Each file introduces itself.

    tests/house/heads.py SOURCE_ROOT

The first line names the licence (the second may, after #!); .c and .h go on
with a comment of at least one whole sentence; each header has its guard,
named by its path.  In a comment of several lines each begins with a star and
a blank: the formatter once glued them together (" *lines").  What waits for
its time is an issue, not a note in the code.
"""
import re
import sys

from source import report, source_files, lines_of

SPDX = 'SPDX-License-Identifier: ISC'
LATER = re.compile(r'\b(TODO|FIXME|XXX|HACK)\b|^\s*#\s*if\s+0\b')


def guard_of(path):
    return 'HALLO_' + re.sub(r'\W', '_', path).upper()


def damaged(lines):
    """Numbers of the lines inside a comment whose star touches a word."""
    inside = False
    for number, line in enumerate(lines, 1):
        if inside and re.match(r'\s*\*[^\s*/]', line):
            yield number
        inside = (line.rfind('/*') > line.rfind('*/') if '/*' in line
                  else inside and '*/' not in line)


def main(root):
    unlicensed, silent, unguarded, later, seen = [], [], [], [], 0
    glued = []
    for path in source_files(root, '.c', '.h', '.def', '.py', '.build'):
        lines = lines_of(root, path)
        seen += 1
        if not any(SPDX in line for line in lines[:2]):
            unlicensed.append(path)
        if not path.endswith(('.c', '.h')):
            continue
        if not ''.join(lines[1:2]).startswith(('/*', '//')):
            silent.append(path)
        glued += [f'{path}:{number}: {lines[number - 1].strip()}'
                  for number in damaged(lines)]
        if path.endswith('.h') and f'#ifndef {guard_of(path)}' not in lines:
            unguarded.append(f'{path}: wants {guard_of(path)}')
        later += [f'{path}:{number}: {line.strip()}'
                  for number, line in enumerate(lines, 1)
                  if LATER.search(line)]
    return report([
        (f'{seen} files were read', [] if seen > 1 else ['too few']),
        ('each file names its licence', unlicensed),
        ('each source file says what it is for', silent),
        ('each header is guarded by its path', unguarded),
        ('no comment lost the blanks behind its stars', glued),
        ('nothing is left for later in the code', later),
    ])


if __name__ == '__main__':
    sys.exit(main(sys.argv[1]))
