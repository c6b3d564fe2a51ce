"""The lab: who joined, which nudges were held back by lot, acts within 72 hours."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("users", sa.Column("lab_since", sa.DateTime(timezone=True), nullable=True))
    for words in ("lab_retired", "lab_kept"):
        op.add_column("users", sa.Column(words, sa.Text(), nullable=False, server_default=""))
    op.add_column(
        "nudges", sa.Column("hold_chance", sa.Float(), nullable=False, server_default="0")
    )
    op.add_column("nudges", sa.Column("acted_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index(
        "ix_nudges_lab",
        "nudges",
        ["workspace_id", "user_id", "created_at"],
        sqlite_where=sa.text("hold_chance > 0"),
        postgresql_where=sa.text("hold_chance > 0"),
    )


def downgrade() -> None:
    op.drop_index("ix_nudges_lab", table_name="nudges")
    op.drop_column("nudges", "acted_at")
    op.drop_column("nudges", "hold_chance")
    for words in ("lab_kept", "lab_retired", "lab_since"):
        op.drop_column("users", words)
