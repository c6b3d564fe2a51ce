"""Dialogues about tips."""

from __future__ import annotations

import pytest

from coaching.dates import find_when
from coaching.tips import Tip, load_tips
from tests.coaching.commands.nudged import labels
from tests.coaching.talk import MONDAY, Talk


def test_no_tip_comes_back_before_all_were_seen(talk: Talk) -> None:
    count = len(load_tips())
    titles = [talk.say("tip").title for _ in range(count)]
    assert len(set(titles)) == count
    assert talk.say("tip").title == titles[0]
    assert talk.say("tip").title == titles[1]


def test_it_has_a_minute_a_reason_and_a_source(talk: Talk) -> None:
    card = talk.say("tip")
    assert [item.label for item in card.fields] == ["In a minute", "Why this one now", "Source"]
    assert all(item.value for item in card.fields)


def test_trying_it_makes_a_reminder_a_week_ahead(talk: Talk) -> None:
    talk.say("tip")
    assert "Mon 9 Mar 2026, 09:00 Europe/Berlin" in str(talk.press("Try it this week"))


def test_the_reminder_falls_on_a_working_day(talk: Talk) -> None:
    talk.at("2026-03-07T10:00+01:00").say("tip")
    assert "2026-03-16" in talk.last.buttons[0].command
    with talk.book() as book:
        book.account.change(weekdays="")
        book.account.save()
    talk.say("tip")
    assert "2026-03-14" in talk.last.buttons[0].command


@pytest.mark.parametrize("tip", load_tips(), ids=lambda tip: tip.id)
def test_every_promise_can_be_read_as_a_reminder(tip: Tip) -> None:
    text = f"{tip.promise} on 2026-03-09"
    when = find_when(text, MONDAY, "Europe/Berlin", future=True)
    assert when is not None
    assert text[: when.start].strip() == tip.promise


def test_by_topic(talk: Talk) -> None:
    talk.say("tip about thanks")
    assert "About thanks" not in labels(talk)
    again = talk.last.title
    assert talk.press("Another tip").title != again


def test_topics_are_listed(talk: Talk) -> None:
    assert "thanks" in talk.say("tip topics").body
    assert talk.press(labels(talk)[0]).title


def test_an_unknown_topic_gets_the_nearest(talk: Talk) -> None:
    assert "I have no tip about “thnks” yet. The nearest I have is “thanks”" in talk.text(
        "tip thnks"
    )
