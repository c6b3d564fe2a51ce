"""What a feed's parser gets to see: the first 50 items, and nothing made to keep it busy.

The parser takes seconds for a megabyte of items or of nested tags; the scanner beneath it, expat, takes
hundredths, so it goes first.
"""

from __future__ import annotations

from xml.parsers import expat

from adapters.feeds.pages import FeedError

ITEMS = 50
DEEPEST = 64
"""Levels of tags; feeds have ten."""
_LONGEST_ENTITY = 200
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_ITEM = frozenset({"item", "entry"})


class _EnoughError(Exception):
    """The last item that is wanted has ended."""


class _Sieve:
    """Follows a document's tags up to the end of its last wanted item."""

    def __init__(self, body: bytes) -> None:
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.EntityDeclHandler = self._entity
        self.items = 0
        self.end = 0
        self.still_open: list[str] = []
        self._body = body
        self._open: list[str] = []

    def _start(self, name: str, _: dict[str, str]) -> None:
        self._open.append(name)
        if len(self._open) > DEEPEST:
            raise FeedError("unreadable")

    def _end(self, name: str) -> None:
        self._open.pop()
        if name.rpartition(":")[2] in _ITEM:
            self.items += 1
            self.end = self._body.find(b">", self.parser.CurrentByteIndex) + 1
            self.still_open = self._open.copy()
            if self.items == ITEMS:
                raise _EnoughError

    def _entity(self, *declared: object) -> None:
        value = declared[2]
        # One that is made of others grows with each; one from elsewhere is never fetched.
        if isinstance(value, str) and (
            "&" in value or "%" in value or len(value) > _LONGEST_ENTITY
        ):
            raise FeedError("unreadable")


def sift(body: bytes, *, cut: bool) -> bytes:
    """Return the document up to the end of its 50th item, closed where it was left open.

    Of one that was ``cut`` short, up to the last whole item. What is no XML at all stays as it is.
    `FeedError` for tags nested too deep and entities made of entities.
    """
    sieve = _Sieve(body)
    try:
        sieve.parser.Parse(body, True)  # noqa: FBT003 expat takes it by place
    except expat.ExpatError:
        return _closed(body, sieve) if cut and sieve.items else body
    except _EnoughError:
        return _closed(body, sieve)
    return body


def _closed(body: bytes, sieve: _Sieve) -> bytes:
    if body.startswith(_WIDE):  # two bytes a letter: the parser's time is limited anyway
        return body
    tags = "".join(f"</{name}>" for name in reversed(sieve.still_open))
    return body[: sieve.end] + tags.encode()
