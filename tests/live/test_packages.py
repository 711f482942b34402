#!/usr/bin/python3
# SPDX-License-Identifier: ISC
"""What an unpacked set takes from the machine, on lists of our own."""
import os
import sys
import tempfile

import packages
import space

ROWS = [('libc6', 'Depends: libgcc-s1'), ('libgcc-s1', 'Priority: required'),
        ('bash', 'Essential: yes\nPre-Depends: libc6 (>= 2.36), libtinfo6 | x'),
        ('libtinfo6', 'Provides: tinfo (= 6)'),
        ('libwolfssl35', 'Depends: libc6'), ('nginx', 'Depends: libc6')]


def status(rows):
    return '\n\n'.join(f'Package: {name}\nStatus: install ok installed\n{more}'
                       for name, more in rows) + '\n\n'


def kept_of(rows, wanted=()):
    with tempfile.TemporaryDirectory() as folder:
        source, target = (os.path.join(folder, name) for name in 'ab')
        with open(source, 'w', encoding='utf-8') as file:
            file.write(status(rows))
        packages.STATUS = source
        packages.write_base(wanted, target)
        with open(target, encoding='utf-8') as file:
            return {line[len('Package: '):].strip() for line in file
                    if line.startswith('Package: ')}


def differs(seen, wanted):
    return None if seen == wanted else f'{sorted(seen)}'


def test(tap, _):
    base = {'libc6', 'libgcc-s1', 'bash', 'libtinfo6'}
    tap.fact('a library that is installed already is no part of the base',
             differs(kept_of(ROWS), base))
    tap.fact('a machine with less comes to the same',
             differs(kept_of(ROWS[:4]), base))
    tap.fact('what is wanted itself is not taken from the machine',
             differs(kept_of(ROWS, ['libtinfo6']), base - {'libtinfo6'}))


sys.stdout.reconfigure(line_buffering=True)
space.tap_main(test)
