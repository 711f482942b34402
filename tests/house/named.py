#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Who changes a file finds its test by the name.

    tests/house/named.py SOURCE_ROOT

tests/ROOM/FOLDER/test_NAME.c (or .py) for each ROOM/FOLDER/NAME.c of the
steps, of the portrait and of each command of the command line. It is built,
and holds a test: a UNIT that is in the list of its program.
"""
import os
import re
import sys

from source import Debts, lines_of, report, source_files, uncommented

FOLDERS = ('analysis/steps', 'analysis/portrait', 'cli/audit', 'cli/say',
           'cli/read', 'cli/hello', 'cli/serve', 'cli/listen', 'cli/list')


def tests_of(path):
    folder, name = os.path.split(path)
    stem = f'tests/{folder}/test_{os.path.splitext(name)[0]}'
    return stem + '.c', stem + '.py'


def is_below(path, folder):
    return path.startswith(folder + '/')


def holds_test(root, test):
    text = '\n'.join(lines_of(root, test))
    if test.endswith('.py'):
        return re.search(r'^def \w+', text, re.M)
    text = uncommented(text)
    return 'cmocka_unit_test' in text and any(
        len(re.findall(rf'\b{name}\b', text)) > 1
        for name in re.findall(r'^UNIT\((\w+)\)', text, re.M))


def recipe_of(test):
    return '/'.join(test.split('/')[:2]) + '/meson.build'


def is_built(root, test):
    recipe = recipe_of(test)
    if not os.path.exists(os.path.join(root, recipe)):
        return False
    name = os.path.splitext(test)[0].split('/', 2)[2]
    text = '\n'.join(line.split('#')[0] for line in lines_of(root, recipe))
    return re.search(rf"'{name}(\.c|\.py)?'", text)


def main(root):
    everything = set(source_files(root, '.c', '.py'))
    sources = [path for path in sorted(everything)
               if any(is_below(path, folder) for folder in FOLDERS) and
               path.endswith('.c')]
    tests = [test for path in sources for test in tests_of(path)
             if test in everything]
    debts = Debts(root, 'untested')
    missing = [f'{path}: no {tests_of(path)[0]}' for path in sources
               if not everything & set(tests_of(path)) and
               not debts.knows(path)]
    empty = [f'{folder}/ holds no file' for folder in FOLDERS
             if not any(is_below(path, folder) for path in sources)]
    return report([
        (f'{len(sources)} files were seen in {len(FOLDERS)} folders', empty),
        ('each has a test of its name', missing),
        ('each of these holds a test', [
            f'{test}: holds no test' for test in tests
            if not holds_test(root, test)]),
        ('each of these is built', [
            f'{test}: not in {recipe_of(test)}' for test in tests
            if not is_built(root, test)]),
        ('no file is called untested that has its test', debts.settled()),
    ])


if __name__ == '__main__':
    sys.exit(main(sys.argv[1]))
