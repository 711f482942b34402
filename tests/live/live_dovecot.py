#!/usr/bin/python3
# SPDX-License-Identifier: ISC
"""Dovecot: IMAP, POP3, LMTP, submission, and TLS at once.

    tests/live/live_dovecot.py HALLO
"""
import sys

import compare
import servers
import space
import truth

CIPHERS = 'ECDHE+AESGCM:ECDHE+CHACHA20:AES128-SHA'


def test(tap, folder):
    space.overlay('dovecot')
    cert = servers.certificate(folder, 'rsa2048')
    known = truth.openssl(folder, CIPHERS, ['TLSv1.2', 'TLSv1.3'], 'rsa2048',
                          2)
    with servers.dovecot(folder, cert, f"""
ssl_min_protocol = TLSv1.2
ssl_cipher_list = {CIPHERS}
ssl_prefer_server_ciphers = yes
"""):
        for dialog, port in servers.DOVECOT_PORTS.items():
            endpoint = compare.endpoint_of(sys.argv[1],
                                           f'{dialog}://127.0.0.1:{port}')
            compare.compare(tap, dialog, endpoint, known, 'server')


space.enter('dovecot', root=True)
space.tap_main(test)
