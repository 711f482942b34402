#!/usr/bin/python3
# SPDX-License-Identifier: ISC
"""The schema of hallo say against what it says of a server, as TAP.

usage: say_schema.py SCHEMA HALLO

Accounts of every kind must fit. Then each member is taken away, at every place
where the schema demands it: what is left must not fit, or it is no guard.
"""
import json
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../../lib"))
from closed import closed, jsonschema_or_skip

jsonschema = jsonschema_or_skip()

CALLS = [
    ("the usual hello", [], 0),
    ("bytes, several times", ["--hex", "--times", "2"], 0),
    ("a retry", ["--versions", "TLSv1.3", "--key-shares", "none", "--hex"], 0),
    ("SSL 2", ["--versions", "SSLv2", "--hex"], 0),
    ("a refusal", ["--versions", "TLSv1.2", "--suites", "0xFDFD"], 1),
    ("unknown codes", ["--versions", "grease,0x7F1C,1.2", "--extension",
                       "grease=00", "--suites", "grease,0x0039"], 0),
    ("nobody there", None, 3),
]


def account(hallo, address, options):
    target = f"smtp://{address}" if options is not None else "smtp://127.0.0.1:1"
    ran = subprocess.run([hallo, "say", "--json", "-", *(options or []),
                          target], capture_output=True, check=False)
    return ran.returncode, json.loads(ran.stdout)


def members(value):
    """Every object below @value with its members, one of each list."""
    if isinstance(value, dict):
        for key in list(value):
            yield value, key
            yield from members(value[key])
    elif isinstance(value, list) and value:
        yield from members(value[0])


# told by the report, or free in their form
FREE = {"canonical", "preference", "host", "addresses", "openssl_generation",
        "content"}


def unnoticed(validator, value):
    """Names of members whose loss fits as well."""
    names = set()
    inside = {id(holder[key]) for holder, key in members(value)
              if key in ("content", "ssl2")}
    inside |= {id(host) for host in value["mx"]}
    for holder, key in list(members(value)):
        if key in FREE or id(holder) in inside:
            continue
        kept = holder.pop(key)
        if validator.is_valid(value):
            names.add(key)
        holder[key] = kept
    return names


def main(schema_file, hallo):
    with open(schema_file, encoding="utf-8") as file:
        schema = json.load(file)
    validator = jsonschema.Draft202012Validator(closed(schema))
    server = subprocess.Popen([hallo, "serve", "museum", "--listen",
                               "127.0.0.1:0"], stdout=subprocess.PIPE)
    address = server.stdout.readline().decode().split()[-1]
    print(f"1..{len(CALLS) + 1}")
    failed = False
    number = 0
    for number, (name, options, status) in enumerate(CALLS, 1):
        got, value = account(hallo, address, options)
        errors = [f"{list(error.absolute_path)}: {error.message[:200]}"
                  for error in validator.iter_errors(value)]
        good = got == status and not errors
        failed |= not good
        print(f"{'ok' if good else 'not ok'} {number} - {name}")
        for error in errors[:5]:
            print(f"# {error}")
        if got != status:
            print(f"# status {got}, not {status}")
    _, value = account(hallo, address, CALLS[0][1])
    missed = unnoticed(validator, value)
    failed |= bool(missed)
    print(f"{'not ok' if missed else 'ok'} {number + 1} - no member may go")
    if missed:
        print(f"# unnoticed: {', '.join(sorted(missed))}")
    server.terminate()
    server.wait()
    return failed


sys.exit(main(sys.argv[1], sys.argv[2]))
