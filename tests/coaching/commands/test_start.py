"""Dialogues about the first minutes, and hello ever after."""

from __future__ import annotations

from tests.coaching.commands.nudged import known, labels
from tests.coaching.talk import Talk


def step(talk: Talk) -> int:
    with talk.book() as book:
        return int(book.account.row["step"])


def people(talk: Talk) -> list[tuple[str, int]]:
    with talk.book() as book:
        return [(person.name, person.contact.circle) for person in book.contacts.all()]


def test_three_steps(talk: Talk) -> None:
    card = talk.say("hi")
    assert card.title == "Welcome to NetLead"
    assert "only you see it" in str(card.fields)
    assert "A tip to begin" in card.fields[0].label
    talk.press("Next: pick people")
    assert len(talk.last.inputs) == 5
    talk.press("Add them", name1="Ada Lovelace", name2="Bo “the boss”", name4='Cy "C" Park')
    assert people(talk) == [("Ada Lovelace", 15), ("Bo “the boss”", 15), ("Cy 'C' Park", 15)]
    assert talk.last.title == "Your first nudge: Say hello to Ada Lovelace"
    assert "Your first nudge can come Mon 2 Mar 2026, about" in str(talk.last.fields)
    talk.press("Done")
    talk.press("We were in touch")
    assert talk.say("hi").title == "Hello, ana"


def test_every_step_can_be_skipped(talk: Talk) -> None:
    talk.say("start")
    assert "Pick up to five" in talk.text("start skip")
    assert "Your first nudge" in talk.text("start skip")
    assert "made up" in str(talk.last.fields)
    assert labels(talk) == ["Show me with example people", "Add somebody"]
    assert "Hello" in talk.text("start skip")
    assert people(talk) == []


def test_it_goes_on_where_it_was_left(talk: Talk) -> None:
    talk.say("hi")
    assert talk.say("hi").title == "Welcome to NetLead"
    talk.press("Next: pick people")
    talk.later(days=1)
    assert talk.say("good morning").title == "Pick up to five people"
    talk.press("Skip")
    assert step(talk) == 4


def test_the_first_card_leads_straight_to_a_nudge(talk: Talk) -> None:
    talk.say("start")
    talk.press("Skip to a first nudge")
    assert talk.last.title.startswith("Your first nudge")


def test_example_people_instead(talk: Talk) -> None:
    talk.say("start 2")
    talk.press("Show me with example people")
    talk.press("See my first nudge")
    assert talk.last.title == "Your first nudge: Thank Bo Adeyemi"


def test_an_empty_form_is_asked_back(talk: Talk) -> None:
    talk.say("start 2")
    talk.press("Add them")
    assert "Type at least one name" in talk.last.body
    talk.press("Pick people")
    assert talk.last.inputs


def test_somebody_known_stays_as_she_is(talk: Talk) -> None:
    known(talk, "Ada")
    assert "Ada: known already." in talk.text("start people Ada")
    assert people(talk) == [("Ada", 150)]
    assert "Undo" not in labels(talk)


def test_adding_people_can_be_undone(talk: Talk) -> None:
    talk.say("start people Ada, Bo")
    talk.press("Undo")
    assert people(talk) == []


def test_hello_to_somebody_who_began_without_the_tour(talk: Talk) -> None:
    known(talk, "Ada")
    assert "Your best move today: Say hello to Ada" in talk.text("hello")
    assert "All of today" in labels(talk)
    assert talk.say("start").title == "Welcome to NetLead"


def test_hello_on_a_quiet_day_and_without_a_name(talk: Talk) -> None:
    known(talk, "Ada")
    talk.say("met Ada: tea")
    talk.say("settings mute weekly_tip")
    with talk.book() as book:
        book.account.change(name="")
        book.account.save()
    card = talk.say("hi")
    assert card.title == "Hello"
    assert "Nothing needs you today" in card.body


def test_the_tour_can_be_had_again(talk: Talk) -> None:
    talk.say("start 3")
    assert talk.say("start over").title == "Welcome to NetLead"
    assert step(talk) == 1
