"""Calls to Slack: one pool of connections, a fresh token, nothing repeated behind one's back."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
import structlog
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.installs.installations import Installation
from adapters.slack.outbound.pacing import Pacing
from adapters.slack.verdicts import LONGEST_WAIT, CallError, Verdict, judge

_log = structlog.get_logger()

CALL_WITHIN = 9.0
"""Seconds for one call, connecting included: less than the outbox waits for a send."""
CONNECT_WITHIN = 4.0
CONNECTIONS = 100
MOST_CLIENTS = 2_000

Call = Callable[[AsyncWebClient], Awaitable[Any]]
Fresh = Callable[[Installation], Awaitable[Installation]]


class SlackClient:
    """The Web API, for every workspace over one pool of connections.

    Slack's own client repeats a call whose connection broke, though it may have been heard; here
    nothing is ever repeated (no retry handlers).
    """

    def __init__(self, api_url: str, fresh: Fresh) -> None:
        """Call methods under ``api_url``; ``fresh`` brings an installation's living token."""
        self._api_url = api_url
        self._fresh = fresh
        self._session: aiohttp.ClientSession | None = None
        self._clients: OrderedDict[str, AsyncWebClient] = OrderedDict()
        self.pacing = Pacing()

    async def call(self, installation: Installation, method: str, call: Call) -> dict[str, Any]:
        """Return Slack's answer to ``call``, which calls ``method``; `CallError` if there is none."""
        now = asyncio.get_running_loop().time()
        barred = self.pacing.barred(installation.tenant, method, now)
        if barred:
            raise CallError(method, Verdict("wait", "ratelimited", barred))
        living = await self._fresh(installation)
        try:
            return await self._once(living.token, call)
        except Exception as error:
            # What is no failure of a call is raised again by the judge.
            verdict = judge(error)
            self._heed(installation, method, verdict)
            raise CallError(method, verdict) from error

    def plain(self, token: str | None = None) -> AsyncWebClient:
        """Return a client over the shared pool, with ``token`` or without one."""
        return AsyncWebClient(
            token=token,
            base_url=self._api_url,
            session=self.session,
            retry_handlers=[],
        )

    @property
    def session(self) -> aiohttp.ClientSession:
        """Return the pool of connections; made in the loop that first asks for it."""
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(
                timeout=aiohttp.ClientTimeout(total=CALL_WITHIN, connect=CONNECT_WITHIN),
                connector=aiohttp.TCPConnector(limit=CONNECTIONS),
            )
        return self._session

    async def close(self) -> None:
        """Close all connections."""
        if self._session is not None:
            await self._session.close()

    async def _once(self, token: str, call: Call) -> dict[str, Any]:
        client = self._clients.pop(token, None) or self.plain(token)
        self._clients[token] = client
        client.session = self.session
        if len(self._clients) > MOST_CLIENTS:
            self._clients.popitem(last=False)
        answer = await call(client)
        data = answer.data
        return data if isinstance(data, dict) else {}

    def _heed(self, installation: Installation, method: str, verdict: Verdict) -> None:
        if verdict.meaning != "wait":
            return
        now = asyncio.get_running_loop().time()
        self.pacing.bar(installation.tenant, method, verdict.retry_after, now)
        if verdict.retry_after >= LONGEST_WAIT:
            _log.error(
                "Slack asks for more patience than an hour",
                workspace=installation.tenant,
                job=method,
                seconds=verdict.retry_after,
            )
