# SPDX-License-Identifier: ISC
"""The real servers: how each is configured and started.

Each function gives a Server (space.py), to be used in a with block, and
takes the folder, a certificate (certificate()) and the settings under test.
All listen on ADDRESS: loopback, unless bench/ puts a link between.
"""
import glob
import json
import os
import subprocess
import time

import packages
from space import Server

ADDRESS = '127.0.0.1'
HERE = os.path.dirname(os.path.abspath(__file__))
QUEUES = ('active bounce corrupt defer deferred flush hold incoming maildrop '
          'pid private public saved trace').split()
# the limit of OpenSSL is the configuration under test, not the machine's
OPENSSL_CNF = """openssl_conf = all
[all]
ssl_conf = ssl
[ssl]
system_default = limits
[limits]
MinProtocol = None
CipherString = DEFAULT:@SECLEVEL={level}
"""


def certificate(folder, kind, name='mx.hallo.test', usage=None):
    """(certificate, key) files of a self-signed rsa2048, rsa4096 or p256, with
    this keyUsage."""
    file = kind + (usage or '')
    cert, key = folder.file(file + '.pem'), folder.file(file + '.key')
    new = ['-newkey', 'rsa:' + kind[3:]] if kind.startswith('rsa') else \
        ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256']
    subprocess.run(['openssl', 'req', '-x509', '-nodes', '-sha256', '-days',
                    '30', '-subj', '/CN=' + name, '-addext',
                    f'subjectAltName=DNS:{name},IP:127.0.0.1',
                    *(['-addext', 'keyUsage=' + usage] if usage else []),
                    '-keyout', key, '-out', cert] + new, check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.chmod(key, 0o644)
    return cert, key


def dh_parameters(folder, bits, quick=True):
    """Quick ones are of DSA's form, which Postfix cannot read."""
    file = folder.file(f'dh{bits}-{quick}.pem')
    subprocess.run(['openssl', 'dhparam', *(['-dsaparam'] if quick else []),
                    '-out', file, str(bits)],
                   check=True, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL)
    return file


def openssl_conf(folder, level):
    return folder.write(f'openssl-{level}.cnf',
                        OPENSSL_CNF.format(level=level))


def postfix(folder, cert, settings, port=25, level=2):
    """settings: further lines of main.cf."""
    tree = packages.path('postfix')
    base = folder.file(f'postfix-{port}')
    env = {'LD_LIBRARY_PATH': packages.libraries('postfix'),
           'OPENSSL_CONF': openssl_conf(folder, level),
           'MAIL_CONFIG': base + '/conf'}
    kept = ' '.join(f'{name}={value}' for name, value in env.items())
    main = folder.write(f'postfix-{port}/conf/main.cf', f"""
compatibility_level = 3.6
queue_directory = {base}/spool
data_directory = {base}/data
meta_directory = {base}/conf
command_directory = {tree}/usr/sbin
daemon_directory = {tree}/usr/lib/postfix/sbin
shlib_directory = {tree}/usr/lib/postfix
mail_owner = daemon
setgid_group = users
inet_interfaces = {ADDRESS}
inet_protocols = ipv4
myhostname = mx.hallo.test
mynetworks = 127.0.0.0/8
alias_maps =
alias_database =
local_transport = discard
smtpd_tls_chain_files = {cert[1]}, {cert[0]}
smtpd_tls_security_level = may
smtpd_tls_session_cache_database =
smtp_tls_session_cache_database =
smtpd_client_connection_rate_limit = 0
smtpd_client_connection_count_limit = 0
maillog_file = {base}/maillog
maillog_file_prefixes = {base}
import_environment = {kept}
{settings}
""")
    services = ''.join(
        f'{line}\n' for line in [
            f'{ADDRESS}:{port} inet n - n - - smtpd',
            'pickup unix n - n 60 1 pickup', 'cleanup unix n - n - 0 cleanup',
            'qmgr unix n - n 300 1 qmgr', 'tlsmgr unix - - n 1000? 1 tlsmgr',
            'rewrite unix - - n - - trivial-rewrite',
            'bounce unix - - n - 0 bounce', 'defer unix - - n - 0 bounce',
            'discard unix - - n - - discard',
            'proxymap unix - - n - - proxymap', 'anvil unix - - n - 1 anvil',
            'postlog unix-dgram n - n - 1 postlogd'])
    master = folder.write(f'postfix-{port}/conf/master.cf', services)
    # a file just written is read again and again until it is 2 s old
    for file in (main, master):
        os.utime(file, (time.time() - 120,) * 2)
    os.makedirs(base + '/data')
    for queue in QUEUES:
        os.makedirs(f'{base}/spool/{queue}')
        if queue != 'pid':
            packages.run('chown', 'daemon', f'{base}/spool/{queue}')
    packages.run('chown', 'daemon', base + '/data')
    for queue, mode in (('maildrop', 0o730), ('public', 0o710)):
        packages.run('chgrp', 'users', f'{base}/spool/{queue}')
        os.chmod(f'{base}/spool/{queue}', mode)
    return Server(folder, [f'{tree}/usr/lib/postfix/sbin/master', '-d', '-c',
                           base + '/conf'], [port], env, ADDRESS)


def exim(folder, cert, settings, ports=(25, 465)):
    """STARTTLS on the first port, TLS at once on the second."""
    tree = packages.path('exim')
    base = folder.file(f'exim-{ports[0]}')
    os.makedirs(base + '/spool')
    config = folder.write(f'exim-{ports[0]}/conf', f"""
exim_user = mail
exim_group = mail
spool_directory = {base}/spool
log_file_path = {base}/%slog
pid_file_path = {base}/pid
primary_hostname = mx.hallo.test
local_interfaces = {ADDRESS}
daemon_smtp_ports = {ports[0]} : {ports[1]}
tls_on_connect_ports = {ports[1]}
tls_advertise_hosts = *
tls_certificate = {cert[0]}
tls_privatekey = {cert[1]}
host_lookup =
never_users =
acl_smtp_rcpt = accept_all
{settings}
begin acl
accept_all:
  accept
""")
    packages.run('chown', '-R', 'mail:mail', base)
    packages.run('chown', 'root', config)
    # the name of the user that exim was built for must resolve
    for kind, line in (('passwd', 'Debian-exim:x:8:8::/tmp:/bin/false'),
                       ('group', 'Debian-exim:x:8:')):
        with open('/etc/' + kind, encoding='utf-8') as file:
            known = file.read()
        if 'Debian-exim:' not in known:
            more = folder.write('exim-' + kind, f'{known}{line}\n')
            packages.run('mount', '--bind', more, '/etc/' + kind)
    return Server(folder, [f'{tree}/usr/sbin/exim4', '-C', config, '-bdf'],
                  list(ports), {'LD_LIBRARY_PATH': packages.libraries('exim')},
                  ADDRESS)


DOVECOT_PORTS = {'imap': 143, 'pop3': 110, 'lmtp': 24, 'submission': 587,
                 'imaps': 993, 'pop3s': 995}


def dovecot(folder, cert, settings, level=2):
    """All its protocols at once; wants space.overlay('dovecot') before."""
    base = folder.file('dovecot')
    os.makedirs(base)
    ports = DOVECOT_PORTS
    config = folder.write('dovecot/conf', f"""
protocols = imap pop3 lmtp submission
base_dir = {base}/run
state_dir = {base}/state
log_path = {base}/log
default_internal_user = daemon
default_internal_group = daemon
default_login_user = nobody
first_valid_uid = 1
listen = {ADDRESS}
hostname = mx.hallo.test
ssl = yes
ssl_cert = <{cert[0]}
ssl_key = <{cert[1]}
submission_relay_host = 127.0.0.1
passdb {{
  driver = static
  args = nopassword=y
}}
userdb {{
  driver = static
  args = uid=1 gid=1 home={base}
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {ports['imap']}
  }}
  inet_listener imaps {{
    port = {ports['imaps']}
    ssl = yes
  }}
}}
service pop3-login {{
  chroot =
  inet_listener pop3 {{
    port = {ports['pop3']}
  }}
  inet_listener pop3s {{
    port = {ports['pop3s']}
    ssl = yes
  }}
}}
service submission-login {{
  chroot =
  inet_listener submission {{
    port = {ports['submission']}
  }}
}}
service lmtp {{
  inet_listener lmtp {{
    address = {ADDRESS}
    port = {ports['lmtp']}
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
{settings}
""")
    return Server(folder, ['/usr/sbin/dovecot', '-F', '-c', config],
                  list(ports.values()),
                  {'OPENSSL_CONF': openssl_conf(folder, level)}, ADDRESS)


def openssl_server(folder, cert, arguments, port, level=0):
    return Server(folder, ['openssl', 's_server', '-accept',
                           f'{ADDRESS}:{port}', '-cert', cert[0], '-key',
                           cert[1], '-quiet'] + arguments, [port],
                  {'OPENSSL_CONF': openssl_conf(folder, level)}, ADDRESS)


def gnutls_server(folder, cert, priority, port):
    tree = packages.path('gnutls')
    return Server(folder, [f'{tree}/usr/bin/gnutls-serv', '-p', str(port),
                           '--x509certfile', cert[0], '--x509keyfile',
                           cert[1], '--echo', '--quiet', '--priority',
                           priority], [port],
                  {'LD_LIBRARY_PATH': packages.libraries('gnutls')},
                  ADDRESS)


def nsd(folder, zones, broken=(), port=53, address='127.0.0.53'):
    """zones: name -> text of the zone file; the broken ones are SERVFAIL."""
    tree = packages.path('nsd')
    base = folder.file('nsd')
    os.makedirs(base)
    known = ''.join(
        f'zone:\n  name: "{name}"\n  zonefile: '
        f'"{folder.write("nsd/zone-" + str(number), text)}"\n'
        for number, (name, text) in enumerate(zones.items()))
    known += ''.join(f'zone:\n  name: "{name}"\n  zonefile: "{base}/none"\n'
                     for name in broken)
    config = folder.write('nsd/conf', f"""
server:
  ip-address: {address}@{port}
  username: ""
  chroot: ""
  database: ""
  zonesdir: "{base}"
  pidfile: "{base}/pid"
  xfrdfile: "{base}/xfrd"
  xfrdir: "{base}"
  zonelistfile: "{base}/zones"
  server-count: 1
remote-control:
  control-enable: no
{known}""")
    return Server(folder, [f'{tree}/usr/sbin/nsd', '-d', '-c', config],
                  [port], {'LD_LIBRARY_PATH': packages.libraries('nsd')},
                  address)


def nginx(folder, certs, settings, port, level=0):
    """certs: one pair or more; settings: further lines of the server."""
    tree = packages.path('nginx')
    base = folder.file(f'nginx-{port}')
    os.makedirs(base)
    pairs = ''.join(f'    ssl_certificate {cert};\n'
                    f'    ssl_certificate_key {key};\n'
                    for cert, key in certs)
    temporary = ''.join(f'  {kind}_temp_path {base}/{kind};\n' for kind in
                        ('client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'))
    config = folder.write(f'nginx-{port}/conf', f"""
daemon off;
master_process off;
error_log stderr;
pid {base}/pid;
events {{
}}
http {{
  access_log off;
{temporary}
  server {{
    listen {ADDRESS}:{port} ssl;
{pairs}{settings}
  }}
}}
""")
    return Server(folder, [f'{tree}/usr/sbin/nginx', '-p', base, '-e',
                           'stderr', '-c', config], [port],
                  {'LD_LIBRARY_PATH': packages.libraries('nginx'),
                   'OPENSSL_CONF': openssl_conf(folder, level)}, ADDRESS)


def node(folder, options):
    """live_node.js; options: of tls.createServer(), with address, port and
    certs beside.  A Node of the set wants space.overlay('node') before."""
    return Server(folder, ['/usr/bin/node', os.path.join(HERE, 'live_node.js'),
                           json.dumps(options)], [options['port']],
                  {'LD_LIBRARY_PATH': packages.libraries('node'),
                   'OPENSSL_CONF': openssl_conf(folder, 0)}, ADDRESS)


def build(folder, name, *libraries):
    """Compile live_NAME.c against the unpacked set; not a part of hallo."""
    tree = packages.path(name)
    program = folder.file('live_' + name)
    said = packages.run(
        'cc', '-O1', '-o', program, os.path.join(HERE, f'live_{name}.c'),
        '-isystem', f'{tree}/usr/include',
        *(f'-L{path}' for path in packages.libraries(name).split(':')),
        *libraries)
    if said.returncode:
        raise AssertionError(f'live_{name}.c: {said.stdout}')
    return program


def built(folder, name, program, port, arguments):
    return Server(folder, [program, str(port), *arguments], [port],
                  {'LD_LIBRARY_PATH': packages.libraries(name)}, ADDRESS)


def nss_database(folder, certs, name):
    """A database with each pair under its kind."""
    tree = packages.path('nss')
    database = folder.file(name)
    os.makedirs(database)
    env = {**os.environ, 'LD_LIBRARY_PATH': packages.libraries('nss')}
    commands = [[f'{tree}/usr/bin/certutil', '-N', '-d', 'sql:' + database,
                 '--empty-password']]
    for kind, (cert, key) in certs.items():
        bundle = folder.file(kind + '.p12')
        commands += [
            ['openssl', 'pkcs12', '-export', '-in', cert, '-inkey', key,
             '-name', kind, '-passout', 'pass:x', '-out', bundle],
            [f'{tree}/usr/bin/pk12util', '-i', bundle, '-d',
             'sql:' + database, '-W', 'x', '-K', '']]
    for command in commands:
        said = packages.run(*command, env=None if command[0] == 'openssl'
                            else env)
        if said.returncode:
            raise AssertionError(f'{command[0]}: {said.stdout}')
    return database


def selfserv(folder, certs, arguments, port):
    """certs: kind -> pair; the first p256 serves ECDSA, another kind RSA."""
    database = nss_database(folder, certs, f'nss-{port}')
    names = [word for kind in certs
             for word in ('-e' if kind == 'p256' else '-n', kind)]
    return Server(folder, [packages.path('nss') + '/usr/bin/selfserv', '-d',
                           'sql:' + database, '-p', str(port), '-w', '',
                           *names, *arguments], [port],
                  {'LD_LIBRARY_PATH': packages.libraries('nss')}, ADDRESS)


JAVA_SECURITY = """jdk.tls.disabledAlgorithms=
jdk.tls.legacyAlgorithms=
jdk.certpath.disabledAlgorithms=
"""


def java_program(name):
    """Of the JDK that the machine has, else of the set."""
    if os.path.exists('/usr/bin/javac'):
        return '/usr/bin/' + name
    found = glob.glob(packages.path('java') + '/usr/lib/jvm/*/bin/' + name)
    return found[0] if found else name


def java_build(folder):
    said = packages.run(java_program('javac'), '-d', folder.file('classes'),
                        os.path.join(HERE, 'LiveJava.java'))
    if said.returncode:
        raise AssertionError(f'LiveJava.java: {said.stdout}')


def java(folder, cert, order, versions, suites, port):
    """LiveJava.java, with all that Java forbids by default allowed."""
    store = folder.file(f'java-{port}.p12')
    subprocess.run(['openssl', 'pkcs12', '-export', '-in', cert[0], '-inkey',
                    cert[1], '-name', 'hallo', '-passout', 'pass:hallo',
                    '-out', store], check=True)
    allowed = folder.write('java.security', JAVA_SECURITY)
    return Server(folder, [
        java_program('java'), '-XX:TieredStopAtLevel=1', '-Xmx256m',
        '-Djava.security.properties=' + allowed,
        '--add-opens', 'java.base/sun.security.ssl=ALL-UNNAMED', '-cp',
        folder.file('classes'), 'LiveJava', str(port), store, order,
        ','.join(versions), suites], [port],
                  {'LD_LIBRARY_PATH': packages.libraries('java')}, ADDRESS)
