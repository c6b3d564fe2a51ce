"""Who stands behind the edge: somebody who takes turns, and a connector that only writes down."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from adapters.teams.turns import Address, InvokeResponse, Reply, Turn

Script = Callable[[Turn, Reply], Awaitable[InvokeResponse | None]]


async def silent(_: Turn, __: Reply) -> None:
    """Have nothing to say."""


class Host:
    """A reception that remembers ``turns`` and does with each what ``script`` says."""

    def __init__(self, script: Script = silent) -> None:
        self.turns: list[Turn] = []
        self.script = script

    async def take(self, turn: Turn, reply: Reply) -> InvokeResponse | None:
        self.turns.append(turn)
        return await self.script(turn, reply)


class Notebook:
    """A connector that goes nowhere: what it is told is in ``lines``."""

    def __init__(self) -> None:
        self.lines: list[tuple[str, Address, Any]] = []

    async def send(self, address: Address, activity_json: Mapping[str, Any]) -> str:
        self.lines.append(("send", address, activity_json))
        return f"sent-{len(self.lines)}"

    async def update(self, address: Address, activity_json: Mapping[str, Any]) -> None:
        self.lines.append(("update", address, activity_json))

    async def delete(self, address: Address, activity_id: str) -> None:
        self.lines.append(("delete", address, activity_id))


class Door:
    """Something that is waited for until it is opened."""

    def __init__(self) -> None:
        self.opened = asyncio.Event()
        self.passed = 0

    async def __call__(self, _: Turn, __: Reply) -> InvokeResponse:
        await self.opened.wait()
        self.passed += 1
        return InvokeResponse(body={"late": True})
