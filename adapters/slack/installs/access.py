"""Asks Slack for tokens and whose they are: each question once, and what became of it."""

from __future__ import annotations

import logging
import re
from base64 import b64encode
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Literal

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.slack.config import REQUIRED_SCOPES, SlackConfig
from adapters.slack.installs.grants import Renewal, read_grant, read_identity, read_renewal
from adapters.slack.installs.installed import REFUSED_FOR_GOOD, Installation
from adapters.slack.verdicts import judge
from coaching.clock import Clock

WITHIN = 10.0
"""Seconds for one question, connecting included."""
CONNECT_WITHIN = 4.0
"""Seconds for connecting, so that a network that swallows everything is known to have done so."""
UNREADABLE = "unreadable"

_WORD = re.compile(r"[a-z0-9_]{1,64}")

Outcome = Literal["unsent", "refused", "unsure"]
"""``unsent``: Slack did not take the question; ``refused``: its answer is no, and ``error`` says
why; ``unsure``: it may have done what was asked, and the answer is lost."""

Ask = Callable[[AsyncWebClient], Awaitable[AsyncSlackResponse]]


class AccessError(Exception):
    """Slack gave nothing. ``error`` is its own word, or the kind of failure; never a secret."""

    def __init__(self, outcome: Outcome, error: str) -> None:
        """Say what became of the question."""
        super().__init__(f"{outcome}: {error}")
        self.outcome = outcome
        self.error = error


class Access:
    """The methods that give and check tokens, at the place that the settings name.

    Nothing is ever repeated here: codes and refresh tokens are good for one use, and Slack's own
    client would send them again after a broken connection.
    """

    def __init__(
        self,
        config: SlackConfig,
        clock: Clock,
        *,
        within: float = WITHIN,
        connect: float = CONNECT_WITHIN,
    ) -> None:
        """Ask as the app of ``config``, each question within some seconds."""
        self._config = config
        self._clock = clock
        self._patience = aiohttp.ClientTimeout(total=within, connect=connect)

    async def exchange(self, code: str) -> Installation:
        """Return what the ``code`` of an installation is good for; `AccessError` if for nothing."""
        asked = {"code": code}
        if self._config.redirect_uri:
            asked["redirect_uri"] = self._config.redirect_uri
        granted = read_grant(await self._granted(asked), self._clock.now())
        if granted is None:
            raise AccessError("unsure", UNREADABLE)
        return granted

    async def refresh(self, refresh_token: str) -> Renewal:
        """Return the pair that follows ``refresh_token``; `AccessError` if there is none."""
        asked = {"grant_type": "refresh_token", "refresh_token": refresh_token}
        renewal = read_renewal(await self._granted(asked), self._clock.now())
        if renewal is None:
            raise AccessError("unsure", UNREADABLE)
        return renewal

    async def whose(self, token: str) -> Installation:
        """Return the installation a bot token belongs to; `AccessError` if that is not known."""

        async def ask(client: AsyncWebClient) -> AsyncSlackResponse:
            return await client.auth_test(token=token)

        data, headers = await self._answer(ask)
        scopes = headers.get("x-oauth-scopes", ",".join(REQUIRED_SCOPES))
        found = read_identity(data, scopes, token, self._clock.now())
        if found is None:
            raise AccessError("refused", "not_a_bot_token")
        return found

    async def works(self, installation: Installation) -> bool:
        """Return whether Slack still takes an installation's token; `AccessError` if unknown.

        A token that merely ended says nothing: hand in one that is fresh.
        """
        try:
            await self.whose(installation.token)
        except AccessError as error:
            if error.error in REFUSED_FOR_GOOD:
                return False
            raise
        return True

    async def _granted(self, asked: dict[str, str]) -> Mapping[str, Any]:
        # The SDK's own `oauth_v2_access` makes this header with a class that aiohttp gives up.
        pair = f"{self._config.client_id}:{self._config.client_secret}"
        headers = {"Authorization": f"Basic {b64encode(pair.encode()).decode()}"}

        async def ask(client: AsyncWebClient) -> AsyncSlackResponse:
            return await client.api_call("oauth.v2.access", data=asked, headers=headers)

        data, _ = await self._answer(ask)
        return data

    async def _answer(self, ask: Ask) -> tuple[Mapping[str, Any], Mapping[str, str]]:
        try:
            async with aiohttp.ClientSession(timeout=self._patience) as session:
                response = await ask(
                    AsyncWebClient(
                        base_url=self._config.api_url,
                        session=session,
                        retry_handlers=[],
                        logger=_quiet(),
                    )
                )
        except Exception as error:  # noqa: BLE001 whatever broke: did Slack take the question?
            # The cause is left out: it carries what was sent.
            raise _failure(error) from None
        data = response.data
        return (data if isinstance(data, dict) else {}), _named(response.headers)


def _named(headers: Mapping[str, str]) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


def _failure(error: Exception) -> AccessError:
    verdict = judge(error)
    word = verdict.error.lower()
    word = word if _WORD.fullmatch(word) else UNREADABLE
    if verdict.meaning in ("retry", "wait"):
        return AccessError("unsent", word)
    return AccessError("unsure" if verdict.meaning == "unsure" else "refused", word)


def _quiet() -> logging.Logger:
    # At DEBUG the SDK writes down what it sends and gets: tokens.
    logger = logging.getLogger("slack_sdk.access")
    logger.setLevel(logging.WARNING)
    return logger
