"""The tick's second half, seen from the database: what to send now, and what became of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal

from coaching import pacing
from coaching.clock import Clock
from coaching.coach import Transactions
from coaching.messages import Card
from coaching.network import Schedule
from coaching.nudges.base import nudge_card
from coaching.repository import Repository
from coaching.repository.deliveries import (
    LEASE,
    Delivery,
    claim,
    count_states,
    mark_nudged,
    next_due,
    step,
)
from coaching.repository.door import book_of
from coaching.repository.nudge_log import Logged, newest
from coaching.repository.scope import Scope

FRESH_FOR = timedelta(hours=24)
"""How late a coaching nudge may be; after that its moment is over (`reliability`, R17)."""
TRIES = 8
"""Attempts after which a nudge that cannot be sent is given up."""
SLOWEST_RETRY = timedelta(hours=1)
LOOK_AGAIN = timedelta(minutes=2)
"""How long after a doubtful send the platform is asked whether it arrived."""


class Deliveries:
    """Hands out nudges to send and writes down what became of them."""

    def __init__(
        self, transactions: Transactions, clock: Clock, scope: Scope | None = None
    ) -> None:
        """Work on the database behind ``transactions``, by ``clock``, for everybody in ``scope``."""
        self._transactions = transactions
        self._clock = clock
        self._scope = scope

    def claim(self, worker: str, platforms: tuple[str, ...], count: int) -> list[Delivery]:
        """Take up to ``count`` nudges; a delivery in state ``unsure`` must be looked up first."""
        with self._transactions() as connection:
            return claim(connection, self._clock.now(), worker, platforms, count, self._scope)

    def begin(self, delivery: Delivery) -> Card | None:
        """Commit the intent to send and return the card; None if it must not be sent now.

        The person's hours, pause and wishes are looked at once more: they may have changed since
        the nudge was planned.
        """
        now = self._clock.now()
        with self._transactions() as connection:
            repository = book_of(connection, delivery.workspace_id, delivery.user_id, now)
            if repository is None:
                return None
            after = _gate(repository, delivery, now)
            if after:
                step(connection, delivery, "claimed", **after)
                return None
            nudge = repository.nudges.get(delivery.number)
            # The lease starts anew: nobody else may look this one up while it is being sent.
            intent = {"state": "sending", "lease_until": now + LEASE}
            if nudge is None or not step(connection, delivery, "claimed", **intent):
                return None
            return nudge_card(nudge.suggestion, delivery.number)

    def put_back(self, delivery: Delivery) -> None:
        """Give back a nudge that could not be handled; after some tries it is given up."""
        held, verdict = (
            ("sending", "unsure") if delivery.state == "unsure" else ("claimed", "retry")
        )
        after = _after_failure(delivery, verdict, 0.0, self._clock.now())
        with self._transactions() as connection:
            step(connection, delivery, held, **after)

    def release(self, delivery: Delivery) -> None:
        """Give back a nudge that nothing was done about, for whoever comes next."""
        held, state = ("sending", "unsure") if delivery.state == "unsure" else ("claimed", "due")
        with self._transactions() as connection:
            step(connection, delivery, held, state=state, lease_until=None)

    def sent(self, delivery: Delivery) -> None:
        """Write down that the card arrived."""
        now = self._clock.now()
        with self._transactions() as connection:
            # The person's row first, then the nudge's, as everywhere: so nobody waits in a circle.
            repository = book_of(connection, delivery.workspace_id, delivery.user_id, now)
            after = {"state": "sent", "sent_at": now, "lease_until": None}
            if repository is not None and step(connection, delivery, "sending", **after):
                local = repository.account.person.schedule.local(now)
                mark_nudged(connection, delivery, local.date())

    def failed(
        self,
        delivery: Delivery,
        verdict: Literal["retry", "stop", "unsure"],
        retry_after: float = 0.0,
    ) -> None:
        """Write down that the card did not arrive, or that nobody knows."""
        now = self._clock.now()
        with self._transactions() as connection:
            step(
                connection,
                delivery,
                "sending",
                **_after_failure(delivery, verdict, retry_after, now),
            )

    def looked_up(self, delivery: Delivery, *, arrived: bool | None) -> None:
        """Write down what the platform says about a doubtful send; None if it cannot tell."""
        if arrived:
            self.sent(delivery)
            return
        now = self._clock.now()
        after = {"state": "unknown", "sent_at": now, "lease_until": None}
        if arrived is False and delivery.attempt < TRIES:
            after = {"state": "due", "due_at": now, "lease_until": None}
        elif arrived is False:
            after = {"state": "stopped", "lease_until": None}
        with self._transactions() as connection:
            step(connection, delivery, "sending", **after)

    def next_due(self, platforms: tuple[str, ...]) -> datetime | None:
        """Return when a nudge for one of the ``platforms`` is due next."""
        with self._transactions() as connection:
            return next_due(connection, platforms, self._scope)

    def newest(self, count: int) -> list[Logged]:
        """Return the ``count`` nudges that were due last, newest first."""
        with self._transactions() as connection:
            return newest(connection, count)

    def counts(self) -> dict[str, int]:
        """Return how many nudges are in each state."""
        with self._transactions() as connection:
            return count_states(connection)


def _gate(repository: Repository, delivery: Delivery, now: datetime) -> dict[str, object]:
    """Return the state a nudge goes to instead of being sent; empty if it may go."""
    if delivery.promised:
        return {}
    person = repository.account.person
    contact = repository.contacts.get(delivery.contact) if delivery.contact else None
    gone = delivery.contact and (contact is None or contact.contact.unwanted)
    if gone or now - delivery.due > FRESH_FOR:
        return {"state": "expired", "lease_until": None}
    opening = _next_opening(person.schedule, now)
    if opening is None or opening - delivery.due > FRESH_FOR:
        return {"state": "expired", "lease_until": None}
    return {} if opening <= now else {"state": "due", "due_at": opening, "lease_until": None}


def _next_opening(schedule: Schedule, now: datetime) -> datetime | None:
    paused = schedule.paused_until
    return pacing.next_open(schedule, max(now, paused) if paused else now)


def _after_failure(
    delivery: Delivery, verdict: str, retry_after: float, now: datetime
) -> dict[str, object]:
    if verdict == "unsure" and delivery.attempt >= TRIES:
        return {"state": "unknown", "sent_at": now, "lease_until": None}
    if verdict == "unsure":
        return {"state": "unsure", "due_at": now + LOOK_AGAIN, "lease_until": None}
    if verdict == "stop" or delivery.attempt >= TRIES:
        return {"state": "stopped", "lease_until": None}
    wait = max(timedelta(seconds=retry_after), timedelta(seconds=2**delivery.attempt))
    return {"state": "due", "due_at": now + min(wait, SLOWEST_RETRY), "lease_until": None}
