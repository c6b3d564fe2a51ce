"""Dialogues about the example people."""

from __future__ import annotations

from sqlalchemy import func, select

from coaching.example_people import BIRTHDAY_IN_DAYS, example_people
from coaching.repository.touches import TOUCHES, aggregates
from coaching.tidy import KEPT_FOR
from tests.coaching.commands.nudged import known, touches
from tests.coaching.talk import MONDAY, Talk

TODAY = MONDAY.date()


def test_twelve_people_come_and_are_gone_again(talk: Talk) -> None:
    known(talk, "Zoe")
    talk.say("met Zoe: tea")
    assert "Ada Lindqvist" in talk.text("show me with example people")
    with talk.book() as book:
        people = book.contacts.all()
        assert sum(person.row.example for person in people) == 12
        assert [promise.what for promise in book.promises.open()] == ["the survey results"]
    assert "12 people went" in talk.text("example remove")
    with talk.book() as book:
        assert [person.name for person in book.contacts.all()] == ["Zoe"]
        assert book.promises.open() == []
    assert touches(talk) == [("met", "tea")]


def test_it_is_one_entry_that_can_be_undone(talk: Talk) -> None:
    talk.say("example people")
    talk.say("undo")
    with talk.book() as book:
        assert book.contacts.all() == []
        count = select(func.count()).select_from(TOUCHES)
        assert book.connection.execute(count).scalar_one() == 0


def test_taking_them_away_can_be_undone(talk: Talk) -> None:
    talk.say("example people")
    talk.say("example remove")
    talk.press("Undo")
    with talk.book() as book:
        assert book.contacts.count() == 12


def test_once_is_enough(talk: Talk) -> None:
    assert "There are no example people here" in talk.text("example remove")
    talk.press("Show me with example people")
    assert "here already" in talk.text("example people")
    talk.press("Take them away")
    assert "Type `example people`" in talk.text("example of something")


def test_the_figures_on_each_row_are_those_of_the_touches(talk: Talk) -> None:
    talk.say("example people")
    with talk.book() as book:
        for person in book.contacts.all():
            found = aggregates(person.contact, book.touches.with_contact(person.number, 1000))
            assert found == {name: getattr(person.contact, name) for name in found}


def test_they_are_worth_moves_of_many_kinds(talk: Talk) -> None:
    talk.say("example people")
    card = talk.say("today")
    assert card.title == "Today: Thank Bo Adeyemi"
    assert "Priya Nair" in str(card.fields)
    assert "lean on" in talk.text("ledger") or "carry" in talk.text("ledger")


def test_the_same_day_gives_the_same_people() -> None:
    people = example_people(TODAY)
    assert people == example_people(TODAY)
    assert len({person.name for person in people}) == 12


def test_nothing_happens_on_a_weekend_before_its_time_or_after_today() -> None:
    for person in example_people(TODAY):
        days = [day for day, _, _ in person.touches]
        assert days == sorted(days)
        assert all(day.weekday() < 5 and person.added_on <= day <= TODAY for day in days)


def test_they_are_kept_as_long_as_anybody() -> None:
    for person in example_people(TODAY):
        last = max((day for day, _, _ in person.touches), default=person.added_on)
        assert TODAY - last < KEPT_FOR / 2


def test_somebody_has_a_birthday_soon() -> None:
    (mia,) = [person for person in example_people(TODAY) if "birth_month" in person.about]
    assert (mia.about["birth_month"], mia.about["birth_day"]) == (3, TODAY.day + BIRTHDAY_IN_DAYS)
