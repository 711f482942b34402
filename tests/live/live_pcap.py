#!/usr/bin/python3
# SPDX-License-Identifier: ISC
"""hallo --pcap: what it writes, as tshark reads it, and as whom it runs.

    tests/live/live_pcap.py HALLO

Each probe of the report is found in the capture by its local port, at the time
that the report says, its ClientHello under a comment with its number; nothing
else is in it.  The process has no right left while it talks to peers, and
cannot have one back; who has none to begin with is told what to do.
"""
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time

import capture
import compare
import space

PORT, OTHER, DEAF = 4433, 4434, 4435
FIELDS = ('frame.number', 'frame.time_epoch', 'frame.comment',
          'tcp.srcport', 'tcp.dstport', 'tls.handshake.type', 'tcp.len',
          'tcp.flags')
USER = 1234


def packets(file):
    command, env = capture.tshark(
        '-r', file, '-d', f'tcp.port=={PORT},tls', '-T', 'fields',
        '-E', 'occurrence=f', *[word for field in FIELDS
                                for word in ('-e', field)])
    said = subprocess.run(command, env=env, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True, check=False,
                          timeout=60)
    assert said.returncode == 0, said.stderr[-500:]
    return [dict(zip(FIELDS, line.split('\t')))
            for line in said.stdout.split('\n') if line]


def hello_ports(rows):
    """Local port -> the packet that brings a ClientHello."""
    return {int(row['tcp.srcport']): row for row in rows
            if row['tcp.dstport'] == str(PORT) and
            row['tls.handshake.type'] == '1'}


def statistics(file):
    """isb_ifrecv and isb_ifdrop of the last block, which is big-endian."""
    with open(file, 'rb') as opened:
        data = opened.read()
    length = int.from_bytes(data[-4:], 'big')
    block = data[-length:]
    assert int.from_bytes(block[:4], 'big') == 5, 'no statistics at the end'
    assert block[20:24] == b'\0\4\0\10' and block[32:36] == b'\0\5\0\10'
    return (int.from_bytes(block[24:32], 'big'),
            int.from_bytes(block[36:44], 'big'))


def audit(hallo, file):
    report = compare.reports(hallo, '--ask', 'suites', '--pcap', file,
                             f'tls://127.0.0.1:{PORT}')[0]
    return report, report['endpoints'][0]


def is_in_time(endpoint, probe, row):
    """Within 100 ms of what the report says."""
    said = endpoint['started_ms'] + probe['started_ms'] + probe['ready_ms']
    return abs(float(row['frame.time_epoch']) * 1000 - said) < 100


def whole_run(tap, folder, hallo):
    file = folder.file('run.pcapng')
    report, endpoint = audit(hallo, file)
    rows = packets(file)
    hellos = hello_ports(rows)
    probes = [probe for probe in endpoint['probes']
              if probe['version'] not in ('SSLv2',)]
    lost = [probe['id'] for probe in probes
            if probe['local_port'] not in hellos]
    late = [probe['id'] for probe in probes if not lost and
            not is_in_time(endpoint, probe, hellos[probe['local_port']])]
    wrong = [probe['id'] for probe in probes if not lost and
             not hellos[probe['local_port']]['frame.comment'].startswith(
                 f"hallo probe {probe['id']} (")]
    tap.fact(f'{len(probes)} probes are in the capture',
             None if len(probes) > 10 else 'too few',
             f'not there: {lost}' if lost else None)
    tap.fact('at the time that the report says', f'not: {late}'
             if late else None)
    tap.fact('each ClientHello has the number of its probe',
             f'not: {wrong}' if wrong else None)
    commented = [row for row in rows if row['frame.comment']]
    tap.fact('no other packet has a comment',
             None if len(commented) == len(endpoint['probes'])
             else f"{len(commented)} of {len(endpoint['probes'])}")
    strange = [row for row in rows
               if str(PORT) not in (row['tcp.srcport'], row['tcp.dstport'])]
    tap.fact('nothing else is in it', str(strange[:3]) if strange else None)
    opened = {row['tcp.srcport'] for row in rows
              if int(row['tcp.flags'], 16) == 2}
    tap.fact('every connection that was counted was captured',
             None if len(opened) == endpoint['cost']['connections']
             else f"{len(opened)} of {endpoint['cost']['connections']}")
    said = report['capture']
    received, dropped = statistics(file)
    tap.fact('report, file and statistics agree', None if said['packets'] ==
             len(rows) == received and said['dropped'] == dropped == 0 and
             said['probes'] == len(endpoint['probes']) and
             said['format'] == 'pcapng' else f'{said} {len(rows)} {received}')


def read_back(hallo, file):
    """Client port -> what `hallo read` says of its connection."""
    said = subprocess.run([hallo, 'read', '--json', '-', file], text=True,
                          stdout=subprocess.PIPE, check=True, timeout=60)
    values = [json.loads(line) for line in said.stdout.split('\n') if line]
    return {value['client']['port']: value for value in values
            if value['schema'] == 'hallo.read/1'}, values[-1]


def answer_of(value):
    """(version, suite, alert) as the reader saw them."""
    items = value['tls']['answer']['items']
    hellos = [item['server_hello'] for item in items
              if item.get('server_hello')]
    alerts = [item['description'] for item in items
              if item['what'] == 'alert' and item['fatal']]
    return (hellos[0]['negotiated'] if hellos else None,
            hellos[0]['suite']['code'] if hellos else None,
            alerts[0] if alerts and not hellos else None)


def told_again(tap, folder, hallo):
    """The capture of a run says the same as its report."""
    file = folder.file('again.pcapng')
    _, endpoint = audit(hallo, file)
    talks, summary = read_back(hallo, file)
    wrong = []
    for probe in endpoint['probes']:
        if probe['version'] == 'SSLv2' or probe['outcome'] == 'ssl2':
            continue
        seen = answer_of(talks[probe['local_port']])
        told = (probe['answer_version'], probe['suite'], probe['alert'])
        if seen != told:
            wrong.append(f"probe {probe['id']}: {told}, read back {seen}")
    tap.fact('what hallo reads in it is what it reported', *wrong[:5])
    tap.fact('it has every connection and no hole', None if
             summary['connections'] == endpoint['cost']['connections'] and
             summary['holes'] == 0 and not summary['trouble']
             else str(summary))


def classic(tap, folder, hallo):
    file = folder.file('run.pcap')
    report, endpoint = audit(hallo, file)
    with open(file, 'rb') as opened:
        magic = opened.read(4)
    rows = packets(file)
    lost = [probe['id'] for probe in endpoint['probes']
            if probe['version'] != 'SSLv2' and
            probe['local_port'] not in hello_ports(rows)]
    tap.fact('a classic file by its name', None if magic in (
        b'\x4d\x3c\xb2\xa1', b'\xa1\xb2\x3c\x4d') else str(magic),
             f'not there: {lost}' if lost else None,
             None if report['capture']['packets'] == len(rows) else 'count')


def status_of(pid):
    with open(f'/proc/{pid}/status', encoding='ascii') as text:
        return dict(line.rstrip('\n').split(':\t', 1) for line in text
                    if ':\t' in line)


def rights(pid):
    status = status_of(pid)
    uids = set(status['Uid'].split())
    left = [name for name in ('CapInh', 'CapPrm', 'CapEff', 'CapBnd',
                              'CapAmb') if int(status[name], 16)]
    return uids, left, status['NoNewPrivs'], status['Groups'].strip()


def deaf_server():
    """Takes connections and says nothing."""
    server = socket.socket()
    server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    server.bind(('127.0.0.1', DEAF))
    server.listen(16)
    return server


def begin(hallo, file, env=None):
    """hallo, asking the deaf one."""
    child = subprocess.Popen(
        [hallo, '--json', '-', '-q', '--pcap', file,
         f'smtp://127.0.0.1:{DEAF}'], stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, **(env or {})})
    for _ in range(100):
        if os.path.exists(file) and child.poll() is None and \
                status_of(child.pid)['NoNewPrivs'] == '1':
            return child
        time.sleep(0.05)
    child.kill()
    raise AssertionError('it does not begin: ' + child.stderr.read()[-300:])


def who_it_is(tap, folder, hallo):
    server = deaf_server()
    file = folder.file('cut.pcapng')
    child = begin(hallo, file)
    time.sleep(0.5)
    uids, left, sealed, groups = rights(child.pid)
    tap.fact('while it talks it is nobody, without any right', None if (
        uids, left, sealed, groups) == ({'65534'}, [], '1', '')
        else f'{uids} {left} {sealed} {groups}')
    child.send_signal(signal.SIGINT)
    out, err = child.communicate(timeout=20)
    report = json.loads(out)
    rows = packets(file)
    tap.fact('Ctrl-C loses nothing', None if report['interrupted'] and
             report['capture']['packets'] == len(rows) > 2
             else f'{len(rows)} {out[-300:]} {err}')
    server.close()


def by_sudo(tap, folder, hallo):
    server = deaf_server()
    place = folder.file('of-user')
    os.mkdir(place)
    os.chown(place, USER, USER)
    file = os.path.join(place, 'user.pcapng')
    child = begin(hallo, file, {'SUDO_UID': str(USER),
                                'SUDO_GID': str(USER)})
    uids, left, sealed, _ = rights(child.pid)
    child.send_signal(signal.SIGINT)
    child.communicate(timeout=20)
    tap.fact('by sudo it is the user again', None if (uids, left, sealed) ==
             ({str(USER)}, [], '1') else f'{uids} {left} {sealed}')
    tap.fact('and the file belongs to him', None if os.stat(file).st_uid ==
             USER else str(os.stat(file)))
    server.close()


def without_right(tap, folder, hallo):
    file = folder.file('none.pcapng')
    said = subprocess.run(
        ['setpriv', f'--reuid={USER}', f'--regid={USER}', '--clear-groups',
         hallo, '--pcap', file, f'tls://127.0.0.1:{PORT}'],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        check=False, timeout=30)
    tap.fact('who has no right is told how to get it', None if
             said.returncode == 64 and 'sudo setcap cap_net_raw=ep '
             in said.stderr and not said.stdout
             else f'{said.returncode} {said.stdout} {said.stderr}')
    tap.fact('and no file is made', 'it is there' if os.path.exists(file)
             else None)


def say(tap, folder, hallo):
    file = folder.file('say.pcapng')
    # where nobody else may write: opened before the rights are given back
    answer = folder.file('say.json')
    subprocess.run([hallo, 'say', '--json', answer, '--pcap', file,
                    f'tls://127.0.0.1:{PORT}'],
                   stdout=subprocess.DEVNULL, check=True, timeout=30)
    with open(answer, encoding='utf-8') as said:
        value = json.load(said)
    rows = hello_ports(packets(file))
    tap.fact('say captures too', None if len(rows) == 1 and
             value['capture']['probes'] == 1 and
             re.match('hallo probe 1 ', [*rows.values()][0]['frame.comment'])
             else f"{value['capture']} {rows}")


def test(tap, folder):
    hallo = sys.argv[1]
    said = subprocess.run([hallo, '--pcap', folder.file('x'), 'tls://[::1]:9'],
                          stderr=subprocess.PIPE, stdout=subprocess.PIPE,
                          text=True, check=False, timeout=30)
    if 'built without libpcap' in said.stderr:
        raise space.Skip('built without libpcap')
    with space.Server(folder, [hallo, 'serve', 'museum', '--dialog', 'tls',
                               '--listen', f'127.0.0.1:{PORT}'], [PORT]), \
            space.Server(folder, [hallo, 'serve', 'kabelmail', '--dialog',
                                  'tls', '--listen', f'127.0.0.1:{OTHER}'],
                         [OTHER]):
        whole_run(tap, folder, hallo)
        told_again(tap, folder, hallo)
        classic(tap, folder, hallo)
        say(tap, folder, hallo)
        without_right(tap, folder, hallo)
    who_it_is(tap, folder, hallo)
    by_sudo(tap, folder, hallo)


space.enter('tshark', root=True)
space.tap_main(test)
