"""Works errands off: finds whose they are, and says what Slack's refusals make of them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial

import structlog

from adapters.base import Arrival, Desk
from adapters.lanes import Lanes, UndoneError
from adapters.slack.errands.doing import Doer
from adapters.slack.errands.errands import Errand, loaded
from adapters.slack.errands.home import HomeTabs
from adapters.slack.errands.replying import Replies
from adapters.slack.errands.translating import Translator
from adapters.slack.installs.installations import Installation
from adapters.slack.installs.lifecycle import Lifecycle
from adapters.slack.installs.tokens import TokenProvider
from adapters.slack.outbound.handing_over import Files
from adapters.slack.outbound.people import People
from adapters.slack.outbound.posting import Poster
from adapters.slack.verdicts import CallError
from coaching.clock import Clock

_log = structlog.get_logger()

_HOPELESS = frozenset({"person", "workspace"})
"""Refusals that no second try changes; what was said is saved all the same."""


class Worker:
    """Has errands done in their lanes."""

    def __init__(  # noqa: PLR0913 the parts that errands are about
        self,
        *,
        lanes: Lanes,
        tokens: TokenProvider,
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
        self._lanes = lanes
        self._tokens = tokens
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
            lost=lambda: lanes.hold(self._erase_lost()),
        )

    def begin(self, arrival: Arrival, errand: Errand, installation: Installation | None) -> None:
        """Work off a stored errand, in its turn."""
        self._lanes.begin(
            arrival, errand.user, partial(self._stored, arrival, errand, installation)
        )

    async def sweep(self) -> int:
        """Take up what nobody has in hands; return how much it was."""
        return await self._lanes.sweep(self._take_up)

    async def work(
        self, arrival: Arrival, errand: Errand, installation: Installation | None
    ) -> None:
        """Do what an errand asks for; `CallError` and `BusyError` where that has to wait."""
        await self._doer.do(arrival, errand, installation)

    async def _take_up(self, arrival: Arrival) -> None:
        installation = await self._tokens.by_tenant(arrival.tenant)
        self.begin(arrival, loaded(arrival.body), installation)

    async def _stored(
        self, arrival: Arrival, errand: Errand, installation: Installation | None
    ) -> None:
        try:
            await self.work(arrival, errand, installation)
        except CallError as error:
            verdict = error.verdict
            if verdict.meaning == "workspace" and installation is not None:
                await self._note_loss(installation, verdict.error)
            raise UndoneError(verdict.error, final=verdict.meaning in _HOPELESS) from error

    async def _note_loss(self, installation: Installation, error: str) -> None:
        try:
            await self._tokens.lost(installation, error)
        except Exception as trouble:  # noqa: BLE001 the next call that is refused notes it
            _log.warning("a lost installation could not be noted", exc_info=trouble)

    async def _erase_lost(self) -> None:
        await self._lost()
