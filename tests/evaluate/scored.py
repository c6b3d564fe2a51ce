"""How well a way to score ties does over many people's lists: each list, each person counts once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import fmean

from tests.evaluate import ranking
from tests.evaluate.rivals import Lists, Rival, Scores
from tests.evaluate.ties import Tie

Measure = Callable[[Sequence[bool], Sequence[float]], float]


@dataclass(frozen=True)
class Figures:
    """How well one way to score did; ``brier`` is None where a score is no chance."""

    auc: float
    precision: float
    ndcg: float
    brier: float | None

    def line(self, name: str) -> str:
        """Return the row of the table."""
        brier = "-" if self.brier is None else f"{self.brier:.3f}"
        return f"  {name:34}{self.auc:8.3f}{self.precision:8.3f}{self.ndcg:8.3f}{brier:>8}"


HEADING = f"  {'':34}{'AUC':>8}{'AP':>8}{'NDCG@5':>8}{'Brier':>8}"


def figures(lists: Lists, rival: Rival) -> Figures:
    """Return how well a rival ranks by risk, by value times risk, and how true its chances are."""
    scores = rival.scores(lists)
    return Figures(
        auc=mean_auc(lists, scores),
        precision=mean_precision(lists, scores),
        ndcg=_ndcg(lists, scores if rival.chance else [ranking.ranks(some) for some in scores]),
        brier=mean_brier(lists, scores) if rival.chance else None,
    )


def mean_auc(lists: Lists, scores: Scores) -> float:
    """Return the AUC, the mean of each person's lists, then of people."""
    return _mean(lists, scores, ranking.auc)


def mean_precision(lists: Lists, scores: Scores) -> float:
    """Return the average precision, the mean of each person's lists, then of people."""
    return _mean(lists, scores, ranking.average_precision)


def mean_brier(lists: Lists, scores: Scores) -> float:
    """Return the Brier score, the mean of each person's lists, then of people."""
    return _mean(lists, scores, ranking.brier)


def aucs(lists: Lists, scores: Scores) -> dict[int, float]:
    """Return each person's AUC, the mean of the lists."""
    return _per_ego(lists, scores, ranking.auc)


def _mean(lists: Lists, scores: Scores, measure: Measure) -> float:
    return fmean(_per_ego(lists, scores, measure).values())


def _per_ego(lists: Lists, scores: Scores, measure: Measure) -> dict[int, float]:
    found = (
        measure([tie.lapsed for tie in ties], some)
        for ties, some in zip(lists, scores, strict=True)
    )
    return ranking.per_ego((ties[0].ego for ties in lists), found)


def _ndcg(lists: Lists, risks: Scores) -> float:
    def one(ties: Sequence[Tie], risk: Sequence[float]) -> float:
        values = [tie.value() for tie in ties]
        gains = [value * tie.lapsed for value, tie in zip(values, ties, strict=True)]
        return ranking.ndcg(gains, [v * r for v, r in zip(values, risk, strict=True)])

    found = (one(ties, risk) for ties, risk in zip(lists, risks, strict=True))
    return fmean(ranking.per_ego((ties[0].ego for ties in lists), found).values())
