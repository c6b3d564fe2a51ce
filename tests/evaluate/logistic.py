"""Logistic regression by Newton's method, for a handful of figures."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp

Row = Sequence[float]
_STEPS, _ENOUGH = 30, 1e-8


def fitted(
    rows: Sequence[Row],
    truth: Sequence[bool],
    weights: Sequence[float],
    start: Sequence[float] = (),
) -> list[float]:
    """Return the coefficients, the constant first, that make ``truth`` most likely.

    ``start`` is where to look first; it saves steps and does not change what is found.
    """
    width = len(rows[0]) + 1
    found = list(start) or [0.0] * width
    for _ in range(_STEPS):
        slope = [0.0] * width
        bend = [[1e-9 * (i == j) for j in range(width)] for i in range(width)]
        for row, is_so, weight in zip(rows, truth, weights, strict=True):
            full = (1.0, *row)
            chance = 1 / (1 + exp(-_sum(found, full)))
            miss, spread = weight * (is_so - chance), weight * chance * (1 - chance)
            for i in range(width):
                slope[i] += miss * full[i]
                part, line = spread * full[i], bend[i]
                for j in range(i + 1):
                    line[j] += part * full[j]
        whole = [[bend[max(i, j)][min(i, j)] for j in range(width)] for i in range(width)]
        step = _solved(whole, slope)
        found = [b + s for b, s in zip(found, step, strict=True)]
        if max(map(abs, step)) < _ENOUGH:
            break
    return found


def _solved(matrix: list[list[float]], right: Sequence[float]) -> list[float]:
    """Return x of ``matrix`` x = ``right`` for a positive definite matrix, by elimination."""
    size = len(right)
    lines = [[*line, value] for line, value in zip(matrix, right, strict=True)]
    for at in range(size):
        for below in range(at + 1, size):
            factor = lines[below][at] / lines[at][at]
            lines[below] = [b - factor * a for a, b in zip(lines[at], lines[below], strict=True)]
    found = [0.0] * size
    for at in reversed(range(size)):
        known = sum(lines[at][j] * found[j] for j in range(at + 1, size))
        found[at] = (lines[at][size] - known) / lines[at][at]
    return found


def level(
    rows: Sequence[Row], truth: Sequence[bool], weights: Sequence[float], found: Sequence[float]
) -> float:
    """Return the constant under which chances are right on the average, the rest as ``found``."""
    odds = [_sum(found[1:], row) for row in rows]
    constant = found[0]
    for _ in range(_STEPS):
        chances = [1 / (1 + exp(-constant - one)) for one in odds]
        miss = _sum(weights, [is_so - c for is_so, c in zip(truth, chances, strict=True)])
        step = miss / _sum(weights, [c * (1 - c) for c in chances])
        constant += step
        if abs(step) < _ENOUGH:
            break
    return constant


def _sum(factors: Sequence[float], row: Sequence[float]) -> float:
    return sum(factor * value for factor, value in zip(factors, row, strict=True))
