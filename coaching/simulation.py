"""A year of a whole workspace, lived through with the real rules, to see whether promises hold."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from heapq import heapify, heappop, heappush
from itertools import accumulate
from random import Random

from coaching.choosing import Decision, choose
from coaching.experience import WINDOW, rates, reward
from coaching.network import Contact, Network, Person, Schedule
from coaching.nudges.base import Suggestion
from coaching.pacing import allowance, crowded, may_point_at
from coaching.ranking import Select
from coaching.scoring import cadence_days
from coaching.simulated_life import OUTSIDE, Life
from coaching.thompson import Thompson

START = datetime(2026, 1, 5, tzinfo=UTC)
HISTORY = timedelta(days=240)
COHORT = 20

_WEEK = timedelta(days=7)
_ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "Asia/Kolkata",
    "Australia/Sydney",
    "America/Santiago",
)
_HOURS = ((9, 17), (9, 17), (8, 12), (13, 20), (22, 4))
_CIRCLES = (5,) * 3 + (15,) * 4 + (50,) * 6 + (150,) * 7
# The inner circles are of one's team; of the others these many are colleagues, by fame.
_INNER, _FAMOUS, _TEAM = 7, 8, 12
_WORDS = ("pricing", "rust", "hiring", "design", "sales", "data", "legal", "events")

Policy = Callable[..., Decision]
Rates = dict[str, float]


@dataclass(frozen=True, slots=True)
class Simulation:
    """What was lived through: the people, with all they were sent, and the year's end."""

    lives: tuple[Life, ...]
    end: datetime


def overdue_first(
    network: Network,
    now: datetime,
    *,
    taken: frozenset[int] = frozenset(),
    spread: float = 0.0,
    **_rest: object,
) -> Decision:
    """Decide as contact-cadence reminders do: whoever is furthest past the cadence, first.

    The same hours, budgets and rests hold, so that only the choice of the person differs; nearly
    all of that difference is that such reminders know nobody who was never touched.
    """
    allowed = allowance(network, now, spread)
    today = network.today(now)
    late = [
        ((today - c.last_on).days / cadence_days(c), -c.number, c)
        for c in network.contacts
        if c.last_on and c.number not in taken and may_point_at(network, c, now)
    ]
    if not allowed.allowed or not late:
        return Decision(None, 1.0, "none", (), allowed.next_look, allowed.why)
    share, _, contact = max(late)
    chosen = Suggestion(
        kind="reconnect",
        priority=1.0,
        title=f"Say hello to {contact.name}",
        reason="It has been longer than you wanted.",
        evidence=(),
        contact=contact.number,
    )
    eligible = (("reconnect", contact.number, share),)
    return Decision(chosen, 1.0, "overdue", eligible, allowed.next_look, "The longest wait.")


def drawn(life: Life, known: Rates) -> Select:
    """Return the coach's own way to pick."""
    return Thompson(f"simulated.{life.number}", known)


def unchanged(_: Life) -> None:
    """Leave a person as invented."""


def simulate(
    people: int = 500,
    weeks: int = 52,
    seed: int = 1,
    policy: Policy = choose,
    first: int | None = None,
    select: Callable[[Life, Rates], Select] = drawn,
    begin: Callable[[Life], None] = unchanged,
) -> Simulation:
    """Live through ``weeks`` with ``people``, one in twenty of whom ignores everything.

    With ``first`` only so many of them use the coach; the same world, in less time. ``select``
    returns how the coach picks for somebody, given what is known of all; ``begin`` may change
    the people before they start.
    """
    lives = _workspace(people, weeks, seed)[:first]
    for life in lives:
        begin(life)
    known: tuple[date, Rates] = (date.min, {})
    end = START + timedelta(weeks=weeks)
    pointed: defaultdict[int, deque[datetime]] = defaultdict(deque)
    looks = [(START, life.number) for life in lives]
    heapify(looks)
    while looks[0][0] < end:
        now, number = heappop(looks)
        life = lives[number]
        taken = _taken(life, pointed, now)
        if now.date() - known[0] >= _WEEK:
            known = now.date(), _rates(lives, now)
        picks = select(life, known[1])
        network, spread = life.network(now), number / people
        decision = policy(network, now, taken=taken, spread=spread, select=picks)
        if decision.chosen and decision.hold.held:
            life.miss(decision.chosen, now)
        elif decision.chosen:
            life.receive(decision.chosen, now)
            target = life.targets.get(decision.chosen.contact, OUTSIDE)
            if target != OUTSIDE:
                pointed[target].append(now)
        heappush(looks, (decision.next_look, number))
    for life in lives:
        life.network(end)
    return Simulation(lives, end)


def _taken(life: Life, pointed: defaultdict[int, deque[datetime]], now: datetime) -> frozenset[int]:
    """Return the contacts at whom enough people were pointed within the last seven days."""
    taken = []
    for number, target in life.targets.items():
        if target == OUTSIDE:
            continue
        at = pointed[target]
        while at and at[0] <= now - _WEEK:
            at.popleft()
        if crowded(life.contacts[number], len(at)):
            taken.append(number)
    return frozenset(taken)


def _rates(lives: tuple[Life, ...], now: datetime) -> Rates:
    """Return what a nightly look at all nudges would tell; once a week is often enough here."""
    return rates(
        (nudge.kind, life.number, reward(nudge.outcome, opened=nudge.opened) or 0.0, 1)
        for life in lives
        for nudge, _ in life.sent
        if nudge.sent <= now - WINDOW
    )


def _workspace(people: int, weeks: int, seed: int) -> tuple[Life, ...]:
    random = Random(seed)  # noqa: S311 - a repeatable world, not a secret
    fame = list(accumulate(1 / (10 + rank) for rank in range(people)))
    seeds = [random.random() for _ in range(people)]
    return tuple(_life(number, people, weeks, fame, seeds[number]) for number in range(people))


def _life(number: int, people: int, weeks: int, fame: list[float], seed: float) -> Life:
    random = Random(seed)  # noqa: S311 - a repeatable person, not a secret
    opens, closes = random.choice(_HOURS)
    schedule = Schedule(
        zone=random.choice(_ZONES),
        opens=time(opens),
        closes=time(closes),
        weekly=random.choice((3, 2, 2, 1, 1)),
        country=random.choice(("", "DE-BY", "US")),
    )
    if number % 10 == 3:  # noqa: PLR2004 - every tenth takes a month off
        schedule = replace(schedule, paused_until=START + timedelta(days=30))
    person = Person(
        name=f"Person {number}",
        schedule=schedule,
        joined_on=START.date(),
        goal="grow" if number % 3 else "",
        goal_needs=tuple(random.sample(_WORDS, 2)) if number % 3 else (),
    )
    willing = 0.0 if number % 20 == 7 else random.uniform(0.35, 0.8)  # noqa: PLR2004 - one in twenty
    life = Life(number, person, random, willing)
    known = _known(number, people, fame, random)
    for index, target in enumerate(known, 1):
        contact = _contact(index, target, START.date() - HISTORY, _CIRCLES[index - 1], random)
        habit = 0.0 if random.random() < 0.1 else random.choice((0.5, 1.0, 1.0, 3.0, 12.0))  # noqa: PLR2004 - a tenth was never met
        life.add(contact, target, habit)
        if random.random() < 0.2:  # noqa: PLR2004 - a fifth one shrinks from writing to
            life.shy_of.add(index)
    if number % 10 == 1:
        day = START.date() + timedelta(weeks=weeks // 4)
        numbers = range(len(known) + 1, len(known) + 1 + COHORT)
        life.add_later(tuple(_contact(index, OUTSIDE, day, 150, random) for index in numbers))
    return life


def _known(number: int, people: int, fame: list[float], random: Random) -> list[int]:
    """Return 20 contacts, the closest first: the team, then the famous, and people outside."""
    near = [(number + step) % people for step in range(-_TEAM, _TEAM + 1)]
    team = random.sample(sorted(set(near) - {number}), min(_INNER, people - 1))
    others: list[int] = []
    while len(others) < min(_FAMOUS, people - 1 - len(team)):
        (other,) = random.choices(range(people), cum_weights=fame)
        if other not in (number, *team, *others):
            others.append(other)
    others += [OUTSIDE] * (len(_CIRCLES) - len(team) - len(others))
    random.shuffle(others)
    return team + others


def _contact(number: int, target: int, added: date, circle: int, random: Random) -> Contact:
    return Contact(
        number=number,
        name=f"Contact {number}",
        added_on=added,
        circle=circle,
        side="outside" if target == OUTSIDE else "inside",
        kind=random.choice(("operational", "personal", "strategic", "")),
        knows=(random.choice(_WORDS),),
        likes=(random.choice(_WORDS),) if number % 2 else (),
        trust=random.randint(0, 3),
        seniority=random.randint(0, 3),
        introduced_by=random.choice(("me", "me", "Sam", "")),
    )
