"""Dialogues about pausing and going on."""

from __future__ import annotations

from tests.coaching.talk import Talk


def paused(talk: Talk) -> str:
    with talk.book() as book:
        return str(book.account.person.schedule.paused_until)


def test_a_pause_until_a_day_ends_at_that_days_opening(talk: Talk) -> None:
    assert "until Mon 9 Mar 2026, 09:00 Europe/Berlin" in talk.text("pause until next Monday")
    assert paused(talk) == "2026-03-09 08:00:00+00:00"


def test_a_pause_for_some_time(talk: Talk) -> None:
    assert "until Mon 16 Mar 2026" in talk.text("pause for 2 weeks")


def test_a_pause_without_an_end_lasts_until_resume(talk: Talk) -> None:
    assert "until you say `resume`" in talk.text("pause")
    assert "Nudges may come again" in talk.press("Resume").body
    assert paused(talk) == "None"


def test_a_day_that_has_passed_is_asked_about(talk: Talk) -> None:
    assert "already passed" in talk.text("pause until yesterday")
    assert paused(talk) == "None"


def test_resuming_without_a_pause_says_so(talk: Talk) -> None:
    assert "You are not paused" in talk.text("resume")


def test_a_pause_can_be_undone(talk: Talk) -> None:
    talk.say("pause")
    talk.press("Undo")
    assert paused(talk) == "None"
