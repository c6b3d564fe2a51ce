"""Dialogues about today's best moves."""

from __future__ import annotations

from tests.coaching.commands.nudged import known, labels, touches
from tests.coaching.talk import Talk


def test_without_people_it_says_how_to_begin(talk: Talk) -> None:
    talk.say("today")
    assert labels(talk) == ["Pick five people", "Show me with example people"]


def test_it_works_on_the_very_first_day(talk: Talk) -> None:
    known(talk, "Ada", "Bo", "Cy", "Dee")
    card = talk.say("today")
    assert card.title == "Today: Say hello to Ada"
    assert [item.label for item in card.fields] == [
        "2. Say hello to Bo",
        "3. Say hello to Cy",
        "Next nudge",
    ]
    assert "It can come Mon 2 Mar 2026, about" in card.fields[-1].value


def test_each_move_is_one_tap_away(talk: Talk) -> None:
    known(talk, "Ada", "Bo")
    talk.say("today")
    assert "Hi Bo" in talk.press("2. Say hello to Bo").fields[0].value
    talk.press("Done")
    talk.press("We were in touch")
    assert touches(talk) == [("met", "")]
    assert "Bo" not in talk.text("today")


def test_a_card_of_this_morning_still_means_the_same_person(talk: Talk) -> None:
    known(talk, "Ada", "Bo")
    morning = talk.say("today")
    talk.say("met Ada: tea")
    talk.say("today")
    talk.last = morning
    talk.press("Done")
    assert "Ada" in talk.last.body


def test_a_place_can_be_typed(talk: Talk) -> None:
    known(talk, "Ada", "Bo")
    assert talk.say("today 2").title == "Say hello to Bo"
    assert "There is no move 9" in talk.text("today 9")
    assert "There is no move 0" in talk.text("today 0")


def test_a_move_about_nobody_has_nothing_to_write(talk: Talk) -> None:
    known(talk, "Ada")
    talk.say("today")
    talk.press("2. A tip for this week")
    assert labels(talk) == ["Show me the tip", "Why this?"]


def test_nothing_about_somebody_just_met(talk: Talk) -> None:
    known(talk, "Ada")
    talk.say("met Ada: tea")
    assert "Nothing is worth doing about Ada right now" in talk.text("today Ada")


def test_a_quiet_day(talk: Talk) -> None:
    known(talk, "Ada")
    talk.say("met Ada: tea")
    talk.say("settings mute weekly_tip")
    assert talk.say("today").title == "All quiet"


def test_promises_of_the_day_come_first_until_they_are_kept(talk: Talk) -> None:
    known(talk, "Bo")
    talk.say("promise Ada: tea by today 16:00")
    talk.say("remind me to call mum today 16:30")
    card = talk.say("today")
    assert card.title == "Today: Your promise to Ada"
    assert "You promised Ada: tea. The time you set: Mon 2 Mar 2026, 16:00" in card.body
    assert card.fields[0].label == "2. Your promise to yourself"
    talk.later(days=20)
    assert talk.say("today").title == "Today: Your promise to Ada"
    talk.press("Snooze 1 day")
    assert "Mon 23 Mar 2026" in str(talk.last)
    talk.say("today 1")
    talk.press("Kept")
    assert "Promise" not in talk.say("today").title


def test_a_reminder_that_is_due_is_shown_once(talk: Talk) -> None:
    talk.say("promise Ada: tea by today 10:30")
    talk.later(hours=1)
    card = talk.say("today")
    assert "tea" in card.body
    assert "tea" not in str(card.fields)


def test_nobody_who_asked_to_be_left_alone_is_pointed_at(talk: Talk) -> None:
    ada = talk.other("ada")
    ada.say("settings others no")
    known(talk, "Ada Lovelace", "Bo")
    with talk.book() as book:
        book.contacts.change(book.contacts.named("Ada Lovelace")[0][0], external="ada")
    assert "Ada" not in talk.text("today")


def test_it_says_when_no_nudge_will_come(talk: Talk) -> None:
    known(talk, "Ada")
    talk.say("pause")
    assert "until you say `resume`" in talk.text("today")
    talk.say("resume")
    talk.say("settings weekly 0")
    assert "None will come, as you asked" in talk.text("today")
    talk.say("settings weekly 3")
    with talk.book() as book:
        book.account.change(weekdays="")
        book.account.save()
    assert "leave no room" in talk.text("today")


def test_it_says_that_one_is_on_its_way(talk: Talk) -> None:
    known(talk, "Ada")
    talk.later(days=1)
    assert talk.planner.plan(1, 1)
    assert "on its way" in talk.text("today")


def test_the_moment_of_the_next_nudge_keeps_to_the_hours(talk: Talk) -> None:
    known(talk, "Ada")
    talk.at("2026-03-06T18:00+01:00")
    assert "Mon 9 Mar 2026, about" in talk.text("today")
