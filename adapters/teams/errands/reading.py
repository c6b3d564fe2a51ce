"""From turns to errands: what is meant, and what is not for us."""

from __future__ import annotations

from dataclasses import replace

from adapters.teams.cards.reading import read_press
from adapters.teams.errands.errands import Errand, Kind
from adapters.teams.errands.speech import MOST_MENTIONS
from adapters.teams.turns import CardAction, MessageAction, Said, Turn


def errand_of(turn: Turn, kind: Kind) -> Errand:
    """Return an errand of the kind with who wants it, and where.

    A message action is picked in any chat, most of them without the bot: it counts as private.
    """
    address = turn.address
    if isinstance(turn.event, MessageAction):
        address = replace(address, conversation="", scope="personal")
    return Errand(
        kind=kind,
        address=address,
        sender=turn.sender,
        zone=turn.time_zone,
        room=turn.room,
    )


def read_said(turn: Turn, said: Said) -> Errand:
    """Return what somebody asks for by typing it."""
    mentions = said.mentions[:MOST_MENTIONS]
    return replace(errand_of(turn, "message"), text=said.text, mentions=mentions)


def read_pressed(turn: Turn, event: CardAction | MessageAction) -> Errand | None:
    """Return what a press asks for; None where it is none of ours, or broken.

    Who pressed is whom Teams vouches for: nothing in a card's data says so.
    """
    pressed = read_press(event.data, event.inputs)
    if pressed is None:
        return None
    message = event.message if isinstance(event, CardAction) else ""
    return replace(errand_of(turn, "press"), message=message, pressed=pressed)
