"""Where a conversation is: the texts that the coach keeps, taken apart and put together."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

PLATFORM = "slack"
_PEOPLE = ("U", "W")
_DIRECT = "D"
_ADDRESS = re.compile(rf"{PLATFORM}:([A-Z0-9]+):([A-Z0-9]+)(?::([A-Z0-9]+))?")


@dataclass(frozen=True, slots=True)
class Address:
    """A person, with her direct conversation if it is known, or a channel."""

    tenant: str
    target: str
    direct: str = ""

    def __str__(self) -> str:
        """Return the text that `read_address` takes apart."""
        parts = (PLATFORM, self.tenant, self.target, self.direct)
        return ":".join(part for part in parts if part)

    @property
    def is_person(self) -> bool:
        """Return whether this is one person's own conversation."""
        return self.target.startswith(_PEOPLE)

    @property
    def channel(self) -> str:
        """Return where to post: a person's id will do for her direct conversation."""
        return self.direct or self.target

    def at(self, channel: str) -> Address:
        """Return the address of a person who was reached in ``channel``."""
        known = self.is_person and channel.startswith(_DIRECT)
        return replace(self, direct=channel) if known else self


def read_address(conversation: str) -> Address | None:
    """Return what ``slack:T1:U1``, ``slack:T1:U1:D1`` or ``slack:T1:C1`` stands for, if anything."""
    found = _ADDRESS.fullmatch(conversation)
    if found is None:
        return None
    tenant, target, direct = found.groups()
    return Address(tenant, target, direct or "")
