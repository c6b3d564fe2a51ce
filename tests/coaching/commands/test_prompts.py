"""Dialogues about a channel's weekly prompts: set up, changed, taken over, ended, taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from itertools import pairwise

import pytest
from sqlalchemy import select

from coaching.messages import Message, Room
from coaching.prompts import Programme, prompt_of
from coaching.repository.deliveries import NUDGES, due_users
from coaching.repository.programmes import PROGRAMMES, Programmes
from tests.coaching.talk import CHANNEL, MONDAY, Talk

OTHER = Room("web:other", "other", shared=False)


@pytest.fixture
def ana(talk: Talk) -> Talk:
    """Return Ana, who speaks in a channel."""
    talk.room = CHANNEL
    return talk


def holds(talk: Talk, room: Room = CHANNEL) -> Programme | None:
    """Return the programme that a channel has."""
    with talk.book() as book:
        return Programmes(book.rows, book.account).running(room.address)


def look(talk: Talk) -> list[int]:
    """Let the planner look at every programme that is due; return the posts that it planned."""
    due = talk.planner.due_programmes(50)
    return [number for key in due if (number := talk.planner.plan_post(key))]


def rows(talk: Talk) -> int:
    """Return how many rows of programmes there are."""
    with talk.transaction() as connection:
        return len(connection.execute(select(PROGRAMMES)).all())


def test_prompts_are_set_up_and_told_in_full(ana: Talk) -> None:
    said = ana.text("prompts weekly Thursday 10:00 country DE")
    assert "The weekly prompts are set up" in said
    assert "When: Every Thursday 10:00, Europe/Berlin" in said
    assert "Next: Thu 5 Mar 2026, 10:00 Europe/Berlin: “" in said
    assert "Public holidays: DE" in said
    assert "Set up by: ana" in said


def test_zone_and_country_are_one_s_own_unless_said(ana: Talk) -> None:
    ana.say("settings zone Asia/Tokyo country JP")
    ana.say("prompts weekly")
    has = holds(ana)
    assert has
    assert (has.rule.say(), has.rule.zone, has.rule.country) == (
        "every Monday 10:00",
        "Asia/Tokyo",
        "JP",
    )


def test_later_settings_of_one_s_own_leave_the_channel_alone(ana: Talk) -> None:
    ana.say("prompts weekly Friday 9am")
    ana.say("settings zone Asia/Tokyo country JP")
    has = holds(ana)
    assert has
    assert (has.rule.zone, has.rule.country) == ("Europe/Berlin", "")


def test_a_first_post_never_comes_at_once_for_a_time_that_has_passed(ana: Talk) -> None:
    ana.later(minutes=1)
    ana.say("prompts weekly Monday 10:00")
    assert "Next: Mon 9 Mar 2026" in ana.text("prompts")
    assert look(ana) == []


def test_alone_it_shows_how_to_set_them_up_with_a_form(ana: Talk) -> None:
    assert "No weekly prompts in this channel yet" in ana.text("prompts")
    ana.press("Set up", day="Friday", at="9am", zone="new york", country="us")
    has = holds(ana)
    assert has
    assert (has.rule.say(), has.rule.zone, has.rule.country) == (
        "every Friday 09:00",
        "America/New_York",
        "US",
    )


def test_the_form_shows_what_is_set_and_saying_it_again_changes_nothing(ana: Talk) -> None:
    ana.say("prompts weekly Friday 9am country DE")
    ana.say("prompts")
    ana.press("Change", **{item.name: item.value for item in ana.last.inputs})
    assert ana.last.title == "Weekly prompts in this channel"
    assert rows(ana) == 1


def test_a_channel_has_its_own(ana: Talk) -> None:
    ana.say("prompts weekly Friday 9am")
    ana.room = OTHER
    assert "No weekly prompts in this channel yet" in ana.text("prompts")
    ana.say("prompts weekly Tuesday 9am")
    first, second = holds(ana), holds(ana, OTHER)
    assert first
    assert second
    assert (first.rule.weekday, second.rule.weekday) == (4, 1)


def test_another_workspace_s_channel_of_the_same_name_is_another(ana: Talk) -> None:
    ana.say("prompts weekly Friday 9am")
    stranger = replace(ana.sender, workspace="elsewhere")
    message = Message(
        id="m1", sender=stranger, conversation="web:ana", text="prompts", room=CHANNEL
    )
    assert ana.coach.answer(message).card.title == "No weekly prompts in this channel yet"


@pytest.mark.parametrize("line", ["prompts", "prompts weekly Monday 10:00", "prompts stop"])
def test_in_one_s_own_conversation_it_says_where_to_type_it(talk: Talk, line: str) -> None:
    assert "type `/netlead prompts weekly Monday 10:00`" in talk.text(line)
    assert rows(talk) == 0


@pytest.mark.parametrize(
    ("shared", "reason"),
    [(True, "People of other companies are in this channel"), (None, "`channels:read`")],
)
@pytest.mark.parametrize("line", ["prompts", "prompts weekly Monday 10:00"])
def test_a_channel_with_other_companies_gets_none_nor_one_that_may_be_such(
    ana: Talk, line: str, reason: str, *, shared: bool | None
) -> None:
    ana.room = replace(CHANNEL, shared=shared)
    card = ana.say(line)
    assert reason in card.body
    assert card.refused
    assert rows(ana) == 0


@pytest.mark.parametrize("shared", [True, None])
def test_where_others_came_in_later_the_prompts_are_shown_to_be_ended_but_not_changed(
    ana: Talk, *, shared: bool | None
) -> None:
    ana.say("prompts weekly Friday 9am")
    ana.room = replace(CHANNEL, shared=shared)
    ana.say("prompts")
    assert not ana.last.inputs
    before = ana.last
    assert ana.say("prompts weekly Tuesday").refused
    ana.last = before
    ana.press("Stop")
    assert holds(ana) is None


def test_a_change_keeps_what_is_not_said(ana: Talk) -> None:
    ana.say("prompts weekly Friday 9am zone Asia/Tokyo country JP")
    assert "The weekly prompts are changed" in ana.text("prompts weekly Tuesday")
    has = holds(ana)
    assert has
    assert (has.rule.say(), has.rule.zone, has.rule.country) == (
        "every Tuesday 09:00",
        "Asia/Tokyo",
        "JP",
    )


def test_somebody_else_is_told_whose_they_are_before_she_takes_them_over(ana: Talk) -> None:
    ana.say("prompts weekly Friday 9am")
    bo = ana.other("bo")
    told = bo.text("prompts weekly Tuesday")
    assert "ana set them up: every Friday 09:00, Europe/Berlin" in told
    has = holds(bo)
    assert has
    assert has.owner_name == "ana"
    assert "ana had set them up; now they are in your name." in bo.press("Take them over").body
    has = holds(ana)
    assert has
    assert (has.owner_name, has.rule.say()) == ("bo", "every Tuesday 09:00")
    assert "Set up by: bo" in ana.text("prompts")


def test_to_undo_a_take_over_gives_them_back(ana: Talk) -> None:
    ana.say("prompts weekly Friday 9am")
    bo = ana.other("bo")
    bo.say("prompts weekly Tuesday yes")
    bo.press("Undo")
    has = holds(ana)
    assert has
    assert (has.owner_name, has.rule.say()) == ("ana", "every Friday 09:00")


def test_saying_what_is_set_anyway_takes_nothing_over(ana: Talk) -> None:
    ana.say("prompts weekly Friday 9am")
    bo = ana.other("bo")
    assert "Set up by: ana" in bo.text("prompts weekly Friday 9am")
    assert rows(ana) == 1


def test_anybody_in_the_channel_may_end_them_and_is_told_whose_they_were(ana: Talk) -> None:
    ana.say("prompts weekly Friday 9am")
    bo = ana.other("bo")
    assert "ana had set them up: every Friday 09:00" in bo.text("prompts stop")
    assert holds(ana) is None
    assert "no weekly prompts" in ana.text("prompts stop")
    bo.say("undo")
    has = holds(ana)
    assert has
    assert has.owner_name == "ana"


def test_each_write_can_be_undone_in_any_order(ana: Talk) -> None:
    ana.say("prompts weekly Friday 9am")
    first = ana.last.buttons[-1].command
    ana.say("prompts weekly Tuesday 9am")
    second = ana.last.buttons[-1].command
    ana.say(first)
    has = holds(ana)
    assert has
    assert has.rule.weekday == 1
    ana.say(second)
    assert holds(ana) is None
    assert rows(ana) == 0


def test_undone_after_others_went_on_changes_nothing_for_them(ana: Talk) -> None:
    ana.say("prompts weekly Friday 9am")
    bo, cy = ana.other("bo"), ana.other("cy")
    bo.say("prompts stop")
    cy.say("prompts weekly Monday 8:00")
    assert "is undone" in bo.text("undo")
    has = holds(ana)
    assert has
    assert has.owner_name == "cy"


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("prompts flurb", "`prompts weekly Monday 10:00` sets them up"),
        ("prompts weekly Blursday", "as a weekday and a time"),
        ("prompts weekly Monday zone Mars", "no time zone"),
        ("prompts weekly country Narnia", "two-letter code"),
    ],
)
def test_what_cannot_be_read_says_what_to_type(ana: Talk, line: str, hint: str) -> None:
    assert hint in ana.text(line)
    assert rows(ana) == 0


def test_a_near_zone_is_one_press_away(ana: Talk) -> None:
    ana.say("prompts weekly Friday 9am zone Europe/Berln")
    ana.press("Europe/Berlin")
    has = holds(ana)
    assert has
    assert has.rule.say() == "every Friday 09:00"


def test_they_are_among_one_s_rows_and_go_with_them(ana: Talk) -> None:
    ana.say("prompts weekly Friday 9am")
    assert any(file.name == "programmes.csv" for file in ana.say("export").files)
    ana.say("delete me yes")
    assert rows(ana) == 0
    assert look(ana.at("2026-03-06T09:00:00+01:00")) == []


def test_a_post_is_planned_once_at_its_time_for_the_channel(ana: Talk) -> None:
    ana.say("prompts weekly Friday 9am")
    has = holds(ana)
    assert has
    assert look(ana.at("2026-03-06T08:59:59+01:00")) == []
    ana.at("2026-03-06T09:00:00+01:00")
    [key] = ana.planner.due_programmes(50)
    assert ana.planner.plan_post(key) > 0
    assert ana.planner.plan_post(key) == 0
    with ana.transaction() as connection:
        [row] = connection.execute(select(NUDGES)).all()
    assert (row.kind, row.room, row.platform, row.state) == ("prompt", "web:room", "web", "due")
    assert prompt_of(has.turn).title in row.content
    assert "Next: Fri 13 Mar 2026, 09:00" in ana.text("prompts")


def test_no_prompt_comes_twice_in_a_row_though_it_is_changed_and_taken_over(ana: Talk) -> None:
    bo, titles = ana.other("bo"), []
    ana.say("prompts weekly Friday 9am")
    for week in range(20):
        has = holds(ana)
        assert has
        titles.append(prompt_of(has.turn).title)
        assert len(look(ana.at(has.next_at))) == 1
        (ana, bo)[week % 2].say(f"prompts weekly {('Friday', 'Monday')[week % 2]} 9am yes")
        ana.later(days=1)
    assert all(first != second for first, second in pairwise(titles))
    assert len(set(titles)) == 9


def test_what_comes_more_than_two_hours_late_is_left_out_and_said_so(ana: Talk) -> None:
    ana.say("prompts weekly Friday 9am")
    before = holds(ana)
    ana.at("2026-03-06T11:00:01+01:00")
    assert len(look(ana)) == 1
    after = holds(ana)
    assert before
    assert after
    assert after.turn == before.turn
    with ana.transaction() as connection:
        assert connection.execute(select(NUDGES.c.state)).scalars().all() == ["expired"]
    said = ana.text("prompts")
    assert "Last: Fri 6 Mar 2026, 09:00 Europe/Berlin: left out" in said
    assert "Next: Fri 13 Mar 2026" in said


def test_after_weeks_of_outage_there_is_one_post_at_most(ana: Talk) -> None:
    ana.say("prompts weekly Friday 9am")
    ana.at("2026-03-27T10:00:00+01:00")
    assert len(look(ana)) == 1
    assert look(ana) == []
    with ana.transaction() as connection:
        assert connection.execute(select(NUDGES.c.state)).scalars().all() == ["due"]


def test_a_week_with_a_holiday_is_left_out_and_no_prompt_is_lost(ana: Talk) -> None:
    ana.at("2026-04-02T09:00:00+02:00").say("prompts weekly Friday 9am country DE")
    has = holds(ana)
    assert has
    assert "Next: Fri 10 Apr 2026" in ana.text("prompts")
    assert look(ana.at("2026-04-03T09:30:00+02:00")) == []
    look(ana.at(has.next_at))
    after = holds(ana)
    assert after
    assert after.turn == has.turn + 1


def test_what_was_replaced_or_ended_posts_nothing_and_goes_once_it_cannot_be_undone(
    ana: Talk,
) -> None:
    ana.say("prompts weekly Friday 9am")
    ana.say("prompts weekly Thursday 9am")
    assert len(look(ana.at("2026-03-05T09:00:00+01:00"))) == 1
    assert look(ana.at("2026-03-06T09:00:00+01:00")) == []
    assert rows(ana) == 1
    ana.say("prompts stop")
    assert rows(ana) == 2
    assert look(ana.later(hours=24)) == []
    assert rows(ana) == 0


def test_what_was_taken_back_in_time_goes_on_at_its_own_time(ana: Talk) -> None:
    ana.at("2026-03-05T12:00:00+01:00").say("prompts weekly Friday 9am")
    bo = ana.other("bo")
    bo.later(hours=1).say("prompts stop")
    assert look(ana.at("2026-03-06T09:00:00+01:00")) == []
    bo.later(hours=1).say("undo")
    assert "Next: Fri 13 Mar 2026, 09:00" in ana.text("prompts")
    assert len(look(ana.at("2026-03-13T09:00:00+01:00"))) == 1


def test_an_end_that_somebody_set_up_anew_after_keeps_the_new_ones(ana: Talk) -> None:
    ana.say("prompts weekly Friday 9am")
    ana.say("prompts stop")
    ana.later(hours=20)
    bo = ana.other("bo")
    bo.say("prompts weekly Wednesday 9am")
    look(ana.later(hours=10))
    look(ana.later(hours=30))
    has = holds(ana)
    assert has
    assert has.owner_name == "bo"
    for _ in range(3):
        look(ana.later(days=7))
    assert rows(ana) == 1


def test_a_post_is_nothing_that_was_said_to_whoever_set_it_up(ana: Talk) -> None:
    ana.say("prompts weekly Friday 9am")
    has = holds(ana)
    assert has
    [number] = look(ana.at("2026-03-06T09:00:00+01:00"))
    ana.room = None
    with ana.book() as book:
        assert not book.nudges.waiting()
        book.rows.quietly(NUDGES, number, {"state": "sent", "sent_at": ana.clock.now()})
        assert book.nudges.past() == ()
        assert book.nudges.latest(5) == []
    for line in ("why", "done", "snooze", f"why {number}", f"done {number}"):
        assert ana.say(line).refused, line
    assert prompt_of(has.turn).title not in [item.card.title for item in ana.recall()]
    assert not [item for item in ana.recall() if item.key.startswith("nudge:")]


def test_prompts_wake_nobody_who_was_not_to_be_looked_at(ana: Talk) -> None:
    ana.say("prompts weekly Friday 9am")
    with ana.book() as book:
        book.account.note(next_look_at=None)
        book.account.save()
    look(ana.at("2026-03-06T09:00:00+01:00"))
    with ana.transaction() as connection:
        assert due_users(connection, datetime.max.replace(tzinfo=MONDAY.tzinfo), 5) == []


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("sent", "posted"),
        ("stopped", "am I a member of this channel?"),
        ("unknown", "nobody can tell"),
        ("claimed", "on its way"),
    ],
)
def test_what_became_of_the_last_post_is_shown(ana: Talk, state: str, words: str) -> None:
    ana.say("prompts weekly Friday 9am")
    look(ana.at("2026-03-06T09:00:00+01:00"))
    with ana.transaction() as connection:
        connection.execute(NUDGES.update().values(state=state))
    bo = ana.other("bo")
    assert words in bo.text("prompts")
