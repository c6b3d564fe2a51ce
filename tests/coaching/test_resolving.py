"""Whom a name means, as people see it in dialogues."""

from __future__ import annotations

import pytest

from coaching.messages import Mention, plain_text
from tests.coaching.talk import Talk


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Ada Lovelace", "Ada Lovelace"),
        ("ada lovelace", "Ada Lovelace"),
        ("Ada", "Ada Lovelace"),
        ("Lovelace", "Ada Lovelace"),
        ("José", "Jose Pérez"),
        ("jose perez", "Jose Pérez"),
        ("Pérez", "Jose Pérez"),
        ("#1", "Ada Lovelace"),
        ('"Jose Pérez"', "Jose Pérez"),
    ],
)
def test_a_clear_name_is_found(talk: Talk, said: str, meant: str) -> None:
    talk.say("add Ada Lovelace, Jose Pérez")
    assert talk.say(f"met {said}").title == f"Noted: you met {meant}"


@pytest.mark.parametrize("said", ["Lov", "Adaa", "Ada Lovelca", "Joe Perez"])
def test_what_may_be_a_slip_is_asked(talk: Talk, said: str) -> None:
    talk.say("add Ada Lovelace, Jose Pérez")
    assert talk.say(f"met {said}").body == f"Whom do you mean by “{said}”?"
    assert talk.press(f"Somebody new: {said}").title == f"Noted: you met {said}"


def test_a_name_only_begun_is_enough_to_look_somebody_up(talk: Talk) -> None:
    talk.say("add Ada Lovelace")
    assert talk.say("who Lov").title == "Ada Lovelace"


@pytest.mark.parametrize("said", ['+"Ada"', "+Ada", '"Ada"', "Zed"])
def test_a_plus_or_quotation_marks_mean_somebody_new(talk: Talk, said: str) -> None:
    talk.say("add Ada Lovelace")
    assert "New in your network" in plain_text(talk.say(f"met {said}"))


def test_namesakes_are_told_apart(talk: Talk) -> None:
    talk.say("add Ada outside")
    talk.say('add +"Ada" tag chess')
    talk.say('add +"Ada"')
    talk.say('add +"Ada" outside')
    card = talk.say("met Ada: tea")
    assert [b.label for b in card.buttons] == [
        "Ada (#1)",
        "Ada (chess)",
        "Ada (#5)",
        "Ada (#7)",
        "Somebody new: Ada",
    ]
    assert talk.press("Ada (chess)").fields[0].value == "tea"


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Ada!", "Ada"),
        ("Ada Lovelace.", "Ada Lovelace"),
        ("Bo.", "Bo"),
        ("Sammy Davis Jr.", "Sammy Davis Jr."),
        ("John F.", "John F."),
        ("Ada?!", "Ada"),
        ('"Yahoo!"', "Yahoo!"),
        ("!?", "!?"),
    ],
)
def test_the_end_of_a_sentence_is_no_part_of_a_name(talk: Talk, said: str, kept: str) -> None:
    assert talk.say(f"met {said}").title == f"Noted: you met {kept}"


def test_everybody_is_counted_once(talk: Talk) -> None:
    assert talk.say("met Ada and ada").title == "Noted: you met Ada"


def test_two_unclear_names_are_asked_one_after_the_other(talk: Talk) -> None:
    talk.say("add Ada King, Ada Lovelace, Bo Peep, Bo Diddley")
    talk.say("met Ada and Bo: chess, yesterday")
    talk.press("Ada King")
    card = talk.press("Bo Peep")
    assert card.title == "Noted: you met Ada King and Bo Peep"
    assert card.fields[0].value == "chess"


def test_a_name_with_quotation_marks_can_be_made_new(talk: Talk) -> None:
    talk.say("add Jim Beam")
    talk.say('met Jim "Jimmy" Bean')
    assert "New in your network" in plain_text(talk.press(talk.last.buttons[-1].label))


def test_of_two_namesakes_none_is_linked_to_a_mention(talk: Talk) -> None:
    talk.say("add Ada")
    talk.say('add +"Ada"')
    card = talk.say("met <@U7>", Mention("<@U7>", "U7", "Ada"))
    assert "New in your network: Ada" in plain_text(card)


def test_a_mention_of_somebody_unknown_is_not_added_by_looking(talk: Talk) -> None:
    talk.say("add Bo")
    card = talk.say("who <@U7>", Mention("<@U7>", "U7", "Ada"))
    assert "`add Ada`" in card.body
