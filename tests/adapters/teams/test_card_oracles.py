"""The judges of cards would see what is wrong: each is shown a card with one fault."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from adapters.teams.cards.adaptive import message
from tests.adapters.teams.cards import FORM, PERSON
from tests.adapters.teams.oracles import card_schema, own_rules, packages

needs_schema = pytest.mark.skipif(card_schema.schema_file() is None, reason=card_schema.ABSENT)
PLACES = ("body.0.inlines.0", "body.2", "body.7.actions.0", "body.7.actions.0.fallback")
"""A run, the first input, the first button and what stands for it in old clients."""


def faulty(path: str, value: object) -> dict[str, Any]:
    """Return a good card with ``value`` at ``path``."""
    card: dict[str, Any] = json.loads(json.dumps(message(FORM, "a:1").card))
    *way, last = path.split(".")
    place: Any = card
    for step in way:
        place = place[int(step)] if step.isdigit() else place[step]
    place[int(last) if last.isdigit() else last] = value
    return card


@needs_schema
@pytest.mark.parametrize("place", PLACES)
def test_the_schema_catches_a_property_that_is_none(place: str) -> None:
    assert card_schema.check_card(faulty(f"{place}.colour", "red")) != []


@needs_schema
@pytest.mark.parametrize(
    ("path", "value"),
    [
        *(("body.0.inlines.0.weight", "bold"), ("body.0.inlines.0.text", 7)),
        *(("body.2.isRequired", "yes"), ("body.4.choices", "x"), ("body.4.style", "dropdown")),
        *(("body.7.actions.0.style", "green"), ("body.7.actions.0.type", "Action.Go")),
        *(("version", 1.5), ("body.0.spacing", "tiny"), ("body.2.id", 7)),
    ],
)
def test_the_schema_catches_a_value_that_is_none(path: str, value: object) -> None:
    assert card_schema.check_card(message(FORM, "a:1").card) == []
    assert card_schema.check_card(faulty(path, value)) != []


@pytest.mark.parametrize(
    ("path", "value", "found"),
    [
        ("body.0", {"type": "TextBlock", "text": "**x**", "wrap": True}, "TextBlock is not used"),
        ("body.0", {"type": "FactSet", "facts": []}, "FactSet is not used"),
        ("body.0.inlines.0.italic", True, "TextRun.italic"),
        ("body.0.inlines.0.text", "a\nb", "two lines"),
        ("body.0.inlines.0.text", "", "a text is ''"),
        ("body.0.inlines.0.text", "x" * 14_000, "no room"),
        ("body.3.id", "in0", "comes twice"),
        ("body.7.actions.0.data.msteams", {"type": "task/fetch"}, "more than ours"),
        ("body.7.actions.0.fallback.data", {}, "something else"),
        ("body.7.actions", [], "0 buttons"),
    ],
)
def test_our_rules_catch(path: str, value: object, found: str) -> None:
    assert own_rules.check_card(message(FORM, "a:1").card) == []
    assert [problem for problem in own_rules.check_card(faulty(path, value)) if found in problem]


def test_both_are_content_with_what_we_send() -> None:
    card = message(PERSON, "a:1").card
    assert (card_schema.check_card(card), own_rules.check_card(card)) == ([], [])


def test_without_npm_the_renderer_says_why_it_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(packages.Unavailable, match="npm"):
        packages.scripts(tmp_path / "kept")
    assert not (tmp_path / "kept").exists()
