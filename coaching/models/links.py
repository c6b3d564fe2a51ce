"""What a person reads: the feeds she follows, the links kept for her, and whom they fit."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, Date, Float, Index, Integer, String
from sqlmodel import Field, SQLModel

from coaching.models.people import owner
from coaching.models.types import EncryptedText, UTCDateTime


class FeedRow(SQLModel, table=True):
    """A feed that one person follows; with ``shared`` her colleagues are shown that she does.

    ``url_key`` is the same for all who follow it, so that it is fetched once for a workspace.
    ``etag`` and ``modified`` are what the server is asked with. ``next_at`` is when it is fetched
    next, put off while somebody fetches it; null once it was given up. ``failures`` counts those in
    a row, ``trouble`` is the last one, ``read_at`` when it was read last.
    """

    __tablename__ = "feeds"
    __table_args__ = (
        owner(),
        Index("ix_feeds_next_at", "next_at"),
        Index("ix_feeds_url_key", "workspace_id", "url_key"),
        {"sqlite_with_rowid": False},
    )

    workspace_id: int = Field(sa_type=BigInteger, primary_key=True)
    user_id: int = Field(sa_type=BigInteger, primary_key=True)
    number: int = Field(sa_type=BigInteger, primary_key=True)
    url: str = Field(sa_type=EncryptedText)
    url_key: str = Field(sa_type=String(64))
    title: str = Field(sa_type=EncryptedText)
    shared: bool
    etag: str = Field(sa_type=String(256))
    modified: str = Field(sa_type=String(256))
    added_at: datetime = Field(sa_type=UTCDateTime)
    next_at: datetime | None = Field(sa_type=UTCDateTime)
    read_at: datetime | None = Field(sa_type=UTCDateTime)
    failures: int = Field(sa_type=Integer)
    trouble: str = Field(sa_type=String(16))


class LinkRow(SQLModel, table=True):
    """A link that fits somebody, or that the person saved (``feed`` is 0).

    ``title`` is the page's, or the person's own words. ``next_at`` is when the page is asked for
    its title; null where that is not needed.
    """

    __tablename__ = "links"
    __table_args__ = (
        owner(),
        Index("ix_links_next_at", "next_at"),
        Index("ix_links_url_key", "workspace_id", "user_id", "url_key"),
        {"sqlite_with_rowid": False},
    )

    workspace_id: int = Field(sa_type=BigInteger, primary_key=True)
    user_id: int = Field(sa_type=BigInteger, primary_key=True)
    number: int = Field(sa_type=BigInteger, primary_key=True)
    feed: int = Field(sa_type=BigInteger)
    url: str = Field(sa_type=EncryptedText)
    url_key: str = Field(sa_type=String(64))
    title: str = Field(sa_type=EncryptedText)
    kept_at: datetime = Field(sa_type=UTCDateTime)
    next_at: datetime | None = Field(sa_type=UTCDateTime)


class GiftRow(SQLModel, table=True):
    """One link and one contact: it fits, or it was given, which it is once.

    ``link`` is 0 where the link itself is not kept. ``because`` is JSON: how the interest was put,
    its words, and the words of the title that fit it. ``given_on`` is null while it was not given.
    """

    __tablename__ = "gifts"
    __table_args__ = (
        owner(),
        Index("ix_gifts_contact", "workspace_id", "user_id", "contact"),
        {"sqlite_with_rowid": False},
    )

    workspace_id: int = Field(sa_type=BigInteger, primary_key=True)
    user_id: int = Field(sa_type=BigInteger, primary_key=True)
    number: int = Field(sa_type=BigInteger, primary_key=True)
    contact: int = Field(sa_type=BigInteger)
    link: int = Field(sa_type=BigInteger)
    url_key: str = Field(sa_type=String(64))
    because: str = Field(sa_type=EncryptedText)
    score: float = Field(sa_type=Float)
    made_at: datetime = Field(sa_type=UTCDateTime)
    given_on: date | None = Field(sa_type=Date)
