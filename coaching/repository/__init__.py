"""The one room with queries: a person's book, opened for one unit of work."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from coaching.network import Network
from coaching.repository.account import USERS, Account
from coaching.repository.belongings import erase
from coaching.repository.contacts import Contacts
from coaching.repository.experiments import held_of
from coaching.repository.facts import ask_for_scrub
from coaching.repository.feeds import Feeds
from coaching.repository.journal import Journal
from coaching.repository.nudges import Nudges
from coaching.repository.plans import Needs, Promises
from coaching.repository.reach_outs import ReachOuts
from coaching.repository.rows import Rows
from coaching.repository.shelf import Shelf
from coaching.repository.touches import Touches


@dataclass(slots=True)
class Repository:
    """Everything NetLead keeps of one person, within one unit of work."""

    rows: Rows
    account: Account
    contacts: Contacts
    touches: Touches
    promises: Promises
    needs: Needs
    reach_outs: ReachOuts
    feeds: Feeds
    shelf: Shelf
    nudges: Nudges
    journal: Journal
    erased: bool = False

    @classmethod
    def over(cls, rows: Rows, account: Account) -> Repository:
        """Return the repository over a person's rows."""
        return cls(
            rows=rows,
            account=account,
            contacts=Contacts(rows, account),
            touches=Touches(rows, account),
            promises=Promises(rows, account),
            needs=Needs(rows, account),
            reach_outs=ReachOuts(rows, account),
            feeds=Feeds(rows, account),
            shelf=Shelf(rows, account),
            nudges=Nudges(rows, account),
            journal=Journal(rows, account),
        )

    @property
    def connection(self) -> Connection:
        """Return the unit of work's connection."""
        return self.rows.connection

    def take_back(self) -> None:
        """Undo what this unit of work wrote so far, as after an entry that could not be read."""
        changes, self.rows.changes = self.rows.changes, []
        for change in reversed(changes):
            if change.table == USERS.name:
                self.account.note(**(change.before or {}))
            else:
                self.rows.revert(change)

    def erase(self) -> int:
        """Remove every row of the person; return how many. Nothing can be written after it."""
        self.erased = True
        rows = self.rows
        ask_for_scrub(rows.connection)
        return erase(rows.connection, rows.workspace_id, rows.user_id)

    def network(self, now: datetime) -> Network:
        """Return the person's network as plain data for the rules."""
        person = self.account.person
        nudges = self.nudges.past()
        raised = {nudge.key for nudge in nudges if nudge.outcome != "snoozed"}
        return Network(
            person=person,
            contacts=tuple(item.contact for item in self.contacts.all()),
            touches=self.touches.for_rules(person.schedule.local(now).date()),
            promises=tuple(self.promises.open()),
            needs=tuple(self.needs.open()),
            nudges=nudges,
            gifts=self.shelf.offers(raised),
            reach_outs=self.reach_outs.all(),
            held=held_of(self.rows, self.account),
        )
