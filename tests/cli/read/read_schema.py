#!/usr/bin/python3
# SPDX-License-Identifier: ISC
"""The schema of hallo read against what it says of a capture, as TAP.

usage: read_schema.py SCHEMA HALLO GOLDEN

Connections of every kind, made of golden bytes, must fit. Then each member is
taken away: what is left must not fit, or the schema is no guard.
"""
import json
import os
import re
import struct
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../../lib"))
from closed import closed, jsonschema_or_skip

jsonschema = jsonschema_or_skip()

CLIENT, SERVER = 0, 1
SYN, ACK, FIN = 2, 16, 17


def golden(name):
    with open(f"{sys.argv[3]}/{name}.hex", encoding="utf-8") as file:
        return bytes.fromhex(re.sub(r"#.*", "", file.read()))


def packet(side, port, seq, flags, data):
    addresses = [b"\xc0\0\2\1", b"\xc0\0\2\2"]
    ports = [port, 25]
    tcp = struct.pack(">HHIIBBHHH", ports[side], ports[not side], seq, 1,
                      0x50, flags, 65535, 0, 0) + data
    return struct.pack(">BBHHHBBH", 0x45, 0, 20 + len(tcp), 0, 0x4000, 64, 6,
                       0) + addresses[side] + addresses[not side] + tcp


def talk(port, turns):
    """A whole connection: SYNs, the turns, a FIN of the client."""
    seq = [100, 100]
    yield packet(CLIENT, port, 99, SYN, b"")
    yield packet(SERVER, port, 99, SYN | ACK, b"")
    for side, data in turns:
        yield packet(side, port, seq[side], ACK, data)
        seq[side] += len(data)
    yield packet(CLIENT, port, seq[CLIENT], FIN, b"")


def capture():
    dialog = [(SERVER, b"220 mx\r\n"), (CLIENT, b"EHLO x\r\n"),
              (SERVER, b"250-mx\r\n250 STARTTLS\r\n"),
              (CLIENT, b"STARTTLS\r\n")]
    alert = b"\x15\x03\x03\0\2\2\x28"
    talks = [
        dialog + [(SERVER, b"220 go\r\n"), (CLIENT, golden("tls12_hello")),
                  (SERVER, golden("tls12_dhe_flight")), (CLIENT, alert)],
        [(CLIENT, golden("rfc8448_client_hello")),
         (SERVER, golden("rfc8448_retry")),
         (CLIENT, golden("rfc8448_client_hello")), (SERVER, alert)],
        [(CLIENT, golden("ssl2_hello")),
         (SERVER, golden("ssl2_server_hello"))],
        dialog + [(SERVER, b"454 \x1b[31mno\xff\r\n")],
        [(CLIENT, b"GET / HTTP/1.1\r\n")],
        [(CLIENT, golden("tls12_hello")), (SERVER, b"HTTP/1.1 400\r\n")],
        [],
    ]
    packets = [one for number, turns in enumerate(talks)
               for one in talk(40000 + number, turns)]
    return struct.pack("=IHHIIII", 0xa1b2c3d4, 2, 4, 0, 0, 65535, 101) + \
        b"".join(struct.pack("=IIII", 1700000000 + number, 0, len(one),
                             len(one)) + one
                 for number, one in enumerate(packets)), len(talks)


def members(value):
    """Objects at the top and below it with their members, hello and answer
    left out: those have schemas and tests of their own."""
    for key in list(value):
        yield value, key
        if key in ("hello", "answer"):
            continue
        below = value[key]
        if isinstance(below, list) and below:
            below = below[0]
        if isinstance(below, dict):
            yield from members(below)


def unnoticed(validator, value):
    names = set()
    for holder, key in list(members(value)):
        kept = holder.pop(key)
        if validator.is_valid(value):
            names.add(key)
        holder[key] = kept
    return sorted(names)


def main(schema_file, hallo):
    with open(schema_file, encoding="utf-8") as file:
        schema = json.load(file)
    validator = jsonschema.Draft202012Validator(closed(schema))
    jsonschema.Draft202012Validator.check_schema(schema)
    data, count = capture()
    ran = subprocess.run([hallo, "read", "--json", "-", "-"], input=data,
                         capture_output=True, check=False)
    if b"without libpcap" in ran.stderr:
        print("1..0 # SKIP built without libpcap")
        return 0
    values = [json.loads(line) for line in ran.stdout.splitlines()]
    facts = [(f"{count} connections and a summary",
              [] if len(values) == count + 1 and ran.returncode in (0, 2)
              else [f"{len(values)} values, status {ran.returncode}"])]
    facts += [(f"{value.get('rule', 'the summary')} fits",
               [f"{list(error.absolute_path)}: {error.message[:200]}"
                for error in validator.iter_errors(value)][:5])
              for value in values]
    facts += [("no member of a connection may go",
               unnoticed(validator, values[0])),
              ("no member of the summary may go",
               unnoticed(validator, values[-1]))]
    print(f"1..{len(facts)}")
    for number, (name, complaints) in enumerate(facts, 1):
        print(f"{'not ok' if complaints else 'ok'} {number} - {name}")
        for complaint in complaints:
            print(f"# {complaint}")
    return any(complaints for _, complaints in facts)


sys.exit(main(sys.argv[1], sys.argv[2]))
