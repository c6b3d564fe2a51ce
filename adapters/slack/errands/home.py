"""The home tab: drawn when it is opened, and anew after everything its person does."""

from __future__ import annotations

import asyncio
from collections import OrderedDict

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from adapters.base import Desk
from adapters.slack.cards import home_view
from adapters.slack.installs.installations import Installation
from adapters.slack.outbound.client import SlackClient
from adapters.slack.verdicts import CallError
from coaching.messages import Card, Sender

_log = structlog.get_logger()

MOST_SEEN = 20_000


class HomeTabs:
    """Publishes home tabs: one at a time for each person, and only for those who look at theirs."""

    def __init__(self, client: SlackClient, desk: Desk, support: str) -> None:
        """Show what ``desk`` knows; ``support`` is where the operator helps, if said."""
        self._client = client
        self._desk = desk
        self._support = support
        self._seen: OrderedDict[tuple[str, str], None] = OrderedDict()
        self._locks: dict[tuple[str, str], asyncio.Lock] = {}

    def is_seen(self, sender: Sender) -> bool:
        """Return whether the person opened her home tab since this process started."""
        return (sender.workspace, sender.user) in self._seen

    async def open(self, installation: Installation, sender: Sender) -> None:
        """Draw the tab, and from now on keep it up to date."""
        key = (sender.workspace, sender.user)
        self._seen.pop(key, None)
        self._seen[key] = None
        if len(self._seen) > MOST_SEEN:
            self._seen.popitem(last=False)
        await self.draw(installation, sender)

    async def draw(
        self, installation: Installation, sender: Sender, answer: tuple[str, Card] | None = None
    ) -> None:
        """Draw the tab as things stand, with the ``answer`` to the last press on top.

        What fails is logged: the tab is drawn anew whenever it is opened.
        """
        key = (sender.workspace, sender.user)
        lock = self._locks.setdefault(key, asyncio.Lock())
        try:
            async with lock:
                cards = await self._desk.overview(sender)
                view = home_view.home(cards, answer, support=self._support)
                await self._publish(installation, sender.user, view)
        except CallError as error:
            _log.warning("a home tab could not be drawn", reason=error.verdict.error)
        finally:
            if not lock.locked():
                self._locks.pop(key, None)

    async def _publish(
        self, installation: Installation, user: str, view: dict[str, object]
    ) -> None:
        async def publish(client: AsyncWebClient) -> object:
            return await client.views_publish(user_id=user, view=view)

        await self._client.call(installation, "views.publish", publish)
