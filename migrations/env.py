"""Runs the revisions against a connection that is handed in (see `bot.migrate`)."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection
from sqlalchemy.types import TypeDecorator
from sqlmodel import SQLModel

import adapters.slack.tables
import adapters.teams.tables  # noqa: F401 these three fill SQLModel.metadata
import coaching.models  # noqa: F401


def render_item(kind: str, item: Any, _: AutogenContext) -> str | Literal[False]:  # noqa: ANN401 any column type
    """Write our own column types as the plain ones beneath: history must not need today's code."""
    if kind == "type" and isinstance(item, TypeDecorator):
        beneath = item.impl_instance
        timezone = "timezone=True" if getattr(beneath, "timezone", False) else ""
        return f"sa.{type(beneath).__name__}({timezone})"
    return False


def run(connection: Connection) -> None:
    """Run what Alembic was asked for on ``connection``."""
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        render_item=render_item,
        render_as_batch=connection.dialect.name == "sqlite",
        transaction_per_migration=False,
    )
    with context.begin_transaction():
        context.run_migrations()


run(context.config.attributes["connection"])
