"""How long and how often a call to Teams is tried: by who waits for it."""

from __future__ import annotations

from dataclasses import dataclass

from adapters.teams.outbound.verdicts import Judgement
from adapters.transport import WITHIN

JITTER = 0.5
"""The share by which a pause grows by chance, so that many do not come back at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """``within`` seconds for each of ``tries``, with pauses of at most ``longest_pause`` between.

    ``for_a_place`` is how long a try waits for its turn. ``asked_for``: somebody waits for it, so
    it goes before what nobody asked for.
    """

    within: float = WITHIN
    tries: int = 4
    longest_pause: float = 20.0
    for_a_place: float = 20.0
    asked_for: bool = True

    def pause(self, judgement: Judgement, number: int, chance: float) -> float | None:
        """Return for how many seconds to rest after try ``number``; None: it was the last.

        Teams' own word counts, else 1, 2, 4 seconds, and some more by ``chance`` (0 to 1).
        """
        if number >= self.tries or not judgement.repeatable:
            return None
        pause = (judgement.retry_after or 2.0 ** (number - 1)) * (1 + JITTER * chance)
        return pause if pause <= self.longest_pause else None


INSISTENT = Patience()
"""For an answer to somebody: Microsoft's advice of four tries."""
ONCE = Patience(within=4.5, tries=1, for_a_place=1.0, asked_for=False)
"""For what nobody asked for: what may have arrived is not sent again."""
