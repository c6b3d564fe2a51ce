"""Feeds that people follow, links that are kept for them, and whom these fit."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def _owned(name: str, *columns: sa.Column) -> None:
    op.create_table(
        name,
        sa.Column("workspace_id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        *columns,
        sa.ForeignKeyConstraint(
            ["workspace_id", "user_id"],
            ["users.workspace_id", "users.id"],
        ),
        sa.PrimaryKeyConstraint("workspace_id", "user_id", "number"),
        sqlite_with_rowid=False,
    )


def upgrade() -> None:
    instant = sa.DateTime(timezone=True)
    _owned(
        "feeds",
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("url_key", sa.String(length=64), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("etag", sa.String(length=256), nullable=False),
        sa.Column("modified", sa.String(length=256), nullable=False),
        sa.Column("added_at", instant, nullable=False),
        sa.Column("next_at", instant, nullable=True),
        sa.Column("read_at", instant, nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("trouble", sa.String(length=16), nullable=False),
    )
    op.create_index("ix_feeds_next_at", "feeds", ["next_at"])
    op.create_index("ix_feeds_url_key", "feeds", ["workspace_id", "url_key"])
    _owned(
        "links",
        sa.Column("feed", sa.BigInteger(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("url_key", sa.String(length=64), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kept_at", instant, nullable=False),
        sa.Column("next_at", instant, nullable=True),
    )
    op.create_index("ix_links_next_at", "links", ["next_at"])
    op.create_index("ix_links_url_key", "links", ["workspace_id", "user_id", "url_key"])
    _owned(
        "gifts",
        sa.Column("contact", sa.BigInteger(), nullable=False),
        sa.Column("link", sa.BigInteger(), nullable=False),
        sa.Column("url_key", sa.String(length=64), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("made_at", instant, nullable=False),
        sa.Column("given_on", sa.Date(), nullable=True),
    )
    op.create_index("ix_gifts_contact", "gifts", ["workspace_id", "user_id", "contact"])


def downgrade() -> None:
    for name in ("gifts", "links", "feeds"):
        op.drop_table(name)
