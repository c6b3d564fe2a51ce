"""Dialogues about the reasons of nudges."""

from __future__ import annotations

from coaching.messages import Card
from tests.coaching.commands.nudged import known, labels, sent, suggestion
from tests.coaching.talk import Talk


def field(card: Card, label: str) -> str:
    return next(item.value for item in card.fields if item.label == label)


def test_it_shows_evidence_choice_research_and_data(talk: Talk) -> None:
    ada, bo = known(talk, "Ada", "Bo")
    what = suggestion("reconnect", contact=ada)
    eligible = [
        ("thank", bo, 0.9),
        ("reconnect", ada, 0.6),
        ("weekly_tip", 0, 0.1),
        ("gone", 0, 0.1),
    ]
    sent(talk, what, eligible=eligible, probability=0.4)
    card = talk.say("why")
    assert field(card, "What I saw") == "\n".join(what.evidence)
    chosen = field(card, "How it was chosen")
    assert "It stood second of 4 moves then. It was drawn with a chance of 40%." in chosen
    assert "“Say thanks” (Bo), “A tip” and “gone”" in chosen or "(Bo)" in chosen
    assert "at most 1 a day and 3 a week, within Mon-Fri 09:00-17:00" in chosen
    assert "Ahmad" in field(card, "Research behind it")
    assert "Your own entries alone" in field(card, "What I used")


def test_less_of_it_is_one_tap_away(talk: Talk) -> None:
    (ada,) = known(talk, "Ada")
    nudge = sent(talk, suggestion("reconnect", contact=ada))
    talk.say(f"why {nudge}")
    talk.press("None of this kind")
    talk.say(f"why {nudge}")
    talk.press("Have this kind again")
    talk.say(f"why {nudge}")
    talk.press("Fewer nudges")
    talk.say("settings weekly 1")
    talk.say(f"why {nudge}")
    assert labels(talk) == ["None of this kind", "Pause"]


def test_the_only_move_and_one_without_a_list(talk: Talk) -> None:
    (ada,) = known(talk, "Ada")
    what = suggestion("reconnect", contact=ada)
    sent(talk, what, eligible=[("reconnect", ada, 0.6)])
    assert "the one move that fitted" in talk.text("why")
    talk.later(minutes=5)
    sent(talk, what)
    assert "It was what fitted" in talk.text("why")


def test_a_reminder_was_asked_for(talk: Talk) -> None:
    sent(talk, suggestion("follow_up", contact=0))
    assert "You set this time yourself" in talk.text("why")
    assert labels(talk) == []


def test_a_nudge_whose_words_are_gone(talk: Talk) -> None:
    gone = suggestion("reconnect", contact=0, kind="gone", title="", evidence=())
    sent(talk, gone)
    card = talk.say("why")
    assert card.title == "Why"
    assert [item.label for item in card.fields] == ["How it was chosen", "What I used"]


def test_a_move_has_its_reasons_too(talk: Talk) -> None:
    known(talk, "Ada")
    assert "among your best moves" in talk.text("why Ada")
    talk.say("met Ada: tea")
    assert "Nothing is suggested about Ada right now" in talk.text("why Ada")
    assert "is no move right now" in talk.text("why spread_asks")


def test_places_beyond_the_third_are_told(talk: Talk) -> None:
    (ada,) = known(talk, "Ada")
    others = [("thank", 0, 0.9), ("widen", 0, 0.8), ("review", 0, 0.7)]
    sent(talk, suggestion("reconnect", contact=ada), eligible=[*others, ("reconnect", ada, 0.6)])
    assert "It stood number 4 of 4 moves then." in talk.text("why")
