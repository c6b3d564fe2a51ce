"""Runs the benchmarks: all of them, or those named on the command line."""

from __future__ import annotations

import importlib
import sys

ALL = ("command",)


def main() -> None:
    """Measure and print every ratio with its goal."""
    for name in sys.argv[1:] or ALL:
        module = importlib.import_module(f"tests.bench.{name}")
        print(f"\n{name}: {(module.__doc__ or '').splitlines()[0]}")
        for goal in module.main():
            print(goal.line(), flush=True)


main()
