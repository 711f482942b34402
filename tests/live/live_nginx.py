#!/usr/bin/python3
# SPDX-License-Identifier: ISC
"""nginx with one and with two certificates, both orders.

    tests/live/live_nginx.py HALLO

The truth is ssl_ciphers as the same OpenSSL reads it.  nginx offers DHE only
where ssl_dhparam is set; its TLS 1.3 suites are OpenSSL's own.
"""
import sys

import compare
import servers
import space
import truth

BOTH = ['rsa2048', 'p256']
ALL = 'ALL:COMPLEMENTOFALL:!eNULL:!aNULL:@SECLEVEL=0'
# an order of our own, the two certificates' suites in turn
TURNS = ('ECDHE-RSA-AES256-SHA:ECDHE-ECDSA-AES128-GCM-SHA256:AES128-SHA:'
         'ECDHE-ECDSA-AES256-SHA:ECDHE-RSA-CHACHA20-POLY1305:'
         'ECDHE-ECDSA-AES128-SHA:AES256-GCM-SHA384:@SECLEVEL=0')
LEGACY = ['TLSv1.0', 'TLSv1.1', 'TLSv1.2']
# name, certificates, ciphers, versions, order, bits of ssl_dhparam
SETTINGS = [
    ('two certificates, everything, server order', BOTH, ALL,
     LEGACY + ['TLSv1.3'], 'server', 2048),
    ('two certificates, client order, no DHE', BOTH, ALL,
     LEGACY + ['TLSv1.3'], 'client', None),
    ('two certificates in turns', BOTH, TURNS, LEGACY, 'server', None),
    ('an ECDSA certificate', ['p256'], ALL, ['TLSv1.2', 'TLSv1.3'],
     'server', None),
    ('an RSA certificate, client order', ['rsa2048'], 'HIGH:!aNULL:'
     '@SECLEVEL=0', ['TLSv1.1', 'TLSv1.2'], 'client', 1024),
]


def lines(folder, ciphers, versions, order, dh_bits):
    protocols = ' '.join(version.replace('v1.0', 'v1')
                         for version in versions)
    dh = f'ssl_dhparam {servers.dh_parameters(folder, dh_bits)};' \
        if dh_bits else ''
    return f"""    ssl_protocols {protocols};
    ssl_ciphers {ciphers};
    ssl_prefer_server_ciphers {'on' if order == 'server' else 'off'};
    {dh}
"""


def test(tap, folder):
    for number, setting in enumerate(SETTINGS):
        name, kinds, ciphers, versions, order, dh_bits = setting
        certs = [servers.certificate(folder, kind) for kind in kinds]
        configured = ciphers if dh_bits else ciphers + ':!DHE'
        known = truth.openssl(folder, configured, versions, kinds, 0)
        port = 8443 + number
        with servers.nginx(folder, certs, lines(
                folder, ciphers, versions, order, dh_bits), port):
            endpoint = compare.endpoint_of(sys.argv[1],
                                           f'tls://127.0.0.1:{port}')
        compare.compare(tap, name, endpoint, known, order,
                        'rsa2048' in kinds and dh_bits)


space.enter('nginx')
space.tap_main(test)
