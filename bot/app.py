"""The assembled program: the only file that knows all the parts."""

from __future__ import annotations

import asyncio
import os
import secrets
import socket
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from cryptography.fernet import InvalidToken, MultiFernet

from adapters.base import Adapter, Handler
from adapters.web import WebAdapter, refuse_public
from bot.database import Database, open_database
from bot.housekeeping import Housekeeping
from bot.inbox import Inbox
from bot.migrate import is_current, upgrade
from bot.outbox import Outbox
from bot.scheduler import Ticker, moved_ahead
from bot.secret_key import load_cipher
from bot.server import PortError, address_of, build_site, listen, serve
from bot.settings import Settings
from coaching.clock import Clock, MovableClock, SystemClock
from coaching.coach import Coach
from coaching.commands import phrases
from coaching.deliveries import Deliveries
from coaching.messages import Exchange, Sender
from coaching.planner import Planner, Preview
from coaching.repository.facts import read_fact, write_fact
from coaching.tidy import Tidy

CANNOT_LISTEN = 2
_SESSION = "web_session"


@dataclass(frozen=True, slots=True)
class OpenCoach:
    """A coach to talk with: what answers, and the phrases that start a command."""

    handle: Handler
    command_names: tuple[str, ...]


def run(settings: Settings) -> int:
    """Start NetLead and serve until SIGTERM or SIGINT; 0 then, 2 if it cannot listen."""
    try:
        if settings.web_chat:
            refuse_public(settings.host)
        listener = listen(settings.host, settings.port)
    except (ValueError, PortError) as error:
        sys.stderr.write(f"{error}\n")
        return CANNOT_LISTEN
    with (
        listener,
        _prepared(settings) as (database, cipher),
        asyncio.Runner(loop_factory=_loop_factory()) as runner,
    ):
        runner.run(_Program(settings, database, cipher).serve(listener))
    return 0


@contextmanager
def open_coach(settings: Settings, clock: Clock) -> Iterator[OpenCoach]:
    """Yield the coach over the settings' database, by ``clock``, without a server or nudges."""
    with _prepared(settings) as (database, _):
        inbox = Inbox(database, Coach(database.transaction, clock))
        yield OpenCoach(inbox.handle, tuple(sorted(phrases())))


def dry_run(settings: Settings, at: datetime) -> list[dict[str, object]]:
    """Return what everybody would get at ``at``, one row a person; nothing is written."""
    with _prepared(settings) as (database, _):
        previews = Planner(database.transaction, SystemClock()).preview(at)
    return [_row(preview) for preview in previews]


def _row(preview: Preview) -> dict[str, object]:
    chosen = preview.suggestion
    return {
        "who": preview.person,
        "when": preview.at if chosen else preview.next_look,
        "kind": chosen.kind if chosen else "",
        "contact": preview.contact,
        "reason": chosen.reason if chosen else "",
        "why_not": "" if chosen else preview.why,
    }


@contextmanager
def _prepared(settings: Settings) -> Iterator[tuple[Database, MultiFernet]]:
    """Yield the database, brought to this version, and the cipher of what is written in it."""
    cipher = load_cipher(settings)
    _make_private(settings.sqlalchemy_url)
    database = open_database(settings.sqlalchemy_url, cipher)
    try:
        upgrade(database.engine)
        yield database, cipher
    finally:
        database.close()


def _make_private(url: str) -> None:
    """Make a new SQLite file readable for its owner alone; its journals take after it."""
    scheme, _, path = url.partition(":///")
    if scheme == "sqlite" and not Path(path).exists():
        Path(path).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))


class _Program:
    """All the parts of a running NetLead, put together."""

    def __init__(self, settings: Settings, database: Database, cipher: MultiFernet) -> None:
        self._database = database
        self._clock = self._clock_for(settings)
        self._coach = Coach(database.transaction, self._clock)
        self._inbox = Inbox(database, self._coach)
        self._token = secrets.token_urlsafe(24)
        adapters: list[Adapter] = []
        deliveries = Deliveries(database.transaction, self._clock)
        by_name: dict[str, Adapter] = {}
        self._ticker = Ticker(
            database,
            Planner(database.transaction, self._clock),
            deliveries,
            Outbox(database, deliveries, by_name, _worker()),
            Housekeeping(database, Tidy(database.transaction, self._clock)),
            self._clock,
            settings.tick_seconds,
        )
        if settings.web_chat:
            adapters.append(self._web(settings, cipher))
        by_name.update({adapter.name: adapter for adapter in adapters})
        self._adapters: Sequence[Adapter] = adapters
        self._has_web = settings.web_chat

    async def serve(self, listener: socket.socket) -> None:
        """Serve and tick until told to stop."""
        routes = [route for adapter in self._adapters for route in adapter.routes()]
        site = build_site(routes, self._why_not_ready)
        self._ticker.start()
        self._greet(listener)
        await serve(site, listener, self._adapters, self._ticker.drain)

    def _clock_for(self, settings: Settings) -> Clock:
        if settings.demo_on:
            return MovableClock(SystemClock(), moved_ahead(self._database))
        return SystemClock()

    def _web(self, settings: Settings, cipher: MultiFernet) -> WebAdapter:
        return WebAdapter(
            self._inbox.handle,
            self._recall,
            _session_secret(self._database, cipher),
            self._clock,
            self._ticker if settings.demo_on else None,
            self._token,
        )

    async def _recall(self, sender: Sender, count: int) -> Sequence[Exchange]:
        return await self._database.run(self._coach.recall, sender, count)

    async def _why_not_ready(self) -> str:
        try:
            async with asyncio.timeout(2):
                current = await self._database.run(self._is_current)
        except Exception:  # noqa: BLE001 whatever it is, the database is not there
            return "the database does not answer"
        if not current:
            return "the database is of another version"
        return "" if self._ticker.is_alive() else "nudges are not being looked after"

    def _is_current(self) -> bool:
        with self._database.transaction() as connection:
            return is_current(connection)

    def _greet(self, listener: socket.socket) -> None:
        address = address_of(listener)
        where = f"Open http://{address}/?token={self._token}" if self._has_web else f"On {address}."
        sys.stdout.write(f"NetLead is running. {where}\n")
        sys.stdout.flush()


def _session_secret(database: Database, cipher: MultiFernet) -> bytes:
    """Return what the session cookies are made with: kept, so that they outlive a restart."""
    with database.transaction() as connection:
        try:
            return cipher.decrypt(read_fact(connection, _SESSION))
        except InvalidToken:
            secret = secrets.token_bytes(32)
            write_fact(connection, _SESSION, cipher.encrypt(secret).decode("ascii"))
            return secret


def _worker() -> str:
    """Return this process's name among all that ever send."""
    return f"{socket.gethostname()[:32]}.{os.getpid()}.{secrets.token_hex(4)}"


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """Return uvloop's maker of event loops where there is one."""
    if find_spec("uvloop") is None:
        return None
    maker: Callable[[], asyncio.AbstractEventLoop] = import_module("uvloop").new_event_loop
    return maker
