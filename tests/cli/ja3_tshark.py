#!/usr/bin/python3
# SPDX-License-Identifier: ISC
"""JA3 as tshark tells it, and as hallo does, of the same bytes, as TAP.

usage: ja3_tshark.py HALLO

Skips without tshark and text2pcap.
"""
import json
import os
import shutil
import subprocess
import sys
import tempfile

GOLDEN = os.path.join(os.path.dirname(__file__), "../golden")
NEW = [
    [],
    ["--versions", "TLSv1.0", "--suites", "0x0039,grease,0x002F"],
    ["--versions", "grease,1.3,1.2", "--groups", "grease,x25519,0xFEFE"],
    ["--versions", "1.2", "--extension", "grease", "--sni", "mx.example.org"],
]


def hallo(program, *arguments):
    ran = subprocess.run([program, "hello", *arguments], check=True,
                         capture_output=True)
    return ran.stdout


def by_tshark(folder, raw):
    dump = "".join(f"{at:06x} {raw[at:at + 16].hex(' ')}\n"
                   for at in range(0, len(raw), 16))
    pcap = os.path.join(folder, "hello.pcap")
    subprocess.run(["text2pcap", "-q", "-T", "40000,443", "-", pcap],
                   input=dump.encode(), check=True, capture_output=True)
    ran = subprocess.run(
        ["tshark", "-r", pcap, "-T", "fields", "-e", "tls.handshake.ja3",
         "-e", "tls.handshake.ja3_full"], check=True, capture_output=True)
    return ran.stdout.decode().strip().split("\t")


def main(program):
    if not shutil.which("tshark") or not shutil.which("text2pcap"):
        print("1..0 # SKIP no tshark")
        return 0
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        paths = [f"{GOLDEN}/tls12_hello.hex",
                 f"{GOLDEN}/rfc8448_client_hello.hex"]
        for i, options in enumerate(NEW):
            paths.append(f"{folder}/{i}.hello")
            hallo(program, "new", *options, "-o", paths[-1])
        print(f"1..{len(paths)}")
        for number, path in enumerate(paths, 1):
            theirs = by_tshark(folder, hallo(program, "convert", path, "--raw"))
            shown = json.loads(hallo(program, "show", path, "--json"))["hello"]
            ours = [shown["ja3"], shown["ja3_string"]]
            failed |= ours != theirs
            print(f"{'ok' if ours == theirs else 'not ok'} {number} - "
                  f"{os.path.basename(path)}: {ours[0]}")
            if ours != theirs:
                print(f"# tshark: {theirs}\n# hallo:  {ours}")
    return failed


sys.exit(main(sys.argv[1]))
