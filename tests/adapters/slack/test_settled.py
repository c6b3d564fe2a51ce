"""After a press a message loses its buttons, names the one pressed, and shows the answer."""

from __future__ import annotations

from typing import Any

import pytest

from adapters.slack.cards.blocks import message
from adapters.slack.cards.escape import escaped
from adapters.slack.cards.settled import after_press, replaced, title_of
from coaching.messages import Button, Card
from tests.adapters.slack import seen
from tests.adapters.slack.cards import NUDGE, PERSON
from tests.adapters.slack.golden import see_golden
from tests.adapters.slack.oracles import check_blocks

KEY = "nudge:12.34.567"
ANSWER = Card(
    title="Well done. How?",
    buttons=(Button(label="We met", command="done 3 met", primary=True),),
)


def sent_back(thing: Any) -> Any:  # noqa: ANN401 blocks are JSON
    """Return blocks as Slack puts them into a press: with an id each, and texts escaped."""
    if isinstance(thing, dict):
        return {
            name: escaped(value) if name == "text" and isinstance(value, str) else sent_back(value)
            for name, value in thing.items()
        }
    return [sent_back(item) for item in thing] if isinstance(thing, list) else thing


def test_the_answer_stands_in_the_nudges_place() -> None:
    posting = after_press("Reconnect with Ada", "Done", ANSWER, "Ev1")
    assert seen.words(posting.blocks).split("\n") == [
        "Reconnect with Ada · ✓ Done",
        "Well done. How?",
        "We met",
    ]
    assert posting.text == (
        "Reconnect with Ada · ✓ Done\nWell done. How?\nWe met: type “done 3 met”"
    )
    assert check_blocks(posting.blocks, "message") == []
    see_golden("after_press", {"text": posting.text, "blocks": posting.blocks})


def test_a_card_without_a_title_is_only_ticked_off() -> None:
    posting = after_press(" ", "Add <Ada>", ANSWER, "Ev1")
    assert seen.words(posting.blocks).startswith("✓ Add <Ada>\n")
    assert posting.text.startswith("✓ Add &lt;Ada&gt;\n")


def test_a_full_answer_still_fits() -> None:
    posting = after_press("x" * 500, "y" * 75, Card(body="word " * 4000), "Ev1")
    assert check_blocks(posting.blocks, "message") == []
    assert len(posting.text) <= 4000


def test_a_message_without_an_answer_keeps_its_words_and_loses_its_buttons() -> None:
    before = message(PERSON, KEY).blocks
    blocks = replaced(sent_back(before), "Edit")
    assert blocks[:-1] == [block for block in before if block["type"] != "actions"]
    assert seen.words(blocks[-1]) == "✓ Edit"
    assert check_blocks(blocks, "message") == []


def test_the_title_is_read_from_the_message_that_was_pressed() -> None:
    assert title_of(sent_back(message(PERSON, KEY).blocks)) == PERSON.title
    assert title_of(message(NUDGE, KEY).blocks) == NUDGE.title
    assert title_of(message(Card(body="Hm."), KEY).blocks) == ""


@pytest.mark.parametrize("blocks", [None, "header", 7, {}, [None, 7, "x", {}, {"type": "header"}]])
def test_blocks_that_are_none_make_no_trouble(blocks: object) -> None:
    assert title_of(blocks) == ""
    assert seen.words(replaced(blocks, "Done")[-1]) == "✓ Done"


def test_a_message_of_many_blocks_stays_within_fifty() -> None:
    assert len(replaced([{"type": "divider"}] * 60, "Done")) == 50
