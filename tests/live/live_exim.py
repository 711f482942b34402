#!/usr/bin/python3
# SPDX-License-Identifier: ISC
"""Exim with GnuTLS: STARTTLS as it comes, and TLS at once.

    tests/live/live_exim.py HALLO

Exim takes 20 connections in all when nothing is configured (smtp_accept_max)
and counts a child until it is reaped: who closes with RST and opens the next
at once is soon told 421 "Too many concurrent SMTP connections".  hallo must
never be, at its default of five connections at once.
"""
import sys

import compare
import servers
import space
import truth

RUNS = 10
UNLIMITED = 'smtp_accept_max = 0\n'
STRICT = 'NORMAL:-VERS-ALL:+VERS-TLS1.2:-AES-128-CBC:%SERVER_PRECEDENCE'
TARGETS = (('STARTTLS', 'smtp://127.0.0.1'),
           ('TLS at once', 'smtps://127.0.0.1'))


def complain_of(endpoint):
    """What is wrong with the politeness of one run, or None."""
    cost = endpoint['cost']
    if not endpoint['complete']:
        return f"not complete: {endpoint['incomplete_reason']}"
    if cost['refused'] or cost['waits'] or endpoint['failures']:
        return f"turned away: {cost['waited_for']}"
    return None


def no_refusal_at_the_default(tap, folder, cert, known):
    with servers.exim(folder, cert, ''):
        for name, target in TARGETS:
            found = [compare.endpoint_of(sys.argv[1], target, '--ask',
                                         'all' if run == RUNS else 'suites')
                     for run in range(1, RUNS + 1)]
            tap.fact(f'{name}: {RUNS} runs, none turned away',
                     *map(complain_of, found))
            compare.compare(tap, f'{name} at the default limit', found[-1],
                            known, 'client')
        with open(folder.file('exim-25/mainlog'), encoding='utf-8') as log:
            told = log.read().count('too many connections')
        tap.fact('no word of too many connections in its log',
                 f'{told} times' if told else None)


def test(tap, folder):
    cert = servers.certificate(folder, 'rsa2048')
    # what Exim asks GnuTLS for when nothing is configured
    known = truth.gnutls('NORMAL', 'rsa2048')
    no_refusal_at_the_default(tap, folder, cert, known)
    with servers.exim(folder, cert,
                      UNLIMITED + f'tls_require_ciphers = {STRICT}',
                      (26, 466)):
        compare.compare(tap, 'TLS 1.2 alone',
                        compare.endpoint_of(sys.argv[1],
                                            'smtp://127.0.0.1:26'),
                        truth.gnutls(STRICT, 'rsa2048'), 'server')


space.enter('exim', 'gnutls', root=True)
space.tap_main(test)
