"""What a command is, and what it gets to work with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from coaching.entries import Entry, NameSpan, read_entry
from coaching.messages import Button, Card, Message, UsageError
from coaching.model_wishes import ModelFacts, Said
from coaching.network import Person, Schedule
from coaching.repository import Repository
from coaching.repository.contacts import Person as KnownPerson
from coaching.repository.model_use import model_since
from coaching.resolving import Resolved, resolve


@dataclass(frozen=True, slots=True)
class Turn:
    """One message being answered: who says what, when, and the book it is written in.

    ``verb`` is the phrase that picked the command, ``rest`` what follows it. ``model`` is the
    language model that the operator set up, ``said`` what it made of this turn's wish.
    """

    message: Message
    verb: str
    rest: str
    now: datetime
    repository: Repository
    model: ModelFacts | None = None
    said: Said | None = None

    @property
    def model_is_on(self) -> bool:
        """Return whether there is a language model and the workspace switched it on."""
        return self.model is not None and model_since(self.repository.rows) is not None

    @property
    def me(self) -> Person:
        """Return the person who is speaking."""
        return self.repository.account.person

    @property
    def schedule(self) -> Schedule:
        """Return the speaker's hours and zone."""
        return self.me.schedule

    @property
    def today(self) -> date:
        """Return the speaker's local day."""
        return self.schedule.local(self.now).date()

    def entry(self) -> Entry:
        """Read ``rest`` as names, a note and a day; `UsageError` with an example if it is none."""
        return read_entry(self.rest, self.now, self.schedule.zone)

    def day(self, entry: Entry) -> date:
        """Return the local day an entry speaks of: today unless it says otherwise."""
        return entry.when.on if entry.when else self.today

    def people(self, names: tuple[NameSpan, ...], *, create: bool) -> Resolved:
        """Return the contacts meant; with ``create`` unknown names become new contacts.

        `UsageError` with a button for each possibility where a name is unclear.
        """
        return resolve(
            self.repository,
            names,
            prefix=f"{self.verb} ",
            rest=self.rest,
            mentions=self.message.mentions,
            today=self.today,
            create=create,
        )

    def person(self) -> KnownPerson:
        """Return the one known contact that ``rest`` names; `UsageError` if there is none."""
        entry = self.entry()
        if len(entry.names) != 1:
            reason = f"Tell me one person, for example `{self.verb} Ada`."
            raise UsageError(reason)
        return self.people(entry.names, create=False).people[0]

    def undo_button(self) -> Button:
        """Return the button that takes back what this turn writes."""
        return Button(label="Undo", command=f"undo {self.repository.journal.number}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One thing people can say.

    ``usage`` lists the forms it takes, ``summary`` says in one line what it does, ``examples``
    are whole lines that work. ``group`` is the heading under which `help` lists it. A command
    that is not ``listed`` is reached by buttons. One that is ``about_room`` is told which channel
    it was said in. ``run`` returns the answer or raises
    `UsageError`. ``wish`` returns the text that a language model is to reword before ``run``, or
    raises `UsageError`; it writes nothing.
    """

    name: str
    group: str
    usage: tuple[str, ...]
    summary: str
    examples: tuple[str, ...]
    run: Callable[[Turn], Card]
    aliases: tuple[str, ...] = ()
    listed: bool = True
    about_room: bool = False
    wish: Callable[[Turn], str] | None = None
