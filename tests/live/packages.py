#!/usr/bin/python3
# SPDX-License-Identifier: ISC
"""Real servers and tools, unpacked and never installed.

    tests/live/packages.py fetch SET...    download and unpack what is missing
    tests/live/packages.py path SET        the folder of a set

A set is a Debian package with the libraries that the machine lacks.  It is
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


def status_without(packages, target):
    """A copy of dpkg's list in which the packages are not installed, so that
    a machine which has them behaves like one which has not."""
    with open('/var/lib/dpkg/status', encoding='utf-8') as file:
        stanzas = file.read().split('\n\n')
    kept = [stanza for stanza in stanzas
            if stanza.split('\n')[0][len('Package: '):] not in packages]
    with open(target, 'w', encoding='utf-8') as file:
        file.write('\n\n'.join(kept))


def download(packages, folder):
    os.makedirs(os.path.join(folder, 'debs/partial'))
    status = os.path.join(folder, 'status')
    status_without(packages, status)
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
