"""Nudges and channel posts: to whom they are meant for, once, or with the reason why not."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

import structlog

from adapters.base import DeliveryError
from adapters.teams.outbound.activities import apart
from adapters.teams.outbound.addresses import Addresses
from adapters.teams.outbound.calls import Activity
from adapters.teams.outbound.connector import Connector
from adapters.teams.outbound.conversations import Place, read_place
from adapters.teams.outbound.known import Known
from adapters.teams.outbound.patience import INSISTENT, ONCE
from adapters.teams.outbound.verdicts import USUAL_WAIT, CallError
from adapters.teams.turns import Address
from coaching.messages import Card

_log = structlog.get_logger()

READY_WITHIN = 2.5
"""Seconds for everything that comes before the first message: with it (`ONCE`) less than the
outbox waits for a send, so that it is known whether anything was sent."""
_OPENING = replace(ONCE, within=READY_WITHIN, for_a_place=READY_WITHIN)
_FOLLOWING = replace(INSISTENT, within=ONCE.within, longest_pause=3.0, for_a_place=3.0)
"""For a second message: the first has arrived, and half of it is worse than some of it twice."""

Render = Callable[[Card, str], Sequence[Activity]]
"""Makes activities of a card and its key."""


class Sender:
    """Sends what nobody asked for at this moment."""

    def __init__(self, connector: Connector, addresses: Addresses, render: Render) -> None:
        """Send what ``render`` makes of cards to whom ``addresses`` know."""
        self._connector = connector
        self._addresses = addresses
        self._render = render

    async def send(self, conversation: str, card: Card, key: str) -> None:
        """Deliver ``card``; `DeliveryError` says what may be done if that fails."""
        try:
            first, *others = apart(self._render(card, key))
        except Exception as error:
            # Whatever is wrong with a card: nothing was sent, and nobody needs to wonder.
            raise DeliveryError("the card cannot be shown", verdict="retry") from error
        known = await self._ready(conversation)
        try:
            await self._connector.send(known.address, first, patience=ONCE)
        except CallError as error:
            await self._heed(known, error)
            raise
        await self._follow(known, others)

    async def delivered(self, conversation: str, key: str, since: datetime) -> bool | None:  # noqa: ARG002 the signature is the platforms'
        """Return None: Teams lets no bot look whether a message arrived."""
        return None

    async def direct_chat(self, tenant: str, person: str) -> Address:
        """Return a person's direct chat with the bot, opened if it was not; by object id.

        `DeliveryError` where there is no way to the person.
        """
        return (await self._ready(str(Place(tenant, person)))).address

    async def _ready(self, conversation: str) -> Known:
        """Return whom ``conversation`` leads to, with all there that sending takes."""
        try:
            place = read_place(conversation)
        except ValueError as error:
            raise DeliveryError(str(error), verdict="stop") from error
        try:
            async with asyncio.timeout(READY_WITHIN):
                known = await self._reachable(place)
                await self._connector.ready()
                return known
        except DeliveryError:
            raise
        except TimeoutError as error:
            raise _wait("getting ready took too long") from error
        except Exception as error:
            # Nothing was sent yet, whatever went wrong: it can be tried again.
            _log.exception("a nudge's way to Teams could not be found")
            raise _wait("getting ready failed") from error

    async def _reachable(self, place: Place) -> Known:
        known = await self._addresses.find(place)
        if known is None:
            raise DeliveryError("the app is not there", verdict="stop")
        if not known.alive:
            raise DeliveryError("closed until something comes from there", verdict="stop")
        if known.address.conversation:
            return known
        try:
            opened = await self._connector.create_conversation(
                known.address, known.person, patience=_OPENING
            )
        except CallError as error:
            await self._heed(known, error)
            raise
        return await self._addresses.opened(known, opened)

    async def _follow(self, known: Known, others: Sequence[Activity]) -> None:
        try:
            async with asyncio.timeout(ONCE.within):
                for activity in others:
                    await self._connector.send(known.address, activity, patience=_FOLLOWING)
        except (CallError, TimeoutError) as error:
            # Sent again as a whole, the first part would be there twice.
            raise DeliveryError("only a part arrived", verdict="unsure") from error

    async def _heed(self, known: Known, error: CallError) -> None:
        """Note that a conversation is closed, if that is what ``error`` says."""
        if error.judgement.meaning != "person":
            return
        try:
            await self._addresses.lost(known)
        except Exception:  # noqa: BLE001 what Teams said holds, whether or not it can be written down
            _log.exception("a closed address in Teams could not be marked")


def _wait(reason: str) -> DeliveryError:
    return DeliveryError(reason, verdict="wait", retry_after=USUAL_WAIT)
