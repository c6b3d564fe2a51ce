"""Home shows where a person stands, the last answer on top, and what NetLead is to a newcomer."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.slack.cards.home_view import home, overview_key, overview_place
from adapters.slack.cards.presses import read
from coaching.messages import Card, Field
from tests.adapters.slack import seen
from tests.adapters.slack.cards import FORM, NUDGE, PERSON, cards
from tests.adapters.slack.golden import see_golden
from tests.adapters.slack.oracles import check_view

SUPPORT = "https://netlead.example/help"


def test_the_home_is_as_it_was() -> None:
    view = home([PERSON, FORM], ("Ev1", NUDGE), support=SUPPORT)
    assert check_view(view) == []
    see_golden("home", view)


def test_the_answer_stands_on_top_and_each_card_in_its_own_part() -> None:
    view = home([PERSON, FORM], ("Ev1", NUDGE))
    headers = [b["text"]["text"] for b in view["blocks"] if b["type"] == "header"]
    assert headers == [NUDGE.title, PERSON.title, FORM.title]
    kinds = [block["type"] for block in view["blocks"]]
    assert kinds.count("divider") == 3
    assert all(one == "divider" for one, two in pairwise(kinds) if two == "header")


def test_the_buttons_say_on_which_card_they_stand() -> None:
    view = home([PERSON, FORM], ("Ev1", NUDGE))
    back = [read(element) for element in seen.buttons(view["blocks"])]
    keys = list(dict.fromkeys(found.key for found in back if found))
    assert keys == ["Ev1", "home:0", "home:1", "home:foot"]
    assert [overview_place(key) for key in keys] == [None, 0, 1, None]
    assert overview_key(1) == "home:1"
    acts = [element["action_id"] for element in seen.buttons(view["blocks"])]
    assert len(set(acts)) == len(acts)


def test_somebody_new_finds_what_it_is_where_to_set_it_and_who_helps() -> None:
    view = home([], support=SUPPORT)
    assert check_view(view) == []
    words = seen.words(view)
    assert "NetLead is a networking coach" in words
    assert "NetLead is free" in words
    assert SUPPORT in words
    back = [read(element) for element in seen.buttons(view["blocks"])]
    assert [(found.command, found.kind) for found in back if found] == [
        ("settings", "keeps"),
        ("help", "keeps"),
    ]


def test_where_help_is_can_be_pressed_if_it_is_an_address() -> None:
    links = {
        SUPPORT: SUPPORT,
        "help@netlead.example": "mailto:help@netlead.example",
        "Ask Bo <at> the desk": None,
        "javascript:alert(1)": None,
        "": None,
    }
    for support, url in links.items():
        last = home([], support=support)["blocks"][-1]
        found = [
            element["url"]
            for section in last["elements"]
            for element in section.get("elements", ())
            if element["type"] == "link"
        ]
        assert found == ([url] if url else [])
        assert support in seen.words(last)


def test_more_cards_than_a_view_takes_leave_room_for_the_end() -> None:
    big = replace(PERSON, fields=tuple(Field(f"F{n}", "word " * 300) for n in range(9)))
    view = home([big] * 60, ("Ev1", NUDGE), support=SUPPORT)
    assert check_view(view) == []
    assert 80 < len(view["blocks"]) <= 100
    assert SUPPORT in seen.words(view["blocks"][-1])
    assert NUDGE.title in seen.words(view)


@settings(max_examples=25, deadline=None)
@given(st.lists(cards, max_size=3), st.none() | st.tuples(st.just("Ev1"), cards), st.text())
def test_any_home_is_taken(some: list[Card], answer: tuple[str, Card] | None, support: str) -> None:
    assert check_view(home(some, answer, support=support)) == []
