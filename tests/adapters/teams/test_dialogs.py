"""The window behind “Log that they helped me”: a form, its refusal, its answer; never in the chat."""

from __future__ import annotations

import json
from typing import Any

import pytest

from adapters.teams.cards.dialogs import closing, dialog, dialog_again
from adapters.teams.cards.reading import read_action
from coaching.messages import Card, Mention
from coaching.shortcut_forms import they_helped
from tests.adapters.teams import seen
from tests.adapters.teams.cards import REFUSED
from tests.adapters.teams.golden import see_golden
from tests.adapters.teams.oracles import check_card

KEY = "d:1"
FORM = they_helped(Mention("<at>Bo</at>", "aad-bo", "Bo **Adeyemi**"))
ANSWER = Card(title="Noted", body="Bo helped you with the deck.")


def shown(body: dict[str, Any]) -> dict[str, Any]:
    value = body["task"]["value"]
    assert body["task"]["type"] == "continue"
    assert value["card"]["contentType"] == "application/vnd.microsoft.card.adaptive"
    card: dict[str, Any] = value["card"]["content"]
    assert check_card(card) == []
    assert not seen.of_type(card, "Action.Execute")
    return card


def test_the_form_opens_with_its_title_on_the_window() -> None:
    body = dialog(FORM, KEY)
    assert body["task"]["value"]["title"] == "Bo **Adeyemi** helped you"
    assert FORM.title not in seen.words(shown(body))
    assert [item["label"] for item in seen.of_type(shown(body), "Input.Text")] == [
        "With what?",
        "When",
    ]
    see_golden("dialog", body)


def test_what_is_sent_off_comes_back_as_a_command_line() -> None:
    (button,) = seen.buttons(shown(dialog(FORM, KEY)))
    data = seen.pressed(button, in0="the deck", in1="yesterday")
    value = {"commandId": "log_helped_me", "commandContext": "message", "data": data}
    found = read_action(value)
    assert found is not None
    assert found.command == "got help from <at>Bo</at> with the deck yesterday"
    assert found.key == KEY
    assert read_action({"data": data, "context": {"theme": "dark"}}) == found


def test_a_refused_form_stays_open_as_it_was_filled_in() -> None:
    body = dialog_again(FORM, KEY, {"what": "the deck"}, REFUSED, "d:2")
    card = shown(body)
    assert seen.words(card).startswith(REFUSED.body)
    assert seen.of_type(card, "Input.Text")[0]["value"] == "the deck"


def test_the_answer_is_shown_in_the_window_not_in_the_chat() -> None:
    body = dialog(ANSWER, KEY)
    assert seen.words(shown(body)) == "Bo helped you with the deck."
    assert "composeExtension" not in json.dumps(body)


@pytest.mark.parametrize(
    ("title", "on_window", "on_card"),
    [("", "NetLead", False), ("x " * 60, "x x", True), ("One\ntwo", "One two", False)],
)
def test_a_title_that_is_too_long_for_the_window_stands_on_the_card_as_well(
    title: str, on_window: str, *, on_card: bool
) -> None:
    body = dialog(Card(title=title, body="b"), KEY)
    assert body["task"]["value"]["title"].startswith(on_window)
    assert len(body["task"]["value"]["title"]) <= 64
    assert (len(shown(body)["body"]) == 2) is on_card


def test_the_window_can_end_with_a_line() -> None:
    assert closing("All\nnoted.\0") == {"task": {"type": "message", "value": "All noted."}}
    assert len(closing("word " * 900)["task"]["value"]) <= 500
    assert closing(" ")["task"]["value"] == "Done."
