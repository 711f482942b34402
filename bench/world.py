# SPDX-License-Identifier: ISC
"""Where a measurement happens: servers here, clients behind a slow link.

enter() runs the program again in network, mount and process namespaces of
its own.  They have no names, so runs never meet; when the program ends,
however it ends, the kernel ends everything in them and takes the networks
away.  Link() is the clients' network; Link.run() runs a command there and
reads its cost from the kernel: connections and bytes from the counters of
that network, time and memory from wait4().
"""
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
sys.path.insert(0, os.path.join(ROOT, 'tests/live'))

import packages  # noqa: E402  pylint: disable=wrong-import-position
import space  # noqa: E402  pylint: disable=wrong-import-position

SERVERS, CLIENTS = '10.77.0.2', '10.77.0.1'
INSIDE = 'HALLO_BENCH_FOLDER'
LIMIT = 1800


def stop(reason):
    sys.exit(f'{os.path.basename(sys.argv[0])}: {reason}')


def ended(number, _):
    sys.exit(128 + number)


def build(folder):
    """hallo and the two helpers, as they are in the source."""
    if not os.path.exists(os.path.join(folder, 'build.ninja')):
        stop(f'{folder} is no build folder: meson setup build')
    said = packages.run('ninja', '-C', folder, 'hallo', 'bench/delay',
                        'bench/measure')
    if said.returncode:
        stop('cannot build:\n' + said.stdout)


def outside(folder):
    """Start the inner run, wait for it, leave nothing behind."""
    command = ['setpriv', '--pdeathsig', 'KILL', 'unshare', '-n', '-m',
               '--pid', '--fork', '--kill-child', '--mount-proc',
               sys.executable] + sys.argv
    child = subprocess.Popen(command, env={**os.environ, INSIDE: folder,
                                           space.INSIDE: '1'})
    try:
        return child.wait()
    finally:
        child.kill()
        child.wait()


def enter(build_folder, *sets):
    """Go on inside; the sets of packages are fetched before."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, ended)
    if os.environ.get(INSIDE):
        subprocess.run(['ip', 'link', 'set', 'lo', 'up'], check=True)
        return
    if os.getuid() != 0:
        stop('needs root, for networks of its own')
    build(build_folder)
    try:
        for name in sets:
            packages.fetch(name)
    except packages.Unavailable as error:
        stop(error)
    folder = tempfile.mkdtemp(prefix='hallo-bench-')
    os.chmod(folder, 0o755)
    try:
        status = outside(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    sys.exit(status)


class Folder(space.Folder):
    """The folder of this run, or one below it; the outer run removes it."""

    def __init__(self, name=''):
        self.path = os.path.join(os.environ[INSIDE], name)
        os.makedirs(self.path, exist_ok=True)

    def __exit__(self, *_):
        pass


class Link:
    """The clients' network, RTT milliseconds away from the servers'."""

    def __init__(self, build_folder, rtt):
        self.tools = os.path.join(os.path.abspath(build_folder), 'bench')
        self.child = subprocess.Popen(
            [os.path.join(self.tools, 'delay'), str(rtt)],
            stdout=subprocess.PIPE, text=True)
        if self.child.stdout.readline() != 'ready\n':
            stop('no link between the networks (is there /dev/net/tun?)')
        self.device('far', SERVERS)
        self.device('near', CLIENTS, 'nsenter',
                    f'--net=/proc/{self.child.pid}/ns/net')

    def device(self, name, address, *within):
        for words in (('link', 'set', 'lo', 'up'),
                      ('addr', 'add', f'{address}/24', 'dev', name),
                      ('link', 'set', name, 'txqueuelen', '10000', 'up')):
            subprocess.run([*within, 'ip', *words], check=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.child.terminate()
        self.child.wait()

    def counters(self):
        """What the kernel has counted in the clients' network so far."""
        base = f'/proc/{self.child.pid}/net/'
        with open(base + 'snmp', encoding='ascii') as file:
            names, values = [line.split() for line in file
                             if line.startswith('Tcp:')]
        tcp = dict(zip(names, values))
        with open(base + 'dev', encoding='ascii') as file:
            near = next(line for line in file
                        if line.strip().startswith('near:'))
        device = near.split(':')[1].split()
        return {'connections': int(tcp['ActiveOpens']),
                'refused': int(tcp['AttemptFails']),
                'retransmitted': int(tcp['RetransSegs']),
                'received': int(device[0]), 'sent': int(device[8])}

    def run(self, command, output):
        """Run it in the clients' network, with its text in the file output;
        what it cost, or None when it did not end in time."""
        time.sleep(0.3)  # what the run before has left on its way
        before = self.counters()
        cost = measure(self.tools, self.child.pid, command, output)
        after = self.counters()
        return cost and {**cost, **{name: after[name] - before[name]
                                    for name in before}}


def measure(tools, network, command, output):
    """Wall and CPU seconds, peak memory and status of a command."""
    report = output + '.cost'
    with open(output, 'w', encoding='utf-8') as text:
        child = subprocess.Popen(
            [os.path.join(tools, 'measure'), str(network), report] + command,
            stdin=subprocess.DEVNULL, stdout=text, stderr=subprocess.STDOUT,
            start_new_session=True, cwd=os.path.dirname(output))
        try:
            child.wait(timeout=LIMIT)
        except subprocess.TimeoutExpired:
            return None
        finally:
            if child.poll() is None:
                os.killpg(child.pid, signal.SIGKILL)
                child.wait()
    with open(report, encoding='ascii') as line:
        wall, user, system, peak, status = line.read().split()
    return {'wall': float(wall), 'cpu': float(user) + float(system),
            'peak_kib': int(peak), 'status': int(status)}
