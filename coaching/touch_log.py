"""Writing touches down, and what an answer says about them: who, what, when, and one next step."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from coaching.calibration import question
from coaching.dates import say_day
from coaching.messages import Button, Field
from coaching.names import clip
from coaching.network import Promise, TouchKind
from coaching.notes import refuse_long
from coaching.phrasing import length, listed, several, short
from coaching.portraits import day_field
from coaching.reaching_out import just_went_out
from coaching.repository import Repository
from coaching.repository.contacts import Person
from coaching.resolving import Resolved
from coaching.shelving import note_given

_IN_A_TITLE, _TOLD = 100, 2
LONG_SILENCE = 60
"""Days without a touch after which a new one is worth a word."""
THANK_WITHIN = 14
"""Days in which a thank-you is still expected (`coaching.ledger`)."""


def log(
    repository: Repository,
    people: Sequence[Person],
    kind: TouchKind,
    on: date,
    what: str,
    *,
    because_of: int = 0,
) -> tuple[int, ...]:
    """Write one touch with each of ``people``, as they stand in the book by now.

    Return the numbers of the touches. ``because_of`` is the touch they spring from, 0 for none.
    """
    refuse_long(what)
    numbers = []
    for person in people:
        fresh = repository.contacts.fresh(person)
        numbers.append(repository.touches.add(fresh, kind, on, what, because_of=because_of))
        repository.nudges.acted_on(person.contact, on)
        repository.reach_outs.reached(person.number, on)
    if kind == "shared":
        note_given(repository, people, what, on)
    return tuple(numbers)


def names(people: Sequence[Person]) -> str:
    """Return "Ada, Bo and Cy", or "Ada, Bo and 24 others" where that would be too long a title."""
    whole = _all_names(people)
    if len(whole) <= _IN_A_TITLE:
        return whole
    told = [clip(person.name) for person in people[:_TOLD]]
    return listed([*told, several(len(people) - len(told), "other")] if people[_TOLD:] else told)


def everybody(people: Sequence[Person]) -> tuple[Field, ...]:
    """Return a field with every name where `names` does not tell them all, else none."""
    whole = _all_names(people)
    return (Field("Who", whole),) if len(whole) > _IN_A_TITLE else ()


def _all_names(people: Sequence[Person]) -> str:
    return listed([person.name for person in people])


def echo(resolved: Resolved, what: str, on: date, today: date, zone: str) -> tuple[Field, ...]:
    """Return what was understood of an entry: the note, the day in full, who is new."""
    new = _all_names(resolved.added)
    return (
        *everybody(resolved.people),
        *((Field("Note", what),) if what else ()),
        day_field(on, today, zone),
        *((Field("New in your network", new),) if new else ()),
    )


def welcome_back(resolved: Resolved, on: date) -> str:
    """Return a word on the first touch after a long silence, or empty text."""
    silences = [
        (person.name, (on - person.contact.last_on).days)
        for person in resolved.people
        if person.contact.last_on is not None
    ]
    name, days = max(silences, key=lambda item: item[1], default=("", 0))
    return f"The first time in {length(days)} with {name}." if days >= LONG_SILENCE else ""


def next_step(
    repository: Repository, resolved: Resolved, today: date
) -> tuple[str, tuple[Button, ...]]:
    """Return the one thing worth doing after an entry, with its button; nothing if there is none.

    A promise to one of the people comes first, then a thank-you still open, then how a word that
    just went out was received, then saying a little about somebody new.
    """
    numbers = {person.number: person for person in resolved.people}
    promise = next((p for p in repository.promises.open() if p.contact in numbers), None)
    if promise is not None:
        return _promise_step(repository, promise, numbers[promise.contact].name, today)
    for person in resolved.people:
        if owes_thanks(repository, person, today):
            button = Button(
                label=f"I thanked {clip(person.name)}", command=f"thanks #{person.number}"
            )
            return f"{person.name} helped you not long ago; a thank-you is still open.", (button,)
    for found in just_went_out(repository):
        if found.contact in numbers:
            said, buttons = question(found, numbers[found.contact].name)
            if said:
                return f"{said} Too early to say? I will ask again in a week.", buttons
    if len(resolved.added) == 1:
        person = resolved.added[0]
        button = Button(
            label=f"Say more about {clip(person.name)}",
            command=f"edit #{person.number}",
            keeps=True,
        )
        return "", (button,)
    return "", ()


def owes_thanks(repository: Repository, person: Person, today: date) -> bool:
    """Tell whether help of the last 14 days from this person was not thanked for yet."""
    if not person.contact.received_count:
        return False
    thanked = person.contact.thanked_on or date.min
    since = max(thanked + timedelta(days=1), today - timedelta(days=THANK_WITHIN))
    return repository.touches.was_helped(person.number, since)


def _promise_step(
    repository: Repository, promise: Promise, name: str, today: date
) -> tuple[str, tuple[Button, ...]]:
    due = repository.account.person.schedule.local(promise.due).date()
    said = f"You promised {name}: {short(promise.what)}, by {say_day(due, today)}."
    return said, (Button(label="Kept", command=f"kept {promise.number}"),)
