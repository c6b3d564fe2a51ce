"""NetLead in Teams as it is measured: over a new database, at a Microsoft on this machine."""

from __future__ import annotations

import asyncio
from pathlib import Path

from cryptography.fernet import Fernet
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from adapters.teams.adapter import TeamsAdapter
from adapters.teams.config import TeamsConfig
from adapters.teams.errands.reception import Reception
from adapters.teams.turns import Reply, Turn
from bot.arrivals import StoredArrivals
from bot.database import build_engine, open_database
from bot.desk import Desk
from bot.inbox import Inbox
from bot.migrate import upgrade
from coaching.clock import SystemClock
from coaching.coach import Coach
from coaching.commands import room_words
from coaching.models.cipher import Cipher
from coaching.shortcut_forms import SHORTCUTS
from tests.adapters.teams.fake.issued import APP_ID
from tests.adapters.teams.fake.keys import OPENID
from tests.bench.heart import Heart


class House:
    """NetLead over a new database, as the program puts it together.

    On the sides ``quiet`` and ``replying`` the last step is left out, the reception: it stores
    nothing there and asks no coach.
    """

    def __init__(self, side: str, folder: Path, microsoft: str) -> None:
        url, cipher = f"sqlite:///{folder / 'netlead.db'}", Cipher([Fernet.generate_key()])
        engine = build_engine(url, cipher)
        upgrade(engine)
        engine.dispose()
        database = open_database(url, cipher)
        coach = Coach(database.transaction, SystemClock())
        self.adapter = TeamsAdapter(
            TeamsConfig(
                app_id=APP_ID,
                app_password="bench",
                app_tenant="bench",
                openid_url=microsoft + OPENID,
                login_url=microsoft,
                dev=True,  # else no address on this machine would be taken for Microsoft's
                listens_on="127.0.0.1",
            ),
            Desk(database, coach, Inbox(database, coach), "teams"),
            StoredArrivals(database, SystemClock(), "teams"),
            database,
            SystemClock(),
            shortcuts=SHORTCUTS,
            room_words=room_words(),
        )
        if side != "whole":
            Reception.take = _quiet if side == "quiet" else _replying  # type: ignore[assignment,method-assign]
        self._lanes = self.adapter._lanes  # noqa: SLF001 they are waited for
        self._heart = Heart()
        self._beating: asyncio.Task[None] | None = None

    async def late(self, _: Request) -> Response:
        """Answer by how many milliseconds the event loop was late at most, since the last time."""
        if self._beating is None:
            self._beating = asyncio.create_task(self._heart.beat())
        return JSONResponse(1000 * self._heart.take())

    async def rest(self, _: Request) -> Response:
        """Answer once everything is worked off."""
        while tasks := self._lanes._tasks:  # noqa: SLF001 nobody else wants to know
            await asyncio.wait(tasks)
        return JSONResponse(0)

    def routes(self) -> list[Route]:
        return [Route("/bench/late", self.late), Route("/bench/rest", self.rest)]


async def _quiet(_: Reception, turn: Turn, reply: Reply) -> None:
    """Do nothing."""


async def _replying(_: Reception, turn: Turn, reply: Reply) -> None:  # noqa: ARG001 the signature is a reception's
    await reply.send({"type": "message", "text": "Noted."})
