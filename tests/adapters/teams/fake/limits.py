"""How often the bot may call: in a conversation and in a tenant, as Microsoft's documentation has it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from tests.adapters.teams.fake.refusals import too_many

SENDS = ((1, 7), (2, 8), (30, 60), (3600, 1800))
READS = ((1, 14), (2, 16), (30, 120), (3600, 3600))
"""Seconds, and calls within them."""


@dataclass
class Limits:
    """With ``on`` they hold; ``per_tenant`` calls a second in a tenant."""

    on: bool = True
    per_tenant: int = 30
    _made: defaultdict[tuple[str, ...], list[float]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def take(self, tenant: str, conversation: str, now: float, *, reading: bool = False) -> None:
        """Count one call; raise a 429 if it is one too many."""
        if not self.on:
            return
        kinds = {
            (tenant,): ((1, self.per_tenant),),
            (tenant, conversation, "read" if reading else "send"): READS if reading else SENDS,
        }
        for key, windows in kinds.items():
            for seconds, most in windows:
                within = [at for at in self._made[key] if at > now - seconds]
                if len(within) >= most:
                    raise too_many(within[0] + seconds - now)
        for key in kinds:
            self._made[key].append(now)
