"""``note``: a private note on a contact, kept byte for byte."""

from __future__ import annotations

from coaching.commands.base import Command, Turn
from coaching.messages import Button, Card, Field, UsageError
from coaching.names import clip
from coaching.notes import add_note


def run(turn: Turn) -> Card:
    """Keep a note on everybody named."""
    if not turn.rest.strip():
        raise UsageError("A note on whom? For example `note Ada: likes long walks`")
    entry = turn.entry()
    # From the end of the names on nothing is read as a date: the note stays as it was typed.
    text = _text(turn.rest[entry.names[-1].end :])
    if not text:
        said = clip(turn.rest.rstrip(" :"))
        raise UsageError(f"What shall I note? For example `note {said}: likes long walks`")
    resolved = turn.people(entry.names, create=True)
    for person in resolved.people:
        notes = add_note(person.row.notes, text, turn.today)
        turn.repository.contacts.change(person, notes=notes)
    names = [person.name for person in resolved.people]
    new = [person.name for person in resolved.added]
    see = Button(label=f"See {names[0]}", command=f"who #{resolved.people[0].number}", keeps=True)
    return Card(
        title=f"Noted on {' and '.join(names)}",
        body="Only you can see it.",
        fields=(
            Field("Note", text),
            *((Field("New in your network", ", ".join(new)),) if new else ()),
        ),
        buttons=(see, turn.undo_button()),
    )


def _text(tail: str) -> str:
    """Return the note without what parts it from the names: a colon, a dash, spaces."""
    text = tail.strip()
    for mark in (":", "：", "-", "–", "—"):
        if text.startswith(mark):
            return text[len(mark) :].strip()
    return text


COMMAND = Command(
    name="note",
    group="People",
    usage=("note <who>: <text>",),
    summary="Keeps a private note on somebody.",
    examples=("note Ada: likes long walks", "note Bo: two kids, Max and Lena"),
    run=run,
    aliases=("remember",),
)
