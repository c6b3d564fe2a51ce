"""What can be pressed: the buttons of the cards in sight, each with a number of its own."""

from __future__ import annotations

from dataclasses import dataclass

from coaching.messages import Button, Card


@dataclass(frozen=True, slots=True)
class Open:
    """A card whose buttons can be pressed: the first has the number ``first``."""

    key: str
    card: Card
    first: int
    nudge: bool


class Board:
    """The open cards: the latest answer, and the nudges that came since a line was typed.

    An answer takes the place of the answer before it; a nudge stays until it is pressed. So no
    number ever means two things.
    """

    def __init__(self) -> None:
        """Start with nothing to press."""
        self._open: list[Open] = []

    def clear(self) -> None:
        """Close all cards."""
        self._open.clear()

    def close(self, card: Open) -> None:
        """Close one card; its numbers are free again."""
        self._open.remove(card)

    def put(self, key: str, card: Card, *, nudge: bool) -> int:
        """Open a card and return its first button's number; one without buttons changes nothing.

        A nudge that comes again under its key takes its own place.
        """
        if card.buttons:
            self._open = [item for item in self._open if not _gives_way(item, key, nudge=nudge)]
            self._open.append(Open(key, card, self._room_for(len(card.buttons)), nudge))
            return self._open[-1].first
        return 1

    def find(self, typed: str) -> tuple[Open, Button] | None:
        """Return the button whose number was typed, and the card that it stands on."""
        for item in self._open:
            for number, button in enumerate(item.card.buttons, start=item.first):
                if typed == str(number):
                    return item, button
        return None

    def _room_for(self, count: int) -> int:
        """Return the lowest number with which ``count`` free ones in a row begin."""
        first = 1
        for item in sorted(self._open, key=lambda item: item.first):
            if first + count <= item.first:
                break
            first = item.first + len(item.card.buttons)
        return first


def _gives_way(item: Open, key: str, *, nudge: bool) -> bool:
    return item.key == key if nudge else not item.nudge
