# SPDX-License-Identifier: ISC
"""A DNS server that is a table, for answers that no honest server gives.

    with Names({'example.org': {'MX': ['10 mx.example.org']},
                'mx.example.org': {'A': ['192.0.2.1'], 'AAAA': 'SERVFAIL'}}):

A value of a type is a list of records or the name of an rcode; the key '*' is
for all types.  Over UDP what is longer than 512 bytes is cut, and asked for
again over TCP (RFC 1035 4.2).
"""
import ipaddress
import socket
import struct
import threading

TYPES = {1: 'A', 5: 'CNAME', 15: 'MX', 28: 'AAAA'}
CODES = {'SERVFAIL': 2, 'NXDOMAIN': 3, 'NOTIMP': 4, 'REFUSED': 5}


def wire_name(text):
    labels = [label for label in text.rstrip('.').split('.') if label]
    return b''.join(bytes([len(label)]) + label.encode()
                    for label in labels) + b'\0'


def data_of(kind, text):
    if kind in ('A', 'AAAA'):
        return ipaddress.ip_address(text).packed
    if kind == 'MX':
        preference, host = text.split()
        return struct.pack('!H', int(preference)) + wire_name(host)
    return wire_name(text)


def question(packet):
    """The name, its type, and where the question ends."""
    labels, at = [], 12
    while packet[at]:
        labels.append(packet[at + 1:at + 1 + packet[at]].decode())
        at += 1 + packet[at]
    return '.'.join(labels).lower(), struct.unpack_from(
        '!H', packet, at + 1)[0], at + 5


class Names:
    def __init__(self, table, address='127.0.0.53', port=53):
        self.table, self.where = table, (address, port)
        self.sockets = []

    def rows(self, name, kind):
        """(rcode, records as wire) of one question."""
        if name not in self.table:
            return 3, []
        types = self.table[name]
        wanted = types.get('*', types.get(kind, []))
        if isinstance(wanted, str):
            return CODES[wanted], []
        number = next(key for key, value in TYPES.items() if value == kind)
        if not wanted and 'CNAME' in types:
            end = types['CNAME'][0]
            rcode, rows = self.rows(end, kind)
            return rcode, [self.row(name, 5, wire_name(end))] + rows
        return 0, [self.row(name, number, data_of(kind, text))
                   for text in wanted]

    @staticmethod
    def row(name, number, data):
        return wire_name(name) + struct.pack('!HHIH', number, 1, 60,
                                             len(data)) + data

    def answer(self, packet, most):
        name, number, end = question(packet)
        rcode, rows = self.rows(name, TYPES.get(number, 'A'))
        body = b''.join(rows)
        cut = end + len(body) > most
        return packet[:2] + struct.pack(
            '!HHHHH', 0x8180 | (0x0200 if cut else 0) | rcode, 1,
            0 if cut else len(rows), 0, 0) + packet[12:end] + (
                b'' if cut else body)

    def serve_udp(self, sock):
        try:
            while True:
                packet, peer = sock.recvfrom(4096)
                sock.sendto(self.answer(packet, 512), peer)
        except OSError:
            return

    def serve_tcp(self, sock):
        try:
            while True:
                peer, _ = sock.accept()
                with peer:
                    head = peer.recv(2, socket.MSG_WAITALL)
                    packet = peer.recv(struct.unpack('!H', head)[0],
                                       socket.MSG_WAITALL)
                    answer = self.answer(packet, 65535)
                    peer.sendall(struct.pack('!H', len(answer)) + answer)
        except (OSError, struct.error):
            return

    def __enter__(self):
        for kind, serve in ((socket.SOCK_DGRAM, self.serve_udp),
                            (socket.SOCK_STREAM, self.serve_tcp)):
            sock = socket.socket(socket.AF_INET, kind)
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            sock.bind(self.where)
            if kind == socket.SOCK_STREAM:
                sock.listen()
            threading.Thread(target=serve, args=(sock,), daemon=True).start()
            self.sockets.append(sock)
        return self

    def __exit__(self, *_):
        for sock in self.sockets:
            sock.close()
