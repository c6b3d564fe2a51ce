"""Links: found in a line, told what is wrong with them, and the same however they were handed round."""

from __future__ import annotations

import pytest

from coaching.links import canonical, checked, first_link, host_of, is_readable, link_in, link_key
from coaching.messages import UsageError


@pytest.mark.parametrize(
    ("text", "link", "rest"),
    [
        ("https://example.org/a: a guide", "https://example.org/a", ": a guide"),
        ("https://example.org/a, good", "https://example.org/a", ", good"),
        ("<https://example.org/a|example.org/a> good", "https://example.org/a", " good"),
        ("HTTP://Example.org good", "HTTP://Example.org", " good"),
        ("www.example.org/a good", "https://www.example.org/a", " good"),
        ("example.org/a?b=c: good", "https://example.org/a?b=c", ": good"),
        (
            "https://en.wikipedia.org/wiki/Go_(game))",
            "https://en.wikipedia.org/wiki/Go_(game)",
            ")",
        ),
    ],
)
def test_a_line_that_begins_with_a_link(text: str, link: str, rest: str) -> None:
    assert first_link(text) == (link, rest)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("the article", "I see no link"),
        ("", "I see no link"),
        ("tea with https://example.org", "I see no link"),
        ("gopher://example.org/", "Only links that begin with"),
        ("javascript:alert(1)", "Only links that begin with"),
        ("https://user:pw@example.org/", "name and password"),
        ("https://example.org:8443/", "usual ports"),
        ("https://example.org:99999999/", "is no link"),
        ("https://[::1", "is no link"),
        ("http://localhost/", "open Internet"),
        ("http://intranet/", "open Internet"),
        ("http://printer.local/", "open Internet"),
        ("http://192.168.0.1/", "open Internet"),
        ("http://[::1]/", "open Internet"),
        ("https://example.org/" + "x" * 2000, "too long"),
    ],
)
def test_what_is_wrong_is_said(text: str, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        first_link(text)


@pytest.mark.parametrize(
    "other",
    [
        "http://example.org/a?x=1&y=2",
        "https://www.example.org/a/?y=2&x=1",
        "https://EXAMPLE.org:443/a?x=1&y=2#part",
        "https://example.org./a?utm_source=mail&x=1&utm_medium=x&y=2&fbclid=abc",
    ],
)
def test_one_page_has_one_key(other: str) -> None:
    assert link_key(other) == link_key("https://example.org/a?x=1&y=2")


@pytest.mark.parametrize(
    "other", ["https://example.org/A", "https://example.org/a?x=2", "https://b.org/a"]
)
def test_two_pages_have_two(other: str) -> None:
    assert link_key(other) != link_key("https://example.org/a?x=1")


def test_an_odd_link_has_a_key_too() -> None:
    for odd in ("https://example.org/é ü", "https://example.org/?%zz", "https://bücher.example/"):
        assert canonical(odd) == canonical(canonical(odd))


def test_a_link_in_the_middle() -> None:
    assert link_in("see https://example.org/a. Bye") == ("https://example.org/a", "see ", ". Bye")
    assert link_in("no link") == ("", "no link", "")
    assert host_of("https://www.example.org/a") == "example.org"


def test_what_strangers_link_to_is_looked_at() -> None:
    assert is_readable("https://example.org/a")
    for bad in ("", "/a", "javascript:alert(1)", "https://example.org/\u202e", "http://10.0.0.1/"):
        assert not is_readable(bad)
    assert checked("https://example.org/") == "https://example.org/"
