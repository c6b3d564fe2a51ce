"""``edit``: what is known of somebody, changed in one line or in a form."""

from __future__ import annotations

from coaching.commands.base import Command, Turn
from coaching.contact_forms import edit_form, trait_fields
from coaching.entries import read_entry
from coaching.messages import Button, Card, UsageError
from coaching.names import clip
from coaching.repository.contacts import Person
from coaching.shelving import interests_changed, tells_interests
from coaching.traits import changed, read_traits


def run(turn: Turn) -> Card:
    """Change what the line says; with a name alone, show the form."""
    if not turn.rest.strip():
        reason = "Edit whom? For example `edit Ada circle 15`, or `edit Ada` for a form."
        raise UsageError(reason)
    head = turn.rest[: read_traits(turn.rest).start]
    person = _person(turn, head)
    values = read_traits(turn.rest, person.columns).values
    if not values:
        return _form(person)
    values = changed(values, person.columns)
    name = values.get("name", person.name)
    see = Button(label=f"See {clip(name)}", command=f"who #{person.number}", keeps=True)
    if not values:
        return Card(title=person.name, body="Nothing changed: I knew that.", buttons=(see,))
    turn.repository.contacts.change(person, **values)
    if tells_interests(values):
        interests_changed(turn.repository)
    return Card(
        title=f"{name} is up to date",
        fields=trait_fields(values),
        buttons=(see, turn.undo_button()),
    )


def _person(turn: Turn, head: str) -> Person:
    entry = read_entry(head, turn.now, turn.schedule.zone)
    left = head[entry.names[-1].end :].strip(" .!,:;–-")
    if left:
        who = clip(head[: entry.names[-1].end])
        reason = (
            f"I understood {who}, but not “{clip(left)}”. You can say for example "
            f"`edit {who} circle 15 outside knows pricing`, or `edit {who}` for a form."
        )
        raise UsageError(reason)
    if len(entry.names) > 1:
        reason = f"One at a time, please: `edit {entry.names[0].text}`"
        raise UsageError(reason)
    return turn.people(entry.names, create=False).people[0]


def _form(person: Person) -> Card:
    return Card(
        title=f"What you know of {person.name}",
        body="Leave alone what is right. Type none in a list to empty it.",
        inputs=edit_form(person.contact, person.row.how_met),
        buttons=(
            Button(label="Save", command=f"edit #{person.number}", submits=True, primary=True),
        ),
    )


COMMAND = Command(
    name="edit",
    group="People",
    usage=(
        "edit <who>",
        "edit <who> [name …] [circle 15] [inside|outside] [knows …|+…|-…] [every 3 weeks] …",
    ),
    summary="Changes what you know of somebody; a name alone opens a form.",
    examples=("edit Ada circle 15", "edit Ada knows +pricing likes tea", "edit Ada"),
    run=run,
    aliases=("update",),
)
