"""A stand-in for the assembled program, so that the command line can be tried alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from types import ModuleType

from adapters.base import Adapter, Handler
from bot.settings import Settings
from coaching.clock import MovableClock, SystemClock
from coaching.messages import Button, Card, Message, Sender


class Ticker:
    """Has nothing due, ever."""

    def __init__(self, clock: MovableClock) -> None:
        self._clock = clock

    async def tick(self) -> None:
        """Find nothing."""

    async def advance(self, by: timedelta) -> None:
        self._clock.advance(by)


class Coach:
    """Answers with what it was told, by whom, and when."""

    command_names = ("today", "tip")
    movable = True

    def __init__(self, now: datetime | None) -> None:
        present = SystemClock()
        self.clock = MovableClock(present, now - present.now() if now else timedelta())

    @property
    def handle(self) -> Handler:
        async def answer(message: Message) -> Card | None:
            title = (
                f"{message.sender.name} said {message.text} on {self.clock.now():%Y-%m-%d %H:%M}"
            )
            return Card(title=title, buttons=(Button(label="Tip", command="tip"),))

        return answer

    def knows(self, sender: Sender) -> bool:
        return sender.name == "Sam"

    async def close(self) -> None:
        """Have nothing to let go of."""

    def attend(self, sender: Sender, adapter: Adapter) -> Ticker:
        assert sender.platform == adapter.name
        return Ticker(self.clock)


class App(ModuleType):
    """``bot.app`` and ``bot.reports`` with nothing behind them; ``fails`` is raised wherever the real one might."""

    def __init__(self) -> None:
        super().__init__("bot.app")
        self.fails: BaseException | None = None
        self.rows: list[dict[str, object]] = []
        self.newest: list[dict[str, object]] = []
        self.asked: list[datetime] = []
        self.ran: list[Settings] = []
        self.closed = False

    def _fail(self) -> None:
        if self.fails:
            raise self.fails

    def run(self, settings: Settings) -> int:
        self._fail()
        self.ran.append(settings)
        return 3

    def dry_run(self, settings: Settings, at: datetime) -> list[dict[str, object]]:
        assert settings.port
        self._fail()
        self.asked.append(at)
        return self.rows

    def newest_nudges(self, settings: Settings) -> list[dict[str, object]]:
        assert settings.port
        return self.newest

    @contextmanager
    def open_coach(self, settings: Settings, now: datetime | None) -> Iterator[Coach]:
        assert settings.port
        self._fail()
        try:
            yield Coach(now)
        finally:
            self.closed = True
