"""``chains``: what was passed on because of whose help, for the person alone."""

from __future__ import annotations

from datetime import timedelta

from coaching.chains import WITHIN_DAYS, Chain, chains, followed, say
from coaching.commands.base import Command, Turn
from coaching.dates import say_day
from coaching.messages import Button, Card, Field
from coaching.names import clip
from coaching.network import Touch
from coaching.phrasing import several, short
from coaching.repository.links import linked

_SHOWN = 8
_YEAR = timedelta(days=365)
_RESEARCH = (
    "Passing help on had stronger and more lasting effects than being rewarded for a reputation "
    "(Wayne Baker & Nathaniel Bulkley, 2014, Organization Science: two groups over three months)"
)


def run(turn: Turn) -> Card:
    """Show the chains that moved last, and how often help was followed by giving."""
    favors = linked(turn.repository.rows)
    found = chains(favors, _sources(turn, {favor.because_of for favor in favors}))
    names = {number: name for number, _, name in turn.repository.contacts.names()}
    fields = [_field(turn, chain, names) for chain in found[:_SHOWN]]
    if len(found) > _SHOWN:
        fields.append(
            Field("Older", f"{several(len(found) - _SHOWN, 'chain')} more; `export` has all")
        )
    return Card(
        title="What you passed on",
        body=_body(found),
        fields=(*fields, *_share(turn), Field("Research", _RESEARCH)),
        buttons=_buttons(found, names),
    )


def _sources(turn: Turn, numbers: set[int]) -> list[Touch]:
    found = (turn.repository.touches.get(number) for number in sorted(numbers))
    return [touch for touch in found if touch is not None]


def _body(found: tuple[Chain, ...]) -> str:
    if found:
        return "What began with somebody’s help and went on through you. Only you can see this."
    return (
        "Nothing is linked yet. When you pass on what you learned from somebody, say so: "
        "`helped Ada with pricing because of Bo`, or `because of Bo` after the entry."
    )


def _field(turn: Turn, chain: Chain, names: dict[int, str]) -> Field:
    source = turn.repository.touches.get(chain.source)
    what = short(source.what, 60) if source else ""
    day = say_day(chain.latest, turn.today)
    label = f"{what[0].upper()}{what[1:]}" if what else "Passed on"
    return Field(label, f"{say(chain, lambda number: names.get(number, ''))}. Last on {day}")


def _share(turn: Turn) -> tuple[Field, ...]:
    touches = turn.repository.touches.between(turn.today - _YEAR, turn.today + timedelta(days=1))
    went_on, count = followed(touches, turn.today)
    if not count:
        return ()
    return (
        Field(
            f"Followed by giving within {WITHIN_DAYS} days",
            f"{went_on} of {several(count, 'time')} that somebody helped you in the last year",
        ),
    )


def _buttons(found: tuple[Chain, ...], names: dict[int, str]) -> tuple[Button, ...]:
    share = Button(label="Pass something on", command="shared", keeps=True)
    waiting = next((n for chain in found for n in chain.to if n in names and not chain.thanks), 0)
    if not waiting:
        return (share,)
    label = f"{clip(names[waiting])} thanked me"
    return (Button(label=label, command=f"thanked by #{waiting}", keeps=True), share)


COMMAND = Command(
    name="chains",
    group="Your network",
    usage=("chains",),
    summary="Shows whose help you passed on to whom, and the thanks that came back.",
    examples=("chains",),
    run=run,
    aliases=("chain", "pay it forward"),
)
