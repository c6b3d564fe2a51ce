"""Runs the benchmarks, all of them or those named on the command line, and sums them up."""

from __future__ import annotations

import importlib
import sys

from tests.bench.sides import Goal, say

ALL = (
    *("command", "reads", "tick", "planning", "start"),
    *("slack_ingest", "slack_answers", "slack_locked", "slack_posting"),
    *("teams_turns", "teams_login", "detection"),
)


def main() -> None:
    """Measure, and close with a table of every goal and whether it was reached."""
    found = {name: _measure(name) for name in sys.argv[1:] or ALL}
    say("\nGoals")
    for name, goals in found.items():
        say(f"\n  {name}")
        for goal in goals:
            say(goal.line())
    every = [goal for goals in found.values() for goal in goals]
    say(f"\n{sum(goal.reached for goal in every)} of {len(every)} reached")


def _measure(name: str) -> list[Goal]:
    module = importlib.import_module(f"tests.bench.{name}")
    say(f"\n{name}: {(module.__doc__ or '').splitlines()[0]}")
    goals: list[Goal] = module.main()
    return goals


main()
