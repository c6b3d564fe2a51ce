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
from adapters.slack.outbound.outages import EVERYWHERE, Outages
from adapters.slack.outbound.pacing import Pacing
from adapters.slack.outbound.web_client import WebClient
from adapters.slack.verdicts import (
    LONGEST_WAIT,
    USUAL_WAIT,
    CallError,
    Verdict,
    is_foreseen,
    judge,
)

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
        self._closed = False
        self._clients: OrderedDict[str, AsyncWebClient] = OrderedDict()
        self._outages = Outages()
        self.pacing = Pacing()

    async def call(self, installation: Installation, method: str, call: Call) -> dict[str, Any]:
        """Return Slack's answer to ``call``, which calls ``method``; `CallError` if there is none."""
        tenant = installation.tenant
        self._mind(tenant, method)
        living = await self._living(installation, method)
        try:
            answer = await self._once(living.token, call)
        except Exception as error:
            verdict = judge(error)
            self._heed(tenant, method, verdict)
            if not is_foreseen(error):
                _log.error("a call failed oddly", workspace=tenant, job=method, exc_info=error)
            raise CallError(method, verdict) from error
        self._outages.answered(tenant)
        return answer

    def plain(self, token: str | None = None) -> AsyncWebClient:
        """Return a client over the shared pool, with ``token`` or without one."""
        return WebClient(token, self._api_url, self.session)

    @property
    def session(self) -> aiohttp.ClientSession:
        """Return the pool of connections; made in the loop that first asks for it."""
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(
                timeout=aiohttp.ClientTimeout(total=CALL_WITHIN, connect=CONNECT_WITHIN),
                connector=aiohttp.TCPConnector(limit=CONNECTIONS),
                # What Slack would have remembered of one workspace is no other's business.
                cookie_jar=aiohttp.DummyCookieJar(),
            )
        return self._session

    def open(self) -> None:
        """Call again, after an end; in the beginning that goes without saying."""
        self._closed = False

    async def close(self) -> None:
        """Close all connections, and call nobody any more."""
        self._closed = True
        if self._session is not None:
            await self._session.close()

    def _mind(self, tenant: str, method: str) -> None:
        """Raise `CallError` where Slack is to be left alone at this moment."""
        if self._closed:
            raise CallError(method, Verdict("retry", "closed", USUAL_WAIT))
        now = asyncio.get_running_loop().time()
        barred = self.pacing.barred(tenant, method, now)
        if barred:
            raise CallError(method, Verdict("wait", "ratelimited", barred))
        rest = self._outages.rest(tenant, now)
        if rest:
            raise CallError(method, Verdict("retry", "no_answers", rest))

    async def _living(self, installation: Installation, method: str) -> Installation:
        try:
            living = await self._fresh(installation)
        except Exception as error:
            # Whatever ails the tokens, Slack was not asked.
            _log.warning("no token at the moment", workspace=installation.tenant, exc_info=error)
            raise CallError(method, Verdict("retry", "no_token", USUAL_WAIT)) from error
        if not living.active:
            raise CallError(method, Verdict("workspace", "not_installed"))
        return living

    async def _once(self, token: str, call: Call) -> dict[str, Any]:
        client = self._clients.pop(token, None) or self.plain(token)
        self._clients[token] = client
        client.session = self.session
        if len(self._clients) > MOST_CLIENTS:
            self._clients.popitem(last=False)
        answer = await call(client)
        data = answer.data
        if not isinstance(data, dict):
            raise aiohttp.ClientPayloadError("no object of JSON")
        return data

    def _heed(self, tenant: str, method: str, verdict: Verdict) -> None:
        now = asyncio.get_running_loop().time()
        if verdict.is_answer:
            self._outages.answered(tenant)
        else:
            self._outages.failed(EVERYWHERE if verdict.meaning == "retry" else tenant, now)
            _log.warning("no answer of Slack's", workspace=tenant, job=method, reason=verdict.error)
        if verdict.is_ours:
            _log.error(
                "Slack refuses what I made", workspace=tenant, job=method, reason=verdict.error
            )
        if verdict.meaning == "wait":
            self.pacing.bar(tenant, method, verdict.retry_after, now)
            if verdict.retry_after >= LONGEST_WAIT:
                _log.error(
                    "Slack asks for more patience than an hour",
                    workspace=tenant,
                    job=method,
                    seconds=verdict.retry_after,
                )
