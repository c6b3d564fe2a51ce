"""How a workspace installs the app: off to Slack's page of consent, and back with a code."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Sequence
from urllib.parse import quote, urlencode

import structlog
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from adapters.slack.config import (
    INSTALL_PATH,
    OPTIONAL_SCOPES,
    REDIRECT_PATH,
    REQUIRED_SCOPES,
    SlackConfig,
)
from adapters.slack.installs import pages
from adapters.slack.installs.access import Access, AccessError
from adapters.slack.installs.installations import Installation, Installations
from adapters.slack.installs.states import GOOD_FOR, States

_log = structlog.get_logger()

COOKIE = "netlead_slack_install"
INDISPENSABLE = ("commands", "chat:write")
"""Without these an installation is not kept: the app could not answer anybody."""
OPERATORS = frozenset({"bad_client_secret", "invalid_client_id", "bad_redirect_uri"})
"""Refusals that only whoever runs NetLead can put right."""
_CODE = re.compile(r"[\x21-\x7e]{1,512}")

Installed = Callable[[Installation], Awaitable[None]]
"""Called after an installation was kept, when the browser already has its answer."""


class OAuth:
    """The two addresses of an installation. Neither believes anything that a query says."""

    def __init__(
        self,
        config: SlackConfig,
        installations: Installations,
        states: States,
        access: Access,
        on_installed: Installed,
    ) -> None:
        """Install the app of ``config`` into ``installations``."""
        self._config = config
        self._installations = installations
        self._states = states
        self._access = access
        self._on_installed = on_installed

    def routes(self) -> Sequence[BaseRoute]:
        """Return ``/slack/install`` and ``/slack/oauth_redirect``; they answer GET alone."""
        return (
            Route(INSTALL_PATH, endpoint=_GetOnly(self.install)),
            Route(REDIRECT_PATH, endpoint=_GetOnly(self.back)),
        )

    async def install(self, request: Request) -> Response:
        """Send a browser to Slack's page of consent."""
        state, browser = await self._states.begin(request.cookies.get(COOKIE, ""))
        response = RedirectResponse(
            consent_page(self._config, state), 302, headers=pages.security_headers()
        )
        response.set_cookie(
            COOKIE,
            browser,
            max_age=int(GOOD_FOR.total_seconds()),
            path=self._config.cookie_path,
            secure=True,
            httponly=True,
            samesite="lax",
        )
        return response

    async def back(self, request: Request) -> Response:
        """Take a browser that comes back from Slack."""
        asked = request.query_params
        browser = request.cookies.get(COOKIE, "")
        ours = await self._states.take(asked.get("state", ""), browser)
        if asked.get("error") == "access_denied":
            return pages.declined()
        if not ours:
            return pages.stale()
        code = asked.get("code", "")
        if "error" in asked or not _CODE.fullmatch(code):
            return pages.refused()
        return await self._exchange(code)

    async def _exchange(self, code: str) -> Response:
        try:
            granted = await self._access.exchange(code)
        except AccessError as error:
            return _explain(error)
        missing = [scope for scope in INDISPENSABLE if not granted.has(scope)]
        if missing:
            return pages.too_little(missing)
        kept = await self._installations.save(granted)
        _log.info("the app was installed", platform="slack", workspace=kept.tenant)
        response = pages.installed(kept, self._config.origin)
        response.background = BackgroundTask(self._greet, kept)
        return response

    async def _greet(self, installation: Installation) -> None:
        try:
            await self._on_installed(installation)
        except Exception as error:  # noqa: BLE001 the app is installed, greeted or not
            _log.warning(
                "a new workspace could not be greeted",
                platform="slack",
                workspace=installation.tenant,
                exc_info=error,
            )


def consent_page(config: SlackConfig, state: str) -> str:
    """Return the address of Slack's page of consent for one installation.

    Slack grants only what ``scope`` names. Which of these may be declined stands in the app's
    manifest (``bot_optional``, part of ``bot``); the address has no place of its own for it.
    """
    asked = {
        "client_id": config.client_id,
        "scope": ",".join((*REQUIRED_SCOPES, *OPTIONAL_SCOPES)),
        "state": state,
    }
    if config.redirect_uri:
        asked["redirect_uri"] = config.redirect_uri
    joint = "&" if "?" in config.authorize_page else "?"
    return config.authorize_page + joint + urlencode(asked, quote_via=quote)


def _explain(error: AccessError) -> Response:
    if error.outcome != "refused":
        _log.warning("Slack could not be asked about an installation", reason=error.error)
        return pages.out_of_reach()
    tell = _log.error if error.error in OPERATORS else _log.warning
    tell("Slack refused an installation", platform="slack", reason=error.error)
    return pages.refused()


class _GetOnly:
    """ASGI app around a page: HEAD would begin an installation that nobody wants."""

    def __init__(self, answer: Callable[[Request], Awaitable[Response]]) -> None:
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        if request.method == "GET":
            response = await self._answer(request)
        else:
            headers = {**pages.security_headers(), "Allow": "GET"}
            response = PlainTextResponse("This can only be read.", 405, headers=headers)
        await response(scope, receive, send)
