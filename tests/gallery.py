"""Every card the coach makes: what each command answers to a newcomer and among example people.

The gallery is the same each time: the clock stands at `MONDAY`, and a database starts empty.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.database import build_engine
from coaching.clock import StoppedClock
from coaching.commands import commands
from coaching.messages import Card
from coaching.models.cipher import Cipher
from coaching.nudges import kinds
from coaching.nudges.base import nudge_card
from tests.coaching.commands.nudged import sent, suggestion
from tests.coaching.talk import CHANNEL, MONDAY, Talk
from tests.gallery_lines import IN_A_CHANNEL, LINES, LONG_NAMES, MISREAD, PRESS, WAIT

NUDGES = "nudges"
OTHERS = {"misread": MISREAD, "long names": LONG_NAMES}


@dataclass(frozen=True)
class Shot:
    """A card and what was said to get it; ``scene`` says among whom."""

    scene: str
    said: str
    card: Card


class Studio:
    """Where the shots are taken: one database in memory, set back for each dialogue."""

    def __init__(self, empty: Path, cipher: Cipher) -> None:
        """Begin each book as a copy of the migrated SQLite file ``empty``."""
        self._engine = build_engine("sqlite://", cipher)
        self._empty = sqlite3.connect(empty)
        self._settled = sqlite3.connect(":memory:")
        self._known: dict[str, int] = {}
        self._said: list[str] = []

    def close(self) -> None:
        """Let go of all books."""
        self._empty.close()
        self._settled.close()
        self._engine.dispose()

    def talk(self, book: sqlite3.Connection) -> Talk:
        """Begin a dialogue over a copy of ``book``."""
        with self._bare() as connection:
            book.backup(connection)
        return Talk(self._engine, StoppedClock(MONDAY))

    @contextmanager
    def _bare(self) -> Iterator[sqlite3.Connection]:
        with closing(self._engine.raw_connection()) as connection:
            bare = connection.driver_connection
            assert isinstance(bare, sqlite3.Connection)
            yield bare

    def shots(self, command: str) -> list[Shot]:
        """Return what ``command`` answers: to a newcomer, then among example people."""
        if command == NUDGES:
            return [Shot("", kind.name, nudge_card(kind.example, 7)) for kind in kinds().values()]
        found = commands().get(command)
        examples = found.examples if found else ()
        lines = LINES[command] if found else OTHERS[command]
        newcomer = self.talk(self._empty)
        shots = list(_said(newcomer, "a newcomer", (*examples, *_bare(command)), {}))
        known = self._settle()
        talk = self.talk(self._settled)
        talk.room = CHANNEL if command in IN_A_CHANNEL else None
        talk.said += self._said
        return shots + list(_said(talk, "among example people", (*examples, *lines), known))

    def _settle(self) -> dict[str, int]:
        """Make the book with example people, once; return the numbers that lines may speak of."""
        if not self._known:
            talk = self.talk(self._empty)
            self._known = _prepared(talk)
            self._said = talk.said
            with self._bare() as connection:
                connection.backup(self._settled)
        return dict(self._known)


def rooms() -> tuple[str, ...]:
    """Return the names of all dialogues: the commands, what is none, and the nudges."""
    return (*commands(), *OTHERS, NUDGES)


def _bare(command: str) -> tuple[str, ...]:
    return (command,) if command in commands() else ()


def _prepared(talk: Talk) -> dict[str, int]:
    """Bring in the example people, a nudge about one and a promise to another."""
    talk.say("example people")
    talk.say("promise Ada: the deck by Friday 9am")
    with talk.book() as book:
        (promise,) = [item for item in book.promises.open() if item.what == "the deck"]
        bo = book.contacts.named("Bo Adeyemi")[0][0].number
        entry = book.journal.latest(1)[0].number
    nudge = sent(talk, suggestion("thank", contact=bo))
    return {"nudge": nudge, "promise": promise.number, "promise_entry": entry}


def _old_tie(talk: Talk) -> int:
    """Send a nudge to wake up an old tie; return its number."""
    with talk.book() as book:
        priya = book.contacts.named("Priya")[1][0].number
    return sent(talk, suggestion("dormant", contact=priya))


def _said(talk: Talk, scene: str, lines: tuple[str, ...], known: dict[str, int]) -> Iterator[Shot]:
    for line in lines:
        if line.startswith(WAIT):
            talk.later(hours=int(line.removeprefix(WAIT)))
        elif line.startswith(PRESS):
            yield Shot(scene, line, talk.press(line.removeprefix(PRESS)))
        else:
            if "{old_tie}" in line and "old_tie" not in known:
                known["old_tie"] = _old_tie(talk)
            text = line.format_map(known) if "{" in line else line
            yield Shot(scene, text, talk.say(text))
            if text.startswith("met Eve"):
                with talk.book() as book:
                    known["met_eve"] = book.journal.latest(1)[0].number
