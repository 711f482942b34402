# SPDX-License-Identifier: ISC
"""The table of rooms and folders in docs/ARCHITECTURE.md, as arrows.

    | `wire/` | for | – |                      a room: what other rooms it
    | `smtp/` | for | wire/bytes, wire/probe/stage |   or parts of them may use
    | · `wire/bytes/` | for | – |              a folder: folders of its room
    | · `wire/hello/` | for | bytes; only trust |  and no more of other rooms

A folder below a folder, or below a room that has none, is named where its row
says what it is for: `below/`.  It may what its parent may.

Several folders may share a row.  "all" are all rooms of the program.
"""
import os

from source import PROGRAM, lines_of


def split_arrows(cell):
    return [word.strip() for word in cell.split(',')
            if word.strip() not in ('', '–', '-')]


def strip_ending(path):
    return os.path.splitext(path)[0]


class Table:
    def __init__(self, root):
        self.rooms = {}    # 'smtp': ['wire/bytes', 'wire/probe/stage']
        self.folders = {}  # 'wire/hello': ['wire/bytes', ...]
        self.only = {}     # 'net/base': ['wire/bytes']
        self.below = set()  # 'fuzz/targets'
        for line in lines_of(root, 'docs/ARCHITECTURE.md'):
            cells = [cell.strip() for cell in line.strip('|').split('|')]
            if line.startswith('|') and len(cells) == 3 and '`' in cells[0]:
                self.add(*cells)

    def add(self, first, purpose, arrows):
        for name in first.split('`')[1::2]:
            name = name.rstrip('/')
            room = name.split('/')[0]
            self.below |= {f'{name}/{word[:-1]}'
                           for word in purpose.split('`')[1::2]
                           if word.endswith('/') and '/' not in word[:-1]}
            if name == room:
                self.rooms[name] = (list(PROGRAM) if arrows == 'all' else
                                    split_arrows(arrows))
                continue
            inner, _, other = arrows.partition('; only')
            self.folders[name] = [f'{room}/{folder}'
                                  for folder in split_arrows(inner)]
            if '; only' in arrows:
                self.only[name] = split_arrows(other)

    def has_folders(self, room):
        return any(folder.startswith(room + '/') for folder in self.folders)

    def folder_of(self, path):
        """The row of a file: its folder, or its room without folders."""
        room, folder = path.split('/')[0], os.path.dirname(path)
        if folder in self.below:
            folder = os.path.dirname(folder)
        return folder if self.has_folders(room) else room

    def knows(self, folder):
        return folder in self.folders or folder in self.below

    def allows(self, path, other):
        """May file path include, or call, file other?"""
        room, folder = path.split('/')[0], self.folder_of(path)
        if other.split('/')[0] == room:
            if not self.has_folders(room) or folder == room:
                return True  # a flat room; the main beside the folders
            arrows = self.folders.get(folder, []) + [folder]
        else:
            arrows = self.only.get(folder, self.rooms.get(room, []))
        other = strip_ending(other)
        return any(other == arrow or other.startswith(arrow + '/')
                   for arrow in arrows)
