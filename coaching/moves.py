"""The moves that `today` shows: the best nudges of this moment, promises due, first words.

A move is a suggestion that was not sent. Its buttons name it by what it is about, so that a card
from this morning still means the same person in the evening.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import datetime

from coaching.due import say_due
from coaching.messages import Card
from coaching.network import Contact, Network, Promise
from coaching.nudges import kinds
from coaching.nudges.base import Suggestion, nudge_card
from coaching.pacing import may_point_at
from coaching.phrasing import dated, first_name, short
from coaching.ranking import best

FOLLOW_UP = "follow_up"
_FIRST_WORD = 0.3
"""The priority of a first word to somebody added today: above a tip, below what has a reason."""
_WIDEN = "widen"
_SHARE, _CONTACT_AND_LINK = "share_first", 2


def guarded(network: Network, taken: Collection[int]) -> Network:
    """Return the network in which nothing points at the contacts in ``taken``."""
    if not taken:
        return network
    contacts = (replace(c, unwanted=True) if c.number in taken else c for c in network.contacts)
    return replace(network, contacts=tuple(contacts))


def moves(network: Network, now: datetime, count: int = 3) -> tuple[Suggestion, ...]:
    """Return up to ``count`` moves worth making now, the best first, about different people.

    Promises due by the end of today come first. People added today, whom no nudge is about yet,
    come before moves that suit anybody, so that there is a move on the very first day.
    """
    found = best(network, now, count)
    strong = [item for item in found if item.priority >= _FIRST_WORD]
    weak = [item for item in found if item.priority < _FIRST_WORD]
    kept: list[Suggestion] = []
    for item in (*_promises(network, now), *strong, *_first_words(network, now), *weak):
        repeated = item.contact and any(item.contact == other.contact for other in kept)
        if not repeated and item.key not in [other.key for other in kept]:
            kept.append(item)
    return tuple(kept[:count])


def find_move(network: Network, now: datetime, contact: int, word: str) -> Suggestion | None:
    """Return the move about ``contact``, of the kind ``word`` if there is one, else the best.

    With contact 0 the move about nobody whose key or kind is ``word``. None if there is none.
    """
    every = [item for kind in kinds().values() for item in kind.suggest(network, now)]
    found = [item for item in (*every, *_first_words(network, now)) if item.contact == contact]
    named = [item for item in found if word in (item.key, item.kind)]
    chosen = named or (found if contact else [])
    return max(chosen, key=lambda item: item.priority, default=None)


def reminder(network: Network, promise: Promise) -> Suggestion:
    """Return the move of keeping an open promise."""
    # As at its time and never raised before: `today` shows it before that and long after, too.
    alone = replace(network, promises=(promise,), nudges=())
    (found,) = kinds()[FOLLOW_UP].suggest(alone, promise.due)
    person = network.contact(promise.contact)
    due = say_due(promise.due, network.person.schedule)
    whom = person.name if person else "yourself"
    reason = f"You promised {whom}: {short(promise.what, 200)}. The time you set: {due}."
    return replace(found, reason=reason)


def promise_number(suggestion: Suggestion) -> int:
    """Return the number of the promise that a reminder is about; 0 for any other suggestion."""
    return int(suggestion.key.split(":")[1]) if suggestion.kind == FOLLOW_UP else 0


def link_number(suggestion: Suggestion) -> int:
    """Return the number of the link that is suggested to be shared; 0 if none is."""
    kind, *numbers = suggestion.key.split(":")
    return int(numbers[1]) if kind == _SHARE and len(numbers) == _CONTACT_AND_LINK else 0


def reference(suggestion: Suggestion) -> str:
    """Return how a command line names the move: "#12 thank", "34" for a promise, or its key."""
    if suggestion.kind == FOLLOW_UP:
        return str(promise_number(suggestion))
    return f"#{suggestion.contact} {suggestion.kind}" if suggestion.contact else suggestion.key


def move_card(suggestion: Suggestion) -> Card:
    """Return the move drawn as a nudge, its buttons naming what it is about."""
    name = reference(suggestion)
    card = nudge_card(suggestion, name)
    buttons = [button for button in card.buttons if not _is_moot(suggestion, button.command)]
    for i, button in enumerate(buttons):
        if button.command == f"snooze {name} 3d":
            buttons[i] = replace(button, label="Not today", command=f"snooze {name} 1d")
    return replace(card, buttons=tuple(buttons))


def _is_moot(suggestion: Suggestion, command: str) -> bool:
    """Tell whether a button has nothing to write, as the move is about nobody."""
    about_nobody = not suggestion.contact and suggestion.kind != FOLLOW_UP
    return about_nobody and command.startswith(("done ", "snooze ", "skip "))


def _promises(network: Network, now: datetime) -> Iterator[Suggestion]:
    today = network.today(now)
    for promise in network.promises:
        if network.person.schedule.local(promise.due).date() <= today:
            yield reminder(network, promise)


def _first_words(network: Network, now: datetime) -> Iterator[Suggestion]:
    today = network.today(now)
    for person in sorted(network.contacts, key=lambda c: (c.circle, c.number)):
        new = person.last_on is None and person.added_on >= today
        if new and may_point_at(network, person, now):
            yield _first_word(person)


def _first_word(person: Contact) -> Suggestion:
    return Suggestion(
        kind=_WIDEN,
        priority=_FIRST_WORD,
        title=f"Say hello to {person.name}",
        reason=(
            f"You have just added {person.name}, and I know of no word between you yet. "
            "A short hello today is the whole move."
        ),
        evidence=(f"Added: {dated(person.added_on)}, no touch yet",),
        draft=(
            f"Hi {first_name(person)}, you came to mind today. "
            "What are you working on at the moment?"
        ),
        contact=person.number,
        key=f"{_WIDEN}:{person.number}",
    )
