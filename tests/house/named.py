#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Who changes a file finds its test by the name.

    tests/house/named.py SOURCE_ROOT

tests/ROOM/FOLDER/test_NAME.c (or .py) for each ROOM/FOLDER/NAME.c of the
steps, of the portrait and of each command of the command line.
"""
import os
import sys

from source import Debts, report, source_files

FOLDERS = ('analysis/steps', 'analysis/portrait', 'cli/audit', 'cli/say',
           'cli/read', 'cli/hello', 'cli/serve', 'cli/listen', 'cli/list')


def tests_of(path):
    folder, name = os.path.split(path)
    stem = f'tests/{folder}/test_{os.path.splitext(name)[0]}'
    return stem + '.c', stem + '.py'


def main(root):
    everything = set(source_files(root, '.c', '.py'))
    sources = [path for path in sorted(everything)
               if os.path.dirname(path) in FOLDERS and path.endswith('.c')]
    debts = Debts(root, 'untested')
    missing = [f'{path}: no {tests_of(path)[0]}' for path in sources
               if not everything & set(tests_of(path)) and
               not debts.knows(path)]
    empty = [f'{folder}/ holds no file' for folder in FOLDERS
             if not any(os.path.dirname(path) == folder for path in sources)]
    return report([
        (f'{len(sources)} files were seen in {len(FOLDERS)} folders', empty),
        ('each has a test of its name', missing),
        ('no file is called untested that has its test', debts.settled()),
    ])


if __name__ == '__main__':
    sys.exit(main(sys.argv[1]))
