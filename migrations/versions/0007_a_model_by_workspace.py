"""A workspace's switch for the language model, off as it comes, and the day's tokens."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("workspaces", sa.Column("model_since", sa.DateTime(timezone=True), nullable=True))
    op.add_column("workspaces", sa.Column("model_day", sa.Date(), nullable=True))
    op.add_column(
        "workspaces",
        sa.Column("model_tokens", sa.Integer(), server_default="0", nullable=False),
    )


def downgrade() -> None:
    with op.batch_alter_table("workspaces") as batch:
        batch.drop_column("model_tokens")
        batch.drop_column("model_day")
        batch.drop_column("model_since")
