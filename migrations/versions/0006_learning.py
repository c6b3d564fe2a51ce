"""What choosing learns from: whether a nudge was looked into, and the newest of a workspace."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("nudges", sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index("ix_nudges_newest", "nudges", ["workspace_id", "sent_at"])


def downgrade() -> None:
    op.drop_index("ix_nudges_newest", table_name="nudges")
    op.drop_column("nudges", "opened_at")
