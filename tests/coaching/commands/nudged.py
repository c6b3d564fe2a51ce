"""Nudges that were sent, for dialogues about what people answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from coaching.nudges import kinds
from coaching.nudges.base import Suggestion
from coaching.repository.nudge_statements import NUDGES
from tests.coaching.talk import Talk


def suggestion(kind: str, /, **known: Any) -> Suggestion:  # noqa: ANN401 the fields differ
    """Return the example of a kind of nudge, with what the test needs it to say."""
    return replace(kinds()[kind].example, **known)


def sent(
    talk: Talk,
    what: Suggestion,
    *,
    state: str = "sent",
    probability: float = 1.0,
    eligible: Sequence[tuple[str, int, float]] = (),
) -> int:
    """Write a nudge as the planner and the outbox do; return its number."""
    with talk.book() as book:
        number = book.nudges.plan(
            what,
            f"{what.key}:{talk.clock.now():%m%d%H%M}"[:64],
            target="",
            probability=probability,
            variant="thompson",
            eligible=eligible,
        )
        at = talk.clock.now() if state == "sent" else None
        book.rows.quietly(NUDGES, number, {"state": state, "sent_at": at})
        book.account.save()
    return number


def known(talk: Talk, *names: str) -> list[int]:
    """Add people and return their numbers."""
    for name in names:
        talk.say(f'add "{name}"')
    with talk.book() as book:
        return [book.contacts.named(name)[0][0].number for name in names]


def outcome(talk: Talk, nudge: int) -> str:
    """Return what came of a nudge."""
    with talk.book() as book:
        found = book.nudges.get(nudge)
        assert found is not None
        return found.outcome


def touches(talk: Talk) -> list[tuple[str, str]]:
    """Return kind and words of the latest touches, newest first."""
    with talk.book() as book:
        return [(touch.kind, touch.what) for touch in book.touches.latest(5)]


def contact(talk: Talk, number: int) -> Any:  # noqa: ANN401 a contact or a failing test
    """Return the contact with that number."""
    with talk.book() as book:
        person = book.contacts.get(number)
        assert person is not None
        return person.contact


def labels(talk: Talk) -> list[str]:
    """Return the labels of the last card's buttons."""
    return [button.label for button in talk.last.buttons]
