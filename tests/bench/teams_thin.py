"""What NetLead in Teams is compared with: a bare endpoint, and botbuilder as it is shipped."""

from __future__ import annotations

import importlib
from collections.abc import Awaitable, Callable
from importlib.util import find_spec
from types import SimpleNamespace
from typing import Any

import aiohttp
import jwt
from aiohttp import web
from botbuilder.core import ActivityHandler, CloudAdapterBase
from botbuilder.schema import Activity
from botframework.connector.auth import (
    AuthenticationConstants,
    BotFrameworkAuthenticationFactory,
    PasswordServiceClientCredentialFactory,
)

from tests.adapters.teams.fake.issued import APP_ID, ISSUER
from tests.adapters.teams.fake.keys import JWKS, OPENID

Answer = Callable[[web.Request], Awaitable[web.Response]]
INTEGRATION = "botbuilder.integration.aiohttp"
"""The package with botbuilder's edge, where it is installed."""
_APP = SimpleNamespace(
    APP_TYPE="SingleTenant", APP_ID=APP_ID, APP_PASSWORD="bench", APP_TENANTID="bench"
)


class Thin:
    """Check the token (once for each), parse, perhaps reply over kept connections, answer."""

    def __init__(self, microsoft: str, *, replies: bool) -> None:
        self._keys = jwt.PyJWKClient(microsoft + JWKS)
        self._service_urls: dict[str, str] = {}
        self._replies = replies
        self._session: aiohttp.ClientSession | None = None

    async def answer(self, request: web.Request) -> web.Response:
        activity = await request.json()
        token = request.headers["authorization"].removeprefix("Bearer ")
        vouched = self._service_urls.get(token) or self._checked(token)
        if activity["serviceUrl"] != vouched:
            return web.Response(status=401)
        if self._replies:
            await self._reply(activity)
        return web.Response()

    def _checked(self, token: str) -> str:
        key = self._keys.get_signing_key_from_jwt(token)
        claims = jwt.decode(token, key, algorithms=["RS256"], audience=APP_ID, issuer=ISSUER)
        self._service_urls[token] = url = str(claims["serviceurl"])
        return url

    async def _reply(self, activity: dict[str, Any]) -> None:
        if self._session is None:
            self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=256))
        chat = activity["conversation"]["id"]
        url = f"{activity['serviceUrl']}v3/conversations/{chat}/activities"
        body = {
            "type": "message",
            "text": "Noted.",
            "from": activity["recipient"],
            "conversation": {"id": chat},
        }
        headers = {"Authorization": "Bearer a.b.c"}
        async with self._session.post(url, json=body, headers=headers) as answer:
            await answer.json()


class _Edge(CloudAdapterBase):  # type: ignore[misc]  # botbuilder has no types
    """What that package's adapter does with a request."""

    async def process(self, request: web.Request, bot: ActivityHandler) -> web.Response:
        activity = Activity().deserialize(await request.json())
        token = request.headers.get("Authorization", "")
        await self.process_activity(token, activity, bot.on_turn)
        return web.Response(status=201)


def shipped(microsoft: str) -> Answer:
    """Return botbuilder's own way, with a bot that does nothing; only its keys are from here."""
    AuthenticationConstants.TO_BOT_FROM_CHANNEL_OPENID_METADATA_URL = microsoft + OPENID
    bot = ActivityHandler()
    adapter = _adapter()

    async def answer(request: web.Request) -> web.Response:
        response: web.Response = await adapter.process(request, bot)
        return response

    return answer


def _adapter() -> Any:  # noqa: ANN401 botbuilder has no types
    if find_spec("botbuilder.integration"):
        found = importlib.import_module(INTEGRATION)
        return found.CloudAdapter(found.ConfigurationBotFrameworkAuthentication(_APP))
    # Its authentication is this, by another name.
    login = PasswordServiceClientCredentialFactory(APP_ID, _APP.APP_PASSWORD, _APP.APP_TENANTID)
    return _Edge(BotFrameworkAuthenticationFactory.create(credential_factory=login))
