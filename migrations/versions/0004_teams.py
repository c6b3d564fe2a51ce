"""What Teams makes us remember: by which address each person and each room is reached."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "teams_addresses",
        sa.Column("tenant", sa.String(length=64), nullable=False),
        sa.Column("place", sa.String(length=256), nullable=False),
        sa.Column("scope", sa.String(length=16), nullable=False),
        sa.Column("team", sa.String(length=256), nullable=False),
        sa.Column("service_url", sa.Text(), nullable=False),
        sa.Column("conversation", sa.Text(), nullable=False),
        sa.Column("bot", sa.String(length=256), nullable=False),
        sa.Column("mri", sa.String(length=256), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "place"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_teams_addresses_team", "teams_addresses", ["tenant", "team"])
    op.create_index("ix_teams_addresses_seen_at", "teams_addresses", ["state", "seen_at"])


def downgrade() -> None:
    op.drop_table("teams_addresses")
