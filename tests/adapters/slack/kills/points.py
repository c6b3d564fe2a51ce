"""Where a process can be killed: at the outbox's steps, around each call to Slack, around each note.

``before x`` and ``after x`` are around a call of the method x, ``in x`` is while Slack has it and
the answer was not read yet.
"""

from __future__ import annotations

import ast
import asyncio
import os
import signal
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import aiohttp
import pytest

import bot.outbox
from adapters.base import Arrival
from bot.arrivals import StoredArrivals

LATER = 0.03
"""Seconds after the beginning of a call at which it is ``in`` Slack; the answers then are later."""

NUDGING = ("chat.postMessage", "conversations.history", "users.info")
ANSWERING = (
    *("chat.postMessage", "chat.update", "chat.postEphemeral", "conversations.history"),
    *("conversations.replies", "users.info"),
)
NOTES = ("the sweep", "the settling", "the giving back")


def of_outbox() -> list[str]:
    """Return every crash point that stands in the outbox."""
    tree = ast.parse(Path(bot.outbox.__file__).read_text(encoding="utf-8"))
    return [
        str(call.args[0].value)
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr == "_crashpoint"
        and isinstance(call.args[0], ast.Constant)
    ]


def around(*steps: str) -> list[str]:
    """Return the points before and after each step, and in it where it is a call."""
    found = [f"{when} {step}" for step in steps for when in ("before", "after")]
    return [*found, *(f"in {step}" for step in steps if "." in step)]


class Death:
    """Kills this process when it comes to ``point`` for the ``hit``-th time."""

    def __init__(self, point: str, hit: int) -> None:
        self._point = point
        self._left = hit

    def comes(self, point: str) -> bool:
        """Return whether this is the moment."""
        self._left -= point == self._point
        return point == self._point and self._left == 0

    def at(self, point: str) -> None:
        """Die, if this is the moment."""
        if self.comes(point):
            now()


def now() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def watch_calls(death: Death) -> None:
    """Let every call of this process pass by ``death``."""
    trace = aiohttp.TraceConfig()

    async def begun(
        _: aiohttp.ClientSession, context: SimpleNamespace, call: aiohttp.TraceRequestStartParams
    ) -> None:
        context.method = call.url.path.rpartition("/")[2]
        death.at(f"before {context.method}")
        if death.comes(f"in {context.method}"):
            asyncio.get_running_loop().call_later(LATER, now)

    async def answered(
        _: aiohttp.ClientSession, context: SimpleNamespace, __: aiohttp.TraceRequestEndParams
    ) -> None:
        death.at(f"after {context.method}")

    trace.on_request_start.append(begun)
    trace.on_request_end.append(answered)
    session = partial(aiohttp.ClientSession, trace_configs=[trace])
    pytest.MonkeyPatch().setattr(aiohttp, "ClientSession", session)


class WatchedArrivals:
    """The stored deliveries; each note about them passes by ``death``. ``busy``: those at work."""

    def __init__(self, stored: StoredArrivals, death: Death) -> None:
        self._stored = stored
        self._death = death
        self.busy: set[str] = set()
        self.sweeps = 0

    async def keep(self, arrival: Arrival, within: float) -> bool:
        return await self._stored.keep(arrival, within)

    async def left_over(self, count: int) -> Sequence[Arrival]:
        self._death.at("before the sweep")
        found = await self._stored.left_over(count)
        self.busy |= {arrival.key for arrival in found}
        self.sweeps += 1
        self._death.at("after the sweep")
        return found

    async def settle(self, arrival: Arrival) -> None:
        self._death.at("before the settling")
        await self._stored.settle(arrival)
        self._death.at("after the settling")
        self.busy.discard(arrival.key)

    async def put_back(self, arrival: Arrival) -> None:
        self._death.at("before the giving back")
        await self._stored.put_back(arrival)
        self._death.at("after the giving back")
        self.busy.discard(arrival.key)

    async def forget(self, tenant: str) -> None:
        await self._stored.forget(tenant)
