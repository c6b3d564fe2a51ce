"""``forget``: somebody leaves the network with everything that hangs on them."""

from __future__ import annotations

from datetime import date

from coaching.commands.base import Command, Turn
from coaching.dates import say_day
from coaching.messages import Button, Card, UsageError
from coaching.names import clip
from coaching.notes import read_notes
from coaching.phrasing import listed, several
from coaching.repository.contacts import Person
from coaching.repository.journal import UNDO_FOR

_CERTAIN = " yes"


def run(turn: Turn) -> Card:
    """Ask once, with what would go; then remove the contact, the touches and the promises."""
    text = turn.rest.strip()
    if not text:
        raise UsageError("Forget whom? For example `forget Ada`; I ask once before I do.")
    if text.lower() in ("myself", "about me", "everything"):
        body = "To remove yourself and everything I keep of you, type `delete me`."
        raise UsageError(body)
    if text.lower().endswith(_CERTAIN):
        return _forgotten(turn, _with_rest(turn, text[: -len(_CERTAIN)]).person())
    return _asked(turn, turn.person())


def _with_rest(turn: Turn, rest: str) -> Turn:
    return Turn(turn.message, turn.verb, rest, turn.now, turn.repository)


def _asked(turn: Turn, person: Person) -> Card:
    return Card(
        title=f"Forget {person.name}?",
        body=f"This would go with the contact: {_belongings(turn, person)}. "
        "If you only want quiet, let the tie rest instead.",
        buttons=(
            Button(
                label=f"Yes, forget {clip(person.name)}", command=f"forget #{person.number} yes"
            ),
            Button(label="Let it rest", command=f"rest #{person.number}"),
            Button(label="Keep", command=f"who #{person.number}"),
        ),
    )


def _belongings(turn: Turn, person: Person) -> str:
    touches = len(turn.repository.touches.bare_of(person.number, date.min))
    promises = turn.repository.promises.count_of(person.number)
    counts = (
        several(touches, "touch", "touches"),
        several(len(read_notes(person.row.notes)), "note"),
        several(promises, "promise"),
    )
    return listed(counts)


def _forgotten(turn: Turn, person: Person) -> Card:
    repository = turn.repository
    gone = _belongings(turn, person)
    repository.touches.remove_all(person)
    repository.promises.remove_all(person.number)
    repository.reach_outs.remove_all(person.number)
    repository.shelf.remove_all(person.number)
    repository.contacts.remove(person)
    until = turn.schedule.local(turn.now + UNDO_FOR)
    return Card(
        title=f"{person.name} is forgotten",
        body=f"{gone[0].upper()}{gone[1:]} went along. Undo brings everything back until "
        f"{say_day(until.date(), turn.today)}, {until:%H:%M}; after that it is gone for good.",
        buttons=(turn.undo_button(),),
    )


COMMAND = Command(
    name="forget",
    group="People",
    usage=("forget <who>",),
    summary="Removes somebody with all touches, notes and promises, after asking once.",
    examples=("forget Ada",),
    run=run,
    aliases=("remove",),
)
