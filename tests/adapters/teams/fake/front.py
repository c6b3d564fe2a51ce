"""Microsoft's front door: every request is taken down, answered, and gone wrong with from here."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import unquote

from aiohttp import web

from tests.adapters.teams.fake import login
from tests.adapters.teams.fake.connector import Connector
from tests.adapters.teams.fake.faults import Fault, Script
from tests.adapters.teams.fake.limits import Limits
from tests.adapters.teams.fake.nouns import Call, Json
from tests.adapters.teams.fake.refusals import Refusal
from tests.adapters.teams.fake.world import Record, World

SERVICE = "/teams"
"""The path of the connector, as there is one in Teams' own (``/emea``)."""
IMDS = "/metadata/identity/oauth2/token"
Page = Callable[[web.BaseRequest], Awaitable[web.StreamResponse]]
Work = Callable[[], Json]


class Front:
    """Takes requests. ``pages`` are whatever else is to be served, by path."""

    def __init__(self, world: World, limits: Limits, script: Script) -> None:
        """Answer for ``world``."""
        self.record = Record(world)
        self.script = script
        self.pages: dict[str, Page] = {}
        self._world = world
        self._connector = Connector(world, limits, self.record)

    async def __call__(self, request: web.BaseRequest) -> web.StreamResponse:
        """Answer one request."""
        raw = request.raw_path.partition("?")[0]
        if raw in self.pages:
            return await self.pages[raw](request)
        body = await request.read()
        query = dict(request.query)
        if raw.endswith("/oauth2/v2.0/token"):
            form = dict(await request.post())
            tenant = unquote(raw.split("/")[1])
            call = self._noted("login", raw, request, {}, tenant)
            return await self._answered(
                request, call, lambda: login.by_password(self._world, tenant, _texts(form))
            )
        if raw == IMDS:
            call = self._noted("login", raw, request, {}, "")
            headers = {name.lower(): value for name, value in request.headers.items()}
            return await self._answered(
                request, call, lambda: login.by_machine(self._world, query, headers)
            )
        return await self._service(request, raw, body, query)

    async def _service(
        self, request: web.BaseRequest, raw: str, body: bytes, query: dict[str, str]
    ) -> web.StreamResponse:
        below = raw.removeprefix(f"{SERVICE}/v3/conversations")
        parts = [unquote(part) for part in below.split("/")[1:]]
        name = _name(request.method, parts) if below != raw else ""
        try:
            data = json.loads(body) if body else {}
        except ValueError:
            data = {}
        call = self._noted(name or "unknown", raw, request, data, parts[0] if parts else "")

        def work() -> Json:
            if not name:
                raise Refusal(404, "NotFound")
            return self._connector.done(call, parts, query)

        return await self._answered(request, call, work)

    def _noted(
        self, name: str, raw: str, request: web.BaseRequest, body: Json, target: str
    ) -> Call:
        scheme, _, bearer = request.headers.get("authorization", "").partition(" ")
        return self.record.add(
            Call(
                name=name,
                raw=raw,
                target=target,
                bearer=bearer if scheme == "Bearer" else "",
                body=body,
                headers=dict(request.headers),
            )
        )

    async def _answered(
        self, request: web.BaseRequest, call: Call, work: Work
    ) -> web.StreamResponse:
        fault = self.script.take(call.name) or Fault(accepted=True)
        # What is refused is refused before anything can go wrong with it.
        if not fault.accepted and call.name != "login" and not self._world.takes(call.bearer):
            fault = Fault(accepted=True)
        status, body, headers = _worked(work, call) if fault.accepted else (200, b"", {})
        await asyncio.sleep(fault.latency)
        if fault.hang:
            await asyncio.Event().wait()
        if fault.drop and request.transport:
            request.transport.abort()
            return web.Response()
        if fault.status:
            status, headers = fault.status, fault.headers
        body = body if fault.body is None else fault.body
        call.status = status
        if fault.cut:
            return await _half(request, status, body)
        return web.Response(
            status=status, body=body, headers=headers, content_type="application/json"
        )


def _worked(work: Work, call: Call) -> tuple[int, bytes, dict[str, str]]:
    try:
        found = work()
    except Refusal as refusal:
        call.code = refusal.code
        return refusal.status, json.dumps(refusal.body).encode(), refusal.headers
    created = call.name in ("send", "reply", "create")
    return 201 if created else 200, json.dumps(found).encode(), {}


async def _half(request: web.BaseRequest, status: int, body: bytes) -> web.StreamResponse:
    response = web.StreamResponse(status=status)
    response.content_length = len(body)
    await response.prepare(request)
    await response.write(body[: len(body) // 2])
    if request.transport:
        request.transport.close()
    return response


def _name(method: str, parts: list[str]) -> str:
    """Return what is asked for; nothing for what Teams does not have."""
    shape = (method, len(parts), *parts[1:2])
    names: dict[tuple[Any, ...], str] = {
        ("POST", 0): "create",
        ("POST", 2, "activities"): "send",
        ("POST", 3, "activities"): "reply",
        ("PUT", 3, "activities"): "update",
        ("DELETE", 3, "activities"): "delete",
        ("GET", 2, "pagedmembers"): "members",
        ("GET", 3, "members"): "member",
    }
    return names.get(shape, "")


def _texts(form: dict[str, Any]) -> dict[str, str]:
    return {name: str(value) for name, value in form.items()}
