"""The policy that chooses between kinds of nudges by what came of them: Thompson sampling.

Russo and others, "A tutorial on Thompson sampling", Foundations and Trends in Machine Learning
2018. Each kind is an arm with the suggestion of it that stands best; kinds with nothing to
suggest sleep. What an arm is worth is the suggestion's own priority, with what its contact has
waited, less what its kind was heard lately.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from coaching.bandit import Arm, Lottery
from coaching.chance import steady_share
from coaching.experience import beliefs, recovery
from coaching.glance import Glance, glance
from coaching.lab import Hold
from coaching.lab_moments import next_chance, tried
from coaching.network import Network
from coaching.nudges.base import Suggestion
from coaching.ranking import Selection

LEAST = 0.03
"""The expected worth below which it is better to say nothing.

That is a suggestion of priority .1 when nothing is known of how often it is acted on (.3).
"""


@dataclass(frozen=True, slots=True)
class Thompson:
    """Draws by lot, by ``seed`` and the person's local day: on one day always the same.

    ``means`` are the rates at which kinds of nudges are acted on by others.
    """

    seed: str = ""
    means: Mapping[str, float] = field(default_factory=dict)

    def __call__(self, ranked: Sequence[Suggestion], network: Network, now: datetime) -> Selection:
        """Pick one of the suggestions, the first of its kind, or none."""
        seen, first = glance(network, now), first_of_each_kind(ranked)
        known = beliefs(network, now, first, self.means)
        arms = [Arm(kind, known[kind], worth(item, seen)) for kind, item in first.items()]
        lots = [steady_share(f"{self.seed}.{seen.today}.{arm.name}") for arm in arms]
        lottery = Lottery(arms, LEAST)
        place = lottery.pick(lots)
        chosen = None if place is None else first[arms[place].name]
        picked = Selection(chosen, lottery.chance(place), "thompson")
        hold = next_chance(network) if chosen and tried(chosen) else 0.0
        return self._tossed(picked, hold, seen) if hold else picked

    def _tossed(self, picked: Selection, hold: float, seen: Glance) -> Selection:
        """Return what was picked, held back or not, as the lot falls."""
        held = steady_share(f"{self.seed}.{seen.today}.held") < hold
        probability = picked.probability * (hold if held else 1 - hold)
        return replace(picked, probability=probability, hold=Hold(hold, held))


def first_of_each_kind(ranked: Sequence[Suggestion]) -> dict[str, Suggestion]:
    """Return the suggestion of each kind that stands best, by kind."""
    first: dict[str, Suggestion] = {}
    for suggestion in ranked:
        first.setdefault(suggestion.kind, suggestion)
    return first


def worth(suggestion: Suggestion, seen: Glance) -> float:
    """Return what it is worth that a suggestion is acted on, less what its kind was heard lately."""
    last = seen.kinds.get(suggestion.kind)
    fresh = recovery(None if last is None else max(0, (seen.today - last).days))
    return fresh * (suggestion.priority + seen.contact_turn(suggestion.contact))
