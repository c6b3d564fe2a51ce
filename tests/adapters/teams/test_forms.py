"""A form is filled in on the card itself, sent off as one command line, and kept when it is refused."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.teams.cards.adaptive import message
from adapters.teams.cards.inputs import MOST_INPUTS
from adapters.teams.cards.reading import Pressed, read_action
from adapters.teams.cards.settled import form_again, needed
from adapters.teams.cards.texts import literal
from coaching.messages import Button, Card, Input, compose
from tests.adapters.teams import seen
from tests.adapters.teams.cards import FORM, REFUSED, inputs
from tests.adapters.teams.golden import see_golden
from tests.adapters.teams.oracles import check_card

KEY = "a:77"


def sent(card: Card, **filled: object) -> Pressed:
    """Return the form of ``card`` as it is sent off with its first button."""
    button = seen.buttons(message(card, KEY).card)[0]
    found = read_action(seen.pressed(button, **filled))
    assert found is not None
    assert read_action(seen.pressed(button["fallback"], **filled)) == found
    return found


def test_the_inputs_ask_for_what_the_card_asks_for() -> None:
    card = message(FORM, KEY).card
    name, what, circle, day, team = (item for item in seen.elements(card) if "id" in item)
    assert name == {
        "type": "Input.Text",
        "maxLength": 3000,
        "id": "in0",
        "label": "Name",
        "placeholder": "Ada",
        "isRequired": True,
        "errorMessage": "Please fill this in.",
    }
    assert (what["isMultiline"], what["value"]) == (True, "the\ndeck")
    assert (circle["type"], circle["value"]) == ("Input.ChoiceSet", "15")
    assert circle["choices"][0] == {"title": "Closest 5", "value": "5"}
    assert (day["type"], day["placeholder"]) == ("Input.Text", "yesterday")
    assert team["type"] == "Input.Text"


def test_what_is_filled_in_becomes_one_command_line() -> None:
    found = sent(FORM, in0="Ada\tLovelace", in1="the\ndeck", in2="5", in3="last Tue", in4="")
    assert found.command == 'helped "Ada Lovelace" with the deck circle 5 on last Tue'
    assert (found.kind, found.label, found.key) == ("form", "Write it down", KEY)
    assert found.title == FORM.title
    assert found.lacking == ()


def test_inputs_that_were_not_touched_may_be_missing() -> None:
    assert sent(FORM, in0="Ada").command == 'helped "Ada"'


def test_a_required_input_that_is_empty_is_named() -> None:
    found = sent(FORM, in0="  ", in1="the deck")
    assert found.lacking == ("who",)
    assert needed(FORM, found.lacking).body == "Please fill in “Name”."
    assert needed(FORM, ("gone",)).body == "Please fill in what is still empty."


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("7", " for 7"),
        (7, " for 7"),
        (1.5, " for 1.5"),
        ("true", " for true"),
        *((value, "") for value in (None, [], ["Ada"], {"name": "Ada"}, "", "\0", " \n ")),
    ],
)
def test_a_value_may_be_anything(value: object, wanted: str) -> None:
    assert sent(FORM, in0="Ada", in4=value).command == f'helped "Ada"{wanted}'


@settings(max_examples=60, deadline=None)
@given(st.lists(inputs, min_size=1, max_size=4), st.lists(st.text(), min_size=4, max_size=4))
def test_any_form_comes_back_as_it_was_filled_in(items: list[Input], typed: list[str]) -> None:
    card = replace(FORM, inputs=tuple(items))
    filled = {f"in{number}": value for number, value in enumerate(typed)}
    found = sent(card, **filled)
    values = {item.name: literal(value) for item, value in zip(items, typed, strict=False)}
    assert found.command == compose(card.buttons[0], card.inputs, values)


SENT: dict[str, Any] = seen.buttons(message(FORM, KEY).card)[0]["data"]["netlead"]


@pytest.mark.parametrize(
    "form",
    [
        *(None, "x", 7, {}, [], [7], [[]], [["a", "", 0]], [["a", "", 0, 2]], [[7, "", 0, 0]]),
        *([["a", "", 0, 0]] * 2, [["a", "x" * 201, 0, 0]], [["a", "", "0", 0]]),
        [[f"a{n}", "", 0, 0] for n in range(MOST_INPUTS + 1)],
    ],
)
def test_a_forged_form_says_nothing(form: object) -> None:
    assert read_action({"netlead": {**SENT, "form": form}, "in0": "Ada"}) is None


def test_a_forged_prefix_cannot_begin_a_line_of_its_own() -> None:
    form = [["a", "with\n", 0, 0]]
    found = read_action({"netlead": {**SENT, "form": form}, "in0": "Ada"})
    assert found is not None
    assert found.command == "helped with Ada"


def test_a_form_of_more_inputs_than_anybody_would_fill_in_is_refused() -> None:
    many = tuple(Input(name=f"n{n}", label="x") for n in range(MOST_INPUTS + 1))
    with pytest.raises(ValueError, match="at most 50 inputs"):
        message(replace(FORM, inputs=many), KEY)


VALUES = {"who": "Zed Nobody", "with": "a\nlong text", "circle": "5", "on": "", "team": "Bo"}


class TestARefusedForm:
    """What was typed stays, and what is wrong stands above it."""

    def again(self) -> dict[str, Any]:
        return form_again(FORM, KEY, VALUES, REFUSED, "a:78").card

    def test_it_keeps_what_was_typed(self) -> None:
        values = [item.get("value") for item in seen.elements(self.again()) if "id" in item]
        assert values == ["Zed Nobody", "a\nlong text", "5", None, "Bo"]

    def test_it_says_first_what_is_wrong(self) -> None:
        card = self.again()
        assert check_card(card) == []
        box = card["body"][0]
        assert (box["type"], box["style"]) == ("Container", "attention")
        assert seen.words(box).startswith(REFUSED.body)
        see_golden("form_again", card)

    def test_each_button_belongs_to_its_own_card(self) -> None:
        back = [read_action(seen.pressed(button)) for button in seen.buttons(self.again())]
        assert [(found.label, found.key) for found in back if found] == [
            ("Add Zed Nobody", "a:78"),
            ("Write it down", KEY),
            ("Never mind", KEY),
        ]

    def test_it_can_be_sent_off_again(self) -> None:
        button = seen.buttons(self.again())[1]
        found = read_action(seen.pressed(button, in0="Ada", in2="5"))
        assert found is not None
        assert found.command == 'helped "Ada" circle 5'

    def test_its_summary_is_what_is_wrong(self) -> None:
        posting = form_again(FORM, KEY, VALUES, REFUSED, "a:78")
        assert posting.summary == REFUSED.body

    def test_a_refusal_without_words_still_says_something(self) -> None:
        posting = form_again(FORM, KEY, {}, Card(refused=True), "a:78")
        assert seen.words(posting.card["body"][0]) == "That did not work."

    def test_a_long_refusal_does_not_hide_the_form(self) -> None:
        ways = tuple(Button(label=f"b{n}", command=f"who #{n}") for n in range(25))
        long = Card(body="word " * 4000, refused=True, buttons=ways)
        card = form_again(FORM, KEY, VALUES, long, "a:78").card
        assert check_card(card) == []
        assert len(seen.words(card["body"][0])) < 1200
        assert len(seen.buttons(card)) == 8
