"""How sides are compared: in turn, the order reversed every other round, medians of the rounds."""

from __future__ import annotations

import statistics
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

    def line(self) -> str:
        reached = self.value >= self.bound if self.at_least else self.value <= self.bound
        sign = "≥" if self.at_least else "≤"
        return f"{'reached' if reached else 'MISSED':>8}  {self.text}: {self.value:.2f} ({sign} {self.bound})"


def interleaved(sides: Mapping[str, Side], rounds: int) -> dict[str, float]:
    """Return each side's median over ``rounds``."""
    figures: dict[str, list[float]] = {name: [] for name in sides}
    for number in range(rounds):
        order = list(sides) if number % 2 == 0 else list(reversed(sides))
        for name in order:
            figures[name].append(sides[name]())
    return {name: statistics.median(values) for name, values in figures.items()}


def percentile(values: list[float], share: float) -> float:
    """Return the value below which ``share`` of ``values`` lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
