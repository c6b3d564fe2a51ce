"""Networks and tips to try the choice of tips on."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from coaching.network import Contact, Network, Person, Touch, TouchKind
from coaching.tips import Tip

NOW = datetime(2026, 5, 20, 10, tzinfo=UTC)
TODAY = NOW.date()
NOBODY = Network(person=Person(name="Ada"))


def days_ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def somebody(number: int, **known: object) -> Contact:
    basis = Contact(number=number, name=f"Person {number}", added_on=days_ago(400))
    return replace(basis, **known)  # type: ignore[arg-type]  # the test names the fields


def people(count: int, **known: object) -> tuple[Contact, ...]:
    return tuple(somebody(n, **known) for n in range(1, count + 1))


def favors(kind: TouchKind, *contacts: int, days: int = 5) -> tuple[Touch, ...]:
    return tuple(
        Touch(number=n, contact=who, on=days_ago(days), kind=kind)
        for n, who in enumerate(contacts, 1)
    )


def network(*contacts: Contact, **parts: object) -> Network:
    return replace(NOBODY, contacts=contacts, **parts)  # type: ignore[arg-type]  # as above


def settled() -> Network:
    """Return a network of ten people of which no condition is true."""
    sides = [
        somebody(
            n,
            side="outside" if n % 2 else "inside",
            kind="strategic" if n % 3 == 0 else "operational",
            introduced_by="Bo" if n % 2 else "me",
            knows=(f"subject {n}",),
            last_on=days_ago(10),
            active_days=6,
        )
        for n in range(1, 11)
    ]
    return network(*sides, touches=favors("met", 1, 2, days=10))


def tip(name: str, behaviour: str = "gives_first", fits: str = "") -> Tip:
    return Tip(
        id=name,
        title=name,
        text=name,
        minute=name,
        behaviour=behaviour,
        topics=("thanks",),
        source="Ada Lovelace, Notes, 1843",
        promise=name,
        fits=fits,
    )
