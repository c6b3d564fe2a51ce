"""How good a ranking or a probability is: AUC, average precision, NDCG, Brier, calibration."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import groupby
from math import log2
from statistics import fmean

_TOP, _SAMPLES = 5, 1000


def auc(truth: Sequence[bool], scores: Sequence[float]) -> float:
    """Return the chance that a true one is scored above a false one; a tie counts half."""
    true = [score for score, is_so in zip(scores, truth, strict=True) if is_so]
    false = [score for score, is_so in zip(scores, truth, strict=True) if not is_so]
    won = sum((a > b) + 0.5 * (a == b) for a in true for b in false)
    return won / (len(true) * len(false))


def average_precision(truth: Sequence[bool], scores: Sequence[float]) -> float:
    """Return the precision where each true one is found; equal scores are found together."""
    ranked = sorted(zip(scores, truth, strict=True), key=lambda pair: -pair[0])
    found = seen = 0
    total = 0.0
    for _, together in groupby(ranked, key=lambda pair: pair[0]):
        hits = [is_so for _, is_so in together]
        seen += len(hits)
        found += sum(hits)
        total += sum(hits) * found / seen
    return total / found


def ndcg(gains: Sequence[float], scores: Sequence[float]) -> float:
    """Return the discounted gain of the five scored highest, as a share of the best possible."""
    order = sorted(range(len(scores)), key=lambda at: -scores[at])
    best = _discounted(sorted(gains, reverse=True))
    return _discounted([gains[at] for at in order]) / best if best else 1.0


def _discounted(gains: Sequence[float]) -> float:
    return sum(gain / log2(2 + place) for place, gain in enumerate(gains[:_TOP]))


def ranks(scores: Sequence[float]) -> list[float]:
    """Return each score's place as a share of the list, the highest near 1."""
    return [(sum(other < score for other in scores) + 0.5) / len(scores) for score in scores]


def brier(truth: Sequence[bool], chances: Sequence[float]) -> float:
    """Return the mean square of chance minus outcome."""
    return fmean((chance - is_so) ** 2 for chance, is_so in zip(chances, truth, strict=True))


def per_ego(egos: Iterable[int], figures: Iterable[float]) -> dict[int, float]:
    """Return for each ego the mean of its lists."""
    by_ego: dict[int, list[float]] = defaultdict(list)
    for ego, figure in zip(egos, figures, strict=True):
        by_ego[ego].append(figure)
    return {ego: fmean(some) for ego, some in by_ego.items()}


def interval(differences: Sequence[float], seed: int = 1) -> tuple[float, float]:
    """Return the bounds that hold the mean in 95 of 100 samples of the same people."""
    dice = random.Random(seed)  # noqa: S311 - nothing secret
    means = sorted(fmean(dice.choices(differences, k=len(differences))) for _ in range(_SAMPLES))
    return means[_SAMPLES // 40], means[-_SAMPLES // 40]


def calibration(
    truth: Iterable[bool], chances: Iterable[float], bins: int = 5
) -> list[tuple[float, float, int]]:
    """Return for each fifth of the scale: mean chance, share that came true, how many."""
    by_bin: list[list[tuple[float, bool]]] = [[] for _ in range(bins)]
    for is_so, chance in zip(truth, chances, strict=True):
        by_bin[min(bins - 1, int(chance * bins))].append((chance, is_so))
    return [
        (fmean(c for c, _ in some), fmean(t for _, t in some), len(some)) for some in by_bin if some
    ]
