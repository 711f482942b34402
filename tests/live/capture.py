# SPDX-License-Identifier: ISC
"""A capture on loopback by tshark, and what tshark reads from it."""
import os
import subprocess
import time

import packages

FIELDS = ('tcp.dstport', 'tcp.len', 'tls.record.length',
          'tls.handshake.type', 'tls.handshake.version',
          'tls.handshake.extensions.supported_version',
          'tls.handshake.ciphersuite', 'tls.handshake.cipherspec',
          'tls.handshake.extensions_key_share_group',
          'tls.handshake.extensions_key_share_selected_group',
          'tls.handshake.server_named_curve', 'tls.handshake.p_len',
          'tls.alert_message.desc', '_ws.malformed')


def tshark(*arguments):
    tree = packages.path('tshark')
    env = {**os.environ, 'LD_LIBRARY_PATH': packages.libraries('tshark'),
           'HOME': '/nonexistent'}
    return [f'{tree}/usr/bin/tshark', *arguments], env


class Capture:
    """with Capture(file, port): ... ; all bytes of the port go to file."""

    def __init__(self, file, port):
        self.file = file
        self.command, self.env = tshark('-q', '-i', 'lo', '-B', '64', '-f',
                                        f'tcp port {port}', '-w', file)
        self.child = None

    def __enter__(self):
        self.child = subprocess.Popen(
            self.command, env=self.env, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        # the file has its header when the capture runs
        for _ in range(100):
            if os.path.exists(self.file) and os.path.getsize(self.file):
                time.sleep(0.3)
                return self
            if self.child.poll() is not None:
                break
            time.sleep(0.1)
        self.child.kill()
        raise AssertionError('tshark does not capture: '
                             + self.child.stderr.read()[-500:])

    def __exit__(self, *_):
        time.sleep(0.5)
        self.child.terminate()
        self.child.communicate(timeout=20)


def answers(file, port):
    """Client port -> {field: [values]} of all that the server sent."""
    command, env = tshark('-r', file, '-d', f'tcp.port=={port},tls', '-Y',
                          f'tcp.srcport=={port}', '-T', 'fields',
                          *[word for field in FIELDS
                            for word in ('-e', field)])
    said = subprocess.run(command, env=env, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True, check=False,
                          timeout=120)
    if said.returncode:
        raise AssertionError('tshark: ' + said.stderr[-500:])
    talks = {}
    for line in said.stdout.split('\n'):
        values = line.split('\t')
        if len(values) != len(FIELDS):
            continue
        talk = talks.setdefault(int(values[0]),
                                {field: [] for field in FIELDS})
        for field, value in zip(FIELDS, values):
            talk[field] += [one for one in value.split(',') if one]
    return talks
