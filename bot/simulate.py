"""``netlead simulate``: a year of an invented workspace, and whether the pacing kept its word."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from coaching.simulation import overdue_first, simulate
from coaching.simulation_figures import Figure, figures

# The comparison needs no more of the people than these, and its policy is not ours to prove.
_COMPARED = 100


def main(argv: Sequence[str] | None = None) -> int:
    """Simulate and print every figure; 0 if all promises were kept, else 1."""
    arguments = _parser().parse_args(argv)
    world = (arguments.people, arguments.weeks, arguments.seed)
    baseline = simulate(*world, policy=overdue_first, first=_COMPARED)
    found = figures(simulate(*world), baseline)
    for figure in found:
        sys.stdout.write(_line(figure) + "\n")
    return 1 if any(figure.kept is False for figure in found) else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="netlead simulate", description=__doc__)
    parser.add_argument("--people", type=int, default=500, help="how many people (500)")
    parser.add_argument("--weeks", type=int, default=52, help="how many weeks (52)")
    parser.add_argument("--seed", type=int, default=1, help="the same number, the same world (1)")
    return parser


def _line(figure: Figure) -> str:
    mark = {True: "✓", False: "✗", None: " "}[figure.kept]
    promise = f"   promised: {figure.promise}" if figure.promise else ""
    return f"{mark} {figure.name}: {figure.value}{promise}"
