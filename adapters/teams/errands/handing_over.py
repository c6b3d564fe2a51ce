"""Files for a person: as text in her own chat, because Teams takes no file from a bot by itself.

There is a way by which people let a bot put a file into their own OneDrive, one question for each; it
needs a permission of the app's, and not every company has it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from adapters.teams.cards.adaptive import message
from adapters.teams.errands.wire import Wire, activity
from adapters.teams.turns import Address
from coaching.messages import Card, File

PIECE = 6_000
"""Characters of a file in one message: with all of them beyond 16 bits still below 28 KB."""
MOST_PIECES = 40
"""Messages, of which Teams takes sixty in half a minute."""
LOST = Card(
    title="The file is gone by now",
    body="I do not keep files, and was interrupted while I brought this one. Type `export` again.",
)


class Files:
    """Brings files."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    async def hand_over(self, address: Address, files: Sequence[File], key: str) -> None:
        """Bring the first of ``files``, which has every row; the others say the same as tables.

        What is not there any more, because this is a second try, the person is told of;
        `DeliveryError` where nothing can be brought.
        """
        parts = pieces(files[0].content)
        if not parts or len(parts) > MOST_PIECES:
            note = LOST if not parts else _too_long(files[0])
            await self._wire.send(address, activity(message(note, f"{key}:files")))
            return
        for number, part in enumerate(parts, 1):
            title = f"{files[0].name}, part {number} of {len(parts)}"
            await self._wire.send(address, _words(f"{title}\n\n{part}"))


def pieces(text: str) -> list[str]:
    """Return ``text`` in pieces of at most `PIECE` characters, cut behind a line where possible."""
    found = []
    while len(text) > PIECE:
        cut = text.rfind("\n", 0, PIECE) + 1 or PIECE
        found.append(text[:cut])
        text = text[cut:]
    return [*found, text] if text.strip() else found


def _words(text: str) -> dict[str, Any]:
    return {"type": "message", "textFormat": "plain", "text": text}


def _too_long(file: File) -> Card:
    return Card(
        title="That is too much for messages",
        body=f"{file.name} has {len(file.content):,} characters. Whoever runs NetLead for you can "
        "take it out of the database for you.",
    )
