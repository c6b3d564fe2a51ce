"""The process that reads: a page comes in, what is in it goes out as JSON. Run by `reading`.

It has nothing that could be stolen: no settings, no database, no secrets in its environment.
"""

from __future__ import annotations

import io
import json
import os
import re
import sys
from calendar import timegm
from datetime import UTC, datetime
from html.parser import HTMLParser
from time import struct_time
from typing import Any
from urllib.parse import urljoin

from adapters.feeds.pages import FeedError
from adapters.feeds.sifting import ITEMS, sift

LONGEST_TITLE, LONGEST_LINK = 300, 2000
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
_DECLARED_WITHIN = 1024
_POLITE = 10


def main() -> None:
    """Read a line with what it is, then the page; write what was read, or what is wrong with it."""
    if hasattr(os, "nice"):
        os.nice(_POLITE)
    told = json.loads(sys.stdin.buffer.readline())
    read = read_feed if told["what"] == "feed" else read_page
    try:
        found = read(sys.stdin.buffer.read(), told)
    except FeedError as error:
        found = {"trouble": error.trouble}
    sys.stdout.write(json.dumps(found))


def read_feed(body: bytes, told: dict[str, Any]) -> dict[str, Any]:
    """Return a feed's title and items; `FeedError` if it is none."""
    import feedparser  # noqa: PLC0415 a page's title needs none of it

    headers = {"content-type": told["kind"], "content-location": told["url"]}
    # Only ever from memory: a text that is a path or an address would be opened.
    read = feedparser.parse(
        io.BytesIO(sift(body, cut=told["cut"])), response_headers=headers, sanitize_html=True
    )
    if not read.version and not read.entries:
        raise FeedError("unreadable")
    return {
        "title": _plain(read.feed.get("title_detail")),
        "items": [_item(entry, told["url"]) for entry in read.entries[:ITEMS]],
    }


def read_page(body: bytes, told: dict[str, Any]) -> dict[str, Any]:
    """Return the title of a page, empty if it has none."""
    page = _Title()
    page.feed(_decoded(body, told["kind"]))
    return {"title": _tidy("".join(page.found))}


class _Title(HTMLParser):
    """Gathers the text of the first title."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._inside = self._done = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 the base class gives them
        self._inside = tag == "title" and not self._done

    def handle_endtag(self, tag: str) -> None:
        if tag == "title" and self._inside:
            self._inside, self._done = False, True

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.found.append(data)


class _Text(HTMLParser):
    """Gathers all text between tags."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(data)


def _item(entry: Any, base: str) -> dict[str, Any]:  # noqa: ANN401 feedparser has no types
    link = urljoin(base, entry.get("link", ""))
    return {
        "title": _plain(entry.get("title_detail")),
        "link": link if len(link) <= LONGEST_LINK else "",
        "at": _instant(entry.get("published_parsed") or entry.get("updated_parsed")),
    }


def _plain(detail: Any) -> str:  # noqa: ANN401 feedparser has no types
    """Return a title without tags; one that is plain text keeps its ``<``."""
    if not detail:
        return ""
    if detail.type == "text/plain":
        return _tidy(detail.value)
    text = _Text()
    text.feed(detail.value)
    text.close()
    return _tidy("".join(text.found))


def _tidy(text: str) -> str:
    return " ".join(text[: LONGEST_TITLE * 4].split())[:LONGEST_TITLE]


def _instant(parsed: struct_time | None) -> str:
    try:
        return datetime.fromtimestamp(timegm(parsed), UTC).isoformat() if parsed else ""
    except (ValueError, OverflowError, OSError):
        return ""


def _decoded(body: bytes, kind: str) -> str:
    found = _CHARSET.search(kind.encode()) or _CHARSET.search(body[:_DECLARED_WITHIN])
    try:
        return body.decode(found[1].decode() if found else "utf-8", "replace")
    except LookupError:
        return body.decode("utf-8", "replace")


if __name__ == "__main__":
    main()
