"""``merge``: two contacts that are one person become one; nothing is lost."""

from __future__ import annotations

from dataclasses import replace

from coaching.commands.base import Command, Turn
from coaching.entries import read_entry
from coaching.merging import merged
from coaching.messages import Button, Card, Field, UsageError
from coaching.names import clip
from coaching.network import Touch
from coaching.phrasing import several
from coaching.repository.contacts import Person
from coaching.repository.touches import ALL
from coaching.traits import changed

_USAGE = "Which two are the same? For example `merge Ada Lovelace, Ada King` keeps the first name."
_JOINTS = (" into ", " with ", ",", " and ", " & ")
_MOST_WORDS = 12


def run(turn: Turn) -> Card:
    """Merge two contacts; the first keeps its name."""
    kept, other = _two(turn)
    if kept.number == other.number:
        reason = f"That is {kept.name} twice. {_USAGE}"
        raise UsageError(reason)
    repository = turn.repository
    touches: list[Touch] = repository.touches.with_contact(other.number, ALL)
    promises = repository.promises.count_of(other.number)
    values = changed(merged(kept, other), kept.columns)
    repository.contacts.change(kept, **values)
    repository.touches.move(other, kept)
    repository.promises.hand_over(other.number, kept.number)
    repository.reach_outs.hand_over(other.number, kept.number)
    repository.shelf.hand_over(other.number, kept.number)
    repository.contacts.remove(other)
    return Card(
        title=f"{other.name} is now part of {kept.name}",
        fields=(
            Field(
                "Moved",
                f"{several(len(touches), 'touch', 'touches')}, {several(promises, 'promise')}",
            ),
        ),
        buttons=(
            Button(label=f"See {clip(kept.name)}", command=f"who #{kept.number}", keeps=True),
            turn.undo_button(),
        ),
    )


def _two(turn: Turn) -> tuple[Person, Person]:
    text = turn.rest
    for joint in _JOINTS:
        left, found, right = text.partition(joint)
        if found and left.strip() and right.strip():
            first = _one(turn, "", left, right_of=joint + right)
            second = _one(turn, left + joint, right, right_of="")
            return (second, first) if joint == " into " else (first, second)
    return _side_by_side(turn)


def _one(turn: Turn, left_of: str, text: str, *, right_of: str) -> Person:
    """Return the contact that a part of the line names, the rest of it kept for the buttons."""
    names = read_entry(text, turn.now, turn.schedule.zone).names
    if len(names) != 1:
        raise UsageError(_USAGE)
    part = replace(turn, verb=f"{turn.verb} {left_of}".rstrip(), rest=text.lstrip() + right_of)
    shift = len(text) - len(text.lstrip())
    span = replace(names[0], start=names[0].start - shift, end=names[0].end - shift)
    return part.people((span,), create=False).people[0]


def _side_by_side(turn: Turn) -> tuple[Person, Person]:
    """Read "Ada Lovelace Ada King": the one place at which both sides are known names."""
    words = turn.rest.split()
    found = []
    for i in range(1, min(len(words), _MOST_WORDS)):
        sides = [_exactly(turn, " ".join(words[:i])), _exactly(turn, " ".join(words[i:]))]
        if sides[0] and sides[1]:
            found.append((sides[0], sides[1]))
    if len(found) == 1:
        return found[0]
    if len(words) < 2:  # noqa: PLR2004 - two names
        raise UsageError(_USAGE)
    said = clip(f"{' '.join(words[:-1])}, {words[-1]}")
    reason = f"I could not tell the two names apart. Put a comma between them: `merge {said}`"
    raise UsageError(reason)


def _exactly(turn: Turn, text: str) -> Person | None:
    contacts = turn.repository.contacts
    if text.startswith("#") and text[1:].isdecimal():
        return contacts.get(int(text[1:10]))
    exact, longer = contacts.named(text.strip('"“”'))
    found = exact or longer
    return found[0] if len(found) == 1 else None


COMMAND = Command(
    name="merge",
    group="People",
    usage=("merge <who>, <who>", "merge <who> into <who>"),
    summary="Makes two entries for one person into one, with all their history.",
    examples=("merge Ada Lovelace, Ada King", "merge #12 into #7"),
    run=run,
)
