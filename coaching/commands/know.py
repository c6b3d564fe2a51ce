"""``what do you know``: what NetLead keeps of a person, and what it does not."""

from __future__ import annotations

from coaching.commands.base import Command, Turn
from coaching.messages import Button, Card, Field
from coaching.names import clip
from coaching.phrasing import listed, several
from coaching.repository.belongings import count_rows

_WORDS = {
    "contacts": "People you told me about",
    "touches": "Times you met or helped each other",
    "promises": "Promises",
    "reach_outs": "Words to people, how you guessed and how they went",
    "needs": "Asks and offers",
    "feeds": "Feeds you follow",
    "links": "Links kept for you",
    "gifts": "Links that fit people, or that you gave them",
    "programmes": "Weekly prompts you set up in channels",
    "nudges": "Nudges planned, sent or held back",
    "changes": "Entries in your history",
    "inbox": "Messages of the last 7 days",
}
_SHOWN = 30


def run(turn: Turn) -> Card:
    """Say what is kept, in numbers and names."""
    rows = turn.repository.rows
    counts = count_rows(rows.connection, rows.workspace_id, rows.user_id)
    fields = [
        Field(_WORDS.get(name, name), f"{count:,}")
        for name, count in counts.items()
        if count and name != "users"
    ]
    names = [name for _, _, name in turn.repository.contacts.names()]
    if names:
        more = f" and {len(names) - _SHOWN:,} more" if len(names) > _SHOWN else ""
        fields.append(Field("Who they are", clip(listed(names[:_SHOWN]), 900) + more))
    fields.append(Field("Your settings", f"time zone {turn.schedule.zone}, hours, days, country"))
    if turn.model is not None:
        fields.append(Field("Language model", _model(turn)))
    return Card(
        title="What I know about you",
        body=f"Only what you told me, and your name and time zone as your chat gives them: "
        f"{several(sum(counts.values()), 'row')} in all. Notes and texts are "
        "stored encrypted. Nobody but you sees any of it; there is no admin view of a person. "
        "`export` gives you every row, `delete me` removes every row.",
        fields=tuple(fields),
        buttons=(
            Button(label="Export", command="export", keeps=True),
            Button(label="Delete me", command="delete me", keeps=True),
        ),
    )


def _model(turn: Turn) -> str:
    host = turn.model.host if turn.model else ""
    if not turn.model_is_on:
        return "Off in your workspace: nothing you say goes to one."
    return (
        f"On in your workspace: {host} sees a draft when you press “Word it differently”, and a sentence of "
        "yours that I cannot read, both without names or numbers. `model` says more."
    )


COMMAND = Command(
    name="know",
    group="You and your data",
    usage=("what do you know",),
    summary="Says what NetLead keeps of you, and what it does not.",
    examples=("what do you know",),
    run=run,
    aliases=("what do you know", "privacy", "my data"),
)
