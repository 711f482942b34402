# SPDX-License-Identifier: ISC
"""Run hallo, and hold its report against the truth."""
import functools
import json
import os
import subprocess
import sys

import packages

sys.path.append(os.path.join(packages.ROOT, 'tests/lib'))
from closed import closed

VERSIONS = ('SSLv2', 'SSLv3', 'TLSv1.0', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3')


@functools.cache
def schema():
    """The validator of docs/report.schema.json, closed."""
    jsonschema = packages.module('jsonschema')
    file = os.path.join(packages.ROOT, 'docs/report.schema.json')
    with open(file, encoding='utf-8') as text:
        return jsonschema.Draft202012Validator(closed(json.load(text)))


def in_doubt(found):
    """Why an audit is not complete, for the talk of a failed test."""
    said = []
    for endpoint in (one for report in found for one in report['endpoints']):
        said.append(f"\n{endpoint['dialog']} {endpoint['port']}: "
                    f"{endpoint['incomplete_reason']}")
        said += [f"{row['version']} {row['state']} {row['reason']} "
                 f"{row.get('groups_order')} " + json.dumps(
                     [group for group in row['groups']
                      if group['state'] == 'inconclusive'])
                 for row in endpoint['versions']]
        said += [json.dumps(probe) for probe in endpoint['probes']
                 if probe['error'] or probe['outcome'] not in
                 ('alert', 'retry', 'answer', 'hello', 'flight')][:5]
    return '\n'.join(said)


def reports(hallo, *arguments, status=0):
    """The reports of one run of hallo audit, a list."""
    run = subprocess.run([hallo, 'audit', '--json', '-', '-q', '--timeout',
                          '10', *arguments], stdout=subprocess.PIPE,
                         stderr=subprocess.PIPE, text=True, timeout=120,
                         check=False, stdin=subprocess.DEVNULL)
    found = [json.loads(line) for line in run.stdout.split('\n') if line]
    if run.returncode != status:
        raise AssertionError(f'hallo {" ".join(arguments)}: status '
                             f'{run.returncode}, wanted {status}: '
                             + run.stderr[-600:] + in_doubt(found))
    for report in found:
        for error in schema().iter_errors(report):
            raise AssertionError(f'{error.json_path} does not fit the schema: '
                                 + error.message[:300])
    return found


def endpoint_of(hallo, target, *arguments):
    """The only endpoint of the only report."""
    found = [endpoint for report in reports(hallo, *arguments, target)
             for endpoint in report['endpoints']]
    if len(found) != 1:
        raise AssertionError(f'{target}: {len(found)} endpoints')
    return found[0]


def version_of(endpoint, name):
    return next(row for row in endpoint['versions'] if row['version'] == name)


def compare_set(row, codes):
    seen = [suite['code'] for suite in row['suites']]
    missing = [code for code in codes if code not in seen]
    beyond = [code for code in seen if code not in codes]
    if missing or beyond:
        return (f'missing {" ".join(missing) or "none"}; '
                f'beyond the configuration {" ".join(beyond) or "none"}')
    return None


def compare_order(row, codes, order):
    wanted = 'single' if len(codes) == 1 else order
    if row['order'] != wanted:
        return f'order {row["order"]}, wanted {wanted}'
    seen = [suite['code'] for suite in row['suites']]
    if order == 'server' and seen != codes:
        return f'order {" ".join(seen)}, configured {" ".join(codes)}'
    return None


def compare_dh(row, bits):
    """bits: code -> bits of each DHE suite of TLS 1.2, or one for all."""
    seen = {suite['code']: suite['dh_bits'] for suite in row['suites']
            if suite['dh_bits'] is not None}
    if not seen:
        return 'no suite with DH bits'
    if isinstance(bits, int):
        bits = {code: bits for code in seen}
    elif row['version'] == 'TLSv1.2' and set(seen) != set(bits):
        return f'DH bits for {" ".join(seen)}, wanted {" ".join(bits)}'
    wrong = [f'{code}: {size}, configured {bits.get(code)}'
             for code, size in seen.items() if size != bits.get(code)]
    return '\n'.join(wrong)


def compare(tap, name, endpoint, truth, order, dh_bits=None):
    """truth: version -> codes; the other versions must be refused."""
    tap.fact(f'{name}: the audit is complete',
             None if endpoint['complete'] else endpoint['incomplete_reason'])
    states = {row['version']: row['state'] for row in endpoint['versions']}
    wanted = {version: 'yes' if version in truth else 'no'
              for version in VERSIONS}
    tap.fact(f'{name}: versions {" ".join(truth)} and no other',
             None if states == wanted else f'{states}')
    for version, codes in truth.items():
        row = version_of(endpoint, version)
        tap.fact(f'{name}: the {len(codes)} suites of {version}',
                 compare_set(row, codes))
        tap.fact(f'{name}: order of {version}',
                 compare_order(row, codes, order))
        if dh_bits and version != 'TLSv1.3':
            tap.fact(f'{name}: DH bits of {version}',
                     compare_dh(row, dh_bits))
