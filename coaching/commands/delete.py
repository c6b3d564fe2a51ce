"""``delete me``: removes every row of a person, after one question."""

from __future__ import annotations

from coaching.commands.base import Command, Turn
from coaching.messages import Button, Card, UsageError
from coaching.names import clip
from coaching.phrasing import several
from coaching.repository.belongings import count_rows

_SURE = frozenset({"me yes", "me, yes", "yes"})
_ASKED = frozenset({"me", "", "my data", "everything", "all"})


def run(turn: Turn) -> Card:
    """Ask once, then erase."""
    said = turn.rest.strip().lower().rstrip(".!")
    if said in _SURE:
        gone = turn.repository.erase()
        return Card(
            title="Everything is deleted",
            body=f"All {several(gone, 'row')} I had of you are gone, and I have forgotten you. Backups "
            "that your operator keeps expire on their own. If you write again, we start anew.",
        )
    if said not in _ASKED:
        raise UsageError(
            "`delete me` removes everything I keep of you. To take one person out, type "
            f"`forget {clip(turn.rest)}`; to take back your last entry, `undo`."
        )
    rows = turn.repository.rows
    count = sum(count_rows(rows.connection, rows.workspace_id, rows.user_id).values())
    return Card(
        title="Delete everything?",
        body=f"That removes everything I have of you, {several(count, 'row')}: people, favors, promises, notes, "
        "settings. It cannot be undone. `export` first if you want to keep a copy.",
        buttons=(
            Button(label="Yes, delete everything", command="delete me yes"),
            Button(label="Export first", command="export", keeps=True),
            Button(label="No, keep it", command="help"),
        ),
    )


COMMAND = Command(
    name="delete",
    group="You and your data",
    usage=("delete me",),
    summary="Removes every row NetLead keeps of you, after one question.",
    examples=("delete me",),
    run=run,
    aliases=("erase", "erase me", "forget me"),
)
