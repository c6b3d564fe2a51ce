"""What can be true of a network right now that makes one tip fit better than another.

Each finding is a pure function of the network and the instant: how well it fits, 0 to 1, and the
sentence that says so in the person's own figures. Sentences count and never name anybody. The
thresholds are design choices except where a source is named.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from coaching.ledger import leaning, reliance, unthanked
from coaching.network import GIVEN, RECEIVED, Contact, Network, Touch
from coaching.scoring import eligible

FEW_PEOPLE = 5  # below this many people, shares say nothing
LONG = 90  # days that the ledger looks back, and after which a silent tie is dormant
MONTH = 30
PLURAL, SOME, MANY = 2, 3, 6  # fewer than SOME favors are chance


class Finding(NamedTuple):
    """How well a condition fits, 0 to 1, and the sentence that says why (empty at 0)."""

    fit: float
    sentence: str


Find = Callable[[Network, datetime], Finding]

NOT_SO = Finding(0.0, "")


def _several(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def _touches(network: Network, now: datetime, days: int) -> list[Touch]:
    today = network.today(now)
    return [t for t in network.touches if 0 <= (today - t.on).days < days]


def _favors(network: Network, now: datetime, days: int) -> tuple[int, int]:
    """Return how many favors were given and received in the last ``days`` days."""
    touches = _touches(network, now, days)
    return sum(t.kind in GIVEN for t in touches), sum(t.kind in RECEIVED for t in touches)


def _open(network: Network, now: datetime) -> Iterator[Contact]:
    """Yield the contacts that a tip may be about: neither resting nor unwilling."""
    today = network.today(now)
    for contact in network.contacts:
        resting = contact.resting_until is not None and contact.resting_until > today
        if not (resting or contact.unwanted):
            yield contact


def _silences(contacts: Iterable[Contact], network: Network, now: datetime) -> list[int]:
    """Return the days since the last touch of each contact that was ever touched."""
    today = network.today(now)
    return [(today - c.last_on).days for c in contacts if c.last_on is not None]


def empty_network(network: Network, now: datetime) -> Finding:
    """Fewer than five people are here."""
    del now
    count = len(network.contacts)
    if count >= FEW_PEOPLE:
        return NOT_SO
    people = _several(count, "person", "people") if count else "nobody"
    return Finding(1 - count / FEW_PEOPLE, f"You have {people} here so far; this helps to begin.")


def little_known(network: Network, now: datetime) -> Finding:
    """Of most people it is not known what they like or know about."""
    del now
    count = len(network.contacts)
    blank = sum(not (c.knows or c.likes) for c in network.contacts)
    if count < FEW_PEOPLE or blank * 2 <= count:
        return NOT_SO
    who = f"{blank} of your {count} people" if blank < count else f"any of your {count} people"
    return Finding(0.8 * blank / count, f"I do not know yet what {who} like or know about.")


def few_outside(network: Network, now: datetime) -> Finding:
    """Under three in ten of the people whose side is known are outside."""
    del now
    sides = [c.side for c in network.contacts if c.side]
    outside = sides.count("outside")
    if len(sides) < FEW_PEOPLE or outside >= 0.3 * len(sides):
        return NOT_SO
    sentence = f"Of the {len(sides)} people whose place I know, {outside or 'nobody'} is outside."
    if outside > 1:
        sentence = sentence.replace(" is outside", " are outside")
    return Finding(1 - outside / len(sides) / 0.3, sentence)


def few_strategic(network: Network, now: datetime) -> Finding:
    """Under two in ten are strategic ties, the kind most managers neglect (Ibarra & Hunter 2007)."""
    del now
    kinds = [c.kind for c in network.contacts if c.kind]
    strategic = kinds.count("strategic")
    if len(kinds) < FEW_PEOPLE or strategic >= 0.2 * len(kinds):
        return NOT_SO
    sentence = f"Of the {len(kinds)} ties you sorted, {strategic or 'none'} looks further ahead."
    if strategic > 1:
        sentence = sentence.replace(" looks", " look")
    return Finding(1 - strategic / len(kinds) / 0.2, sentence)


def self_made(network: Network, now: datetime) -> Finding:
    """Over 65 % of the people met her without an introduction (Uzzi & Dunlap 2005)."""
    del now
    origins = [c.introduced_by for c in network.contacts if c.introduced_by]
    own = origins.count("me")
    if len(origins) < FEW_PEOPLE or own <= 0.65 * len(origins):
        return NOT_SO
    sentence = f"You introduced yourself to {own} of the {len(origins)} people I asked you about."
    return Finding(own / len(origins), sentence)


def leans_on_few(network: Network, now: datetime) -> Finding:
    """Most of the help comes from the same few (`coaching.ledger.leaning`)."""
    leaned = reliance(_touches(network, now, LONG))
    if not leaning(leaned):
        return NOT_SO
    top = round(leaned.top_share * leaned.total)
    most = "all" if top == leaned.total else top
    sentence = f"In 90 days, {leaned.total} favors came to you, {most} of them from one person."
    return Finding(min(1.0, 0.5 + leaned.hhi), sentence)


def gives_rarely(network: Network, now: datetime) -> Finding:
    """Favors came in, and fewer than half as many went out."""
    given, received = _favors(network, now, LONG)
    if received < SOME or given * 2 >= received:
        return NOT_SO
    sentence = (
        f"In 90 days, {received} favors came to you and {given or 'none'} went out that I know of."
    )
    return Finding(1 - given / received, sentence)


def gives_much(network: Network, now: datetime) -> Finding:
    """Six favors or more were given in a month, at least twice as many as came back."""
    given, received = _favors(network, now, MONTH)
    if given < MANY or given < 2 * received:
        return NOT_SO
    return Finding(min(1.0, given / 10), f"You did {given} favors in the last 30 days.")


def never_asks(network: Network, now: datetime) -> Finding:
    """Favors were given, none came back, and no ask is open."""
    given, received = _favors(network, now, LONG)
    if given < SOME or received or any(n.kind == "ask" for n in network.needs):
        return NOT_SO
    return Finding(
        0.9, f"You gave {given} favors in 90 days, and I know of none that you asked for."
    )


def unthanked_help(network: Network, now: datetime) -> Finding:
    """Somebody helped in the last two weeks, and no thanks is known (`coaching.ledger`)."""
    free = {contact.number for contact in _open(network, now)}
    waiting = {touch.contact for touch in unthanked(network, now)} & free
    if not waiting:
        return NOT_SO
    who = "Somebody" if len(waiting) == 1 else f"{len(waiting)} people"
    sentence = f"{who} helped you in the last two weeks, and I know of no thanks yet."
    return Finding(1.0, sentence)


def many_silent_ties(network: Network, now: datetime) -> Finding:
    """Ties that were alive in the last three months have been silent for over a month."""
    today = network.today(now)
    regular = (c for c in _open(network, now) if eligible(c, today))
    count = sum(days > MONTH for days in _silences(regular, network, now))
    if count < PLURAL:
        return NOT_SO
    sentence = f"With {count} people you used to talk with it has been quiet for over a month."
    return Finding(min(1.0, 0.4 + count / 10), sentence)


def many_dormant(network: Network, now: datetime) -> Finding:
    """Ties have been silent for more than three months."""
    count = sum(days > LONG for days in _silences(_open(network, now), network, now))
    if count < PLURAL:
        return NOT_SO
    sentence = f"With {count} of your people the last talk was more than three months ago."
    return Finding(min(1.0, 0.4 + count / 10), sentence)


def could_introduce(network: Network, now: datetime) -> Finding:
    """Several people, met in the last three months, know about the same thing."""
    warm = [
        contact
        for contact in _open(network, now)
        if contact.last_on is not None and (network.today(now) - contact.last_on).days <= LONG
    ]
    shared = Counter(topic for c in warm for topic in {k.casefold() for k in c.knows})
    topic = min(shared, key=lambda word: (-shared[word], word), default="")
    if shared[topic] < PLURAL:
        return NOT_SO
    sentence = f"{shared[topic]} of your people know about {topic}; perhaps not about each other."
    return Finding(0.9, sentence)


def has_promises(network: Network, now: datetime) -> Finding:
    """Promises are open."""
    del now
    count = len(network.promises)
    if not count:
        return NOT_SO
    return Finding(
        min(1.0, 0.4 + count / 5), f"You have {_several(count, 'promise', 'promises')} open."
    )


def has_goal(network: Network, now: datetime) -> Finding:
    """There is a goal; it fits best while nobody is known for something that the goal needs."""
    del now
    person = network.person
    if not person.goal:
        return NOT_SO
    known = {word.casefold() for c in network.contacts for word in (*c.knows, *c.tags)}
    gap = next((need for need in person.goal_needs if need.casefold() not in known), "")
    if gap:
        return Finding(1.0, f"Your goal needs somebody for {gap}, and I know of nobody here yet.")
    return Finding(0.7, "You told me what you are working toward.")


def growing_fast(network: Network, now: datetime) -> Finding:
    """Five people or more, and a quarter of all, were added in the last month."""
    today = network.today(now)
    count = sum((today - c.added_on).days < MONTH for c in network.contacts)
    if count < FEW_PEOPLE or count * 4 < len(network.contacts):
        return NOT_SO
    return Finding(min(1.0, count / 8), f"You added {count} people in the last 30 days.")


def busy_week(network: Network, now: datetime) -> Finding:
    """Six touches or more in seven days."""
    count = len(_touches(network, now, 7))
    if count < MANY:
        return NOT_SO
    return Finding(min(1.0, count / 10), f"You were in touch {count} times in the last seven days.")


def quiet_spell(network: Network, now: datetime) -> Finding:
    """There are people, and no touch in two weeks."""
    if len(network.contacts) < FEW_PEOPLE or _touches(network, now, 14):
        return NOT_SO
    return Finding(0.8, "It has been quiet here for two weeks, and a small start is enough.")


_ALL: tuple[Find, ...] = (
    empty_network,
    little_known,
    few_outside,
    few_strategic,
    self_made,
    leans_on_few,
    gives_rarely,
    gives_much,
    never_asks,
    unthanked_help,
    many_silent_ties,
    many_dormant,
    could_introduce,
    has_promises,
    has_goal,
    growing_fast,
    busy_week,
    quiet_spell,
)

FINDINGS: dict[str, Find] = {find.__name__: find for find in _ALL}
