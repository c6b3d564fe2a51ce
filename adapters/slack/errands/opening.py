"""Opens forms: those of cards whose button asks for one, and those of Slack's shortcuts.

Slack gives three seconds for opening a window. Where what goes into it takes longer, an empty one
is opened first and filled then.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from adapters.base import Desk
from adapters.slack.cards import forms, modals
from adapters.slack.cards.home_view import overview_place
from adapters.slack.cards.presses import Pressed
from adapters.slack.errands import answers
from adapters.slack.errands.errands import Errand
from adapters.slack.errands.fitting import window
from adapters.slack.errands.reading import ident
from adapters.slack.errands.replying import Replies
from adapters.slack.errands.translating import Refusal, Translator, mention_of
from adapters.slack.installs.installations import Installation
from adapters.slack.outbound.client import SlackClient
from adapters.slack.outbound.people import People
from adapters.slack.payloads import part, words
from adapters.slack.verdicts import CallError
from coaching.messages import Card, Mention

_log = structlog.get_logger()

Shortcut = Callable[[Mention | None], Card]
"""Makes the form of a shortcut; of one on a message, for the person who wrote it."""
View = dict[str, Any]
Making = Callable[[], Awaitable[View]]

AT_ONCE = 1.0
"""Seconds that a window may take before an empty one is opened in its place."""
_WINDOW = "window"
"""The key of a window that is no answer to anything."""


class Opener:
    """Opens windows."""

    def __init__(
        self,
        client: SlackClient,
        desk: Desk,
        people: People,
        translator: Translator,
        replies: Replies,
        shortcuts: Mapping[str, Shortcut],
    ) -> None:
        """Open the forms that ``shortcuts`` make, by callback id."""
        self._client = client
        self._desk = desk
        self._people = people
        self._translator = translator
        self._replies = replies
        self._shortcuts = shortcuts

    async def open_form(
        self, installation: Installation, errand: Errand, pressed: Pressed, trigger: str
    ) -> None:
        """Open the form of the card whose button was pressed; in a modal, in its place."""

        async def view() -> View:
            sender = await self._translator.sender(installation, errand)
            place = overview_place(pressed.key)
            if place is None:
                card = await self._desk.recall(sender, pressed.key)
            else:
                cards = await self._desk.overview(sender)
                card = cards[place] if place < len(cards) else None
            return form_of(card, pressed)

        if errand.surface == "view":
            await self._filled(installation, errand, view)
        else:
            await self._opened(installation, errand, trigger, view)

    async def open_shortcut(
        self, installation: Installation, errand: Errand, body: Mapping[str, Any]
    ) -> None:
        """Open the form of a shortcut that whoever ``errand`` names picked."""
        callback, trigger = words(body.get("callback_id")), words(body.get("trigger_id"))
        shortcut = self._shortcuts.get(callback)

        async def view() -> View:
            await self._translator.sender(installation, errand)
            if shortcut is None:
                return window(answers.GONE, _WINDOW)
            mention = None
            if body.get("type") == "message_action":
                found = await self._author(installation, part(body, "message"), errand.user)
                if isinstance(found, Card):
                    return window(found, _WINDOW)
                mention = found
            card = shortcut(mention)
            return forms.form(card, card.buttons[0], callback)

        await self._opened(installation, errand, trigger, view)

    async def bring(self, installation: Installation, errand: Errand, card: Card, key: str) -> None:
        """Bring a late answer into the window that its form was in, or if that is closed, to the person.

        `CallError` if that fails.
        """
        await self._replies.reply(installation, errand, card, key)

    async def _author(
        self, installation: Installation, message: Mapping[str, Any], actor: str
    ) -> Mention | Card:
        author = ident(message.get("user"))
        if not author or message.get("bot_id"):
            return answers.NOBODY
        if author == actor:
            return answers.OWN_WORDS
        try:
            person = await self._people.person(installation, author)
        except CallError:
            return answers.UNSURE_WHO
        return answers.NOBODY if person.is_app else mention_of(person, f"<@{author}>")

    async def _opened(
        self, installation: Installation, errand: Errand, trigger: str, view: Making
    ) -> None:
        making = asyncio.ensure_future(_made(view))
        try:
            done, _ = await asyncio.wait({making}, timeout=AT_ONCE)
            first = making.result() if done else modals.opening()
            opened = part(await self._open(installation, trigger, first), "view")
        except CallError as error:
            _log.warning("a form could not be opened", reason=error.verdict.error)
            making.cancel()
            await self._tell(installation, errand)
            return
        if not done:
            place = Errand(
                kind="press", view=words(opened.get("id")), view_hash=words(opened.get("hash"))
            )
            await self._show(installation, place, await making)

    async def _open(
        self, installation: Installation, trigger: str, view: View
    ) -> Mapping[str, Any]:
        async def call(client: AsyncWebClient) -> object:
            return await client.views_open(trigger_id=trigger, view=view)

        return await self._client.call(installation, "views.open", call)

    async def _filled(self, installation: Installation, errand: Errand, view: Making) -> None:
        await self._show(installation, errand, await _made(view))

    async def _show(self, installation: Installation, errand: Errand, view: View) -> None:
        try:
            await self._replies.show(installation, errand, view)
        except CallError as error:
            # The window was closed, or shows something newer by now: that was the person's wish.
            _log.warning("a form could not be filled", reason=error.verdict.error)

    async def _tell(self, installation: Installation, errand: Errand) -> None:
        try:
            await self._replies.tell(installation, errand, answers.NO_WINDOW, _WINDOW)
        except CallError as error:
            _log.warning("nobody could be told of a form", reason=error.verdict.error)


async def _made(view: Making) -> View:
    """Return the window, or one that says why it cannot be shown; never raises."""
    try:
        return await view()
    except Refusal as refusal:
        return window(refusal.card, _WINDOW)
    except Exception as error:  # noqa: BLE001 an empty window would stay open for ever
        _log.error("a form could not be made", exc_info=error)
        return window(answers.BUSY, _WINDOW)


def form_of(card: Card | None, pressed: Pressed) -> View:
    """Return the form behind a pressed button of a card."""
    buttons = card.buttons if card else ()
    button = next((b for b in buttons if b.submits and b.command == pressed.command), None)
    try:
        if card is not None and button is not None:
            return forms.form(card, button, pressed.key)
    except ValueError as error:
        _log.warning("a form does not fit into a window", exc_info=error)
    return window(answers.GONE, pressed.key)
