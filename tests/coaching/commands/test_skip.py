"""Dialogues about passing people by."""

from __future__ import annotations

from datetime import date

from tests.coaching.commands.nudged import contact, known, outcome, sent, suggestion
from tests.coaching.talk import Talk


def test_not_this_person(talk: Talk) -> None:
    (ada,) = known(talk, "Ada")
    nudge = sent(talk, suggestion("reconnect", contact=ada))
    assert talk.say(f"skip {nudge}").title == "Not Ada, then"
    assert (contact(talk, ada).skips, outcome(talk, nudge)) == (1, "dismissed")
    talk.press("Undo")
    assert (contact(talk, ada).skips, outcome(talk, nudge)) == (0, "")


def test_never_and_back_again(talk: Talk) -> None:
    (ada,) = known(talk, "Ada")
    talk.say(f"skip {sent(talk, suggestion('reconnect', contact=ada))}")
    talk.press("Never about Ada")
    assert contact(talk, ada).unwanted
    assert "Nothing had to change" in talk.text("skip Ada never")
    assert talk.say("skip Ada back").title == "Ada is back"
    assert not contact(talk, ada).unwanted
    assert "Nudges may be about this person" in talk.text("skip Ada back")


def test_never_answers_the_nudge_as_well(talk: Talk) -> None:
    (ada,) = known(talk, "Ada")
    nudge = sent(talk, suggestion("reconnect", contact=ada))
    talk.say(f"skip {nudge} never")
    assert (contact(talk, ada).unwanted, outcome(talk, nudge)) == (True, "dismissed")


def test_a_year_of_rest(talk: Talk) -> None:
    (ada,) = known(talk, "Ada")
    sent(talk, suggestion("reconnect", contact=ada))
    talk.say("not this person")
    talk.press("Rest a year")
    assert contact(talk, ada).resting_until == date(2027, 3, 2)


def test_a_move_that_is_passed_by_stays_away_for_a_month(talk: Talk) -> None:
    (ada, _) = known(talk, "Ada", "Bo")
    talk.say("today")
    talk.press("Not this person")
    assert contact(talk, ada).resting_until == date(2026, 4, 1)
    assert "Bo" in talk.say("today").title


def test_an_answered_one_is_not_skipped(talk: Talk) -> None:
    (ada,) = known(talk, "Ada")
    nudge = sent(talk, suggestion("reconnect", contact=ada))
    talk.say(f"skip {nudge}")
    assert "you passed it by" in talk.text(f"skip {nudge}")


def test_what_is_about_nobody(talk: Talk) -> None:
    nudge = sent(talk, suggestion("spread_asks"))
    talk.say(f"skip {nudge}")
    assert outcome(talk, nudge) == "dismissed"
    talk.press("None of this kind")
    with talk.book() as book:
        assert book.account.row["muted_kinds"] == ("spread_asks",)
    assert "simply leave it" in talk.text("skip weekly_tip")


def test_words_that_are_not_understood(talk: Talk) -> None:
    (ada,) = known(talk, "Ada")
    nudge = sent(talk, suggestion("reconnect", contact=ada))
    assert "not “forever”" in talk.text(f"skip {nudge} forever")
    assert outcome(talk, nudge) == ""
