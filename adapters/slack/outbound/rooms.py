"""What a channel is: its name, and whether people of other companies are in it."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Mapping
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.installs.installations import Installation
from adapters.slack.outbound.client import SlackClient
from adapters.slack.payloads import part, words
from adapters.slack.verdicts import CallError
from coaching.messages import Room

KNOWN_FOR = 60.0
"""Seconds: a channel can be shared with another company at any time."""
MOST_KNOWN = 2_000
DIRECT = ("D",)
"""How the ids of direct conversations begin; anything else is a channel of several people."""


class Rooms:
    """Looks channels up where the workspace allows it."""

    def __init__(self, client: SlackClient) -> None:
        self._client = client
        self._known: OrderedDict[tuple[str, str], tuple[float, Mapping[str, Any]]] = OrderedDict()

    async def room(
        self, installation: Installation, channel: str, name: str, *, shared: bool | None = None
    ) -> Room:
        """Return the channel; ``shared`` is what the event said, if it said so."""
        try:
            told = await self._told(installation, channel)
        except CallError:
            told = {}
        return Room(
            address=f"slack:{installation.tenant}:{channel}",
            name=words(told.get("name")) or name or channel,
            # Whoever cannot see later that a channel was shared may not post there on its own.
            shared=True if shared else is_shared(told) if told else None,
        )

    async def shared(self, installation: Installation, channel: str) -> bool | None:
        """Return whether people of other companies are in a channel, as Slack sees it now.

        None where the app may not know; `CallError` if Slack does not tell.
        """
        try:
            told = await self._told(installation, channel)
        except CallError as error:
            if error.verdict.error != "missing_scope":
                raise
            return None
        return is_shared(told) if told else None

    async def _told(self, installation: Installation, channel: str) -> Mapping[str, Any]:
        """Return what Slack says about a channel; nothing where it may not be asked."""
        if not (installation.has("channels:read") or installation.has("groups:read")):
            return {}
        now = asyncio.get_running_loop().time()
        key = (installation.tenant, channel)
        found = self._known.pop(key, None)
        if found is None or found[0] <= now:
            found = now + KNOWN_FOR, await self._ask(installation, channel)
        self._known[key] = found
        if len(self._known) > MOST_KNOWN:
            self._known.popitem(last=False)
        return found[1]

    async def _ask(self, installation: Installation, channel: str) -> Mapping[str, Any]:
        async def info(client: AsyncWebClient) -> object:
            return await client.conversations_info(channel=channel)

        return part(await self._client.call(installation, "conversations.info", info), "channel")


def is_shared(told: Mapping[str, Any]) -> bool:
    """Return whether people of other companies are, or are about to be, in a channel."""
    return bool(
        told.get("is_ext_shared")
        or told.get("is_pending_ext_shared")
        or told.get("pending_connected_team_ids")
    )
