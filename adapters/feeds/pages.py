"""What is known of a feed or a page once it was read, and what can go wrong on the way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

HEAD = 65_536
"""Bytes of a page in which its title, and where its feed is, have to stand."""

Trouble = Literal["address", "unreachable", "slow", "closed", "gone", "long", "unreadable"]
"""Why there is nothing to read.

``address``: not on the open Internet, or no address at all. ``unreachable``: no such host, no
answer, an error of the server's, or too many redirects. ``slow``: not there within 10 seconds.
``closed``: behind a login. ``gone``: not there (any more). ``long``: no end in sight.
``unreadable``: no feed, or one that nobody should have to read.
"""


class FeedError(Exception):
    """There is nothing to read; ``trouble`` says why, and nothing of what the page said."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble)
        self.trouble: Trouble = trouble


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it came: at most so many bytes of it, and ``cut`` if there were more.

    ``url`` is where it was in the end, ``kind`` the content type; ``etag`` and ``modified`` are
    what to ask with the next time, empty where the server gave none.
    """

    body: bytes
    cut: bool
    url: str
    kind: str
    etag: str
    modified: str


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a feed: plain text, where it leads, when it was published if that was said."""

    title: str
    link: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed that was read at ``url``: at most 50 items, in its own order."""

    url: str
    title: str
    items: tuple[Item, ...]
    etag: str = ""
    modified: str = ""
