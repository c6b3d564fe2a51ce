"""Learned trees that add up to a chance: read from plain data, asked without any library."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, inf, log
from typing import Any

Node = tuple[int, float, int, int]
"""A split: the sign's number, the bound, and where to go at or below it, and above it.

A place of 0 or more is another node of the tree, -1 the first leaf, -2 the second, and so on.
"""


@dataclass(frozen=True, slots=True)
class Tree:
    """One tree: its splits, the values of its leaves, and the most that the trees after it add."""

    nodes: Sequence[Node]
    leaves: Sequence[float]
    most: float


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees, in the order in which they are asked."""

    trees: Sequence[Tree]

    @classmethod
    def of(cls, trees: Sequence[Mapping[str, Any]]) -> Forest:
        """Return the forest that JSON data holds: for each tree its ``nodes`` and ``leaves``."""
        made: list[Tree] = []
        most = 0.0
        for tree in reversed(trees):
            made.append(Tree([_node(node) for node in tree["nodes"]], tree["leaves"], most))
            most += max(tree["leaves"])
        return cls(made[::-1])

    def chance(self, signs: Sequence[float], least: float = 0.0) -> float:
        """Return the chance (0..1) that the trees see in ``signs``, or 0 if it is under ``least``."""
        floor = log(least / (1 - least)) if least else -inf
        total = 0.0
        for tree in self.trees:
            nodes, place = tree.nodes, 0
            while place >= 0:
                sign, bound, low, high = nodes[place]
                place = low if signs[sign] <= bound else high
            total += tree.leaves[-1 - place]
            if total + tree.most < floor:
                return 0.0
        return 1 / (1 + exp(-total))


def _node(data: Sequence[float]) -> Node:
    sign, bound, low, high = data
    return int(sign), bound, int(low), int(high)
