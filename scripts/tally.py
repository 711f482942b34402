#!/usr/bin/python3
# SPDX-License-Identifier: ISC
"""Count what meson's test runs came to.

    scripts/tally.py FOLDER...             what failed or was skipped, in words
    scripts/tally.py --sum [--failed WHAT] FOLDER...
                                           the closing line and exit status

Each TAP line counts as a test, each program without TAP as one.  A program
that failed without saying "not ok" (a crash, a wrong plan, too slow) counts
as one failure.  A folder without a test log is a failure, and so is one in
which nothing ran.
"""
import json
import os
import re
import sys

TAP = re.compile(r'^(not )?ok\b(?:[ \d]*-?\s*)([^#\n]*)(#\s*SKIP\b\s*(.*))?',
                 re.M | re.I)
PLAN = re.compile(r'^1\.\.(\d+)\s*(#\s*SKIP\b\s*(.*))?$', re.M | re.I)


class Tally:
    def __init__(self):
        self.passed = 0
        self.failed = []
        self.skipped = []

    def add_tap(self, name, text, plan):
        if plan.group(2):
            self.skipped.append((name, plan.group(3)))
        for line in TAP.finditer(text):
            title = f'{name}: {line.group(2).strip()}'
            if line.group(3):
                self.skipped.append((title, line.group(4)))
            elif line.group(1):
                self.failed.append(title)
            else:
                self.passed += 1

    def add_test(self, test):
        name, result = test['name'], test['result']
        text = test.get('stdout') or ''
        before = len(self.failed)
        plan = PLAN.search(text)
        if plan:
            self.add_tap(name, text, plan)
        elif result == 'SKIP':
            said = text + (test.get('stderr') or '')
            self.skipped.append((name, (said.split('\n') + ['?'])[0]))
        elif result == 'OK':
            self.passed += 1
        if result not in ('OK', 'SKIP') and len(self.failed) == before:
            self.failed.append(f'{name}: {result}')

    def add_folder(self, folder):
        log = os.path.join(folder, 'meson-logs', 'testlog.json')
        before = self.passed + len(self.failed) + len(self.skipped)
        try:
            with open(log, encoding='utf-8') as file:
                for line in file:
                    self.add_test(json.loads(line))
        except OSError:
            pass
        if self.passed + len(self.failed) + len(self.skipped) == before:
            self.failed.append(f'{folder}: no test ran')


def details(folder):
    """The talk of the programs that failed, and the reasons of skips."""
    tally = Tally()
    tally.add_folder(folder)
    log = os.path.join(folder, 'meson-logs', 'testlog.txt')
    for name in tally.failed:
        print(f'{folder}: FAILED {name}')
    for name, reason in tally.skipped:
        print(f'{folder}: skipped {name}: {reason}')
    if tally.failed:
        show_failed(os.path.join(folder, 'meson-logs', 'testlog.json'))
        print(f'{folder}: the whole log: {log}')


def show_failed(log):
    if not os.path.exists(log):
        return
    with open(log, encoding='utf-8') as file:
        tests = [json.loads(line) for line in file]
    for test in tests:
        if test['result'] in ('OK', 'SKIP'):
            continue
        said = (test.get('stdout') or '') + (test.get('stderr') or '')
        print(f"--- {test['name']}")
        print('\n'.join(said.split('\n')[-60:]))


def closing(arguments):
    tally = Tally()
    while arguments[:1] == ['--failed']:
        tally.failed.append(arguments[1])
        arguments = arguments[2:]
    broken = [what.removeprefix('build:') for what in tally.failed]
    for folder in arguments:
        if folder not in broken:
            tally.add_folder(folder)
    for name in tally.failed:
        print(f'failed: {name}')
    for name, reason in tally.skipped:
        print(f'skipped: {name}: {reason}')
    ci = os.environ.get('CI') == 'true'
    if ci and tally.skipped:
        print('in CI a skipped test is a failure')
    print(f'{tally.passed} passed, {len(tally.failed)} failed, '
          f'{len(tally.skipped)} skipped')
    return 1 if tally.failed or (ci and tally.skipped) else 0


if __name__ == '__main__':
    if sys.argv[1:2] == ['--sum']:
        sys.exit(closing(sys.argv[2:]))
    for argument in sys.argv[1:]:
        details(argument)
