#!/usr/bin/python3
# SPDX-License-Identifier: ISC
"""Real servers and tools, unpacked and never installed.

    tests/live/packages.py fetch SET...    download and unpack what is missing
    tests/live/packages.py path SET        the folder of a set

A set is a Debian package with all that it depends on, whatever the machine has
installed; only BASE, and what that and Debian's essential packages need, is
taken from the machine.  It is
downloaded by apt (no lock, nothing installed, no maintainer script runs) and
unpacked by dpkg -x into .cache/servers/SET of the source tree.  The stamp,
written last, holds the versions; a set with other versions is fetched anew.
"""
import fcntl
import importlib
import json
import os
import re
import shutil
import subprocess
import sys

SETS = {
    'postfix': ['postfix'],
    'exim': ['exim4-daemon-light'],
    'dovecot': ['dovecot-imapd', 'dovecot-pop3d', 'dovecot-lmtpd',
                'dovecot-submissiond'],
    'gnutls': ['gnutls-bin'],
    'nsd': ['nsd'],
    'nginx': ['nginx'],
    'node': ['nodejs'],
    'mbedtls': ['libmbedtls-dev'],
    'wolfssl': ['libwolfssl-dev'],
    'nss': ['libnss3-tools'],
    'java': ['openjdk-17-jdk-headless'],
    # the second has dumpcap, which the first starts: it must lie beside it even
    # where the machine has one
    'tshark': ['tshark', 'wireshark-common'],
    'jsonschema': ['python3-jsonschema'],
    'msmtp': ['msmtp'],
    'swaks': ['swaks', 'libnet-ssleay-perl'],
    'opensmtpd': ['opensmtpd'],
    'sendmail': ['sendmail-bin', 'sendmail-base', 'sendmail-cf', 'm4'],
}
# what a set takes from the machine: libssl and openssl are one, so that the
# truth is told by the library that serves; python3 runs modules compiled for it
BASE = ('libc6', 'libstdc++6', 'openssl', 'python3', 'perl')
# how sets are made; another number has each fetched anew
FORM = '2'
STATUS = '/var/lib/dpkg/status'
ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), '../..'))
CACHE = os.environ.get('HALLO_SERVERS', os.path.join(ROOT, '.cache/servers'))


class Unavailable(Exception):
    """Why a set cannot be had here; the reason of a skip."""


def run(*command, **options):
    return subprocess.run(command, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, check=False,
                          stdin=subprocess.DEVNULL, **options)


def path(name):
    return os.path.join(CACHE, name)


def candidates(packages):
    """Package -> version apt would take; empty without apt."""
    try:
        said = run('apt-cache', 'policy', *packages,
                   env={**os.environ, 'LC_ALL': 'C'}).stdout
    except OSError:
        return {}
    found = re.findall(r'^(\S+):\n.*?\n  Candidate: (\S+)', said, re.M)
    return {package: version for package, version in found
            if version != '(none)'}


def stamp_of(name):
    try:
        with open(os.path.join(path(name), 'stamp'), encoding='utf-8') as file:
            return json.load(file)
    except (OSError, ValueError):
        return None


def fields_of(stanza):
    """Name -> value of a stanza of dpkg's list, folded lines left out."""
    return dict(re.findall(r'^([A-Z][\w-]*): *(.*)$', stanza, re.M))


def needed_by(fields):
    """The names a package depends on, every alternative one of them."""
    text = ', '.join(fields.get(key, '') for key in ('Depends', 'Pre-Depends'))
    return re.findall(r'(?:^|[,|])\s*([a-z0-9][a-z0-9+.-]*)', text)


def base_of(status, packages=()):
    """What of dpkg's list a set may take from the machine: the stanzas of BASE,
    of the essential packages, and of what these need; never of packages."""
    known, provided = {}, {}
    for stanza in status.strip().split('\n\n'):
        fields = fields_of(stanza)
        if not fields.get('Status', '').endswith(' installed'):
            continue
        name = fields['Package']
        known[name] = stanza, fields
        for word in re.findall(r'([a-z0-9][a-z0-9+.-]+)(?: \([^)]*\))?',
                               fields.get('Provides', '')):
            provided.setdefault(word, []).append(name)
    waiting = [name for name, (_, fields) in known.items()
               if name in BASE or fields.get('Essential') == 'yes']
    kept = set()
    while waiting:
        name = waiting.pop()
        if name in known and name not in kept:
            kept.add(name)
            waiting += needed_by(known[name][1])
        elif name not in known:
            waiting += [real for real in provided.get(name, ())
                        if real not in kept]
    return [stanza for name, (stanza, _) in known.items()
            if name in kept and name not in packages]


def write_base(packages, target):
    with open(STATUS, encoding='utf-8') as file:
        stanzas = base_of(file.read(), packages)
    with open(target, 'w', encoding='utf-8') as file:
        file.write('\n\n'.join(stanzas) + '\n')


def download(packages, folder):
    os.makedirs(os.path.join(folder, 'debs/partial'))
    status = os.path.join(folder, 'status')
    write_base(packages, status)
    said = run('apt-get', '-qq', '-y', '-d', '--no-install-recommends',
               '-o', 'Debug::NoLocking=1', '-o', 'APT::Sandbox::User=root',
               '-o', f'Dir::Cache={folder}',
               '-o', f'Dir::Cache::archives={folder}/debs',
               '-o', f'Dir::State::status={status}', 'install', *packages)
    debs = [os.path.join(folder, 'debs', deb)
            for deb in sorted(os.listdir(os.path.join(folder, 'debs')))
            if deb.endswith('.deb')]
    if said.returncode or len(debs) < len(packages):
        raise Unavailable(f'apt-get cannot download {" ".join(packages)}: '
                          + said.stdout.strip().replace('\n', ' | ')[-300:])
    return debs


def links(folder):
    for base, folders, names in os.walk(folder):
        for name in folders + names:
            if os.path.islink(os.path.join(base, name)):
                yield os.path.join(base, name)


def unpack(debs, folder):
    for deb in debs:
        said = run('dpkg', '-x', deb, folder)
        if said.returncode:
            raise Unavailable(said.stdout.strip())
    # some libraries lie in lib/, the rest in usr/lib/: one place for both
    if os.path.isdir(os.path.join(folder, 'lib')):
        shutil.copytree(os.path.join(folder, 'lib'),
                        os.path.join(folder, 'usr/lib'), symlinks=True,
                        dirs_exist_ok=True)
    # a link into /etc, say, means the set's own
    for link in links(folder):
        target = os.readlink(link)
        if os.path.isabs(target) and os.path.lexists(folder + target):
            os.unlink(link)
            os.symlink(os.path.relpath(folder + target,
                                       os.path.dirname(link)), link)
    # a set-uid program would not look at LD_LIBRARY_PATH
    for base, _, names in os.walk(folder):
        for name in names:
            file = os.path.join(base, name)
            if not os.path.islink(file):
                os.chmod(file, os.stat(file).st_mode & 0o777)


def fetch_fresh(name, versions):
    folder = path(name) + '.new'
    shutil.rmtree(folder, ignore_errors=True)
    try:
        unpack(download(SETS[name], folder), folder)
    except OSError as error:
        raise Unavailable(f'{name}: {error}') from error
    shutil.rmtree(os.path.join(folder, 'debs'))
    for left in ('status', 'pkgcache.bin', 'srcpkgcache.bin'):
        if os.path.exists(os.path.join(folder, left)):
            os.unlink(os.path.join(folder, left))
    with open(os.path.join(folder, 'stamp'), 'w', encoding='utf-8') as file:
        json.dump(versions, file)
    shutil.rmtree(path(name), ignore_errors=True)
    os.rename(folder, path(name))


def fetch(name):
    """The folder of the set, fetched if needed; Unavailable tells why not."""
    os.makedirs(CACHE, exist_ok=True)
    with open(os.path.join(CACHE, name + '.lock'), 'w',
              encoding='utf-8') as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        stamp = stamp_of(name)
        versions = candidates(SETS[name])
        if versions:
            versions['form'] = FORM
        if stamp is None or (versions and versions != stamp):
            fetch_fresh(name, versions)
    return path(name)


def module(name):
    """The Python module of a set, without one of the machine's own."""
    sys.path.insert(0, os.path.join(fetch(name),
                                    'usr/lib/python3/dist-packages'))
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise Unavailable(str(error)) from error


def libraries(name):
    """What LD_LIBRARY_PATH must be for the programs of the set."""
    base = os.path.join(path(name), 'usr/lib')
    triplet = run('gcc', '-print-multiarch').stdout.strip() or \
        'x86_64-linux-gnu'
    return ':'.join([os.path.join(base, triplet), base,
                     os.path.join(base, 'postfix')])


def main(arguments):
    if len(arguments) < 2 or arguments[0] not in ('fetch', 'path'):
        sys.exit(__doc__)
    for name in arguments[1:]:
        if arguments[0] == 'path':
            print(path(name))
            continue
        try:
            print(fetch(name))
        except Unavailable as error:
            sys.exit(f'packages.py: {error}')


if __name__ == '__main__':
    main(sys.argv[1:])
