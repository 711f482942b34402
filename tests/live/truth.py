# SPDX-License-Identifier: ISC
"""What a server must accept, from its own configuration.

Each function gives {version: [code, ...]} in the order of the configuration,
with codes as in our reports ("0xC030").  No other scanner is asked: the list
comes from the library that the server itself uses, told the same string.
"""
import os
import re

import packages
import servers

OPENSSL_FLAGS = {'TLSv1.0': '-tls1', 'TLSv1.1': '-tls1_1',
                 'TLSv1.2': '-tls1_2', 'TLSv1.3': '-tls1_3'}
GNUTLS_NAMES = {'TLSv1.0': 'TLS1.0', 'TLSv1.1': 'TLS1.1',
                'TLSv1.2': 'TLS1.2', 'TLSv1.3': 'TLS1.3'}
AUTHENTICATION = {'rsa2048': 'RSA', 'rsa4096': 'RSA', 'p256': 'ECDSA'}


def openssl_rows(folder, ciphers, version, certificate, level):
    """(code, key exchange, authentication, bits of the cipher).

    certificate: the kind of the server's, or a list of several kinds."""
    env = {**os.environ, 'OPENSSL_CONF': servers.openssl_conf(folder, level)}
    kinds = [certificate] if isinstance(certificate, str) else certificate
    wanted = {AUTHENTICATION[kind] for kind in kinds} | {'None', 'any'}
    said = packages.run('openssl', 'ciphers', '-s', '-V',
                        OPENSSL_FLAGS[version], ciphers, env=env).stdout
    rows = re.findall(r'^\s*0x(..),0x(..) - .* Kx=(\w+) +Au=(\w+) +'
                      r'Enc=\w+(?:/\w+)?(?:\((\d+)\))?', said, re.M)
    found = [('0x' + high + low, exchange, auth, int(bits or 0))
             for high, low, exchange, auth, bits in rows if auth in wanted]
    if not found:
        raise AssertionError('no suites from openssl ciphers: ' + said)
    return found


def openssl(folder, ciphers, versions, certificate, level):
    """The list of `openssl ciphers`, for the kind of key that there is."""
    return {version: [row[0] for row in openssl_rows(
        folder, ciphers, version, certificate, level)]
            for version in versions}


def openssl_dh(folder, ciphers, certificate, level):
    """{code: bits} of OpenSSL's automatic DH: as strong as the certificate
    (2048-bit RSA here); without one, as the cipher: 3072 or 1024."""
    rows = openssl_rows(folder, ciphers, 'TLSv1.2', certificate, level)
    return {code: 2048 if auth != 'None' else 3072 if bits == 256 else 1024
            for code, exchange, auth, bits in rows if exchange == 'DH'}


def gnutls(priority, certificate):
    """The list of `gnutls-cli -l` and the versions that it names."""
    tree = packages.path('gnutls')
    said = packages.run(f'{tree}/usr/bin/gnutls-cli', '-l', '--priority',
                        priority, env={**os.environ, 'LD_LIBRARY_PATH':
                                       packages.libraries('gnutls')}).stdout
    rows = re.findall(r'^(TLS_\w+)\s+0x(..), 0x(..)\s+(\S+)', said, re.M)
    protocols = re.search(r'^Protocols: (.*)', said, re.M).group(1)
    kind = AUTHENTICATION[certificate]
    truth = {}
    for version, name in GNUTLS_NAMES.items():
        if f'VERS-{name},' not in protocols + ',':
            continue
        truth[version] = [
            ('0x' + high + low).upper().replace('0X', '0x')
            for suite, high, low, lowest in rows
            if (lowest == 'TLS1.3') == (version == 'TLSv1.3') and
            lowest <= name and
            (version == 'TLSv1.3' or
             re.match(rf'TLS_((EC)?DHE_)?{kind}_', suite))]
    return truth


def printed(said, versions):
    """Lines "VERSION CODE" of a server that asked its own library;
    versions: their word -> ours."""
    known = {}
    for word, code in re.findall(r'^(\S+) (0x[0-9A-F]{4})$', said, re.M):
        known.setdefault(versions[type(next(iter(versions)))(word)],
                         []).append(code)
    if not known:
        raise AssertionError('the server printed no suites: ' + said[:300])
    return known
