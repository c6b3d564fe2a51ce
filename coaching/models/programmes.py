"""What channels have of their own: the weekly prompts that a member set up."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Index, Integer, String, Text
from sqlmodel import Field, SQLModel

from coaching.models.people import owner
from coaching.models.types import UTCDateTime


class ProgrammeRow(SQLModel, table=True):
    """What one member set a channel's weekly prompts to; of a channel's rows the newest holds.

    So nobody's row is ever changed by somebody else, and taking one back brings the one before it
    into force again. ``room`` is the channel's address. ``weekday`` counts Monday as 0, ``at`` is
    in minutes after midnight of ``time_zone``, ``country`` the one whose public holidays are left
    out. A row that is not ``running`` says that the member ended them. ``turn`` counts the prompts
    that were posted, ``next_at`` is when the planner looks at the row again.
    """

    __tablename__ = "programmes"
    __table_args__ = (
        owner(),
        Index("ix_programmes_next_at", "next_at"),
        Index("ix_programmes_room", "workspace_id", "room", "made_at"),
        {"sqlite_with_rowid": False},
    )

    workspace_id: int = Field(sa_type=BigInteger, primary_key=True)
    user_id: int = Field(sa_type=BigInteger, primary_key=True)
    number: int = Field(sa_type=BigInteger, primary_key=True)
    room: str = Field(sa_type=Text)
    weekday: int = Field(sa_type=Integer)
    at: int = Field(sa_type=Integer)
    time_zone: str = Field(sa_type=String(64))
    country: str = Field(sa_type=String(8))
    running: bool
    turn: int = Field(sa_type=BigInteger)
    made_at: datetime = Field(sa_type=UTCDateTime)
    next_at: datetime = Field(sa_type=UTCDateTime)
