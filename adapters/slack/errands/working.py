"""Works off errands: each person's one after the other, and what others left behind as well."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field

import structlog

from adapters.base import Arrival, Arrivals, BusyError, Desk
from adapters.slack.errands.doing import Doer
from adapters.slack.errands.errands import Errand, loaded
from adapters.slack.errands.home import HomeTabs
from adapters.slack.errands.replying import Replies
from adapters.slack.errands.translating import Translator
from adapters.slack.installs.installations import Installation, InstallationStore
from adapters.slack.installs.lifecycle import Lifecycle
from adapters.slack.outbound.handing_over import Files
from adapters.slack.outbound.people import People
from adapters.slack.outbound.posting import Poster
from adapters.slack.verdicts import CallError
from coaching.clock import Clock

_log = structlog.get_logger()

AT_ONCE = 64
"""Errands that are worked off at the same time."""
MOST_WAITING = 2_000
"""Errands that wait in memory; beyond, the stored ones wait in the database alone."""
SWEPT = 50
LET_GO_AFTER = 60.0
"""Seconds that an errand waits here for its turn. Then it is left to whoever sweeps next: its lease
is about to end, and two at work on one errand could both answer."""
LAST_WORDS = 1.0
"""Seconds for giving back what was broken off at the end."""


@dataclass(slots=True)
class _Lane:
    """One person's errands, in their order."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    count: int = 0


class Worker:
    """Works errands off, and notes which were."""

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
        self._lost = lost
        self._doer = Doer(
            lifecycle=lifecycle,
            translator=translator,
            desk=desk,
            poster=poster,
            files=files,
            replies=replies,
            home=home,
            people=people,
            clock=clock,
            lost=lambda: self.hold(self._erase_lost()),
        )
        self.closing = False
        self._places = asyncio.Semaphore(AT_ONCE)
        self._tasks: set[asyncio.Task[None]] = set()
        self._present: set[asyncio.Future[None]] = set()
        self._lanes: dict[tuple[str, str], _Lane] = {}
        self._in_hand: set[tuple[str, str]] = set()

    def begin(self, arrival: Arrival, errand: Errand, installation: Installation | None) -> None:
        """Work off a stored errand, in its turn."""
        self.offer(self._stored(arrival, errand, installation))

    def hold(self, work: Coroutine[None, None, None]) -> None:
        """Let ``work`` go on by itself, and be waited for at the end."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def offer(self, work: Coroutine[None, None, None]) -> bool:
        """Let ``work`` go on by itself, unless there is too much of it; say whether it does."""
        if len(self._tasks) < MOST_WAITING:
            self.hold(work)
            return True
        work.close()
        return False

    @contextmanager
    def present(self) -> Iterator[None]:
        """Have the end wait for what is done inside."""
        leaving = asyncio.get_running_loop().create_future()
        self._present.add(leaving)
        try:
            yield
        finally:
            self._present.discard(leaving)
            leaving.set_result(None)

    async def sweep(self) -> int:
        """Take up what nobody has in hands; return how much it was."""
        self.closing = False
        room = min(SWEPT, MOST_WAITING - len(self._tasks))
        found = await self._arrivals.left_over(room) if room > 0 else []
        for arrival in found:
            # One that waits here longer than its lease is not begun a second time.
            if (arrival.tenant, arrival.key) not in self._in_hand:
                await self._take_up(arrival)
        return len(found)

    async def drain(self, within: float) -> None:
        """Wait some seconds for what is being worked off; give the rest back, and take in no more."""
        self.closing = True
        loop = asyncio.get_running_loop()
        end = loop.time() + within
        while (busy := {*self._tasks, *self._present}) and (left := end - loop.time()) > 0:
            await asyncio.wait(busy, timeout=left)
        if unfinished := set(self._tasks):
            for task in unfinished:
                task.cancel()
            await asyncio.wait(unfinished, timeout=LAST_WORDS)

    async def work(
        self, arrival: Arrival, errand: Errand, installation: Installation | None
    ) -> None:
        """Do what an errand asks for; `CallError` and `BusyError` where that has to wait."""
        await self._doer.do(arrival, errand, installation)

    async def _take_up(self, arrival: Arrival) -> None:
        try:
            errand = loaded(arrival.body)
            installation = await self._installations.by_tenant(arrival.tenant)
        except Exception as error:  # noqa: BLE001 one that cannot be begun must not stop the others
            _log.warning("an errand could not be taken up", exc_info=error)
            await self._give_back(arrival, final=False)
        else:
            self.begin(arrival, errand, installation)

    async def _stored(
        self, arrival: Arrival, errand: Errand, installation: Installation | None
    ) -> None:
        name = (arrival.tenant, arrival.key)
        self._in_hand.add(name)
        try:
            await self._in_turn(arrival, errand, installation)
        except (BusyError, CallError, TimeoutError) as error:
            await self._put_off(arrival, error, installation)
        except asyncio.CancelledError:
            await self._give_back(arrival, final=False)
            raise
        except Exception as error:  # noqa: BLE001 one errand must not stop the others
            _log.error("an errand could not be worked off", exc_info=error)
            await self._give_back(arrival, final=False)
        finally:
            self._in_hand.discard(name)

    async def _in_turn(
        self, arrival: Arrival, errand: Errand, installation: Installation | None
    ) -> None:
        loop = asyncio.get_running_loop()
        end = loop.time() + LET_GO_AFTER
        async with self._lane(arrival.tenant, errand.user), self._places:
            if loop.time() > end:
                _log.warning("an errand waited too long for its turn", workspace=arrival.tenant)
                return
            await self.work(arrival, errand, installation)
        await self._arrivals.settle(arrival)

    async def _put_off(
        self, arrival: Arrival, error: Exception, installation: Installation | None
    ) -> None:
        verdict = error.verdict if isinstance(error, CallError) else None
        reason = verdict.error if verdict else type(error).__name__
        _log.warning("an errand was not worked off", reason=reason, attempt=arrival.tries)
        if verdict and verdict.meaning == "workspace" and installation is not None:
            await self._note_loss(installation, verdict.error)
        await self._give_back(arrival, final=bool(verdict and verdict.meaning in _HOPELESS))

    async def _note_loss(self, installation: Installation, error: str) -> None:
        try:
            if await self._installations.mark_refused(installation, error):
                _log.error(
                    "Slack does not take the app's token any more; somebody there has to install "
                    "it again",
                    workspace=installation.tenant,
                    reason=error,
                )
        except Exception as trouble:  # noqa: BLE001 the next call that is refused notes it
            _log.warning("a lost installation could not be noted", exc_info=trouble)

    async def _give_back(self, arrival: Arrival, *, final: bool) -> None:
        try:
            if final:
                await self._arrivals.settle(arrival)
            else:
                await self._arrivals.put_back(arrival)
        except Exception as error:  # noqa: BLE001 it comes back by itself when its lease ends
            _log.warning("an errand could not be given back", exc_info=error)

    async def _erase_lost(self) -> None:
        await self._lost()

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
