"""What a person wrote gets past the signs that Slack obeys, and comes back as it was."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.cards.escape import escaped, literal, unescaped
from tests.adapters.slack.cards import texts

ENTITY = re.compile("&(amp|lt|gt);")


def test_a_mention_of_everybody_becomes_letters() -> None:
    assert escaped("<!channel> & <@U1>") == "&lt;!channel&gt; &amp; &lt;@U1&gt;"


def test_what_is_escaped_already_is_escaped_once_more() -> None:
    assert escaped("&lt;b&gt;") == "&amp;lt;b&amp;gt;"


def test_each_sign_is_read_once() -> None:
    assert unescaped("R&amp;D &lt;b&gt; &amp;lt; &quot; &amp;amp;") == "R&D <b> &lt; &quot; &amp;"


@given(texts)
def test_escaping_leaves_nothing_to_obey_and_can_be_taken_back(text: str) -> None:
    sent = escaped(text)
    assert not set("<>") & set(sent)
    assert "&" not in ENTITY.sub("", sent)
    assert unescaped(sent) == text


def test_half_a_character_is_replaced_and_two_halves_are_one() -> None:
    assert literal("a\ud83db") == "a\ufffdb"
    assert literal("\ude00") == "\ufffd"
    assert literal("\ud83d\ude00") == "😀"


def test_control_characters_go_and_lines_stay() -> None:
    assert literal("a\0b\x1b[31m\x85\r\nc\rd\te") == "ab[31m\nc\nd e"
    assert literal("e\u0301 👩\u200d🚀 \u202eabc") == "e\u0301 👩\u200d🚀 \u202eabc"


@given(st.text() | texts)
def test_whatever_is_sent_is_text(text: str) -> None:
    sent = literal(text)
    sent.encode()
    assert literal(sent) == sent
