#!/usr/bin/python3
# SPDX-License-Identifier: ISC
"""The link of bench/ has the round trip it is told, and counts right.

    tests/bench/test_link.py BUILD_FOLDER
"""
import os
import sys
import threading

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), '../..'))
sys.path[:0] = [os.path.join(ROOT, 'bench'), os.path.join(ROOT, 'tests/live')]

import socket  # noqa: E402  pylint: disable=wrong-import-position
import space  # noqa: E402  pylint: disable=wrong-import-position
import world  # noqa: E402  pylint: disable=wrong-import-position

RTT, TIMES = 40, 7
# best of several: a busy machine makes some later, never one earlier
CONNECT = f'''
import socket, time
best = 9
for _ in range({TIMES}):
    start = time.monotonic()
    client = socket.create_connection(("{world.SERVERS}", 4433))
    best = min(best, time.monotonic() - start)
    client.sendall(b"x" * 1000)
    client.recv(1)
    client.close()
print(best * 1000)
'''


def echo(server):
    while True:
        client = server.accept()[0]
        client.recv(2000)
        client.sendall(b'x')
        client.close()


def test(tap, folder):
    if os.getuid() != 0 or not os.path.exists('/dev/net/tun'):
        raise space.Skip('needs root and /dev/net/tun')
    with world.Link(sys.argv[1], RTT) as link:
        server = socket.create_server((world.SERVERS, 4433))
        threading.Thread(target=echo, args=(server,), daemon=True).start()
        output = folder.file('out')
        cost = link.run([sys.executable, '-c', CONNECT], output)
        with open(output, encoding='ascii') as text:
            best = float(text.read())
        broken = link.run(['sh', '-c', 'exit 7'], output)
    tap.fact(f'a connection takes {RTT} ms',
             None if RTT <= best < RTT + 10 else f'{best} ms')
    tap.fact('the kernel has counted them', None if (
        cost['connections'] == TIMES and cost['refused'] == 0)
        else f'{cost}')
    tap.fact('and the bytes, with 40 of headers a packet and more',
             None if 1000 * TIMES < cost['sent'] < 1500 * TIMES else
             f'{cost}')
    least = 2 * RTT * TIMES / 1000
    tap.fact('the time is that of two round trips each',
             None if least <= cost['wall'] < least + 3 else f'{cost}')
    tap.fact('memory is that of the program, not of its caller',
             None if broken['peak_kib'] < 5000 < cost['peak_kib'] else
             f'{broken["peak_kib"]} KiB, {cost["peak_kib"]} KiB')
    tap.fact('its status is seen', None if broken['status'] == 7 else
             f'{broken}')


space.enter()
space.tap_main(test)
