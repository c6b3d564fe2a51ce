"""What to type, spelled out as a slash command: a plain line in a channel would be read by all."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from coaching.messages import Card

COMMAND = "/netlead"
_CODE = re.compile(r"`([^`\n]+)`")


def spelled_out(card: Card, words: Collection[str]) -> Card:
    """Return ``card`` with each line that begins with one of ``words`` as a slash command.

    Lines to be typed stand between backticks in the coach's texts. Cards for a direct conversation
    stay as they are: there a plain line will do.
    """

    def spell(text: str) -> str:
        return _CODE.sub(lambda found: _spelled(found, words), text)

    return replace(
        card,
        body=spell(card.body),
        fields=tuple(replace(item, value=spell(item.value)) for item in card.fields),
    )


def _spelled(found: re.Match[str], words: Collection[str]) -> str:
    first = found[1].split(None, 1)[0].lower().rstrip(".!?:,") if found[1].strip() else ""
    return f"`{COMMAND} {found[1]}`" if first in words else found[0]
