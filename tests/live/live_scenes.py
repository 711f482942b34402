#!/usr/bin/python3
# SPDX-License-Identifier: ISC
"""Each scene of the README's section "The wire as a value", as it stands there.

    tests/live/live_scenes.py HALLO

The commands of its blocks are given to one shell, line by line, in an empty
folder.  A line may end in "# exit status N" where N is not 0.
"""
import os
import re
import subprocess
import sys

import packages
import space

SECTION = '## The wire as a value'


def scenes():
    with open(os.path.join(packages.ROOT, 'README.md'),
              encoding='utf-8') as text:
        section = text.read().split(SECTION, 1)[1].split('\n## ', 1)[0]
    blocks = re.findall(r'^```\n(.*?)^```', section, re.M | re.S)
    return [line for block in blocks for line in block.split('\n') if line]


def wanted(line):
    told = re.search(r'# exit status (\d+)', line)
    return int(told.group(1)) if told else 0


def script(lines):
    """Says "status LINE-NUMBER STATUS" on descriptor 3 behind each line."""
    out = []
    for number, line in enumerate(lines):
        out.append(line)
        if line.endswith('&'):
            out.append('sleep 1')
        out.append(f'echo status {number} $? >&3')
    return '\n'.join(out) + '\nwait %2 2>/dev/null; kill %1; wait\n'


def run(folder, hallo, lines):
    bin_folder = folder.file('bin')
    os.mkdir(bin_folder)
    os.symlink(hallo, os.path.join(bin_folder, 'hallo'))
    place = folder.file('place')
    os.mkdir(place)
    log = folder.file('status')
    with open(log, 'w', encoding='ascii') as status:
        said = subprocess.run(
            ['bash', '-m', '-c', f'exec 3>&{status.fileno()}\n'
             + script(lines)], cwd=place, text=True,
            pass_fds=[status.fileno()], stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120,
            env={**os.environ, 'PATH': f"{bin_folder}:{os.environ['PATH']}"},
            check=False)
    with open(log, encoding='ascii') as status:
        found = dict(map(int, line.split()[1:]) for line in status)
    return found, said.stdout, set(os.listdir(place))


def test(tap, folder):
    lines = scenes()
    found, said, files = run(folder, os.path.abspath(sys.argv[1]), lines)
    tap.fact('the section has its scenes',
             None if len(lines) > 12 else f'only {lines}')
    for number, line in enumerate(lines):
        tap.fact(line.split('#')[0].strip(),
                 None if found.get(number) == wanted(line)
                 else f'status {found.get(number)}\n{said[-1500:]}')
    missing = {'run.pcapng', 'run.jsonl', 'failing.hello', 'changed.hello',
               'usual.hello', 'hellos'} - files
    tap.fact('and each has left its file', str(missing) if missing else None)
    for words in ('Capture', 'failed:', 'JA4',
                  'chose TLSv1.2', '0x0039', 'listening on'):
        tap.fact(f'it says "{words}"',
                 None if words in said else said[-1500:])


space.enter(root=True)
space.tap_main(test)
