#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""The limits of the house, measured over each .c and .h of the tree.

    tests/house/limits.py SOURCE_ROOT

Functions: median <= 20 lines, nine of ten <= 60, none > 100; blocks nested
at most 3 deep inside one; files <= 600 lines (.def tables are free); 80
columns, a tab being 8, but for a single long word.  A function is counted from the line of its name to
its closing brace.  clang-format (a test of its own) gives the shape that is
relied on: the braces of a function stand alone in column 1.
"""
import re
import sys

from source import report, source_files, lines_of

MEDIAN, NINE_OF_TEN, LONGEST = 20, 60, 100
FILE_LINES, NESTING, COLUMNS = 600, 3, 80
NOISE = re.compile(r'"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])+\'|//.*|/\*.*?\*/')
# a block, not an initialiser: "if (x) {", "else {", "do {", "{"
BLOCK = re.compile(r'(\) |else |do |:\s*|^\s*)\{')


def nesting_of(body):
    """How deep blocks stand inside one function."""
    stack = []
    deepest = 0
    for line in body:
        text = NOISE.sub(lambda m: ' ' * len(m.group()), line)
        blocks = {match.end() - 1 for match in BLOCK.finditer(text)}
        for column, char in enumerate(text):
            if char == '{':
                stack.append(column in blocks)
                deepest = max(deepest, sum(stack))
            elif char == '}' and stack:
                stack.pop()
    return deepest


def head_of(lines, opening):
    """The line where the function whose brace is lines[opening] begins."""
    start = opening
    while start > 0 and lines[start - 1] and \
            not lines[start - 1].startswith(('}', '#', ' */', '//')) and \
            not lines[start - 1].endswith((';', '*/')):
        start -= 1
    return start


def functions(lines):
    """(line, name, length, nesting) of each function of a file."""
    opening = None
    for number, line in enumerate(lines):
        if line == '{':
            opening = number
        elif line.startswith('}') and opening is not None:
            start = head_of(lines, opening)
            name = re.search(r'(\w+)\(', ' '.join(lines[start:opening]))
            yield (start + 1, name.group(1) if name else '?',
                   number - start + 1, nesting_of(lines[opening + 1:number]))
            opening = None


def share(sizes, part):
    return sorted(sizes)[min(len(sizes) - 1, int(len(sizes) * part))]


def main(root):
    long_files, long_functions, deep, wide, sizes = [], [], [], [], []
    for path in source_files(root, '.c', '.h'):
        lines = lines_of(root, path)
        if len(lines) - 1 > FILE_LINES:
            long_files.append(f'{path}: {len(lines) - 1} lines')
        wide += [f'{path}:{number}: {len(line.expandtabs(8))} columns'
                 for number, line in enumerate(lines, 1)
                 if len(line.expandtabs(8)) > COLUMNS and
                 len(line.split()) > 1]
        for number, name, size, nesting in functions(lines):
            sizes.append(size)
            if size > LONGEST:
                long_functions.append(f'{path}:{number}: {name}: {size} lines')
            if nesting > NESTING:
                deep.append(f'{path}:{number}: {name}: {nesting} deep')
    if not sizes:
        return report([('functions were seen', ['none'])])
    median, most = share(sizes, 0.5), share(sizes, 0.9)
    figures = (f'{len(sizes)} functions: median {median}, nine of ten within '
               f'{most}, longest {max(sizes)}')
    too_long = []
    if median > MEDIAN or most > NINE_OF_TEN:
        too_long.append(f'{figures}; limits {MEDIAN}, {NINE_OF_TEN}')
    return report([
        (figures, too_long),
        (f'no function is longer than {LONGEST} lines', long_functions),
        (f'no block is nested deeper than {NESTING}', deep),
        (f'no file is longer than {FILE_LINES} lines', long_files),
        (f'no line is wider than {COLUMNS} columns', wide),
    ])


sys.exit(main(sys.argv[1]))
