#!/usr/bin/python3
# SPDX-License-Identifier: ISC
"""The schema of the report against sample reports, as TAP.

usage: schema.py SCHEMA PROGRAM

PROGRAM prints one report a line; all must fit, and hold no member that the
schema does not name. Then members are taken away and words made wrong: none of
these must fit, or the schema is no guard.
"""
import copy
import json
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../../lib"))
from closed import closed, jsonschema_or_skip

jsonschema = jsonschema_or_skip()


def required_paths(validator, report):
    """Places in @report whose loss must be noticed."""
    endpoint = report["endpoints"][0]
    for key in list(report):
        yield report, key
    for key in ("host", "complete", "cost", "versions", "preferred",
                "senders", "findings", "probes", "hello", "certificates"):
        yield endpoint, key
    for key in ("state", "order", "dhe", "controls", "refusal", "suites"):
        yield endpoint["versions"][4], key
    for key in ("code", "dh_bits", "shape", "signature_scheme", "probes"):
        yield endpoint["versions"][4]["suites"][0], key
    for key in ("id", "severity", "fix"):
        yield endpoint["findings"][0], key


def without(validator, report):
    """Names of members whose loss goes unnoticed."""
    missed = []
    for holder, key in list(required_paths(validator, report)):
        value = holder.pop(key)
        if validator.is_valid(report):
            missed.append(key)
        holder[key] = value
    return missed


WRONG = [
    (("schema",), "hallo.report/2"),
    (("endpoints", 0, "port"), "25"),
    (("endpoints", 0, "versions", 4, "state"), "maybe"),
    (("endpoints", 0, "versions", 4, "version"), "TLS 1.2"),
    (("endpoints", 0, "versions", 4, "order"), "random"),
    (("endpoints", 0, "versions", 4, "suites", 0, "code"), "0039"),
    (("endpoints", 0, "versions", 4, "suites", 0, "dh_bits"), "1024"),
    (("endpoints", 0, "findings", 0, "id"), "weak-dh"),
    (("endpoints", 0, "findings", 0, "severity"), "grave"),
    (("endpoints", 0, "senders", 0, "verdict"), "perhaps"),
    (("endpoints", 0, "senders", 0, "derived"), False),
    (("endpoints", 0, "probes", 0, "id"), 0),
    (("endpoints", 0, "cost", "seconds"), 2.5),
    (("resolution", "state"), "fine"),
]


def wrong_words(validator, report):
    missed = []
    for path, value in WRONG:
        bad = copy.deepcopy(report)
        place = bad
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = value
        if validator.is_valid(bad):
            missed.append("/".join(map(str, path)))
    return missed


def places(node):
    """Every object in @node."""
    if isinstance(node, dict):
        yield node
    for part in (node.values() if isinstance(node, dict) else
                 node if isinstance(node, list) else ()):
        yield from places(part)


def beyond(validator, report):
    """Places where a member that nobody described goes unnoticed."""
    missed = []
    for place in list(places(report)):
        place["nobody_described_it"] = 1
        if validator.is_valid(report):
            missed.append(", ".join(place))
        del place["nobody_described_it"]
    return missed


def main():
    schema = json.load(open(sys.argv[1], encoding="utf-8"))
    lines = subprocess.run(sys.argv[2:3], check=True, stdout=subprocess.PIPE)
    reports = [json.loads(line) for line in lines.stdout.splitlines()]
    validator = jsonschema.Draft202012Validator(closed(schema))
    shipped = jsonschema.Draft202012Validator(schema)
    results = []

    jsonschema.Draft202012Validator.check_schema(schema)
    for number, report in enumerate(reports):
        errors = ["%s: %s" % (list(e.absolute_path), e.message[:100])
                  for e in validator.iter_errors(report)]
        results.append(("report %d fits" % number, errors))
    results.append(("a member that is missing is noticed",
                    without(validator, reports[0])))
    results.append(("a word that is wrong is noticed",
                    wrong_words(validator, reports[0])))
    results.append(("a member that nobody described is noticed",
                    beyond(validator, reports[1])))
    reports[1]["endpoints"][0]["cost"]["more"] = 1
    results.append(("the schema that is shipped is open",
                    [] if shipped.is_valid(reports[1]) else ["it is not"]))
    print("1..%d" % len(results))
    for number, (name, errors) in enumerate(results, 1):
        print("%s %d - %s" % ("not ok" if errors else "ok", number, name))
        for error in errors:
            print("# " + error)
    return any(errors for _, errors in results)


sys.exit(main())
