#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Planning only reads: a step that writes to the log of its audit, or changes
the audit, is no C that compiles.

    reads.py ROOT CC...

Each offence is planted in a step and handed to the compiler; the same step
without it must pass, or nothing is proven.
"""
import os
import subprocess
import sys

STEP = """#include "analysis/state/audit_state.h"
bool planted_next(const struct audit *audit, int version, struct plan *plan);
bool planted_next(const struct audit *audit, int version, struct plan *plan)
{
	%s
	return audit->chains[version].n_found < plan->room;
}
"""

HONEST = {
    'a step reads the log':
        'if (!audit->log->n) return false;',
}
OFFENCES = {
    'a step decides behind the back of its driver':
        'observation_decide(audit->log, plan->decisions);',
    'a step concludes':
        'struct conclusion c = { 0 }; observation_conclude(audit->log, &c);',
    'a step appends a row':
        'observation_append(audit->log, NULL, NULL);',
    'a step takes the log for its own':
        'struct observation_log *mine = audit->log; mine->n = 0;',
    'a step casts the const away':
        '((struct observation_log *)audit->log)->n = 0;',
    'a step changes the audit':
        'audit_refresh(audit);',
}


def compiles(root, compiler, statement):
    command = compiler + ['-std=c11', '-fsyntax-only', '-Werror', '-Wall',
                          '-Wextra', '-Wcast-qual', '-I', '.', '-xc', '-']
    return subprocess.run(command, input=STEP % statement, text=True,
                          cwd=root, stderr=subprocess.DEVNULL).returncode == 0


def main():
    root, compiler = sys.argv[1], sys.argv[2:]
    cases = [(name, code, True) for name, code in HONEST.items()]
    cases += [(name, code, False) for name, code in OFFENCES.items()]
    print(f'1..{len(cases)}')
    bad = 0
    for i, (name, code, wanted) in enumerate(cases, 1):
        good = compiles(root, compiler, code) == wanted
        bad += not good
        end = 'compiles' if wanted else 'does not compile'
        print(f"{'ok' if good else 'not ok'} {i} - {name}: {end}")
    return bad > 0


if __name__ == '__main__':
    os.environ['LC_ALL'] = 'C'
    sys.exit(main())
