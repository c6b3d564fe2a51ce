"""The tick's first half: looks at whoever is due and writes down the nudge that is worth sending.

So too for the channels whose weekly prompt is due.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from coaching.choosing import Decision, choose
from coaching.clock import Clock
from coaching.coach import Transactions
from coaching.lab_results import results
from coaching.next_nudge import spread_of
from coaching.nudges.base import Suggestion
from coaching.prompts import POST_WITHIN, Programme, moment_of, suggestion
from coaching.repository import Repository
from coaching.repository.deliveries import (
    all_users,
    due_users,
    look_later,
    next_look,
)
from coaching.repository.door import book_of
from coaching.repository.experiences import rates_of
from coaching.repository.experiments import Pooled, moments_of, pooled
from coaching.repository.journal import UNDO_FOR
from coaching.repository.planned import keys_on_the_way
from coaching.repository.programmes import (
    Key,
    Programmes,
    due_programmes,
    look_at,
    next_programme,
)
from coaching.repository.scope import Scope
from coaching.thompson import Thompson
from coaching.weekly import next_time

NOBODY = ""
PUT_OFF = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Preview:
    """What one person would get at a moment, and why, or why not."""

    person: str
    at: datetime
    suggestion: Suggestion | None
    contact: str
    why: str
    next_look: datetime


@dataclass(frozen=True, slots=True)
class _Lessons:
    """What came of the nudges of a workspace up to a day: rates by kind, the lab's moments."""

    day: date
    rates: dict[str, float]
    lab: Pooled

    def policy(self, repository: Repository) -> Thompson:
        """Return how to choose for a person."""
        return Thompson(f"{repository.rows.workspace_id}.{repository.rows.user_id}", self.rates)


class Planner:
    """Plans nudges, each person in a unit of work of her own."""

    def __init__(
        self, transactions: Transactions, clock: Clock, scope: Scope | None = None
    ) -> None:
        """Work on the database behind ``transactions``, by ``clock``, for everybody in ``scope``.

        Whoever cannot be reached from here is left to the process that can.
        """
        self._transactions = transactions
        self._clock = clock
        self._scope = scope
        self._lessons: dict[int, _Lessons] = {}

    def due(self, count: int) -> list[tuple[int, int]]:
        """Return (workspace, user) of up to ``count`` people to look at now."""
        with self._transactions() as connection:
            return due_users(connection, self._clock.now(), count, self._scope)

    def next_look(self) -> datetime | None:
        """Return when anybody, or any channel's prompts, are to be looked at next."""
        with self._transactions() as connection:
            looks = (next_look(connection, self._scope), next_programme(connection, self._scope))
            return min((look for look in looks if look), default=None)

    def plan(self, workspace_id: int, user_id: int) -> int:
        """Look at one person; return the number of the nudge that was planned, or 0."""
        now = self._clock.now()
        with self._transactions() as connection:
            repository = book_of(connection, workspace_id, user_id, now)
            if repository is None or repository.account.row["next_look_at"] is None:
                return 0
            lessons = self._learned(repository)
            _retire(repository, lessons.lab)
            return _plan(repository, lessons.policy(repository), now)

    def _learned(self, repository: Repository) -> _Lessons:
        """Return what the workspace taught, worked out once a day."""
        rows = repository.rows
        found = self._lessons.get(rows.workspace_id)
        if found is None or found.day != rows.now.date():
            about = rows.connection, rows.workspace_id, rows.now
            found = _Lessons(rows.now.date(), rates_of(*about), pooled(*about))
            self._lessons[rows.workspace_id] = found
        return found

    def put_off(self, workspace_id: int, user_id: int) -> None:
        """Look at one person an hour later, as after her rows could not be made sense of."""
        with self._transactions() as connection:
            look_later(connection, workspace_id, user_id, self._clock.now() + PUT_OFF)

    def due_programmes(self, count: int) -> list[Key]:
        """Return up to ``count`` programmes of channels to look at now."""
        with self._transactions() as connection:
            return due_programmes(connection, self._clock.now(), count, self._scope)

    def plan_post(self, programme: Key) -> int:
        """Look at one programme; return the number of the post that was planned, or 0."""
        now = self._clock.now()
        workspace_id, user_id, number = programme
        with self._transactions() as connection:
            repository = book_of(connection, workspace_id, user_id, now)
            if repository is None:
                return 0
            programmes = Programmes(repository.rows, repository.account)
            mine = programmes.mine(number)
            # Another process may have looked at it just before.
            return _plan_post(repository, programmes, mine, now) if mine else 0

    def put_off_post(self, programme: Key) -> None:
        """Look at one programme an hour later, as after it could not be made sense of."""
        with self._transactions() as connection:
            look_at(connection, programme, self._clock.now() + PUT_OFF)

    def preview(self, at: datetime) -> list[Preview]:
        """Return what everybody would get at ``at``; nothing is written."""
        with self._transactions() as connection:
            found = [
                book_of(connection, workspace, user, at)
                for workspace, user in all_users(connection)
            ]
            return [_preview(book, self._learned(book).policy(book), at) for book in found if book]


def _decide(repository: Repository, policy: Thompson, now: datetime) -> Decision:
    rows = repository.rows
    return choose(
        repository.network(now),
        now,
        taken=repository.nudges.taken(),
        planned=keys_on_the_way(rows),
        spread=spread_of(rows.workspace_id, rows.user_id),
        select=policy,
    )


def _retire(repository: Repository, shared: Pooled) -> None:
    """Stop the kinds of nudges that do nothing, for somebody in the lab; `lab` says which."""
    row = repository.account.row
    if row["lab_since"] is None:
        return
    found = results(moments_of(repository.rows), shared)
    useless = {result.kind for result in found if result.useless}
    stopped = {*row["lab_retired"], *useless} - {*row["lab_kept"]}
    repository.account.note(lab_retired=tuple(sorted(stopped)))


def _plan(repository: Repository, policy: Thompson, now: datetime) -> int:
    account = repository.account
    if not account.platform:
        account.note(next_look_at=None)
        account.save()
        return 0
    decision = _decide(repository, policy, now)
    number = _write(repository, decision, now) if decision.chosen else 0
    account.note(next_look_at=decision.next_look)
    account.save()
    return number


def _write(repository: Repository, decision: Decision, now: datetime) -> int:
    suggestion = decision.chosen
    if suggestion is None or (not suggestion.promised and repository.nudges.waiting()):
        return 0
    person = repository.contacts.get(suggestion.contact) if suggestion.contact else None
    number = repository.nudges.plan(
        suggestion,
        _slot(repository, suggestion, now),
        target=person.row.external if person else NOBODY,
        probability=decision.probability,
        variant=decision.variant,
        eligible=decision.eligible,
        hold=decision.hold,
    )
    return 0 if decision.hold.held else number


def _slot(repository: Repository, suggestion: Suggestion, now: datetime) -> str:
    if not suggestion.promised:
        return repository.account.person.schedule.local(now).date().isoformat()
    return suggestion.key


def _plan_post(
    repository: Repository, programmes: Programmes, mine: Programme, now: datetime
) -> int:
    if mine.next_at > now:
        return 0
    holds = programmes.newest(mine.room) or mine
    if mine.running and (holds.owner, holds.number) == (mine.owner, mine.number):
        return _post(repository, programmes, mine, now)
    # It was changed or ended. Once that can no longer be undone, it is not needed any more.
    settled = holds.made_at + UNDO_FOR
    if settled <= now:
        programmes.clear(mine)
    else:
        programmes.move(mine, next_time(mine.rule, now) if mine.running else settled)
    return 0


def _post(
    repository: Repository, programmes: Programmes, programme: Programme, now: datetime
) -> int:
    moment = moment_of(programme, now)
    number = 0
    late = moment is not None and now - moment > POST_WITHIN
    if moment is not None:
        slot = f"{programme.key}:{programme.rule.local(moment).date()}"
        post = suggestion(programme)
        number = repository.nudges.post(post, slot, programme.room, moment, late=late)
    programmes.move(programme, next_time(programme.rule, now), posted=number > 0 and not late)
    repository.account.save()
    return number


def _preview(repository: Repository, policy: Thompson, at: datetime) -> Preview:
    decision = _decide(repository, policy, at)
    chosen = None if decision.hold.held else decision.chosen
    person = repository.contacts.get(chosen.contact) if chosen and chosen.contact else None
    return Preview(
        person=repository.account.row["name"] or repository.account.row["external"],
        at=at,
        suggestion=chosen,
        contact=person.name if person else "",
        why=decision.why,
        next_look=decision.next_look,
    )
