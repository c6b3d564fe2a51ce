"""A button carries its command line to Teams and back, whatever is in it, and no forgery does harm."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.teams.cards.adaptive import message
from adapters.teams.cards.presses import LONGEST_COMMAND, rows
from adapters.teams.cards.reading import Pressed, read_action
from adapters.teams.cards.texts import literal
from coaching.messages import Button, Card
from tests.adapters import contract
from tests.adapters.teams import seen
from tests.adapters.teams.cards import FORM, NUDGE, TOPICS, buttons
from tests.bad_inputs import Case, cases

KEY = "nudge:12.34.567"
NOW = "Reconnect with Ada"


def pressed(card: Card, key: str = KEY) -> list[Pressed | None]:
    return [read_action(seen.pressed(b)) for b in seen.buttons(message(card, key).card)]


def test_a_nudge_comes_back_button_by_button_the_likeliest_first() -> None:
    assert pressed(NUDGE) == [
        Pressed("done 3", KEY, "Done", "closes", NOW),
        Pressed("draft 3", KEY, "Draft", "keeps"),
        Pressed("snooze 3 3d", KEY, "Snooze 3 days", "closes", NOW),
        Pressed("skip 3", KEY, "Not this person", "closes", NOW),
        Pressed("why 3", KEY, "Why this?", "keeps"),
    ]


def test_old_clients_send_the_same() -> None:
    shown = seen.buttons(message(NUDGE, KEY).card)
    assert [button["fallback"]["type"] for button in shown] == ["Action.Submit"] * 5
    assert [read_action(seen.pressed(button["fallback"])) for button in shown] == pressed(NUDGE)


def labels(card: Card) -> list[list[str]]:
    sets = seen.of_type(message(card, KEY).card, "ActionSet")
    return [[action["title"] for action in row["actions"]] for row in sets]


def test_a_row_has_as_many_buttons_as_can_be_read() -> None:
    assert labels(NUDGE) == [
        ["Done", "Draft", "Snooze 3 days"],
        ["Not this person", "Why this?"],
    ]
    short = Card(buttons=tuple(Button(label=str(n), command=f"met #{n}") for n in range(7)))
    assert labels(short) == [["0", "1", "2", "3", "4", "5"], ["6"]]
    long = Card(buttons=tuple(Button(label="x" * 40, command=f"met #{n}") for n in range(2)))
    assert labels(long) == [["x" * 40], ["x" * 40]]


def test_the_buttons_beyond_twelve_are_in_the_menu_of_the_last_row() -> None:
    shown = seen.buttons(message(TOPICS, KEY).card)
    assert [len(row) for row in labels(TOPICS)] == [3, 3, 3, 3 + 8]
    assert [button.get("mode", "primary") for button in shown] == ["primary"] * 12 + [
        "secondary"
    ] * 8
    assert all(found and found.command == f"tip {n}" for n, found in enumerate(pressed(TOPICS), 1))


def test_the_button_that_most_will_want_stands_out() -> None:
    styles = [button.get("style") for button in seen.buttons(message(NUDGE, KEY).card)]
    assert styles == ["positive", None, None, None, None]


def test_only_the_button_that_sends_the_form_off_waits_for_its_inputs() -> None:
    first, second = seen.buttons(message(FORM, KEY).card)
    assert first["title"] == "Write it down"
    assert "associatedInputs" not in first
    assert second["associatedInputs"] == "none"


def test_a_card_without_inputs_has_nothing_to_send_off() -> None:
    card = replace(FORM, inputs=())
    assert pressed(card)[0] == Pressed("helped", KEY, "Write it down", "closes", FORM.title)


def test_inputs_that_no_button_sends_off_are_not_asked_for() -> None:
    card = replace(FORM, buttons=FORM.buttons[1:])
    assert not seen.of_type(message(card, KEY).card, "Input.Text")


@settings(deadline=None)
@given(st.lists(buttons, min_size=1, max_size=25))
def test_any_buttons_come_back(some: list[Button]) -> None:
    card = Card(title="t", buttons=tuple(some))
    ordered = sorted(some, key=lambda button: not button.primary)
    for button, found in zip(ordered, pressed(card), strict=True):
        assert found is not None
        assert found.command == literal(button.command).replace("\n", " ").strip()
        assert found.key == KEY
        assert found.kind == ("keeps" if button.keeps else "closes")


def test_the_longest_label_and_command_that_a_card_may_have_fit() -> None:
    label, command = "x" * contract.LONGEST_LABEL, "m" * contract.LONGEST_COMMAND
    (found,) = pressed(Card(buttons=(Button(label=label, command=command),)), "k" * 240)
    assert found == Pressed(command, "k" * 240, label, "closes")


@pytest.mark.parametrize(
    ("command", "key"),
    [("x" * (LONGEST_COMMAND + 1), KEY), (" ", KEY), ("met Ada", "k" * 241), ("met Ada", "")],
)
def test_what_does_not_fit_is_refused(command: str, key: str) -> None:
    with pytest.raises(ValueError, match="characters"):
        rows(Card(buttons=(Button(label="b", command=command),)), key)


GOOD: dict[str, Any] = seen.buttons(message(NUDGE, KEY).card)[0]["data"]["netlead"]


def forged(**changes: object) -> Pressed | None:
    return read_action({"netlead": {**GOOD, **changes}})


@pytest.mark.parametrize("name", ["command", "key", "label", "kind"])
@pytest.mark.parametrize("value", [None, 7, True, [], {}, "", "x" * 5000, {"$ne": None}])
def test_a_forged_press_says_nothing(name: str, value: object) -> None:
    assert forged() is not None
    assert forged(**{name: value}) is None


@pytest.mark.parametrize(
    "value",
    [
        *(None, 7, "done 3", [], {}, [GOOD], GOOD),
        *({"netlead": None}, {"netlead": [GOOD]}, {"action": {"data": "x"}}, {"action": None}),
        *({"data": None}, {"data": {"netlead": 7}}, {"action": {"verb": "press"}}),
    ],
)
def test_what_is_no_press_says_nothing(value: object) -> None:
    assert read_action(value) is None


@pytest.mark.parametrize("title", [None, 7, [], "x" * 5000])
def test_a_title_that_is_none_is_left_out(title: object) -> None:
    found = forged(title=title)
    assert found is not None
    assert found.title == ""


def test_a_forged_command_is_one_line_that_could_have_been_typed() -> None:
    found = forged(command="delete me\nyes\0 \ud800")
    assert found is not None
    assert found.command == "delete me yes \ufffd"


@settings(max_examples=80, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_no_payload_makes_reading_fail(junk: object) -> None:
    for value in (junk, {"netlead": junk}, {"data": junk}, {"action": junk}):
        read_action(value)
    for name in (*GOOD, "form", "title"):
        forged(**{name: junk})
        read_action({"netlead": {**GOOD, "kind": "form", "form": [["a", "", 0, 1]], name: junk}})
    read_action({"netlead": {**GOOD, "kind": "form", "form": [["a", "", 0, 1]]}, "in0": junk})


@pytest.mark.parametrize("case", cases("teams.card"))
def test_the_known_bad_inputs_say_nothing(case: Case) -> None:
    assert case["expected"]["outcome"] == "reject"
    value = case["payload"]["value"]
    assert read_action(value) is None
    assert read_action({"action": {"verb": "press", "data": value}}) is None
    assert read_action({"netlead": value}) is None
