"""Nudges outlive the revision that lets channels have posts, up and down; posts do not go down."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine, MetaData, select

from bot import migrate
from bot.database import build_engine
from coaching.models.cipher import Cipher

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
PERSON = {
    "external": "ana",
    "name": "ana",
    "conversation": "web:ana",
    "time_zone": "UTC",
    "country": "",
    "opens": 540,
    "closes": 1020,
    "weekdays": "01234",
    "days_off": "",
    "weekly": 3,
    "daily": 1,
    "unlisted": False,
    "goal": "",
    "goal_needs": "",
    "muted_kinds": "",
    "tips_seen": "",
    "step": 0,
    "last_number": 1,
    "created_at": AT,
}
NUDGE = {
    "platform": "web",
    "kind": "thank",
    "key": "",
    "contact": 0,
    "target": "",
    "promised": False,
    "state": "due",
    "due_at": AT,
    "claimed_by": "",
    "attempt": 3,
    "probability": 1.0,
    "variant": "",
    "eligible": "[]",
    "content": "",
    "created_at": AT,
    "outcome": "",
    "workspace_id": 1,
    "user_id": 1,
}


@pytest.fixture
def engine(database_url: str, cipher: Cipher) -> Engine:
    return build_engine(database_url, cipher)


def test_a_nudge_stays_what_it_was_and_a_post_is_no_message_to_anybody(engine: Engine) -> None:
    migrate.upgrade(engine, "0002")
    tables = MetaData()
    tables.reflect(engine)
    with engine.begin() as connection:
        workspace = {"platform": "web", "external": "local", "last_user": 1, "created_at": AT}
        connection.execute(tables.tables["workspaces"].insert().values(id=1, **workspace))
        connection.execute(tables.tables["users"].insert().values(workspace_id=1, id=1, **PERSON))
        connection.execute(tables.tables["nudges"].insert().values(number=1, slot="a", **NUDGE))
    migrate.upgrade(engine, "0003")
    later = MetaData()
    later.reflect(engine)
    nudges = later.tables["nudges"]
    with engine.begin() as connection:
        row = connection.execute(select(nudges)).one()
        assert (row.state, row.attempt, row.failures, row.room) == ("due", 3, 0, "")
        post = {**NUDGE, "number": 2, "slot": "b", "room": "web:room"}
        connection.execute(nudges.insert().values(**post))
    migrate.downgrade(engine, "0002")
    with engine.begin() as connection:
        assert connection.execute(select(nudges.c.number)).scalars().all() == [1]
    engine.dispose()
