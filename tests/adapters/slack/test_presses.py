"""A button carries its command line to Slack and back, whatever is in it, and no forgery does harm."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.slack.cards.blocks import message
from adapters.slack.cards.escape import escaped, literal
from adapters.slack.cards.presses import LONGEST_VALUE, Pressed, read, rows
from coaching.messages import Button, Card
from tests.adapters.contract import LONGEST_COMMAND, LONGEST_LABEL
from tests.adapters.slack import seen
from tests.adapters.slack.cards import FORM, NUDGE, buttons

KEY = "nudge:12.34.567"


def pressed(*buttons: Button, key: str = KEY) -> list[Pressed | None]:
    return [read(element) for element in seen.buttons(rows(buttons, key))]


def test_a_nudge_comes_back_button_by_button() -> None:
    blocks = message(NUDGE, KEY).blocks
    assert [read(element) for element in seen.buttons(blocks)] == [
        Pressed("done 3", KEY, "Done", "closes"),
        Pressed("draft 3", KEY, "Draft", "keeps"),
        Pressed("snooze 3 3d", KEY, "Snooze 3 days", "closes"),
        Pressed("skip 3", KEY, "Not this person", "closes"),
        Pressed("why 3", KEY, "Why this?", "keeps"),
        Pressed("rest #1", KEY, "Let it rest", "closes"),
    ]


def test_a_button_that_submits_opens_the_form_and_says_so() -> None:
    first, second = seen.buttons(message(FORM, KEY).blocks)
    assert first["text"]["text"] == "Write it down…"
    assert read(first) == Pressed("helped", KEY, "Write it down", "form")
    assert read(second) == Pressed("skip", KEY, "Never mind", "closes")


def test_five_buttons_stand_in_a_row() -> None:
    blocks = rows([Button(label=f"b{n}", command=f"who #{n}") for n in range(12)], KEY)
    assert [len(block["elements"]) for block in blocks] == [5, 5, 2]
    assert rows((), KEY) == []


def test_the_button_that_most_will_want_stands_out() -> None:
    styles = [element.get("style") for element in seen.buttons(message(NUDGE, KEY).blocks)]
    assert styles == ["primary", None, None, None, None, None]


@given(st.lists(buttons, min_size=1, max_size=25))
def test_any_buttons_come_back_and_can_be_told_apart(some: list[Button]) -> None:
    blocks = rows(some, KEY)
    for button, found in zip(some, pressed(*some), strict=True):
        assert found is not None
        assert found.command == literal(button.command).replace("\n", " ").strip()
        assert found.key == KEY
    ids = [block["block_id"] for block in blocks]
    acts = [element["action_id"] for block in blocks for element in block["elements"]]
    assert len(set(ids)) == len(ids)
    assert len(set(acts)) == len(acts)


@pytest.mark.parametrize(
    "command", ["add <!channel> & 50%", "add &lt;b&gt; 100%25", "note é: 👍 <3"]
)
def test_a_command_is_the_same_whether_slack_escapes_what_it_hands_back_or_not(
    command: str,
) -> None:
    (element,) = seen.buttons(rows([Button(label="R&D <3", command=command)], KEY))
    wanted = Pressed(command, KEY, "R&D <3", "closes")
    assert read(element) == wanted
    escaped_text = {**element["text"], "text": escaped(element["text"]["text"])}
    assert read({**element, "text": escaped_text, "value": escaped(element["value"])}) == wanted


def test_the_longest_label_and_command_that_a_card_may_have_fit() -> None:
    label, command = "x" * LONGEST_LABEL, "m" * LONGEST_COMMAND
    (found,) = pressed(Button(label=label, command=command), key="k" * 200)
    assert found == Pressed(command, "k" * 200, label, "closes")
    (opens,) = pressed(Button(label=label, command=command, submits=True))
    assert opens is not None
    assert opens.command == command


@pytest.mark.parametrize(
    ("command", "key"),
    [
        *(("x" * (LONGEST_VALUE + 1), KEY), ("<" * 700, KEY), ("", KEY)),
        *(("met Ada", "k" * 241), ("met Ada", "")),
    ],
)
def test_what_does_not_fit_is_refused(command: str, key: str) -> None:
    with pytest.raises(ValueError, match="characters"):
        rows([Button(label="b", command=command)], key)


GOOD: dict[str, Any] = seen.buttons(message(NUDGE, KEY).blocks)[0]


@pytest.mark.parametrize("name", ["text", "value", "block_id", "action_id"])
@pytest.mark.parametrize("value", [None, 7, True, [], {}, "", " ", "x" * 5000, {"text": 7}])
def test_a_forged_press_says_nothing(name: str, value: object) -> None:
    assert read({**GOOD, name: value}) is None


@pytest.mark.parametrize("action", [None, 7, "done 3", [], {}, [GOOD]])
def test_what_is_no_press_says_nothing(action: object) -> None:
    assert read(action) is None


@pytest.mark.parametrize(
    "forged",
    [
        {"action_id": "opens:0:k"},
        {"action_id": "closes:0"},
        {"action_id": "closes:x:k"},
        {"block_id": "card:0:"},
        {"block_id": "row:0:k"},
        {"value": "%00%0a"},
        {"value": "%20"},
    ],
)
def test_a_press_of_somebody_elses_button_says_nothing(forged: dict[str, str]) -> None:
    assert read(GOOD) is not None
    assert read({**GOOD, **forged}) is None


def test_a_forged_value_is_one_line_that_could_have_been_typed() -> None:
    found = read({**GOOD, "value": "delete%20me%0Ayes%00 \ud800 %ff%zz"})
    assert found is not None
    assert found.command == "delete me yes \ufffd \ufffd%zz"


@settings(max_examples=50)
@given(st.recursive(st.none() | st.text() | st.integers(), lambda s: st.dictionaries(st.text(), s)))
def test_no_payload_makes_reading_fail(junk: object) -> None:
    read(junk)
    for name in GOOD:
        read({**GOOD, name: junk})


def test_a_button_without_a_name_still_has_something_to_press() -> None:
    (element,) = seen.buttons(
        message(Card(buttons=(Button(label=" ", command="help"),)), KEY).blocks
    )
    assert element["text"]["text"] == "…"
    assert json.dumps(element)
