"""``because of``: a favor that was noted sprang from somebody's help; the two are linked."""

from __future__ import annotations

from coaching.chains import may_link
from coaching.commands.base import Command, Turn
from coaching.dates import say_day
from coaching.messages import Button, Card, Field, UsageError
from coaching.names import clip
from coaching.network import GIVEN, RECEIVED, Touch
from coaching.passing_on import cause_field, chain_line, entry_named, newest_help, people_named
from coaching.phrasing import listed, short
from coaching.repository.links import link

_LOOKED_AT = 50
_USAGE = "Because of whom? After you noted a favor, say for example `because of Bo`."


def run(turn: Turn) -> Card:
    """Link the favor noted last, or those with a number, to the help they sprang from."""
    said, found, numbers = turn.rest.strip().partition(" for ")
    if not said:
        raise UsageError(_USAGE)
    favors = _numbered(turn, numbers) if found else _last(turn)
    source = _source(turn, said, favors)
    for favor in favors:
        if not may_link(favor, source):
            raise UsageError(_refusal(turn, favor, source))
        if favor.because_of != source.number:
            link(turn.repository.rows, favor, source.number)
    return _card(turn, favors, source)


def _numbered(turn: Turn, text: str) -> list[Touch]:
    said = [word for word in text.replace(" and ", ",").split(",") if word.strip()]
    found = [entry_named(turn.repository, word) for word in said]
    favors = [touch for touch in found if touch and touch.kind in GIVEN]
    if not favors or len(favors) < len(found):
        reason = f"“{clip(text)}” names no favor that you noted. {_USAGE}"
        raise UsageError(reason)
    return favors


def _last(turn: Turn) -> list[Touch]:
    given = [t for t in turn.repository.touches.latest(_LOOKED_AT) if t.kind in GIVEN]
    if not given:
        reason = "I know of no favor that you gave yet. Note it first: `helped Ada with pricing`"
        raise UsageError(reason)
    return [max(given, key=lambda touch: touch.number)]


def _source(turn: Turn, said: str, favors: list[Touch]) -> Touch:
    day = max(favor.on for favor in favors)
    people = people_named(turn.repository, said.strip(), turn.message.mentions)
    source = entry_named(turn.repository, said) or newest_help(turn.repository, people, day)
    if source is None or source.kind not in RECEIVED:
        who = clip(people[0].name if people else said)
        reason = (
            f"I know of no help from {who} up to {say_day(day, turn.today)}. Note it first, for "
            f"example `got help from {who} with pricing on 3 Feb`, then say it again."
        )
        raise UsageError(reason)
    return source


def _refusal(turn: Turn, favor: Touch, source: Touch) -> str:
    return (
        f"That help came on {say_day(source.on, turn.today)}, after the favor of "
        f"{say_day(favor.on, turn.today)}, so it cannot be the reason. Nothing was changed; "
        "`chains` shows what is linked."
    )


def _card(turn: Turn, favors: list[Touch], source: Touch) -> Card:
    people = [turn.repository.contacts.get(favor.contact) for favor in favors]
    whom = listed([person.name for person in people if person])
    what = next((short(favor.what) for favor in favors if favor.what.strip()), "")
    return Card(
        title="Linked",
        body=chain_line(turn.repository, source.number),
        fields=(
            Field("You helped", f"{whom}: {what}" if what else whom),
            *cause_field(turn.repository, source, turn.today),
        ),
        buttons=(Button(label="All chains", command="chains", keeps=True), turn.undo_button()),
    )


COMMAND = Command(
    name="because",
    group="Noting what happened",
    usage=("because of <who>", "because of <who> for <number of the favor>"),
    summary="Links the favor you noted last to the help that it sprang from.",
    examples=("because of Ada",),
    run=run,
    aliases=("because of", "it was because of", "that was because of"),
)
