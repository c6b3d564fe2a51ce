"""The tick's second half, seen from the database: what to send now, and what became of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from math import inf
from typing import Literal

from coaching import pacing
from coaching.clock import Clock
from coaching.coach import Transactions
from coaching.messages import Card
from coaching.network import Schedule
from coaching.nudges.base import nudge_card
from coaching.prompts import POST_WITHIN, may_post, post_card
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
from coaching.repository.programmes import Programmes
from coaching.repository.scope import Scope

Verdict = Literal["retry", "wait", "stop", "unsure"]
"""What a platform says of a card that did not arrive (`adapters.base.DeliveryError`)."""

FRESH_FOR = timedelta(hours=24)
"""How late a coaching nudge may be; after that its moment is over (`reliability`, R17)."""
TRIES = 8
"""Failures after which a nudge that cannot be sent is given up."""
SLOWEST_RETRY = timedelta(hours=1)
SHORTEST_WAIT, LONGEST_WAIT = 1.0, FRESH_FOR.total_seconds()
"""Seconds: what is to wait is never due at once, and a reminder is tried again every day."""
LOOK_AGAIN = timedelta(minutes=2)
"""How long after a doubtful send the platform is asked whether it arrived; longer each time, so
that a morning on which the platform answers nothing but errors costs nobody a reminder."""
_EXPIRED: dict[str, object] = {"state": "expired", "lease_until": None}
_STOPPED: dict[str, object] = {"state": "stopped", "lease_until": None}
_UNKNOWN: dict[str, object] = {"state": "unknown", "lease_until": None}


class Deliveries:
    """Hands out nudges to send and writes down what became of them."""

    def __init__(
        self, transactions: Transactions, clock: Clock, scope: Scope | None = None
    ) -> None:
        """Work on the database behind ``transactions``, by ``clock``, for everybody in ``scope``."""
        self._transactions = transactions
        self._clock = clock
        self._scope = scope

    def now(self) -> datetime:
        """Return the instant by which nudges are due."""
        return self._clock.now()

    def claim(
        self, worker: str, platforms: tuple[str, ...], count: int, by: datetime | None = None
    ) -> list[Delivery]:
        """Take up to ``count`` nudges due ``by`` an instant, which is now unless it is said.

        A delivery in state ``unsure`` must be looked up first.
        """
        now = self._clock.now()
        with self._transactions() as connection:
            return claim(connection, now, worker, platforms, count, self._scope, by)

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
            nudge = repository.nudges.planned(delivery.number)
            # The lease starts anew: nobody else may look this one up while it is being sent.
            intent = {"state": "sending", "lease_until": now + LEASE}
            if nudge is None or not step(connection, delivery, "claimed", **intent):
                return None
            if delivery.room:
                return post_card(nudge.suggestion)
            return nudge_card(nudge.suggestion, delivery.number)

    def put_back(self, delivery: Delivery) -> None:
        """Give back a nudge that could not be handled; after some failures it is given up."""
        doubtful = delivery.state == "unsure"
        after = _after(delivery, "unsure" if doubtful else "retry", 0.0, self._clock.now())
        with self._transactions() as connection:
            step(connection, delivery, "sending" if doubtful else "claimed", **after)

    def release(self, delivery: Delivery) -> None:
        """Give back a nudge that nothing was done about, for whoever comes next."""
        held, state = ("sending", "unsure") if delivery.state == "unsure" else ("claimed", "due")
        with self._transactions() as connection:
            step(connection, delivery, held, state=state, lease_until=None)

    def sent(self, delivery: Delivery, address: str | None = None) -> None:
        """Write down that the card arrived, and the person's ``address`` from now on, if told."""
        now = self._clock.now()
        with self._transactions() as connection:
            # The person's row first, then the nudge's, as everywhere: so nobody waits in a circle.
            repository = book_of(connection, delivery.workspace_id, delivery.user_id, now)
            if repository is not None and address and not delivery.room:
                repository.account.move(delivery.conversation, address)
                repository.account.save()
            after = {"state": "sent", "sent_at": now, "lease_until": None}
            if repository is not None and step(connection, delivery, "sending", **after):
                local = repository.account.person.schedule.local(now)
                mark_nudged(connection, delivery, local.date())

    def failed(self, delivery: Delivery, verdict: Verdict, retry_after: float = 0.0) -> None:
        """Write down that the card did not arrive, that it is to wait, or that nobody knows.

        What is to wait ``retry_after`` seconds is due then, and that is no failure.
        """
        after = _after(delivery, verdict, retry_after, self._clock.now())
        with self._transactions() as connection:
            step(connection, delivery, "sending", **after)

    def looked_up(self, delivery: Delivery, *, arrived: bool | None) -> None:
        """Write down what the platform says about a doubtful send; None if it cannot tell."""
        if arrived:
            self.sent(delivery)
            return
        now = self._clock.now()
        after = _UNKNOWN | {"sent_at": now}
        if arrived is False:
            again = {"state": "due", "due_at": now, "lease_until": None}
            after = again if delivery.failures < TRIES else _STOPPED
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
    if delivery.room:
        # Once more: the prompts of the channel may have been changed or ended meanwhile.
        holds = Programmes(repository.rows, repository.account).newest(delivery.room)
        may = may_post(holds, delivery.about, delivery.moment, now)
        return {} if may else _EXPIRED
    person = repository.account.person
    contact = repository.contacts.get(delivery.contact) if delivery.contact else None
    gone = delivery.contact and (contact is None or contact.contact.unwanted)
    opening = _next_opening(person.schedule, now)
    if gone or opening is None or _time_left(delivery, opening) < 0:
        return _EXPIRED
    return {} if opening <= now else {"state": "due", "due_at": opening, "lease_until": None}


def _next_opening(schedule: Schedule, now: datetime) -> datetime | None:
    paused = schedule.paused_until
    return pacing.next_open(schedule, max(now, paused) if paused else now)


def _time_left(delivery: Delivery, at: datetime) -> float:
    """Return for how many seconds a nudge may still be sent; a reminder asked for is never late."""
    late = POST_WITHIN if delivery.room else FRESH_FOR
    return inf if delivery.promised else (delivery.moment + late - at).total_seconds()


def _after(
    delivery: Delivery, verdict: Verdict, retry_after: float, now: datetime
) -> dict[str, object]:
    """Return what becomes of a nudge that did not arrive, or not for certain."""
    if verdict == "wait":
        return _after_wait(delivery, retry_after, now)
    failures = delivery.failures + 1
    if verdict == "unsure":
        after = _UNKNOWN | {"sent_at": now}
        # However often it was sent: the platform may still know what became of the last time.
        if failures < TRIES or delivery.state != "unsure":
            again = min(LOOK_AGAIN * 2 ** (failures - 1), SLOWEST_RETRY)
            after = {"state": "unsure", "due_at": now + again, "lease_until": None}
    elif verdict == "stop" or failures >= TRIES:
        after = _STOPPED
    else:
        wait = min(max(2**failures, retry_after), SLOWEST_RETRY.total_seconds())
        after = {"state": "due", "due_at": now + timedelta(seconds=wait), "lease_until": None}
    return {**after, "failures": failures}


def _after_wait(delivery: Delivery, seconds: float, now: datetime) -> dict[str, object]:
    # The number comes from outside: endless, or none at all, it must not break the sum.
    wait = max(SHORTEST_WAIT, seconds)
    looking = delivery.state == "unsure"
    if wait > _time_left(delivery, now):
        return _UNKNOWN | {"sent_at": now} if looking else _EXPIRED
    due = now + timedelta(seconds=min(wait, LONGEST_WAIT))
    return {"state": "unsure" if looking else "due", "due_at": due, "lease_until": None}
