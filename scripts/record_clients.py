#!/usr/bin/python3
# SPDX-License-Identifier: ISC
"""The ClientHellos of real mail clients, taken by hallo listen.

    scripts/record_clients.py HALLO FOLDER [NAME...]

Runs each client once (or those named) against `hallo listen` and writes
FOLDER/NAME.hello: the hello as text, and in its comments who sent it, when, by
which command, and its JA3 and JA4.  Then FOLDER/clients.def, a row each, of
all that lie in FOLDER.  analysis/senders/clients/ was made by it.

Everything happens in a network of its own in which only loopback is there;
mail servers are unpacked, never installed (tests/live/packages.py), and end
with the script.  Wants root, for them.  A client that cannot be had here is
told and left out.
"""
import datetime
import json
import os
import re
import smtplib
import socket
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, '../tests/live'))
import packages
import servers
import space

HOST = 'mx.hallo.test'
PORT = 2500
SETS = ['postfix', 'exim', 'gnutls', 'msmtp', 'swaks', 'opensmtpd', 'sendmail',
        'node']
MESSAGE = 'From: a@client.hallo.test\nTo: b@far.hallo.test\nSubject: x\n\nx\n'
SENDER, RECIPIENT = 'a@client.hallo.test', 'b@far.hallo.test'
PATIENCE = 30  # seconds for one client


class Client:
    """One row.  run(folder) says hello once, as `how` tells; `set` is where
    the program lies (None: on this machine), `package` whose version counts,
    `binary` the file that is linked with the TLS library.
    """

    def __init__(self, name, title, package, how, run, dialog='smtp',
                 which=None, binary=None):
        self.name, self.title, self.package = name, title, package
        self.how, self.run, self.dialog = how, run, dialog
        self.set, self.binary = which, binary


def said_by(*command):
    return packages.run(*command).stdout.strip()


def version_of(client):
    if client.set == 'node':
        return node('--version').stdout.decode().strip().lstrip('v')
    if client.set:
        return packages.stamp_of(client.set)[client.package]
    return said_by('dpkg-query', '-W', '-f', '${Version}', client.package)


LIBRARIES = {'libssl.so': 'libssl3', 'libgnutls.so': 'libgnutls30',
             'libnode.so': 'libnode108'}


def library_of(client):
    """The library that writes the hello, as the program is linked here."""
    if not client.binary:
        return 'its own'
    env = {**os.environ}
    file = client.binary
    if client.set:
        env['LD_LIBRARY_PATH'] = packages.libraries(client.set)
        file = program(client.set, file)
    said = packages.run('ldd', file, env=env).stdout
    for name, package in LIBRARIES.items():
        found = re.search(name + r'\S* => (\S+)', said)
        if not found:
            continue
        if found.group(1).startswith(packages.CACHE):
            version = packages.candidates([package]).get(package, 'unknown')
        else:
            version = said_by('dpkg-query', '-W', '-f', '${Version}', package)
        return f'{package} {version}'
    return 'its own'


def run(*command, which=None, stdin='', env=None):
    """The client's own end does not count: it was refused."""
    env = {**os.environ, **(env or {})}
    if which:
        env['LD_LIBRARY_PATH'] = packages.libraries(which)
    return subprocess.run(command, input=stdin.encode(), env=env, check=False,
                          timeout=PATIENCE, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT)


def program(which, path):
    return os.path.join(packages.path(which), path)


# --- tools -----------------------------------------------------------------

def s_client(level):
    def go(_):
        return run('openssl', 's_client', '-starttls', 'smtp', '-connect',
                   f'127.0.0.1:{PORT}', '-servername', HOST, '-cipher',
                   f'DEFAULT:@SECLEVEL={level}')
    return Client(
        f'openssl-s_client-level{level}',
        f'openssl s_client at security level {level}', 'openssl',
        f"openssl s_client -starttls smtp -connect {HOST}:{PORT} "
        f"-servername {HOST} -cipher 'DEFAULT:@SECLEVEL={level}'", go,
        binary='/usr/bin/openssl')


def gnutls_cli(priority):
    def go(_):
        return run(program('gnutls', 'usr/bin/gnutls-cli'), '--insecure',
                   '--starttls-proto=smtp', '--priority', priority, '-p',
                   str(PORT), HOST, which='gnutls')
    return Client(
        f'gnutls-cli-{priority.lower()}', f'gnutls-cli, priority {priority}',
        'gnutls-bin',
        f'gnutls-cli --insecure --starttls-proto=smtp --priority {priority} '
        f'-p {PORT} {HOST}', go, which='gnutls',
        binary='usr/bin/gnutls-cli')


def msmtp(_):
    return run(program('msmtp', 'usr/bin/msmtp'), '--file=/dev/null',
               '--host=' + HOST, f'--port={PORT}', '--tls=on',
               '--tls-starttls=on', '--tls-certcheck=off', '--from=' + SENDER,
               RECIPIENT, which='msmtp', stdin=MESSAGE)


def swaks(_):
    perl = program('swaks', 'usr')
    return run(program('swaks', 'usr/bin/swaks'), '--tls', '--server',
               f'{HOST}:{PORT}', '--from', SENDER, '--to', RECIPIENT,
               env={'PERL5LIB': ':'.join(
                   [perl + '/share/perl5', *perl_libraries(perl)])},
               which='swaks')


def perl_libraries(perl):
    base = perl + '/lib/x86_64-linux-gnu/perl5'
    return [os.path.join(base, version) for version in os.listdir(base)] \
        if os.path.isdir(base) else []


def curl(_):
    return run('curl', '-sS', '--ssl-reqd', '--mail-from', SENDER,
               '--mail-rcpt', RECIPIENT, '-T', '-', f'smtp://{HOST}:{PORT}',
               stdin=MESSAGE)


PYTHON = {
    'context': 'import smtplib, ssl; s = smtplib.SMTP("%s", %d); '
               's.starttls(context=ssl.create_default_context())',
    'plain': 'import smtplib; s = smtplib.SMTP("%s", %d); s.starttls()',
}


def python(kind):
    code = PYTHON[kind] % (HOST, PORT)

    def go(_):
        return run('/usr/bin/python3', '-c', code)
    return Client(
        'python-smtplib' + ('-context' if kind == 'context' else ''),
        'Python smtplib, ' + (
            'ssl.create_default_context()' if kind == 'context'
            else 'starttls() as it comes'),
        'python3.11', f"/usr/bin/python3 -c '{code}'", go,
        binary='/usr/lib/python3.11/lib-dynload/'
        '_ssl.cpython-311-x86_64-linux-gnu.so')


def node(*arguments):
    return run(program('node', 'usr/bin/node'), *arguments, which='node')


NODE = ('require("tls").connect({host: "%s", port: %d, servername: "%s"})'
        '.on("error", () => {})' % (HOST, PORT, HOST))


def node_tls(_):
    space.overlay('node')  # it looks for its own files there
    return node('-e', NODE)


JAVA = """import javax.net.ssl.*;
class Hello {
    public static void main(String[] a) throws Exception {
        ((SSLSocket) SSLSocketFactory.getDefault()
            .createSocket("%s", %d)).startHandshake();
    }
}
""" % (HOST, PORT)


def java(folder):
    return run('java', folder.write('Hello.java', JAVA))


# --- mail servers as clients -------------------------------------------------

def submit(port):
    """One message into the server's queue, as a user would."""
    for _ in range(100):
        try:
            with smtplib.SMTP('127.0.0.1', port, timeout=5) as smtp:
                smtp.sendmail(SENDER, [RECIPIENT], MESSAGE)
            return
        except ConnectionRefusedError:
            time.sleep(0.1)


def postfix(level, words, more=''):
    settings = f"""
relayhost = [{HOST}]:{PORT}
smtp_host_lookup = native
smtp_dns_support_level = disabled
smtp_tls_security_level = {level}
{more}"""

    def go(folder):
        cert = servers.certificate(folder, 'p256')
        server = servers.postfix(folder, cert, settings, 2525)
        conf = folder.file('postfix-2525/conf')
        with open(conf + '/master.cf', 'a', encoding='utf-8') as file:
            file.write('smtp unix - - n - - smtp\n'
                       'retry unix - - n - - error\n')
        # the library as the machine has it, not as a test wants it
        with open(conf + '/main.cf', encoding='utf-8') as file:
            text = re.sub(r'OPENSSL_CONF=\S+ ?', '', file.read())
        del server.env['OPENSSL_CONF']
        folder.write('postfix-2525/conf/main.cf', text)
        for name in ('master.cf', 'main.cf'):
            os.utime(f'{conf}/{name}', (time.time() - 120,) * 2)
        with server:
            submit(2525)
            yield
    told = f'smtp_tls_security_level = {level}' + (
        f', {more}' if more else '')
    return Client(f'postfix-{words}', 'Postfix, level ' + level + (
        f', {more}' if more else ''), 'postfix',
                  f'Postfix smtp(8), main.cf: {told}; all else as it comes; '
                  'one message to a relayhost', go, which='postfix',
                  binary='usr/lib/postfix/libpostfix-tls.so')


EXIM = """
begin routers
all:
  driver = manualroute
  route_list = * {host}::{port} byname
  self = send
  transport = out
begin transports
out:
  driver = smtp
  hosts_try_fastopen =
"""


def exim(folder):
    cert = servers.certificate(folder, 'p256')
    servers.exim(folder, cert, 'trusted_users = root\n'
                 'keep_environment = LD_LIBRARY_PATH\nexim_path = '
                 + program('exim', 'usr/sbin/exim4'))
    config = folder.file('exim-25/conf')
    with open(config, encoding='utf-8') as file:
        text = file.read()
    text += EXIM.format(host=HOST, port=PORT)
    with open(config, 'w', encoding='utf-8') as file:
        file.write(text)
    return run(program('exim', 'usr/sbin/exim4'), '-C', config, '-odi', '-f',
               SENDER, RECIPIENT, stdin=MESSAGE, which='exim')


SMTPD = """listen on 127.0.0.1 port 2525
action "out" relay host "{scheme}://{host}:{port}"
match from any for any action "out"
"""


def opensmtpd(folder):
    space.overlay('opensmtpd')
    for place in ('/var/spool', '/run'):
        packages.run('mount', '-t', 'tmpfs', 'tmpfs', place)
    os.makedirs('/var/lib/opensmtpd/empty', exist_ok=True)
    os.makedirs('/run/opensmtpd', exist_ok=True)
    os.makedirs('/var/spool/smtpd', exist_ok=True)
    os.chmod('/var/spool/smtpd', 0o711)
    config = folder.write('smtpd.conf', SMTPD.format(
        scheme='smtp', host=HOST, port=PORT))
    server = space.Server(
        folder, ['/usr/sbin/smtpd', '-d', '-f', config], [2525],
        {'LD_LIBRARY_PATH': packages.libraries('opensmtpd')})
    with server:
        submit(2525)
        yield


SENDMAIL = """include(`{cf}/m4/cf.m4')dnl
OSTYPE(`linux')dnl
define(`confTRY_NULL_MX_LIST', `True')dnl
define(`confSERVICE_SWITCH_FILE', `{base}/switch')dnl
define(`QUEUE_DIR', `{base}/queue')dnl
define(`confPID_FILE', `{base}/pid')dnl
define(`STATUS_FILE', `{base}/stat')dnl
define(`ALIAS_FILE', `')dnl
define(`confDONT_BLAME_SENDMAIL', `GroupWritableDirPathSafe')dnl
define(`confDOMAIN_NAME', `client.hallo.test')dnl
define(`RELAY_MAILER_ARGS', `TCP $h {port}')dnl
define(`SMART_HOST', `relay:[127.0.0.1]')dnl
FEATURE(`nocanonify')dnl
MAILER(`smtp')dnl
"""


def sendmail(folder):
    tree = packages.path('sendmail')
    base = folder.file('sendmail')
    os.makedirs(base + '/queue')
    os.chmod(base + '/queue', 0o700)
    folder.write('sendmail/switch', 'hosts files\n')
    source = folder.write('sendmail/mc', SENDMAIL.format(
        cf=tree + '/usr/share/sendmail/cf', base=base, port=PORT))
    made = run(tree + '/usr/bin/m4', '-D',
               f'_CF_DIR_={tree}/usr/share/sendmail/cf/', source)
    config = folder.write('sendmail/cf', made.stdout.decode())
    return run(tree + '/usr/libexec/sendmail/sendmail', '-C', config, '-v',
               '-odi', '-f', SENDER, RECIPIENT, stdin=MESSAGE,
               which='sendmail')


CLIENTS = [
    *(s_client(level) for level in range(4)),
    *(gnutls_cli(priority) for priority in
      ('NORMAL', 'SECURE256', 'LEGACY', 'PERFORMANCE')),
    Client('msmtp', 'msmtp (GnuTLS)', 'msmtp',
           f'msmtp --host={HOST} --port={PORT} --tls=on --tls-starttls=on '
           f'--tls-certcheck=off --from={SENDER} {RECIPIENT}', msmtp,
           which='msmtp', binary='usr/bin/msmtp'),
    Client('swaks', 'swaks (Net::SSLeay)', 'swaks',
           f'swaks --tls --server {HOST}:{PORT} --from {SENDER} '
           f'--to {RECIPIENT}', swaks, which='swaks',
           binary='usr/lib/x86_64-linux-gnu/perl5/5.36/auto/Net/SSLeay/'
           'SSLeay.so'),
    Client('curl', 'curl, smtp:// with STARTTLS', 'curl',
           f'curl --ssl-reqd --mail-from {SENDER} --mail-rcpt {RECIPIENT} '
           f'-T - smtp://{HOST}:{PORT}', curl,
           binary='/usr/lib/x86_64-linux-gnu/libcurl.so.4'),
    python('plain'), python('context'),
    Client('node', 'Node.js, tls.connect()', 'nodejs', f"node -e '{NODE}'",
           node_tls, 'tls', 'node', 'usr/bin/node'),
    Client('java', 'Java, SSLSocketFactory.getDefault()',
           'openjdk-17-jdk-headless',
           'java Hello.java: SSLSocketFactory.getDefault().createSocket('
           f'"{HOST}", {PORT}).startHandshake()', java, 'tls'),
    postfix('may', 'may'), postfix('encrypt', 'encrypt'),
    postfix('verify', 'verify'), postfix('secure', 'secure'),
    postfix('may', 'may-tls12', 'smtp_tls_protocols = >=TLSv1.2'),
    Client('exim', 'Exim (GnuTLS), smtp transport', 'exim4-daemon-light',
           'exim4 -C FILE -odi: manualroute to one host, smtp transport, no '
           'option of TLS set; one message', exim, which='exim',
           binary='usr/sbin/exim4'),
    Client('opensmtpd', 'OpenSMTPD, relay host smtp://', 'opensmtpd',
           'smtpd -d -f FILE: action relay host "smtp://HOST:PORT", no option '
           'of TLS set; one message', opensmtpd, which='opensmtpd',
           binary='usr/sbin/smtpd'),
    Client('sendmail', 'sendmail, SMART_HOST', 'sendmail-bin',
           'sendmail -C FILE -odi: m4 with OSTYPE(linux), SMART_HOST and '
           'MAILER(smtp), no option of TLS set; one message', sendmail,
           which='sendmail', binary='usr/libexec/sendmail/sendmail'),
]


# --- taking and writing -------------------------------------------------------

class Listener:
    """hallo listen for one client; hello() is what it took."""

    def __init__(self, hallo, folder, dialog):
        self.folder = folder
        self.child = subprocess.Popen(
            [hallo, 'listen', '--listen', f'127.0.0.1:{PORT}', '--dialog',
             dialog, '--once', '--answer', 'alert:40', '--json', '-', '--save',
             folder.file('saved')], stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True)
        self.child.stderr.readline()

    def hello(self):
        try:
            said, _ = self.child.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            self.child.terminate()
            said, _ = self.child.communicate(timeout=5)
        for line in said.splitlines():
            visit = json.loads(line)
            if visit['hellos']:
                return visit, visit['hellos'][0]
            print('# came without a hello:', visit['verdict'])
        return None, None


def comments(client, visit, hello):
    rows = [('client', client.title),
            ('package', f'{client.package} {version_of(client)}, Debian 12'),
            ('library', library_of(client)),
            ('date', visit['time'][:10]),
            ('how', client.how),
            ('taken', f"hallo listen --dialog {client.dialog} --answer "
             f"alert:40, on loopback; the host is {HOST}"),
            ('ja3', hello['hello']['ja3']), ('ja4', hello['hello']['ja4'])]
    return ''.join(f'# {key:8} {value}\n' for key, value in rows)


def body_of(path):
    """The text form without the comments before it."""
    with open(path, encoding='utf-8') as file:
        lines = file.readlines()
    while lines and lines[0].startswith('#'):
        del lines[0]
    return ''.join(lines)


def take(client, hallo, into):
    """True: taken."""
    with space.Folder() as folder:
        listener = Listener(hallo, folder, client.dialog)
        said = None
        try:
            said = client.run(folder)
            if hasattr(said, '__next__'):
                next(said)
            visit, hello = listener.hello()
            if hasattr(said, '__next__'):
                for _ in said:
                    pass
        except (OSError, AssertionError, KeyError, TypeError,
                subprocess.SubprocessError, smtplib.SMTPException) as error:
            listener.child.terminate()
            listener.child.wait()
            print(f'# {client.name}: not taken: {type(error).__name__} {error}')
            return False
        if not hello:
            print(f'{client.name}: no hello came', getattr(
                said, 'stdout', b'').decode(errors='replace')[-1500:])
            return False
        with open(os.path.join(into, client.name + '.hello'), 'w',
                  encoding='utf-8') as file:
            file.write(comments(client, visit, hello)
                       + body_of(hello['file']))
        print(f"# {client.name}: {hello['hello']['ja4']}, {hello['words']}")
        return True


def facts_of(path):
    with open(path, encoding='utf-8') as file:
        return dict(re.findall(r'^# (\w+) +(.*)$', file.read(), re.M))


INDEX = """/* SPDX-License-Identifier: ISC */
/*
 * ClientHellos of real programs, taken by scripts/record_clients.py; each is
 * NAME.hello beside this file, whose comments tell the command.
 *   CLIENT(name, title, package, date, dialog, ja4)
 */
"""


def write_index(into):
    with open(os.path.join(into, 'clients.def'), 'w',
              encoding='utf-8') as file:
        file.write(INDEX)
        for client in CLIENTS:
            path = os.path.join(into, client.name + '.hello')
            if not os.path.exists(path):
                continue
            facts = facts_of(path)
            file.write(f'CLIENT("{client.name}", "{facts["client"]}", '
                       f'"{facts["package"]}", "{facts["date"]}", '
                       f'"{client.dialog}", "{facts["ja4"]}")\n')


def known_users(folder, *names):
    """/etc/passwd and group with these, in this namespace only."""
    for kind, line in (('passwd', '{}:x:{}:{}::/var/empty:/bin/false'),
                       ('group', '{0}:x:{1}:')):
        with open('/etc/' + kind, encoding='utf-8') as file:
            known = file.read()
        more = ''.join(line.format(name, 900 + i, 900 + i) + '\n'
                       for i, name in enumerate(names)
                       if f'{name}:' not in known)
        packages.run('mount', '--bind',
                     folder.write(f'{kind}-{names[0]}', known + more),
                     '/etc/' + kind)


def resolve_host(folder):
    """HOST is loopback, in this namespace only."""
    with open('/etc/hosts', encoding='utf-8') as file:
        hosts = file.read()
    packages.run('mount', '--bind', folder.write(
        'hosts', f'127.0.0.1 {HOST}\n127.0.0.1 client.hallo.test '
        f'{socket.gethostname()}\n{hosts}'),
        '/etc/hosts')


def main(arguments):
    if len(arguments) < 2:
        sys.exit(__doc__)
    hallo, into, *names = arguments
    space.enter(*SETS, root=True)
    hallo, into = os.path.abspath(hallo), os.path.abspath(into)
    os.makedirs(into, exist_ok=True)
    chosen = [client for client in CLIENTS
              if not names or client.name in names]
    with space.Folder() as folder:
        resolve_host(folder)
        known_users(folder, 'Debian-exim', 'opensmtpd', 'opensmtpq')
        taken = [take(client, hallo, into) for client in chosen]
    write_index(into)
    print(f'{sum(taken)} of {len(taken)} taken, {datetime.date.today()}')
    sys.exit(0 if all(taken) else 1)


if __name__ == '__main__':
    main(sys.argv[1:])
