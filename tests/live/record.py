#!/usr/bin/python3
# SPDX-License-Identifier: ISC
"""Record the transcripts of real servers that tests/cli/test_replay reads.

    tests/live/record.py HALLO

Writes tests/golden/transcripts/NAME.jsonl, and NAME.want: what the server's
configuration says it must have, expanded by the library that it uses: a line
a version, "TLSv1.2 server 0xC030 0xC02F ...", or "TLSv1.1 no".
"""
import os
import shutil
import subprocess
import sys

import compare
import packages
import servers
import space
import truth

PLACE = os.path.join(packages.ROOT, 'tests/golden/transcripts')
SEED = '68616c6c6f' + '00' * 27
OLD = 'DHE-RSA-AES256-SHA:AES256-SHA:AES128-SHA:@SECLEVEL=0'
NEW = 'ECDHE+AESGCM:ECDHE+CHACHA20:AES128-SHA'


def want(known, order):
    lines = []
    for version in compare.VERSIONS:
        suites = list(known.get(version, ()))
        lines.append(' '.join([version, order, *suites] if suites
                              else [version, 'no']))
    return '\n'.join(lines) + '\n'


def record(name, target, folder, text):
    file = folder.file(f'{name}.jsonl')
    subprocess.run([sys.argv[1], '-q', '--ask', 'suites', '--seed', SEED,
                    '--helo', 'client.hallo.test', '--transcript', file,
                    target], check=True, stdout=subprocess.DEVNULL)
    shutil.copy(file, os.path.join(PLACE, f'{name}.jsonl'))
    with open(os.path.join(PLACE, f'{name}.want'), 'w',
              encoding='ascii') as out:
        out.write(text)


def main(folder):
    os.makedirs(PLACE, exist_ok=True)
    space.overlay('dovecot')
    cert = servers.certificate(folder, 'rsa2048')
    with servers.exim(folder, cert, 'smtp_accept_max = 0\n'):
        record('exim', 'smtp://127.0.0.1', folder,
               want(truth.gnutls('NORMAL', 'rsa2048'), 'client'))
    with servers.dovecot(folder, cert, f"""
ssl_min_protocol = TLSv1.2
ssl_cipher_list = {NEW}
ssl_prefer_server_ciphers = yes
"""):
        record('dovecot', 'imap://127.0.0.1:143', folder,
               want(truth.openssl(folder, NEW, ['TLSv1.2', 'TLSv1.3'],
                                  'rsa2048', 2), 'server'))
    with servers.postfix(folder, cert, f"""
smtpd_tls_protocols = >=TLSv1, <=TLSv1.2
tls_medium_cipherlist = {OLD}
tls_preempt_cipherlist = yes
"""):
        record('postfix', 'smtp://127.0.0.1', folder,
               want(truth.openssl(folder, OLD,
                                  ['TLSv1.0', 'TLSv1.1', 'TLSv1.2'],
                                  'rsa2048', 0), 'server'))


space.enter('dovecot', 'exim', 'gnutls', 'postfix', root=True)
with space.Folder() as home:
    main(home)
