"""Workspaces, the people who are coached, and their contacts."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    Float,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    Text,
)
from sqlmodel import Field, SQLModel

from coaching.models.types import EncryptedText, JSONList, UTCDateTime

# SQLite only numbers rows by itself when the key is its own INTEGER.
SERIAL = BigInteger().with_variant(Integer(), "sqlite")

# Names are searched by ranges, so PostgreSQL must compare them byte by byte, as SQLite does.
SEARCHED = Text().with_variant(Text(collation="C"), "postgresql")


def words() -> Column[tuple[str, ...]]:
    """Return a column with a list of words, none at first."""
    return Column(JSONList, nullable=False, server_default="")


def owner() -> ForeignKeyConstraint:
    """Return the constraint that ties a person's row to the person."""
    return ForeignKeyConstraint(["workspace_id", "user_id"], ["users.workspace_id", "users.id"])


class WorkspaceRow(SQLModel, table=True):
    """A Slack workspace, a Teams tenant, or the local one of web chat and console.

    ``model_since`` is when its people switched the language model on, None while it is off;
    ``model_tokens`` is what was used up on ``model_day`` (UTC).
    """

    __tablename__ = "workspaces"
    __table_args__ = (Index("ux_workspaces_external", "platform", "external", unique=True),)

    id: int = Field(sa_column=Column(SERIAL, primary_key=True))
    platform: str = Field(sa_type=String(32))
    external: str = Field(sa_type=String(128))
    last_user: int = Field(sa_type=BigInteger)
    created_at: datetime = Field(sa_type=UTCDateTime)
    model_since: datetime | None = Field(sa_column=Column(UTCDateTime, nullable=True))
    model_day: date | None = Field(sa_column=Column(Date, nullable=True))
    model_tokens: int = Field(sa_column=Column(Integer, nullable=False, server_default="0"))


class UserRow(SQLModel, table=True):
    """A person who is coached.

    ``opens`` and ``closes`` are minutes after local midnight, ``weekdays`` the digits of the days
    (Monday 0), ``told_zone`` is the zone that the platform last told, ``last_number`` the counter behind the numbers of all the person's entries.
    ``next_look_at`` is when the planner looks at the person again; null while there is no need.
    ``lab_since`` is when the person joined the lab, null outside it; ``lab_retired`` are kinds of
    nudges that it stopped, ``lab_kept`` those that the person wants whatever it says.
    """

    __tablename__ = "users"
    __table_args__ = (
        ForeignKeyConstraint(["workspace_id"], ["workspaces.id"]),
        Index("ux_users_external", "workspace_id", "external", unique=True),
        Index("ix_users_next_look_at", "next_look_at"),
        {"sqlite_with_rowid": False},
    )

    workspace_id: int = Field(sa_type=BigInteger, primary_key=True)
    id: int = Field(sa_type=BigInteger, primary_key=True)
    external: str = Field(sa_type=String(128))
    name: str = Field(sa_type=Text)
    conversation: str = Field(sa_type=Text)
    time_zone: str = Field(sa_type=String(64))
    told_zone: str = Field(sa_column=Column(String(64), nullable=False, server_default=""))
    country: str = Field(sa_type=String(8))
    opens: int = Field(sa_type=Integer)
    closes: int = Field(sa_type=Integer)
    weekdays: str = Field(sa_type=String(7))
    days_off: tuple[str, ...] = Field(sa_type=JSONList)
    weekly: int = Field(sa_type=Integer)
    daily: int = Field(sa_type=Integer)
    paused_until: datetime | None = Field(sa_type=UTCDateTime)
    unlisted: bool
    goal: str = Field(sa_type=EncryptedText)
    goal_needs: tuple[str, ...] = Field(sa_type=JSONList)
    muted_kinds: tuple[str, ...] = Field(sa_type=JSONList)
    tips_seen: tuple[str, ...] = Field(sa_type=JSONList)
    step: int = Field(sa_type=Integer)
    last_number: int = Field(sa_type=BigInteger)
    next_look_at: datetime | None = Field(sa_type=UTCDateTime)
    last_seen_at: datetime | None = Field(sa_type=UTCDateTime)
    created_at: datetime = Field(sa_type=UTCDateTime)
    lab_since: datetime | None = Field(sa_type=UTCDateTime)
    lab_retired: tuple[str, ...] = Field(sa_column=words())
    lab_kept: tuple[str, ...] = Field(sa_column=words())


class ContactRow(SQLModel, table=True):
    """Somebody in a person's network, with the aggregates that answers need.

    What each column means stands at `coaching.network.Contact`. ``folded`` is the name as it is
    searched, ``external`` the platform's user id where the contact was picked by mention, ``time_zone`` the
    zone that it told.
    """

    __tablename__ = "contacts"
    __table_args__ = (
        owner(),
        Index("ix_contacts_folded", "workspace_id", "user_id", "folded"),
        Index("ix_contacts_external", "workspace_id", "external"),
        {"sqlite_with_rowid": False},
    )

    workspace_id: int = Field(sa_type=BigInteger, primary_key=True)
    user_id: int = Field(sa_type=BigInteger, primary_key=True)
    number: int = Field(sa_type=BigInteger, primary_key=True)
    name: str = Field(sa_type=Text)
    folded: str = Field(sa_column=Column(SEARCHED, nullable=False))
    external: str = Field(sa_type=String(128))
    time_zone: str = Field(sa_column=Column(String(64), nullable=False, server_default=""))
    added_on: date = Field(sa_type=Date)
    circle: int = Field(sa_type=Integer)
    cadence_days: int = Field(sa_type=Integer)
    side: str = Field(sa_type=String(8))
    kind: str = Field(sa_type=String(16))
    knows: tuple[str, ...] = Field(sa_type=JSONList)
    likes: tuple[str, ...] = Field(sa_type=JSONList)
    needs: tuple[str, ...] = Field(sa_column=words())
    tags: tuple[str, ...] = Field(sa_type=JSONList)
    introduced_by: str = Field(sa_type=Text)
    how_met: str = Field(sa_type=EncryptedText)
    notes: str = Field(sa_type=EncryptedText)
    trust: int = Field(sa_type=Integer)
    seniority: int = Field(sa_type=Integer)
    together: int = Field(sa_column=Column(Integer, nullable=False, server_default="0"))
    willing: int = Field(sa_column=Column(Integer, nullable=False, server_default="0"))
    birth_month: int = Field(sa_type=Integer)
    birth_day: int = Field(sa_type=Integer)
    first_on: date | None = Field(sa_type=Date)
    last_on: date | None = Field(sa_type=Date)
    active_days: int = Field(sa_type=Integer)
    s14: float = Field(sa_type=Float)
    s60: float = Field(sa_type=Float)
    peak_s60: float = Field(sa_type=Float)
    strength_on: date | None = Field(sa_type=Date)
    given: float = Field(sa_type=Float)
    received: float = Field(sa_type=Float)
    given_count: int = Field(sa_type=Integer)
    received_count: int = Field(sa_type=Integer)
    ledger_on: date | None = Field(sa_type=Date)
    thanked_on: date | None = Field(sa_type=Date)
    nudged_on: date | None = Field(sa_type=Date)
    skips: int = Field(sa_type=Integer)
    resting_until: date | None = Field(sa_type=Date)
    unwanted: bool
    example: bool
