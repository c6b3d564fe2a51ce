"""Errands are stored and come back as they were; a press is read with nobody's word but Teams'."""

from __future__ import annotations

from dataclasses import replace

import pytest

from adapters.teams.cards.reading import Pressed
from adapters.teams.errands.errands import Errand, dumped, loaded
from adapters.teams.errands.handing_over import PIECE, pieces
from adapters.teams.errands.keys import key_of, room_in
from adapters.teams.errands.reading import read_pressed, read_said
from adapters.teams.turns import (
    OWN_DATA,
    Address,
    CardAction,
    Mention,
    MessageAction,
    Person,
    Quoted,
    Room,
    Said,
    Turn,
)

WHERE = Address(
    tenant="t1", service_url="https://smba.trafficmanager.net/emea/", conversation="19:c@thread.v2",
    scope="groupChat", bot="28:b",
)  # fmt: skip
ANA = Person(mri="29:ana", object_id="aad-ana", name="Ana Sousa")
SAID = Said("met <at>Bo Li</at>: tea", (Mention("<at>Bo Li</at>", "29:bo", "Bo Li"),))
TURN = Turn(
    key="k" * 64, id="1", address=WHERE, sender=ANA, event=SAID, time_zone="Europe/Lisbon",
    room=Room("19:c@thread.v2", "Project", "19:team", "My Team"),
)  # fmt: skip
DATA = {
    "command": "settings",
    "key": "k1",
    "label": "Change",
    "kind": "form",
    "form": [["zone", "zone ", 0, 1], ["hours", "hours ", 0, 0]],
}


def test_what_was_said_is_kept_whole() -> None:
    errand = read_said(TURN, SAID)
    assert loaded(dumped(errand)) == errand
    assert errand.room == TURN.room
    assert not errand.is_private


def test_a_form_is_kept_with_what_was_filled_in_and_what_lacks() -> None:
    action = CardAction(via="submit", verb="press", data=DATA, inputs={"in1": "8-12"}, message="7")
    errand = read_pressed(TURN, action)
    assert errand is not None
    assert errand.pressed == Pressed(
        "settings hours 8-12", "k1", "Change", "form", "", {"zone": "", "hours": "8-12"}, ("zone",)
    )
    assert loaded(dumped(errand)) == errand


def test_the_least_errand_there_is() -> None:
    errand = Errand(kind="greeting", address=WHERE, sender=ANA)
    assert loaded(dumped(errand)) == errand
    assert "room" not in dumped(errand)


@pytest.mark.parametrize(
    "data",
    [
        {},
        {OWN_DATA: DATA},
        DATA | {"command": ""},
        DATA | {"command": ["met", "Ada"]},
        DATA | {"kind": {"$ne": None}},
        DATA | {"form": [["zone", "zone ", 0]]},
        DATA | {"form": "zone"},
    ],
)
def test_a_broken_press_is_no_errand(data: dict[str, object]) -> None:
    assert read_pressed(TURN, CardAction(via="execute", verb="press", data=data)) is None


def test_who_pressed_is_whom_teams_names() -> None:
    forged = DATA | {"user": "aad-bo", "sender": {"object_id": "aad-bo"}, "tenant": "t2"}
    errand = read_pressed(TURN, CardAction(via="execute", verb="press", data=forged))
    assert errand is not None
    assert errand.sender == ANA
    assert errand.address.tenant == "t1"


def test_a_message_action_tells_nothing_of_where_her_own_chat_is() -> None:
    action = MessageAction(
        stage="submit", command="x", message=Quoted(id="", author=None, html="", link=""), data=DATA
    )
    two = replace(WHERE, conversation="19:two@unq.gbl.spaces", scope="personal")
    errand = read_pressed(replace(TURN, event=action, address=two), action)
    assert errand is not None
    assert errand.is_private
    assert errand.address.conversation == ""


def test_a_card_about_a_room_says_so_and_so_do_all_that_follow_from_it() -> None:
    first = key_of(read_said(TURN, SAID), "k1")
    assert room_in(first) == "19:c@thread.v2"
    alone = replace(TURN, address=replace(WHERE, conversation="a:1", scope="personal"), room=None)
    assert key_of(read_said(alone, SAID), "k1") == "k1"
    action = CardAction(via="execute", verb="press", data=DATA | {"key": first})
    pressed = read_pressed(alone, action)
    assert pressed is not None
    assert room_in(key_of(pressed, "k2")) == "19:c@thread.v2"
    long = replace(TURN, address=replace(WHERE, conversation="19:" + "x" * 300))
    assert key_of(read_said(long, SAID), "k1") == "k1"


def test_a_file_is_cut_behind_lines_and_loses_nothing() -> None:
    text = "\n".join(f"row {n}: " + "x" * (n % 200) for n in range(400))
    parts = pieces(text)
    assert "".join(parts) == text
    assert all(0 < len(part) <= PIECE for part in parts)
    assert all(part.endswith("\n") for part in parts[:-1])
    assert "".join(pieces("y" * 20_000)) == "y" * 20_000
    assert pieces("") == []
