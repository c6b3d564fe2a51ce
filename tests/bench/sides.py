"""How sides are compared: in turn, the order reversed every other round, medians of the rounds."""

from __future__ import annotations

import statistics
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass

Side = Callable[[], float]
"""Does one round of work and returns its figure, such as seconds or operations a second."""


@dataclass(frozen=True)
class Goal:
    """A bound on a ratio or a figure; the verdict is printed, nothing fails on it."""

    text: str
    value: float
    bound: float
    at_least: bool = True

    @property
    def reached(self) -> bool:
        """Tell whether the figure is on the right side of its bound."""
        return self.value >= self.bound if self.at_least else self.value <= self.bound

    def line(self) -> str:
        """Return the goal as a line of the table that closes a run."""
        sign = "≥" if self.at_least else "≤"
        verdict = "reached" if self.reached else "MISSED"
        return f"  {verdict:8}{self.value:10.4g}  {sign} {self.bound:<7.4g} {self.text}"


def say(text: str) -> None:
    """Print a line at once, also where the output is a file."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def interleaved(sides: Mapping[str, Side], rounds: int) -> dict[str, float]:
    """Return each side's median over ``rounds``."""
    figures: dict[str, list[float]] = {name: [] for name in sides}
    for number in range(rounds):
        order = list(sides) if number % 2 == 0 else list(sides)[::-1]
        for name in order:
            figures[name].append(sides[name]())
    return {name: statistics.median(values) for name, values in figures.items()}


def percentile(values: list[float], share: float) -> float:
    """Return the value below which ``share`` of ``values`` lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
