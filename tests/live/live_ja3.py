#!/usr/bin/python3
# SPDX-License-Identifier: ISC
"""JA3 as tshark tells it, and as hallo does, of the same bytes.

    tests/live/live_ja3.py HALLO
"""
import json
import os
import subprocess
import sys

import capture
import packages
import space

GOLDEN = os.path.join(packages.ROOT, 'tests/golden')
NEW = ([],
       ['--versions', 'TLSv1.0', '--suites', '0x0039,grease,0x002F'],
       ['--versions', 'grease,1.3,1.2', '--groups', 'grease,x25519,0xFEFE'],
       ['--versions', '1.2', '--extension', 'grease', '--sni',
        'mx.example.org'])


def hallo(*arguments):
    return subprocess.run([sys.argv[1], 'hello', *arguments], check=True,
                          capture_output=True).stdout


def by_tshark(folder, raw):
    """[hash, string] of the bytes, as one packet to port 443."""
    dump = ''.join(f'{at:06x} {raw[at:at + 16].hex(" ")}\n'
                   for at in range(0, len(raw), 16))
    pcap = folder.file('hello.pcap')
    command, env = capture.tshark('-r', pcap, '-T', 'fields', '-e',
                                  'tls.handshake.ja3', '-e',
                                  'tls.handshake.ja3_full')
    text2pcap = os.path.join(packages.path('tshark'), 'usr/bin/text2pcap')
    subprocess.run([text2pcap, '-q', '-T', '40000,443', '-', pcap],
                   input=dump.encode(), check=True, capture_output=True,
                   env=env)
    return subprocess.run(command, check=True, capture_output=True, env=env,
                          text=True).stdout.strip().split('\t')


def test(tap, folder):
    files = [os.path.join(GOLDEN, 'tls12_hello.hex'),
             os.path.join(GOLDEN, 'rfc8448_client_hello.hex')]
    for number, options in enumerate(NEW):
        files.append(folder.file(f'{number}.hello'))
        hallo('new', *options, '-o', files[-1])
    for file in files:
        theirs = by_tshark(folder, hallo('convert', file, '--raw'))
        shown = json.loads(hallo('show', file, '--json'))['hello']
        ours = [shown['ja3'], shown['ja3_string']]
        tap.fact(f'{os.path.basename(file)}: {ours[0]}',
                 None if ours == theirs else f'tshark {theirs}, hallo {ours}')


space.enter('tshark')
space.tap_main(test)
