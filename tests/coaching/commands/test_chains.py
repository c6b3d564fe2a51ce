"""Dialogues about what was passed on because of whose help."""

from __future__ import annotations

import json

import pytest

from coaching.messages import plain_text
from tests.coaching.commands.nudged import known, outcome, sent, suggestion, touches
from tests.coaching.talk import Talk


def links(talk: Talk) -> list[tuple[str, int]]:
    """Return kind and cause of every touch, oldest first."""
    with talk.book() as book:
        found = book.touches.latest(20)
    return [(touch.kind, touch.because_of) for touch in sorted(found, key=lambda t: t.number)]


def help_of_bo(talk: Talk) -> int:
    talk.say("got help from Bo with the pricing model last Fri")
    with talk.book() as book:
        return book.touches.latest(1)[0].number


def test_from_thanks_to_a_chain_with_thanks_that_came_back(talk: Talk) -> None:
    number = help_of_bo(talk)
    talk.press("Pass it on", what="the pricing model", who="Ana, Lee")
    assert links(talk) == [("got", 0), ("shared", number), ("shared", number)]
    assert talk.last.fields[-1].label == "Because of"
    assert talk.last.fields[-1].value.startswith("Bo’s help, Fri 27 Feb 2026")
    talk.say("thanked by Ana for the model")
    assert talk.last.body == "Bo → you → Ana, Lee; one thank-you came back"
    card = talk.say("chains")
    assert card.fields[0].label == "The pricing model"
    assert card.fields[0].value.startswith("Bo → you → Ana, Lee; one thank-you came back. Last on")


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("helped Ana with pricing because of Bo", "pricing"),
        ("helped Ana because of Bo", ""),
        ("helped Ana with pricing because of Bo today", "pricing"),
        ("helped Ana: pricing, because of Bo.", "pricing"),
        ("shared the model with Ana because of Bo", "the model"),
        ("shared the model because of Bo with Ana", "the model"),
        ("shared the model with Ana today because of Bo", "the model"),
    ],
)
def test_the_cause_is_read_from_the_line(talk: Talk, line: str, what: str) -> None:
    number = help_of_bo(talk)
    talk.say(line)
    assert links(talk)[-1][1] == number
    assert touches(talk)[0][1] == what


@pytest.mark.parametrize(
    "line", ["helped Ana with the deck because of the deadline", "helped Ana because of the rain"]
)
def test_a_reason_that_is_nobody_stays_in_the_note(talk: Talk, line: str) -> None:
    help_of_bo(talk)
    talk.say(line)
    assert links(talk)[-1] == ("helped", 0)
    assert touches(talk)[0][1].endswith(("because of the deadline", "of the rain"))


def test_somebody_from_whom_no_help_is_known_stays_in_the_note_and_says_what_to_type(
    talk: Talk,
) -> None:
    talk.say("add Bo")
    card = talk.say("helped Ana with pricing because of Bo")
    assert touches(talk)[0][1] == "pricing because of Bo"
    assert "`because of Bo`" in card.body
    talk.say("got help from Bo with pricing yesterday")
    assert talk.say("because of Bo").body == "Bo → you → Ana"


def test_help_that_came_later_is_not_the_reason(talk: Talk) -> None:
    talk.say("helped Ana with pricing last Thu")
    number = help_of_bo(talk)
    card = talk.say("because of Bo")
    assert card.refused
    assert "I know of no help from Bo" in card.body
    card = talk.say(f"because of #{number}")
    assert card.refused
    assert "cannot be the reason" in card.body
    assert links(talk) == [("helped", 0), ("got", 0)]


def test_a_button_offers_the_link_where_the_words_meet(talk: Talk) -> None:
    number = help_of_bo(talk)
    talk.say("helped Ana and Lee with their pricing")
    talk.press("It came from Bo")
    assert talk.last.body == "Bo → you → Ana, Lee"
    assert [cause for _, cause in links(talk)] == [0, number, number]
    talk.press("Undo")
    assert [cause for _, cause in links(talk)] == [0, 0, 0]


def test_what_came_from_the_same_person_is_not_passed_on(talk: Talk) -> None:
    help_of_bo(talk)
    card = talk.say("helped Bo with the pricing model")
    assert [button.label for button in card.buttons] == ["I thanked Bo", "Undo"]


@pytest.mark.parametrize(
    "line", ["because", "because of", "because of Bo for #999", "because of x"]
)
def test_what_cannot_be_linked_says_what_to_type(talk: Talk, line: str) -> None:
    help_of_bo(talk)
    talk.say("helped Ana with legal")
    card = talk.say(line)
    assert card.refused
    assert "`" in card.body
    assert links(talk)[-1] == ("helped", 0)


def test_done_on_the_nudge_links_what_was_passed_on(talk: Talk) -> None:
    number = help_of_bo(talk)
    (ana,) = known(talk, "Ana")
    nudge = sent(talk, suggestion("pay_forward", contact=ana, key=f"pay_forward:{number}"))
    talk.say(f"done {nudge}")
    talk.press("I shared something")
    assert links(talk)[-1] == ("shared", number)


def test_done_on_the_open_question_asks_to_whom(talk: Talk) -> None:
    number = help_of_bo(talk)
    nudge = sent(talk, suggestion("pay_forward", contact=0, key=f"pay_forward:{number}"))
    assert talk.say(f"done {nudge}").title == "Well done. To whom?"
    assert outcome(talk, nudge) == "done"
    talk.press("Pass it on", what="the pricing model", who="Ana")
    assert links(talk)[-1] == ("shared", number)


def test_done_outlives_the_help_itself(talk: Talk) -> None:
    (ana,) = known(talk, "Ana")
    nudge = sent(talk, suggestion("pay_forward", contact=ana, key="pay_forward:999"))
    talk.say(f"done {nudge} shared")
    assert links(talk) == [("shared", 0)]


def test_thanks_can_be_told_on_the_nudge_that_asks_whether_it_worked(talk: Talk) -> None:
    help_of_bo(talk)
    talk.say("helped Ana with pricing because of Bo")
    with talk.book() as book:
        favor = book.touches.latest(1)[0]
    key = f"check_in:{favor.number}"
    nudge = sent(talk, suggestion("check_in", contact=favor.contact, key=key))
    talk.say(f"done {nudge}")
    talk.press("They thanked me")
    assert links(talk)[-1] == ("met", favor.number)
    assert "Bo → you → Ana; one thank-you came back" in talk.text("chains")


def test_news_are_good_to_know_and_no_more(talk: Talk) -> None:
    nudge = sent(talk, suggestion("chain"))
    assert talk.say(f"done {nudge}").title == "Good"
    assert outcome(talk, nudge) == "done"


def test_a_chain_outlives_whoever_is_forgotten_and_comes_back_with_undo(talk: Talk) -> None:
    help_of_bo(talk)
    talk.say("shared the model with Ana because of Bo")
    talk.say("shared the model with Lee because of Bo")
    talk.say("forget Bo yes")
    assert "somebody → you → Ana, Lee" in talk.text("chains")
    assert "Bo" not in plain_text(talk.last)
    talk.say("undo")
    assert "Bo → you → Ana, Lee" in talk.text("chains")
    talk.say("forget Ana yes")
    assert "Bo → you → Lee" in talk.text("chains")


def test_the_share_that_was_followed_by_giving_is_a_plain_figure(talk: Talk) -> None:
    help_of_bo(talk)
    assert "Followed by giving" not in talk.text("chains")
    talk.later(days=20).say("helped Ana")
    talk.later(days=20)
    said = talk.text("chains")
    assert "Followed by giving within 30 days: 1 of 1 time that somebody helped you" in said


def test_chains_are_ones_own(talk: Talk) -> None:
    help_of_bo(talk)
    talk.say("shared the model with Ana because of Bo")
    assert "Nothing is linked yet" in talk.other("kim").text("chains")


def test_the_link_is_in_the_export(talk: Talk) -> None:
    number = help_of_bo(talk)
    talk.say("helped Ana because of Bo")
    (whole, *_) = talk.say("export").files
    assert [row["because_of"] for row in json.loads(whole.content)["touches"]] == [0, number]


def test_thanks_for_something_unknown_are_a_touch(talk: Talk) -> None:
    card = talk.say("thanked by Ana for the deck")
    assert (card.title, card.body) == ("Noted: Ana thanked you", "")
    assert touches(talk) == [("met", "thanked you for the deck")]
    assert talk.say("thanked by").refused
