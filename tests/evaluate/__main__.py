"""Runs the evaluations, all of them or those named on the command line, and sums them up.

An evaluation is a module of this folder with ``main() -> list[Goal]``; the first line of its
docstring is its heading. One whose data is not on this machine is skipped, and said to be.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType

from tests.bench.sides import Goal, say
from tests.evaluate.reference import MissingDataError


def main(asked: Sequence[str]) -> int:
    """Run what was asked for, or everything; return 2 if a name is unknown, else as `run` does."""
    every = _evaluations()
    if unknown := [name for name in asked if name not in every]:
        say(f"There is no evaluation {', '.join(unknown)}. There are: {', '.join(every)}.")
        return 2
    return run({name: every[name] for name in asked or every})


def run(evaluations: Mapping[str, ModuleType]) -> int:
    """Measure; return 0 unless a goal was missed, then 1. What was skipped is not missed."""
    found: dict[str, list[Goal]] = {}
    skipped: list[str] = []
    for name, module in evaluations.items():
        say(f"\n{name}: {(module.__doc__ or '').splitlines()[0]}")
        try:
            found[name] = module.main()
        except MissingDataError as error:
            skipped.append(name)
            say(f"  skipped: {error}")
    return _sum_up(found, skipped)


def _evaluations() -> dict[str, ModuleType]:
    """Return the modules of this folder that measure something, by name."""
    names = [info.name for info in pkgutil.iter_modules([str(Path(__file__).parent)])]
    modules = {
        name: importlib.import_module(f"tests.evaluate.{name}")
        for name in sorted(names)
        if not name.startswith("__")
    }
    return {name: module for name, module in modules.items() if hasattr(module, "main")}


def _sum_up(found: dict[str, list[Goal]], skipped: list[str]) -> int:
    say("\nGoals")
    for name, goals in found.items():
        say(f"\n  {name}")
        for goal in goals:
            say(goal.line())
    every = [goal for goals in found.values() for goal in goals]
    reached = sum(goal.reached for goal in every)
    say(f"\n{reached} of {len(every)} reached")
    if skipped:
        say(f"Skipped: {', '.join(skipped)}")
    return 0 if reached == len(every) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
