"""Dialogues about guessing before, looking back after, and the two side by side."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from coaching.calibration import BEFORE, numbers
from coaching.messages import plain_text
from tests.coaching.commands.nudged import known, labels, outcome, sent, suggestion
from tests.coaching.commands.test_reconnecting import press, reach_outs
from tests.coaching.talk import Talk


def hello(talk: Talk, name: str = "Ada") -> int:
    """Send a nudge to say hello that asks for a guess; return its number."""
    (number,) = known(talk, name)
    answers = numbers("guess {nudge}", keeps=True)
    what = suggestion("reconnect", contact=number, key=f"reconnect:{number}")
    return sent(talk, replace(what, question=BEFORE, answers=answers))


def test_a_guess_with_one_tap_leaves_the_nudge_open_and_is_looked_back_on(talk: Talk) -> None:
    nudge = hello(talk)
    press(talk, nudge, "2")
    assert talk.last.title == "Noted: you guess 2 of 5 for Ada"
    assert outcome(talk, nudge) == ""
    talk.say(f"done {nudge} met")
    assert "You guessed 2 of 5 for Ada. How welcome was it" in talk.last.body
    assert labels(talk) == ["1, not at all", "2", "3", "4", "5, very", "No reply", "Undo"]
    talk.press("4")
    (found,) = reach_outs(talk)
    assert (found.guess, found.welcome, found.replied, found.kind) == (2, 4, True, "reconnect")


def test_a_guess_can_be_changed_and_taken_back(talk: Talk) -> None:
    nudge = hello(talk)
    press(talk, nudge, "2")
    press(talk, nudge, "5, very")
    assert [found.guess for found in reach_outs(talk)] == [5]
    talk.say("undo")
    assert [found.guess for found in reach_outs(talk)] == [2]
    talk.say("undo")
    assert reach_outs(talk) == ()


@pytest.mark.parametrize("line", ["guess {nudge} 3", "guess 3", "guess Ada 3", "guess #{ada} 3."])
def test_a_guess_can_be_typed(talk: Talk, line: str) -> None:
    nudge = hello(talk)
    with talk.book() as book:
        ada = book.contacts.named("Ada")[0][0].number
    talk.say(line.format(nudge=nudge, ada=ada))
    assert [found.guess for found in reach_outs(talk)] == [3]


def test_a_touch_noted_in_ones_own_words_closes_the_guess_too(talk: Talk) -> None:
    hello(talk)
    talk.say("guess Ada 3")
    talk.later(days=2).say("had coffee with Ada")
    assert "You guessed 3 of 5 for Ada" in talk.last.body
    talk.press("No reply")
    assert (reach_outs(talk)[0].replied, reach_outs(talk)[0].welcome) == (False, 0)


def test_a_guess_without_a_number_is_asked_for(talk: Talk) -> None:
    known(talk, "Bo", "Cy")
    nudge = hello(talk)
    assert nudge > 5
    assert talk.say(f"guess {nudge}").title == "A word to Ada"
    talk.press("4")
    assert [found.guess for found in reach_outs(talk)] == [4]


@pytest.mark.parametrize("line", ["guess", "guess Ada 7", "guess 999 3", "guess Zoe 3", "guess 0"])
def test_what_is_no_guess_says_what_to_type(talk: Talk, line: str) -> None:
    talk.say("add Ada")
    card = talk.say(line)
    assert card.refused
    assert card.body
    assert reach_outs(talk) == ()


def test_who_is_not_the_pick_of_the_moment_is_ones_own_choice(talk: Talk) -> None:
    talk.say("example people")
    talk.say("guess Priya 3")
    talk.say("guess Tom 3")
    assert [(found.kind, found.own) for found in reach_outs(talk)] == [
        ("dormant", False),
        ("dormant", True),
    ]
    talk.say("undo")
    talk.say("done Tom met")
    assert [found.own for found in reach_outs(talk)] == [False, True]


def test_after_the_word_it_is_no_guess_any_more(talk: Talk) -> None:
    nudge = hello(talk)
    talk.say(f"done {nudge} met")
    assert "You answered this one" in talk.say(f"guess {nudge} 3").body


def test_the_draft_asks_once_before_it_is_sent(talk: Talk) -> None:
    nudge = hello(talk)
    assert labels(talk) != []
    talk.say(f"draft {nudge}")
    assert labels(talk) == ["I sent it", "1, not at all", "2", "3", "4", "5, very"]
    assert f"A guess first: {BEFORE}" in plain_text(talk.last)
    talk.press("3")
    talk.say(f"draft {nudge}")
    assert labels(talk) == ["I sent it"]


def test_a_draft_of_a_nudge_that_does_not_ask_is_as_before(talk: Talk) -> None:
    (number,) = known(talk, "Bo")
    nudge = sent(talk, suggestion("thank", contact=number))
    talk.say(f"draft {nudge}")
    assert labels(talk) == ["I sent it"]


def test_from_five_on_the_two_are_put_side_by_side(talk: Talk) -> None:
    assert "So far you looked back on 0 guesses" in talk.say("calibration").body
    for name, guess, mark in zip("ABCDE", "22333", "44445", strict=True):
        talk.say(f"add {name}da")
        talk.say(f"guess {name}da {guess}")
        assert talk.say("calibration").picture is None
        talk.say(f"met {name}da")
        talk.say(f"outcome {name}da {mark}")
    assert "Guessed and found" in labels(talk)
    card = talk.say("calibration")
    assert card.body.startswith("You guessed 2.6, they gave 4.2. Five of five replied.")
    assert card.picture is not None
    assert card.picture.bars[0] == ("You guessed", 2.6 / 5, "2.6 of 5")


def test_a_guess_is_ones_own_and_in_the_export(talk: Talk) -> None:
    hello(talk)
    talk.say("guess Ada 3")
    (whole, *_) = talk.say("export").files
    assert [row["guess"] for row in json.loads(whole.content)["reach_outs"]] == [3]
    assert reach_outs(talk.other("kim")) == ()
    talk.say("delete me yes")
    assert reach_outs(talk) == ()
