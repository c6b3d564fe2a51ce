"""Does what one errand asks for: lets the coach answer, and brings the answer to its place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from adapters.base import Arrival, Desk
from adapters.slack.errands.answers import FIXED
from adapters.slack.errands.errands import Errand
from adapters.slack.errands.home import HomeTabs
from adapters.slack.errands.replying import Replies, is_posted
from adapters.slack.errands.translating import Refusal, Translator, address, sender_of
from adapters.slack.installs.installations import Installation
from adapters.slack.installs.lifecycle import Lifecycle
from adapters.slack.outbound.handing_over import Files
from adapters.slack.outbound.people import People
from adapters.slack.outbound.posting import Poster
from adapters.slack.outbound.rooms import DIRECT
from coaching.clock import Clock
from coaching.messages import Card, Sender

LOOK_BACK = timedelta(hours=1)
"""How long ago an answer can have been sent to an errand that does not say when it came."""


class Doer:
    """Does errands, each as often as it is told to: what was done before is not done twice."""

    def __init__(  # noqa: PLR0913 the parts that errands are about
        self,
        *,
        lifecycle: Lifecycle,
        translator: Translator,
        desk: Desk,
        poster: Poster,
        files: Files,
        replies: Replies,
        home: HomeTabs,
        people: People,
        clock: Clock,
        lost: Callable[[], None],
    ) -> None:
        """Do errands with these; ``lost`` is called when a workspace has taken the app out."""
        self._lifecycle = lifecycle
        self._translator = translator
        self._desk = desk
        self._poster = poster
        self._files = files
        self._replies = replies
        self._home = home
        self._people = people
        self._clock = clock
        self._lost = lost

    async def do(self, arrival: Arrival, errand: Errand, installation: Installation | None) -> None:
        """Do what an errand asks for; `CallError` and `BusyError` where that has to wait."""
        if errand.kind == "installation":
            if await self._lifecycle.heed(errand.told):
                self._lost()
        elif installation is None or not installation.active:
            return
        elif errand.kind == "person":
            person = self._people.learn(installation, errand.told, errand.user)
            await self._desk.follow(sender_of(installation, errand.user, person))
        elif errand.kind == "home":
            sender = await self._translator.sender(installation, errand)
            if errand.channel.startswith(DIRECT):
                # Known before the first nudge, so that one in doubt can be looked for.
                await self._desk.follow(sender, address(installation, errand))
            await self._home.open(installation, sender)
        else:
            await self._answer(arrival, errand, installation)

    async def _answer(self, arrival: Arrival, errand: Errand, installation: Installation) -> None:
        if arrival.tries and await self._is_answered(arrival, errand, installation):
            # What was to come after the answer may be missing: the files of an export.
            asker = sender_of(installation, errand.user, None)
            earlier = await self._desk.recall(asker, arrival.key)
            if earlier is not None:
                await self._hand_over(installation, errand, earlier, arrival.key)
            return
        try:
            sender, card = await self._asked(arrival, errand, installation)
        except Refusal as refusal:
            if refusal.to_app and errand.kind != "press":
                return
            sender, card = sender_of(installation, errand.user, None), refusal.card
        if errand.surface == "home":
            await self._home.draw(installation, sender, (arrival.key, card))
            return
        await self._replies.reply(installation, errand, card, arrival.key)
        await self._hand_over(installation, errand, card, arrival.key)
        if self._home.is_seen(sender):
            await self._home.draw(installation, sender)

    async def _hand_over(
        self, installation: Installation, errand: Errand, card: Card, key: str
    ) -> None:
        if card.files:
            where = errand.channel if errand.channel.startswith(DIRECT) else errand.user
            await self._files.hand_over(installation, where, card.files, key)

    async def _asked(
        self, arrival: Arrival, errand: Errand, installation: Installation
    ) -> tuple[Sender, Card]:
        """Return who asked, and the coach's answer or the one that is certain without him."""
        if errand.fixed in FIXED:
            return sender_of(installation, errand.user, None), FIXED[errand.fixed]
        message = await self._translator.message(installation, errand, arrival.key)
        return message.sender, await self._desk.answer(message)

    async def _is_answered(
        self, arrival: Arrival, errand: Errand, installation: Installation
    ) -> bool:
        """Look whether an earlier beginning got as far as the answer in a direct conversation."""
        if not is_posted(errand) or not errand.channel.startswith(DIRECT):
            return False
        began = datetime.fromtimestamp(errand.at, UTC) if errand.at else self._clock.now()
        since = began if errand.at else began - LOOK_BACK
        # Where more was said since than can be looked through, rather twice than never.
        return bool(
            await self._poster.arrived(
                installation, errand.channel, arrival.key, since, thread=errand.thread
            )
        )
