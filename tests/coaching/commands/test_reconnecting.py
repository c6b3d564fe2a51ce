"""Dialogues about the contrarian pick: questions, one's own choice, neither, and how it went."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coaching.messages import Message, Press, plain_text
from coaching.network import ReachOut
from coaching.nudges.base import nudge_card
from coaching.repository.talk import nudge_key
from tests.coaching.commands.nudged import (
    contact,
    known,
    labels,
    outcome,
    sent,
    suggestion,
    touches,
)
from tests.coaching.talk import Talk


def reach_outs(talk: Talk) -> tuple[ReachOut, ...]:
    with talk.book() as book:
        return book.reach_outs.all()


def dormant(talk: Talk) -> tuple[int, int, int]:
    """Send the pick of Priya, whom instinct would pass over for Tom; return the three numbers."""
    priya, tom = known(talk, "Priya", "Tom")
    example = suggestion("dormant", contact=priya, key=f"dormant:{priya}")
    buttons = tuple(replace(b, command=b.command.replace("#9", f"#{tom}")) for b in example.extra)
    return sent(talk, replace(example, extra=buttons)), priya, tom


def press(talk: Talk, nudge: int, label: str) -> None:
    """Press a button on the nudge itself."""
    with talk.book() as book:
        found = book.nudges.get(nudge)
        assert found is not None
        card = nudge_card(found.suggestion, nudge)
        key = nudge_key(book, nudge)
    button = next(button for button in card.buttons if button.label == label)
    talk.said.append(button.command)
    message = Message(
        id=f"{talk.user}-{len(talk.said)}",
        sender=talk.sender,
        conversation=f"web:{talk.user}",
        text=button.command,
        press=Press(key, label),
    )
    talk.last = talk.coach.answer(message).card


def test_waking_up_the_pick_is_asked_whether_it_was_useful_and_new(talk: Talk) -> None:
    nudge, priya, _ = dormant(talk)
    talk.say(f"done {nudge} met")
    assert "was it useful to you" in talk.last.body
    assert labels(talk) == ["Useful and new", "Useful", "New", "Neither", "Undo"]
    talk.press("Useful and new")
    assert talk.last.title == "Noted for Priya: useful and new"
    (found,) = reach_outs(talk)
    assert (found.contact, found.kind, found.own) == (priya, "dormant", False)
    assert (found.useful, found.fresh) == (True, True)


def test_ones_own_choice_gets_the_words_and_is_noted_as_such(talk: Talk) -> None:
    nudge, _, tom = dormant(talk)
    press(talk, nudge, "Tom anyway")
    assert talk.last.title == "Tom, then"
    assert talk.last.body.startswith("Hi Tom, it has been a long time")
    assert outcome(talk, nudge) == "done"
    talk.press("I sent it")
    (found,) = reach_outs(talk)
    assert (found.contact, found.own, found.useful) == (tom, True, None)
    talk.press("New")
    assert (reach_outs(talk)[0].useful, reach_outs(talk)[0].fresh) == (False, True)


@pytest.mark.parametrize("line", ["instead {nudge} Tom", "instead Tom", "instead #{tom}"])
def test_the_same_can_be_typed(talk: Talk, line: str) -> None:
    nudge, _, tom = dormant(talk)
    assert talk.say(line.format(nudge=nudge, tom=tom)).title == "Tom, then"
    assert [found.own for found in reach_outs(talk)] == [True]


def test_choosing_oneself_can_be_taken_back(talk: Talk) -> None:
    nudge, _, _ = dormant(talk)
    talk.say("instead Tom")
    talk.press("Undo")
    assert reach_outs(talk) == ()
    assert outcome(talk, nudge) == ""


def test_instead_needs_somebody_else_and_a_nudge(talk: Talk) -> None:
    assert talk.say("instead").refused
    assert talk.say("instead Tom").refused
    nudge, _, _ = dormant(talk)
    assert "is whom it is about already" in talk.say("instead Priya").body
    talk.say(f"done {nudge} met")
    assert "You answered this one" in talk.say("instead Tom").body


def test_only_a_nudge_to_be_in_touch_can_be_taken_for_somebody_else(talk: Talk) -> None:
    bo, _ = known(talk, "Bo", "Tom")
    nudge = sent(talk, suggestion("thank", contact=bo))
    assert f"`skip {nudge}`" in talk.say(f"instead {nudge} Tom").body
    assert outcome(talk, nudge) == ""


def test_neither_passes_both_by(talk: Talk) -> None:
    nudge, priya, tom = dormant(talk)
    press(talk, nudge, "Neither")
    assert talk.last.title == "Neither Priya nor Tom, then"
    assert outcome(talk, nudge) == "dismissed"
    for number in (priya, tom):
        assert contact(talk, number).skips == 1
        assert contact(talk, number).resting_until is not None
    talk.press("Undo")
    assert contact(talk, tom).skips == 0


def test_neither_asks_when_the_second_name_is_unclear(talk: Talk) -> None:
    nudge, _, _ = dormant(talk)
    known(talk, "Sam Lee", "Sam Ray")
    talk.say(f"skip {nudge} and Sam")
    assert talk.press("Sam Ray").title == "Neither Priya nor Sam Ray, then"


def test_how_it_went_can_be_told_later_by_name_and_changed(talk: Talk) -> None:
    nudge, _, _ = dormant(talk)
    talk.say(f"done {nudge} met")
    talk.later(days=9)
    assert talk.say("outcome Priya").title == "How did it go with Priya?"
    talk.say("outcome Priya useful")
    talk.say(f"outcome {nudge} neither")
    assert (reach_outs(talk)[0].useful, reach_outs(talk)[0].fresh) == (False, False)
    talk.say("undo")
    assert reach_outs(talk)[0].useful is True


def test_no_reply_is_an_answer_after_which_nothing_more_is_asked(talk: Talk) -> None:
    nudge, _, _ = dormant(talk)
    talk.say(f"done {nudge} met")
    card = talk.say("outcome Priya no reply")
    assert (card.title, card.body) == ("Noted for Priya: no reply", "")
    assert reach_outs(talk)[0].replied is False


@pytest.mark.parametrize(
    "line", ["outcome", "outcome Priya 4", "outcome 999 4", "outcome Priya wonderfully"]
)
def test_what_nobody_reached_out_about_says_what_to_type(talk: Talk, line: str) -> None:
    talk.say("add Priya")
    card = talk.say(line)
    assert card.refused
    assert reach_outs(talk) == ()


def test_a_word_that_was_only_meant_is_noted_first(talk: Talk) -> None:
    dormant(talk)
    talk.say("instead Tom")
    assert "First `met Tom`" in talk.say("outcome Tom 4").body


def test_what_goes_out_a_month_later_is_another_word(talk: Talk) -> None:
    dormant(talk)
    talk.say("instead Tom")
    talk.later(days=31).say("met Tom")
    assert reach_outs(talk)[0].done_on is None


def test_a_question_is_answered_with_one_tap(talk: Talk) -> None:
    (priya,) = known(talk, "Priya")
    example = suggestion("know_them")
    buttons = tuple(
        replace(b, command=b.command.replace("#14", f"#{priya}")) for b in example.extra
    )
    nudge = sent(talk, replace(example, extra=buttons))
    press(talk, nudge, "Fully")
    assert contact(talk, priya).trust == 3
    assert outcome(talk, nudge) == "done"


def test_a_question_can_be_left(talk: Talk) -> None:
    nudge = sent(talk, suggestion("know_them"))
    press(talk, nudge, "Rather not say")
    assert outcome(talk, nudge) == "dismissed"


def test_the_answers_can_be_typed_and_are_shown(talk: Talk) -> None:
    talk.say("add Priya together 1 willing 3")
    said = talk.text("who Priya")
    assert "Worked together: hardly" in said
    assert "Willing to help you: gladly" in said
    assert talk.say("edit Priya willing 9").refused
    assert "together 2" in talk.say("edit Priya together 7").body
    names = [item.name for item in talk.say("edit Priya").inputs]
    assert {"together", "willing"} <= set(names)


def test_what_was_noted_of_a_word_goes_where_its_contact_goes(talk: Talk) -> None:
    nudge, priya, tom = dormant(talk)
    talk.say(f"done {nudge} met")
    talk.say("merge Tom, Priya")
    assert [found.contact for found in reach_outs(talk)] == [tom]
    assert "Words to people" in plain_text(talk.say("what do you know"))
    talk.say("forget Tom yes")
    assert reach_outs(talk) == ()
    talk.say("undo")
    assert [found.contact for found in reach_outs(talk)] == [tom]
    assert priya != tom


def test_the_touch_alone_is_noted_when_it_was_something_else(talk: Talk) -> None:
    nudge, _, _ = dormant(talk)
    talk.say(f"done {nudge} other")
    assert (reach_outs(talk), touches(talk)) == ((), [])
