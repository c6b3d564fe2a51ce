"""What came in and what goes out: messages taken once, nudges with their state, and facts."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Column, Float, Index, Integer, String, Text, text
from sqlmodel import Field, SQLModel

from coaching.models.people import owner
from coaching.models.types import EncryptedText, UTCDateTime


class InboxRow(SQLModel, table=True):
    """A message that was taken, with its answer: the same id delivered again gets the same one.

    ``pressed`` is the key of the card whose button was pressed, ``label`` the button's label.
    """

    __tablename__ = "inbox"
    __table_args__ = (
        owner(),
        Index("ix_inbox_received_at", "received_at"),
        Index("ix_inbox_user", "workspace_id", "user_id", "received_at"),
        {"sqlite_with_rowid": False},
    )

    workspace_id: int = Field(sa_type=BigInteger, primary_key=True)
    message_id: str = Field(sa_type=String(200), primary_key=True)
    user_id: int = Field(sa_type=BigInteger)
    received_at: datetime = Field(sa_type=UTCDateTime)
    said: str = Field(sa_type=EncryptedText)
    reply: str = Field(sa_type=EncryptedText)
    pressed: str = Field(sa_type=String(200))
    label: str = Field(sa_type=String(100))


class NudgeRow(SQLModel, table=True):
    """An eligible moment and the nudge it led to, if one was sent.

    ``slot`` is unique per person (a local day, or one promise at one time), so that planning the
    same moment twice makes one nudge. ``state`` goes due → claimed → sending → sent, or unsure,
    unknown, expired, stopped; a moment that was held back has the state held. ``probability`` and
    ``variant`` say how the choice was made, ``eligible`` what else could have been sent.
    ``content`` is the suggestion as JSON. ``target`` is the contact's platform id, if known.
    ``hold_chance`` is the probability with which the lab was to hold it back, 0 outside the lab;
    ``acted_at`` is when a touch with the contact within 72 hours was noted, in the lab only.
    ``opened_at`` is when its draft or its reasons were first looked at.
    ``platform`` is the adapter that has to send it, ``room`` the channel it goes to; empty for the
    person's own conversation. ``attempt`` counts the claims, ``failures`` the sends that failed.
    """

    __tablename__ = "nudges"
    __table_args__ = (
        owner(),
        Index("ux_nudges_slot", "workspace_id", "user_id", "slot", unique=True),
        Index("ix_nudges_state", "state", "platform", "due_at"),
        Index("ix_nudges_target", "workspace_id", "target", "sent_at"),
        Index("ix_nudges_sent", "workspace_id", "user_id", "sent_at"),
        Index("ix_nudges_newest", "workspace_id", "sent_at"),
        Index(
            "ix_nudges_lab",
            *("workspace_id", "user_id", "created_at"),
            sqlite_where=text("hold_chance > 0"),
            postgresql_where=text("hold_chance > 0"),
        ),
        {"sqlite_with_rowid": False},
    )

    workspace_id: int = Field(sa_type=BigInteger, primary_key=True)
    user_id: int = Field(sa_type=BigInteger, primary_key=True)
    number: int = Field(sa_type=BigInteger, primary_key=True)
    slot: str = Field(sa_type=String(64))
    platform: str = Field(sa_type=String(32))
    kind: str = Field(sa_type=String(32))
    key: str = Field(sa_type=String(64))
    contact: int = Field(sa_type=BigInteger)
    target: str = Field(sa_type=String(128))
    promised: bool
    state: str = Field(sa_type=String(16))
    due_at: datetime = Field(sa_type=UTCDateTime)
    claimed_by: str = Field(sa_type=String(64))
    lease_until: datetime | None = Field(sa_type=UTCDateTime)
    attempt: int = Field(sa_type=Integer)
    failures: int = Field(sa_column=Column(Integer, nullable=False, server_default="0"))
    room: str = Field(sa_column=Column(Text, nullable=False, server_default=""))
    probability: float = Field(sa_type=Float)
    variant: str = Field(sa_type=String(32))
    eligible: str = Field(sa_type=Text)
    content: str = Field(sa_type=EncryptedText)
    created_at: datetime = Field(sa_type=UTCDateTime)
    sent_at: datetime | None = Field(sa_type=UTCDateTime)
    outcome: str = Field(sa_type=String(16))
    outcome_at: datetime | None = Field(sa_type=UTCDateTime)
    opened_at: datetime | None = Field(sa_type=UTCDateTime)
    hold_chance: float = Field(sa_column=Column(Float, nullable=False, server_default="0"))
    acted_at: datetime | None = Field(sa_type=UTCDateTime)


class MetaRow(SQLModel, table=True):
    """A fact about the installation, such as how far the demo clock was moved."""

    __tablename__ = "meta"

    key: str = Field(sa_type=String(64), primary_key=True)
    value: str = Field(sa_type=Text)
