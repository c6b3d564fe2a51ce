"""How reach-outs were guessed and went, what was passed on because of whom, two more traits."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "reach_outs",
        sa.Column("workspace_id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("contact", sa.BigInteger(), nullable=False),
        sa.Column("nudge", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("own", sa.Boolean(), nullable=False),
        sa.Column("guess", sa.Integer(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("welcome", sa.Integer(), nullable=False),
        sa.Column("replied", sa.Boolean(), nullable=True),
        sa.Column("useful", sa.Boolean(), nullable=True),
        sa.Column("fresh", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "user_id"],
            ["users.workspace_id", "users.id"],
        ),
        sa.PrimaryKeyConstraint("workspace_id", "user_id", "number"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_reach_outs_contact", "reach_outs", ["workspace_id", "user_id", "contact"]
    )
    op.add_column(
        "touches", sa.Column("because_of", sa.BigInteger(), nullable=False, server_default="0")
    )
    for trait in ("together", "willing"):
        op.add_column(
            "contacts", sa.Column(trait, sa.Integer(), nullable=False, server_default="0")
        )


def downgrade() -> None:
    op.drop_column("contacts", "willing")
    op.drop_column("contacts", "together")
    op.drop_column("touches", "because_of")
    op.drop_table("reach_outs")
