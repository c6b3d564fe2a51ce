"""Teams as a platform: its route, its timetable, its way out; put together of its parts."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from datetime import datetime

from starlette.routing import BaseRoute, Route

from adapters.base import Arrivals, Desk
from adapters.ending import end
from adapters.lanes import SWEPT, Lanes
from adapters.store import Store
from adapters.teams.cards.adaptive import message
from adapters.teams.config import TeamsConfig
from adapters.teams.errands.handing_over import Files
from adapters.teams.errands.invoked import Invoked, quietly
from adapters.teams.errands.naming import NamingDesk, in_names
from adapters.teams.errands.opening import Opener, Shortcut
from adapters.teams.errands.people import People
from adapters.teams.errands.pressing import Presses
from adapters.teams.errands.reception import Reception
from adapters.teams.errands.replying import Replies
from adapters.teams.errands.rooms import Rooms
from adapters.teams.errands.translating import Translator
from adapters.teams.errands.unasked import Unasked
from adapters.teams.errands.wire import Activity, activity
from adapters.teams.errands.working import Worker
from adapters.teams.inbound.dispatch import Dispatcher
from adapters.teams.inbound.endpoint import PATH, Endpoint
from adapters.teams.inbound.gate import Gate
from adapters.teams.inbound.keys import KeyCache
from adapters.teams.outbound.addresses import Addresses
from adapters.teams.outbound.connector import Connector
from adapters.teams.outbound.conversations import PLATFORM
from adapters.teams.outbound.identity import token_request
from adapters.teams.outbound.pacing import Pacing
from adapters.teams.outbound.sending import Sender
from adapters.teams.outbound.tokens import Tokens
from adapters.transport import Pool
from coaching.clock import Clock
from coaching.messages import Card

SWEEP_EVERY = 5.0
ADDRESSES_EVERY = 3600.0
DRAIN_WITHIN = 3.0


class TeamsAdapter:
    """NetLead in every tenant that it serves."""

    name = PLATFORM

    def __init__(
        self,
        config: TeamsConfig,
        desk: Desk,
        arrivals: Arrivals,
        store: Store,
        clock: Clock,
        *,
        shortcuts: Mapping[str, Shortcut],
        room_words: Iterable[str],
    ) -> None:
        """Let people in Teams talk with ``desk``; `ValueError` where ``config`` lets anybody in.

        ``shortcuts`` make the forms of message actions, by the id of their command; a channel is
        looked up for lines that begin with one of ``room_words``.
        """
        config.check()
        desk = NamingDesk(desk)
        self._config = config
        self._clock = clock
        self._pool = Pool()
        self._tokens = Tokens(self._pool, lambda: token_request(config, self._pool))
        self._keys = KeyCache(config.openid_url, self._pool, clock)
        self._addresses = Addresses(store, config)
        connector = Connector(config, self._pool, self._tokens, Pacing())
        self._sender = Sender(connector, self._addresses, rendered)
        self._lanes = Lanes(arrivals)
        people, rooms, presses = People(connector), Rooms(connector), Presses(desk)
        self._unasked = Unasked(self._sender, self._addresses, rooms)
        translator = Translator(people, rooms, self._addresses, room_words)
        replies = Replies(connector, self._sender, presses)
        files = Files(connector)
        self._worker = Worker(self._lanes, translator, desk, presses, replies, files)
        invoked = Invoked(translator, desk, presses, replies, files, self._lanes)
        reception = Reception(
            arrivals=arrivals,
            addresses=self._addresses,
            lanes=self._lanes,
            worker=self._worker,
            invoked=invoked,
            opener=Opener(presses, people, translator, invoked, shortcuts),
            clock=clock,
        )
        dispatcher = Dispatcher(config.app_id, reception, connector)
        self._endpoint = Endpoint(Gate(config, self._keys, clock), dispatcher.dispatch)

    def routes(self) -> Sequence[BaseRoute]:
        """Return the address that Teams calls."""
        return [Route(PATH, self._endpoint)]

    async def run(self) -> None:
        """Keep keys, the token and left-overs going until cancelled."""
        works = [
            self._every(SWEEP_EVERY, self._sweep),
            self._every(ADDRESSES_EVERY, self._tidy),
        ]
        if self._config.app_id:
            works += [self._keys.run(), self._tokens.keep()]
        tasks = [asyncio.create_task(work) for work in works]
        try:
            await asyncio.gather(*tasks)
        finally:
            await end(tasks)
            await self._endpoint.drain(DRAIN_WITHIN)
            await self._lanes.drain(DRAIN_WITHIN)
            await self._tokens.close()
            await self._pool.close()

    async def send(self, conversation: str, card: Card, key: str) -> str | None:
        """Deliver a nudge or a channel's post; `DeliveryError` if that fails."""
        await self._unasked.send(conversation, card, key)
        return None

    async def delivered(self, conversation: str, key: str, since: datetime) -> bool | None:
        """Return None: Teams lets no bot look."""
        return await self._sender.delivered(conversation, key, since)

    async def forget(self, tenant: str, person: str) -> None:
        """Remove where a person is reached; where everybody in ``tenant`` is, without a person."""
        await self._addresses.forget(tenant, person)

    async def _every(self, seconds: float, work: Callable[[], Awaitable[None]]) -> None:
        while True:
            await quietly(work())
            await asyncio.sleep(seconds)

    async def _sweep(self) -> None:
        found = SWEPT
        while found == SWEPT:
            found = await self._worker.sweep()

    async def _tidy(self) -> None:
        await self._addresses.sweep(self._clock.now())


def rendered(card: Card, key: str) -> list[Activity]:
    """Return a card as the activities that are sent for it."""
    return [activity(message(in_names(card), key))]
