"""Once a month, for the person alone: whose help went on through you, and to whom."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from coaching.chains import Chain, chains, say
from coaching.glance import glance
from coaching.messages import Button
from coaching.network import Contact, Network
from coaching.nudges.base import NUDGE, NudgeKind, Suggestion
from coaching.phrasing import dated, several

_MONTH = timedelta(days=31)
_PRIORITY = 0.35
_SHOWN = 3


def suggest(network: Network, now: datetime) -> tuple[Suggestion, ...]:
    """Suggest a look at the chains that moved in the last month, once in each."""
    seen = glance(network, now)
    key = f"chain:{seen.today:%Y-%m}"
    since = seen.today - _MONTH
    if seen.was_raised(key) or seen.kinds.get("chain", since) > since:
        return ()
    if not any(touch.because_of for touch in network.touches):
        return ()
    found = [
        chain
        for chain in chains(network.touches)
        if since <= chain.latest <= seen.today and chain.helper in seen.people
    ]
    people = {number: contact.name for number, contact in seen.people.items()}
    return (_suggestion(found, people, key),) if found else ()


def _suggestion(found: list[Chain], people: dict[int, str], key: str) -> Suggestion:
    lines = [say(chain, lambda number: people.get(number, "")) for chain in found]
    more = f" ({several(len(lines) - 1, 'chain')} more in your list.)" if lines[1:] else ""
    return Suggestion(
        kind="chain",
        priority=_PRIORITY,
        title="What you passed on",
        reason=f"{lines[0]}. That is how help travels, and only you can see it.{more}",
        evidence=tuple(
            f"{line}, last on {dated(chain.latest)}"
            for line, chain in zip(lines[:_SHOWN], found, strict=False)
        ),
        key=key,
        extra=(
            Button(label="All chains", command="chains", keeps=True, primary=True),
            Button(label="Good to know", command=f"done {NUDGE}"),
        ),
        own_buttons=True,
    )


_BO, _ANA, _LEE = (
    Contact(number=17, name="Bo Chen", added_on=date(2025, 6, 2)),
    Contact(number=21, name="Ana Ruiz", added_on=date(2025, 6, 2)),
    Contact(number=22, name="Lee Wong", added_on=date(2025, 6, 2)),
)

KIND = NudgeKind(
    name="chain",
    label="What you passed on",
    source=(
        "Wayne Baker & Nathaniel Bulkley, 2014, Paying It Forward vs. Rewarding Reputation "
        "(Organization Science)"
    ),
    suggest=suggest,
    example=_suggestion(
        [Chain(source=33, helper=17, to=(21, 22), thanks=2, latest=date(2026, 2, 27))],
        {contact.number: contact.name for contact in (_BO, _ANA, _LEE)},
        "chain:2026-03",
    ),
)
