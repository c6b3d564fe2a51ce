"""Slack's desk for tokens, alone: grants, refreshes and tells whose a token is; fails when told to."""

from __future__ import annotations

import asyncio
from base64 import b64encode
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from aiohttp import web

from adapters.slack.config import OPTIONAL_SCOPES, REQUIRED_SCOPES, SlackConfig

CLIENT_ID = "111.222"
CLIENT_SECRET = "the-client-secret"
BASIC = f"Basic {b64encode(f'{CLIENT_ID}:{CLIENT_SECRET}'.encode()).decode()}"
LIFE = 43_200
"""Seconds that a token lives where tokens rotate."""
ALL_SCOPES = ",".join((*REQUIRED_SCOPES, *OPTIONAL_SCOPES))

Json = dict[str, Any]


def grant(team: str = "T1", enterprise: str = "", **changes: object) -> Json:
    """Return what Slack answers to a code, for an app without token rotation."""
    return {
        "ok": True,
        "app_id": "A1",
        "authed_user": {"id": "U7", "access_token": "xoxp-of-a-person", "scope": "search:read"},
        "scope": ALL_SCOPES,
        "token_type": "bot",
        "access_token": f"xoxb-of-{team or enterprise}",
        "bot_user_id": "UBOT",
        "team": {"id": team, "name": f"Team {team}"} if team else None,
        "enterprise": {"id": enterprise, "name": f"Org {enterprise}"} if enterprise else None,
        "is_enterprise_install": not team,
    } | changes


def _open_gate() -> asyncio.Event:
    gate = asyncio.Event()
    gate.set()
    return gate


@dataclass
class TokenDesk:
    """What the desk knows, was asked, and will do wrong.

    ``faults`` are used up by the questions that come, None lets one pass: ``"drop"`` ends the
    connection after the question was taken, ``"hang"`` takes it and never answers, ``"500"``,
    ``"html"``, ``"bytes"`` and ``"no pair"`` take it and answer so, ``"429"`` does not take it, anything else is
    Slack's word for no. While ``gate`` is closed, refreshes wait.
    """

    codes: dict[str, Json] = field(default_factory=dict)
    good: set[str] = field(default_factory=set)
    refreshes: list[str] = field(default_factory=list)
    exchanges: list[Json] = field(default_factory=list)
    auth_tests: list[str] = field(default_factory=list)
    identity: Json = field(
        default_factory=lambda: {
            "ok": True,
            "team": "Team T1",
            "team_id": "T1",
            "user_id": "UBOT",
            "bot_id": "B1",
            "app_id": "A1",
        }
    )
    faults: deque[str | None] = field(default_factory=deque)
    gate: asyncio.Event = field(default_factory=_open_gate)
    url: str = ""
    _numbers: count[int] = field(default_factory=lambda: count(1))

    def config(self, **changes: Any) -> SlackConfig:  # noqa: ANN401 any setting
        """Return settings of an app that asks at this desk."""
        settings: dict[str, Any] = {
            "client_id": CLIENT_ID,
            "client_secret": CLIENT_SECRET,
            "api_url": self.url,
        }
        return SlackConfig(**(settings | changes))

    async def access(self, request: web.Request) -> web.StreamResponse:
        """Answer ``oauth.v2.access``."""
        asked = dict(await request.post())
        if request.headers.get("Authorization") != BASIC:
            return _no("bad_client_secret")
        if asked.get("grant_type") == "refresh_token":
            self.refreshes.append(str(asked["refresh_token"]))
            await self.gate.wait()
            return await self._answer(request, lambda: self._refreshed(self.refreshes[-1]))
        self.exchanges.append(asked)
        code = str(asked.get("code"))
        return await self._answer(request, lambda: self.codes.pop(code, _word("invalid_code")))

    async def auth_test(self, request: web.Request) -> web.StreamResponse:
        """Answer ``auth.test``."""
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        self.auth_tests.append(token)
        return await self._answer(request, lambda: self.identity)

    def _refreshed(self, sent: str) -> Json:
        if sent not in self.good:
            return _word("invalid_refresh_token")
        self.good.remove(sent)
        number = next(self._numbers)
        self.good.add(f"xoxe-1-new-{number}")
        return {
            "ok": True,
            "token_type": "bot",
            "access_token": f"xoxe.xoxb-1-new-{number}",
            "refresh_token": f"xoxe-1-new-{number}",
            "expires_in": LIFE,
        }

    async def _answer(self, request: web.Request, take: Any) -> web.StreamResponse:  # noqa: ANN401 what the question does
        fault = self.faults.popleft() if self.faults else None
        if fault == "429":
            headers = {"Retry-After": "30"}
            return web.json_response(_word("ratelimited"), status=429, headers=headers)
        if fault is not None and fault not in _TAKEN:
            return _no(fault)
        answer = take()
        if fault == "drop":
            assert request.transport is not None
            request.transport.abort()
        if fault == "hang":
            await asyncio.sleep(60)
        return (
            _TAKEN[fault]()
            if fault in _TAKEN
            else web.json_response(answer, headers={"x-oauth-scopes": ALL_SCOPES})
        )


@asynccontextmanager
async def opened() -> AsyncIterator[TokenDesk]:
    """Yield a desk that can be reached on this machine."""
    desk = TokenDesk()
    application = web.Application()
    application.router.add_post("/api/oauth.v2.access", desk.access)
    application.router.add_post("/api/auth.test", desk.auth_test)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    desk.url = f"http://{host}:{port}/api/"
    try:
        yield desk
    finally:
        desk.gate.set()
        await runner.cleanup()


def _word(error: str) -> Json:
    return {"ok": False, "error": error}


def _no(error: str) -> web.Response:
    return web.json_response(_word(error))


_TAKEN: dict[str | None, Callable[[], web.Response]] = {
    "drop": web.Response,
    "hang": web.Response,
    "500": lambda: web.json_response(_word("internal_error"), status=500),
    "html": lambda: web.Response(text="<html>Busy</html>", content_type="text/html"),
    "bytes": lambda: web.Response(body=b'{"ok": "\xff"}', content_type="application/json"),
    "no pair": lambda: web.json_response({"ok": True, "access_token": 7}),
}
"""Answers that do not say what came of a question that was taken."""
