#!/usr/bin/python3
# SPDX-License-Identifier: ISC
"""Runs test_odd, and holds the report of every trial against the schema.

    tests/odd/schema.py SCHEMA TEST_ODD

Its TAP goes through as it is, with one test more at the end: each report fits
docs/report.schema.json and holds no member that is not described there. Skips
that one without python3-jsonschema.
"""
import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(__file__)
sys.path[:0] = [os.path.join(HERE, '../live'), os.path.join(HERE, '../lib')]
import packages
from closed import closed


def relay(program, reports):
    """Runs the tests, passes their lines on; their number and status."""
    environment = dict(os.environ, REPORTS=reports)
    with subprocess.Popen([program], stdout=subprocess.PIPE, text=True,
                          env=environment) as run:
        tests = 0
        for line in run.stdout:
            if line.startswith('1..'):
                continue  # the plan comes last
            tests += line.startswith(('ok ', 'not ok '))
            print(line, end='', flush=True)
    return tests, run.returncode


def misfits(schema, reports):
    """What does not fit, a line each; and how many were looked at."""
    jsonschema = packages.module('jsonschema')
    with open(schema, encoding='utf-8') as text:
        validator = jsonschema.Draft202012Validator(closed(json.load(text)))
    found = []
    seen = 0
    with open(reports, encoding='utf-8') as lines:
        for line in lines:
            name, report = line.split('\t', 1)
            seen += 1
            found += [f'{name}: {error.json_path}: {error.message[:200]}'
                      for error in validator.iter_errors(json.loads(report))]
    return found if seen else ['no report was written'], seen


def main(schema, program):
    with tempfile.NamedTemporaryFile() as reports:
        tests, status = relay(program, reports.name)
        number = tests + 1
        try:
            found, seen = misfits(schema, reports.name)
        except packages.Unavailable as error:
            print(f'ok {number} # SKIP {error}')
            found = []
        else:
            print(f'{"not ok" if found else "ok"} {number} - '
                  f'{seen} reports hold what the schema describes')
    for line in found:
        print('# ' + line)
    print(f'1..{number}')
    return status or bool(found)


sys.exit(main(*sys.argv[1:]))
