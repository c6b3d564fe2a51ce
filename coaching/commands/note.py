"""``note``: a private note on a contact, kept byte for byte."""

from __future__ import annotations

import re

from coaching.commands.base import Command, Turn
from coaching.entries import NameSpan, read_entry
from coaching.messages import Button, Card, Field, UsageError
from coaching.names import clip
from coaching.notes import add_note
from coaching.phrasing import listed

# A colon, passing over quoted names and mentions, which may hold one themselves.
_COLON = re.compile(r'"[^"\n]*"|“[^“”\n]*”|<[^<>]*>|(?P<colon>[:：])')
_MARKS = (":", "：", "-", "–", "—")


def run(turn: Turn) -> Card:
    """Keep a note on everybody named."""
    if not turn.rest.strip():
        raise UsageError("A note on whom? For example `note Ada: likes long walks`")
    names, text = _read(turn)
    if not text:
        said = clip(turn.rest.rstrip(" :"))
        raise UsageError(f"What shall I note? For example `note {said}: likes long walks`")
    resolved = turn.people(names, create=True)
    for person in resolved.people:
        notes = add_note(person.row.notes, text, turn.today)
        turn.repository.contacts.change(person, notes=notes)
    first = resolved.people[0]
    new = listed([person.name for person in resolved.added])
    return Card(
        title=f"Noted on {listed([person.name for person in resolved.people])}",
        body="Only you can see it.",
        fields=(Field("Note", text), *((Field("New in your network", new),) if new else ())),
        buttons=(
            Button(label=f"See {clip(first.name)}", command=f"who #{first.number}", keeps=True),
            turn.undo_button(),
        ),
    )


def _read(turn: Turn) -> tuple[tuple[NameSpan, ...], str]:
    """Return the names and the note after them, in which nothing is read as a date."""
    colon = next((m.start() for m in _COLON.finditer(turn.rest) if m["colon"]), None)
    head = turn.rest if colon is None else turn.rest[:colon]
    names = read_entry(head, turn.now, turn.schedule.zone).names
    text = turn.rest[names[-1].end :].strip()
    return names, text[1:].strip() if text.startswith(_MARKS) else text


COMMAND = Command(
    name="note",
    group="Noting what happened",
    usage=("note <who>: <text>",),
    summary="Keeps a private note on somebody.",
    examples=("note Ada: likes long walks", "note Bo: two kids, Max and Lena"),
    run=run,
    aliases=("remember",),
)
