#!/usr/bin/python3
# SPDX-License-Identifier: ISC
"""What the keyUsage of a certificate does to senders: the verdicts of an audit
against gnutls-cli and s_client, each sent to the same server.

    tests/live/live_usage.py HALLO
"""
import subprocess
import sys

import compare
import packages
import servers
import space

SIGNED = ['-tls1_2', '-cipher', 'ECDHE']
PLAIN = ['-tls1_2', '-cipher', 'kRSA']
SETTINGS = [
    (usage, suites)
    for usage in (None, 'digitalSignature', 'keyEncipherment', 'keyAgreement',
                  'keyCertSign')
    for suites in (SIGNED, PLAIN)
]


def gnutls_goes_on(port):
    tree = packages.path('gnutls')
    said = subprocess.run(
        [f'{tree}/usr/bin/gnutls-cli', '--insecure', '-p', str(port),
         '127.0.0.1'], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True, timeout=20, check=False,
        env={'LD_LIBRARY_PATH': packages.libraries('gnutls')}).stdout
    if 'Handshake was completed' not in said \
            and 'Key usage violation' not in said:
        raise AssertionError(said)
    return 'Handshake was completed' in said


def openssl_goes_on(port):
    said = subprocess.run(
        ['openssl', 's_client', '-connect', f'127.0.0.1:{port}'],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True, timeout=20, check=False).stdout
    return 'Cipher is (NONE)' not in said


def verdict(endpoint, name):
    return next(row['verdict'] for row in endpoint['senders']
                if row['id'] == name)


def test(tap, folder):
    for number, (usage, suites) in enumerate(SETTINGS):
        cert = servers.certificate(folder, 'rsa2048', usage=usage)
        port = 5601 + number
        with servers.openssl_server(folder, cert, suites, port):
            endpoint = compare.endpoint_of(sys.argv[1],
                                           f'tls://127.0.0.1:{port}')
            truth = {'gnutls-normal': gnutls_goes_on(port),
                     'openssl-level-0': openssl_goes_on(port)}
        told = {name: verdict(endpoint, name) for name in truth}
        found = 'certificate-key-usage' in [
            row['id'] for row in endpoint['findings']]
        name = f'{usage}, {suites[-1]}'
        wanted = {who: 'ok' if good else 'fails'
                  for who, good in truth.items()}
        tap.fact(name,
                 told != wanted and f'{told} instead of {wanted}',
                 found == truth['gnutls-normal'] and f'found: {found}')


space.enter('gnutls')
space.tap_main(test)
