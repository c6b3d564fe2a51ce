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
from time import struct_time
from typing import Any
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser

from adapters.feeds.pages import HEAD, FeedError
from adapters.feeds.sifting import ITEMS, sift

LONGEST_TITLE, LONGEST_LINK = 300, 2000
_FEED_OF = ", ".join(
    f'link[rel~="alternate"][type="application/{kind}+xml"]' for kind in ("atom", "rss")
)
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
    """Return a feed's title and items, or where a page says its feed is; `FeedError` otherwise."""
    import feedparser  # noqa: PLC0415 a page's title needs none of it

    headers = {"content-type": told["kind"], "content-location": told["url"]}
    # Only ever from memory: a text that is a path or an address would be opened.
    read = feedparser.parse(
        io.BytesIO(sift(body, cut=told["cut"])), response_headers=headers, sanitize_html=True
    )
    if not read.version and not read.entries:
        elsewhere = feed_of(body, told)
        if not elsewhere:
            raise FeedError("unreadable")
        return {"elsewhere": elsewhere}
    return {
        "title": _plain(read.feed.get("title_detail")),
        "items": [_item(entry, told["url"]) for entry in read.entries[:ITEMS]],
    }


def read_page(body: bytes, told: dict[str, Any]) -> dict[str, Any]:
    """Return the title of a page, empty if it has none."""
    title = LexborHTMLParser(_decoded(body, told["kind"])).css_first("title")
    return {"title": _tidy(title.text() if title else "")}


def feed_of(body: bytes, told: dict[str, Any]) -> str:
    """Return where a page says that its feed is, empty if it says nothing."""
    found = LexborHTMLParser(_decoded(body[:HEAD], told["kind"])).css_first(_FEED_OF)
    link = (found.attributes.get("href") or "") if found else ""
    return _joined(told["url"], link) if link else ""


def _item(entry: Any, base: str) -> dict[str, Any]:  # noqa: ANN401 feedparser has no types
    return {
        "title": _plain(entry.get("title_detail")),
        "link": _joined(base, entry.get("link", "")),
        "at": _instant(entry.get("published_parsed") or entry.get("updated_parsed")),
    }


def _plain(detail: Any) -> str:  # noqa: ANN401 feedparser has no types
    """Return a title without tags; one that is plain text keeps its ``<``."""
    if not detail:
        return ""
    if detail.type == "text/plain":
        return _tidy(detail.value)
    body = LexborHTMLParser(detail.value[: LONGEST_TITLE * 4]).body
    return _tidy(body.text() if body else "")


def _joined(base: str, link: str) -> str:
    try:
        whole = urljoin(base, link)
    except ValueError:
        return ""
    return whole if len(whole) <= LONGEST_LINK else ""


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
