"""``export``: every row NetLead keeps of a person, as JSON and CSV."""

from __future__ import annotations

from coaching.commands.base import Command, Turn
from coaching.exports import export_files
from coaching.messages import Card, Field
from coaching.phrasing import several
from coaching.repository.belongings import export_rows


def run(turn: Turn) -> Card:
    """Return the person's files."""
    rows = turn.repository.rows
    tables = export_rows(rows.connection, rows.workspace_id, rows.user_id)
    fields = tuple(
        Field(name, several(len(found), "row")) for name, found in tables.items() if found
    )
    return Card(
        title="Everything NetLead keeps of you",
        body="One JSON file with every row, and one CSV file a table for spreadsheets. "
        "They hold your notes in plain text: keep them where only you can read them.",
        fields=fields,
        files=export_files(tables),
    )


COMMAND = Command(
    name="export",
    group="You and your data",
    usage=("export",),
    summary="Gives you every row NetLead keeps of you, as JSON and CSV.",
    examples=("export",),
    run=run,
    aliases=("download", "export my data"),
)
