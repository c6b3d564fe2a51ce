"""What becomes of a turn: stored and worked off by itself, or answered while Teams waits."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import structlog

from adapters.base import Arrival, Arrivals, BusyError
from adapters.lanes import Lanes
from adapters.teams.errands.errands import Errand, dumped
from adapters.teams.errands.invoked import Invoked, unreadable
from adapters.teams.errands.opening import Opener
from adapters.teams.errands.reading import errand_of, read_pressed, read_said
from adapters.teams.errands.working import Worker
from adapters.teams.outbound.addresses import Addresses
from adapters.teams.outbound.conversations import Place
from adapters.teams.outbound.known import Known, known_person, sightings
from adapters.teams.turns import (
    CardAction,
    Installed,
    InvokeResponse,
    MessageAction,
    Removed,
    Reply,
    Said,
    Turn,
)
from coaching.clock import Clock

_log = structlog.get_logger()

STORED_WITHIN = 5.0
"""Seconds; less than Teams waits before it brings a thing again."""


class Reception:
    """Takes turns in from Teams.

    Everything that comes tells by which address its person and its room are reached. What is said is
    stored before Teams is told that it arrived, each thing once. What Teams waits for is answered at
    once and not stored: Teams does not bring it again, and the coach takes the same thing once.
    """

    def __init__(
        self,
        *,
        arrivals: Arrivals,
        addresses: Addresses,
        lanes: Lanes,
        worker: Worker,
        invoked: Invoked,
        opener: Opener,
        clock: Clock,
    ) -> None:
        self._arrivals = arrivals
        self._addresses = addresses
        self._lanes = lanes
        self._worker = worker
        self._invoked = invoked
        self._opener = opener
        self._clock = clock

    async def take(self, turn: Turn, reply: Reply) -> InvokeResponse | None:  # noqa: ARG002 answers go by address, so that they can follow later
        """Return the answer to a press or an action; None for what was stored, or is not for us.

        `BusyError` where it could not be stored: Teams brings it again.
        """
        event = turn.event
        match event:
            case Installed():
                await self._installed(turn, event)
            case Removed():
                await self._removed(turn)
            case Said():
                await self._store(turn, read_said(turn, event))
            case CardAction(via="submit"):
                await self._store(turn, read_pressed(turn, event))
            case CardAction():
                return await self._executed(turn, event)
            case MessageAction():
                return await self._acted(turn, event)
        return None

    async def _executed(self, turn: Turn, event: CardAction) -> InvokeResponse:
        if event.automatic:
            return unreadable()
        # Teams waits for the answer, which must not wait for that.
        self._lanes.hold(self._note(turn))
        return await self._invoked.press(read_pressed(turn, event), turn.key)

    async def _acted(self, turn: Turn, event: MessageAction) -> InvokeResponse:
        self._lanes.hold(self._note(turn, met=True))
        if event.stage == "fetch":
            return await self._opener.open(turn, event)
        return await self._opener.submit(turn, event)

    async def _installed(self, turn: Turn, event: Installed) -> None:
        """Greet whoever added the app for herself, once; in rooms the app is silent until asked."""
        tenant, who = turn.address.tenant, turn.sender.object_id
        if turn.address.scope != "personal" or event.upgrade or not who:
            await self._note(turn)
            return
        async with self._lanes.lane(tenant, f"greeting:{who}"):
            known = await self._found(Place(tenant, who))
            new = known is None or not (known.alive and known.address.conversation)
            await self._store(turn, errand_of(turn, "greeting") if new else None)

    async def _found(self, place: Place) -> Known | None:
        try:
            async with asyncio.timeout(STORED_WITHIN):
                return await self._addresses.find(place)
        except Exception as error:
            _log.warning("an address could not be looked up", exc_info=error)
            raise BusyError from error

    async def _removed(self, turn: Turn) -> None:
        """Send nothing there any more; what people told the coach stays theirs until they say so."""
        try:
            async with asyncio.timeout(STORED_WITHIN):
                await self._addresses.removed(turn, self._clock.now())
        except Exception as error:
            _log.warning("a removal could not be written down", exc_info=error)
            raise BusyError from error

    async def _store(self, turn: Turn, errand: Errand | None) -> None:
        """Store an errand and have it worked off, if it is new; note who wants it where."""
        if errand is None:
            await self._note(turn)
            return
        arrival = Arrival(turn.key, turn.address.tenant, dumped(errand))
        try:
            new, _ = await asyncio.gather(
                self._arrivals.keep(arrival, STORED_WITHIN), self._note(turn)
            )
        except Exception as error:
            _log.warning("an errand could not be stored", exc_info=error)
            raise BusyError from error
        if new:
            self._worker.begin(arrival, errand)

    async def _note(self, turn: Turn, *, met: bool = False) -> None:
        """Write down by which address a person and a room are reached; never raises.

        ``met``: only the person counts, for the bot may not be in that chat.
        """
        now = self._clock.now()
        nowhere = replace(turn.address, conversation="")
        seen = [known_person(nowhere, turn.sender, now)] if met else sightings(turn, now)
        try:
            async with asyncio.timeout(STORED_WITHIN):
                await self._addresses.see(seen)
        except Exception as error:  # noqa: BLE001 it is told anew by whatever comes next
            _log.warning("an address could not be written down", exc_info=error)
