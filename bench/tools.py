# SPDX-License-Identifier: ISC
"""The scanners that are compared: how each is called and read.

A Tool says its command for a target and reads its text into
{version: ([code, ...], order)}, with codes as in our reports and order one
of 'server', 'client', None (it claims none).  Nothing is taken from one tool
to help another.
"""
import json
import os
import re
import shutil
import subprocess
import xml.etree.ElementTree as xml

PACKAGES = {'sslscan': 'sslscan', 'nmap': 'nmap', 'testssl': 'testssl.sh',
            'hyperfine': 'hyperfine'}
SSLSCAN_SUITES = ['--no-heartbleed', '--no-fallback', '--no-renegotiation',
                  '--no-compression', '--no-groups', '--no-check-certificate',
                  '--no-cipher-details']


def missing(*programs):
    """One sentence about what is not installed, or None."""
    gone = [name for name in programs if not shutil.which(name)]
    if not gone:
        return None
    return (f'not installed, left out: {" ".join(gone)} (apt-get install '
            + ' '.join(PACKAGES[name] for name in gone) + ')')


class Names:
    """Codes of suites by the names of IANA and OpenSSL."""

    def __init__(self, hallo):
        said = subprocess.run([hallo, 'list', 'suites', '--json'], check=True,
                              stdout=subprocess.PIPE, text=True).stdout
        self.codes = {}
        for row in json.loads(said):
            for kind in ('iana', 'openssl'):
                if row[kind]:
                    self.codes.setdefault(row[kind], row['code'])

    def code(self, name):
        """nmap says AKE for the key exchange of TLS 1.3; a name that is
        not known is given back, and will count as wrong."""
        name = name.replace('TLS_AKE_WITH_', 'TLS_')
        return self.codes.get(name, name)


class Tool:
    """One way to call one scanner.

    connections: at once, where it can be told; ordered: what it prints is an
    order; mark: what verdict.limits() knows it by."""

    def __init__(self, name, program, slow=False, ordered=True, mark=None):
        self.name = name
        self.program = program
        self.slow = slow
        self.ordered = ordered
        self.mark = mark
        self.connections = mark if isinstance(mark, int) else None
        self.doubt = ''  # what it said about the result just read

    def available(self):
        return bool(shutil.which(self.program))

    def command(self, target, output):
        raise NotImplementedError

    def read(self, text, output):
        raise NotImplementedError


class Hallo(Tool):
    def __init__(self, hallo, connections, arguments, name):
        super().__init__(f'hallo {name}', hallo, mark=connections)
        self.arguments = arguments

    def command(self, target, output):
        url = f'{target.scheme}://{target.address}:{target.port}'
        return [self.program, 'audit', '-q', '--json', output + '.json',
                *(['--connections', str(self.connections)]
                  if self.connections else []), *self.arguments, url]

    def read(self, text, output):
        with open(output + '.json', encoding='utf-8') as file:
            endpoint = json.loads(file.read())['endpoints'][0]
        self.doubt = '' if endpoint['complete'] else ' (reported incomplete)'
        return {row['version']: ([suite['code'] for suite in row['suites']],
                                 row['order'])
                for row in endpoint['versions'] if row['suites']}


class Sslscan(Tool):
    def __init__(self, name, arguments, mark=None):
        super().__init__(name, 'sslscan', mark=mark)
        self.arguments = arguments

    def command(self, target, output):
        return ['sslscan', '--no-colour', f'--xml={output}.xml',
                *target.starttls('--starttls-{}'), *self.arguments,
                f'{target.address}:{target.port}']

    def read(self, text, output):
        found = {}
        for row in xml.parse(output + '.xml').iter('cipher'):
            codes = found.setdefault(row.get('sslversion'), ([], None))[0]
            code = '0x' + row.get('id')[2:].upper()
            if code not in codes:
                codes.append(code)
        return found


class Nmap(Tool):
    def __init__(self, names):
        super().__init__('nmap ssl-enum-ciphers', 'nmap')
        self.names = names

    def command(self, target, output):
        return ['nmap', '-sT', '-Pn', '-n', '-p', str(target.port), '-oX',
                output + '.xml', '--script', '+ssl-enum-ciphers',
                target.address]

    def read(self, text, output):
        found = {}
        for table in xml.parse(output + '.xml').iter('table'):
            key = table.get('key') or ''
            if not re.match('(TLS|SSL)v', key):
                continue
            codes = [self.names.code(elem.text)
                     for elem in table.iter('elem')
                     if elem.get('key') == 'name' and '_' in elem.text]
            order = [elem.text for elem in table.findall('elem')
                     if elem.get('key') == 'cipher preference']
            order = order[0] if order else None
            if codes:
                found[key] = (codes, order if order in ('server', 'client')
                              else None)
        return found


def testssl_version(heading):
    """"TLSv1.2 (...)", "TLS 1.2", "SSLv3", as our reports have it."""
    match = re.match(r'\s*(TLS|SSL)\s?v?(\d(?:\.\d)?)', heading)
    if not match:
        return None
    kind, number = match.groups()
    return kind + 'v' + (number + '.0' if (kind, number) == ('TLS', '1')
                         else number)


class Testssl(Tool):
    def __init__(self, names, flag):
        super().__init__('testssl.sh ' + flag, 'testssl', slow=True,
                         ordered=flag == '-P')
        self.names = names
        self.flag = flag

    def command(self, target, output):
        return ['testssl', '--quiet', '--warnings', 'off', '--color', '0',
                '--nodns', 'none', *target.starttls('--starttls={}'),
                '--jsonfile', output + '.json', self.flag,
                f'{target.address}:{target.port}']

    def read(self, text, output):
        return self.read_each(text) if self.flag == '-E' else \
            self.read_order(text, output)

    def read_each(self, text):
        """Rows "xc030   ECDHE-RSA-..." under the heading of a version."""
        found, version = {}, None
        for line in text.split('\n'):
            row = re.match(r'\s*x([0-9a-f]{2,6})\s+\S', line)
            if row and version:
                code = '0x' + row.group(1).upper().zfill(4)
                found.setdefault(version, ([], None))[0].append(code)
            elif not row:
                version = testssl_version(line) or version
        return found

    def read_order(self, text, output):
        """Its order of a version is one finding "cipher_order_TLSv1_2"."""
        found = {}
        order = 'client' if re.search(
            r'server cipher order\?\s+no', text) else 'server'
        with open(output + '.json', encoding='utf-8') as file:
            rows = json.load(file)
        for row in rows:
            if re.match(r'cipherorder_|cipher_order_', row['id']):
                version = testssl_version(
                    row['id'].split('order_')[1].replace('_', '.'))
                found[version] = ([self.names.code(name)
                                   for name in row['finding'].split()], order)
        return found


def hallos(hallo):
    """The frugal audits, and the one it makes when nothing is said."""
    return [Hallo(hallo, count, ['--ask', 'suites'],
                  f'--ask suites --connections {count}')
            for count in (1, 5, 10)] + [Hallo(hallo, None, [],
                                              '(all it asks)')]


def peers(names):
    return [Sslscan('sslscan, suites only', SSLSCAN_SUITES, 'sslscan'),
            Sslscan('sslscan (all it asks)', []), Nmap(names),
            Testssl(names, '-E'), Testssl(names, '-P')]
