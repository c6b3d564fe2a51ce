"""The names of cards. One about a channel says which: it is read, and pressed, in a person's own chat."""

from __future__ import annotations

from adapters.teams.errands.errands import Errand
from adapters.teams.outbound.conversations import whole_of

LONGEST = 200
"""Characters of a message's id that the coach keeps."""
_BETWEEN = "~"


def key_of(errand: Errand, key: str) -> str:
    """Return the name of the answer to an errand that was delivered under ``key``."""
    room = ""
    if errand.room is not None:
        room = whole_of(errand.address.conversation)
    elif errand.pressed is not None:
        room = room_in(errand.pressed.key)
    named = f"{key}{_BETWEEN}{room}"
    return named if room and len(named) <= LONGEST else key


def room_in(key: str) -> str:
    """Return the id of the room that a card is about; empty for most.

    It comes back from a person's own client: whether she is in that room is still to be seen.
    """
    return key.partition(_BETWEEN)[2]
