"""Works off errands: each person's one after the other, and what others left behind as well."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import structlog

from adapters.base import Arrival, Arrivals, BusyError, Desk
from adapters.slack.errands.errands import Errand, loaded
from adapters.slack.errands.home import HomeTabs
from adapters.slack.errands.replying import Replies
from adapters.slack.errands.translating import Refusal, Translator, sender_of
from adapters.slack.installs.installations import Installation, InstallationStore
from adapters.slack.installs.lifecycle import Lifecycle
from adapters.slack.outbound.handing_over import Files
from adapters.slack.outbound.people import People
from adapters.slack.outbound.posting import Poster
from adapters.slack.outbound.rooms import DIRECT
from adapters.slack.verdicts import CallError
from coaching.clock import Clock

_log = structlog.get_logger()

AT_ONCE = 64
"""Errands that are worked off at the same time."""
MOST_WAITING = 2_000
"""Errands that wait in memory; beyond, the stored ones wait in the database alone."""
SWEPT = 50


@dataclass(slots=True)
class _Lane:
    """One person's errands, in their order."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    count: int = 0


class Worker:
    """Does what errands ask for, and notes what was done."""

    def __init__(  # noqa: PLR0913 the parts that errands are about
        self,
        *,
        arrivals: Arrivals,
        installations: InstallationStore,
        lifecycle: Lifecycle,
        translator: Translator,
        desk: Desk,
        poster: Poster,
        files: Files,
        replies: Replies,
        home: HomeTabs,
        people: People,
        clock: Clock,
        lost: Callable[[], Awaitable[None]],
    ) -> None:
        """Work with these; ``lost`` is called when a workspace has taken the app out."""
        self._arrivals = arrivals
        self._installations = installations
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
        self._places = asyncio.Semaphore(AT_ONCE)
        self._tasks: set[asyncio.Task[None]] = set()
        self._lanes: dict[tuple[str, str], _Lane] = {}

    def begin(self, arrival: Arrival, errand: Errand, installation: Installation | None) -> None:
        """Work off a stored errand, in its turn."""
        if len(self._tasks) < MOST_WAITING:
            self.hold(self._stored(arrival, errand, installation))

    def hold(self, work: Coroutine[None, None, None]) -> None:
        """Let ``work`` go on by itself, and be waited for at the end."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def sweep(self) -> int:
        """Take up what nobody has in hands; return how much it was."""
        found = await self._arrivals.left_over(SWEPT)
        for arrival in found:
            installation = await self._installations.by_tenant(arrival.tenant)
            self.begin(arrival, loaded(arrival.body), installation)
        return len(found)

    async def drain(self, within: float) -> None:
        """Wait for what is being worked off, some seconds at most; the rest is taken up later."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=within)

    async def _stored(
        self, arrival: Arrival, errand: Errand, installation: Installation | None
    ) -> None:
        try:
            async with self._lane(arrival.tenant, errand.user), self._places:
                await self.work(arrival, errand, installation)
            await self._arrivals.settle(arrival)
        except (BusyError, CallError, TimeoutError) as error:
            reason = error.verdict.error if isinstance(error, CallError) else type(error).__name__
            final = isinstance(error, CallError) and error.verdict.meaning in _HOPELESS
            _log.warning("an errand was not worked off", reason=reason, attempt=arrival.tries)
            await self._give_back(arrival, final=final)
        except Exception as error:  # noqa: BLE001 one errand must not stop the others
            _log.error("an errand could not be worked off", exc_info=error)
            await self._give_back(arrival, final=False)

    async def _give_back(self, arrival: Arrival, *, final: bool) -> None:
        try:
            if final:
                await self._arrivals.settle(arrival)
            else:
                await self._arrivals.put_back(arrival)
        except Exception as error:  # noqa: BLE001 it comes back by itself when its lease ends
            _log.warning("an errand could not be given back", exc_info=error)

    async def work(
        self, arrival: Arrival, errand: Errand, installation: Installation | None
    ) -> None:
        """Do what an errand asks for; `CallError` and `BusyError` where that has to wait."""
        if errand.kind == "installation":
            if await self._lifecycle.heed(errand.told):
                self.hold(self._erase_lost())
        elif installation is None or not installation.active:
            return
        elif errand.kind == "person":
            person = self._people.learn(installation, errand.told, errand.user)
            await self._desk.follow(sender_of(installation, errand.user, person))
        elif errand.kind == "home":
            await self._home.open(installation, await self._translator.sender(installation, errand))
        else:
            await self._answer(arrival, errand, installation)

    async def _erase_lost(self) -> None:
        await self._lost()

    async def _answer(self, arrival: Arrival, errand: Errand, installation: Installation) -> None:
        if await self._is_answered(arrival, errand, installation):
            return
        sender = sender_of(installation, errand.user, None)
        try:
            message = await self._translator.message(installation, errand, arrival.key)
            sender = message.sender
            card = await self._desk.answer(message)
        except Refusal as refusal:
            card = refusal.card
        if errand.surface == "home":
            await self._home.draw(installation, sender, (arrival.key, card))
            return
        await self._replies.reply(installation, errand, card, arrival.key)
        if card.files:
            where = errand.channel if errand.channel.startswith(DIRECT) else errand.user
            await self._files.hand_over(installation, where, card.files, arrival.key)
        if self._home.is_seen(sender):
            await self._home.draw(installation, sender)

    async def _is_answered(
        self, arrival: Arrival, errand: Errand, installation: Installation
    ) -> bool:
        """Look whether an earlier beginning got as far as the answer in a direct conversation."""
        posted = errand.kind == "message" and errand.channel.startswith(DIRECT)
        if not arrival.tries or not posted:
            return False
        now = self._clock.now()
        return await self._poster.arrived(installation, errand.channel, arrival.key, now)

    @asynccontextmanager
    async def _lane(self, tenant: str, user: str) -> AsyncIterator[None]:
        lane = self._lanes.setdefault((tenant, user), _Lane())
        lane.count += 1
        try:
            async with lane.lock:
                yield
        finally:
            lane.count -= 1
            if not lane.count:
                del self._lanes[(tenant, user)]


_HOPELESS = frozenset({"person", "workspace"})
"""Refusals that no second try changes; what was said is saved all the same."""
