"""A promise whose time has come."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from coaching.network import Promise
from coaching.nudges.base import nudge_card
from tests.coaching.networks import NOW, ada, ago, net, nudge, says, talked

FIGURES = Promise(
    number=34, contact=12, what="the survey figures", made_on=ago(3), due=NOW - timedelta(hours=1)
)


def test_at_its_time_the_promise_is_told_with_its_day_and_words() -> None:
    (reminder,) = says("follow_up", net(ada(), promises=(FIGURES,)))
    assert reminder.promised
    assert reminder.title == "Your promise to Ada Lovelace"
    assert reminder.reason == (
        "On Mon 2 Mar 2026 you promised Ada Lovelace: the survey figures. This is the time you set."
    )
    assert reminder.evidence[1] == "The time you set: Thu 5 Mar 2026, 09:00"
    assert [(b.label, b.command) for b in nudge_card(reminder, 7).buttons] == [
        ("Kept", "kept 34"),
        ("Draft", "draft 7"),
        ("Snooze 1 day", "snooze 7 1d"),
        ("Snooze 1 week", "snooze 7 7d"),
        ("Why this?", "why 7"),
    ]


def test_a_promise_to_oneself_has_nothing_to_send() -> None:
    (reminder,) = says("follow_up", net(promises=(replace(FIGURES, contact=0),)))
    assert reminder.title == "Your promise to yourself"
    assert reminder.draft == ""
    assert "Draft" not in [button.label for button in reminder.extra]


def test_it_is_told_even_if_they_were_pointed_at_yesterday() -> None:
    busy = talked(ada(nudged_on=ago(1)), 0)
    assert len(says("follow_up", net(busy, promises=(FIGURES,)))) == 1


def test_the_earliest_comes_first() -> None:
    earlier = replace(FIGURES, number=35, due=NOW - timedelta(hours=5))
    found = says("follow_up", net(ada(), promises=(FIGURES, earlier)))
    assert [item.key.split(":")[1] for item in found] == ["35", "34"]


def test_nothing_before_its_time_nor_a_week_after_it() -> None:
    for away in (timedelta(minutes=1), timedelta(days=-8)):
        assert says("follow_up", net(promises=(replace(FIGURES, due=NOW + away),))) == ()


def test_a_reminder_comes_once_and_again_when_the_promise_was_moved() -> None:
    past = (nudge("follow_up", 0.01, key="follow_up:34:20260305T0900", promised=True),)
    moved = replace(FIGURES, due=NOW)
    assert says("follow_up", net(promises=(FIGURES,), nudges=past)) == ()
    assert len(says("follow_up", net(promises=(moved,), nudges=past))) == 1
