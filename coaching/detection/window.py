"""What detection is given, a window of lines, and what it yields, events of help."""

from __future__ import annotations

from dataclasses import dataclass

THANKS, ANSWER, SHARE = "thanks", "answer", "share"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One message.

    ``author`` is an id, ``name`` what people call its owner. Mentions stand in ``text`` as
    ``<@id>``; ``mentions`` holds the ids of a platform that marks them otherwise. ``at`` is in
    seconds, ``None`` where unknown. ``key`` names the line, and ``thread`` is the key of the line
    that opened its thread.
    """

    author: str
    text: str
    name: str = ""
    bot: bool = False
    at: float | None = None
    key: str = ""
    thread: str | None = None
    mentions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """Somebody helped somebody.

    ``kind`` is `THANKS`, `ANSWER` or `SHARE`; ``confidence`` (0..1) how often such an event turned
    out to be so, which is what it weighs in the ledger; ``line`` the number of the line, from 0,
    that shows it.
    """

    helper: str
    helped: str
    kind: str
    confidence: float
    line: int
