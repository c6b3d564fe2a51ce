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
from adapters.slack.errands.errands import Errand
from adapters.slack.errands.replying import Replies
from adapters.slack.errands.translating import NOT_YOURS, Refusal, Translator, mention_of
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

AT_ONCE = 1.0
"""Seconds that a window may take before an empty one is opened in its place."""
_GONE = Card(
    refused=True,
    title="That was a while ago",
    body="I no longer have what this form was about. Type it instead, or `help`.",
)
_NOBODY = Card(
    refused=True,
    title="Nobody to note",
    body="That message was written by an app, and I keep people. Pick a message that a person wrote.",
)
_UNKNOWN = Card(
    refused=True,
    title="One moment, please",
    body="Slack does not tell me at the moment who wrote that. Please try again in a minute, "
    "or type `/netlead got help from` and the name.",
)


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

    def knows(self, callback: str) -> bool:
        """Return whether there is a shortcut of that name."""
        return callback in self._shortcuts

    async def open_form(
        self, installation: Installation, errand: Errand, pressed: Pressed, trigger: str
    ) -> None:
        """Open the form of the card whose button was pressed; in a modal, in its place."""

        async def view() -> View:
            try:
                sender = await self._translator.sender(installation, errand)
            except Refusal as refusal:
                return modals.answer_view(refusal.card, errand.card, "NetLead")
            place = overview_place(pressed.key)
            if place is None:
                card = await self._desk.recall(sender, pressed.key)
            else:
                cards = await self._desk.overview(sender)
                card = cards[place] if place < len(cards) else None
            return form_of(card, pressed)

        if errand.surface == "view":
            await self._safely(self._filled(installation, errand, view))
        else:
            await self._safely(self._opened(installation, trigger, view))

    async def open_shortcut(self, installation: Installation, body: Mapping[str, Any]) -> None:
        """Open the form of a shortcut."""
        callback, trigger = words(body.get("callback_id")), words(body.get("trigger_id"))
        message = part(body, "message")

        async def view() -> View:
            mention = None
            if body.get("type") == "message_action":
                author = words(message.get("user"))
                found = await self._author(installation, message, author)
                if isinstance(found, Card):
                    return modals.answer_view(found, callback, found.title)
                mention = found
            card = self._shortcuts[callback](mention)
            return forms.form(card, card.buttons[0], callback)

        actor = Errand(
            kind="press",
            user=words(part(body, "user").get("id")),
            team=words(part(body, "user").get("team_id")) or words(part(body, "team").get("id")),
        )
        await self._safely(
            self._opened(installation, trigger, self._for_members(installation, actor, view))
        )

    def _for_members(
        self, installation: Installation, actor: Errand, view: Callable[[], Awaitable[View]]
    ) -> Callable[[], Awaitable[View]]:
        async def checked() -> View:
            try:
                await self._translator.sender(installation, actor)
            except Refusal:
                return modals.answer_view(NOT_YOURS, "shortcut", "NetLead")
            return await view()

        return checked

    async def _author(
        self, installation: Installation, message: Mapping[str, Any], author: str
    ) -> Mention | Card:
        if not author or message.get("bot_id"):
            return _NOBODY
        try:
            person = await self._people.person(installation, author)
        except CallError:
            return _UNKNOWN
        return _NOBODY if person.is_app else mention_of(person, f"<@{author}>")

    async def _opened(
        self, installation: Installation, trigger: str, view: Callable[[], Awaitable[View]]
    ) -> None:
        making = asyncio.ensure_future(view())
        done, _ = await asyncio.wait({making}, timeout=AT_ONCE)
        first = making.result() if done else modals.opening()

        async def call(client: AsyncWebClient) -> object:
            return await client.views_open(trigger_id=trigger, view=first)

        answer = await self._client.call(installation, "views.open", call)
        if not done:
            opened = part(answer, "view")
            errand = Errand(
                kind="press", view=words(opened.get("id")), view_hash=words(opened.get("hash"))
            )
            await self._replies.show(installation, errand, await making)

    async def _filled(
        self, installation: Installation, errand: Errand, view: Callable[[], Awaitable[View]]
    ) -> None:
        await self._replies.show(installation, errand, await view())

    async def _safely(self, opening: Awaitable[None]) -> None:
        try:
            await opening
        except CallError as error:
            # The window was closed, or Slack's three seconds were over: the person sees that.
            _log.warning("a form could not be opened", reason=error.verdict.error)
        except Exception as error:  # noqa: BLE001 a window that cannot be made must not end the others
            _log.error("a form could not be made", exc_info=error)


def form_of(card: Card | None, pressed: Pressed) -> View:
    """Return the form behind a pressed button of a card."""
    buttons = card.buttons if card else ()
    button = next((b for b in buttons if b.submits and b.command == pressed.command), None)
    if card is None or button is None or not card.inputs:
        return modals.answer_view(_GONE, pressed.key, _GONE.title)
    return forms.form(card, button, pressed.key)
