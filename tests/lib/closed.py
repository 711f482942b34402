# SPDX-License-Identifier: ISC
"""A schema as it is shipped stays open: members may be added. What the program
writes today is held against a closed copy, so that none is added in silence."""
import copy


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
