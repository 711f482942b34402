#!/usr/bin/python3
# SPDX-License-Identifier: ISC
"""Java with RSA, EC and DSA keys in one server, and its legacy algorithms.

    tests/live/live_jsse.py HALLO

The truth is what LiveJsse.java prints from the tables of its own Java.  As it
comes, Java takes what jdk.tls.legacyAlgorithms names (RC4, 3DES, anonymous,
NULL ...) last: with the client's order that makes two classes, each of which
follows the client.
"""
import os
import re
import sys

import compare
import packages
import servers
import space

ALL = ['SSLv3', 'TLSv1.0', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3']
THREE = ['rsa', 'ec', 'dsa']
# whether Java's own list of legacy algorithms is in force, and then for each
# server: name, keys, versions, order, further words for LiveJsse.java
NONE_LEGACY = [
    ('three keys, server order', THREE, ALL, 'server', ''),
    ('DSA, reversed list, hellos of SSL 2', ['dsa'], ALL[:-1], 'server',
     ';reversed=1;hello=SSLv2Hello'),
]
LEGACY = [
    ('legacy last, reversed list', THREE, ALL[3:], 'server', ';reversed=1'),
    ('legacy last, client order', ['ec', 'dsa'], ALL[1:4], 'mixed', ''),
]
SEEDS = [1, 3]


def openssl(*arguments):
    said = packages.run('openssl', *arguments)
    if said.returncode:
        raise AssertionError(f'openssl {arguments[0]}: {said.stdout}')


def store(folder, kind):
    """A PKCS #12 file with a self-signed certificate of that kind of key."""
    key, cert = folder.file(kind + '.key'), folder.file(kind + '.pem')
    file = folder.file(kind + '.p12')
    if os.path.exists(file):
        return file
    if kind == 'dsa':
        parameters = folder.file('dsa.parameters')
        openssl('dsaparam', '-out', parameters, '1024')
        new = ['dsa:' + parameters]
    else:
        new = {'rsa': ['rsa:2048'], 'ec': [
            'ec', '-pkeyopt', 'ec_paramgen_curve:P-256']}[kind]
    openssl('req', '-x509', '-nodes', '-sha256', '-days', '30', '-subj',
            '/CN=mx.hallo.test', '-keyout', key, '-out', cert, '-newkey', *new)
    openssl('pkcs12', '-export', '-in', cert, '-inkey', key, '-passout',
            'pass:hallo', '-out', file)
    return file


def words(folder, port, setting):
    _, kinds, versions, order, more = setting
    spoken = [version.replace('v1.0', 'v1') for version in versions]
    found = re.search(';hello=(.*)', more)
    if found:
        spoken.append(found.group(1))
    return (f'port={port};order={"server" if order == "server" else "client"};'
            f'keys={",".join(store(folder, kind) for kind in kinds)};'
            f'versions={",".join(spoken)}{more}')


def java(folder, settings, ports, *options):
    return space.Server(folder, [
        servers.java_program('java'), '-XX:TieredStopAtLevel=1', '-Xmx256m',
        '--add-opens', 'java.base/sun.security.ssl=ALL-UNNAMED', *options,
        os.path.join(servers.HERE, 'LiveJsse.java'), servers.ADDRESS,
        *(words(folder, port, setting)
          for port, setting in zip(ports, settings))], ports,
                        {'LD_LIBRARY_PATH': packages.libraries('java')})


def printed(said, port):
    """(version -> all codes, version -> those that are legacy)"""
    codes, legacy = {}, {}
    for version, code, last in re.findall(
            rf'^{port} (\S+) (0x....)( legacy)?$', said, re.M):
        version = 'TLSv1.0' if version == 'TLSv1' else version
        codes.setdefault(version, []).append(code)
        legacy.setdefault(version, []).extend([code] if last else [])
    return codes, legacy


def compare_classes(row, codes, legacy):
    """Two classes: what is not legacy, then what is."""
    wanted = [sorted(set(codes) - set(legacy)), sorted(legacy)]
    seen = [sorted(part) for part in row['order_classes'] or []]
    return None if seen == wanted else f'classes {seen}, wanted {wanted}'


def one_order(tap, settings, folder, *options):
    ports = list(range(4433, 4433 + len(settings)))
    with java(folder, settings, ports, *options) as server:
        for port, setting in zip(ports, settings):
            codes, legacy = printed(server.whole_log(), port)
            name, order = setting[0], setting[3]
            for seed in SEEDS if order == 'mixed' else SEEDS[:1]:
                endpoint = compare.endpoint_of(
                    sys.argv[1], f'tls://{servers.ADDRESS}:{port}',
                    '--seed', f'{seed:064x}')
                compare.compare(tap, name, endpoint, codes, order)
                if order == 'mixed':
                    tap.fact(f'{name}: two classes, seed {seed}', *(
                        compare_classes(compare.version_of(endpoint, version),
                                        codes[version], legacy[version])
                        for version in codes))


def test(tap, folder):
    one_order(tap, NONE_LEGACY, folder, '-Dlive.legacy=')
    one_order(tap, LEGACY, folder)


space.enter(space.unless_there('java', '/usr/bin/javac'))
space.tap_main(test)
