"""Weekly prompts of channels, posts to rooms, and failures counted apart from claims."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "programmes",
        sa.Column("workspace_id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("room", sa.Text(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("at", sa.Integer(), nullable=False),
        sa.Column("time_zone", sa.String(length=64), nullable=False),
        sa.Column("country", sa.String(length=8), nullable=False),
        sa.Column("running", sa.Boolean(), nullable=False),
        sa.Column("turn", sa.BigInteger(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "user_id"],
            ["users.workspace_id", "users.id"],
        ),
        sa.PrimaryKeyConstraint("workspace_id", "user_id", "number"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_programmes_next_at", "programmes", ["next_at"])
    op.create_index("ix_programmes_room", "programmes", ["workspace_id", "room", "made_at"])
    op.add_column(
        "nudges", sa.Column("failures", sa.Integer(), nullable=False, server_default="0")
    )
    op.add_column("nudges", sa.Column("room", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    # A post to a channel must not turn into a message to the person who set it up.
    op.execute("DELETE FROM nudges WHERE room <> ''")
    op.drop_column("nudges", "room")
    op.drop_column("nudges", "failures")
    op.drop_table("programmes")
