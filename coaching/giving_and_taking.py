"""The ledger of the last 90 days as a person reads it: totals, pairs, on whom one leans, one move."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from coaching import ledger
from coaching.messages import Button, Picture
from coaching.names import clip
from coaching.network import GIVEN, RECEIVED, Contact, Network
from coaching.phrasing import listed, short
from coaching.portraits import helped, times

_PAIRS_SHOWN = 3
_LOPSIDED_FROM, _LOPSIDED = 2.0, 0.4
_GIVES_A_LOT = 3
_FEW_HELPERS = 4


@dataclass(frozen=True, slots=True)
class Flows:
    """How many favors went each way with each contact number, in the last 90 days."""

    given: Counter[int]
    received: Counter[int]

    @property
    def passed_on(self) -> int:
        """Return how many favors went to people who gave none."""
        return sum(n for contact, n in self.given.items() if not self.received[contact])


def flows(network: Network) -> Flows:
    """Return the favors of the network's touches, which go back 90 days."""
    return Flows(
        Counter(t.contact for t in network.touches if t.kind in GIVEN),
        Counter(t.contact for t in network.touches if t.kind in RECEIVED),
    )


def out_of_balance(network: Network, both: Flows, now: datetime) -> tuple[str, ...]:
    """Return up to three pairs that lean to one side, the most lopsided first, in plain words."""
    today = network.today(now)
    found: list[tuple[float, str]] = []
    for contact in network.contacts:
        given, received = ledger.weights_on(contact, today)
        if not both.given[contact.number] + both.received[contact.number]:
            continue  # what remains of older favors leans, but these 90 days have nothing to tell
        lean = ledger.balance(given, received)
        if abs(given - received) >= _LOPSIDED_FROM and abs(lean) >= _LOPSIDED:
            found.append((abs(lean), _pair(contact, both)))
    return tuple(words for _, words in sorted(found, key=lambda p: (-p[0], p[1]))[:_PAIRS_SHOWN])


def _pair(contact: Contact, both: Flows) -> str:
    received = helped("they", both.received[contact.number], "you")
    return f"{contact.name}: {received}, {helped('you', both.given[contact.number], 'them')}"


def leaning_words(network: Network, both: Flows) -> str:
    """Return on how few people the help received rests; empty where it came from too few."""
    total = sum(both.received.values())
    if len(both.received) < _FEW_HELPERS:
        return ""
    top = _helpers(network, both)[:_PAIRS_SHOWN]
    share = round(100 * sum(n for _, n in top) / total)
    names = listed([name for name, _ in top])
    return f"3 of {len(both.received)} people carry {share} % of the help you received: {names}"


def helpers_picture(network: Network, both: Flows) -> Picture | None:
    """Return who helped how often as bars, up to six people; None if nobody did."""
    rows = _helpers(network, both)[: 2 * _PAIRS_SHOWN]
    if not rows:
        return None
    most = rows[0][1]
    said = ", ".join(f"{name} {n}" for name, n in rows)
    return Picture(
        alt=f"Who helped you in the last 90 days: {said}.",
        bars=tuple((name, n / most, times(n)) for name, n in rows),
    )


def move(network: Network, both: Flows, now: datetime) -> tuple[str, Button]:
    """Return the one move that does the balance most good, with its button."""
    today = network.today(now)
    waiting = next(iter(ledger.unthanked(network, now)), None)
    if waiting is not None:
        name = _name(network, waiting.contact)
        what = f" for {short(waiting.what)}" if waiting.what.strip() else ""
        button = Button(label=f"I thanked {clip(name)}", command=f"thanks #{waiting.contact}")
        return f"Thank {name}{what}.", button
    owed = max(
        (c for c in network.contacts if ledger.indebted(c, today)),
        key=lambda c: (ledger.weights_on(c, today)[1], -c.number),
        default=None,
    )
    if owed is not None:
        button = Button(label=f"I helped {clip(owed.name)}", command=f"helped #{owed.number}")
        return f"Share something useful with {owed.name} before you ask again.", button
    return _wider_move(network, both, now)


def _wider_move(network: Network, both: Flows, now: datetime) -> tuple[str, Button]:
    if ledger.leaning(ledger.reliance(network.touches)):
        button = Button(label="Who else is there?", command="who", keeps=True)
        return "Ask somebody else next time: people are glad to be asked.", button
    if sum(both.given.values()) >= _GIVES_A_LOT and not both.received:
        button = Button(label="Ask for something", command="ask", keeps=True)
        return "You give and do not ask. Ask one person for one small thing.", button
    if ledger.overall(network, now).in_debt:
        button = Button(label="Pass something on", command="shared", keeps=True)
        return "Pass on what you learned to somebody who can use it.", button
    button = Button(label="Help somebody", command="helped", keeps=True)
    return "Keep it flowing: one small favor this week, to anybody.", button


def _helpers(network: Network, both: Flows) -> list[tuple[str, int]]:
    """Return who helped and how often, the most first."""
    found = [(_name(network, number), n) for number, n in both.received.items()]
    return sorted(found, key=lambda item: (-item[1], item[0]))


def _name(network: Network, number: int) -> str:
    contact = network.contact(number)
    return contact.name if contact else f"#{number}"
