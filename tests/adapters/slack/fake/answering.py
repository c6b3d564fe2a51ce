"""How an answer leaves: as it should, or as a fault wants it."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field

from aiohttp import web

from tests.adapters.slack.fake.faults import Fault
from tests.adapters.slack.fake.nouns import Call, Json


@dataclass
class Answer:
    """What goes back: JSON (or a ``text`` in its place), a status, headers."""

    body: Json
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    text: str = ""

    @property
    def content(self) -> bytes:
        """Return the bytes of the body."""
        return (self.text or json.dumps(self.body)).encode()


def sent(call: Call, answer: Answer) -> web.Response:
    """Return the answer as it should be."""
    call.status = answer.status
    return web.Response(
        status=answer.status,
        body=answer.content,
        content_type="text/plain" if answer.text else "application/json",
        headers=answer.headers,
    )


async def faulty(
    request: web.BaseRequest, fault: Fault, call: Call, answer: Answer
) -> web.StreamResponse:
    """Return the answer as the fault wants it, when it wants it, or never."""
    await asyncio.sleep(fault.latency)
    if fault.silent:
        return sent(call, answer)
    call.error = call.error or "(fault)"
    if fault.hang:
        await asyncio.Event().wait()
    if fault.drop and request.transport:
        request.transport.abort()
        return web.Response()
    call.status = fault.status
    if fault.error:
        answer = Answer({"ok": False, "error": fault.error})
    content = answer.content if fault.body is None else fault.body
    return web.Response(
        status=fault.status,
        body=content[: len(content) // 2] if fault.cut else content,
        content_type="application/json" if fault.body is None else "text/html",
        headers={"Retry-After": fault.retry_after} if fault.retry_after else {},
    )
