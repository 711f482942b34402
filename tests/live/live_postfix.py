#!/usr/bin/python3
# SPDX-License-Identifier: ISC
"""Postfix as it comes, as it should be, and as it was.

    tests/live/live_postfix.py HALLO
"""
import sys

import compare
import servers
import space
import truth

# its default, for mail to anybody: TLS 1.0 and up, no certificate needed, and
# no security level of the library
MEDIUM = 'aNULL:-aNULL:HIGH:MEDIUM:+RC4:@STRENGTH:@SECLEVEL=0'
MODERN = 'ECDHE+AESGCM:ECDHE+CHACHA20'
LEGACY = 'ALL:!eNULL:!aNULL:@SECLEVEL=0'
LOW = ['TLSv1.0', 'TLSv1.1']
HIGH = ['TLSv1.2', 'TLSv1.3']


def default(tap, folder, hallo):
    cert = servers.certificate(folder, 'rsa2048')
    with servers.postfix(folder, cert, '', port=25):
        endpoint = compare.endpoint_of(hallo, 'smtp://127.0.0.1')
    compare.compare(tap, 'default', endpoint,
                    truth.openssl(folder, MEDIUM, LOW + HIGH, 'rsa2048', 0),
                    'client', truth.openssl_dh(folder, MEDIUM, 'rsa2048', 0))


def modern(tap, folder, hallo):
    cert = servers.certificate(folder, 'p256')
    with servers.postfix(folder, cert, f"""
smtpd_tls_protocols = >=TLSv1.2
tls_medium_cipherlist = {MODERN}
tls_preempt_cipherlist = yes
""", port=26):
        endpoint = compare.endpoint_of(hallo, 'smtp://127.0.0.1:26')
    compare.compare(tap, 'modern', endpoint,
                    truth.openssl(folder, MODERN, HIGH, 'p256', 2), 'server')


def legacy(tap, folder, hallo):
    cert = servers.certificate(folder, 'rsa2048')
    with servers.postfix(folder, cert, f"""
smtpd_tls_protocols = >=TLSv1
smtpd_tls_ciphers = medium
tls_medium_cipherlist = {LEGACY}
tls_preempt_cipherlist = yes
smtpd_tls_dh1024_param_file = {servers.dh_parameters(folder, 1024, False)}
""", port=27, level=0):
        endpoint = compare.endpoint_of(hallo, 'smtp://127.0.0.1:27')
    compare.compare(tap, 'legacy', endpoint,
                    truth.openssl(folder, LEGACY, LOW + HIGH, 'rsa2048', 0),
                    'server', 1024)
    found = [finding['id'] for finding in endpoint['findings']]
    for finding in ('dh-weak', 'tls1.0', 'tls1.1'):
        tap.fact(f'legacy: {finding} is found',
                 None if finding in found else f'only {found}')


def test(tap, folder):
    for part in (default, modern, legacy):
        part(tap, folder, sys.argv[1])


space.enter('postfix', root=True)
space.tap_main(test)
