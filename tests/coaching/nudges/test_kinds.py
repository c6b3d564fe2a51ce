"""What holds for every kind of nudge."""

from __future__ import annotations

import json
import os
import re
from dataclasses import fields, replace
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from coaching.messages import Button, card_data, plain_text
from coaching.network import Network
from coaching.nudges import kinds
from coaching.nudges.base import FEW, NudgeKind, Suggestion, nudge_card
from tests.coaching.networks import moments, networks

GOLDEN = Path(__file__).parents[2] / "golden" / "nudges"
"""The card of each kind's example. Run with NETLEAD_GOLDEN=write to make them anew."""

FORBIDDEN = re.compile(
    r"\b(overdue|tasks?|leads?|records?|points?|grades?|scores?)\b", re.IGNORECASE
)
EXPECTED = {
    *("ask_once", "calibration", "celebrate", "chain", "check_in", "dormant", "follow_up"),
    *("give_back", "know_them", "let_rest", "look_back", "pay_forward", "reconnect", "review"),
    *("share_first", "spread_asks", "still_useful", "thank", "weekly_tip", "widen"),
}
KINDS = kinds()
each = pytest.mark.parametrize("kind", kinds().values(), ids=kinds())


def test_all_the_kinds_are_found() -> None:
    assert set(kinds()) >= EXPECTED


@each
def test_a_kind_has_a_name_a_label_a_source_with_its_year_and_an_example(kind: NudgeKind) -> None:
    example = kind.example
    assert kind.label
    assert re.search(r"\b(19|20)\d\d\b", kind.source)
    assert kinds()[kind.name] is kind
    assert example.kind == kind.name
    assert example.title
    assert example.reason.endswith((".", "?"))
    assert example.evidence
    assert example.key


@each
def test_an_example_says_something_with_a_figure(kind: NudgeKind) -> None:
    said = (kind.example.reason, *kind.example.evidence)
    assert re.search(r"\d", " ".join(said))


@each
def test_a_card_can_be_answered_and_explains_itself(kind: NudgeKind) -> None:
    buttons = {button.label: button.command for button in nudge_card(kind.example, 7).buttons}
    assert buttons["Why this?"] == "why 7"
    if kind.example.own_buttons:
        assert "Done" not in buttons
        assert len(buttons) > 2
    else:
        assert buttons["Done"] == "done 7"
        assert buttons["Snooze 3 days"] == "snooze 7 3d"
    assert not any("{" in command for command in buttons.values())


@each
def test_a_card_has_one_primary_button_unless_it_asks_a_question(kind: NudgeKind) -> None:
    buttons = nudge_card(kind.example, 7).buttons
    asks = kind.example.own_buttons and kind.name in ("know_them", "look_back")
    assert sum(button.primary for button in buttons) == (not asks)


@each
def test_no_example_uses_a_forbidden_word(kind: NudgeKind) -> None:
    text = "\n".join(
        [plain_text(nudge_card(kind.example, 7)), kind.example.draft, *kind.example.evidence]
    )
    assert FORBIDDEN.findall(text) == []


@each
def test_a_card_is_as_it_was(kind: NudgeKind) -> None:
    file = GOLDEN / f"{kind.name}.json"
    data = json.dumps(card_data(nudge_card(kind.example, 7)), indent=2, ensure_ascii=False) + "\n"
    if os.environ.get("NETLEAD_GOLDEN") == "write":
        GOLDEN.mkdir(parents=True, exist_ok=True)
        file.write_text(data, encoding="utf-8")
    assert file.read_text(encoding="utf-8") == data


def test_the_number_is_put_into_extra_buttons_and_draft_and_person_into_the_usual_ones() -> None:
    bare = Suggestion(kind="x", priority=1, title="T", reason="R.", evidence=("E",))
    full = replace(bare, draft="Hi", contact=3, extra=(Button(label="X", command="x {nudge}"),))
    assert [b.command for b in nudge_card(bare, 7).buttons] == ["done 7", "snooze 7 3d", "why 7"]
    assert [b.command for b in nudge_card(full, 7).buttons] == [
        *("done 7", "draft 7", "x 7", "snooze 7 3d", "skip 7", "why 7")
    ]
    first = replace(full, extra=(Button(label="X", command="x {nudge}", primary=True),))
    assert [b.command for b in nudge_card(first, 7).buttons][:2] == ["x 7", "done 7"]


def test_a_button_that_passes_two_people_by_stands_in_place_of_the_one_for_one() -> None:
    neither = Button(label="Neither", command="skip {nudge} and #9")
    two = replace(KINDS["dormant"].example, extra=(neither,))
    assert [b.command for b in nudge_card(two, 7).buttons] == [
        *("done 7", "draft 7", "skip 7 and #9", "snooze 7 3d", "why 7")
    ]


def test_a_question_stands_below_the_reason_and_its_answers_last() -> None:
    answer = Button(label="1", command="guess {nudge} 1", keeps=True)
    asking = replace(KINDS["reconnect"].example, question="How?", answers=(answer,))
    card = nudge_card(asking, 7)
    assert card.body.endswith("\nHow?")
    assert card.buttons[-1] == replace(answer, command="guess 7 1")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(networks, moments)
def test_every_kind_answers_whatever_the_network(network: Network, now: datetime) -> None:
    for kind in kinds().values():
        found = kind.suggest(network, now)
        again = kind.suggest(replace(network), now)
        assert found == again
        assert len(found) <= FEW
        assert len({item.key for item in found}) == len(found) or kind.name == "ask_once"
        for item in found:
            check(kind, item, network)


def check(kind: NudgeKind, item: Suggestion, network: Network) -> None:
    """Assert what holds for any suggestion."""
    assert item.kind == kind.name
    assert 0 <= item.priority <= 1
    assert item.title
    assert item.reason
    assert item.evidence
    assert 0 < len(item.key) <= 64
    assert item.promised == (kind.name == "follow_up")
    assert item.contact in {0, *(contact.number for contact in network.contacts)}
    if item.contact and not item.promised:
        contact = network.contact(item.contact)
        assert contact
        assert not contact.unwanted
    assert all("\n" not in text for text in (item.title, item.reason, item.draft))
    assert {type(getattr(item, field.name)) for field in fields(item)}
