#!/usr/bin/python3
# SPDX-License-Identifier: ISC
"""The schema of hallo hello against what it writes, as TAP.

usage: hello_schema.py SCHEMA_OF_HELLO SCHEMA_OF_SAY HALLO

Hellos of every kind must fit; with one member less they must not.  What a hello
is stands in both schemas, in the same words.
"""
import json
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../../lib"))
from closed import closed, jsonschema_or_skip

jsonschema = jsonschema_or_skip()

GOLDEN = os.path.join(os.path.dirname(__file__), "../../golden")
FILES = ["tls12_hello", "ssl2_hello", "rfc8448_client_hello"]
MALFORMED = "hallo hello 1\nclient_hello {\nhex 0303\n}\n"
number = 0
failed = False


def tell(good, name, errors=()):
    global number, failed
    number += 1
    failed |= not good
    print(f"{'ok' if good else 'not ok'} {number} - {name}")
    for error in errors:
        print(f"# {error}")


def run(hallo, *arguments):
    ran = subprocess.run([hallo, "hello", *arguments, "--json"],
                         capture_output=True, check=False)
    return json.loads(ran.stdout)


def check(validator, value, name):
    errors = [f"{list(error.absolute_path)}: {error.message[:200]}"
              for error in validator.iter_errors(value)]
    tell(not errors, name, errors[:5])


def unnoticed(validator, value):
    """Members of the file and of its hello whose loss fits as well."""
    names = []
    hello = value["hello"]
    for holder in (value, hello, hello["suites"][0], hello["extensions"][0],
                   hello["remarks"][0], value["records"][0]):
        for key in list(holder):
            kept = holder.pop(key)
            if validator.is_valid(value):
                names.append(key)
            holder[key] = kept
    return names


def main(schema_file, say_file, hallo):
    with open(schema_file, encoding="utf-8") as file:
        schema = json.load(file)
    with open(say_file, encoding="utf-8") as file:
        say = json.load(file)
    validator = jsonschema.Draft202012Validator(closed(schema))
    paths = [f"{GOLDEN}/{name}.hex" for name in FILES]
    with tempfile.TemporaryDirectory() as folder:
        for name, text in (("malformed", MALFORMED), ("no hello", "16 03\n")):
            paths.append(f"{folder}/{name}")
            with open(paths[-1], "w", encoding="utf-8") as file:
                file.write(text)
        for path in paths:
            check(validator, run(hallo, "show", path),
                  os.path.basename(path))
        for path in paths:
            check(validator, run(hallo, "diff", paths[0], path),
                  f"diff {os.path.basename(path)}")
    missed = unnoticed(validator, run(hallo, "show", paths[0]))
    tell(not missed, "no member may go", missed)
    same = all(schema["$defs"][key] == say["$defs"][key]
               for key in ("hello", "coded"))
    tell(same, "say tells a hello in the same words")
    print(f"1..{number}")
    return failed


sys.exit(main(*sys.argv[1:]))
