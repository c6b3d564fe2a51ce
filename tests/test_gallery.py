"""Every card the coach makes keeps the rules of cards, and is as it was."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from coaching.commands import route
from coaching.messages import Button, Card, card_data, card_from_data, compose, plain_text
from coaching.models.cipher import Cipher
from tests.adapters import contract
from tests.gallery import NUDGES, Shot, Studio, rooms

GOLDEN = Path(__file__).parent / "golden" / "cards"
"""The cards of each command. Run with NETLEAD_GOLDEN=write to make them anew."""

FORBIDDEN = re.compile(
    r"\b(overdue|tasks?|leads?|records?|leaderboards?|points?|grades?|scores?)\b", re.IGNORECASE
)
"""Words that nobody is to read (design, words and trust)."""

Rooms = dict[str, list[Shot]]
each = pytest.mark.parametrize("room", rooms())


@pytest.fixture(scope="module")
def gallery(migrated_file: Path, cipher: Cipher) -> Iterator[Rooms]:
    studio = Studio(migrated_file, cipher)
    yield {room: studio.shots(room) for room in rooms()}
    studio.close()


@each
def test_the_cards_are_as_they_were(gallery: Rooms, room: str) -> None:
    data = json.dumps([_kept(shot) for shot in gallery[room]], indent=1, ensure_ascii=False) + "\n"
    file = GOLDEN / f"{room}.json"
    if os.environ.get("NETLEAD_GOLDEN") == "write":
        GOLDEN.mkdir(parents=True, exist_ok=True)
        file.write_text(data, encoding="utf-8")
    assert file.read_text(encoding="utf-8") == data


def _kept(shot: Shot) -> dict[str, object]:
    said = shot.said if len(shot.said) <= 200 else shot.said[:200] + "…"
    files = tuple(replace(file, content="") for file in shot.card.files)
    data = {
        name: slot
        for name, slot in card_data(replace(shot.card, files=files)).items()
        if slot and name != "text"
    }
    return {
        "among": shot.scene,
        "said": said.encode("utf-8", "backslashreplace").decode(),
        "card": data | {"buttons": [_button(b) for b in shot.card.buttons]},
    }


def _button(button: Button) -> str:
    marks = [name for name in ("submits", "keeps", "primary") if getattr(button, name)]
    return f"{button.label} → {button.command}" + "".join(f" ({mark})" for mark in marks)


def test_no_golden_file_is_left_over() -> None:
    assert {file.stem for file in GOLDEN.glob("*.json")} == set(rooms())


@each
def test_every_renderer_shows_the_cards_whole(gallery: Rooms, room: str) -> None:
    for shot in gallery[room]:
        contract.see_card(shot.card)


@each
def test_the_cards_keep_to_the_size_that_fits_everywhere(gallery: Rooms, room: str) -> None:
    for shot in gallery[room]:
        contract.see_sizes(shot.card, shot.said)


@each
def test_no_forbidden_word_is_said(gallery: Rooms, room: str) -> None:
    for shot in gallery[room]:
        drafts = [replace(shot.card, files=())]
        assert [FORBIDDEN.findall(plain_text(card)) for card in drafts] == [[]], shot.said


@each
def test_every_button_leads_to_a_command(gallery: Rooms, room: str) -> None:
    for shot in gallery[room]:
        for button in shot.card.buttons:
            line = compose(button, shot.card.inputs, {i.name: "x" for i in shot.card.inputs})
            assert route(line)[0] is not None, (shot.said, line)
            assert "{" not in button.command.replace("{{", ""), (shot.said, line)


@each
def test_buttons_can_be_told_apart(gallery: Rooms, room: str) -> None:
    for shot in gallery[room]:
        labels = [button.label for button in shot.card.buttons]
        assert len(set(labels)) == len(labels), (shot.said, labels)
        assert sum(button.primary for button in shot.card.buttons) <= 1, shot.said


@each
def test_forms_can_be_filled_in_and_sent(gallery: Rooms, room: str) -> None:
    for shot in gallery[room]:
        inputs = shot.card.inputs
        names = [item.name for item in inputs]
        assert all(item.label for item in inputs), shot.said
        assert len(set(names)) == len(names), shot.said
        assert all(bool(item.choices) == (item.kind == "choice") for item in inputs), shot.said
        assert bool(inputs) == any(button.submits for button in shot.card.buttons), shot.said


@each
def test_every_card_says_something_and_nothing_went_wrong(gallery: Rooms, room: str) -> None:
    assert gallery[room]
    for shot in gallery[room]:
        assert shot.card.title or shot.card.body, shot.said
        assert "None" not in [field.value for field in shot.card.fields], shot.said
        assert shot.card == card_from_data(json.loads(json.dumps(card_data(shot.card)))), shot.said


def test_all_the_nudges_hang_in_the_gallery(gallery: Rooms) -> None:
    assert len(gallery[NUDGES]) > 15


def test_the_rules_notice_a_card_that_breaks_them() -> None:
    with pytest.raises(AssertionError):
        contract.see_sizes(Card(title="x" * 151), "")
    with pytest.raises(AssertionError):
        contract.see_sizes(Card(buttons=(Button(label="x" * 76, command="help"),)), "")
    assert FORBIDDEN.findall("Two tasks are overdue") == ["tasks", "overdue"]
