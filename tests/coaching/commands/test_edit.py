"""Dialogues about changing what is known of somebody."""

from __future__ import annotations

import pytest

from coaching.messages import plain_text
from coaching.repository.contacts import Person
from tests.coaching.talk import Talk

FULL = (
    'add Ada circle 15 outside knows "pricing, research and development" likes tea tag club every 3'
    " weeks met at PyCon through Bo birthday 12 May strategic trust 3 senior"
)


def ada(talk: Talk) -> Person:
    with talk.book() as book:
        (person,) = book.contacts.all()
    return person


def test_only_what_is_said_changes(talk: Talk) -> None:
    talk.say(FULL)
    card = talk.say("edit Ada circle 5 likes coffee")
    assert [(f.label, f.value) for f in card.fields] == [("Circle", "5"), ("Likes", "coffee")]
    assert ada(talk).contact.trust == 3
    talk.press("Undo")
    assert ada(talk).contact.circle == 15


def test_the_form_is_filled_and_saving_it_unchanged_changes_nothing(talk: Talk) -> None:
    talk.say(FULL)
    before = ada(talk)
    card = talk.say("edit Ada")
    values = {item.name: item.value for item in card.inputs}
    assert values["knows"] == "pricing, research and development"
    assert talk.press("Save", **values).body == "Nothing changed: I knew that."
    assert ada(talk) == before


def test_the_form_changes_and_empties(talk: Talk) -> None:
    talk.say(FULL + " every 10 days")
    card = talk.say("edit Ada")
    values = {item.name: item.value for item in card.inputs}
    assert values["every"] == "10 days"
    values |= {"name": "Ada King", "knows": "none", "seniority": "peer", "birthday": ""}
    assert talk.press("Save", **values).title == "Ada King is up to date"
    assert ada(talk).contact.knows == ()
    assert ada(talk).contact.seniority == 2
    assert ada(talk).contact.birthday == (5, 12)
    assert talk.press("See Ada King").title == "Ada King"


def test_an_empty_form_shows_nothing_known(talk: Talk) -> None:
    talk.say("add Ada")
    card = talk.say("edit Ada")
    assert {i.name: i.value for i in card.inputs if i.value} == {"name": "Ada", "circle": "150"}


@pytest.mark.parametrize(
    ("line", "knows"),
    [
        ("edit Ada knows rust", ("rust",)),
        ("edit Ada knows +rust", ("pricing", "tax law", "rust")),
        ("edit Ada knows + Pricing, rust", ("pricing", "tax law", "rust")),
        ("edit Ada knows -Pricing", ("tax law",)),
        ("edit Ada knows -pricing knows +go", ("tax law", "go")),
        ("edit Ada knows none", ()),
        ('edit Ada knows "outside sales", go', ("outside sales", "go")),
        ("edit Ada knows about outside sales, inside", ("outside sales",)),
    ],
)
def test_lists_are_set_or_grow_and_shrink(talk: Talk, line: str, knows: tuple[str, ...]) -> None:
    talk.say("add Ada knows pricing, tax law")
    talk.say(line)
    assert ada(talk).contact.knows == knows


def test_a_new_name_is_found_under_its_new_form(talk: Talk) -> None:
    talk.say("add Ada")
    talk.say('edit Ada name "Ada King" through me birthday 29 Feb')
    assert talk.say("who ada king").title == "Ada King"
    assert ada(talk).contact.introduced_by == "me"
    assert ada(talk).contact.birthday == (2, 29)


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("edit", "`edit Ada circle 15`"),
        ("edit Ada at Acme", "not “at Acme”"),
        ("edit Ada, Bo circle 5", "`edit Ada`"),
        ("edit Zed circle 5", "`add Zed`"),
        ('edit "Ada K" circle 5', "`add Ada K`"),
        ('edit +"Zed" circle 5', "`add Zed`"),
    ],
)
def test_what_cannot_be_is_said(talk: Talk, line: str, hint: str) -> None:
    talk.say("add Ada, Bo")
    assert hint in plain_text(talk.say(line))
    with talk.book() as book:
        assert book.contacts.count() == 2


def test_an_unclear_name_is_asked_but_nobody_new_is_offered(talk: Talk) -> None:
    talk.say("add Ada King, Ada Lovelace")
    card = talk.say("edit Ada circle 5")
    assert [b.label for b in card.buttons] == ["Ada King", "Ada Lovelace"]
    assert talk.press("Ada King").title == "Ada King is up to date"
