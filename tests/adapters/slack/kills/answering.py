"""What was said to NetLead and stored, while it is killed at work, Slack fails, and it starts again."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Literal

from sqlalchemy import select

from adapters.base import Arrival
from adapters.slack.errands.errands import Errand, dumped
from adapters.slack.outbound.handing_over import LOST
from adapters.slack.outbound.marks import digest
from bot.arrivals import ARRIVALS, StoredArrivals
from coaching.clock import StoppedClock
from coaching.repository.deliveries import USERS
from coaching.repository.touches import TOUCHES
from tests.adapters.slack.fake.faults import Fault
from tests.adapters.slack.fake.nouns import Channel, Post, User
from tests.adapters.slack.kills.bench import Bench, Tally, minutes_to
from tests.adapters.slack.kills.points import ANSWERING, NOTES, around
from tests.bot.people import MONDAY

Kind = Literal["said", "threaded", "kept", "closed", "whispered", "export"]
KINDS: tuple[Kind, ...] = ("said", "threaded", "kept", "closed", "whispered", "export")
POINTS = (*around(*ANSWERING), *around(*NOTES))
MOST_KILLS = 3
PAUSES = (2, 2, 3, 10)
"""Minutes between a death and the next start: longer than a lease."""
LONGEST = 30.0
"""Seconds that Slack asks to wait here at most: an answer is not tried for an hour."""


@dataclass(frozen=True)
class Wish:
    """What somebody wants, its name, and the message of the app's own that it is about."""

    kind: Kind
    key: str
    user: User
    place: Channel
    about: Post

    @property
    def word(self) -> str:
        """Return what makes this wish different from all others."""
        return self.key.rpartition("Ev")[2]


def run(bench: Bench, random: Random, day: int) -> Tally:
    """Kill NetLead some times on one day; return what became of what was said to it."""
    minutes = float(minutes_to(day))
    bench.to(minutes)
    wishes = [make(bench, random.choice(KINDS)) for _ in range(random.randint(1, 3))]
    store(bench, wishes, minutes)
    minutes += 2
    tally, faults = Tally(runs=1), 0
    for _ in range(random.randint(2, MOST_KILLS)):
        point, hit = random.choice(POINTS), random.choice((1, 1, 1, 2))
        bench.slack.script.heal()
        for method in ANSWERING:
            most = int(faults < 1 and random.random() < 0.3)
            faults += bench.script(random, point, hit, method, most, if_=patient)
        tally.kills += bench.do("work", minutes, point=point, hit=hit, rounds=1)
        minutes += random.choice(PAUSES)
    return finish(bench, wishes, minutes, tally)


def one(bench: Bench, kind: Kind, point: str, day: int) -> Tally:
    """Kill NetLead once, at ``point``, while it works off one wish; return what became of it."""
    minutes = float(minutes_to(day))
    bench.to(minutes)
    wishes = [make(bench, kind)]
    store(bench, wishes, minutes)
    tally = Tally(runs=1, kills=bench.do("work", minutes + 2, point=point))
    return finish(bench, wishes, minutes + 5, tally)


def finish(bench: Bench, wishes: list[Wish], minutes: float, tally: Tally) -> Tally:
    """Let NetLead work in peace until nothing is left, and judge."""
    bench.slack.script.heal()
    for _ in range(8):
        bench.do("work", minutes, rounds=2)
        minutes += 15
        if not left(bench, wishes):
            break
    for wish in wishes:
        judge(bench, wish, tally)
    return tally


def patient(fault: Fault) -> bool:
    """Return whether Slack asks for no more patience than people have."""
    return not fault.retry_after.isdecimal() or float(fault.retry_after) <= LONGEST


def make(bench: Bench, kind: Kind) -> Wish:
    """Let somebody new want something."""
    world, number = bench.slack.world, bench.number()
    user = world.person(f"Person {number}")
    place = world.direct(bench.home, user.id)
    if kind == "whispered":
        place = world.channel(f"team{number}", user)
    about = world.say(user, place, "earlier")
    about.bot_id, about.user = bench.home.bot_id, bench.home.bot_user
    return Wish(kind, f"event:Ev{number}", user, place, about)


def errand_of(wish: Wish, at: float) -> Errand:
    """Return the wish as it is stored."""
    line = {"said": f"met +Ada {wish.word}: tea", "export": "export"}.get(wish.kind, "who")
    common = {"user": wish.user.id, "team": wish.user.team, "channel": wish.place.id, "at": at}
    pressed = {"surface": "message", "ts": wish.about.ts, "card": "c", "label": "Who", "title": "C"}
    match wish.kind:
        case "said" | "export":
            return Errand(kind="message", text=line, **common)  # type: ignore[arg-type]  # fields of an errand
        case "threaded":
            return Errand(kind="message", text=line, thread=wish.about.ts, **common)  # type: ignore[arg-type]  # fields of an errand
        case "whispered":
            return Errand(kind="mention", text=line, **common)  # type: ignore[arg-type]  # fields of an errand
        case "kept" | "closed":
            keeps = wish.kind == "kept"
            return Errand(kind="press", text=line, keeps=keeps, **pressed, **common)  # type: ignore[arg-type]  # fields of an errand


def store(bench: Bench, wishes: list[Wish], minutes: float) -> None:
    """Store what Slack delivered, as it is done before it is told that it arrived."""
    at = MONDAY + timedelta(minutes=minutes)
    stored = StoredArrivals(bench.database, StoppedClock(at), "slack")

    async def keep() -> None:
        for wish in wishes:
            errand = errand_of(wish, at.timestamp())
            assert await stored.keep(Arrival(wish.key, wish.user.team, dumped(errand)), 5.0)

    asyncio.run(keep())


def left(bench: Bench, wishes: list[Wish]) -> bool:
    """Return whether anything of it is still to be worked off."""
    states = [state_of(bench, wish) for wish in wishes]
    return any(state not in ("done", "dead") for state in states)


def state_of(bench: Bench, wish: Wish) -> str:
    with bench.database.transaction() as connection:
        this = select(ARRIVALS.c.state).where(ARRIVALS.c.key == wish.key)
        return str(connection.execute(this).scalar_one())


def judge(bench: Bench, wish: Wish, tally: Tally) -> None:
    """Count how a wish ended, and name what must not be."""
    end = ENDS[wish.kind](bench, wish)
    tally.ends[end] += 1
    if end not in ("answered", "whispered again"):
        tally.wrong.append(f"{wish.kind} {wish.key}: {end} ({state_of(bench, wish)})")


def posted(bench: Bench, wish: Wish) -> str:
    """Return how a message of its own ended."""
    found = bench.copies(digest(wish.key))
    in_place = all(post.thread_ts == thread_of(wish) for post in found)
    return {0: "lost", 1: "answered" if in_place else "misplaced"}.get(len(found), "answered twice")


def thread_of(wish: Wish) -> str:
    return wish.about.ts if wish.kind == "threaded" else ""


def noted(bench: Bench, wish: Wish) -> str:
    """Return how something that was to be written down ended, here and in Slack."""
    hers = (USERS.c.id == TOUCHES.c.user_id) & (USERS.c.workspace_id == TOUCHES.c.workspace_id)
    with bench.database.transaction() as connection:
        notes = select(TOUCHES).join(USERS, hers).where(USERS.c.external == wish.user.id)
        once = len(connection.execute(notes).all()) == 1
    return posted(bench, wish) if once else "not noted once"


def replaced(bench: Bench, wish: Wish) -> str:
    """Return how a card ended whose place another was to take."""
    if bench.copies(digest(wish.key)):
        return "misplaced"
    return "answered" if wish.about.earlier else "lost"


def whispered(bench: Bench, wish: Wish) -> str:
    """Return how an answer ended that one person alone sees: nobody can look for it later."""
    seen = bench.slack.ephemerals_to(wish.user)
    return {0: "lost", 1: "answered"}.get(len(seen), "whispered again")


def handed_over(bench: Bench, wish: Wish) -> str:
    """Return how files ended: they are there, or it is said that they may not be."""
    posts = bench.slack.posts_to(wish.place)
    there = any(post.files for post in posts)
    told = any(LOST.title in post.words for post in posts)
    return posted(bench, wish) if there or told else "files lost"


ENDS: dict[Kind, Callable[[Bench, Wish], str]] = {
    "said": noted,
    "threaded": posted,
    "kept": posted,
    "closed": replaced,
    "whispered": whispered,
    "export": handed_over,
}
