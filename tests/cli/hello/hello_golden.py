#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""`hallo hello new` and `edit` write the same bytes as ever.

    tests/cli/hello/hello_golden.py SOURCE_ROOT HALLO [--write]

hello_golden.txt holds one line a command: the SHA-256 of what it writes (of
nothing, e3b0..., where it is refused), and its arguments; SEED stands for one seed, CLIENTS for the folder of the recorded
clients.  --write writes the file anew: for a change that is meant.
"""
import hashlib
import itertools
import os
import subprocess
import sys

SEED = '0123456789abcdef' * 4
VERSIONS = ['', '--versions TLSv1.3', '--versions TLSv1.2',
            '--versions TLSv1.0', '--versions SSLv3', '--versions SSLv2',
            '--versions TLSv1.3,TLSv1.2', '--versions TLSv1.2,TLSv1.1',
            '--versions 0x7F1C,grease,TLSv1.3']
SHAPES = ['', '--sni mx.example.org.', '--no-sni', '--groups P-384,x448,0x0a0a',
          '--groups ffdhe2048', '--signature-schemes 0x0401,grease',
          '--key-shares none', '--key-shares x25519,P-256,P-521,ffdhe3072',
          '--key-shares X25519MLKEM768,0x0200', '--key-shares 0x6399,0x11eb',
          '--suites 0x0039,ECDHE-RSA-AES128-GCM-SHA256,0xFEFE',
          '--client-version 0x0399', '--record-version TLSv1.2',
          '--extension 13=0002 --extension 13 --extension 0x002b=020304',
          '--drop-extension 10 --drop-extension 0xff01', '--split 50',
          '--split 1,0,3,20', '--extension 41=00 --extension 0x1234']
EDITS = ['--add-suite 0x0005 --drop-suite 0xc030',
         '--drop-extension server_name --sni other.example',
         '--versions TLSv1.2 --split 9', '--groups x25519 --suites 0x1301',
         '--versions TLSv1.3,0x7f1c --key-shares P-521']


def commands(root):
    for version, shape in itertools.product(VERSIONS, SHAPES):
        yield f'new {version} {shape}'
    folder = os.path.join(root, 'analysis', 'senders', 'clients')
    names = sorted(n for n in os.listdir(folder) if n.endswith('.hello'))
    for number, name in enumerate(names):
        for shape in EDITS + SHAPES[1 + number % 5::5]:
            yield f'edit CLIENTS/{name} {shape}'


def digest(root, hallo, command):
    clients = os.path.join(root, 'analysis', 'senders', 'clients')
    words = command.replace('CLIENTS', clients).split()
    made = subprocess.run(
        [hallo, 'hello'] + words + ['--seed', SEED, '--raw', '-o', '-'],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    return hashlib.sha256(made.stdout).hexdigest()[:32]


def main(root, hallo, write=''):
    path = os.path.join(root, 'tests', 'cli', 'hello', 'hello_golden.txt')
    lines = [f'{digest(root, hallo, c)} {" ".join(c.split())}'
             for c in commands(root)]
    if write:
        with open(path, 'w', encoding='ascii') as file:
            file.write('\n'.join(lines) + '\n')
        return 0
    with open(path, encoding='ascii') as file:
        golden = file.read().split('\n')[:-1]
    wrong = sorted(set(golden) ^ set(lines))
    print('1..1')
    print(f'{"not ok" if wrong else "ok"} 1 - {len(lines)} hellos are as ever')
    for line in wrong:
        print(f'# {line}')
    return 1 if wrong else 0


sys.exit(main(*sys.argv[1:]))
