"""Dialogues about hours, days, zone, country and how often."""

from __future__ import annotations

import pytest

from coaching.network import Schedule
from tests.coaching.commands.nudged import outcome, sent, suggestion
from tests.coaching.talk import Talk


def schedule(talk: Talk) -> Schedule:
    with talk.book() as book:
        return book.account.person.schedule


def test_several_are_set_in_one_line(talk: Talk) -> None:
    talk.say("settings hours 8:30-16:00 days Mon-Thu country DE-BY weekly 2 daily 0 name Ana Li")
    now = schedule(talk)
    assert (str(now.opens), str(now.closes), now.country) == ("08:30:00", "16:00:00", "DE-BY")
    assert (sorted(now.weekdays), now.weekly, now.daily) == ([0, 1, 2, 3], 2, 0)
    with talk.book() as book:
        assert book.account.person.name == "Ana Li"


def test_the_form_saves_the_same_way(talk: Talk) -> None:
    talk.say("settings")
    talk.press("Change", zone="new york", hours="10-18", days="Mon, Wed", country="US", weekly="1")
    now = schedule(talk)
    assert (now.zone, now.country, now.weekly) == ("America/New_York", "US", 1)
    assert sorted(now.weekdays) == [0, 2]


def test_days_off_are_added_and_taken_back(talk: Talk) -> None:
    talk.say("settings off 2026-12-24")
    talk.say("settings off 31 Dec")
    assert len(schedule(talk).days_off) == 2
    talk.say("settings working 2026-12-24")
    assert [day.isoformat() for day in schedule(talk).days_off] == ["2026-12-31"]


def test_kinds_are_left_out_and_taken_up_again(talk: Talk) -> None:
    assert "Kinds left out: reconnect" in talk.text("settings mute reconnect")
    assert "Kinds left out" not in talk.text("settings unmute reconnect")
    assert "Did you mean reconnect?" in talk.text("settings mute recconect")
    assert "There is no kind of nudge" in talk.text("settings mute xyzzy")


def test_nobody_need_be_coached_about(talk: Talk) -> None:
    assert "Others are nudged about you: no" in talk.text("settings others no")
    assert "Others are nudged about you: yes" in talk.text("settings others yes")


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("settings zone America/Nowhere", "America/New_York"),
        ("settings zone ../../etc/passwd", "Europe/Berlin"),
        ("settings hours nine to five", "settings hours 9-17"),
        ("settings hours 17-9", "settings hours 9-17"),
        ("settings hours 25-26", "settings hours 9-17"),
        ("settings days someday", "settings days Mon-Fri"),
        ("settings days", "settings days Mon-Fri"),
        ("settings country Atlantis", "two-letter code"),
        ("settings weekly many", "a number from 0 to 3"),
        ("settings weekly 99", "a number from 0 to 3"),
        ("settings wekly 2", "settings weekly"),
        ("settings xyzzy 2", "There are: zone"),
        ("settings off yesterday", "already passed"),
        ("settings others maybe", "settings others yes"),
    ],
)
def test_a_wrong_value_says_what_to_type(talk: Talk, line: str, hint: str) -> None:
    before = schedule(talk)
    assert hint in talk.text(line)
    assert schedule(talk) == before


def test_a_near_zone_is_one_press_away(talk: Talk) -> None:
    talk.say("settings zone Europe/Berln")
    talk.press("Europe/Berlin")
    assert talk.last.title == "Nothing to change"


def test_a_country_can_be_taken_out(talk: Talk) -> None:
    talk.say("settings country de")
    talk.say("settings country none")
    assert schedule(talk).country == ""


def test_changed_hours_make_the_planner_look_again(talk: Talk) -> None:
    talk.say("settings hours 8-12")
    with talk.book() as book:
        assert book.account.row["next_look_at"] <= talk.clock.now()


def test_a_kind_left_out_answers_the_late_nudge_of_that_kind(talk: Talk) -> None:
    first = sent(talk, suggestion("weekly_tip", key="a"))
    talk.later(hours=3)
    other = sent(talk, suggestion("review", key="b"))
    talk.say("settings mute weekly_tip")
    assert (outcome(talk, first), outcome(talk, other)) == ("stopped", "")
    talk.say("undo")
    assert outcome(talk, first) == ""
