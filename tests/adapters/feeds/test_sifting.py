"""Sifting: cut after fifty items, closed where it was left open, never upset by what comes in."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.feeds.pages import FeedError
from adapters.feeds.sifting import DEEPEST, ITEMS, sift
from tests.adapters.feeds.site import RSS

ITEM = b"<item><title>One</title></item>"
HEAD = b'<rss version="2.0"><channel>'


def items(document: bytes) -> int:
    return len(ET.fromstring(document).findall(".//item"))  # noqa: S314 our own


def test_what_is_short_stays_as_it_is() -> None:
    assert sift(RSS, cut=False) == RSS
    assert sift(b"no xml", cut=False) == b"no xml"
    assert sift(b"", cut=True) == b""


def test_the_fifty_first_item_is_gone_and_the_tags_are_closed() -> None:
    whole = HEAD + ITEM * (ITEMS + 10) + b"</channel></rss>"
    assert items(sift(whole, cut=False)) == ITEMS


def test_what_was_cut_short_ends_after_its_last_whole_item() -> None:
    assert items(sift(HEAD + ITEM * 3 + b"<item><tit", cut=True)) == 3
    assert sift(HEAD + b"<item><tit", cut=True) == HEAD + b"<item><tit"


def test_a_document_in_wide_letters_is_left_whole() -> None:
    wide = (HEAD + ITEM * 60 + b"</channel></rss>").decode().encode("utf-16")
    assert sift(wide, cut=False) == wide


def test_no_deeper_than_feeds_are() -> None:
    inside = b"<a>" * (DEEPEST - 1) + b"</a>" * (DEEPEST - 1)
    assert sift(b"<rss>" + inside + b"</rss>", cut=False)
    with pytest.raises(FeedError):
        sift(b"<rss>" + b"<a>" + inside + b"</a></rss>", cut=False)


@given(
    st.lists(
        st.sampled_from(
            [HEAD, ITEM, b"</channel>", b"<!DOCTYPE x [", b"]>", b"&x;", b"<![CDATA[", b"\xff\xfe"]
        )
        | st.binary(max_size=8)
    ),
    st.booleans(),
)
def test_nothing_upsets_it(parts: list[bytes], cut: bool) -> None:  # noqa: FBT001 drawn
    body = b"".join(parts)
    try:
        sifted = sift(body, cut=cut)
    except FeedError:
        return
    assert sifted == body or sifted.endswith(b">")
