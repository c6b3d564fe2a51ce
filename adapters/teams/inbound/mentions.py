"""Mentions in what people type: the bot's own goes, other people's stay where they are."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from adapters.teams.inbound.parts import name_in, part, words
from adapters.teams.turns import Mention

MOST_MENTIONS = 20

_BLANKS = re.compile(r"(?:&nbsp;|[^\S\n])+", re.IGNORECASE)


def read_mentions(activity: Mapping[str, Any]) -> tuple[Mention, ...]:
    """Return whom the text mentions, in its order, the bot included."""
    entities = activity.get("entities")
    found = map(_mention, entities if isinstance(entities, list) else ())
    return tuple(mention for mention in found if mention is not None)[:MOST_MENTIONS]


def without(text: str, mentions: Sequence[Mention], bot: str) -> str:
    """Return ``text`` without the mentions of the ``bot``, and with single blanks.

    Somebody may have the bot's name: of mentions that look alike, the first in the text is the
    first in the list.
    """
    parts: list[str] = []
    at = 0
    for start, end in _spans(text, mentions, bot):
        parts.append(text[at:start])
        at = max(at, end)
    parts.append(text[at:])
    lines = _BLANKS.sub(" ", " ".join(parts)).split("\n")
    return "\n".join(line.strip() for line in lines).strip()


def _spans(text: str, mentions: Sequence[Mention], bot: str) -> list[tuple[int, int]]:
    """Return where the mentions of the bot stand."""
    found: list[tuple[int, int]] = []
    looked: dict[str, int] = {}
    for mention in mentions:
        name = mention.text.casefold()
        match = re.compile(re.escape(mention.text), re.IGNORECASE).search(text, looked.get(name, 0))
        if match is None:
            continue
        looked[name] = match.end()
        if mention.id == bot:
            found.append(match.span())
    return sorted(found)


def _mention(entity: object) -> Mention | None:
    found, who = part(entity), part(entity, "mentioned")
    text, user = words(found.get("text")), words(who.get("id"))
    if words(found.get("type")).casefold() != "mention" or not text or not user:
        return None
    return Mention(text, user, name_in(who.get("name")))
