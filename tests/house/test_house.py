#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""The tests of the house are tested: each must see a planted offence.

    tests/house/test_house.py SOURCE_ROOT

A small house is built in a temporary folder, with rooms, folders, headers,
tests and objects.  Every test passes on it; on a copy with one offence it
fails and names it; on an empty one it fails, for it has seen nothing.
"""
import contextlib
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile

import calls
import heads
import layers
import limits
import named
import suites
from source import ROOMS, report

HERE = os.path.dirname(os.path.abspath(__file__))
CC = os.environ.get('CC', 'cc').split()
SUITES = 'build/meson-info/intro-tests.json'
LICENCE = '# SPDX-License-Identifier: ISC\n'
HEAD = '/* SPDX-License-Identifier: ISC */\n'
TABLE = '\n'.join(
    ['| room · folder | for | may include |', '|---|---|---|'] +
    [f'| `{room}/` | for | {"all" if room in ("tests", "bench") else arrows} |'
     for room, arrows in dict(dict.fromkeys(ROOMS, '–'), smtp='wire/bytes',
                              net='wire, smtp', analysis='wire',
                              cli='wire, net, analysis').items()] +
    ['| · `wire/bytes/` | for | – |', '| · `wire/hello/` | for | bytes |',
     '| · `analysis/steps/` | for | – |', '| · `analysis/portrait/` | x | – |',
     '| · `cli/page/` | for | –; only wire/bytes |'] +
    ['| · ' + ', '.join(f'`{folder}/`' for folder in named.FOLDERS
                        if folder.startswith('cli/')) + ' | for | page |'])
CLEAN = {
    'wire/bytes/reader.c': [],
    'wire/hello/hello.c': ['wire/bytes/reader'],
    'smtp/dialog.c': ['wire/bytes/reader'],
    'trust/key.c': [],
    'responder/answer.c': [],
    'net/dial.c': ['smtp/dialog', 'wire/hello/hello'],
    'fuzz/replay.c': [],
    'cli/page/page.c': ['wire/bytes/reader'],
    'cli/main.c': ['cli/audit/work', 'net/dial'],
    **{f'{folder}/work.c': [] for folder in named.FOLDERS},
    'cli/audit/work.c': ['cli/page/page', 'analysis/steps/work'],
    **{f'tests/{folder}/test_work.c': [f'{folder}/work']
       for folder in named.FOLDERS},
    'bench/measure.c': ['net/dial'],
}


UNIT = ['UNIT(a_fact)', '{', '}', '', 'static const struct CMUnitTest tests[] '
        '= { cmocka_unit_test(a_fact) };', '']


def name_of(stem):
    return stem.replace('/', '_')


def source_of(path, used):
    """A file that calls the function of each other that it includes."""
    stem = os.path.splitext(path)[0]
    own = [] if path == 'cli/main.c' else [stem]
    lines = ['/*', ' * A file of the small house.', ' */']
    lines += [f'#include "{other}.h"' for other in own + used]
    test = os.path.basename(path).startswith('test_')
    name = 'main' if path == 'cli/main.c' else name_of(stem)
    lines += ['', f'int {name}(void)', '{', '\tint n = 0;', '']
    lines += [f'\tn += {name_of(other)}();' for other in used]
    lines += ['\treturn n;', '}', ''] + (UNIT if test else [])
    return HEAD + '\n'.join(lines)


def header_of(path):
    stem = os.path.splitext(path)[0]
    guard = heads.guard_of(stem + '.h')
    return (f'{HEAD}/*\n * What {stem}.c gives.\n */\n#ifndef {guard}\n'
            f'#define {guard}\n\nint {name_of(stem)}(void);\n\n#endif\n')


class House:
    def __init__(self, root):
        self.root = root
        self.commands = []

    def write(self, path, text):
        place = os.path.join(self.root, path)
        os.makedirs(os.path.dirname(place), exist_ok=True)
        with open(place, 'w', encoding='utf-8') as file:
            file.write(text)

    def add(self, path, used=()):
        """A .c file with its header; used are the stems that it calls."""
        self.write(path, source_of(path, list(used)))
        if path != 'cli/main.c':
            self.write(os.path.splitext(path)[0] + '.h', header_of(path))

    def change(self, path, old, new):
        with open(os.path.join(self.root, path), encoding='utf-8') as file:
            text = file.read()
        assert old in text, f'{path} holds no {old}'
        self.write(path, text.replace(old, new, 1))

    def build(self):
        """Objects as a build folder has them."""
        build = os.path.join(self.root, 'build')
        os.makedirs(build, exist_ok=True)
        commands = []
        for number, path in enumerate(layers.source_files(self.root, '.c')):
            if path.split('/')[0] not in ('tests', 'bench'):
                commands.append({'directory': build, 'file': '../' + path,
                                 'output': f'{number}.o'})
        for command in commands:
            subprocess.run(CC + ['-c', '-I..', command['file'], '-o',
                                 command['output']], cwd=build, check=True)
        self.write('build/compile_commands.json', json.dumps(commands))
        return build


def settle(root):
    house = House(root)
    house.write('docs/ARCHITECTURE.md', TABLE + '\n')
    for path, used in CLEAN.items():
        house.add(path, used)
    for room in {folder.split('/')[0] for folder in named.FOLDERS}:
        house.write(f'tests/{room}/meson.build', LICENCE + ''.join(
            f"  '{folder[len(room) + 1:]}/test_work' : [{room}],\n"
            for folder in named.FOLDERS if folder.startswith(room + '/')))
    house.write(SUITES, told(a=['wire', 'fast'], b=['net', 'slow']))
    return house


# what each test says of a house
def run_layers(house):
    return layers.main(house.root)


def run_calls(house):
    return calls.main(house.root, house.build())


def run_limits(house):
    return limits.main(house.root)


def run_heads(house):
    return heads.main(house.root)


def run_named(house):
    return named.main(house.root)


def run_shell(script, *args):
    result = subprocess.run([os.path.join(HERE, script), *args], text=True,
                            stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    print(result.stdout)
    return 1 if result.returncode or 'not ok' in result.stdout else 0


def run_format(house):
    return run_shell('format.sh', house.root)


def run_linked(house):
    """A program with, or without, a library that is called libssl."""
    subprocess.run(CC + ['-x', 'c', '-shared', '-o', 'libssl.so.9', '-',
                         '-Wl,-soname,libssl.so.9'], cwd=house.root, check=True,
                   input='int ssl(void);\nint ssl(void) { return 0; }\n',
                   text=True)
    library = os.path.exists(os.path.join(house.root, 'linked'))
    subprocess.run(CC + ['-x', 'c', '-o', 'program', '-', '-Wl,-rpath,' +
                         house.root] +
                   (['-Wl,--no-as-needed', '-x', 'none', './libssl.so.9']
                    if library else []), cwd=house.root, check=True,
                   input='int main(void) { return 0; }\n', text=True)
    return run_shell('no_tls_library.sh',
                     os.path.join(house.root, 'program'))


def told(**rows):
    """What meson tells of its tests."""
    return json.dumps([{'name': name, 'suite': [f'hallo:{suite}'
                                                for suite in suites]}
                       for name, suites in rows.items()])


def run_suites(house):
    return suites.main(os.path.join(house.root, 'build'))


TESTS = (run_layers, run_calls, run_limits, run_heads, run_named, run_format,
         run_linked, run_suites)


# the offences: what is done to the house, who must see it, what he must say
def body(lines):
    return '\tint n = 0;\n' + ''.join(f'\t{line}\n' for line in lines)


def fork(house, path='smtp/dialog.c', last='n && n < 6'):
    house.change(path, '\tint n = 0;\n', body(
        ['if (n && n > 1 || n < 9)', '\tn = n ? 1 : 2;',
         'for (; n < 2; n++)', '\tcontinue;', 'do {', '\tn++;',
         '} while (n < 7 && n != 4);', 'switch (n) {', 'case 1:',
         'case 2:', '\treturn 3;', 'case 4:', '\treturn 5;', '}',
         'while (n > 9 || n == 8)', '\tn--;', f'if ({last})', '\tn = 6;']))


def flag(house):
    house.change('smtp/dialog.h', 'int smtp', 'struct flags {\n\tbool a, b;\n'
                 '\tbool c;\n\tbool d, e, f; /* six */\n};\n\nint smtp')


def struct(*lines, head='struct flags', tail=''):
    """A struct of these members in a header."""
    text = '\n'.join([head + ' {', *(f'\t{line}' for line in lines),
                      f'}}{tail};', '', ''])
    return lambda house: house.change('smtp/dialog.h', 'int smtp',
                                      text + 'int smtp')


def nest(house):
    house.change('smtp/dialog.c', '\tint n = 0;\n', body(
        ['if (n) {', '\tif (n) {', '\t\tif (n) {', '\t\t\tif (n) {',
         '\t\t\t\tn++;', '\t\t\t}', '\t\t}', '\t}', '}']))


def lengthen(house, lines):
    house.change('smtp/dialog.c', '\tint n = 0;\n', body(['n++;'] * lines))


def crowd(house):
    for number in range(21):
        house.add(f'tests/net/test_{number}.c')


def upwards(house):
    house.add('wire/bytes/reader.c', ['wire/hello/hello'])


def circle(house):
    house.add('smtp/imap.c', ['smtp/pop3'])
    house.add('smtp/pop3.c', ['smtp/imap'])


def declared_call(house):
    """Calls upwards without an #include."""
    house.change('wire/bytes/reader.c', '\nint ',
                 '\nint wire_hello_hello(void);\nint ')
    house.change('wire/bytes/reader.c', '\tint n = 0;\n',
                 body(['n += wire_hello_hello();']))


def include_circle(house):
    house.change('smtp/dialog.h', '\nint ', '#include "smtp/imap.h"\n\nint ')
    house.add('smtp/imap.c')
    house.change('smtp/imap.h', '\nint ', '#include "smtp/dialog.h"\n\nint ')


def unbuilt(house):
    house.build()
    os.remove(os.path.join(house.root, 'build', '0.o'))
    return calls.main(house.root, os.path.join(house.root, 'build'))


def in_table(old, new):
    return lambda house: house.change('docs/ARCHITECTURE.md', old, new)


def in_file(path, old, new):
    return lambda house: house.change(path, old, new)


def added(path, *used):
    return lambda house: house.add(path, used)


def removed(path):
    return lambda house: os.remove(os.path.join(house.root, path))


def debt(row):
    return lambda house: house.write('tests/house/debts', row + '\n')


OFFENCES = [
    ('an include upwards between folders', upwards, run_layers,
     'wire/bytes must not include wire/hello/hello.h'),
    ('an include upwards between rooms', added('wire/bytes/x.c', 'net/dial'),
     run_layers, 'wire/bytes must not include net/dial.h'),
    ('an include of a part that a room may not use',
     added('smtp/x.c', 'wire/hello/hello'), run_layers,
     'smtp must not include wire/hello/hello.h'),
    ('an include of a part that a folder may not use',
     added('cli/page/x.c', 'net/dial'), run_layers,
     'cli/page must not include net/dial.h'),
    ('one command that includes another',
     added('cli/say/x.c', 'cli/read/work'), run_layers,
     'cli/say must not include cli/read/work.h'),
    ('an include without a room', in_file(
        'smtp/dialog.c', '"smtp/dialog.h"', '"dialog.h"'), run_layers,
     '"dialog.h" names no room'),
    ('an include of the house in angle brackets', in_file(
        'smtp/dialog.c', '#include "smtp/dialog.h"',
        '#include <smtp/dialog.h>'), run_layers,
     '<smtp/dialog.h> is a file of the house'),
    ('an include by a macro', in_file(
        'smtp/dialog.c', '#include', '#include OTHER\n#include'), run_layers,
     'smtp/dialog.c:5: #include OTHER: cannot be followed'),
    ('another word for an include', in_file(
        'smtp/dialog.c', '#include "wire', '#include_next "wire'), run_layers,
     'cannot be followed'),
    ('an include upwards behind a comment', in_file(
        'smtp/dialog.c', '#include',
        '/* a */ #include /* b */ "net/dial.h"\n#include'),
     run_layers, 'smtp must not include net/dial.h'),
    ('an include of what is neither header nor table', lambda house: (
        house.write('wire/bytes/rows.inc', '#include "net/dial.h"\n'),
        in_file('wire/bytes/reader.c', '#include',
                '#include "wire/bytes/rows.inc"\n#include')(house)),
     run_layers, '"wire/bytes/rows.inc" is neither .h nor .def'),
    ('a folder below a folder', added('wire/bytes/deep/x.c'), run_layers,
     'wire/bytes/deep/x.c: no row names wire/bytes/deep/'),
    ('a folder below a room without folders', added('smtp/deep/x.c'),
     run_layers, 'smtp/deep/x.c: no row names smtp/deep/'),
    ('a folder below a folder of a folder', lambda house: (
        in_table('`smtp/` | for', '`smtp/` | for `deep/`')(house),
        added('smtp/deep/est/x.c')(house)), run_layers,
     'smtp/deep/est/x.c: no row names smtp/deep/est/'),
    ('a folder of tests of no folder', added('tests/wire/deep/test_x.c'),
     run_layers, 'tests/wire/deep/test_x.c: no row names wire/deep/'),
    ('two headers that include each other', include_circle, run_layers,
     'include each other: smtp/dialog.h, smtp/imap.h'),
    ('two rows that name each other', in_table(
        '`wire/bytes/` | for | –', '`wire/bytes/` | for | hello'), run_layers,
     'name each other: wire/bytes, wire/hello'),
    ('two rooms that name each other', in_table(
        '`wire/` | for | –', '`wire/` | for | net'), run_layers,
     'name each other: net, smtp, wire'),
    ('a file beside the folders of its room', added('wire/x.c'), run_layers,
     'wire/x.c: belongs into a folder of wire/'),
    ('a folder without a row', added('wire/text/walk.c'), run_layers,
     'no row names wire/text/'),
    ('a room without a row', in_table('| `trust/`', '| trust'), run_layers,
     'no row names trust/'),
    ('a row without a folder', in_table(
        '`wire/hello/`', '`wire/hello/`, `wire/gone/`'), run_layers,
     'a row names wire/gone/'),
    ('21 .c files in one folder of the tests', crowd, run_layers,
     'tests/net/ holds 21 .c files'),
    ('a header of a TLS library', in_file(
        'smtp/dialog.c', '#include', '#include <openssl/ssl.h>\n#include'),
     run_layers, 'smtp/dialog.c: #include <openssl/ssl.h>'),
    ('a debt of an arrow that was paid', debt('arrow wire/hello net'),
     run_layers, 'take it out of tests/house/debts: wire/hello net'),
    ('two files that call each other', circle, run_calls,
     'smtp/imap.c calls smtp/pop3.c: smtp_pop3'),
    ('two files of which one is known to be in a circle',
     lambda house: (circle(house), debt('circle smtp/imap.c')(house)),
     run_calls, 'new in a circle: smtp/pop3.c'),
    ('a call upwards without an include', declared_call, run_calls,
     'wire/bytes must not call wire/hello/hello.c: wire_hello_hello'),
    ('a file without an object', lambda house: None, unbuilt,
     'no object in the build folder'),
    ('a debt of a circle that was paid', debt('circle smtp/dialog.c'),
     run_calls, 'take it out of tests/house/debts: smtp/dialog.c'),
    ('thirteen branches in a function', fork, run_limits,
     'smtp_dialog: 13 branches'),
    ('six bools in a struct', flag, run_limits, 'struct flags: 6 bools'),
    ('six bools in a typedef', struct(
        'bool a, b, c;', 'bool d, e, f;', head='typedef struct',
        tail=' flags'), run_limits, 'struct flags: 6 bools'),
    ('six _Bools', struct('_Bool a, b, c;', 'const _Bool d, e, f;'),
     run_limits, 'struct flags: 6 bools'),
    ('six bits', struct('unsigned a : 1, b : 1;', 'uint8_t c : 1;',
                        'int d:1, e:1, wide:3;', 'enum word f : 1;'),
     run_limits, 'struct flags: 6 bools'),
    ('an array of six bools', struct('bool all[6];'), run_limits,
     'struct flags: 6 bools'),
    ('an array of three times two bools', struct('bool all[3][2];'),
     run_limits, 'struct flags: 6 bools'),
    ('six bools in parts of a struct', struct(
        'struct {', '\tbool a, b, c;', '} one;', 'union {', '\tbool d;',
        '\tstruct {', '\t\tbool e, f;', '\t};', '};'), run_limits,
     'struct flags: 6 bools'),
    ('six bools in the struct of a table', struct(
        'bool a, b, c, d, e, f;', head='static const struct flags',
        tail=' rows[]'), run_limits, 'struct flags: 6 bools'),
    ('four blocks in each other', nest, run_limits, 'smtp_dialog: 4 deep'),
    ('a function of more than a hundred lines',
     lambda house: lengthen(house, 94), run_limits,
     'smtp_dialog: 101 lines'),
    ('a file of more than 600 lines', lambda house: lengthen(house, 587),
     run_limits, 'smtp/dialog.c: 601 lines'),
    ('a line of 81 columns', in_file(
        'smtp/dialog.c', ' * A file', ' * A' + ' x' * 35 + ' file'),
     run_limits, '99 columns'),
    ('a debt of branches that was paid', debt('branches smtp/dialog.c x'),
     run_limits, 'take it out of tests/house/debts: smtp/dialog.c x'),
    ('a comment that the formatter has glued', in_file(
        'smtp/dialog.c', ' * A file', ' * A\n *file'), run_heads,
     'smtp/dialog.c:4: *file of the small house'),
    ('a note for later', in_file(
        'smtp/dialog.c', ' * A file', ' * TO' + 'DO: A file'), run_heads,
     'smtp/dialog.c:3'),
    ('code that is switched off', in_file(
        'smtp/dialog.c', '\treturn', '#if 0\n#endif\n\treturn'), run_heads,
     'smtp/dialog.c:13: #if 0'),
    ('a file without its licence', in_file('smtp/dialog.c', 'ISC', 'x'),
     run_heads, 'smtp/dialog.c'),
    ('a file that does not say what it is for', in_file(
        'smtp/dialog.c', '/*\n * A file of the small house.\n */\n', '\n'),
     run_heads, 'smtp/dialog.c'),
    ('a guard that does not follow the path', in_file(
        'smtp/dialog.h', '#ifndef HALLO_', '#ifndef '), run_heads,
     'smtp/dialog.h: wants HALLO_SMTP_DIALOG_H'),
    ('a step without a test', removed(
        'tests/analysis/steps/test_work.c'), run_named,
     'analysis/steps/work.c: no tests/analysis/steps/test_work.c'),
    ('a file below a folder of tested files, without a test', added(
        'cli/say/deep/work.c'), run_named,
     'cli/say/deep/work.c: no tests/cli/say/deep/test_work.c'),
    ('an empty test', lambda house: house.write(
        'tests/cli/say/test_work.c', ''), run_named,
     'tests/cli/say/test_work.c: holds no test'),
    ('a test that is not run by its program', in_file(
        'tests/cli/say/test_work.c', '{ cmocka_unit_test(a_fact) }', '{ }'),
     run_named, 'tests/cli/say/test_work.c: holds no test'),
    ('a test that is only a comment', lambda house: house.write(
        'tests/cli/say/test_work.c',
        '/* UNIT(a_fact) cmocka_unit_test(a_fact) */\n'), run_named,
     'tests/cli/say/test_work.c: holds no test'),
    ('an empty test in Python', lambda house: (
        removed('tests/cli/say/test_work.c')(house),
        house.write('tests/cli/say/test_work.py', '')), run_named,
     'tests/cli/say/test_work.py: holds no test'),
    ('a test that is not built', in_file(
        'tests/cli/meson.build', "'say/test_work'", "# 'say/test_work'"),
     run_named, 'tests/cli/say/test_work.c: not in tests/cli/meson.build'),
    ('a debt of a test that was written', debt(
        'untested cli/say/work.c'), run_named,
     'take it out of tests/house/debts: cli/say/work.c'),
    ('a line that clang-format would change', in_file(
        'smtp/dialog.c', '\treturn n;', '    return n ;'), run_format,
     'smtp/dialog.c:12'),
    ('a test that is neither fast nor slow', lambda house: house.write(
        SUITES, told(a=['wire', 'fast'], b=['net'])), run_suites, 'b: net'),
    ('a test without a room', lambda house: house.write(
        SUITES, told(a=['wire', 'fast'], b=['slow'])), run_suites, 'b: slow'),
    ('a TLS library behind the program', lambda house: house.write(
        'linked', ''), run_linked, 'libssl.so.9'),
]

# what is no offence
ALLOWED = [
    ('twelve branches', lambda house: fork(house, last='n'), run_limits),
    ('a known function of thirteen branches', lambda house: (
        fork(house), debt('branches smtp/dialog.c smtp_dialog')(house)),
     run_limits),
    ('a folder of a folder that the row names', lambda house: (
        in_table('`smtp/` | for', '`smtp/` | for `deep/`')(house),
        added('smtp/deep/x.c')(house)), run_layers),
    ('a header of the system whose folder is called like a room',
     in_file('smtp/dialog.c', '#include', '#include <net/if.h>\n#include'),
     run_layers),
    ('an array of bools with a named size', struct('bool of_each[N];'),
     run_limits),
    ('a known struct of six bools', lambda house: (
        flag(house), debt('bools smtp/dialog.h flags')(house)), run_limits),
    ('a known arrow', lambda house: (
        added('smtp/x.c', 'wire/hello/hello')(house),
        debt('arrow smtp wire/hello')(house)), run_layers),
    ('a known circle', lambda house: (circle(house), debt(
        'circle smtp/imap.c\ncircle smtp/pop3.c')(house)), run_calls),
    ('a known call', lambda house: (declared_call(house), debt(
        'call wire/bytes wire/hello\ncircle wire/bytes/reader.c\n'
        'circle wire/hello/hello.c')(house)), run_calls),
    ('a step that is known to have no test', lambda house: (
        removed('tests/analysis/steps/test_work.c')(house),
        debt('untested analysis/steps/work.c')(house)), run_named),
]


def asked(test, house):
    """Exit status and words of a house test."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        status = test(house)
    return status, said.getvalue()


def planted(clean, name, plant, test):
    """What a test says of a copy of the clean house, once planted."""
    house = House(f'{clean.root} with {name}')
    shutil.copytree(clean.root, house.root)
    plant(house)
    return asked(test, house)


def offence(clean, name, plant, test, words):
    status, said = planted(clean, name, plant, test)
    complaints = [line for line in said.split('\n') if line.startswith('#')]
    if status and any(words in line for line in complaints):
        return name, []
    return name, [f'status {status}, wants "{words}"'] + said.split('\n')


def main(source_root):
    facts = []
    with tempfile.TemporaryDirectory() as root:
        clean = settle(os.path.join(root, 'clean'))
        shutil.copy(os.path.join(source_root, '.clang-format'), clean.root)
        for test in TESTS:
            status, said = asked(test, clean)
            facts.append((f'a clean house passes {test.__name__}',
                          said.split('\n') if status else []))
        empty = House(os.path.join(root, 'empty'))
        empty.write('docs/ARCHITECTURE.md', '')
        empty.write('build/compile_commands.json', '[]')
        empty.write(SUITES, '[]')
        for test in TESTS[:5] + (run_suites,):
            status, said = asked(test, empty)
            facts.append((f'an empty house does not pass {test.__name__}',
                          [] if status else said.split('\n')))
        facts += [offence(clean, *row) for row in OFFENCES]
        for name, plant, test in ALLOWED:
            status, said = planted(clean, name, plant, test)
            facts.append((f'{name} is allowed',
                          said.split('\n') if status else []))
    return report(facts)


if __name__ == '__main__':
    sys.exit(main(os.path.abspath(sys.argv[1])))
