"""What gets planned for whom, and how a nudge counts as answered."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from coaching.messages import Mention, Message, Press
from coaching.repository.deliveries import NUDGES
from coaching.repository.nudges import Nudge
from tests.coaching.talk import Talk

KIM = Mention("<@U7>", "U7", "Kim Lee")


def plan(talk: Talk) -> Nudge | None:
    """Let the planner look at the person now, send what it planned, and return it."""
    with talk.book() as book:
        key = (book.rows.workspace_id, book.rows.user_id)
        book.account.note(next_look_at=talk.clock.now())
        book.account.save()
    number = talk.planner.plan(*key)
    with talk.book() as book:
        if number:
            sent = {"state": "sent", "sent_at": talk.clock.now()}
            book.rows.quietly(NUDGES, number, sent)
            nudge = book.nudges.get(number)
            person = book.contacts.get(nudge.suggestion.contact) if nudge else None
            if person:
                book.contacts.change(person, nudged_on=talk.clock.now().date())
            return nudge
    return None


def outcome(talk: Talk, nudge: Nudge) -> str:
    with talk.book() as book:
        found = book.nudges.get(nudge.number)
        assert found is not None
        return found.outcome


def helped_by_kim(talk: Talk) -> None:
    """Be helped by Kim five days ago, so that a thank-you is worth a nudge."""
    talk.later(days=-5)
    talk.say("got help from <@U7> with the deck", KIM)
    talk.later(days=5)


def test_help_without_thanks_leads_to_a_nudge(talk: Talk) -> None:
    helped_by_kim(talk)
    nudge = plan(talk)
    assert nudge is not None
    assert nudge.suggestion.kind == "thank"


def test_the_moment_is_kept_with_how_it_was_chosen(talk: Talk) -> None:
    helped_by_kim(talk)
    plan(talk)
    with talk.transaction() as connection:
        row = connection.execute(select(NUDGES)).one()
    assert (row.variant, row.target) == ("thompson", "U7")
    assert 0.5 < row.probability < 1
    assert '"thank"' in row.eligible


def test_looking_again_on_the_same_day_plans_nothing(talk: Talk) -> None:
    helped_by_kim(talk)
    assert plan(talk) is not None
    talk.later(hours=3)
    assert plan(talk) is None


def test_a_third_person_is_not_pointed_at_the_same_colleague(talk: Talk) -> None:
    people = [talk, talk.other("bo"), talk.other("cy")]
    for person in people:
        helped_by_kim(person)
        person.say("edit #1 circle 15")
    kinds = [nudge and nudge.suggestion.contact for nudge in map(plan, people)]
    assert kinds[0] == kinds[1] != 0
    assert not kinds[2]


def test_somebody_at_a_distance_leaves_the_second_place_to_friends(talk: Talk) -> None:
    people = [talk, talk.other("bo")]
    for person in people:
        helped_by_kim(person)
    first, second = (nudge and nudge.suggestion.contact for nudge in map(plan, people))
    assert first
    assert not second


def test_nobody_is_pointed_at_somebody_who_said_no(talk: Talk) -> None:
    talk.other("U7").say("settings others no")
    helped_by_kim(talk)
    nudge = plan(talk)
    assert nudge is None or nudge.suggestion.contact == 0


def test_a_touch_soon_after_answers_the_nudge(talk: Talk) -> None:
    helped_by_kim(talk)
    nudge = plan(talk)
    assert nudge is not None
    talk.later(hours=20)
    talk.say("met Kim: a walk")
    assert outcome(talk, nudge) == "done"
    talk.say("undo")
    assert outcome(talk, nudge) == ""


def test_a_touch_a_week_later_does_not(talk: Talk) -> None:
    helped_by_kim(talk)
    nudge = plan(talk)
    assert nudge is not None
    talk.later(days=7)
    talk.say("met Kim: a walk")
    assert outcome(talk, nudge) == ""


def test_any_button_that_writes_answers_the_nudge_it_stood_on(talk: Talk) -> None:
    helped_by_kim(talk)
    nudge = plan(talk)
    assert nudge is not None
    with talk.book() as book:
        key = f"nudge:{book.rows.workspace_id}.{book.rows.user_id}.{nudge.number}"
    press = Press(key, "Let it rest")
    talk.coach.answer(
        Message(id="p", sender=talk.sender, conversation="web:ana", text="rest #1", press=press)
    )
    assert outcome(talk, nudge) == "done"
    shown = next(item for item in talk.recall() if item.key == key)
    assert shown.answered == "Let it rest"


def test_after_why_the_buttons_are_still_there(talk: Talk) -> None:
    helped_by_kim(talk)
    nudge = plan(talk)
    assert nudge is not None
    with talk.book() as book:
        key = f"nudge:{book.rows.workspace_id}.{book.rows.user_id}.{nudge.number}"
    why = Message(
        id="w",
        sender=talk.sender,
        conversation="web:ana",
        text=f"why {nudge.number}",
        press=Press(key, "Why this?"),
    )
    talk.coach.answer(why)
    assert next(item for item in talk.recall() if item.key == key).answered == ""


def test_a_snoozed_nudge_comes_back_after_its_rest(talk: Talk) -> None:
    helped_by_kim(talk)
    first = plan(talk)
    assert first is not None
    talk.say(f"snooze {first.number} 3d")
    talk.later(days=1)
    again = plan(talk)
    assert again is None or again.suggestion.contact == 0
    talk.later(days=3)
    assert plan(talk) is not None
    with talk.transaction() as connection:
        newest = connection.execute(select(NUDGES).order_by(NUDGES.c.number.desc())).first()
    assert newest
    assert '"thank", 1' in newest.eligible


def test_a_preview_says_who_would_get_what_and_writes_nothing(talk: Talk) -> None:
    helped_by_kim(talk)
    preview = talk.planner.preview(talk.clock.now() + timedelta(days=1))[0]
    assert (preview.person, preview.contact) == ("ana", "Kim Lee")
    with talk.transaction() as connection:
        assert connection.execute(select(NUDGES)).all() == []


@pytest.mark.parametrize("state", ["stopped", "unknown", "expired"])
def test_a_reminder_that_came_to_nothing_does_not_stand_before_the_next(
    talk: Talk, state: str
) -> None:
    talk.say("remind me to call Zoe in 1 hour")
    talk.say("remind me to call Kay in 2 hours")
    talk.later(hours=1, minutes=1)
    first = plan(talk)
    assert first is not None
    with talk.book() as book:
        book.rows.quietly(NUDGES, first.number, {"state": state, "sent_at": None})
    between = plan(talk)
    assert between is not None
    assert not between.suggestion.promised
    talk.later(hours=1)
    second = plan(talk)
    assert second is not None
    assert "call Kay" in second.suggestion.reason
