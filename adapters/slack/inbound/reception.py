"""What is answered to Slack at once: that something was stored, or what a person is to see.

Slack waits three seconds. An event is stored before it is told that it arrived; where that takes
too long it is told to come again. Commands and forms are never sent again, so their answer, or
that there is none yet, is what they get.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Mapping
from typing import Any

import structlog
from slack_bolt.response import BoltResponse

from adapters.base import Arrival, Arrivals, Desk, Later
from adapters.slack.cards import blocks, forms, modals
from adapters.slack.errands.errands import Errand, dumped
from adapters.slack.errands.home import HomeTabs
from adapters.slack.errands.opening import Opener
from adapters.slack.errands.reading import read_command, read_event, read_press
from adapters.slack.errands.translating import Refusal, Translator
from adapters.slack.errands.working import Worker
from adapters.slack.installs.installations import Installation
from adapters.slack.outbound.handing_over import Files
from adapters.slack.outbound.posting import Poster
from adapters.slack.payloads import part, words
from adapters.slack.verdicts import CallError
from coaching.messages import Card, Message

_log = structlog.get_logger()

Payload = Mapping[str, Any]

STORED_WITHIN = 2.0
ANSWERED_WITHIN = 2.0
"""Seconds, with the look-ups before still within the three that Slack waits."""
BUSY = Card(
    refused=True,
    body="I am a little busy and could not take that in; nothing was saved. "
    "Please try again in a moment.",
)
_PASSING = frozenset({"home", "person"})
"""Errands that need not be stored: what they show is shown anew the next time."""


class Reception:
    """Answers Slack."""

    def __init__(  # noqa: PLR0913 the parts that it hands on to
        self,
        *,
        arrivals: Arrivals,
        desk: Desk,
        translator: Translator,
        opener: Opener,
        poster: Poster,
        files: Files,
        home: HomeTabs,
        worker: Worker,
    ) -> None:
        self._arrivals = arrivals
        self._desk = desk
        self._translator = translator
        self._opener = opener
        self._poster = poster
        self._files = files
        self._home = home
        self._worker = worker

    async def event(
        self, body: Payload, key: str, installation: Installation | None
    ) -> BoltResponse:
        """Store what an event asks for: 200 then, 503 if that takes too long."""
        errand = read_event(body)
        if errand is None or (installation is None and errand.kind != "installation"):
            return empty()
        tenant = installation.tenant if installation else words(body.get("team_id"))
        key = f"event:{words(body.get('event_id'))}"[:128] if body.get("event_id") else key
        arrival = Arrival(key, tenant, dumped(errand))
        if errand.kind in _PASSING:
            self._worker.hold(self._passing(arrival, errand, installation))
            return empty()
        return await self._store(arrival, errand, installation) or BoltResponse(status=503, body="")

    async def command(self, body: Payload, key: str, installation: Installation) -> BoltResponse:
        """Answer a slash command, for that person alone."""
        errand = read_command(body)

        async def later(card: Card) -> None:
            await self._poster.respond(
                errand.response_url, blocks.message(card, key), replaces=False
            )

        card = await self._answered(installation, errand, key, later)
        posting = blocks.message(card, key)
        return shown({"response_type": "ephemeral", "text": posting.text, "blocks": posting.blocks})

    async def action(self, body: Payload, key: str, installation: Installation) -> BoltResponse:
        """Take in a pressed button, or open the form that it asks for."""
        read = read_press(body)
        if read is None:
            return empty()
        errand, pressed = read
        if pressed.kind == "form":
            trigger = words(body.get("trigger_id"))
            self._worker.hold(self._opener.open_form(installation, errand, pressed, trigger))
            return empty()
        arrival = Arrival(key, installation.tenant, dumped(errand))
        taken = await self._store(arrival, errand, installation)
        if taken is None:
            self._worker.hold(self._too_busy(errand, key))
        return taken or empty()

    async def submission(self, body: Payload, key: str, installation: Installation) -> BoltResponse:
        """Answer a form: what is wrong under its field, or what was done in its place."""
        view = part(body, "view")
        submission = forms.read_submission(view)
        if submission is None:
            return empty()
        if submission.problems:
            return shown({"response_action": "errors", "errors": dict(submission.problems)})
        user = part(body, "user")
        errand = Errand(
            kind="press",
            user=words(user.get("id")),
            team=words(user.get("team_id")) or words(part(body, "team").get("id")),
            text=submission.command,
            card=submission.key,
            label=submission.label,
        )

        async def later(card: Card) -> None:
            posting = blocks.message(card, key)
            await self._poster.post(installation, errand.user, posting, key)

        card = await self._answered(installation, errand, key, later)
        if card.refused:
            return shown({"response_action": "errors", "errors": forms.errors(view, card)})
        view = modals.answer_view(card, key, card.title)
        return shown({"response_action": "update", "view": view})

    def shortcut(self, body: Payload, installation: Installation) -> BoltResponse:
        """Open the form of a shortcut."""
        if self._opener.knows(words(body.get("callback_id"))):
            self._worker.hold(self._opener.open_shortcut(installation, body))
        return empty()

    async def _answered(
        self, installation: Installation, errand: Errand, key: str, later: Later
    ) -> Card:
        begun = asyncio.get_running_loop().time()
        try:
            message = await self._translator.message(installation, errand, key)
        except Refusal as refusal:
            return refusal.card
        left = ANSWERED_WITHIN + begun - asyncio.get_running_loop().time()
        card = await self._desk.answer_within(message, max(left, 0.5), later)
        self._redraw(installation, message)
        if card.files:
            handing = self._files.hand_over(installation, errand.user, card.files, key)
            self._worker.hold(quietly(handing))
        return card

    def _redraw(self, installation: Installation, message: Message) -> None:
        if self._home.is_seen(message.sender):
            self._worker.hold(self._home.draw(installation, message.sender))

    async def _store(
        self, arrival: Arrival, errand: Errand, installation: Installation | None
    ) -> BoltResponse | None:
        """Store an errand and have it worked off; None where it could not be stored in time."""
        try:
            new = await self._arrivals.keep(arrival, STORED_WITHIN)
        except Exception as error:  # noqa: BLE001 whatever it was, it is not stored
            _log.warning("an errand could not be stored", exc_info=error)
            return None
        if new:
            self._worker.begin(arrival, errand, installation)
        return empty()

    async def _passing(
        self, arrival: Arrival, errand: Errand, installation: Installation | None
    ) -> None:
        await quietly(self._worker.work(arrival, errand, installation))

    async def _too_busy(self, errand: Errand, key: str) -> None:
        posting = blocks.message(BUSY, key)
        await quietly(self._poster.respond(errand.response_url, posting, replaces=False))


async def quietly(work: Awaitable[None]) -> None:
    """Do ``work`` that nobody waits for; what fails is logged."""
    try:
        await work
    except Refusal:
        return
    except CallError as error:
        _log.warning("Slack did not take something", reason=error.verdict.error)
    except Exception as error:  # noqa: BLE001 nobody waits for it
        _log.error("something was left undone", exc_info=error)


def empty() -> BoltResponse:
    """Return the answer that says no more than that it arrived."""
    return BoltResponse(status=200, body="")


def shown(data: Mapping[str, Any]) -> BoltResponse:
    """Return an answer for Slack to show."""
    return BoltResponse(
        status=200, body=json.dumps(data), headers={"content-type": "application/json"}
    )
