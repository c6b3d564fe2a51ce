"""The conversations of a window: the channel's own and each thread's, as far as they were read."""

from __future__ import annotations

from collections.abc import Iterator

from coaching.detection.saying import Said

LOOK_BACK = 60
"""Lines of a conversation that still belong to what is said now."""


class Talk:
    """What was said so far, by conversation."""

    def __init__(self) -> None:
        """Begin with silence."""
        self._channel: list[Said] = []
        self._threads: dict[str, list[Said]] = {}
        self._opened: dict[str, Said] = {}
        self._mine: dict[str, list[Said]] = {}

    def add(self, said: Said) -> None:
        """Take in the next line."""
        thread = said.line.thread
        if said.line.key:
            self._opened.setdefault(said.line.key, said)
        if thread is None:
            self._channel.append(said)
            return
        parent = self._opened.get(thread)
        self._threads.setdefault(thread, [parent] if parent else []).append(said)
        if parent is not None:
            self._mine.setdefault(parent.line.author, []).append(said)

    def around(self, said: Said) -> list[Said]:
        """Return the newest lines of the conversation that ``said`` belongs to, oldest first.

        A line in the channel also belongs to the threads that its author opened: many thank there.
        """
        thread = said.line.thread
        if thread is not None:
            if thread not in self._threads and thread in self._opened:
                return [self._opened[thread]]
            return self._threads.get(thread, [])[-LOOK_BACK:]
        mine = self._mine.get(said.line.author, ())[-LOOK_BACK:]
        channel = self._channel[-LOOK_BACK:]
        if not mine:
            return channel
        oldest = channel[0].number if channel else 0
        return sorted([*channel, *(s for s in mine if s.number > oldest)], key=lambda s: s.number)


def others(lines: list[Said], me: str) -> Iterator[Said]:
    """Yield what people other than ``me`` said, the newest first."""
    return (s for s in reversed(lines) if s.line.author not in {me, ""} and not s.line.bot)
