"""``ledger``: the give-and-take of the last 90 days, with everybody or with one person."""

from __future__ import annotations

from coaching.commands.base import Command, Turn
from coaching.dates import say_day
from coaching.giving_and_taking import (
    flows,
    helpers_picture,
    leaning_words,
    move,
    out_of_balance,
)
from coaching.messages import Button, Card, Field
from coaching.names import clip
from coaching.network import GIVEN, RECEIVED, Touch
from coaching.phrasing import several, short
from coaching.portraits import give_and_take

_FAVORS_SHOWN = 8
_LOOKED_AT = 200


def run(turn: Turn) -> Card:
    """Show the balance of favors, and one move."""
    if turn.rest.strip():
        return _pair(turn)
    network = turn.repository.network(turn.now)
    both = flows(network)
    given, received = sum(both.given.values()), sum(both.received.values())
    if not given and not received:
        return _empty()
    said, button = move(network, both, turn.now)
    fields = (
        Field("You gave", several(given, "favor")),
        Field("You received", several(received, "favor")),
        Field("Passed on", _passed_on(both.passed_on)),
        Field("Leaning to one side", "\n".join(out_of_balance(network, both, turn.now))),
        Field("On whom you lean", leaning_words(network, both)),
        Field("One move", said),
    )
    return Card(
        title="Give and take, the last 90 days",
        body="Only you can see this. Old favors fade, and nothing has to come out even.",
        fields=tuple(field for field in fields if field.value),
        picture=helpers_picture(network, both),
        buttons=(button,),
    )


def _passed_on(count: int) -> str:
    if not count:
        return ""
    went = "favor" if count == 1 else "favors"
    return f"{count} {went} to people who had not helped you; that settles debts too"


def _empty() -> Card:
    return Card(
        title="Give and take, the last 90 days",
        body="No favors yet, in either direction. Tell me the next one: "
        "`helped Ada with the deck`, or `got help from Bo`.",
        buttons=(Button(label="I helped somebody", command="helped", keeps=True, primary=True),),
    )


def _pair(turn: Turn) -> Card:
    person = turn.person()
    touches = turn.repository.touches.with_contact(person.number, _LOOKED_AT)
    favors = [touch for touch in touches if touch.kind in GIVEN | RECEIVED]
    lines = [_line(turn, touch, person.name) for touch in favors[:_FAVORS_SHOWN]]
    summary = give_and_take(person.contact, turn.today)
    return Card(
        title=f"Give and take with {person.name}",
        body=f"{summary[0].upper()}{summary[1:]}.",
        fields=(Field("Lately", "\n".join(lines)),) if lines else (),
        buttons=(
            Button(label=f"I helped {clip(person.name)}", command=f"helped #{person.number}"),
            Button(label="They helped me", command=f"got help from #{person.number}"),
        ),
    )


def _line(turn: Turn, touch: Touch, name: str) -> str:
    did = {"helped": "you helped", "shared": "you shared something"}.get(
        touch.kind, f"{name} helped you"
    )
    what = f": {short(touch.what)}" if touch.what.strip() else ""
    return f"{say_day(touch.on, turn.today)}, {did}{what}"


COMMAND = Command(
    name="ledger",
    group="Your network",
    usage=("ledger", "ledger <who>"),
    summary="Shows what you gave and received in 90 days, and the one move that helps most.",
    examples=("ledger", "ledger Ada"),
    run=run,
    aliases=("balance", "give and take"),
)
