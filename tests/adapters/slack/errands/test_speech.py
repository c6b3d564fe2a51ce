"""What people type in Slack, in plain words."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.errands.speech import MOST_MENTIONS, Speech, Token, read_speech


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("help", "help"),
        ("  help  ", "help"),
        ("met Ada: coffee &amp; cake", "met Ada: coffee & cake"),
        ("met &lt;Ada&gt;", "met <Ada>"),
        ("&amp;lt;", "&lt;"),
        ("shared <https://example.com/a?b=1&amp;c=2> with Ada", "shared https://example.com/a?b=1&c=2 with Ada"),
        ("shared <https://example.com|the site> with Ada", "shared https://example.com with Ada"),
        ("add Ada <mailto:ada@example.com|ada@example.com>", "add Ada ada@example.com"),
        ("add Ada <tel:+491701|+49 1701>", "add Ada +491701"),
        ("prompts in <#C1|general>", "prompts in #general"),
        ("prompts in <#C1>", "prompts in <#C1>"),
        ("prompts in <#C1|>", "prompts in <#C1|>"),
        ("on <!date^1392734382^{date}|18 Feb>", "on 18 Feb"),
        ("on <!date^1392734382^{date}>", "on <!date^1392734382^{date}>"),
        ("met <!here>", "met <!here>"),
        ("met <!subteam^S1|@team>", "met <!subteam^S1|@team>"),
        ("met <@odd|name>", "met <@odd|name>"),
        ("a < b > c", "a < b > c"),
        ("<>", "<>"),
        ("<@", "<@"),
        ("", ""),
    ],
)  # fmt: skip
def test_in_plain_words(said: str, meant: str) -> None:
    assert read_speech(said) == Speech(meant, ())


def test_people_who_are_mentioned_stay_as_tokens() -> None:
    found = read_speech("met <@U1|ada &amp; co> and <@W2> and <@U1|ada &amp; co>")
    assert found.text == "met <@U1|ada &amp; co> and <@W2> and <@U1|ada &amp; co>"
    assert found.tokens == (
        Token("<@U1|ada &amp; co>", "U1", "ada & co"),
        Token("<@W2>", "W2", ""),
    )


def test_the_app_itself_is_not_mentioned() -> None:
    assert read_speech("<@UBOT> met <@U1>", "UBOT") == Speech(
        "met <@U1>", (Token("<@U1>", "U1", ""),)
    )


def test_only_so_many_are_looked_up_and_the_others_go_by_their_names() -> None:
    crowd = [f"<@U{number}|name{number}>" for number in range(MOST_MENTIONS)]
    found = read_speech(" ".join([*crowd, "<@U90|last>", "<@U91>", crowd[0]]))
    assert len(found.tokens) == MOST_MENTIONS
    assert found.text.endswith(f"last <@U91> {crowd[0]}")


@given(st.text(alphabet="<>@!#|U1&;lt amp:^", max_size=60))
def test_whatever_is_typed(said: str) -> None:
    found = read_speech(said, "U1")
    assert all(token.text in found.text for token in found.tokens)
    assert all(token.user != "U1" for token in found.tokens)


@pytest.mark.parametrize("pump", ["<", ">", "<@", "<@U1", "&amp;", "|", "<a|", "<!date^"])
def test_long_texts_take_no_time(pump: str) -> None:
    text = pump * (40_000 // len(pump))
    began = time.perf_counter()
    read_speech(text)
    assert time.perf_counter() - began < 0.2
