"""Dialogues about drafts."""

from __future__ import annotations

from tests.coaching.commands.nudged import known, labels, sent, suggestion
from tests.coaching.talk import Talk


def test_the_draft_is_there_to_copy_and_nothing_is_sent(talk: Talk) -> None:
    (ada,) = known(talk, "Ada")
    nudge = sent(talk, suggestion("reconnect", contact=ada))
    card = talk.say(f"draft {nudge}")
    assert card.body == suggestion("reconnect").draft
    assert card.fields[0].label == "Nothing was sent"
    talk.press("I sent it")
    talk.press("We were in touch")
    talk.say("draft")
    assert labels(talk) == []


def test_a_draft_to_nobody_in_particular(talk: Talk) -> None:
    sent(talk, suggestion("spread_asks"))
    assert talk.say("draft").title == "A draft"


def test_where_there_is_none_it_says_so(talk: Talk) -> None:
    sent(talk, suggestion("weekly_tip"))
    assert "I have no draft right now" in talk.text("draft")
    known(talk, "Ada")
    talk.say("met Ada: tea")
    assert "I have no draft about Ada right now" in talk.text("draft Ada")


def test_a_move_has_its_draft_too(talk: Talk) -> None:
    known(talk, "Ada")
    assert "Hi Ada" in talk.text("draft Ada")
