#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Each test is in the suite of its room and in one of fast, slow, live.

    tests/house/suites.py BUILD_FOLDER

The fast ones are what a developer runs after each change; a test without a
suite of this kind would be run by nobody but ./check.
"""
import json
import os
import sys

from source import ROOMS, report

KINDS = {'fast', 'slow', 'live'}


def suites_of(test):
    return {suite.split(':')[-1] for suite in test['suite']}


def main(build):
    with open(os.path.join(build, 'meson-info', 'intro-tests.json'),
              encoding='utf-8') as file:
        tests = json.load(file)
    fast = [test for test in tests if 'fast' in suites_of(test)]
    unkind = [f'{test["name"]}: {", ".join(sorted(suites_of(test)))}'
              for test in tests if len(suites_of(test) & KINDS) != 1]
    roomless = [f'{test["name"]}: {", ".join(sorted(suites_of(test)))}'
                for test in tests
                if not suites_of(test) & {*ROOMS, 'house', 'odd', 'live'}]
    return report([
        (f'{len(tests)} tests were seen, {len(fast)} of them fast',
         [] if fast and len(tests) > len(fast) else ['too few']),
        ('each is fast, slow or live', unkind),
        ('each is in the suite of its room', roomless),
    ])


if __name__ == '__main__':
    sys.exit(main(sys.argv[1]))
