"""What was passed on because of whose help: Bo → you → Ana, Lee, and the thanks that came back.

An entry springs from one other. A favor given can spring from help received, a thank-you that came
back from a favor given, and help received from nothing: each link goes one step down, so no chain
can run in a circle. What an entry springs from may be gone; the rest of the chain stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from coaching.network import GIVEN, RECEIVED, Touch
from coaching.phrasing import count_word

WITHIN_DAYS = 30
"""In which help received counts as passed on, and a favor given as springing from it."""
YOU, ARROW = "you", " → "
_SOMEBODY = "somebody"
_HELP, _FAVOR, _THANKS = range(3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """One help and what came of it.

    ``source`` is the number of the help, ``helper`` the contact it came from, 0 once that is gone.
    ``to`` are the contacts it went on to, each once, in the order of the days; ``thanks`` counts
    those that came back, ``latest`` is the day of the last favor or thank-you.
    """

    source: int
    helper: int
    to: tuple[int, ...]
    thanks: int
    latest: date


def _step(touch: Touch) -> int:
    if touch.kind in RECEIVED:
        return _HELP
    return _FAVOR if touch.kind in GIVEN else _THANKS


def may_link(touch: Touch, source: Touch) -> bool:
    """Tell whether ``touch`` can have sprung from ``source``: one step down, and not before it."""
    after = (touch.on, touch.number) > (source.on, source.number)
    return after and _step(touch) == _step(source) + 1


def chains(touches: Iterable[Touch], sources: Iterable[Touch] = ()) -> tuple[Chain, ...]:
    """Return the chains that ``touches`` make, the one that moved last first.

    ``sources`` are further touches that those may spring from.
    """
    known = sorted(touches, key=lambda touch: (touch.on, touch.number))
    by_number = {touch.number: touch for touch in (*sources, *known)}
    favors: dict[int, list[Touch]] = {}
    for touch in known:
        if touch.because_of and _step(touch) == _FAVOR:
            favors.setdefault(touch.because_of, []).append(touch)
    back: dict[int, list[Touch]] = {}
    for touch in known:
        if touch.because_of and _step(touch) == _THANKS:
            back.setdefault(touch.because_of, []).append(touch)
    found = [_chain(source, given, back, by_number) for source, given in favors.items()]
    return tuple(sorted(found, key=lambda chain: (chain.latest, chain.source), reverse=True))


def _chain(
    source: int,
    given: Sequence[Touch],
    back: Mapping[int, Sequence[Touch]],
    by_number: Mapping[int, Touch],
) -> Chain:
    help_ = by_number.get(source)
    thanks = [touch for favor in given for touch in back.get(favor.number, ())]
    return Chain(
        source=source,
        helper=help_.contact if help_ else 0,
        to=tuple(dict.fromkeys(favor.contact for favor in given)),
        thanks=len(thanks),
        latest=max(touch.on for touch in (*given, *thanks)),
    )


def say(chain: Chain, name: Callable[[int], str]) -> str:
    """Return "Bo → you → Ana, Lee; two thanks came back"; ``name`` gives a contact's, or ""."""
    helper = name(chain.helper) or _SOMEBODY
    to = ", ".join(name(number) or _SOMEBODY for number in chain.to)
    came = f"; {count_word(chain.thanks)} thanks came back" if chain.thanks else ""
    if chain.thanks == 1:
        came = "; one thank-you came back"
    return f"{helper}{ARROW}{YOU}{ARROW}{to}{came}"


def followed(favors: Iterable[Touch], today: date) -> tuple[int, int]:
    """Return how often help received was followed by a favor given within 30 days, and of how many.

    Help of less than 30 days ago is left out: its time is not over. The favor may go to anybody,
    and counts after the help alone, by day and within a day by the order of the entries.
    """
    both = list(favors)
    given = [(touch.on, touch.number) for touch in both if touch.kind in GIVEN]
    received = [
        touch for touch in both if touch.kind in RECEIVED and (today - touch.on).days >= WITHIN_DAYS
    ]
    went_on = sum(
        any(
            (help_.on, help_.number) < favor and favor[0] <= help_.on + timedelta(days=WITHIN_DAYS)
            for favor in given
        )
        for help_ in received
    )
    return went_on, len(received)
