"""What a favor was given because of: read from "… because of Bo", found in the book, offered."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from coaching.chains import WITHIN_DAYS, chains, say
from coaching.dates import say_day
from coaching.messages import Button, Field, Mention
from coaching.names import clip
from coaching.network import GIVEN, RECEIVED, Touch
from coaching.phrasing import short, telling_words
from coaching.repository import Repository
from coaching.repository.contacts import Person
from coaching.repository.links import fresh_help, linked

_BEFORE = re.compile(r"because of (#[0-9]{1,9}):\s*")
_BECAUSE = " because of "
_NUMBER = re.compile(r"#?([0-9]{1,9})")
_LOOKED_AT, _OFFERED_FROM = 40, 3
_LONGEST_NAME = 80
_MARKS = ' .!"“”'


@dataclass(frozen=True, slots=True)
class Cause:
    """A note without its cause, the help that was meant, and of whom no help is known."""

    what: str
    source: Touch | None = None
    unknown: str = ""

    @property
    def number(self) -> int:
        """Return the number of the help, 0 for none."""
        return self.source.number if self.source else 0


def split_cause(what: str, line: str) -> tuple[str, str]:
    """Return a note without "because of …", and what that names; ``line`` is where it stood.

    A note may begin with it ("because of #33: pricing"), end with it, or be "of Bo", since
    "because" itself ends the names.
    """
    before = _BEFORE.match(what)
    if before:
        return what[before.end() :], before[1]
    if what.startswith("of ") and f"because {what}" in line:
        return "", what.removeprefix("of ").strip()
    head, found, said = f" {what}".rpartition(_BECAUSE)
    return (head.strip(" ,;"), said.strip()) if found else (what, "")


def read_cause(
    repository: Repository, what: str, line: str, mentions: Sequence[Mention], on: date
) -> Cause:
    """Return the cause that a favor of day ``on`` names; the note stays whole where none is."""
    rest, said = split_cause(what, line)
    if not said:
        return Cause(what)
    people = people_named(repository, said, mentions)
    source = entry_named(repository, said) or newest_help(repository, people, on)
    if source is not None and source.kind in RECEIVED and source.on <= on:
        return Cause(rest, source)
    return Cause(what, None, people[0].name if people else "")


def entry_named(repository: Repository, said: str) -> Touch | None:
    """Return the touch that "#33" names, or None."""
    number = _NUMBER.fullmatch(said.strip())
    return repository.touches.get(int(number[1])) if number else None


def people_named(
    repository: Repository, said: str, mentions: Sequence[Mention]
) -> tuple[Person, ...]:
    """Return the contacts that ``said`` may mean, by number, mention or name; none is created."""
    contacts = repository.contacts
    picked = next((mention for mention in mentions if mention.token == said), None)
    if picked is not None:
        person = contacts.picked(picked.user)
        return (person,) if person else ()
    number = _NUMBER.fullmatch(said) if said.startswith("#") else None
    if number:
        person = contacts.get(int(number[1]))
        return (person,) if person else ()
    name = said.strip(_MARKS)
    if not name or len(name) > _LONGEST_NAME:
        return ()
    exact, longer = contacts.named(name)
    return tuple(exact or longer)


def newest_help(repository: Repository, people: Collection[Person], on: date) -> Touch | None:
    """Return the latest help from any of ``people`` up to a day, or None."""
    found = [touch for touch in _lately(repository, people, on) if touch.kind in RECEIVED]
    return max(found, key=lambda touch: (touch.on, touch.number), default=None)


def newest_favor(repository: Repository, people: Collection[Person], on: date) -> Touch | None:
    """Return the latest favor given to any of ``people`` up to a day; one of a chain comes first."""
    found = [touch for touch in _lately(repository, people, on) if touch.kind in GIVEN]
    return max(found, key=lambda t: (t.because_of > 0, t.on, t.number), default=None)


def _lately(repository: Repository, people: Collection[Person], on: date) -> list[Touch]:
    return [
        touch
        for person in people
        for touch in repository.touches.with_contact(person.number, _LOOKED_AT)
        if touch.on <= on
    ]


def cause_field(repository: Repository, source: Touch | None, today: date) -> tuple[Field, ...]:
    """Return what a favor was given because of, in words; nothing without a source."""
    if source is None:
        return ()
    person = repository.contacts.get(source.contact)
    what = f": {short(source.what)}" if source.what.strip() else ""
    whose = f"{person.name}’s help" if person else "Help"
    return (Field("Because of", f"{whose}, {say_day(source.on, today)}{what}"),)


def chain_line(repository: Repository, source: int) -> str:
    """Return the chain that began with the touch ``source``; empty while there is none."""
    names = {number: name for number, _, name in repository.contacts.names()}
    help_ = repository.touches.get(source)
    found = chains(linked(repository.rows), [help_] if help_ else [])
    mine = (chain for chain in found if chain.source == source)
    return next((say(chain, lambda number: names.get(number, "")) for chain in mine), "")


def said_unknown(cause: Cause) -> str:
    """Return what to type where a person was named from whom no help is known."""
    if not cause.unknown:
        return ""
    who = clip(cause.unknown)
    return (
        f"I know of no help from {who} that this could come from, so it stands in the note. "
        f"After `got help from {who} with …` you can say `because of {who}`."
    )


def offered_cause(
    repository: Repository, cause: Cause, favors: Sequence[int], people: Sequence[Person], on: date
) -> tuple[Button, ...]:
    """Return a button that links new ``favors`` to fresh help about the same thing, if there is any.

    What came from one of ``people``, whom the favors were for, is not passed on to them.
    """
    words = set(telling_words(cause.what))
    if cause.source or not words:
        return ()
    helped = {person.number for person in people}
    since = on - timedelta(days=WITHIN_DAYS)
    found = fresh_help(repository.rows, since, on, _LOOKED_AT)
    for number, contact in [item for item in found if item[1] not in helped][:_OFFERED_FROM]:
        touch, person = repository.touches.get(number), repository.contacts.get(contact)
        if touch and person and words & set(telling_words(touch.what)):
            to = ", ".join(f"#{favor}" for favor in favors)
            command = f"because of #{touch.number} for {to}"
            return (Button(label=f"It came from {clip(person.name)}", command=command),)
    return ()
