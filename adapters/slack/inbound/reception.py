"""What is answered to Slack at once: that something was stored, or what a person is to see.

Slack waits three seconds. An event is stored before it is told that it arrived; where that takes
too long it is told to come again. Commands and forms are never sent again, so their answer, or
that there is none yet, is what they get.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace

import structlog
from slack_bolt.response import BoltResponse

from adapters.base import Arrival, Arrivals, Desk
from adapters.lanes import Lanes
from adapters.slack.cards import forms
from adapters.slack.errands.answers import BUSY, FIXED, GONE, NOT_INSTALLED
from adapters.slack.errands.errands import Errand, dumped
from adapters.slack.errands.fitting import posting
from adapters.slack.errands.home import HomeTabs
from adapters.slack.errands.opening import Opener
from adapters.slack.errands.reading import read_actor, read_command, read_event, read_press
from adapters.slack.errands.translating import Translator
from adapters.slack.errands.working import Worker
from adapters.slack.inbound.asking import Asking
from adapters.slack.inbound.background import quietly
from adapters.slack.inbound.deliveries import Delivery
from adapters.slack.inbound.limits import Limits, Verdict
from adapters.slack.inbound.saying import again, empty, in_form, in_window, shown, spoken
from adapters.slack.inbound.taking import Intake
from adapters.slack.installs.installations import Installation
from adapters.slack.outbound.handing_over import Files
from adapters.slack.outbound.posting import Poster
from adapters.slack.payloads import part, words
from coaching.messages import Card

__all__ = ["Reception", "quietly"]

_log = structlog.get_logger()

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
        lanes: Lanes,
        worker: Worker,
    ) -> None:
        self._opener = opener
        self._poster = poster
        self._lanes = lanes
        self._worker = worker
        self._intake = Intake(arrivals, lanes, worker)
        self._asking = Asking(desk, translator, files, home, lanes)
        self._limits = Limits()

    async def take(self, delivery: Delivery) -> BoltResponse:
        """Answer a payload; never raises."""
        try:
            return await self._taken(delivery)
        except Exception as error:  # noqa: BLE001 an event then comes again, a person is told
            _log.error("a payload could not be answered", exc_info=error)
            return spoken(BUSY, delivery.key) if "command" in delivery.body else again()

    async def _taken(self, delivery: Delivery) -> BoltResponse:  # noqa: PLR0911 a return for each kind of payload
        body = delivery.body
        match words(body.get("type")):
            case "event_callback":
                return await self._event(delivery)
            case "block_actions":
                return await self._action(delivery)
            case "view_submission":
                return await self._submission(delivery)
            case "shortcut" | "message_action":
                return self._shortcut(delivery)
            case "block_suggestion":
                return shown({"options": []})
            case "app_rate_limited":
                # Slack keeps events back from an app that gets more than 30,000 an hour.
                _log.warning("Slack keeps events back", workspace=delivery.tenant)
        if "command" in body:
            return await self._command(delivery)
        return empty()

    async def _event(self, delivery: Delivery) -> BoltResponse:
        """Store what an event asks for: 200 then, 503 if that takes too long."""
        body, installation = delivery.body, delivery.installation
        errand = read_event(body)
        if errand is None:
            return empty()
        if self._lanes.closing or (delivery.in_doubt and errand.kind != "installation"):
            return again()
        if errand.kind != "installation":
            if installation is None or errand.user == installation.bot_user_id:
                return empty()
            if errand.kind not in _PASSING:
                verdict = self._counted(installation, errand, delivery.event_name)
                if verdict == "hush":
                    return empty()
                if verdict:
                    errand = replace(errand, fixed=verdict)
        arrival = Arrival(delivery.event_name, delivery.tenant, dumped(errand))
        if errand.kind in _PASSING:
            self._lanes.offer(self._pass_by(arrival, errand, installation))
            return empty()
        taken = await self._intake.take_anyway(arrival, errand, installation, delivery.by)
        return empty() if taken else again()

    async def _command(self, delivery: Delivery) -> BoltResponse:
        """Answer a slash command, for that person alone."""
        errand, key, installation = read_command(delivery.body), delivery.key, delivery.installation
        if errand is None:
            return empty()
        if installation is None or self._lanes.closing:
            return spoken(self._why_not(delivery), key)
        if verdict := self._counted(installation, errand, key):
            return empty() if verdict == "hush" else spoken(FIXED[verdict], key)

        async def bring(card: Card) -> None:
            await self._say(errand, card, key, installation)

        return spoken(await self._asking.answer(delivery, installation, errand, bring), key)

    async def _action(self, delivery: Delivery) -> BoltResponse:
        """Take in a pressed button, or open the form that it asks for."""
        read = read_press(delivery.body)
        if read is None:
            return empty()
        errand, pressed = read
        key, installation = delivery.key, delivery.installation
        if self._lanes.closing:
            return again()
        if installation is None:
            return self._turned_away(delivery, errand)
        if verdict := self._counted(installation, errand, key):
            if verdict == "hush":
                return empty()
            errand, pressed = replace(errand, fixed=verdict, keeps=True), None
        if pressed is not None and pressed.kind == "form":
            trigger = words(delivery.body.get("trigger_id"))
            opening = self._opener.open_form(installation, errand, pressed, trigger)
            self._lanes.hold(quietly(opening))
            return empty()
        arrival = Arrival(key, installation.tenant, dumped(errand))
        if not await self._intake.take(arrival, errand, installation, delivery.by):
            self._lanes.hold(quietly(self._say(errand, BUSY, key, installation)))
        return empty()

    async def _submission(self, delivery: Delivery) -> BoltResponse:
        """Answer a form: what is wrong under its field, or what was done in its place."""
        key, installation = delivery.key, delivery.installation
        view = part(delivery.body, "view")
        submission = forms.read_submission(view)
        errand = read_actor(delivery.body, submission)
        if errand is None:
            return empty()
        if installation is None or self._lanes.closing:
            return in_form(view, self._why_not(delivery), key)
        if submission is None:
            return in_window(GONE, key)
        if submission.problems:
            return shown({"response_action": "errors", "errors": dict(submission.problems)})
        if verdict := self._counted(installation, errand, key):
            return in_form(view, FIXED.get(verdict, FIXED["slow_down"]), key)

        async def bring(card: Card) -> None:
            await self._opener.bring(installation, errand, card, key)

        card = await self._asking.answer(delivery, installation, errand, bring)
        return in_form(view, card, key) if card.refused else in_window(card, key)

    def _shortcut(self, delivery: Delivery) -> BoltResponse:
        """Open the form of a shortcut."""
        errand, installation = read_actor(delivery.body), delivery.installation
        if errand is None:
            return empty()
        if self._lanes.closing:
            return again()
        if installation is None:
            return self._turned_away(delivery, errand)
        if verdict := self._counted(installation, errand, delivery.key):
            if verdict != "hush":
                telling = self._say(errand, FIXED[verdict], delivery.key, installation)
                self._lanes.hold(quietly(telling))
            return empty()
        opening = self._opener.open_shortcut(installation, errand, delivery.body)
        self._lanes.hold(quietly(opening))
        return empty()

    async def _pass_by(
        self, arrival: Arrival, errand: Errand, installation: Installation | None
    ) -> None:
        await quietly(self._worker.work(arrival, errand, installation))

    def _counted(self, installation: Installation, errand: Errand, key: str) -> Verdict:
        now = asyncio.get_running_loop().time()
        verdict = self._limits.take(installation.tenant, errand.user, key, now)
        if verdict and verdict != "hush":
            _log.warning("too much at once", reason=verdict, workspace=installation.tenant)
        return verdict

    def _why_not(self, delivery: Delivery) -> Card:
        return BUSY if delivery.in_doubt or self._lanes.closing else NOT_INSTALLED

    def _turned_away(self, delivery: Delivery, errand: Errand) -> BoltResponse:
        """Answer somebody whose workspace has no installation, or none that can be found now."""
        if errand.response_url:
            telling = self._say(errand, self._why_not(delivery), delivery.key, None)
            self._lanes.hold(quietly(telling))
            return empty()
        return again() if delivery.in_doubt else empty()

    async def _say(
        self, errand: Errand, card: Card, key: str, installation: Installation | None
    ) -> None:
        """Say something to one person beside what she did."""
        said = posting(card, key)
        if errand.response_url:
            await self._poster.respond(errand.response_url, said, replaces=False)
        elif installation is not None:
            await self._poster.post(installation, errand.user, said, key)
