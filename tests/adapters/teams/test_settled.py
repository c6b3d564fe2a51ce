"""After a press a card says which button it was, and shows the answer or just its own words."""

from __future__ import annotations

from adapters.teams.cards.adaptive import LONGEST_SUMMARY, MOST_BYTES
from adapters.teams.cards.settled import after_press, settled
from adapters.teams.cards.texts import weight
from coaching.messages import Button, Card
from tests.adapters.teams import seen
from tests.adapters.teams.cards import FORM, PERSON
from tests.adapters.teams.golden import see_golden
from tests.adapters.teams.oracles import check_card

ANSWER = Card(
    title="Well done. How?",
    buttons=(Button(label="We met", command="done 3 met", primary=True),),
)


def test_the_answer_stands_in_the_nudges_place() -> None:
    posting = after_press("Reconnect with Ada", "Done", ANSWER, "a:1")
    assert seen.words(posting.card).split("\n") == [
        "Reconnect with Ada · ✓ Done",
        "Well done. How?",
        "We met",
    ]
    assert posting.summary == "Reconnect with Ada · ✓ Done Well done. How?"
    assert check_card(posting.card) == []
    see_golden("after_press", seen.kept(posting))


def test_a_card_without_a_title_is_only_ticked_off() -> None:
    posting = after_press(" ", "Add <at>Ada</at>\n**x**", ANSWER, "a:1")
    assert seen.words(posting.card).startswith("✓ Add <at>Ada</at> **x**\n")


def test_a_full_answer_still_fits() -> None:
    posting = after_press("x" * 500, "y" * 75, Card(body="word " * 4000), "a:1")
    assert check_card(posting.card) == []
    assert weight(posting.card) <= MOST_BYTES
    assert len(posting.summary) <= LONGEST_SUMMARY


def test_a_card_without_an_answer_keeps_its_words_and_loses_its_buttons() -> None:
    posting = settled(PERSON, "Edit")
    assert check_card(posting.card) == []
    shown = seen.words(posting.card)
    assert shown.startswith(PERSON.title)
    assert shown.endswith("\n✓ Edit")
    assert seen.buttons(posting.card) == []
    assert not [e for e in seen.elements(settled(FORM, "Skip").card) if "id" in e]
