"""The housekeeping: keeps what NetLead promised to forget from staying."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from coaching.clock import Clock
from coaching.coach import Transactions
from coaching.deliveries import FRESH_FOR
from coaching.repository import retention
from coaching.repository.facts import read_fact, write_fact
from coaching.repository.journal import UNDO_FOR

MESSAGES_FOR = timedelta(days=7)
NUDGE_WORDS_FOR = timedelta(days=400)
KEPT_FOR = timedelta(days=730)
"""24 months after the last touch (design, trust rule 5)."""
BATCH = retention.BATCH
LINKS_FOR = timedelta(days=60)
"""How long a link of a feed is worth passing on."""
_PEOPLE = 200
_UNDO_FACT = "undo_wiped_until"
_LONGEST_ABSENCE = timedelta(days=3650)


class Tidy:
    """Removes what is too old, in small units of work."""

    def __init__(self, transactions: Transactions, clock: Clock) -> None:
        """Work on the database behind ``transactions``, by ``clock``."""
        self._transactions = transactions
        self._clock = clock

    def hourly(self) -> tuple[Callable[[], int], ...]:
        """Return the steps of each hour; one is done once it returns less than `BATCH`."""
        return (self.purge_inbox, self.purge_arrivals, self.wipe_undo, self.expire_unsent)

    def daily(self) -> tuple[Callable[[], int], ...]:
        """Return the steps of each day that are not about single people; as `hourly`."""
        return (self.purge_history,)

    def purge_inbox(self) -> int:
        """Remove messages older than a week; they are kept to tell repeated ones."""
        with self._transactions() as connection:
            return retention.purge_inbox(connection, self._clock.now() - MESSAGES_FOR)

    def purge_arrivals(self) -> int:
        """Remove what platforms delivered more than a week ago, worked off or not."""
        with self._transactions() as connection:
            return retention.purge_arrivals(connection, self._clock.now() - MESSAGES_FOR)

    def wipe_undo(self) -> int:
        """Wipe what it takes to undo entries older than a day."""
        before = self._clock.now() - UNDO_FOR
        with self._transactions() as connection:
            # Only what became too old since the last time: the history may be long.
            done = read_fact(connection, _UNDO_FACT)
            since = before.fromisoformat(done) if done else before - _LONGEST_ABSENCE
            count = retention.wipe_undo(connection, since, before)
            if count < BATCH:
                write_fact(connection, _UNDO_FACT, before.isoformat())
            return count

    def expire_unsent(self) -> int:
        """Let go of coaching nudges that could not be sent for a day, whatever the reason."""
        with self._transactions() as connection:
            return retention.expire_unsent(connection, self._clock.now() - FRESH_FOR)

    def purge_history(self) -> int:
        """Remove entries of histories older than 24 months."""
        with self._transactions() as connection:
            return retention.purge_history(connection, self._clock.now() - KEPT_FOR)

    def people(self, last: tuple[int, int] = (0, 0)) -> list[tuple[int, int]]:
        """Return the (workspace, user) after ``last``, some at a time; none at the end."""
        with self._transactions() as connection:
            return retention.people_after(connection, last, _PEOPLE)

    def retire(self, workspace_id: int, user_id: int) -> int:
        """Remove and wipe what is too old of one person's; return how many rows it was."""
        now = self._clock.now()
        with self._transactions() as connection:
            wiped = retention.wipe_nudges(connection, workspace_id, user_id, now - NUDGE_WORDS_FOR)
            before = (now - KEPT_FOR).date()
            links = retention.clear_shelf(
                connection, workspace_id, user_id, now - LINKS_FOR, now - KEPT_FOR
            )
            return wiped + links + retention.retire(connection, workspace_id, user_id, before)
