"""What somebody in Teams wants, boiled down from a turn to what it takes to do it.

An errand is what is stored before Teams is told that it arrived, so it holds no more than needed.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Literal

from adapters.teams.cards.reading import Pressed
from adapters.teams.turns import Address, Mention, Person, Room

Kind = Literal["message", "press", "greeting"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """One wish. Ids are Teams' own; what a kind does not have is empty.

    ``text`` is what was said, as Teams marks it up. ``pressed`` is the button that was pressed on a
    card, which stands on the message ``message``. ``zone`` is as Teams tells it, unchecked.
    """

    kind: Kind
    address: Address
    sender: Person
    text: str = ""
    mentions: tuple[Mention, ...] = ()
    zone: str = ""
    room: Room | None = None
    message: str = ""
    pressed: Pressed | None = None

    @property
    def is_private(self) -> bool:
        """Return whether it was said in the person's own conversation with the bot."""
        return self.address.scope == "personal"


def dumped(errand: Errand) -> str:
    """Return the errand as JSON text; empty parts are left out."""
    return json.dumps({name: value for name, value in asdict(errand).items() if value})


def loaded(text: str) -> Errand:
    """Return the errand that `dumped` turned into ``text``."""
    kept = json.loads(text)
    kept["address"] = Address(**kept["address"])
    kept["sender"] = Person(**kept["sender"])
    kept["mentions"] = tuple(Mention(**mention) for mention in kept.get("mentions", ()))
    if "room" in kept:
        kept["room"] = Room(**kept["room"])
    if "pressed" in kept:
        lacking = tuple(kept["pressed"]["lacking"])
        kept["pressed"] = Pressed(**{**kept["pressed"], "lacking": lacking})
    return Errand(**kept)
