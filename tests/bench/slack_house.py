"""NetLead in Slack as it is measured: over a new database, in a hundred workspaces."""

from __future__ import annotations

import asyncio
import statistics
import time
from itertools import count
from pathlib import Path

from cryptography.fernet import Fernet
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from adapters.base import Later
from adapters.slack.adapter import SlackAdapter
from adapters.slack.config import REQUIRED_SCOPES, SlackConfig
from adapters.slack.errands.working import Worker
from adapters.slack.installs.installations import Installation, Installations
from bot.arrivals import StoredArrivals
from bot.database import Database, build_engine, open_database
from bot.desk import Desk
from bot.inbox import Inbox
from bot.migrate import upgrade
from coaching import commands
from coaching.clock import SystemClock
from coaching.coach import Coach
from coaching.commands import route
from coaching.messages import Card, Message, Sender
from coaching.models.cipher import Cipher
from coaching.shortcut_forms import SHORTCUTS
from tests.bench.book import name
from tests.bench.heart import Heart
from tests.bench.slack_requests import BOT, SECRET, TEAMS, team_of, user

CONTACTS = 10

_numbers = count()

_COMMAND = '''"""``{name}``: is known, and never said."""
from coaching.commands.base import Command
from coaching.commands.help import run
COMMAND = Command(name="{name}", group="Every day", usage=("{name}",), summary="-", examples=(), run=run)
'''


class House:
    """NetLead over a new database, as the program puts it together."""

    def __init__(self, side: str, folder: Path, api_url: str) -> None:
        url, cipher = f"sqlite:///{folder / 'netlead.db'}", Cipher([Fernet.generate_key()])
        engine = build_engine(url, cipher)
        upgrade(engine)
        engine.dispose()
        database = open_database(url, cipher)
        coach = Coach(database.transaction, SystemClock())
        kind = Router if side.startswith("routing") else Desk
        self._inbox = TimedInbox(database, coach)
        self._desk = kind(database, coach, self._inbox, "slack")
        self.adapter = SlackAdapter(
            SlackConfig(
                signing_secret=SECRET, client_id="1.1", client_secret="bench", api_url=api_url
            ),
            self._desk,
            StoredArrivals(database, SystemClock(), "slack"),
            database,
            SystemClock(),
            shortcuts=SHORTCUTS,
            room_words=commands.room_words(),
        )
        self._installations = Installations(database, SystemClock())
        self._worker = self.adapter._worker  # noqa: SLF001 not measured, or waited for
        if side == "accepting":
            _stop(self._worker)
        self._heart = Heart()
        self._beating: asyncio.Task[None] | None = None

    async def move_in(self) -> None:
        """Install the app in every workspace."""
        for number in range(TEAMS):
            await self._installations.save(
                Installation(
                    enterprise_id="",
                    team_id=team_of(number),
                    bot_id="B0NETLEAD",
                    bot_user_id=BOT,
                    scopes=frozenset(REQUIRED_SCOPES),
                    token=f"xoxb-bench-{number}",
                )
            )

    async def late(self, _: Request) -> Response:
        """Answer by how many milliseconds the event loop was late at most, since the last time."""
        if self._beating is None:
            self._beating = asyncio.create_task(self._heart.beat())
        return JSONResponse(1000 * self._heart.take())

    async def fill(self, request: Request) -> Response:
        """Give so many people so many contacts, each of whom helped and was helped."""
        people, contacts = (int(request.query_params[name]) for name in ("people", "contacts"))
        await asyncio.gather(*(self._fill(person, contacts) for person in range(people)))
        return JSONResponse(None)

    async def _fill(self, person: int, contacts: int) -> None:
        for number in range(contacts):
            who = name(number)
            for text in (f"add {who}", f"helped {who}: planning", f"got help from {who}: notes"):
                await self._desk.answer(_said(person, text))

    async def took(self, _: Request) -> Response:
        """Answer how many seconds of them the coach took, the median since this was last asked."""
        taken, self._inbox.taken = self._inbox.taken, []
        return JSONResponse(statistics.median(taken or [0.0]))

    async def rest(self, _: Request) -> Response:
        """Answer once everything is worked off."""
        while tasks := self.adapter._lanes._tasks:  # noqa: SLF001 nobody else wants to know
            await asyncio.wait(tasks)
        return JSONResponse(None)

    def routes(self) -> list[Route]:
        mine = {"took": self.took, "fill": self.fill}
        mine |= {"late": self.late, "rest": self.rest}
        return [Route(f"/bench/{name}", answer) for name, answer in mine.items()]


class TimedInbox(Inbox):
    """Notes for how many seconds each message is with the coach."""

    def __init__(self, database: Database, coach: Coach) -> None:
        super().__init__(database, coach)
        self.taken: list[float] = []

    async def handle(self, message: Message) -> Card:
        started = time.perf_counter()
        try:
            return await super().handle(message)
        finally:
            self.taken.append(time.perf_counter() - started)


class Router(Desk):
    """Finds the command and answers nothing."""

    async def answer_within(self, message: Message, seconds: float, later: Later) -> Card:  # noqa: ARG002 the signature is a desk's
        command, _, rest = route(message.text)
        return Card(body=f"{command and command.name} {rest}")


def more_commands(folder: Path, count: int) -> None:
    """Let there be so many commands more, each a file as all others."""
    for number in range(count):
        name = f"other{number}"
        (folder / f"{name}.py").write_text(_COMMAND.format(name=name), encoding="ascii")
    commands.__path__.append(str(folder))


def _stop(worker: Worker) -> None:
    """Let nothing be worked off, now or later."""

    async def nothing_found() -> int:
        return 0

    worker.begin = lambda *_: None  # type: ignore[method-assign]
    worker.sweep = nothing_found  # type: ignore[method-assign]


def _said(person: int, text: str) -> Message:
    sender = Sender(
        platform="slack",
        workspace=team_of(person),
        user=user(person),
        name=f"Person {person}",
        time_zone="Europe/Berlin",
    )
    address = f"slack:{sender.workspace}:{sender.user}"
    key = f"said-{next(_numbers)}"
    return Message(id=key, sender=sender, conversation=address, text=text, private=True)
