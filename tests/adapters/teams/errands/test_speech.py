"""What people type in Teams, in plain words: mentions, blanks, signs, and people as tokens."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.teams.errands.speech import (
    MOST_MENTIONS,
    Token,
    read_speech,
    read_tokens,
    readable,
    spoken,
    token,
)
from adapters.teams.turns import Mention

BOT = "28:netlead"
BO = Mention("<at>Bo Li</at>", "29:bo", "Bo Li")
OTHER_BO = Mention("<at>Bo Li</at>", "29:another-bo", "Bo Li")
NETLEAD = Mention("<at>NetLead</at>", BOT, "NetLead")


def said(text: str, *mentions: Mention) -> str:
    """Return a speech in which people are shown by id."""
    pieces = read_speech(text, mentions, BOT)
    return spoken([p if isinstance(p, str) else f"[{p.id}]" for p in pieces])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("help", "help"),
        ("<at>NetLead</at>&nbsp;help", "help"),
        ("help <at>NetLead</at>", "help"),
        ("<AT>netlead</AT> help", "help"),
        ('<at id="0">NetLead</at>\xa0 help\n', "help"),
        ("met <at>Bo Li</at>: coffee &amp; cake", "met [29:bo]: coffee & cake"),
        ("a &lt; b &amp;amp; c", "a < b &amp; c"),
        ("one\r\n  two<br/>three", "one\ntwo\nthree"),
        ("", ""),
        ("   \u2003 ", ""),
    ],
)
def test_what_is_typed_is_what_is_meant(typed: str, meant: str) -> None:
    assert said(typed, NETLEAD, BO) == meant


def test_two_people_of_one_name_are_told_apart_by_their_order() -> None:
    text = "met <at>Bo Li</at> and <at>Bo Li</at>"
    assert said(text, BO, OTHER_BO) == "met [29:bo] and [29:another-bo]"
    assert said(text, BO) == "met [29:bo] and [29:bo]"


def test_what_only_looks_like_a_mention_stays_what_was_typed() -> None:
    assert said("met <at>Everyone</at>: tea") == "met <at>Everyone</at>: tea"
    assert said("met &lt;at&gt;Bo Li&lt;/at&gt;", BO) == "met <at>Bo Li</at>"


def test_a_token_that_somebody_types_means_nobody() -> None:
    typed = f"met &lt;{token('u1', 'Bo Li')[1:-1]}&gt; &lt;@u2&gt;"
    assert read_tokens(said(typed)) == ()
    assert said(typed) == "met Bo Li <@u2>"


@pytest.mark.parametrize("name", ["Bo Li", "Bo <b>|Li</b>", "", "  ", "Bo\nLi", "李 伯"])
def test_a_token_says_who_is_meant(name: str) -> None:
    made = token("3e9e6235-e69c-4d5b-8872-7724ce21b267", name)
    (read,) = read_tokens(f"met {made}: tea with {made}")
    assert read.text == made
    assert read.user == "3e9e6235-e69c-4d5b-8872-7724ce21b267"
    words = " ".join(name.translate(str.maketrans("<>|", "   ")).split())
    assert read.name == words or read.user
    assert readable(f"met {made}: tea") == f"met {read.name}: tea"


@pytest.mark.parametrize("end", range(5, 40))
def test_a_token_that_was_cut_short_is_shown_as_a_name_that_was(end: int) -> None:
    line = f"met {token('3e9e6235-e69c-4d5b-8872', 'Bo Li')}: tea"
    shown = readable(line[:end] + "…")
    assert "Bo Li: tea".startswith(shown.removeprefix("met ").removesuffix("…")) or end < 7
    assert "3e9" not in shown


def test_of_very_many_people_only_the_first_count() -> None:
    line = " ".join(token(f"u{n}", f"P{n}") for n in range(50))
    assert len(read_tokens(line)) == MOST_MENTIONS
    assert read_tokens(line)[0] == Token("<@P0|u0>", "u0", "P0")


@given(text=st.text(st.characters(codec="utf-8"), max_size=60), in_mention=st.booleans())
def test_no_text_is_too_strange(*, text: str, in_mention: bool) -> None:
    typed = f"<at>{text}</at> x" if in_mention else text
    found = said(typed, Mention(f"<at>{text}</at>", "29:x", text), BO)
    assert found == found.strip()
    assert read_tokens(found) == ()
