"""Nudges and channel posts: at the right moment, paced, and never to somebody who must not get one."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from adapters.base import DeliveryError
from adapters.slack.cards import blocks
from adapters.slack.installs.installations import Installation
from adapters.slack.installs.tokens import TokenProvider
from adapters.slack.outbound.client import SlackClient
from adapters.slack.outbound.people import People
from adapters.slack.outbound.posting import Poster
from adapters.slack.outbound.rooms import Rooms
from adapters.slack.verdicts import CallError
from coaching.clock import Clock
from coaching.messages import Card

_log = structlog.get_logger()

HOUR = 3600.0
AWAY_LOOK = 4 * HOUR
"""Seconds until somebody whose status has no end is looked at again."""
_PEOPLE = ("U", "W")


@dataclass(frozen=True, slots=True)
class Address:
    """Where a conversation is: a person with her direct conversation if it is known, or a channel."""

    tenant: str
    target: str
    direct: str = ""

    @property
    def is_person(self) -> bool:
        """Return whether this is one person's own conversation."""
        return self.target.startswith(_PEOPLE)


def read_address(conversation: str) -> Address:
    """Return what ``slack:T1:U1``, ``slack:T1:U1:D1`` or ``slack:T1:C1`` stands for."""
    _, tenant, target, *direct = conversation.split(":")
    return Address(tenant, target, *direct[:1])


class Sender:
    """Sends what nobody asked for at this moment."""

    def __init__(
        self,
        client: SlackClient,
        poster: Poster,
        people: People,
        rooms: Rooms,
        tokens: TokenProvider,
        clock: Clock,
    ) -> None:
        self._client = client
        self._poster = poster
        self._people = people
        self._rooms = rooms
        self._tokens = tokens
        self._clock = clock
        self._direct: dict[tuple[str, str], str] = {}

    async def send(self, conversation: str, card: Card, key: str) -> None:
        """Deliver ``card``; `DeliveryError` says what may be done if that fails."""
        address = read_address(conversation)
        installation = await self._installation(address.tenant)
        try:
            if address.is_person:
                await self._mind(installation, address.target)
            else:
                await self._mind_room(installation, address.target)
            channel = self._channel(address)
            self._take_place(installation, channel)
            posting = blocks.message(card, key)
            arrived_in = await self._poster.post(installation, channel, posting, key)
        except CallError as error:
            raise await self._delivery_error(installation, error) from error
        if address.is_person:
            self._direct[(address.tenant, address.target)] = arrived_in

    async def delivered(self, conversation: str, key: str) -> bool | None:
        """Look whether the card arrived; None where Slack lets us not look."""
        address = read_address(conversation)
        channel = self._channel(address)
        if not channel.startswith("D"):
            return None
        installation = await self._installation(address.tenant)
        try:
            return await self._poster.arrived(installation, channel, key, self._clock.now())
        except CallError as error:
            if error.verdict.error in ("missing_scope", "channel_not_found"):
                return None
            raise await self._delivery_error(installation, error) from error

    async def _installation(self, tenant: str) -> Installation:
        found = await self._tokens.by_tenant(tenant)
        if found is None:
            # It may be installed again within the day that a nudge keeps.
            reason = "the app is not installed there"
            raise DeliveryError(reason, verdict="wait", retry_after=HOUR)
        return found

    def _channel(self, address: Address) -> str:
        if not address.is_person:
            return address.target
        known = self._direct.get((address.tenant, address.target))
        return address.direct or known or address.target

    async def _mind(self, installation: Installation, user: str) -> None:
        """Wait for whoever is away or does not want to be disturbed; never write to outsiders."""
        person = await self._people.person(installation, user)
        if person.is_gone or person.is_app or person.side == "outside":
            reason = "this person is not to be written to"
            raise DeliveryError(reason, verdict="stop")
        now = self._clock.now().timestamp()
        if person.is_away and not 0 < person.away_until <= now:
            wait = person.away_until - now if person.away_until else AWAY_LOOK
            raise DeliveryError("away", verdict="wait", retry_after=wait)
        if installation.has("dnd:read"):
            wait = await self._undisturbed(installation, user, now)
            if wait > 0:
                raise DeliveryError("not to be disturbed", verdict="wait", retry_after=wait)

    async def _undisturbed(self, installation: Installation, user: str, now: float) -> float:
        """Return for how many seconds a person does not want to be disturbed."""

        async def info(client: AsyncWebClient) -> object:
            return await client.dnd_info(user=user)

        try:
            told = await self._client.call(installation, "dnd.info", info)
        except CallError as error:
            if error.verdict.meaning in ("retry", "wait"):
                raise
            return 0.0  # Slack itself keeps the notification back
        return quiet_for(told, now)

    async def _mind_room(self, installation: Installation, channel: str) -> None:
        room = await self._rooms.room(installation, channel, "")
        if room.shared is not False:
            reason = "the channel is, or may be, shared with another company"
            raise DeliveryError(reason, verdict="stop")

    def _take_place(self, installation: Installation, channel: str) -> None:
        now = asyncio.get_running_loop().time()
        wait = self._client.pacing.unsolicited(installation.tenant, channel, now)
        if wait:
            raise DeliveryError("not so fast", verdict="wait", retry_after=wait)

    async def _delivery_error(self, installation: Installation, error: CallError) -> DeliveryError:
        verdict = error.verdict
        reason = verdict.error
        match verdict.meaning:
            case "unsure":
                return DeliveryError(reason, verdict="unsure")
            case "retry" | "token":
                return DeliveryError(reason, verdict="retry", retry_after=verdict.retry_after)
            case "wait":
                return DeliveryError(reason, verdict="wait", retry_after=verdict.retry_after)
            case "workspace":
                await self._tokens.lost(installation, reason)
                return DeliveryError(reason, verdict="wait", retry_after=HOUR)
            case "person":
                return DeliveryError(reason, verdict="stop")


def quiet_for(told: dict[str, object], now: float) -> float:
    """Return for how many seconds somebody is not to be disturbed, by ``dnd.info``'s answer."""
    ends = [0.0]
    if told.get("snooze_enabled"):
        ends.append(_seconds(told.get("snooze_endtime")))
    start = _seconds(told.get("next_dnd_start_ts"))
    if told.get("dnd_enabled") and start <= now:
        ends.append(_seconds(told.get("next_dnd_end_ts")))
    return max(0.0, max(ends) - now)


def _seconds(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0
