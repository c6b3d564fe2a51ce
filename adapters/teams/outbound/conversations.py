"""The coach's names for conversations in Teams: opaque texts that survive Teams' own punctuation.

``teams:<tenant>:<person or room>``, each part percent-encoded: ids of Teams have colons, semicolons
and at signs in them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote

PLATFORM = "teams"
_ROOM = "19:"
"""How the ids of channels and group chats begin; people have an object id, or begin with ``29:``."""
_PART = re.compile(r"(?:[A-Za-z0-9_.~-]|%[0-9A-F]{2}){1,1024}")


@dataclass(frozen=True, slots=True)
class Place:
    """A person or a room in a tenant; ``id`` is Teams' own, without a thread."""

    tenant: str
    id: str

    def __str__(self) -> str:
        """Return the coach's name for it."""
        return f"{PLATFORM}:{quote(self.tenant, safe='')}:{quote(self.id, safe='')}"

    @property
    def is_room(self) -> bool:
        """Return whether several people are there, rather than one."""
        return self.id.startswith(_ROOM)


def room_place(tenant: str, conversation: str) -> Place:
    """Return the room in which a conversation is, whatever thread of it."""
    return Place(tenant, whole_of(conversation))


def read_place(conversation: str) -> Place:
    """Return what the coach's name stands for; `ValueError` for what was never one of ours."""
    platform, _, rest = conversation.partition(":")
    tenant, _, place = rest.partition(":")
    if platform != PLATFORM or not (_PART.fullmatch(tenant) and _PART.fullmatch(place)):
        raise ValueError("not a conversation in Teams")
    return Place(unquote(tenant, errors="strict"), unquote(place, errors="strict"))


def whole_of(conversation: str) -> str:
    """Return a conversation's id without ``;messageid=…``, which names one thread of a channel."""
    return conversation.partition(";messageid=")[0]
