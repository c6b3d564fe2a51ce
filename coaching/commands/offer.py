"""``offer``: something the person can give; kept privately, closed when it no longer holds."""

from __future__ import annotations

from coaching.commands.base import Command, Turn
from coaching.messages import Button, Card, Field, Input
from coaching.needs import close_need, needs_card


def run(turn: Turn) -> Card:
    """Keep an offer, close one (`offer done 7`), or show the open ones."""
    needs = turn.repository.needs
    text = turn.rest.strip()
    if not text:
        return needs_card("offer", needs.open(), "What I can give", _FORM)
    closed = close_need(needs, "offer", text)
    if closed:
        return Card(
            title="Closed", body=f"“{closed.text}” is off your list.", buttons=(turn.undo_button(),)
        )
    need = needs.add("offer", text, turn.today)
    return Card(
        title="Your offer is kept",
        body="Only you see it. Knowing what you can give makes it easy to give first.",
        fields=(Field("I can give", need.text),),
        buttons=(
            Button(label="No longer", command=f"offer done {need.number}"),
            turn.undo_button(),
        ),
    )


_FORM = Input(
    name="text", label="What can you give?", hint="an hour on pricing models", required=True
)

COMMAND = Command(
    name="offer",
    group="Giving and asking",
    usage=("offer <what you can give>", "offer", "offer done <number>"),
    summary="Keeps what you can give, privately; `offer` alone shows the open ones.",
    examples=("offer an hour on pricing models", "offer"),
    run=run,
    aliases=("offers", "i can give"),
)
