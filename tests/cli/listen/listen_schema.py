#!/usr/bin/python3
# SPDX-License-Identifier: ISC
"""The schema of hallo listen against what it writes, as TAP.

usage: listen_schema.py SCHEMA_OF_LISTEN SCHEMA_OF_HELLO HALLO

Clients of every kind come; each line must fit.  With one member less it must
not, or the schema is no guard.  What a hello is stands in both schemas, in the
same words.
"""
import json
import os
import socket
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../../lib"))
from closed import closed, jsonschema_or_skip

jsonschema = jsonschema_or_skip()

FATAL = bytes.fromhex("15030300020228")
KEY_EXCHANGE = bytes.fromhex("160303000610000002abcd")
LINES = b"EHLO mta.example\r\n", b"STARTTLS\r\n"


def read(path):
    """The bytes of a golden file."""
    with open(path, encoding="utf-8") as file:
        return bytes.fromhex("".join(line.split("#")[0] for line in file))


GOLDEN = os.path.join(os.path.dirname(__file__), "../../golden")
TLS12 = read(f"{GOLDEN}/tls12_hello.hex")
SSL2 = read(f"{GOLDEN}/ssl2_hello.hex")
# each turn is sent when the server has said something
CALLS = [
    ("an alert to the answer", [*LINES, TLS12, FATAL]),
    ("a key exchange", [*LINES, TLS12, KEY_EXCHANGE]),
    ("the end without a word", [*LINES, TLS12]),
    ("no TLS behind the answer", [*LINES, TLS12, b"QUIT\r\n"]),
    ("a hello of SSL 2", [*LINES, SSL2]),
    ("no hello", [LINES[0], b"MAIL FROM:<a@b.example>\r\n"]),
    ("garbage as a hello", [*LINES, b"\x1b[2J garbage"]),
    ("half a hello", [*LINES, TLS12[:30], None]),
    ("silence", [None]),
]


def visit(port, turns):
    with socket.create_connection(("127.0.0.1", port), timeout=5) as peer:
        for turn in turns:
            if turn is None:
                return
            peer.recv(65536)
            peer.sendall(turn)
        if turns[-1] == FATAL:
            return
        peer.recv(1)


def met(hallo, *options):
    """The lines of all calls, told one by one."""
    child = subprocess.Popen([hallo, "listen", "--listen", "127.0.0.1:0",
                              "--json", "-", *options], text=True,
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    port = int(child.stderr.readline().split(":")[-1])
    values = []
    for name, turns in CALLS:
        try:
            visit(port, turns)
        except OSError:
            pass  # it was refused: so be it
        values.append((name, json.loads(child.stdout.readline())))
    retry = subprocess.run([hallo, "say", f"smtp://127.0.0.1:{port}",
                            "--key-shares", "none"], capture_output=True,
                           check=False)
    values.append(("hallo say", json.loads(child.stdout.readline())))
    assert retry.returncode in (0, 1)
    child.terminate()
    child.wait()
    return values


def unnoticed(validator, value):
    """Members, outside of the hello's own, whose loss fits as well."""
    holders = [value, value["no_hello"], value["then"]]
    for hello in value["hellos"]:
        holders += [hello, hello["answer"]]
    if value["then"]:
        holders.append(value["then"]["alert"])
    for holder in filter(None, holders):
        for key in list(holder):
            kept = holder.pop(key)
            if validator.is_valid(value):
                yield key
            holder[key] = kept


def main(listen_file, hello_file, hallo):
    schemas = []
    for name in (listen_file, hello_file):
        with open(name, encoding="utf-8") as file:
            schemas.append(json.load(file))
    validator = jsonschema.Draft202012Validator(closed(schemas[0]))
    number = 1
    failed = any(schemas[0]["$defs"][key] != schemas[1]["$defs"][key]
                 for key in ("hello", "coded"))
    print(f"{'not ok' if failed else 'ok'} 1 - a hello is what it is in "
          "hello.schema.json")
    for way in ("modern", "kabelmail", "museum", "alert", "close"):
        for name, value in met(hallo, "--answer", way):
            number += 1
            errors = [f"{list(error.absolute_path)}: {error.message[:200]}"
                      for error in validator.iter_errors(value)]
            errors += [f"unnoticed: {key}"
                       for key in unnoticed(validator, value)]
            failed |= bool(errors)
            print(f"{'not ok' if errors else 'ok'} {number} - {way}: {name}, "
                  f"{value['verdict']}")
            for error in errors[:5]:
                print(f"# {error}")
    print(f"1..{number}")
    return failed


sys.exit(main(*sys.argv[1:]))
