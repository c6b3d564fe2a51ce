"""Something useful to share: which titles fit which interests, against plainer ways to look.

The titles and what they fit were written for this, some of them to mislead
(`data/titles*.txt`); nobody's real interests were to be had. Recall is bounded by words: what says
nothing of coffee by name, such as "Decaf is better than you remember", is found by none of these.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import fmean
from time import perf_counter

from coaching.fitting import Interest, fits
from tests.bench.sides import Goal, say

DATA = Path(__file__).parent / "data"
SETS = {
    "titles.txt": "looked at while the ranking was made",
    "titles_later.txt": "labelled after it was settled",
}
ORDERS = 25
"""Orders in which the titles come: ways that rank nothing are as good as the order is kind."""
Ranked = Mapping[str, Sequence[int]]
"""For each interest the places of the titles that fit it, the best first."""


@dataclass(frozen=True)
class Labelled:
    """Titles, and for each interest the places of those that it fits."""

    titles: tuple[str, ...]
    fitting: Mapping[str, frozenset[int]]


def read(name: str, seed: int) -> Labelled:
    """Return the labelled titles of a file in one of their orders."""
    text = (DATA / name).read_text("utf-8")
    lines = [line for line in text.splitlines() if line[:1] not in ("", "#")]
    Random(seed).shuffle(lines)  # noqa: S311 no secret
    titles, fitting = [], dict[str, set[int]]()
    for place, line in enumerate(lines):
        title, _, said = line.rpartition("|")
        titles.append(title.strip())
        for interest in filter(None, (part.strip() for part in said.split(";"))):
            fitting.setdefault(interest, set()).add(place)
    return Labelled(tuple(titles), {name: frozenset(found) for name, found in fitting.items()})


def substring(data: Labelled) -> Ranked:
    """Return the titles in which the interest stands, letter by letter, whatever the case."""
    return {
        interest: [p for p, title in enumerate(data.titles) if interest.lower() in title.lower()]
        for interest in data.fitting
    }


def any_word(data: Labelled) -> Ranked:
    """Return the titles that share any whole word with the interest, those that share more first."""
    words = [set(title.lower().split()) for title in data.titles]
    found = {}
    for interest in data.fitting:
        asked = set(interest.lower().split())
        shared = {p: len(asked & had) for p, had in enumerate(words) if asked & had}
        found[interest] = sorted(shared, key=lambda p, shared=shared: (-shared[p], p))  # type: ignore[misc]
    return found


def ours(data: Labelled) -> Ranked:
    """Return what NetLead finds; of each interest the best three, as it keeps them."""
    found: dict[str, list[int]] = {interest: [] for interest in data.fitting}
    numbered = list(data.fitting)
    interests = [Interest(number, "likes", words) for number, words in enumerate(numbered)]
    for fit in fits(data.titles, interests):
        found[numbered[fit.contact]].append(fit.place)
    return found


WAYS: Mapping[str, Callable[[Labelled], Ranked]] = {
    "the interest as it stands": substring,
    "any word of it": any_word,
    "NetLead": ours,
}


def scored(data: Labelled, found: Ranked) -> tuple[float, float, float]:
    """Return precision and recall of the first three for each interest, and how often one is right.

    That last is the share of interests whose first title fits; to find none counts as wrong.
    """
    right = shown = wanted = first = 0
    for interest, fitting in data.fitting.items():
        best = list(found[interest][:3])
        right += len(fitting & set(best))
        shown += len(best)
        wanted += min(3, len(fitting))
        first += bool(best) and best[0] in fitting
    return right / shown, right / wanted, first / len(data.fitting)


def main() -> list[Goal]:
    """Print a table for each set; the goals are to be more often right than both plainer ways."""
    goals = []
    for name, told in SETS.items():
        orders = [read(name, seed) for seed in range(ORDERS)]
        titles, interests = len(orders[0].titles), len(orders[0].fitting)
        say(f"  {titles} titles, {interests} interests, {told}")
        goals += measured(orders, told)
        misses(orders[0], ours(orders[0]))
    return goals


def measured(orders: Sequence[Labelled], told: str) -> list[Goal]:
    """Print the best three of each way, the means over the orders."""
    say(f"  {'':28}{'precision':>10}{'recall':>8}{'first is right':>16}{'ms':>7}")
    figures = {}
    for name, way in WAYS.items():
        began = perf_counter()
        found = [way(data) for data in orders]
        took = (perf_counter() - began) * 1000 / len(orders)
        scores = [scored(data, ranked) for data, ranked in zip(orders, found, strict=True)]
        figures[name] = [fmean(column) for column in zip(*scores, strict=True)]
        precision, recall, first = figures[name]
        say(f"  {name:28}{precision:10.3f}{recall:8.3f}{first:16.3f}{took:7.1f}")
    plain = [figures[name] for name in WAYS if name != "NetLead"]
    best = [max(column) for column in zip(*plain, strict=True)]
    what = ("precision", "recall", "first ones right")
    return [
        Goal(f"{text} above the plainer ways, {told}", figures["NetLead"][i], best[i])
        for i, text in enumerate(what)
    ]


def misses(data: Labelled, found: Ranked) -> None:
    """Print what was suggested and does not fit."""
    for interest, places in found.items():
        for place in places:
            if place not in data.fitting[interest]:
                say(f"    wrong: {interest}: {data.titles[place]}")
