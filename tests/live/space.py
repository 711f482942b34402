# SPDX-License-Identifier: ISC
"""A world of its own for one live test.

enter() runs the test again inside private network, mount and process
namespaces: only loopback is there, any port is free, and when the test ends,
however it ends, the kernel ends the servers with it.  As root nothing else is
needed; a plain user gets a user namespace, in which the servers that change
their user cannot run.

Sets are fetched before, while there is still a network.
"""
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

import packages

INSIDE = 'HALLO_LIVE_INSIDE'
ROOT_NEEDED = 'needs root'


class Skip(Exception):
    """The reason why a test cannot run here."""


def skip_all(reason):
    print(f'1..0 # SKIP {reason}')
    sys.exit(0)


def unless_there(name, program):
    """The set, if the machine has no such program of its own."""
    return None if os.path.exists(program) else name


def enter(*sets, root=False):
    """Go on inside the namespaces, the sets being there."""
    if os.environ.get(INSIDE):
        subprocess.run(['ip', 'link', 'set', 'lo', 'up'], check=True)
        return
    if root and os.getuid() != 0:
        skip_all(ROOT_NEEDED)
    try:
        for name in filter(None, (*sets, 'jsonschema')):
            packages.fetch(name)
    except packages.Unavailable as error:
        skip_all(str(error))
    unshare = ['unshare', '-n', '-m', '--pid', '--fork', '--kill-child',
               '--mount-proc']
    if os.getuid() != 0:
        unshare.insert(1, '-Ur')
    trial = packages.run(*unshare, 'ip', 'link', 'set', 'lo', 'up')
    if trial.returncode:
        skip_all(f'no private namespaces: {trial.stdout.strip()}')
    os.environ[INSIDE] = '1'
    os.execvp(unshare[0], unshare + [sys.executable] + sys.argv)


def overlay(name):
    """Show the set's usr/ as a part of /usr, in this namespace only."""
    said = packages.run('mount', '-t', 'overlay', 'overlay', '-o',
                        f'lowerdir={packages.path(name)}/usr:/usr', '/usr')
    if said.returncode:
        raise Skip(f'no overlay mount: {said.stdout.strip()}')


def is_open(address, port):
    try:
        with socket.create_connection((address, port), timeout=2):
            return True
    except OSError:
        return False


class Folder:
    """A private folder of one test, gone afterwards."""

    def __init__(self):
        self.path = tempfile.mkdtemp(prefix='hallo-live-')
        os.chmod(self.path, 0o755)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.path, ignore_errors=True)

    def file(self, name):
        return os.path.join(self.path, name)

    def write(self, name, text):
        os.makedirs(os.path.dirname(self.file(name)), exist_ok=True)
        with open(self.file(name), 'w', encoding='utf-8') as file:
            file.write(text)
        return self.file(name)


class Server:
    """A child that listens: with Server(...) as server: ...

    Leaving the block stops it and asserts that its port is closed.
    """

    def __init__(self, folder, command, ports, env=None,
                 address='127.0.0.1', name=None):
        self.command = command
        self.where = [(address, port) for port in ports]
        name = name or f'{os.path.basename(command[0])}-{ports[0]}'
        self.log = folder.file('log-' + name)
        self.env = {**os.environ, **(env or {})}
        self.child = None

    def __enter__(self):
        if any(is_open(*where) for where in self.where):
            raise AssertionError(f'{self.where} is taken before the start')
        with open(self.log, 'w', encoding='utf-8') as log:
            self.child = subprocess.Popen(
                self.command, stdin=subprocess.PIPE, stdout=log, stderr=log,
                env=self.env, start_new_session=True)
        for where in self.where:
            self.wait_for(where)
        return self

    def wait_for(self, where):
        for _ in range(200):
            if is_open(*where):
                return
            if self.child.poll() is not None:
                break
            time.sleep(0.05)
        self.stop()
        raise AssertionError(f'{self.command[0]} does not listen on {where}: '
                             + self.said())

    def whole_log(self):
        with open(self.log, encoding='utf-8', errors='replace') as log:
            return log.read()

    def said(self):
        return self.whole_log()[-2000:]

    def stop(self):
        for number in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(self.child.pid, number)
            except ProcessLookupError:
                return
            try:
                self.child.wait(timeout=5)
                return
            except subprocess.TimeoutExpired:
                pass

    def __exit__(self, *_):
        self.stop()
        for _ in range(40):
            if not any(is_open(*where) for where in self.where):
                return
            time.sleep(0.05)
        raise AssertionError(f'{self.where} is still open after the stop')


class Tap:
    """Facts counted one by one; the plan comes last, when all are known."""

    def __init__(self):
        self.count = 0

    def fact(self, name, *complaints):
        self.count += 1
        said = [complaint for complaint in complaints if complaint]
        print(f"{'not ok' if said else 'ok'} {self.count} - {name}")
        for complaint in said:
            for line in str(complaint).split('\n'):
                print(f'# {line}')
        sys.stdout.flush()

    def skip(self, name, reason):
        self.count += 1
        print(f'ok {self.count} - {name} # SKIP {reason}')

    def done(self):
        print(f'1..{self.count}')


def tap_main(test):
    """Run test(tap, folder); what stops it half-way is a failed fact."""
    tap = Tap()
    with Folder() as folder:
        try:
            test(tap, folder)
        except Skip as reason:
            tap.skip('the rest', str(reason))
        except (AssertionError, OSError, ValueError, KeyError,
                subprocess.SubprocessError) as error:
            tap.fact('the test came to its end',
                     f'{type(error).__name__}: {error}')
    tap.done()
