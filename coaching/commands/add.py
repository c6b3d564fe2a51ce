"""``add``: somebody new in the network, or several, with what is known of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from coaching.commands.base import Command, Turn
from coaching.contact_forms import add_form, trait_fields
from coaching.entries import NameSpan, read_entry
from coaching.messages import Button, Card, UsageError
from coaching.names import clip
from coaching.repository.contacts import Person
from coaching.resolving import add_new, names_group
from coaching.shelving import interests_changed, tells_interests
from coaching.touch_log import everybody, names
from coaching.traits import read_traits

_POLITE = frozenset(
    ("as contact", "as a contact", "as contacts", "to my network", "to my contacts", "please")
)
_QUOTED = re.compile(r'"[^"\n]*"|“[^“”\n]*”')
_GROUP = (
    "That stands for a whole group, and I keep people one by one. "
    "Type `add` and the name of one person."
)


def run(turn: Turn) -> Card:
    """Add everybody named; nobody is added twice by mistake."""
    if not turn.rest.strip():
        return Card(
            title="Who is new?",
            body="A name is enough; everything else can wait. Or type: `add Ada circle 15 outside`",
            inputs=add_form(),
            buttons=(Button(label="Add", command="add", submits=True, primary=True),),
        )
    traits = read_traits(turn.rest)
    spans = _names(turn, turn.rest[: traits.start])
    values = traits.values
    if "name" in values:
        reason = "The name comes first when somebody is new: `add Ada Lovelace circle 15`"
        raise UsageError(reason)
    people = add_new(
        turn.repository,
        spans,
        prefix=f"{turn.verb} ",
        rest=turn.rest,
        mentions=turn.message.mentions,
        today=turn.today,
    )
    for person in people:
        turn.repository.contacts.change(person, **values)
    if tells_interests(values):
        interests_changed(turn.repository)
    return _added(turn, people, values)


def _added(turn: Turn, people: Sequence[Person], values: dict[str, object]) -> Card:
    first = people[0]
    numbers = ", ".join(f"#{person.number}" for person in people)
    are = "is" if len(people) == 1 else "are"
    label = f"Say more about {clip(first.name)}"
    more = Button(label=label, command=f"edit #{first.number}", keeps=True)
    return Card(
        title=f"{names(people)} {are} in your network",
        body="If you were in touch lately, tell me: that starts the clock.",
        fields=(*everybody(people), *trait_fields(values)),
        buttons=(
            Button(label="We met today", command=f"met {numbers}"),
            *((more,) if len(people) == 1 else ()),
            turn.undo_button(),
        ),
    )


def _names(turn: Turn, head: str) -> tuple[NameSpan, ...]:
    """Read the names at the beginning of the line; `UsageError` where more was said."""
    alone = head.strip()
    if names_group(_QUOTED.sub("", head)):
        if len(alone.split()) > 1:
            raise UsageError(_GROUP)
        start = head.index(alone)
        return (NameSpan(alone, start, start + len(alone), literal=True),)
    entry = read_entry(head, turn.now, turn.schedule.zone)
    left = head[entry.names[-1].end :].strip(" .!,:;–-")
    if left and left.lower() not in _POLITE:
        who = clip(head[: entry.names[-1].end])
        reason = (
            f"I understood the name {who}, but not “{clip(left)}”. You can say for example "
            f"`add {who} circle 15 outside knows pricing met at PyCon`, or "
            f"`note {who}: {clip(left)}` once they are here."
        )
        raise UsageError(reason)
    return entry.names


COMMAND = Command(
    name="add",
    group="People",
    usage=(
        "add <who> [circle 15] [inside|outside] [knows …] [likes …] [needs …] [tag …] [every 3 weeks]",
        "add <who> [met at …] [through Bo] [birthday 12 May] [strategic] [trust 2] [senior]",
        "add <who>, <who> …",
        "add",
    ),
    summary="Adds people to your network, with as little or as much as you know.",
    examples=(
        "add Ada Lovelace",
        "add Bo, Cy circle 15 outside",
        "add Dee knows pricing likes tea every 3 weeks met at PyCon",
        "add",
    ),
    run=run,
    aliases=("add contact", "add person", "new contact"),
)
