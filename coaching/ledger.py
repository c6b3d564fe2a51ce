"""Who helped whom: the give-and-take with each contact, with everybody, and on whom one leans.

The ledger holds expected counts: each favor weighs as much as it is sure to have happened, and
halves every 90 days, so that old debts fade. It is for the person alone and never a score.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from coaching.network import RECEIVED, Contact, Network, Touch
from coaching.strength import decay

HALF_LIFE = 90.0

# How sure a favor is, by how it came to be known. Thanks: the precision on a small labelled sample
# of Slack; links and emoji: chosen. These are the confidences of `coaching.detection`, which knows
# that of an answer for each one.
TOLD = 1.0
THANKS_WITH_MENTION = 1.0
THANKS_INFERRED = 0.95
LINK_ON_REQUEST = 0.5
EMOJI_ONLY = 0.2

# Two favors' worth of doubt, so that a single favor does not look like a lopsided tie.
_SHRINKAGE = 2.0
_OWES, _LOPSIDED = 2.0, -0.4
_THANKS_AFTER, _THANKS_BEFORE = 1, 14
_MIN_FAVORS, _CONCENTRATED, _ONE_CARRIES = 8, 0.25, 0.5
_TOP = 3


@dataclass(frozen=True, slots=True)
class Reliance:
    """On how few people the help received rests.

    ``hhi`` is the unbiased Herfindahl-Hirschman index (0 = all different, 1 = one person),
    ``effective`` the number of helpers in effect, ``top_share`` the share of the biggest helper
    (0..1), ``total`` the number of favors, ``top`` up to three contacts, biggest first.
    """

    hhi: float
    effective: float
    top_share: float
    total: int
    top: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Overall:
    """The give-and-take with everybody together; help passed on to others settles debts too."""

    given: float
    received: float
    balance: float
    in_debt: bool


def add_favor(
    contact_given: float,
    contact_received: float,
    on: date | None,
    day: date,
    weight: float,
    given: bool,  # noqa: FBT001 - the two directions of one favor
) -> tuple[float, float, date]:
    """Return (given, received, as of) with one favor of ``day`` added.

    A favor from before ``on`` adds what is left of it by then, and the day stays ``on``. A
    negative weight takes a favor out again.
    """
    as_of = max(on or day, day)
    ahead = (as_of - (on or day)).days
    share = decay(weight, (as_of - day).days, HALF_LIFE)
    return (
        decay(contact_given, ahead, HALF_LIFE) + (share if given else 0.0),
        decay(contact_received, ahead, HALF_LIFE) + (0.0 if given else share),
        as_of,
    )


def weights_on(contact: Contact, today: date) -> tuple[float, float]:
    """Return (given, received) on ``today``; a day before ``ledger_on`` counts as that day."""
    ahead = max(0, (today - (contact.ledger_on or today)).days)
    left = decay(1.0, ahead, HALF_LIFE)
    return contact.given * left, contact.received * left


def balance(given: float, received: float) -> float:
    """Return the give-and-take from -1 (only received) to 1 (only given), drawn towards 0."""
    return (given - received) / (given + received + _SHRINKAGE)


def _owes(given: float, received: float) -> bool:
    return received - given >= _OWES and balance(given, received) <= _LOPSIDED


def indebted(contact: Contact, today: date) -> bool:
    """Tell whether something useful should go to this contact before anything else is asked."""
    return _owes(*weights_on(contact, today))


def unthanked(network: Network, now: datetime) -> tuple[Touch, ...]:
    """Return the help of 2 to 13 days ago that nobody was thanked for since, newest first."""
    today = network.today(now)
    thanked = {c.number: c.thanked_on or date.min for c in network.contacts}
    for touch in network.touches:
        if touch.kind == "thanked" and touch.contact in thanked:
            thanked[touch.contact] = max(thanked[touch.contact], touch.on)
    return tuple(
        touch
        for touch in network.touches
        if touch.kind in RECEIVED
        and _THANKS_AFTER < (today - touch.on).days < _THANKS_BEFORE
        and thanked.get(touch.contact, touch.on) < touch.on
    )


def reliance(touches: Iterable[Touch]) -> Reliance:
    """Return on how few people the help received in ``touches`` rests, each favor counted once.

    The unbiased index is sum n(n-1) / (N(N-1)); helpers in effect are 1 / index, and where no
    two favors come from one person simply the number of helpers.
    """
    counts = Counter(t.contact for t in touches if t.kind in RECEIVED)
    total = sum(counts.values())
    order = sorted(counts, key=lambda number: (-counts[number], number))
    pairs = sum(n * (n - 1) for n in counts.values())
    hhi = pairs / (total * (total - 1)) if pairs else 0.0
    return Reliance(
        hhi=hhi,
        effective=1 / hhi if hhi else float(len(counts)),
        top_share=counts[order[0]] / total if order else 0.0,
        total=total,
        top=tuple(order[:_TOP]),
    )


def leaning(reliance: Reliance) -> bool:
    """Tell whether the same few carry this person: 8 favors, and half from one or an index of .25.

    .25 is the mark at which antitrust guidelines long called a market highly concentrated.
    """
    if reliance.total < _MIN_FAVORS:
        return False
    return reliance.hhi >= _CONCENTRATED or reliance.top_share >= _ONE_CARRIES


def gini(values: Iterable[float]) -> float:
    """Return the Gini coefficient (0 = all equal), for display: it is biased in small samples."""
    ordered = sorted(values)
    total = sum(ordered)
    if not total:
        return 0.0
    n = len(ordered)
    ranked = sum((2 * i - n + 1) * x for i, x in enumerate(ordered))
    return ranked / (n * total)


def overall(network: Network, now: datetime) -> Overall:
    """Return the give-and-take with everybody together.

    Passing help on to somebody else settles a debt too: Baker and Bulkley, "Paying it forward vs.
    rewarding reputation", Organization Science 2014.
    """
    today = network.today(now)
    weights = [weights_on(contact, today) for contact in network.contacts]
    given, received = sum(g for g, _ in weights), sum(r for _, r in weights)
    return Overall(given, received, balance(given, received), _owes(given, received))
