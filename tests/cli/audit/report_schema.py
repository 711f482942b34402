#!/usr/bin/python3
# SPDX-License-Identifier: ISC
"""What `hallo --json -` writes, against its schema, as TAP.

usage: report_schema.py SCHEMA HALLO SOURCE_ROOT

Real runs against `hallo serve` with each of its profiles, replays of recorded
runs, and what goes wrong before a hello: each report must fit, and hold no
member that the schema does not name.
"""
import glob
import json
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../../lib"))
from closed import closed, jsonschema_or_skip

jsonschema = jsonschema_or_skip()

SCHEMA, HALLO, ROOT = sys.argv[1:]
SEED = "07" * 32


def reports(*arguments):
    """What a run of the program writes, whatever it comes to."""
    run = subprocess.run([HALLO, "audit", "-q", "--json", "-", *arguments],
                         stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                         stdin=subprocess.DEVNULL, text=True, timeout=60,
                         check=False)
    found = [json.loads(line) for line in run.stdout.split("\n") if line]
    return found, run.stderr


def served(profile, *arguments):
    """The reports of an audit of `hallo serve`."""
    with subprocess.Popen([HALLO, "serve", "--listen", "127.0.0.1:0", profile],
                          stdout=subprocess.PIPE, text=True,
                          stderr=subprocess.DEVNULL) as server:
        try:
            address = server.stdout.readline().split()[-1]
            return reports("--seed", SEED, "--timeout", "5", *arguments,
                           "smtp://" + address)
        finally:
            server.terminate()


def runs():
    """(name, reports, words on standard error) of each run."""
    for path in sorted(glob.glob(ROOT + "/responder/profiles/*.profile")):
        name = os.path.basename(path)[:-len(".profile")]
        yield name, *served(path, "--ask", "all")
    yield "a run cut short", *served(
        ROOT + "/responder/profiles/museum.profile", "--max-connections", "7",
        "--rate", "6000/min", "--delay", "0.001", "--deadline", "50")
    for path in sorted(glob.glob(ROOT + "/tests/golden/transcripts/*.jsonl")):
        yield os.path.basename(path) + " again", *reports("--replay", path)
    yield "nobody listens", *reports("--timeout", "2", "smtp://127.0.0.1:1")
    yield "DNS fails", *reports("--timeout", "2", "--resolver", "127.0.0.1:1",
                                "nowhere.invalid")


def main():
    with open(SCHEMA, encoding="utf-8") as file:
        validator = jsonschema.Draft202012Validator(closed(json.load(file)))
    number = wrong = 0
    for name, found, said in runs():
        errors = ["%s: %s" % (error.json_path, error.message[:200])
                  for report in found for error in validator.iter_errors(report)]
        if len(found) != 1:
            errors.append("%d reports: %s" % (len(found), said))
        number += 1
        wrong += bool(errors)
        print("%s %d - %s" % ("not ok" if errors else "ok", number, name))
        for error in errors:
            print("# " + error)
    print("1..%d" % number)
    return bool(wrong)


sys.exit(main())
