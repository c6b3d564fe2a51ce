"""What a person did and said: touches and favors, promises, asks and offers, and the undo log."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, Column, Date, Float, Index, Integer, String
from sqlmodel import Field, SQLModel

from coaching.models.people import owner
from coaching.models.types import EncryptedText, UTCDateTime


class TouchRow(SQLModel, table=True):
    """One contact with one person on one local day; a favor when its kind gives or receives.

    ``because_of`` is the number of the touch it springs from (`coaching.chains`), 0 for none.
    """

    __tablename__ = "touches"
    __table_args__ = (
        owner(),
        Index("ix_touches_contact", "workspace_id", "user_id", "contact", "on"),
        Index("ix_touches_on", "workspace_id", "user_id", "on"),
        {"sqlite_with_rowid": False},
    )

    workspace_id: int = Field(sa_type=BigInteger, primary_key=True)
    user_id: int = Field(sa_type=BigInteger, primary_key=True)
    number: int = Field(sa_type=BigInteger, primary_key=True)
    contact: int = Field(sa_type=BigInteger)
    on: date = Field(sa_type=Date)
    kind: str = Field(sa_type=String(16))
    what: str = Field(sa_type=EncryptedText)
    weight: float = Field(sa_type=Float)
    created_at: datetime = Field(sa_type=UTCDateTime)
    because_of: int = Field(sa_column=Column(BigInteger, nullable=False, server_default="0"))


class ReachOutRow(SQLModel, table=True):
    """A word to somebody, as it was guessed and as it went.

    What each column means stands at `coaching.network.ReachOut`. ``nudge`` is the nudge it came
    from, 0 where it came from none.
    """

    __tablename__ = "reach_outs"
    __table_args__ = (
        owner(),
        Index("ix_reach_outs_contact", "workspace_id", "user_id", "contact"),
        {"sqlite_with_rowid": False},
    )

    workspace_id: int = Field(sa_type=BigInteger, primary_key=True)
    user_id: int = Field(sa_type=BigInteger, primary_key=True)
    number: int = Field(sa_type=BigInteger, primary_key=True)
    contact: int = Field(sa_type=BigInteger)
    nudge: int = Field(sa_type=BigInteger)
    kind: str = Field(sa_type=String(32))
    own: bool
    guess: int = Field(sa_type=Integer)
    made_on: date = Field(sa_type=Date)
    done_on: date | None = Field(sa_type=Date)
    welcome: int = Field(sa_type=Integer)
    replied: bool | None
    useful: bool | None
    fresh: bool | None


class PromiseRow(SQLModel, table=True):
    """Something a person owes, with its time; ``contact`` is 0 for a promise to herself."""

    __tablename__ = "promises"
    __table_args__ = (owner(), {"sqlite_with_rowid": False})

    workspace_id: int = Field(sa_type=BigInteger, primary_key=True)
    user_id: int = Field(sa_type=BigInteger, primary_key=True)
    number: int = Field(sa_type=BigInteger, primary_key=True)
    contact: int = Field(sa_type=BigInteger)
    what: str = Field(sa_type=EncryptedText)
    made_on: date = Field(sa_type=Date)
    due: datetime = Field(sa_type=UTCDateTime)
    settled_at: datetime | None = Field(sa_type=UTCDateTime)
    kept: bool


class NeedRow(SQLModel, table=True):
    """An ask or an offer."""

    __tablename__ = "needs"
    __table_args__ = (owner(), {"sqlite_with_rowid": False})

    workspace_id: int = Field(sa_type=BigInteger, primary_key=True)
    user_id: int = Field(sa_type=BigInteger, primary_key=True)
    number: int = Field(sa_type=BigInteger, primary_key=True)
    kind: str = Field(sa_type=String(8))
    text: str = Field(sa_type=EncryptedText)
    made_on: date = Field(sa_type=Date)
    closed_at: datetime | None = Field(sa_type=UTCDateTime)


class ChangeRow(SQLModel, table=True):
    """One entry of a person's history, with what it takes to undo it.

    ``before`` is JSON: the rows as they were before the entry. It is wiped after 24 hours.
    """

    __tablename__ = "changes"
    __table_args__ = (
        owner(),
        Index("ix_changes_at", "at"),
        {"sqlite_with_rowid": False},
    )

    workspace_id: int = Field(sa_type=BigInteger, primary_key=True)
    user_id: int = Field(sa_type=BigInteger, primary_key=True)
    number: int = Field(sa_type=BigInteger, primary_key=True)
    at: datetime = Field(sa_type=UTCDateTime)
    line: str = Field(sa_type=EncryptedText)
    before: str = Field(sa_type=EncryptedText)
    undone_at: datetime | None = Field(sa_type=UTCDateTime)
