"""Dialogues about adding people."""

from __future__ import annotations

import json
from typing import Any

import pytest

from coaching.messages import Mention, plain_text
from coaching.repository import contacts
from coaching.repository.contacts import Person
from tests.coaching.talk import Talk
from tests.conftest import REFERENCE

BAD_INPUTS = REFERENCE / "bad_inputs.json"


def everybody(talk: Talk) -> list[Person]:
    with talk.book() as book:
        return book.contacts.all()


def test_a_name_is_enough(talk: Talk) -> None:
    assert talk.say("add Ada Lovelace").title == "Ada Lovelace is in your network"
    assert talk.press("We met today").title == "Noted: you met Ada Lovelace"


@pytest.mark.parametrize("mark", [":", ",", " –", " -"])
def test_a_mark_may_part_the_name_from_what_is_known(talk: Talk, mark: str) -> None:
    card = talk.say(f"add Ada{mark} likes tea")
    assert [(f.label, f.value) for f in card.fields] == [("Likes", "tea")]
    assert [person.name for person in everybody(talk)] == ["Ada"]


def test_everything_in_one_line(talk: Talk) -> None:
    card = talk.say(
        "add Ada Lovelace circle 15 outside knows pricing, hiring and rust likes tea tag club"
        " every 3 weeks met at PyCon in Berlin through Bo birthday 12 May strategic trust 3 senior"
    )
    assert [(f.label, f.value) for f in card.fields] == [
        ("Circle", "15"),
        ("Inside or outside", "outside"),
        ("Kind of tie", "strategic"),
        ("In touch", "every 3 weeks"),
        ("Knows about", "pricing, hiring, rust"),
        ("Likes", "tea"),
        ("Tags", "club"),
        ("How you met", "at PyCon in Berlin"),
        ("Introduced by", "Bo"),
        ("Birthday", "12 May"),
        ("Trust", "3 of 3"),
        ("Seniority", "senior to you"),
    ]
    (ada,) = everybody(talk)
    assert (ada.name, ada.contact.birthday, ada.contact.cadence_days) == (
        "Ada Lovelace",
        (5, 12),
        21,
    )


def test_several_people_share_what_is_said(talk: Talk) -> None:
    card = talk.say('add Ada, "Bo Outside" and Cy circle 50 inside')
    assert card.title == "Ada, Bo Outside and Cy are in your network"
    assert {(p.contact.circle, p.contact.side) for p in everybody(talk)} == {(50, "inside")}
    talk.press("Undo")
    assert everybody(talk) == []


def test_the_form_makes_up_the_same_line(talk: Talk) -> None:
    talk.say("add")
    card = talk.press(
        "Add",
        who="Outside, Inc.",
        circle="15",
        side="outside",
        knows="senior hiring, pricing and sales",
        met="at a fair, through friends",
    )
    assert talk.said[-1] == (
        'add "Outside, Inc." circle 15 outside knows "senior hiring, pricing and sales"'
        ' met "at a fair, through friends"'
    )
    assert card.title == "Outside, Inc. is in your network"
    (one,) = everybody(talk)
    assert one.contact.knows == ("senior hiring", "pricing and sales")
    assert one.row.how_met == "at a fair, through friends"


def test_nobody_is_added_twice_by_mistake(talk: Talk) -> None:
    talk.say("add Ann Lee")
    card = talk.say("add An\u200bn LEE circle 5")
    assert card.body == "Ann Lee is in your network already (#1). Nothing was changed."
    assert talk.press("Add anyway").title == "Ann Lee is in your network"
    assert [p.contact.circle for p in everybody(talk)] == [150, 5]
    talk.say("add Ann Lee")
    assert talk.press("See Ann Lee").title == "Ann Lee"


def test_a_part_of_a_known_name_is_somebody_else(talk: Talk) -> None:
    talk.say("add Ada Lovelace")
    assert talk.say("add Ada").title == "Ada is in your network"


def test_the_same_name_twice_in_one_line_is_one_person(talk: Talk) -> None:
    assert talk.say("add Ada, ada").title == "Ada is in your network"


def test_a_mention_is_kept_with_its_side_and_found_again(talk: Talk) -> None:
    mention = Mention("<@U7>", "U7", "Ada", "outside")
    talk.say("add <@U7> circle 15", mention)
    assert "already" in talk.say("add <@U7>", mention).body
    (ada,) = everybody(talk)
    assert (ada.row.external, ada.contact.side, ada.contact.circle) == ("U7", "outside", 15)


def test_a_name_typed_before_is_linked_to_the_mention(talk: Talk) -> None:
    talk.say("add Ada")
    talk.say("met <@U7>", Mention("<@U7>", "U7", "Ada"))
    assert [p.row.external for p in everybody(talk)] == ["U7"]


def test_a_number_is_somebody_known(talk: Talk) -> None:
    talk.say("add Ada")
    card = talk.say("add #1")
    assert [b.label for b in card.buttons] == ["See Ada"]
    assert "nobody with the number #99" in talk.say("add #99").body


@pytest.mark.parametrize(
    "line",
    [
        "add <!everyone> as contact",
        "add Ada and <!channel>",
        "add Ada about <!here>",
        "add <!here> circle 5",
    ],
)
def test_a_group_among_other_words_is_asked_about_without_its_token(talk: Talk, line: str) -> None:
    card = talk.say(line)
    if line.endswith("circle 5"):
        assert everybody(talk)[0].name == "<!here>"
        return
    assert "one by one" in card.body
    assert "<!" not in plain_text(card)
    assert everybody(talk) == []


@pytest.mark.parametrize(
    "line", ["add <!everyone>", 'add "<!everyone>"', 'add "<!everyone>" as contact']
)
def test_a_group_alone_or_quoted_stays_a_name(talk: Talk, line: str) -> None:
    assert talk.say(line).title == "<!everyone> is in your network"


def test_politeness_is_no_name(talk: Talk) -> None:
    assert talk.say("add Ada to my network").title == "Ada is in your network"


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("add Yan at Acme", "`note Yan: at Acme`"),
        ("add Yan yesterday", "“yesterday”"),
        ("add Ada circle 16", "5, 15, 50 and 150"),
        ("add Ada trust 9", "`trust 2`"),
        ("add Ada every 0 days", "every 3 weeks"),
        ("add Ada every 99 years", "every 3 weeks"),
        ("add Ada every 9999 days", "every 3 weeks"),
        ("add Ada birthday 30 Feb", "30 February"),
        ("add Ada birthday soon", "soon"),
        ("add Ada name Bo", "`add Ada Lovelace circle 15`"),
        ("add Ada knows " + ", ".join(f"w{i}" for i in range(21)), "20 words"),
        ("add Ada knows " + "x" * 81, "80 characters"),
        ("add Ada met " + "x" * 501, "500 characters"),
        ("add the team", "somebody’s name"),
        ("add \u200b\u2060\ufeff", "letter"),
        ("add Z" + "\u0301" * 20, "accents"),
        ("add circle 15", "a name"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_saved(talk: Talk, line: str, hint: str) -> None:
    assert hint in plain_text(talk.say(line))
    assert everybody(talk) == []


def test_there_is_room_for_so_many_and_no_more(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contacts, "MOST", 2)
    talk.say("add Ada, Bo")
    assert "all I can hold" in talk.say("add Cy").body
    assert "all I can hold" in talk.say("met Cy").body
    assert len(everybody(talk)) == 2


def names() -> list[Any]:
    if not BAD_INPUTS.exists():
        return [pytest.param({}, marks=pytest.mark.skip("no reference data beside the checkout"))]
    inputs = json.loads(BAD_INPUTS.read_text())
    return [pytest.param(i, id=i["id"]) for i in inputs if i["surface"] == "name.field"]


@pytest.mark.parametrize("bad", names())
def test_odd_names_are_kept_whole_or_refused(talk: Talk, bad: dict[str, Any]) -> None:
    name = bad["payload"]["name"]
    if isinstance(name, dict):
        name = name.get("prefix", "") + name["$repeat"] * name["times"] + name.get("suffix", "")
    talk.say("add")
    card = talk.press("Add", who=name)
    if bad["expected"]["outcome"] == "reject":
        assert everybody(talk) == []
        return
    seen = name.replace("\u202e", "").replace("\u200b", "")
    assert card.title == f"{seen} is in your network"
    assert [p.name for p in everybody(talk)] == [seen]
    assert talk.say("who #1").title == seen
    talk.say("add")
    assert "already" in talk.press("Add", who=name).body
