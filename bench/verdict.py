# SPDX-License-Identifier: ISC
"""Is what a scanner found true, and is it within the numbers?

Speed without truth counts nothing, so each result is compared with the
server's configuration, suite by suite and place by place.
"""


def sets(found, facts):
    """(missing, wrong): pairs of version and suite."""
    pairs = {(version, code) for version, row in found.items()
             for code in row[0]}
    wanted = {(version, code) for version, codes in facts.items()
              for code in codes}
    return len(wanted - pairs), len(pairs - wanted)


def orders(found, facts, order):
    """Versions whose order is not that of the server.

    In a server's order the list itself must be the server's.  Where the
    client decides, only a tool that says so can be right or wrong.  A tool
    that names no kind of order is held to the list that it prints."""
    off = []
    for version, codes in facts.items():
        if len(codes) < 2 or version not in found:
            continue
        seen, claimed = found[version]
        if claimed is not None and claimed != order:
            off.append(version)
        elif order == 'server' and [
                code for code in seen if code in codes] != [
                    code for code in codes if code in seen]:
            off.append(version)
    return off


def judge(found, target, ordered=True):
    """"right", or what is not; `ordered`: the tool prints an order."""
    missing, wrong = sets(found, target.truth)
    said = []
    if missing or wrong:
        said.append(f'{missing} missing, {wrong} wrong')
    off = orders(found, target.truth, target.order) if ordered else []
    if off:
        said.append('order wrong: ' + ' '.join(off))
    if not said:
        return 'right' if ordered else 'set right, no order'
    return '; '.join(said)


def limits(target, rows, rtt):
    """[(what was promised, measured, limit)] for hallo's frugal audits.

    rows: connections at once -> the row of that audit."""
    base, found = target.floor(), []
    extra = 5 if target.order == 'server' else 5 + 0.15 * target.suites()
    if 1 in rows:
        found.append(('connections, one at a time', rows[1]['connections'],
                      base + extra))
    for count, factor in ((5, 1.25), (10, 1.45)):
        if count not in rows:
            continue
        row = rows[count]
        found.append((f'connections, {count} at once', row['connections'],
                      1.12 * base))
        if rtt and target.round_trips:
            found.append((f'seconds, {count} at once', row['wall'],
                          factor * row['connections'] * target.round_trips
                          * rtt / 1000 / count))
    return found + costs(rows)


def costs(rows):
    """CPU against sslscan's own, memory against 10 MB."""
    mine = [row for count, row in rows.items() if isinstance(count, int)]
    if not mine:
        return []
    found = [('peak memory in MB', max(row['peak_kib'] for row in mine) / 1000
              * 1.024, 10)]
    if 'sslscan' in rows:
        found.append(('CPU seconds, most of all against sslscan',
                      max(row['cpu'] for row in mine),
                      rows['sslscan']['cpu']))
    return found
