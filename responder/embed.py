#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Embeds the test keys and built-in profiles: embed.py OUTPUT FILE...

keys/NAME.pem gives two rows, "NAME.key" and "NAME.crt" (DER of the private
key and of the certificate); profiles/NAME.profile one, "NAME.profile" (text);
primes/NAME.hex one, "NAME.prime" (big-endian).
"""
import base64
import os
import re
import sys


def rows(path):
    stem, kind = os.path.splitext(os.path.basename(path))
    with open(path, encoding="utf-8") as file:
        text = file.read()
    if kind == ".profile":
        yield stem + ".profile", text.encode()
        return
    if kind == ".hex":
        yield stem + ".prime", bytes.fromhex(re.sub("#.*", "", text))
        return
    for label, body in re.findall(
            r"-----BEGIN ([A-Z ]+)-----\n(.*?)-----END \1-----", text, re.S):
        suffix = ".crt" if label == "CERTIFICATE" else ".key"
        yield stem + suffix, base64.b64decode(body)


def main(output, *paths):
    with open(output, "w", encoding="utf-8") as out:
        out.write('#include "responder/embedded.h"\n\n')
        table = []
        for name, data in (row for path in paths for row in rows(path)):
            out.write("static const uint8_t data_%d[] = {" % len(table))
            for at, byte in enumerate(data):
                out.write("%s%d," % ("\n" if at % 20 == 0 else "", byte))
            out.write("0\n};\n")  # a text ends with NUL
            table.append((name, len(data)))
        out.write("\nconst struct embedded embedded_files[] = {\n")
        for number, (name, size) in enumerate(table):
            out.write('{ "%s", { data_%d, %d } },\n' % (name, number, size))
        out.write("{ 0 } };\n")


main(*sys.argv[1:])
