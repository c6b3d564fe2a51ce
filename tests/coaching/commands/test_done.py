"""Dialogues about nudges that were acted on."""

from __future__ import annotations

from coaching.repository.journal import CHANGES
from tests.coaching.commands.nudged import known, labels, outcome, sent, suggestion, touches
from tests.coaching.talk import Talk


def test_one_tap_says_how(talk: Talk) -> None:
    (ada,) = known(talk, "Ada")
    nudge = sent(talk, suggestion("thank", contact=ada))
    talk.say(f"done {nudge}")
    assert labels(talk) == ["I said thanks", "We were in touch", "Something else"]
    assert "Done: you thanked Ada" in talk.press("I said thanks").title
    assert touches(talk) == [("thanked", "")]
    assert outcome(talk, nudge) == "done"


def test_it_is_all_undone_at_once(talk: Talk) -> None:
    (ada,) = known(talk, "Ada")
    nudge = sent(talk, suggestion("reconnect", contact=ada))
    talk.say(f"done {nudge} met")
    talk.press("Undo")
    assert (outcome(talk, nudge), touches(talk)) == ("", [])


def test_a_note_and_a_day_may_follow(talk: Talk) -> None:
    (ada,) = known(talk, "Ada")
    nudge = sent(talk, suggestion("reconnect", contact=ada))
    assert "Sun 1 Mar 2026" in talk.text(f"done {nudge} met: the plans, yesterday")
    assert touches(talk) == [("met", "the plans")]


def test_a_note_alone_is_kept(talk: Talk) -> None:
    (ada,) = known(talk, "Ada")
    sent(talk, suggestion("reconnect", contact=ada))
    talk.say("done Ada helped the deck")
    assert touches(talk) == [("helped", "the deck")]


def test_something_else_notes_nothing_about_the_person(talk: Talk) -> None:
    (ada,) = known(talk, "Ada")
    nudge = sent(talk, suggestion("reconnect", contact=ada))
    assert "nothing is noted about Ada" in talk.text(f"done {nudge} other")
    assert (outcome(talk, nudge), touches(talk)) == ("done", [])


def test_an_unknown_way_is_asked_back(talk: Talk) -> None:
    (ada,) = known(talk, "Ada")
    nudge = sent(talk, suggestion("ask_once", contact=ada))
    assert "How did you do it?" in talk.text(f"done {nudge} somehow")
    assert "Ada helped you" in talk.press("They helped me").title
    assert "I thanked Ada" in labels(talk)


def test_bare_done_is_about_the_last_nudge(talk: Talk) -> None:
    (ada,) = known(talk, "Ada")
    nudge = sent(talk, suggestion("reconnect", contact=ada))
    talk.say("done")
    talk.press("We were in touch")
    assert outcome(talk, nudge) == "done"


def test_an_answer_is_given_once(talk: Talk) -> None:
    (ada,) = known(talk, "Ada")
    nudge = sent(talk, suggestion("reconnect", contact=ada))
    talk.say(f"done {nudge} met")
    said = talk.text(f"done {nudge} met")
    assert "You answered this one on Mon 2 Mar 2026 (today): you did it." in said
    assert "undo" in said
    talk.press("Undo that answer")
    assert outcome(talk, nudge) == ""
    talk.say(f"done {nudge} met")
    talk.later(days=3)
    with talk.book() as book:
        entry = book.journal.latest(1)[0]
        book.rows.quietly(CHANGES, entry.number, {"before": ""})
    assert "Type `today` for what is next" in talk.text(f"done {nudge}")


def test_what_is_not_there_is_not_found(talk: Talk) -> None:
    assert "No nudge has come yet" in talk.text("done")
    assert "I found no nudge 77" in talk.text("done 77")
    (ada,) = known(talk, "Ada")
    mine = sent(talk, suggestion("reconnect", contact=ada))
    other = talk.other("bo")
    assert f"I found no nudge {mine}" in other.text(f"done {mine}")
    held = sent(talk, suggestion("thank", contact=ada), state="held")
    assert f"I found no nudge {held}" in talk.text(f"done {held}")


def test_a_nudge_about_nobody_needs_no_how(talk: Talk) -> None:
    nudge = sent(talk, suggestion("spread_asks"))
    assert talk.say(f"done {nudge}").title == "Done"
    assert outcome(talk, nudge) == "done"


def test_a_nudge_about_somebody_forgotten_can_still_be_answered(talk: Talk) -> None:
    (ada,) = known(talk, "Ada")
    nudge = sent(talk, suggestion("reconnect", contact=ada))
    talk.say("forget Ada yes")
    talk.say(f"done {nudge}")
    assert outcome(talk, nudge) == "done"


def test_a_move_of_today_works_by_person(talk: Talk) -> None:
    (ada,) = known(talk, "Ada")
    talk.say("done Ada")
    assert "Something else" not in labels(talk)
    talk.press("We were in touch")
    assert "What else today" in labels(talk)
    assert touches(talk) == [("met", "")]
    assert "nothing to note" in talk.text(f"done #{ada} other")
    assert "about nobody in particular" in talk.text("done weekly_tip")


def test_done_with_a_promise_keeps_it(talk: Talk) -> None:
    talk.say("promise Ada: tea by tomorrow 9am")
    talk.later(days=2)
    talk.planner.plan(1, 1)
    with talk.book() as book:
        promise = book.promises.open()[0]
        nudge = book.rows.connection.exec_driver_sql("select number from nudges").scalar_one()
    talk.say(f"done {nudge}")
    assert "It counts as help you gave Ada. Late is still kept." in talk.last.body
    assert touches(talk) == [("helped", "tea")]
    talk.press("Undo")
    talk.say(f"kept {promise.number}")
    assert "You settled that promise already" in talk.text(f"done {nudge}")


def test_a_promise_to_oneself_is_done_by_its_number(talk: Talk) -> None:
    talk.say("remind me to call mum tomorrow 9am")
    with talk.book() as book:
        number = book.promises.open()[0].number
    assert "Promise kept" in talk.text(f"done {number}")
    assert "What else today" in labels(talk)


def test_only_one_person_at_a_time(talk: Talk) -> None:
    known(talk, "Ada", "Bo")
    assert "One at a time" in talk.text("done Ada, Bo")
