"""Two workspaces with two people each, whose books hold a canary: who hears it knows too much."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text

from bot.database import Database
from tests.adapters.slack.fake.nouns import User
from tests.adapters.slack.house import House
from tests.adapters.slack.inbound.moving_in import move_in, whispers_of

TEAMS = ("T1", "T2")
PLACES = (("T1", "U1"), ("T1", "U2"), ("T2", "U1"), ("T2", "U2"))
TABLES = ("contacts", "touches", "promises", "needs", "changes", "inbox", "nudges", "users")


THEIRS = 5
"""The number of everybody's third contact: numbers go to all that a person writes down."""


def canary(team: str, user: str) -> str:
    """Return what is in that person's book alone."""
    return f"canary:{team}:{user}"


@dataclass
class Cage:
    """The people, by workspace and by their name in the cases; ids are unique in Slack itself."""

    house: House
    people: dict[tuple[str, str], User]

    def others(self, own: User) -> Iterator[str]:
        """Yield the canaries of everybody else."""
        for (team, name), user in self.people.items():
            if user is not own:
                yield canary(team, name)

    def heard_by(self, user: User) -> str:
        """Return all that somebody was shown so far, anywhere."""
        slack = self.house.slack
        shown: list[Any] = [*slack.posts_to(user), *slack.ephemerals_to(user)]
        shown += [view for view in (slack.home_of(user), slack.view_of(user)) if view]
        return "\n".join(f"{thing.words}\n{thing.blocks}" for thing in shown)


async def caged(house: House) -> Cage:
    """Let the four move in, each with three contacts, a note and something to be done."""
    people: dict[tuple[str, str], User] = {}
    for team in TEAMS:
        await move_in(house.database, house.slack, team)
    for team, name in PLACES:
        # A user's id is one person's in all of Slack.
        own = name if team == "T1" else f"{name}OF{team}"
        people[team, name] = house.slack.world.person(
            f"Person {name} of {team}", team=team, as_id=own
        )
    cage = Cage(house, people)
    await asyncio.gather(*(_writes(cage, *place) for place in PLACES))
    return cage


async def _writes(cage: Cage, team: str, name: str) -> None:
    user, secret = cage.people[team, name], canary(team, name)
    for line in (
        f'add "{secret} Ann"',
        f'add "{secret} Bea"',
        f'add "{secret} Cid"',
        f"note #1: {secret} likes tea",
        f"helped #{THEIRS} with {secret}",
        f"remind me to call {secret} tomorrow",
    ):
        await cage.house.side.command(user, line)
    shown = await whispers_of(cage.house.slack, user, 6)
    assert all(secret in answer.words for answer in shown)


def book_of(database: Database, user: User) -> dict[str, list[Any]]:
    """Return every row of a person, by table."""
    found: dict[str, list[Any]] = {}
    with database.transaction() as connection:
        workspace, number = connection.execute(
            text("SELECT workspace_id, id FROM users WHERE external = :name"), {"name": user.id}
        ).one()
        for table in TABLES:
            own = "id" if table == "users" else "user_id"
            query = f"SELECT * FROM {table} WHERE workspace_id = :w AND {own} = :u"  # noqa: S608 the tables above
            rows = connection.execute(text(query), {"w": workspace, "u": number}).all()
            found[table] = sorted(map(str, rows))
    return found
