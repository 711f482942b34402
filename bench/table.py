# SPDX-License-Identifier: ISC
"""Rows of measurements as text, Markdown or JSON."""

HEADS = ['scanner', 'connections', 'x F', 'kB sent', 'kB received', 'seconds',
         'CPU s', 'peak MB', 'connections x hallo', 'seconds x hallo',
         'found']


def ratio(value, base):
    return f'{value / base:.2f}' if base else '-'


def cells(row, base, best):
    """The texts of one row; best: hallo's row that ratios are taken to."""
    base = row.get('floor', base)
    if row['connections'] is None:
        return [row['name']] + ['-'] * (len(HEADS) - 2) + [row['found']]
    return [row['name'], f"{row['connections']:.0f}",
            ratio(row['connections'], base), f"{row['sent'] / 1000:.0f}",
            f"{row['received'] / 1000:.0f}", f"{row['wall']:.1f}",
            f"{row['cpu']:.2f}", f"{row['peak_kib'] * 1.024 / 1000:.1f}",
            ratio(row['connections'], best and best['connections']),
            ratio(row['wall'], best and best['wall']), row['found']]


def aligned(lines):
    widths = [max(len(line[column]) for line in lines)
              for column in range(len(HEADS))]
    last = len(HEADS) - 1
    return '\n'.join('  '.join(
        text.ljust(width) if column in (0, last) else text.rjust(width)
        for column, (text, width) in enumerate(zip(line, widths))).rstrip()
                     for line in lines)


def markdown(lines):
    rule = ['---'] + ['--:'] * (len(HEADS) - 2) + ['---']
    return '\n'.join('| ' + ' | '.join(line) + ' |'
                     for line in [lines[0], rule] + lines[1:])


def title(result):
    target = result['target']
    return (f"{target['name']}: {target['suites']} suites in "
            f"{target['versions']} versions, F = {target['floor']}, round "
            f"trip {result['rtt']:g} ms")


def promises(result):
    for name, measured, limit in result['limits']:
        yield (('PASS' if measured <= limit else 'FAIL'), name,
               f'{measured:.4g}', f'{limit:.4g}')


def show(result, shape):
    """The text of one target's result; shape is aligned or markdown."""
    base = result['target']['floor']
    best = next((row for row in result['rows']
                 if row['name'].startswith('hallo') and row['at_once'] == 5
                 and row['connections']), None)
    lines = [HEADS] + [cells(row, base, best) for row in result['rows']]
    mark = '### ' if shape is markdown else ''
    text = [mark + title(result), '', shape(lines), '']
    point = '* ' if shape is markdown else ''
    text += [f'{point}{verdict}: {name}: {measured}, limit {limit}'
             for verdict, name, measured, limit in promises(result)]
    return '\n'.join(text) + '\n'
