"""A stand-in for the assembled program, so that the command line can be tried alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from types import ModuleType

from adapters.base import Handler
from bot.settings import Settings
from coaching.clock import Clock
from coaching.messages import Button, Card, Message


class Coach:
    """Answers with what it was told, by whom, and when."""

    command_names = ("today", "tip")

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    @property
    def handle(self) -> Handler:
        async def answer(message: Message) -> Card | None:
            title = (
                f"{message.sender.name} said {message.text} on {self._clock.now():%Y-%m-%d %H:%M}"
            )
            return Card(title=title, buttons=(Button(label="Tip", command="tip"),))

        return answer


class App(ModuleType):
    """``bot.app`` with nothing behind it; ``fails`` is raised wherever the real one might."""

    def __init__(self) -> None:
        super().__init__("bot.app")
        self.fails: BaseException | None = None
        self.rows: list[dict[str, object]] = []
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

    @contextmanager
    def open_coach(self, settings: Settings, clock: Clock) -> Iterator[Coach]:
        assert settings.port
        self._fail()
        try:
            yield Coach(clock)
        finally:
            self.closed = True
