"""What a simulated year shows: each promise of the pacing as a figure, and whether it was kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from coaching.calendar_days import is_open
from coaching.ledger import reliance
from coaching.network import Touch
from coaching.pacing import A_FEW, MOST_A_WEEK, MOST_AT_ONE, SAME_PERSON_DAYS
from coaching.simulated_life import OUTSIDE, Life
from coaching.simulation import COHORT, START, Simulation

MOST_FOR_IGNORERS = 7
STARVED_DAYS = 42
_QUARTER = timedelta(weeks=13)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure with what was promised of it; ``kept`` is None for what is only told."""

    name: str
    value: str
    promise: str = ""
    kept: bool | None = None


@dataclass(frozen=True, slots=True)
class Concentration:
    """How unevenly nudges fall on colleagues: unbiased index (0..1) and the top three's share."""

    index: float
    top_three: float


def concentration(targets: Iterable[int]) -> Concentration:
    """Return how few the same ``targets`` are; the arithmetic is the ledger's."""
    counts = Counter(targets)
    one_each = [Touch(number=0, contact=who, on=date.min, kind="got") for who in counts.elements()]
    top = sum(n for _, n in counts.most_common(3))
    total = counts.total()
    return Concentration(reliance(one_each).hhi, top / total if total else 0.0)


def most_within(moments: Sequence[datetime], span: timedelta) -> int:
    """Return the most of these moments, in order, that lie within less than ``span``."""
    first, most = 0, 0
    for last, moment in enumerate(moments):
        while moment - moments[first] >= span:
            first += 1
        most = max(most, last - first + 1)
    return most


def coverage(simulation: Simulation, first: int | None = None) -> float:
    """Return the share of contacts (0..1) that were in touch in a quarter, mean of all quarters.

    With ``first`` only the contacts of so many people count.
    """
    quarters = max(1, (simulation.end - START) // _QUARTER)
    met, known = 0, 0
    for life in _acting(simulation, first):
        for number, contact in life.contacts.items():
            since = max(START.date(), contact.added_on)
            days = (day for day in life.met_on.get(number, ()) if day >= since)
            past = {(day - START.date()) // _QUARTER for day in days}
            met += len({quarter for quarter in past if quarter < quarters})
            known += quarters - (since - START.date()) // _QUARTER
    return met / known if known else 0.0


def figures(simulation: Simulation, baseline: Simulation) -> tuple[Figure, ...]:
    """Return all figures of a run, compared with ``baseline`` (overdue first) on coverage.

    The baseline may be of the first few people only; the coverage of both is theirs.
    """
    pointed = _pointed(simulation)
    acting = _acting(simulation)
    sent = [len(life.sent) for life in acting]
    weeks = (simulation.end - START) / timedelta(weeks=1)
    per_target = max((most_within(at, timedelta(weeks=1)) for at in pointed.values()), default=0)
    waits = [_longest_wait(life, simulation.end) for life in acting]
    starved = sum(wait > timedelta(days=STARVED_DAYS) for wait in waits)
    ignoring = [len(life.sent) for life in simulation.lives if not life.willing]
    soonest = min((g for life in simulation.lives for g in _same_person_gaps(life)), default=999)
    inner = _inner_seen(acting)
    ours, theirs = coverage(simulation, len(baseline.lives)), coverage(baseline)
    uneven = concentration(who for who, at in pointed.items() for _ in at)
    return (
        Figure("people", f"{len(simulation.lives)} over {weeks:.0f} weeks"),
        Figure("nudges per acting person and week", f"{sum(sent) / max(1, len(sent)) / weeks:.2f}"),
        _promise("nudges that point at one colleague in any 7 days", per_target, MOST_AT_ONE),
        _promise(f"acting people without a nudge for {STARVED_DAYS} days", starved, 0),
        Figure("longest wait for a nudge", f"{max(waits, default=timedelta()).days} days"),
        _promise("nudges above a daily or weekly budget", _above_budget(simulation), 0),
        _promise("nudges outside hours, in a pause or on a holiday", _outside(simulation), 0),
        Figure(
            "days between two nudges about the same contact, at least",
            str(soonest),
            f"at least {SAME_PERSON_DAYS}",
            soonest >= SAME_PERSON_DAYS,
        ),
        Figure("inner-circle contacts seen", f"{inner:.1%}", "100.0%", inner == 1),
        Figure(
            "contacts in touch each quarter",
            f"{ours:.1%} (overdue first: {theirs:.1%})",
            "more than overdue first",
            ours > theirs,
        ),
        *_cohort_figures(simulation),
        _promise("nudges to somebody who ignores all", max(ignoring, default=0), MOST_FOR_IGNORERS),
        Figure("concentration of nudges on colleagues", f"{uneven.index:.4f}"),
        Figure("share of the three most pointed at", f"{uneven.top_three:.1%}"),
    )


def _promise(name: str, value: int, most: int) -> Figure:
    return Figure(name, str(value), f"at most {most}" if most else "none", value <= most)


def _acting(simulation: Simulation, first: int | None = None) -> list[Life]:
    return [life for life in simulation.lives[:first] if life.willing]


def _pointed(simulation: Simulation) -> dict[int, list[datetime]]:
    pointed: dict[int, list[datetime]] = {}
    for life in simulation.lives:
        for nudge, _ in life.sent:
            target = life.targets.get(nudge.contact, OUTSIDE)
            if target != OUTSIDE:
                pointed.setdefault(target, []).append(nudge.sent)
    return {target: sorted(at) for target, at in pointed.items()}


def _longest_wait(life: Life, end: datetime) -> timedelta:
    begins = max(START, life.person.schedule.paused_until or START)
    moments = [begins, *(nudge.sent for nudge, _ in life.sent), end]
    return max(b - a for a, b in pairwise(moments))


def _above_budget(simulation: Simulation) -> int:
    above = 0
    for life in simulation.lives:
        schedule = life.person.schedule
        days = [schedule.local(nudge.sent).date() for nudge, _ in life.sent]
        weekly = min(MOST_A_WEEK, schedule.weekly)
        above += sum(a == b for a, b in pairwise(days))
        above += sum(b - a < timedelta(days=7) for a, b in zip(days, days[weekly:], strict=False))
    return above


def _outside(simulation: Simulation) -> int:
    return sum(
        not is_open(life.person.schedule, nudge.sent)
        or nudge.sent < (life.person.schedule.paused_until or START)
        for life in simulation.lives
        for nudge, _ in life.sent
    )


def _same_person_gaps(life: Life) -> list[int]:
    """Return the days between nudges about one contact, but after those the person snoozed."""
    last: dict[int, date] = {}
    gaps = []
    for nudge, _ in life.sent:
        if nudge.contact:
            day = life.person.schedule.local(nudge.sent).date()
            if nudge.contact in last:
                gaps.append((day - last[nudge.contact]).days)
            last[nudge.contact] = day
            if nudge.outcome == "snoozed":  # she asked to see it again
                del last[nudge.contact]
    return gaps


def _inner_seen(lives: Iterable[Life]) -> float:
    """Return the share of circle-5 contacts that were met or suggested in the simulated time."""
    seen = []
    for life in lives:
        suggested = {nudge.contact for nudge, _ in life.sent}
        for number, contact in life.contacts.items():
            if contact.circle == 5:  # noqa: PLR2004 - the inner circle's name
                met = any(day >= START.date() for day in life.met_on.get(number, ()))
                seen.append(met or number in suggested)
    return sum(seen) / len(seen) if seen else 1.0


def _cohort_figures(simulation: Simulation) -> tuple[Figure, ...]:
    """Return how those added on one day were spread: the busiest week, and whose turn came."""
    busiest, turns, size = 0, 0, 0
    for life in _acting(simulation):
        cohort = {n for n, c in life.contacts.items() if c.added_on >= START.date()}
        first: dict[int, datetime] = {}
        for nudge, _ in life.sent:
            if nudge.contact in cohort:
                first.setdefault(nudge.contact, nudge.sent)
        busiest = max(busiest, most_within(list(first.values()), timedelta(weeks=1)))
        turns += len(first)
        size += len(cohort)
    came = turns / size if size else 1.0
    return (
        _promise(f"of {COHORT} added on one day, nudged about in one week", busiest, A_FEW),
        Figure("of those, nudged about by the end", f"{came:.1%}"),
    )
