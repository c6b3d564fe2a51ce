"""A payload on its way through: what came, what it is called, whose it is, when to be done."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from adapters.slack.errands.reading import ident
from adapters.slack.installs.installations import Installation

Payload = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Delivery:
    """A payload that Slack vouches for.

    ``key`` is its name: the same for the same bytes. ``by`` is when its answer has to be out, by
    the event loop's clock. ``installation`` is None where the app is not installed; ``in_doubt``:
    that could not be found out in time.
    """

    body: Payload
    key: str
    by: float
    installation: Installation | None
    in_doubt: bool = False

    @property
    def event_name(self) -> str:
        """Return the name of an event, which it keeps however often and on whichever way it comes."""
        told = self.body.get("event_id")
        name = ident(told)
        if not name and isinstance(told, str) and told:
            name = hashlib.sha256(told.encode(errors="replace")).hexdigest()
        return f"event:{name}" if name else self.key

    @property
    def tenant(self) -> str:
        """Return the name under which what came is kept."""
        if self.installation:
            return self.installation.tenant
        told = (self.body.get(name) for name in ("team_id", "enterprise_id"))
        return next((name for value in told if (name := ident(value))), "unknown")
