"""A workspace where it is known how often each person acts on each kind, and ways to choose in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from random import Random

from coaching.choosing import choose
from coaching.experience import PRIOR_NUDGES
from coaching.glance import glance
from coaching.network import Network
from coaching.nudges import kinds
from coaching.nudges.base import Suggestion
from coaching.ranking import Select, Selection
from coaching.simulated_life import Life
from coaching.simulation import START, Rates, Simulation, drawn, simulate
from coaching.thompson import LEAST, first_of_each_kind, worth

SEED = 5
_LEAST_LIKED, _MOST_LIKED = 0.05, 1.0

# Without any of these the coach still sees to every tie.
_SPARED = ("celebrate", "give_back", "pay_forward", "review", "share_first", "thank", "weekly_tip")


@dataclass
class Gain:
    """What a way to choose brought: how much was expected of what was sent, and how much it was."""

    worth: float = 0.0
    sent: int = 0


@dataclass
class World:
    """People who act on a kind of nudge at rates that nobody tells the coach.

    The same for every way to choose: a kind's rate differs from kind to kind, and from person to
    person around it, by as much as the coach assumes. With ``lab`` every second one is in the lab,
    and everybody has muted one kind and had one retired, of those that no tie rests on.
    """

    people: int
    weeks: int
    lab: bool = False
    tastes: dict[int, dict[str, float]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Invent the tastes."""
        random = Random(SEED)  # noqa: S311 - a repeatable world, not a secret
        means = {kind: random.uniform(_LEAST_LIKED, _MOST_LIKED) for kind in sorted(kinds())}
        for person in range(self.people):
            self.tastes[person] = {
                kind: random.betavariate(PRIOR_NUDGES * mean, PRIOR_NUDGES * (1 - mean) + 0.01)
                for kind, mean in means.items()
            }

    def live(self, picks: Callable[[Life, Rates], Select]) -> tuple[Gain, Simulation]:
        """Let everybody live with a way to choose, and count what it brings."""
        gain = Gain()

        def counted(life: Life, known: Rates) -> Select:
            select = picks(life, known)

            def pick(ranked: Sequence[Suggestion], network: Network, now: datetime) -> Selection:
                selection = select(ranked, network, now)
                if selection.suggestion:
                    rate = life.rate(selection.suggestion, now)
                    gain.worth += rate * worth(selection.suggestion, glance(network, now)) - LEAST
                    gain.sent += 1
                return selection

            return pick

        lived = simulate(
            self.people, self.weeks, SEED, choose, select=counted, begin=self._give_taste
        )
        return gain, lived

    def _give_taste(self, life: Life) -> None:
        mine = self.tastes[life.number]
        life.taste = lambda suggestion, _: mine.get(suggestion.kind, 1.0)
        if self.lab:
            muted, retired = Random(life.number).sample(_SPARED, 2)  # noqa: S311 - repeatable
            life.person = replace(
                life.person,
                lab_since=START if life.number % 2 else None,
                muted_kinds=frozenset({muted}),
                retired_kinds=frozenset({retired}),
            )


def ours(life: Life, known: Rates) -> Select:
    """Choose as the coach does."""
    return drawn(life, known)


def at_random(life: Life, _: Rates) -> Select:
    """Choose any kind that has something to suggest, with equal chances."""
    random = Random(life.number)  # noqa: S311 - repeatable

    def pick(ranked: Sequence[Suggestion], _: Network, now: datetime) -> Selection:
        random.seed(f"{life.number}.{now}")
        first = list(first_of_each_kind(ranked).values())
        return Selection(random.choice(first) if first else None, 1.0, "random")

    return pick


def highest(_: Life, __: Rates) -> Select:
    """Choose what stands best, whatever the person acts on."""

    def pick(ranked: Sequence[Suggestion], _: Network, __: datetime) -> Selection:
        return Selection(ranked[0] if ranked else None, 1.0, "highest")

    return pick


def oracle(life: Life, _: Rates) -> Select:
    """Choose what is worth most, by each person's true rate for each kind."""

    def pick(ranked: Sequence[Suggestion], network: Network, now: datetime) -> Selection:
        seen = glance(network, now)
        first = first_of_each_kind(ranked).values()
        scored = [
            (life.willing * life.taste(item, now) * worth(item, seen), item) for item in first
        ]
        value, best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
        return Selection(best if value >= LEAST else None, 1.0, "oracle")

    return pick
