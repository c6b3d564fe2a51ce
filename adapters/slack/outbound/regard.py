"""Regard for people: nothing to outsiders, nothing to whoever is away or is not to be disturbed."""

from __future__ import annotations

from slack_sdk.web.async_client import AsyncWebClient

from adapters.base import DeliveryError
from adapters.slack.installs.installations import Installation
from adapters.slack.outbound.addresses import Address
from adapters.slack.outbound.client import SlackClient
from adapters.slack.outbound.people import People
from adapters.slack.outbound.rooms import Rooms
from adapters.slack.verdicts import CallError
from coaching.clock import Clock

HOUR = 3600.0
AWAY_LOOK = 4 * HOUR
"""Seconds until somebody whose status has no end is looked at again."""


class Regard:
    """Looks, before something goes out that nobody asked for, whether it may and whether now."""

    def __init__(self, client: SlackClient, people: People, rooms: Rooms, clock: Clock) -> None:
        self._client = client
        self._people = people
        self._rooms = rooms
        self._clock = clock

    async def mind(self, installation: Installation, address: Address) -> None:
        """Raise `DeliveryError` where nothing may be sent, or not now; `CallError` if unknown."""
        if address.is_person:
            await self._mind_person(installation, address.target)
        else:
            await self._mind_room(installation, address.target)

    async def _mind_person(self, installation: Installation, user: str) -> None:
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

    async def _mind_room(self, installation: Installation, channel: str) -> None:
        if await self._rooms.shared(installation, channel) is not False:
            reason = "the channel is, or may be, shared with another company"
            raise DeliveryError(reason, verdict="stop")

    async def _undisturbed(self, installation: Installation, user: str, now: float) -> float:
        """Return for how many seconds a person does not want to be disturbed."""

        async def info(client: AsyncWebClient) -> object:
            return await client.dnd_info(user=user)

        try:
            told = await self._client.call(installation, "dnd.info", info)
        except CallError as error:
            if error.verdict.meaning not in ("person", "workspace"):
                raise
            return 0.0  # Slack itself keeps the notification back
        return quiet_for(told, now)


def quiet_for(told: dict[str, object], now: float) -> float:
    """Return for how many seconds somebody is not to be disturbed, by ``dnd.info``'s answer."""
    ends = [0.0]
    if told.get("snooze_enabled"):
        ends.append(_seconds(told.get("snooze_endtime")) or now + HOUR)
    start = _seconds(told.get("next_dnd_start_ts"))
    if told.get("dnd_enabled") and start <= now:
        ends.append(_seconds(told.get("next_dnd_end_ts")))
    return max(0.0, max(ends) - now)


def _seconds(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0
