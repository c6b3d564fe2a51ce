"""What platforms delivered, kept before it is acknowledged and until it is worked off."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, Integer, String
from sqlmodel import Field, SQLModel

from coaching.models.types import EncryptedText, UTCDateTime


class ArrivalRow(SQLModel, table=True):
    """One delivery of a platform: the same key delivered again is the same delivery.

    ``tenant`` is the platform's own name of the workspace. ``state`` goes
    ``new`` → ``done``, or ``dead`` after too many ``tries``. ``lease_until`` is when a delivery
    that is being worked off may be taken by somebody else. ``body`` is empty once it is done.
    """

    __tablename__ = "arrivals"
    # In SQLite in the order of arrival, not of the key: keys come in any order, and to put each into
    # another page makes storing a batch twice as dear.
    __table_args__ = (Index("ix_arrivals_state", "state", "lease_until"),)

    platform: str = Field(sa_type=String(32), primary_key=True)
    tenant: str = Field(sa_type=String(64), primary_key=True)
    key: str = Field(sa_type=String(128), primary_key=True)
    state: str = Field(sa_type=String(8))
    tries: int = Field(sa_type=Integer)
    lease_until: datetime = Field(sa_type=UTCDateTime)
    body: str = Field(sa_type=EncryptedText)
