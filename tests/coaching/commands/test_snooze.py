"""Dialogues about putting things off."""

from __future__ import annotations

from datetime import date

from tests.coaching.commands.nudged import contact, known, labels, outcome, sent, suggestion
from tests.coaching.talk import Talk


def test_the_person_rests_for_three_days_unless_told_otherwise(talk: Talk) -> None:
    (ada,) = known(talk, "Ada")
    nudge = sent(talk, suggestion("reconnect", contact=ada))
    assert "Thu 5 Mar 2026 (in 3 days), Europe/Berlin" in talk.text(f"snooze {nudge}")
    assert contact(talk, ada).resting_until == date(2026, 3, 5)
    assert contact(talk, ada).skips == 1
    assert outcome(talk, nudge) == "snoozed"
    talk.press("Undo")
    assert (contact(talk, ada).skips, outcome(talk, nudge)) == (0, "")


def test_a_time_alone_is_about_the_last_nudge(talk: Talk) -> None:
    (ada,) = known(talk, "Ada")
    sent(talk, suggestion("reconnect", contact=ada))
    talk.say("snooze until Friday")
    assert contact(talk, ada).resting_until == date(2026, 3, 6)


def test_it_can_be_asked_for_on_that_very_day(talk: Talk) -> None:
    (ada,) = known(talk, "Ada")
    nudge = sent(talk, suggestion("reconnect", contact=ada))
    talk.say(f"snooze {nudge} 2 weeks")
    assert "Mon 16 Mar 2026, 09:00" in str(talk.press("Remind me then"))


def test_a_day_that_is_not_to_come_is_asked_back(talk: Talk) -> None:
    (ada,) = known(talk, "Ada")
    nudge = sent(talk, suggestion("reconnect", contact=ada))
    assert "too soon" in talk.text(f"snooze {nudge} today")
    assert "I could not read “whenever”" in talk.text(f"snooze {nudge} whenever")
    assert outcome(talk, nudge) == ""


def test_a_longer_rest_stays(talk: Talk) -> None:
    (ada,) = known(talk, "Ada")
    talk.say("rest Ada until 1 May")
    talk.say("snooze Ada 3d")
    assert contact(talk, ada).resting_until == date(2026, 5, 1)
    assert contact(talk, ada).skips == 0


def test_an_answered_one_is_not_snoozed(talk: Talk) -> None:
    (ada,) = known(talk, "Ada")
    nudge = sent(talk, suggestion("reconnect", contact=ada))
    talk.say(f"snooze {nudge}")
    assert "you put it off" in talk.text(f"snooze {nudge}")


def test_a_promise_gets_a_new_time(talk: Talk) -> None:
    talk.say("promise Ada: tea by tomorrow 9:30")
    talk.at("2026-03-03T09:40+01:00")
    talk.planner.plan(1, 1)
    with talk.book() as book:
        promise = book.promises.open()[0].number
        nudge = book.rows.connection.exec_driver_sql("select number from nudges").scalar_one()
    assert "Wed 4 Mar 2026, 09:30 Europe/Berlin" in talk.text(f"snooze {nudge} 1d")
    assert outcome(talk, nudge) == "snoozed"
    assert "Fri 6 Mar 2026, 15:00" in talk.text(f"snooze {promise} until Fri 15:00")
    assert "Fri 6 Mar 2026, 15:00" in talk.text(f"snooze {promise} until Fri")
    talk.at("2026-03-06T16:00+01:00")
    assert "has passed" in talk.text(f"snooze {promise} today")


def test_what_is_about_nobody_simply_waits(talk: Talk) -> None:
    nudge = sent(talk, suggestion("spread_asks"))
    assert "Put off" in talk.text(f"snooze {nudge}")
    assert outcome(talk, nudge) == "snoozed"
    assert "about nobody" in talk.text("snooze weekly_tip")


def test_not_today_leaves_a_move_until_tomorrow(talk: Talk) -> None:
    known(talk, "Ada", "Bo")
    talk.say("today")
    talk.press("Not today")
    assert "What else today" in labels(talk)
    assert "Bo" in talk.press("What else today").title
    talk.later(days=1)
    assert "Ada" in talk.say("today").title


def test_somebody_with_whom_nothing_is_due_can_be_put_off(talk: Talk) -> None:
    known(talk, "Ada")
    talk.say("met Ada: tea")
    talk.say("snooze Ada until next Monday")
    assert "Say hello to Ada" in talk.press("Remind me then").fields[0].value
