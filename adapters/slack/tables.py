"""What Slack makes us remember: where the app is installed, and installations under way."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, String, Text
from sqlmodel import Field, SQLModel

from coaching.models.types import EncryptedText, JSONList, UTCDateTime


class SlackInstallationRow(SQLModel, table=True):
    """One place where the app is installed: a workspace, or a whole Enterprise Grid organisation.

    ``enterprise_id`` is empty outside Grid, ``team_id`` is empty for an organisation's own
    installation. ``scopes`` are those that were granted. ``refresh_token`` is empty and
    ``expires_at`` null where tokens do not rotate. ``refresh_until`` is the lease of the process
    that is refreshing the token; ``refresh_doubted`` says that nobody knows whether Slack took the
    last refresh. ``status`` is ``active``, ``revoked`` (its token is gone) or ``removed``;
    ``erase_at`` is when everything kept for a removed one goes.
    """

    __tablename__ = "slack_installations"
    __table_args__ = (
        Index("ix_slack_installations_expires_at", "status", "expires_at"),
        Index("ix_slack_installations_erase_at", "erase_at"),
        {"sqlite_with_rowid": False},
    )

    enterprise_id: str = Field(sa_type=String(32), primary_key=True)
    team_id: str = Field(sa_type=String(32), primary_key=True)
    team_name: str = Field(sa_type=Text)
    app_id: str = Field(sa_type=String(32))
    bot_id: str = Field(sa_type=String(32))
    bot_user_id: str = Field(sa_type=String(32))
    installed_by: str = Field(sa_type=String(32))
    scopes: tuple[str, ...] = Field(sa_type=JSONList)
    token: str = Field(sa_type=EncryptedText)
    refresh_token: str = Field(sa_type=EncryptedText)
    expires_at: datetime | None = Field(sa_type=UTCDateTime)
    installed_at: datetime = Field(sa_type=UTCDateTime)
    status: str = Field(sa_type=String(16))
    erase_at: datetime | None = Field(sa_type=UTCDateTime)
    refresh_until: datetime | None = Field(sa_type=UTCDateTime)
    refresh_doubted: bool


class SlackStateRow(SQLModel, table=True):
    """An installation that was begun in a browser: hashes of its state and of the browser's cookie."""

    __tablename__ = "slack_states"
    __table_args__ = (
        Index("ix_slack_states_expires_at", "expires_at"),
        {"sqlite_with_rowid": False},
    )

    state_hash: str = Field(sa_type=String(64), primary_key=True)
    browser_hash: str = Field(sa_type=String(64))
    expires_at: datetime = Field(sa_type=UTCDateTime)
