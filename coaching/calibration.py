"""How welcome a word was guessed to be and how welcome it was, and what old ties brought.

People underestimate how much a word from them is appreciated, the more so when it comes as a
surprise: Liu, Rim, Min and Min, "The surprise of reaching out", Journal of Personality and Social
Psychology 2023. Whether one does so oneself is seen when a guess before stands beside a look back.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coaching.messages import Button
from coaching.network import Network, ReachOut
from coaching.phrasing import count_word

DORMANT = "dormant"
REACHING_OUT = frozenset({"reconnect", DORMANT})
"""The kinds of nudges that are about a word to somebody, and nothing else."""
ENOUGH = 5
"""Below this many, a difference is not shown: it would be chance."""
NEWS = 0.5
"""The difference, in steps of the scale, from which it is worth a nudge."""
SCALE = (1, 2, 3, 4, 5)
LEAST, MOST = "not at all", "very"
BEFORE = (
    f"Before you write: how welcome will it be, from 1 ({LEAST}) to 5 ({MOST})? "
    "A guess, for yourself alone."
)
AFTER = f"How welcome was it, from 1 ({LEAST}) to 5 ({MOST})?"

# One nudge to be in touch in three asks for a guess, beginning with the second, and one in nine
# where three questions were left alone. A design choice: seldom enough not to tire, often enough
# that half a year of nudges gives a picture.
_ONE_IN, _LEFT_ALONE, _SELDOM, _BEGINS_AT = 3, 3, 9, 1


@dataclass(frozen=True, slots=True)
class Calibration:
    """The guesses that were looked back on.

    ``rated`` of them have a mark on both sides, whose means are ``guessed`` and ``found`` (1 to
    5). ``replied`` of ``told`` had a reply; one without a reply has no mark.
    """

    rated: int
    guessed: float
    found: float
    replied: int
    told: int

    @property
    def gap(self) -> float:
        """Return by how much more welcome the words were than guessed."""
        return self.found - self.guessed

    @property
    def enough(self) -> bool:
        """Return whether there are enough marks to speak of a difference."""
        return self.rated >= ENOUGH


def calibration(reach_outs: Iterable[ReachOut]) -> Calibration:
    """Return what the guesses came to."""
    told = [found for found in reach_outs if found.guess and found.replied is not None]
    rated = [found for found in told if found.welcome]
    count = len(rated)
    return Calibration(
        rated=count,
        guessed=sum(found.guess for found in rated) / count if count else 0.0,
        found=sum(found.welcome for found in rated) / count if count else 0.0,
        replied=sum(found.replied is True for found in told),
        told=len(told),
    )


def said(seen: Calibration) -> str:
    """Return "You guessed 2.6, they gave 4.2. Eleven of eleven replied."; empty below 5."""
    if not seen.enough:
        return ""
    replied = f"{count_word(seen.replied)} of {count_word(seen.told)} replied."
    return (
        f"You guessed {seen.guessed:.1f}, they gave {seen.found:.1f}. "
        f"{replied[0].upper()}{replied[1:]}"
    )


@dataclass(frozen=True, slots=True)
class Brought:
    """What reconnections brought: how many were judged, were useful, had something new."""

    judged: int
    useful: int
    fresh: int


def brought(reach_outs: Iterable[ReachOut]) -> tuple[Brought, Brought]:
    """Return what the recommended reconnections brought, and those of one's own choice."""
    judged = [item for item in reach_outs if item.kind == DORMANT and item.useful is not None]
    recommended = _brought([item for item in judged if not item.own])
    return recommended, _brought([item for item in judged if item.own])


def _brought(judged: Sequence[ReachOut]) -> Brought:
    useful = sum(item.useful is True for item in judged)
    return Brought(len(judged), useful, sum(item.fresh is True for item in judged))


def compared(reach_outs: Iterable[ReachOut]) -> str:
    """Return both in one sentence; empty while either has fewer than 5."""
    recommended, own = brought(reach_outs)
    if min(recommended.judged, own.judged) < ENOUGH:
        return ""
    return (
        f"Useful: {recommended.useful} of {recommended.judged} that I proposed, {own.useful} of "
        f"{own.judged} that you chose yourself. Something new: {recommended.fresh} of "
        f"{recommended.judged} and {own.fresh} of {own.judged}"
    )


def guess_question(network: Network) -> tuple[str, str]:
    """Return what a nudge to be in touch asks along with it, and the command; mostly nothing.

    Deterministic: it depends on how many such nudges there were and whether guesses came.
    """
    asks = network.derive("calibration.asks", lambda: _asks(network))
    return (BEFORE, "guess {nudge}") if asks else ("", "")


def _asks(network: Network) -> bool:
    sent = sum(nudge.kind in REACHING_OUT for nudge in network.nudges)
    guessed = any(found.guess for found in network.reach_outs)
    asked = (sent + _ONE_IN - 1 - _BEGINS_AT) // _ONE_IN
    return sent % (_ONE_IN if guessed or asked < _LEFT_ALONE else _SELDOM) == _BEGINS_AT


def numbers(command: str, *, keeps: bool = False) -> tuple[Button, ...]:
    """Return the buttons 1 to 5; ``command`` is what stands before the number."""
    words = {SCALE[0]: f"1, {LEAST}", SCALE[-1]: f"5, {MOST}"}
    return tuple(
        Button(label=words.get(n, str(n)), command=f"{command} {n}", keeps=keeps) for n in SCALE
    )


def wants_welcome(found: ReachOut) -> bool:
    """Tell whether it is to be asked how welcome a word was: a guess waits for its answer."""
    return found.done_on is not None and bool(found.guess) and found.replied is None


def wants_use(found: ReachOut) -> bool:
    """Tell whether it is to be asked what a reconnection brought: it was answered, or may be."""
    reached = found.done_on is not None and found.kind == DORMANT
    return reached and found.useful is None and found.replied is not False


def question(found: ReachOut, name: str) -> tuple[str, tuple[Button, ...]]:
    """Return the one question that is open about a word, with its buttons; nothing if none is."""
    command = f"outcome {found.number}"
    if wants_welcome(found):
        none = Button(label="No reply", command=f"{command} no reply")
        return f"You guessed {found.guess} of 5 for {name}. {AFTER}", (*numbers(command), none)
    if wants_use(found):
        return f"The talk with {name}: was it useful to you, and was there anything new in it?", (
            Button(label="Useful and new", command=f"{command} useful and new"),
            Button(label="Useful", command=f"{command} useful"),
            Button(label="New", command=f"{command} new"),
            Button(label="Neither", command=f"{command} neither"),
        )
    return "", ()
