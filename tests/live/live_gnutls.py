#!/usr/bin/python3
# SPDX-License-Identifier: ISC
"""gnutls-serv with several priority strings.

    tests/live/live_gnutls.py HALLO
"""
import sys

import compare
import servers
import space
import truth

SETTINGS = [
    ('NORMAL, client order', 'rsa2048', 'NORMAL', 'client'),
    ('NORMAL, server order', 'rsa2048', 'NORMAL:%SERVER_PRECEDENCE',
     'server'),
    ('TLS 1.2, ECDSA key', 'p256',
     'NORMAL:-VERS-ALL:+VERS-TLS1.2:%SERVER_PRECEDENCE', 'server'),
    ('TLS 1.3 alone', 'rsa2048',
     'NORMAL:-VERS-ALL:+VERS-TLS1.3:%SERVER_PRECEDENCE', 'server'),
]


def test(tap, folder):
    for number, (name, kind, priority, order) in enumerate(SETTINGS):
        cert = servers.certificate(folder, kind)
        port = 5556 + number
        with servers.gnutls_server(folder, cert, priority, port):
            endpoint = compare.endpoint_of(sys.argv[1],
                                           f'tls://127.0.0.1:{port}')
        compare.compare(tap, name, endpoint, truth.gnutls(priority, kind),
                        order)


space.enter('gnutls')
space.tap_main(test)
