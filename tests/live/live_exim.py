#!/usr/bin/python3
# SPDX-License-Identifier: ISC
"""Exim with GnuTLS: STARTTLS as it comes, and TLS at once.

    tests/live/live_exim.py HALLO

Exim counts a child against smtp_accept_max (20) until it is reaped, so a
quick audit on loopback is met by 421 "Too many concurrent SMTP connections".
The limit is lifted here: this test is about suites.  What hallo makes of
the limit is not tested here.
"""
import sys

import compare
import servers
import space
import truth

UNLIMITED = 'smtp_accept_max = 0\n'
STRICT = 'NORMAL:-VERS-ALL:+VERS-TLS1.2:-AES-128-CBC:%SERVER_PRECEDENCE'


def test(tap, folder):
    cert = servers.certificate(folder, 'rsa2048')
    # what Exim asks GnuTLS for when nothing is configured
    known = truth.gnutls('NORMAL', 'rsa2048')
    with servers.exim(folder, cert, UNLIMITED):
        for name, target in (('STARTTLS', 'smtp://127.0.0.1'),
                             ('TLS at once', 'smtps://127.0.0.1')):
            compare.compare(tap, name,
                            compare.endpoint_of(sys.argv[1], target), known,
                            'client')
    with servers.exim(folder, cert,
                      UNLIMITED + f'tls_require_ciphers = {STRICT}',
                      (26, 466)):
        compare.compare(tap, 'TLS 1.2 alone',
                        compare.endpoint_of(sys.argv[1],
                                            'smtp://127.0.0.1:26'),
                        truth.gnutls(STRICT, 'rsa2048'), 'server')


space.enter('exim', 'gnutls', root=True)
space.tap_main(test)
