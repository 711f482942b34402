#!/usr/bin/python3
# SPDX-License-Identifier: ISC
"""hallo read against tshark: the same capture, the same fields.

    tests/live/live_read.py HALLO

Real clients talk to openssl s_server and to hallo serve; tshark reads it and
tells of each hello its suites, extensions, JA3 and JA3S.
"""
import json
import select
import socket
import struct
import subprocess
import sys
import threading
import time

import capture
import packages
import servers
import space

TLS, SMTP = 4433, 2525
FIELDS = ('tcp.srcport', 'tcp.dstport', 'tls.handshake.type',
          'tls.handshake.ciphersuite', 'tls.handshake.extension.type',
          'tls.handshake.ja3', 'tls.handshake.ja3s', 'tls.alert_message.desc')
# what s_client is told, and the rule and outcome to be read
CALLS = [
    ('TLS 1.3', TLS, ['-tls1_3'], 'completed', 'completed'),
    ('TLS 1.2', TLS, ['-tls1_2'], 'completed', 'completed'),
    ('a suite that is not there', TLS,
     ['-tls1_2', '-cipher', 'ECDHE-ECDSA-AES128-SHA'], 'server-alert',
     'failed'),
    ('DH of 1024 bits behind STARTTLS', SMTP,
     ['-starttls', 'smtp', '-servername', 'mx.hallo.test'], 'client-alert',
     'failed'),
]


class Loopback(threading.Thread):
    """with Loopback(file): ... ; a pcap of all that goes over lo."""

    def __init__(self, file):
        super().__init__()
        self.file = file
        self.over = threading.Event()
        everything = 3  # ETH_P_ALL
        self.socket = socket.socket(socket.AF_PACKET, socket.SOCK_RAW,
                                    socket.htons(everything))
        # an audit sends faster than this thread may come to read
        rcvbufforce = 33
        self.socket.setsockopt(socket.SOL_SOCKET, rcvbufforce, 64 << 20)
        self.socket.bind(('lo', 0))

    def run(self):
        with open(self.file, 'wb') as out:
            out.write(struct.pack('=IHHIIII', 0xa1b23c4d, 2, 4, 0, 0, 262144,
                                  1))
            while True:
                if not select.select([self.socket], [], [], 0.1)[0]:
                    # all that was waiting is written
                    if self.over.is_set():
                        return
                    continue
                packet, address = self.socket.recvfrom(262144)
                if address[2] == socket.PACKET_OUTGOING:
                    continue  # it comes in as well
                now = time.time_ns()
                out.write(struct.pack('=IIII', now // 10**9, now % 10**9,
                                      len(packet), len(packet)) + packet)

    def __enter__(self):
        self.start()

    def __exit__(self, *_):
        time.sleep(0.5)
        self.over.set()
        self.join()


def talk(port, arguments):
    subprocess.run(['openssl', 's_client', '-connect', f'127.0.0.1:{port}',
                    *arguments], input=b'', capture_output=True, check=False,
                   timeout=20)


def told_by_tshark(file):
    """Client port -> {field: [values]}, all frames of a connection."""
    command, env = capture.tshark(
        '-r', file, '-d', f'tcp.port=={TLS},tls', '-d',
        f'tcp.port=={SMTP},smtp', '-Y', 'tls.handshake or tls.alert_message',
        '-T', 'fields', *[word for field in FIELDS for word in ('-e', field)])
    said = subprocess.run(command, env=env, capture_output=True, text=True,
                          check=True, timeout=120)
    talks = {}
    for line in said.stdout.splitlines():
        values = dict(zip(FIELDS, line.split('\t')))
        ports = {int(values['tcp.srcport']), int(values['tcp.dstport'])}
        client = (ports - {TLS, SMTP}).pop()
        hello = values['tls.handshake.type'].split(',')[0] == '1'
        found = talks.setdefault(client, {'ja3s': '', 'alerts': []})
        if hello:
            found.update(
                suites=values['tls.handshake.ciphersuite'].split(','),
                extensions=values['tls.handshake.extension.type'].split(','),
                ja3=values['tls.handshake.ja3'])
        found['ja3s'] = found['ja3s'] or values['tls.handshake.ja3s']
        found['alerts'] += [one for one in values[
            'tls.alert_message.desc'].split(',') if one]
    return talks


def told_by_us(hallo, file):
    ran = subprocess.run([hallo, 'read', '--json', '-', file],
                         capture_output=True, text=True, check=False)
    values = [json.loads(line) for line in ran.stdout.splitlines()]
    return ran.returncode, values[:-1], values[-1]


def differences(value, theirs):
    hello = value['tls']['client_hello']['hello']
    ours = {
        'suites': [suite['code'] for suite in hello['suites']],
        'extensions': [str(int(one['code'], 16))
                       for one in hello['extensions']],
        'ja3': hello['ja3'],
        'ja3s': value['tls']['ja3s'] or '',
        'alerts': [str(event['description'])
                   for event in value['tls']['course']
                   if event['what'] == 'alert'],
    }
    theirs['suites'] = [f'0x{int(one, 16):04X}' for one in theirs['suites']]
    return '; '.join(f'{key}: {ours[key]}, tshark {theirs[key]}'
                     for key in ours if ours[key] != theirs[key]) or None


def unlike(probe, value):
    """Where the report and the capture tell two stories of one probe."""
    if value is None:
        return 'not in the capture'
    if not value['tls'] or not value['tls']['client_hello']:
        return value['sentence']
    alerts = [event['description'] for event in value['tls']['course']
              if event['what'] == 'alert' and event['by'] == 'server']
    answer = value['tls']['answer'] or {'items': []}
    hellos = [item['server_hello'] for item in answer['items']
              if item.get('server_hello')]
    suite = hellos[0]['suite']['code'] if hellos else None
    offered = value['tls']['client_hello']['hello']['suites']
    return [(key, ours, theirs) for key, ours, theirs in (
        ('alert', alerts[0] if alerts else None, probe['alert']),
        ('suite', suite, probe['suite']),
        ('suites', sum(one['kind'] != 'signalling' for one in offered),
         probe['n_suites'])) if ours != theirs]


def compare_with_report(tap, report, values):
    """An audit is its own capture read back."""
    talks = {value['client']['port']: value for value in values}
    probes = report['endpoints'][0]['probes']
    wrong = [f"probe {probe['id']}: {unlike(probe, talk)}"
             for probe in probes
             for talk in [talks.get(probe['local_port'])]
             if unlike(probe, talk)]
    tap.fact(f'{len(probes)} probes of an audit are read as it reports them',
             *wrong[:5] or [None])


def fits(values):
    """None, or what the schema says against them."""
    jsonschema = packages.module('jsonschema')
    with open(f'{packages.ROOT}/docs/read.schema.json',
              encoding='utf-8') as file:
        validator = jsonschema.Draft202012Validator(json.load(file))
    return '; '.join(error.message[:100] for value in values
                     for error in validator.iter_errors(value)) or None


def test(tap, folder):
    hallo = sys.argv[1]
    cert = servers.certificate(folder, 'rsa2048')
    file = folder.file('read.pcap')
    with servers.openssl_server(folder, cert, [], TLS, 2), \
            subprocess.Popen([hallo, 'serve', 'kabelmail', '--listen',
                              f'127.0.0.1:{SMTP}'],
                             stdout=subprocess.PIPE) as serve:
        serve.stdout.readline()
        with Loopback(file):
            for _, port, arguments, _, _ in CALLS:
                talk(port, arguments)
            audit = subprocess.run(
                [hallo, '-q', '--json', '-', f'smtp://127.0.0.1:{SMTP}'],
                capture_output=True, check=False, timeout=60)
        serve.terminate()
    status, values, summary = told_by_us(hallo, file)
    theirs = told_by_tshark(file)
    tap.fact('the capture is read to its end',
             None if status == 0 else f'status {status}: {summary}')
    tap.fact('all that is told fits the schema', fits(values + [summary]))
    values.sort(key=lambda value: value['number'])
    report = json.loads(audit.stdout)
    wanted = len(CALLS) + report['endpoints'][0]['cost']['connections']
    tap.fact('each connection is there', None if len(values) == wanted
             else f'{len(values)} of {wanted}')
    for (name, _, _, rule, outcome), value in zip(CALLS, values):
        tap.fact(f'{name}: {outcome}, {rule}',
                 None if (value['rule'], value['outcome']) == (rule, outcome)
                 else value['sentence'])
        tap.fact(f'{name}: the fields are those of tshark',
                 differences(value, theirs[value['client']['port']]))
    compare_with_report(tap, report, values)


space.enter('tshark')
space.tap_main(test)
