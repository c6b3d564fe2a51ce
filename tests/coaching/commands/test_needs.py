"""Dialogues about asks and offers."""

from __future__ import annotations

import pytest

from tests.coaching.talk import Talk


@pytest.mark.parametrize("kind", ["ask", "offer"])
def test_it_is_kept_shown_and_closed(talk: Talk, kind: str) -> None:
    assert "None yet" in talk.text(kind)
    talk.press("Keep it", text="an hour on pricing")
    assert talk.say(kind).fields[0].value == "an hour on pricing"
    assert "off your list" in talk.press("Close “an hour on pricing”").body
    assert "None yet" in talk.text(kind)
    talk.say("undo")
    assert talk.say(kind).fields[0].value == "an hour on pricing"


@pytest.mark.parametrize("kind", ["ask", "offer"])
def test_closing_what_is_not_there(talk: Talk, kind: str) -> None:
    assert f"no open {kind}" in talk.text(f"{kind} done 7")


def test_an_offer_is_no_ask(talk: Talk) -> None:
    number = talk.say("offer a lunch").buttons[0].command.split()[-1]
    assert "no open ask" in talk.text(f"ask done {number}")


def test_the_ask_points_at_who_may_know(talk: Talk) -> None:
    card = talk.say("ask for someone who knows payroll.")
    assert card.buttons[0].command == "who knows about payroll"
