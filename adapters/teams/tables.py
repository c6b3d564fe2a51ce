"""What Teams makes us remember: by which address each person and each room is reached."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, String, Text
from sqlmodel import Field, SQLModel

from coaching.models.types import UTCDateTime


class TeamsAddressRow(SQLModel, table=True):
    """One person or room of a tenant, as the bot last saw it.

    ``place`` is a person's object id (or ``29:…`` where Teams tells none), or the id of a channel
    or group chat. ``conversation`` is empty while a person's direct chat was never opened; ``mri``
    is how the bot names the person, ``team`` the team of a channel. ``state`` is ``active``,
    ``dead`` (Teams takes nothing for it until something comes from there) or ``removed`` (the app
    was taken out; nothing but the time is kept, for a day, so that what comes late does not bring
    the rest back). ``seen_at`` is when something last came from there.
    """

    __tablename__ = "teams_addresses"
    __table_args__ = (
        Index("ix_teams_addresses_team", "tenant", "team"),
        Index("ix_teams_addresses_seen_at", "state", "seen_at"),
        {"sqlite_with_rowid": False},
    )

    tenant: str = Field(sa_type=String(64), primary_key=True)
    place: str = Field(sa_type=String(256), primary_key=True)
    scope: str = Field(sa_type=String(16))
    team: str = Field(sa_type=String(256))
    service_url: str = Field(sa_type=Text)
    conversation: str = Field(sa_type=Text)
    bot: str = Field(sa_type=String(256))
    mri: str = Field(sa_type=String(256))
    state: str = Field(sa_type=String(8))
    seen_at: datetime = Field(sa_type=UTCDateTime)
