"""The assembled program: the only file that knows all the parts."""

from __future__ import annotations

import asyncio
import gc
import os
import secrets
import socket
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from importlib import import_module
from importlib.util import find_spec

from cryptography.fernet import InvalidToken

from adapters.base import Adapter, Forgetful, Handler
from adapters.slack.config import SlackConfig
from adapters.teams.config import TeamsConfig
from adapters.web import WebAdapter, refuse_public
from bot import public_pages
from bot.arrivals import StoredArrivals
from bot.consulting import consultant
from bot.database import Database
from bot.desk import Desk
from bot.feed_rounds import FeedRounds
from bot.housekeeping import Housekeeping
from bot.inbox import Inbox
from bot.key_check import SESSION, wrong_key
from bot.migrate import is_current
from bot.outbox import Outbox
from bot.prepare import prepared
from bot.scheduler import Ticker, moved_ahead
from bot.server import PortError, address_of, build_site, listen, serve
from bot.settings import Settings, SettingsError
from coaching.clock import Clock, MovableClock, SystemClock
from coaching.coach import Coach
from coaching.commands import first_words, phrases, room_words
from coaching.deliveries import Deliveries
from coaching.feed_desk import FeedDesk
from coaching.messages import Exchange, Sender
from coaching.model_wishes import ModelFacts
from coaching.models.cipher import Cipher
from coaching.planner import Planner
from coaching.repository.account import Defaults
from coaching.repository.facts import read_fact, write_fact
from coaching.repository.scope import Scope
from coaching.shortcut_forms import SHORTCUTS
from coaching.tidy import Tidy

CANNOT_LISTEN = 2
READY_WITHIN = 2.0
"""Seconds that the database may take to say that it is there."""


class OpenCoach:
    """A coach for one terminal: it answers, and plans and sends for whoever sits there.

    ``movable`` says whether its clock can be moved on; ``command_names`` are the phrases that
    start a command.
    """

    def __init__(self, settings: Settings, database: Database, now: datetime | None) -> None:
        """Open it at ``now``; None: at the present, which in a demo is the demo's."""
        self._database = database
        self._own_time = now is not None
        self.clock = _clock(settings, database)
        if now is not None:
            self.clock = MovableClock(SystemClock(), now - SystemClock().now())
        self.movable = isinstance(self.clock, MovableClock)
        self._coach = _coach(settings, database, self.clock)
        self._consultant = consultant(settings.model, database, self._coach)
        consult = self._consultant.consult if self._consultant else None
        self.handle: Handler = Inbox(database, self._coach, consult=consult).handle
        self.command_names = tuple(sorted(phrases()))

    async def close(self) -> None:
        """Let go of what was opened on the way."""
        if self._consultant is not None:
            await self._consultant.close()

    def knows(self, sender: Sender) -> bool:
        """Return whether the sender ever talked with the coach; from now on there is a book."""
        return bool(self._coach.recall(sender, 1))

    def attend(self, sender: Sender, adapter: Adapter) -> Ticker:
        """Return what plans and sends for ``sender`` alone, through ``adapter``."""
        scope = Scope((sender.platform,), (sender.workspace, sender.user))
        deliveries = Deliveries(self._database.transaction, self.clock, scope)
        return Ticker(
            self._database,
            Planner(self._database.transaction, self.clock, scope),
            deliveries,
            Outbox(self._database, deliveries, {adapter.name: adapter}, _worker()),
            None,
            self.clock,
            keeps_time=not self._own_time,
        )


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
        prepared(settings) as (database, cipher),
        asyncio.Runner(loop_factory=_loop_factory()) as runner,
    ):
        runner.run(_Program(settings, database, cipher).serve(listener))
    return 0


@contextmanager
def open_coach(settings: Settings, now: datetime | None) -> Iterator[OpenCoach]:
    """Yield the coach over the settings' database, at ``now`` if that is given, without a server."""
    with prepared(settings) as (database, _):
        yield OpenCoach(settings, database, now)


def _coach(settings: Settings, database: Database, clock: Clock) -> Coach:
    config = settings.model
    model = ModelFacts(config.host, config.tokens_a_day) if config else None
    return Coach(database.transaction, clock, _defaults(settings), model)


def _clock(settings: Settings, database: Database) -> Clock:
    """Return the demo's clock, as far ahead as it was moved, or outside a demo the system's."""
    clock = SystemClock()
    return MovableClock(clock, moved_ahead(database)) if settings.demo_on else clock


class _Program:
    """All the parts of a running NetLead, put together."""

    def __init__(self, settings: Settings, database: Database, cipher: Cipher) -> None:
        self._database = database
        self._clock = _clock(settings, database)
        self._coach = _coach(settings, database, self._clock)
        self._consultant = consultant(settings.model, database, self._coach)
        consult = self._consultant.consult if self._consultant else None
        self._inbox = Inbox(database, self._coach, self._forget, consult)
        self._token = secrets.token_urlsafe(24)
        adapters: list[Adapter] = []
        deliveries = Deliveries(database.transaction, self._clock)
        by_name: dict[str, Adapter] = {}
        self._ticker = Ticker(
            database,
            # Whoever talks in a terminal alone is looked at there: nothing here could send it.
            Planner(database.transaction, self._clock, Scope(settings.platforms)),
            deliveries,
            Outbox(database, deliveries, by_name, _worker()),
            Housekeeping(database, Tidy(database.transaction, self._clock)),
            self._clock,
            settings.tick_seconds,
            # Whoever follows a feed, in a terminal alone too: this is the process that goes on.
            feeds=FeedRounds(database, FeedDesk(database.transaction, self._clock)),
        )
        if settings.web_chat:
            adapters.append(self._web(settings, cipher))
        if settings.slack is not None:
            adapters.append(self._slack(settings, settings.slack))
        if settings.teams is not None:
            adapters.append(self._teams(settings.teams))
        by_name.update({adapter.name: adapter for adapter in adapters})
        self._adapters: Sequence[Adapter] = adapters
        self._has_web = settings.web_chat
        self._support = settings.support

    async def serve(self, listener: socket.socket) -> None:
        """Serve and tick until told to stop."""
        routes = [route for adapter in self._adapters for route in adapter.routes()]
        routes += public_pages.routes(self._support, front=not self._has_web)
        site = build_site(routes, self._why_not_ready)
        spare_the_loaded()
        self._ticker.start()
        self._greet(listener)
        try:
            await serve(site, listener, self._adapters, self._ticker.drain)
        finally:
            if self._consultant is not None:
                await self._consultant.close()

    def _web(self, settings: Settings, cipher: Cipher) -> WebAdapter:
        return WebAdapter(
            self._inbox.handle,
            self._recall,
            session_secret(self._database, cipher, settings),
            self._clock,
            self._ticker if settings.demo_on else None,
            self._token,
        )

    def _slack(self, settings: Settings, config: SlackConfig) -> Adapter:
        # Loaded where it is wanted: it brings a second's worth of packages.
        adapter = import_module("adapters.slack.adapter").SlackAdapter(
            config,
            Desk(self._database, self._coach, self._inbox, "slack"),
            StoredArrivals(self._database, SystemClock(), "slack"),
            self._database,
            # Slack lives in the present, wherever a demo's clock stands.
            SystemClock(),
            shortcuts=SHORTCUTS,
            room_words=room_words(),
            first_words=first_words(),
            support=settings.support,
        )
        made: Adapter = adapter
        return made

    async def _forget(self, sender: Sender) -> None:
        """Have a platform forget what it keeps of a person for itself."""
        for adapter in self._adapters:
            if adapter.name == sender.platform and isinstance(adapter, Forgetful):
                await adapter.forget(sender.workspace, sender.user)

    def _teams(self, config: TeamsConfig) -> Adapter:
        adapter = import_module("adapters.teams.adapter").TeamsAdapter(
            config,
            Desk(self._database, self._coach, self._inbox, "teams"),
            StoredArrivals(self._database, SystemClock(), "teams"),
            self._database,
            SystemClock(),
            shortcuts=SHORTCUTS,
            room_words=room_words(),
        )
        made: Adapter = adapter
        return made

    async def _recall(self, sender: Sender, count: int) -> Sequence[Exchange]:
        return await self._database.run(self._coach.recall, sender, count)

    async def _why_not_ready(self) -> str:
        asking = asyncio.create_task(self._database.run(self._is_current))
        done, _ = await asyncio.wait({asking}, timeout=READY_WITHIN)
        if not done or asking.exception() is not None:
            asking.cancel()
            return "the database does not answer"
        current = asking.result()
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


def spare_the_loaded() -> None:
    """Keep the garbage collector from going through all that was loaded, again and again.

    That takes a tenth of a second each time, in which nobody is answered.
    """
    gc.freeze()


def _defaults(settings: Settings) -> Defaults:
    return Defaults(settings.default_zone, settings.default_country)


def session_secret(database: Database, cipher: Cipher, settings: Settings) -> bytes:
    """Return what the session cookies are made with: kept, so that they outlive a restart.

    `SettingsError` if one is there that the present key cannot read.
    """
    with database.transaction() as connection:
        kept = read_fact(connection, SESSION)
        if not kept:
            secret = secrets.token_bytes(32)
            write_fact(connection, SESSION, cipher.encrypt(secret).decode("ascii"))
            return secret
        try:
            return cipher.decrypt(kept.encode())
        except InvalidToken:
            raise SettingsError([wrong_key(settings)]) from None


def _worker() -> str:
    """Return this process's name among all that ever send."""
    return f"{socket.gethostname()[:32]}.{os.getpid()}.{secrets.token_hex(4)}"


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """Return uvloop's maker of event loops where there is one."""
    if find_spec("uvloop") is None:
        return None
    maker: Callable[[], asyncio.AbstractEventLoop] = import_module("uvloop").new_event_loop
    return maker
