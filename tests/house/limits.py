#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""The limits of the house, measured over each .c and .h of the tree.

    tests/house/limits.py SOURCE_ROOT

Functions: median <= 20 lines, nine of ten <= 60, none > 100; blocks nested
at most 3 deep inside one; at most 12 branches; files <= 600 lines (.def
tables are free); 80 columns, a tab being 8, but for a single long word; no
struct with more than 5 bools, in its parts too: an array of them counts by its
number, but one of a named size once, a bit-field of one bit as a bool.

A function is counted from the line of its name to its closing brace.
clang-format (a test of its own) gives the shape that is relied on: the braces
of a function stand alone in column 1.  Its branches are what makes more than
one way through it: each if, for, while (that of a do too), case, &&, || and
?:, which is its cyclomatic complexity less one.  Labels of one body (case 1:
case 2:) count once; default and else open no way of their own.
"""
import math
import re
import sys

from source import COMMENT, Debts, lines_of, report, source_files

MEDIAN, NINE_OF_TEN, LONGEST = 20, 60, 100
FILE_LINES, NESTING, COLUMNS = 600, 3, 80
BRANCHES, BOOLS = 12, 5
NOISE = re.compile(r'"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])+\'|//.*|/\*.*?\*/')
BRANCH = re.compile(r'\b(?:if|for|while|case)\b|&&|\|\||\?')
LABELS = re.compile(r'\bcase\b[^:;{}?]*:(\s*\bcase\b[^:;{}?]*:)+')
STRUCT = re.compile(r'\b(?:struct|union)\s*(\w*)\s*\{')
BRACE = re.compile(r'[{}]')
BOOL = re.compile(r'\s*(?:(?:const|volatile)\s+)*(?:bool|_Bool)\b([^(]*)', re.S)
BIT = re.compile(r':\s*1\s*(?=,|$)')
SIZE = re.compile(r'\[\s*(\d+)\s*\]')
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


def branches_of(body):
    """How many ways lead off inside one function."""
    text = COMMENT.sub(' ', '\n'.join(body))
    return len(BRANCH.findall(LABELS.sub('case :', text)))


def inside(text, start):
    """What stands from start to the brace that closes it, and what behind."""
    depth = 1
    for match in BRACE.finditer(text, start):
        depth += 1 if match.group() == '{' else -1
        if depth == 0:
            return text[start:match.start()], text[match.end():]
    return text[start:], ''


def bools_of(member):
    """How many a declaration of a struct declares."""
    match = BOOL.fullmatch(member)
    if not match:
        return len(BIT.findall(member))
    return sum(math.prod(map(int, SIZE.findall(name)))
               for name in match.group(1).split(',') if '*' not in name)


def structs(lines):
    """(name, how many bools) of each struct of a file."""
    text = COMMENT.sub(' ', '\n'.join(line for line in lines
                                      if not line.lstrip().startswith('#')))
    for match in STRUCT.finditer(text):
        body, behind = inside(text, match.end())
        name = match.group(1) or re.match(r'\s*(\w*)', behind).group(1)
        yield name, sum(map(bools_of, re.split('[;{}]', body)))


def head_of(lines, opening):
    """The line where the function whose brace is lines[opening] begins."""
    start = opening
    while start > 0 and lines[start - 1] and \
            not lines[start - 1].startswith(('}', '#', ' */', '//')) and \
            not lines[start - 1].endswith((';', '*/')):
        start -= 1
    return start


def functions(lines):
    """(line, name, length, nesting, branches) of a file's functions."""
    opening = None
    for number, line in enumerate(lines):
        if line == '{':
            opening = number
        elif line.startswith('}') and opening is not None:
            start = head_of(lines, opening)
            name = re.search(r'(\w+)\(', ' '.join(lines[start:opening]))
            body = lines[opening + 1:number]
            yield (start + 1, name.group(1) if name else '?',
                   number - start + 1, nesting_of(body), branches_of(body))
            opening = None


def share(sizes, part):
    return sorted(sizes)[min(len(sizes) - 1, int(len(sizes) * part))]


def shape_of(root):
    """What is measured in lines: complaints by kind, sizes of functions."""
    wrong = {'file': [], 'function': [], 'deep': [], 'wide': []}
    sizes = []
    for path in source_files(root, '.c', '.h'):
        lines = lines_of(root, path)
        if len(lines) - 1 > FILE_LINES:
            wrong['file'].append(f'{path}: {len(lines) - 1} lines')
        wrong['wide'] += [f'{path}:{number}: {len(line.expandtabs(8))} columns'
                          for number, line in enumerate(lines, 1)
                          if len(line.expandtabs(8)) > COLUMNS and
                          len(line.split()) > 1]
        for number, name, size, nesting, _ in functions(lines):
            sizes.append(size)
            where = f'{path}:{number}: {name}'
            if size > LONGEST:
                wrong['function'].append(f'{where}: {size} lines')
            if nesting > NESTING:
                wrong['deep'].append(f'{where}: {nesting} deep')
    return wrong, sizes


def forking(root, debts):
    """Functions with too many branches."""
    return [f'{path}:{number}: {name}: {branches} branches'
            for path in source_files(root, '.c', '.h')
            for number, name, _, _, branches in functions(lines_of(root, path))
            if branches > BRANCHES and not debts.knows(f'{path} {name}')]


def flagged(root, debts):
    """Structs with too many bools."""
    return [f'{path}: struct {name}: {n} bools'
            for path in source_files(root, '.c', '.h')
            for name, n in structs(lines_of(root, path))
            if n > BOOLS and not debts.knows(f'{path} {name}')]


def main(root):
    wrong, sizes = shape_of(root)
    if not sizes:
        return report([('functions were seen', ['none'])])
    median, most = share(sizes, 0.5), share(sizes, 0.9)
    figures = (f'{len(sizes)} functions: median {median}, nine of ten within '
               f'{most}, longest {max(sizes)}')
    too_long = []
    if median > MEDIAN or most > NINE_OF_TEN:
        too_long.append(f'{figures}; limits {MEDIAN}, {NINE_OF_TEN}')
    branches, bools = Debts(root, 'branches'), Debts(root, 'bools')
    return report([
        (figures, too_long),
        (f'no function is longer than {LONGEST} lines', wrong['function']),
        (f'no block is nested deeper than {NESTING}', wrong['deep']),
        (f'no function has more than {BRANCHES} branches',
         forking(root, branches)),
        ('no known function of many branches is gone', branches.settled()),
        (f'no struct has more than {BOOLS} bools', flagged(root, bools)),
        ('no known struct of many bools is gone', bools.settled()),
        (f'no file is longer than {FILE_LINES} lines', wrong['file']),
        (f'no line is wider than {COLUMNS} columns', wrong['wide']),
    ])


if __name__ == '__main__':
    sys.exit(main(sys.argv[1]))
