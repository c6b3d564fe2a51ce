"""What Slack makes us remember, what was delivered, and the zone that a platform last told."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "arrivals",
        sa.Column("platform", sa.String(length=32), nullable=False),
        sa.Column("tenant", sa.String(length=64), nullable=False),
        sa.Column("key", sa.String(length=128), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("platform", "tenant", "key"),
    )
    op.create_index("ix_arrivals_state", "arrivals", ["state", "lease_until"])
    op.create_table(
        "slack_installations",
        sa.Column("enterprise_id", sa.String(length=32), nullable=False),
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("team_name", sa.Text(), nullable=False),
        sa.Column("app_id", sa.String(length=32), nullable=False),
        sa.Column("bot_id", sa.String(length=32), nullable=False),
        sa.Column("bot_user_id", sa.String(length=32), nullable=False),
        sa.Column("installed_by", sa.String(length=32), nullable=False),
        sa.Column("scopes", sa.Text(), nullable=False),
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("refresh_token", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("installed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("erase_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("refresh_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("refresh_doubted", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("enterprise_id", "team_id"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_slack_installations_expires_at", "slack_installations", ["status", "expires_at"]
    )
    op.create_index("ix_slack_installations_erase_at", "slack_installations", ["erase_at"])
    op.create_table(
        "slack_states",
        sa.Column("state_hash", sa.String(length=64), nullable=False),
        sa.Column("browser_hash", sa.String(length=64), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("state_hash"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_slack_states_expires_at", "slack_states", ["expires_at"])
    op.add_column(
        "contacts",
        sa.Column("time_zone", sa.String(length=64), nullable=False, server_default=""),
    )
    op.add_column(
        "users", sa.Column("told_zone", sa.String(length=64), nullable=False, server_default="")
    )


def downgrade() -> None:
    op.drop_column("users", "told_zone")
    op.drop_column("contacts", "time_zone")
    op.drop_table("slack_states")
    op.drop_table("slack_installations")
    op.drop_table("arrivals")
