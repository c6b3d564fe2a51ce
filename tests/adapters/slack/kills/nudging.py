"""Nudges on their way while NetLead is killed, Slack fails, and it is started again."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from adapters.slack.outbound.marks import digest
from coaching.repository.deliveries import WAITING
from tests.adapters.slack.fake.nouns import User
from tests.adapters.slack.kills.bench import Bench, Tally, minutes_to
from tests.adapters.slack.kills.people import key_of, nudges, plan
from tests.adapters.slack.kills.points import NUDGING, around, of_outbox
from tests.bot.people import MONDAY

POINTS = (*of_outbox(), *around(*NUDGING))
MOST_KILLS = 4
MOST_FAULTS = 3
"""Together with the kills less than the tries that a nudge has."""
PAUSES = (0, 1, 2, 5, 20, 60)
"""Minutes between a death and the next start."""
ENDING = (5, 10, 20, 20, 40, 60, 60, 60)
"""Minutes of the steps after the last death, within the day that a nudge keeps."""


@dataclass
class People:
    """Who is to get nudges: their keys, and those whose direct conversation the coach knows."""

    keys: list[str] = field(default_factory=list)
    known: set[str] = field(default_factory=set)


def run(bench: Bench, random: Random, day: int) -> Tally:
    """Kill NetLead some times on one day; return what became of that day's nudges."""
    start = minutes_to(day)
    people = plan_some(bench, random, MONDAY + timedelta(minutes=start))
    tally, minutes = Tally(runs=1), float(start)
    faults = 0
    for _ in range(random.randint(2, MOST_KILLS)):
        point, hit = random.choice(POINTS), random.choice((1, 1, 1, 2, 3))
        bench.slack.script.heal()
        for method in NUDGING:
            most = random.randint(0, max(0, MOST_FAULTS - faults))
            faults += bench.script(random, point, hit, method, most)
        rounds, step = random.randint(1, 3), random.choice((1, 2, 3))
        order: dict[str, Any] = {"point": point, "hit": hit, "rounds": rounds, "step": step}
        tally.kills += bench.do("deliver", minutes, **order)
        minutes += rounds * step + random.choice(PAUSES)
    bench.slack.script.heal()
    for step in ENDING:
        minutes += step
        bench.do("deliver", minutes, rounds=2, step=2)
        minutes += 4
        if not any(row.state in WAITING for row in mine(bench, people)):
            break
    judge(bench, people, tally)
    return tally


def plan_some(bench: Bench, random: Random, at: datetime) -> People:
    """Plan nudges for one to three people, some of whom the coach never had a direct message from."""
    people = People()
    for _ in range(random.randint(1, 3)):
        user: User = bench.slack.world.person(f"Person {bench.number()}")
        known = random.random() < 0.7
        direct = bench.slack.world.direct(bench.home, user.id).id if known else ""
        keys = plan(
            bench.database,
            user,
            random.randint(1, 3),
            at=at,
            direct=direct,
            promised=random.random() < 0.5,
        )
        people.keys += keys
        people.known |= set(keys) if known else set()
    return people


def mine(bench: Bench, people: People) -> list[Any]:
    """Return the rows of the run's nudges."""
    return [row for row in nudges(bench.database) if key_of(row) in set(people.keys)]


def judge(bench: Bench, people: People, tally: Tally) -> None:
    """Count how the run's nudges ended, and name what must not be."""
    copies: Counter[str] = Counter()
    for key in people.keys:
        copies[key] = len(bench.copies(digest(key)))
    for row in mine(bench, people):
        key = key_of(row)
        end = ended(row.state, copies[key], known=key in people.known)
        tally.ends[end] += 1
        if end not in ("sent", "unknown"):
            tally.wrong.append(f"{key}: {row.state}, {copies[key]} copies")


def ended(state: str, copies: int, *, known: bool) -> str:
    """Return what became of a nudge in ``state`` of which so many copies are in Slack.

    That it is unknown is right only where nobody can look: the coach did not know the person's
    direct conversation when it was sent.
    """
    if copies > 1:
        return "doubled"
    if state == "sent":
        return "sent" if copies else "lost"
    if state == "unknown":
        return "unknown" if not known else "not looked up"
    return "lost"
