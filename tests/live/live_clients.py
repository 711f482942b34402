#!/usr/bin/python3
# SPDX-License-Identifier: ISC
"""Hellos of programs of this machine, taken again: are they as they lie in
analysis/senders/clients/?  And hallo listen, met by programs that others wrote.

    tests/live/live_clients.py HALLO
"""
import os
import sys

import packages
import space

sys.path.insert(0, os.path.join(packages.ROOT, 'scripts'))
import record_clients

KEPT = os.path.join(packages.ROOT, 'analysis/senders/clients')
NAMES = ('openssl-s_client-level2', 'openssl-s_client-level0',
         'python-smtplib')


def compare(tap, folder, client):
    kept = record_clients.facts_of(os.path.join(KEPT, client.name + '.hello'))
    if not os.path.exists(client.binary):
        tap.skip(f'{client.name} is as it was', 'it is not on this machine')
        return
    if not record_clients.take(client, sys.argv[1], folder.path):
        tap.fact(f'{client.name} was taken', 'no hello came')
        return
    now = record_clients.facts_of(folder.file(client.name + '.hello'))
    if (now['package'], now['library']) != (kept['package'], kept['library']):
        tap.fact(f"{client.name} was taken; {now['package']} with "
                 f"{now['library']} is here, its own hello need not be equal",
                 None if now['ja4'] else 'without JA4')
        return
    for key in ('ja3', 'ja4'):
        tap.fact(f'{client.name}: its {key} is as it was',
                 None if now[key] == kept[key]
                 else f'{now[key]}, not {kept[key]}')


def test(tap, folder):
    record_clients.resolve_host(folder)
    for client in record_clients.CLIENTS:
        if client.name in NAMES:
            compare(tap, folder, client)


space.enter(root=True)
space.tap_main(test)
