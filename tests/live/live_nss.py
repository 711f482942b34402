#!/usr/bin/python3
# SPDX-License-Identifier: ISC
"""selfserv of NSS: suites given by code, versions by -V.

    tests/live/live_nss.py HALLO

NSS has one order, that of its table of suites, whatever is asked for.  The
truth is the list that selfserv is given, in the order of that table, and what
the library itself says of each suite: SSL_ImplementedCiphers and
SSL_GetCipherSuiteInfo(), in a Python of its own.
"""
import os
import subprocess
import sys

import compare
import packages
import servers
import space

TABLE = """
import ctypes

class Info(ctypes.Structure):   # SSLCipherSuiteInfo of sslt.h
    _fields_ = [('length', ctypes.c_uint16), ('suite', ctypes.c_uint16),
                ('name', ctypes.c_char_p), ('auth_name', ctypes.c_char_p),
                ('auth', ctypes.c_int), ('kea_name', ctypes.c_char_p),
                ('kea', ctypes.c_int), ('cipher_name', ctypes.c_char_p),
                ('cipher', ctypes.c_int), ('bits', ctypes.c_uint16 * 3),
                ('mac_name', ctypes.c_char_p), ('mac', ctypes.c_int),
                ('mac_bits', ctypes.c_uint16), ('flags', ctypes.c_uint),
                ('auth_type', ctypes.c_int), ('kdf_hash', ctypes.c_int)]

ssl = ctypes.CDLL('libssl3.so')
count = ctypes.c_uint16.in_dll(ssl, 'SSL_NumImplementedCiphers').value
for code in (ctypes.c_uint16 * count).in_dll(ssl, 'SSL_ImplementedCiphers'):
    info = Info()
    if ssl.SSL_GetCipherSuiteInfo(code, ctypes.byref(info), ctypes.sizeof(info)):
        raise SystemExit(f'{code:04X}: no information')
    print(f'0x{code:04X}', info.auth_type, info.kdf_hash)
"""
# SSLAuthType: RSA that decrypts and that signs; ECDSA, and static ECDH with a
# certificate signed by ECDSA, as a self-signed one is; any (TLS 1.3)
AUTHENTICATION = {'rsa2048': {'1', '7'}, 'p256': {'4', '6'}}
TLS13_ANY = '10'
SOME = {'0x002F', '0xC030', '0x0005', '0xCCA8', '0xC009', '0xC02C', '0x0039',
        '0x000A', '0xC014', '0x0084'}
ALL = None
# name, certificates, suites, versions
SETTINGS = [
    ('RSA, all suites', ['rsa2048'], ALL,
     ['TLSv1.0', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3']),
    ('two certificates, all suites', ['rsa2048', 'p256'], ALL, ['TLSv1.2']),
    ('two certificates, some suites', ['rsa2048', 'p256'], SOME,
     ['TLSv1.1', 'TLSv1.2']),
    ('ECDSA and two suites of TLS 1.3', ['p256'],
     SOME | {'0x1302', '0x1301'}, ['TLSv1.2', 'TLSv1.3']),
]


def table():
    """(code, authentication, hash of the key derivation) of the library's
    suites, in the order in which it tries them."""
    said = subprocess.run(
        [sys.executable, '-c', TABLE], check=True, text=True,
        stdout=subprocess.PIPE,
        env={**os.environ, 'LD_LIBRARY_PATH':
             packages.libraries('nss')}).stdout
    return [line.split() for line in said.splitlines()]


def takes(row, version, kinds):
    """A suite without a hash of its own is one of TLS 1.0."""
    _, auth, kdf_hash = row
    if version == 'TLSv1.3' or auth == TLS13_ANY:
        return version == 'TLSv1.3' and auth == TLS13_ANY
    return any(auth in AUTHENTICATION[kind] for kind in kinds) and \
        (version == 'TLSv1.2' or kdf_hash == '0')


def test(tap, folder):
    rows = table()
    for number, (name, kinds, suites, versions) in enumerate(SETTINGS):
        suites = suites or {row[0] for row in rows}
        known = {version: [row[0] for row in rows if row[0] in suites and
                           takes(row, version, kinds)]
                 for version in versions}
        # a name in the database belongs to one subject
        pairs = {kind: servers.certificate(folder, kind, kind + '.hallo.test')
                 for kind in kinds}
        given = ''.join(f':{code[2:]}' for code in sorted(suites))
        spoken = [version.replace('TLSv', 'tls') for version in versions]
        port = 4433 + number
        with servers.selfserv(folder, pairs, [
                '-c', given, '-V', f'{spoken[0]}:{spoken[-1]}', '-H', '1'],
                              port):
            endpoint = compare.endpoint_of(sys.argv[1],
                                           f'tls://127.0.0.1:{port}')
        compare.compare(tap, name, endpoint, known, 'server')


space.enter('nss')
space.tap_main(test)
