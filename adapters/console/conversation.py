"""One person's conversation with the coach, as a terminal or a pipe holds it: line by line."""

from __future__ import annotations

import asyncio
import re
from uuid import uuid4

from adapters.base import Handler
from coaching.messages import Card, Message, Press, Sender

PLATFORM = "console"
WORKSPACE = "local"
_UNKEEPABLE = re.compile(r"[\x00\ud800-\udfff]")


class Conversation:
    """Brings lines to the coach, one after the other, and waits for each answer."""

    def __init__(
        self, handler: Handler, runner: asyncio.Runner, user: str, time_zone: str = ""
    ) -> None:
        """Speak as ``user``; all messages are handled in the one event loop of ``runner``."""
        self._handler = handler
        self._runner = runner
        self.sender = Sender(
            platform=PLATFORM,
            workspace=WORKSPACE,
            user=user,
            name=user,
            time_zone=time_zone,
            # Whoever is at this machine's keyboard runs it.
            is_admin=True,
        )

    def say(self, text: str, press: Press | None = None) -> tuple[str, Card]:
        """Return the message's own id and the answer to ``text``; an empty card: nothing to say."""
        message = Message(
            id=uuid4().hex,
            sender=self.sender,
            conversation=f"{PLATFORM}:{self.sender.user}",
            text=clean(text),
            press=press,
        )
        return message.id, self._runner.run(self._answer(message)) or Card()

    async def _answer(self, message: Message) -> Card | None:
        return await self._handler(message)


def clean(text: str) -> str:
    """Return ``text`` as something every database can keep: no NUL, no half characters.

    A terminal hands bytes that are no UTF-8 on as lone surrogates; they become U+FFFD.
    """
    return _UNKEEPABLE.sub("\ufffd", text)
