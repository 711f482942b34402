# SPDX-License-Identifier: ISC
"""A schema as it is shipped stays open: members may be added. What the program
writes today is held against a closed copy, so that none is added in silence."""
import copy
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '../live'))
import packages


def close(node):
    """Forbids what is not described, in each object that is described."""
    if isinstance(node, list):
        for part in node:
            close(part)
    if not isinstance(node, dict):
        return
    kinds = node.get('type', [])
    if 'properties' in node and 'object' in kinds:
        node['additionalProperties'] = False
    for key, part in node.items():
        if key not in ('if', 'then', 'else'):
            close(part)


def closed(schema):
    """A copy of @schema without room for members that it does not name."""
    shut = copy.deepcopy(schema)
    close(shut)
    return shut


def jsonschema_or_skip():
    """The module; without it the test says so in TAP and ends."""
    try:
        return packages.module('jsonschema')
    except packages.Unavailable as error:
        print(f'1..0 # SKIP no python3-jsonschema: {error}')
        sys.exit(0)
