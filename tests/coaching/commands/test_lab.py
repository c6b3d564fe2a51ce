"""``lab``: joining, nudges held back, what is counted, what is stopped, and leaving."""

from __future__ import annotations

import json
from datetime import timedelta

from sqlalchemy import select

from coaching.lab import HELD_SHARE, Hold
from coaching.repository.deliveries import NUDGES
from coaching.repository.experiments import moments_of, pooled
from tests.adapters import contract
from tests.coaching.commands.nudged import known, labels, suggestion
from tests.coaching.talk import Talk


def moments(talk: Talk, contact: int, kind: str, *, sent: int, held: int, acted: int) -> None:
    """Write moments of five days ago and more: sent, held, and how many of those sent acted on."""
    with talk.book() as book:
        for index in range(sent + held):
            at = talk.clock.now() - timedelta(days=5 + index, hours=1)
            number = book.nudges.plan(
                suggestion(kind, contact=contact, key=f"{kind}:{index}"),
                f"{kind}:{index}",
                target="",
                probability=0.5,
                variant="thompson",
                eligible=(),
                hold=Hold(HELD_SHARE, held=index >= sent),
            )
            was: dict[str, object] = {"created_at": at, "acted_at": at if index < acted else None}
            if index < sent:
                was |= {"state": "sent", "sent_at": at}
            book.rows.quietly(NUDGES, number, was)
        book.account.save()


def plan(talk: Talk) -> tuple[int, str]:
    """Let the planner look now; return what it planned and the state of the newest row."""
    with talk.book() as book:
        key = book.rows.workspace_id, book.rows.user_id
        book.account.note(next_look_at=talk.clock.now())
        book.account.save()
    number = talk.planner.plan(*key)
    with talk.transaction() as connection:
        state = connection.execute(
            select(NUDGES.c.state)
            .where(NUDGES.c.user_id == key[1])
            .order_by(NUDGES.c.number.desc())
        ).scalar()
    return number, state or ""


def test_outside_the_lab_it_says_what_it_is_and_how_to_join(talk: Talk) -> None:
    assert "at most 3 in 10" in talk.text("lab")
    talk.press("Join the lab")
    assert talk.last.title == "You are in the lab"
    assert "already" in talk.text("lab on")
    assert "nothing to count yet" in talk.text("lab")
    talk.press("Leave the lab")
    assert talk.last.title == "You left the lab"
    assert "You are not in the lab" in talk.text("lab off")
    talk.say("undo")
    assert talk.say("lab").title == "Your lab"


def test_a_word_it_does_not_know_is_answered_with_those_it_does(talk: Talk) -> None:
    assert "`lab off` to leave" in talk.text("lab mice")


def test_about_three_in_ten_are_held_and_the_rest_comes(talk: Talk) -> None:
    talk.say("lab on")
    states: list[str] = []
    for week in range(30):
        talk.say(f"got help from P{week} with the deck")
        talk.later(days=4)
        number, state = plan(talk)
        assert (number == 0) == (state == "held")
        states.append(state)
        with talk.transaction() as connection:
            due = NUDGES.update().where(NUDGES.c.state == "due")
            connection.execute(due.values(state="sent", sent_at=talk.clock.now(), outcome="done"))
        talk.later(days=3)
    assert 0 < states.count("held") <= 0.3 * len(states)
    assert talk.say("lab").fields


def test_a_touch_counts_whether_the_nudge_came_or_not(talk: Talk) -> None:
    ada, bo, cy = known(talk, "Ada", "Bo", "Cy")
    talk.say("lab on")
    for contact, held in ((ada, False), (bo, True), (cy, True)):
        with talk.book() as book:
            book.nudges.plan(
                suggestion("thank", contact=contact),
                f"slot {contact}",
                target="",
                probability=0.5,
                variant="thompson",
                eligible=(),
                hold=Hold(HELD_SHARE, held=held),
            )
            book.account.save()
    with talk.transaction() as connection:
        due = NUDGES.update().where(NUDGES.c.state == "due")
        connection.execute(due.values(state="sent", sent_at=talk.clock.now()))
    talk.later(days=1).say("met Ada, Bo")
    talk.say("met Cy last week")
    talk.later(days=4)
    with talk.book() as book:
        found = {(m.held, m.acted): m.count for m in moments_of(book.rows)["thank"]}
    assert found == {(False, True): 1, (True, True): 1, (True, False): 1}


def test_what_a_touch_counted_is_taken_back_with_it(talk: Talk) -> None:
    (ada,) = known(talk, "Ada")
    moments(talk, ada, "thank", sent=1, held=0, acted=0)
    with talk.transaction() as connection:
        connection.execute(NUDGES.update().values(created_at=talk.clock.now()))
    talk.say("met Ada")
    talk.say("undo")
    with talk.transaction() as connection:
        assert connection.execute(select(NUDGES.c.acted_at)).scalar() is None


def test_a_kind_that_does_nothing_is_stopped_and_can_be_kept(talk: Talk) -> None:
    (ada,) = known(talk, "Ada")
    talk.say("lab on")
    moments(talk, ada, "thank", sent=265, held=115, acted=0)
    plan(talk)
    card = talk.text("lab")
    assert "no useful difference" in card
    assert "I stopped them." in card
    assert "thank (stopped by the lab)" in talk.text("settings")
    talk.say("lab")
    contract.see_card(talk.last)
    contract.see_sizes(talk.last, "lab")
    keep = next(label for label in labels(talk) if label.startswith("Have"))
    talk.press(keep)
    assert "stopped by the lab" not in talk.text("settings")
    plan(talk)
    assert "I stopped them." not in talk.text("lab")


def test_a_stopped_kind_is_not_chosen(talk: Talk) -> None:
    talk.say("got help from Ada with the deck")
    talk.later(days=4)
    with talk.book() as book:
        book.account.note(lab_since=talk.clock.now(), lab_retired=("thank",))
        book.account.save()
    plan(talk)
    with talk.transaction() as connection:
        row = connection.execute(select(NUDGES.c.eligible)).scalar()
    assert row
    assert "thank" not in {kind for kind, _, _ in json.loads(row)}


def test_of_others_only_counts_over_five_people_are_seen(talk: Talk) -> None:
    people = [talk.other(f"u{n}") for n in range(5)]
    for person in people[:4]:
        (ada,) = known(person, "Ada")
        moments(person, ada, "thank", sent=14, held=6, acted=7)
    with people[0].book() as book:
        assert pooled(book.rows.connection, book.rows.workspace_id, talk.clock.now()) == {}
    (ada,) = known(people[4], "Ada")
    moments(people[4], ada, "thank", sent=14, held=6, acted=7)
    people[4].say("lab on")
    assert "Everybody in the lab here" in people[4].text("lab")
    assert "50% when sent, 0% when held" in people[4].text("lab")
    assert "(5 people)" in people[4].text("lab")


def test_what_the_lab_held_is_exported_and_deleted(talk: Talk) -> None:
    (ada,) = known(talk, "Ada")
    moments(talk, ada, "thank", sent=1, held=2, acted=0)
    assert "held back" in talk.text("what do you know")
    assert '"hold_chance": 0.3' in talk.say("export").files[0].content
    talk.say("delete me yes")
    with talk.transaction() as connection:
        assert connection.execute(select(NUDGES)).all() == []
