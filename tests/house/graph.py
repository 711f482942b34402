# SPDX-License-Identifier: ISC
"""Circles of a directed graph: {node: {other: why}}."""


def reachable(graph, start):
    """The nodes that some arrows lead to from start."""
    seen, todo = set(), [start]
    while todo:
        new = set(graph.get(todo.pop(), ())) - seen
        seen |= new
        todo += new
    return seen


def circles(graph):
    """Sorted lists of nodes that lead to each other, or to themselves."""
    reach = {node: reachable(graph, node) for node in graph}
    found = {tuple(sorted(other for other in reach[node]
                          if node in reach.get(other, ())))
             for node in graph if node in reach[node]}
    return [list(circle) for circle in sorted(found)]
