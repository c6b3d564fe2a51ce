"""The home tab: drawn when it is opened, and anew after everything its person does."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from weakref import WeakValueDictionary

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from adapters.base import Desk
from adapters.slack.cards import home_view
from adapters.slack.cards.home_view import overview_key
from adapters.slack.errands.fitting import fitting
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
        # Kept by whoever draws or waits to draw, and by nobody else.
        self._locks: WeakValueDictionary[tuple[str, str], asyncio.Lock] = WeakValueDictionary()

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

        Where Slack does not take it that is logged: the tab is drawn anew whenever it is opened.
        An answer is not lost so: then `CallError` is raised.
        """
        lock = self._locks.setdefault((sender.workspace, sender.user), asyncio.Lock())
        try:
            async with lock:
                found = await self._desk.overview(sender)
                cards = [fitting(card, overview_key(place)) for place, card in enumerate(found)]
                on_top = answer and (answer[0], fitting(answer[1], answer[0]))
                view = home_view.home(cards, on_top, support=self._support)
                await self._publish(installation, sender.user, view)
        except CallError as error:
            if answer:
                raise
            _log.warning("a home tab could not be drawn", reason=error.verdict.error)

    async def _publish(
        self, installation: Installation, user: str, view: dict[str, object]
    ) -> None:
        async def publish(client: AsyncWebClient) -> object:
            return await client.views_publish(user_id=user, view=view)

        await self._client.call(installation, "views.publish", publish)
