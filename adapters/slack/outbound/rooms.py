"""What a channel is: its name, and whether people of other companies are in it."""

from __future__ import annotations

import asyncio
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.installs.installations import Installation
from adapters.slack.outbound.client import SlackClient
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
        self._known: dict[tuple[str, str], tuple[float, Room]] = {}

    async def room(
        self, installation: Installation, channel: str, name: str, *, shared: bool | None = None
    ) -> Room:
        """Return the channel; ``shared`` is what the event said, if it said so."""
        now = asyncio.get_running_loop().time()
        key = (installation.tenant, channel)
        found = self._known.get(key)
        if found and found[0] > now:
            return found[1]
        told = await self._ask(installation, channel)
        room = Room(
            address=f"slack:{installation.tenant}:{channel}",
            name=told.get("name") or name or channel,
            # Whoever cannot see later that a channel was shared may not post there on its own.
            shared=is_shared(told) if told else (True if shared else None),
        )
        if told:
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            self._known[key] = (now + KNOWN_FOR, room)
        return room

    async def _ask(self, installation: Installation, channel: str) -> dict[str, Any]:
        if not (installation.has("channels:read") or installation.has("groups:read")):
            return {}

        async def info(client: AsyncWebClient) -> object:
            return await client.conversations_info(channel=channel)

        try:
            data = await self._client.call(installation, "conversations.info", info)
        except CallError:
            return {}
        told = data.get("channel")
        return told if isinstance(told, dict) else {}


def is_shared(told: dict[str, Any]) -> bool:
    """Return whether people of other companies are, or are about to be, in a channel."""
    return bool(
        told.get("is_ext_shared")
        or told.get("is_pending_ext_shared")
        or told.get("pending_connected_team_ids")
    )
