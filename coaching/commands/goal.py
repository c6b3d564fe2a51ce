"""``goal``: what the person works toward, and which kinds of people it needs."""

from __future__ import annotations

from coaching.commands.base import Command, Turn
from coaching.goals import covered_by, read_goal
from coaching.messages import Button, Card, Field, Input
from coaching.names import clip


def run(turn: Turn) -> Card:
    """Set the goal, clear it (`goal none`), or show it with its gaps."""
    text = turn.rest.strip()
    if not text:
        return _shown(turn)
    account = turn.repository.account
    if text.lower() in ("none", "clear", "done"):
        account.change(goal="", goal_needs=())
        return Card(
            title="Goal cleared", body="Nudges no longer look at it.", buttons=(turn.undo_button(),)
        )
    goal, needs = read_goal(text)
    account.change(goal=goal, goal_needs=needs)
    return _shown(turn, undo=True)


def _shown(turn: Turn, *, undo: bool = False) -> Card:
    person = turn.me
    if not person.goal:
        return Card(
            title="What are you working toward?",
            body="Name it, and the kinds of people it needs: gaps will steer your nudges.",
            inputs=_FORM,
            buttons=(Button(label="Set goal", command="goal", submits=True, primary=True),),
        )
    contacts = [item.contact for item in turn.repository.contacts.all()]
    fields = [Field("Goal", person.goal)]
    for need in person.goal_needs:
        names = [contact.name for contact in covered_by(need, contacts)]
        fields.append(Field(need, ", ".join(names[:5]) or "nobody yet: that is a gap to fill"))
    gaps = [need for need in person.goal_needs if not covered_by(need, contacts)]
    add = tuple(
        Button(label=f"I know somebody for {clip(need, 20)}", command="add", keeps=True)
        for need in gaps[:1]
    )
    last = (turn.undo_button(),) if undo else (Button(label="Clear", command="goal none"),)
    return Card(title="Your goal", fields=tuple(fields), buttons=(*add, *last))


_FORM = (
    Input(name="goal", label="Goal", hint="move into product management", required=True),
    Input(
        name="needs",
        label="Kinds of people it needs",
        hint="a product manager, a recruiter",
        prefix="needs ",
    ),
)

COMMAND = Command(
    name="goal",
    group="Your network",
    usage=("goal <what> needs <kinds of people>", "goal", "goal none"),
    summary="What you work toward and whom it needs; gaps steer nudges.",
    examples=("goal move into product management needs a product manager, a recruiter", "goal"),
    run=run,
)
