"""Which nudge, and whether nudges help: simulated workspaces where the truth is known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import accumulate

from coaching.experience import ARRIVED
from coaching.lab import DOUBT, HELD_SHARE
from coaching.lab_moments import tried_kinds
from coaching.simulation_figures import MOST_FOR_IGNORERS, Figure, figures
from coaching.thompson import LEAST
from tests.bench.sides import Goal, say
from tests.evaluate import reference
from tests.evaluate.labs import Found, look
from tests.evaluate.policies import Gain, World, at_random, highest, oracle, ours

PEOPLE, WEEKS = 500, 26
_WAYS = {"random": at_random, "highest priority": highest, "ours": ours, "oracle": oracle}
_YEAR, _FEWER = 52, 120
_CORES = 2
# People, moments of each, and how many such labs.
_SIZES = {
    "one person, a year": (1, 150, 1000),
    "40 people, half a year": (40, 75, 100),
    "200 people, half a year": (200, 75, 40),
}
_LABS = [(name, planted) for name in _SIZES for planted in (False, True)]
_COMPARED = "contacts in touch each quarter"
_DAY = 24 * 60 * 60
_MOST_RECEIVERS = 5


def main() -> list[Goal]:
    """Choose in four ways, live a year in the lab, and look at labs with and without an effect."""
    with ProcessPoolExecutor(_CORES) as pool:
        gains = {name: pool.submit(_live, name) for name in _WAYS}
        year = pool.submit(_year)
        found = {key: pool.submit(_look, key) for key in _LABS}
        return [
            *_gap({name: gain.result() for name, gain in gains.items()}),
            *_promises(*year.result()),
            *_labs({key: result.result() for key, result in found.items()}),
            *_delays(),
        ]


def _live(name: str) -> Gain:
    return World(PEOPLE, WEEKS).live(_WAYS[name])[0]


def _year() -> tuple[tuple[Figure, ...], int, int, float]:
    """Live a year, half of the people in the lab, each with two kinds that are off.

    Return the figures, how many nudges of those kinds were sent, the most nudges to somebody who
    ignores all, and the largest share of somebody's nudges that was held.
    """
    _, lived = World(_FEWER, _YEAR, lab=True).live(ours)
    asleep = sum(
        nudge.kind in life.person.muted_kinds | life.person.retired_kinds
        for life in lived.lives
        for nudge, _ in life.sent
    )
    ignoring = max(len(life.sent) for life in lived.lives if not life.willing)
    held = max(len(life.held) / (len(life.held) + len(life.sent)) for life in lived.lives)
    return figures(lived, lived), asleep, ignoring, held


def _look(key: tuple[str, bool]) -> Found:
    people, moments, labs = _SIZES[key[0]]
    return look(people, moments, labs, _lifts(planted=key[1]), seed=7 + key[1])


def _lifts(*, planted: bool) -> list[float]:
    """Return the true effect of each kind: none, or +20 points for every second one."""
    return [0.2 * (planted and kind % 2) for kind in range(len(tried_kinds()))]


def _gap(gains: dict[str, Gain]) -> list[Goal]:
    low, high = gains["random"].worth, gains["oracle"].worth
    say(f"  {PEOPLE} people, {WEEKS} weeks. Worth: the true rate times the priority, less {LEAST}")
    for name, gain in gains.items():
        each, closed = gain.worth / gain.sent, (gain.worth - low) / (high - low)
        say(f"  {name:18} {gain.sent:7,} sent {each:8.3f} each {closed:7.0%} of the gap")
    closed = (gains["ours"].worth - low) / (high - low)
    return [Goal("of the gap from random to the oracle closed", closed, 0.6)]


def _promises(found: tuple[Figure, ...], asleep: int, ignoring: int, held: float) -> list[Goal]:
    broken = 0
    say(f"\n  {_FEWER} people for a year, every second one in the lab")
    for figure in found:
        if figure.promise and figure.name != _COMPARED:
            broken += figure.kept is False
            say(f"  {figure.name:62} {figure.value:>7}  promised: {figure.promise}")
    say(f"  {'nudges of kinds that were off':62} {asleep:7}")
    say(f"  {'largest share of somebody’s nudges that was held':62} {held:7.1%}")
    return [
        Goal("promises of the pacing broken", broken, 0, at_least=False),
        Goal("nudges of sleeping kinds sent", asleep, 0, at_least=False),
        Goal("nudges a year to who ignores all", ignoring, MOST_FOR_IGNORERS, at_least=False),
        Goal("largest share held", held, HELD_SHARE, at_least=False),
    ]


def _labs(found: dict[tuple[str, bool], Found]) -> list[Goal]:
    say(
        f"\n  labs of {len(tried_kinds())} kinds, looked at after every round; +20 points in every second"
    )
    say(f"  {'':32} labs  a claim  truth inside  helps found  stopped: right wrong")
    for (name, planted), one in found.items():
        _say_found(f"{name}, {'planted' if planted else 'no effect'}", one, _lifts(planted=planted))
    goals = []
    for name in _SIZES:
        none, some = found[name, False], found[name, True]
        claimed, inside = none.share(none.claimed), some.share(some.covered)
        held = max(none.held, some.held)
        goals += [
            Goal(f"A/A, {name}: labs that ever claim anything", claimed, DOUBT, at_least=False),
            Goal(f"+20 points, {name}: inside at all looks", inside, 1 - DOUBT),
            Goal(f"{name}: largest share held", held, HELD_SHARE, at_least=False),
        ]
    return goals


def _say_found(name: str, found: Found, lifts: list[float]) -> None:
    planted = sum(lift > 0 for lift in lifts)
    helped = found.kinds["rightly-helps"] / (found.labs * planted) if planted else 0.0
    right = found.kinds["rightly-stopped"] / (found.labs * (len(lifts) - planted))
    wrong = found.kinds["wrongly-stopped"] / (found.labs * planted) if planted else 0.0
    say(
        f"  {name:33}{found.labs:5} {found.share(found.claimed):8.1%} "
        f"{found.share(found.covered):13.1%} {helped:12.1%} {right:14.1%} {wrong:5.1%}"
    )


def _delays() -> list[Goal]:
    """Compare how soon answers come with direct mail: until the next one to its sender."""
    try:
        counts = [0] * 7
        for days in _answer_days():
            counts[days] += 1
    except reference.MissingDataError as error:
        say(f"\n  how soon answers come: not measured, {error}")
        return []
    shares = [total / sum(counts) for total in accumulate(counts)]
    say("\n  answers that come within a week, by the end of each day: mail, and as assumed")
    say("  " + " ".join(f"{share:.3f}" for share in shares))
    say("  " + " ".join(f"{share:.3f}" for share in ARRIVED[1:]))
    off = max(abs(a - b) for a, b in zip(shares, ARRIVED[1:], strict=True))
    return [Goal("how far the assumed delays are off", off, 0.001, at_least=False)]


def _answer_days() -> Iterator[int]:
    """Yield the whole days from each direct mail to the next to its sender, if below seven."""
    mails = [
        (int(float(row["t"])), row["src"], row["dst"], row["kind"])
        for row in reference.rows("contacts_enron.csv.gz")
    ]
    receivers: dict[tuple[int, str], int] = defaultdict(int)
    for at, source, _, _ in mails:
        receivers[at, source] += 1
    later: dict[tuple[str, str], int] = {}
    for at, source, target, kind in sorted(mails, reverse=True):
        if receivers[at, source] > _MOST_RECEIVERS:
            continue
        answer = later.get((target, source))
        if kind == "to" and answer is not None and at < answer < at + 7 * _DAY:
            yield (answer - at) // _DAY
        later[source, target] = at
