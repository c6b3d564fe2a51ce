"""``done``: a nudge was acted on; one tap says how, and the touch is noted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from coaching.commands.base import Command, Turn
from coaching.dates import find_when, say_day
from coaching.messages import Button, Card, UsageError
from coaching.moves import link_number
from coaching.network import GIVEN, RECEIVED, Promise, Touch, TouchKind
from coaching.portraits import day_field
from coaching.promised import said_late
from coaching.reaching_out import went_out
from coaching.repository.contacts import Person
from coaching.resolving import Resolved
from coaching.subjects import Subject, is_own_choice, read_subject, refuse_answered
from coaching.thank_yous import pass_on, pass_on_form
from coaching.touch_log import log, next_step


@dataclass(frozen=True, slots=True)
class _How:
    """A way to act on a nudge: the button's label, the touch it is, and how it is told."""

    label: str
    kind: TouchKind | None
    told: str


_HOWS = {
    "met": _How("We were in touch", "met", "you were in touch with {name}"),
    "helped": _How("I helped", "helped", "you helped {name}"),
    "shared": _How("I shared something", "shared", "you shared something with {name}"),
    "thanked": _How("I said thanks", "thanked", "you thanked {name}"),
    "praised": _How("They thanked me", "met", "{name} thanked you"),
    "got": _How("They helped me", "got", "{name} helped you"),
    "other": _How("Something else", None, "nothing is noted about {name}"),
}
_SAME = {"talked": "met", "wrote": "met", "thanks": "thanked", "help": "helped", "share": "shared"}
_USUAL = ("met", "helped", "shared", "thanked", "other")
_FITS = {
    "thank": ("thanked", "met", "other"),
    "share_first": ("shared", "met", "helped", "other"),
    "pay_forward": ("shared", "helped", "met", "other"),
    "give_back": ("helped", "shared", "met", "other"),
    "check_in": ("met", "praised", "helped", "other"),
    "ask_once": ("got", "met", "other"),
}
"""The ways that fit each kind of nudge, the likeliest first."""
_NEWS = ("calibration", "chain")
"""Kinds that only tell something."""


def run(turn: Turn) -> Card:
    """Ask how, or write down what was done."""
    subject = read_subject(turn.repository, turn.now, turn.rest, turn.people, (*_HOWS, *_SAME))
    refuse_answered(turn.repository, subject)
    if subject.promise is not None:
        return _promise_kept(turn, subject, subject.promise)
    if subject.person is None:
        return _about_nobody(turn, subject)
    word, _, note = subject.rest.partition(" ")
    word = word.lower().strip(" :,.")
    if not word:
        return _asked(subject, subject.person)
    how = _HOWS.get(_SAME.get(word, word))
    if how is None:
        ways = ", ".join(_HOWS)
        raise UsageError(
            f"How did you do it? Type `done {subject.reference}` and one of: {ways}.",
            buttons=_buttons(subject),
        )
    return _written(turn, subject, subject.person, how, note.strip(" :,"))


def _asked(subject: Subject, person: Person) -> Card:
    return Card(
        title="Well done. How?",
        body=f"One tap, and it is noted with {person.name}.",
        buttons=_buttons(subject),
    )


def _buttons(subject: Subject) -> tuple[Button, ...]:
    kind = subject.suggestion.kind if subject.suggestion else ""
    ways = [word for word in _FITS.get(kind, _USUAL) if subject.nudge or _HOWS[word].kind]
    return tuple(
        Button(label=_HOWS[word].label, command=f"done {subject.reference} {word}", primary=not i)
        for i, word in enumerate(ways)
    )


def _written(turn: Turn, subject: Subject, person: Person, how: _How, note: str) -> Card:
    when = find_when(note, turn.now, turn.schedule.zone, future=False) if note else None
    what = f"{note[: when.start]}{note[when.end :]}".strip(" :,") if when else note
    day = when.on if when else turn.today
    if how.kind == "shared":
        what = _with_link(turn, subject, what)
    if how.kind:
        _log(turn, subject, person, how, (day, what))
    elif subject.nudge is None:
        raise UsageError(
            f"Then there is nothing to note. If you were in touch: `met #{person.number}: …`"
        )
    _settle(turn, subject)
    fields = (day_field(day, turn.today, turn.schedule.zone),) if how.kind else ()
    fresh = turn.repository.contacts.get(person.number) or person
    said, step = next_step(turn.repository, Resolved([fresh]), turn.today)
    return Card(
        title="Done: " + how.told.format(name=person.name),
        body=said,
        fields=fields,
        buttons=(*step, *_onward(subject), turn.undo_button()),
    )


def _with_link(turn: Turn, subject: Subject, what: str) -> str:
    """Return the note with the link that was suggested, so that it counts as given."""
    number = link_number(subject.suggestion) if subject.suggestion else 0
    link = turn.repository.shelf.get(number) if number else None
    return f"{what} {link.url}".strip() if link and link.url not in what else what


def _promise_kept(turn: Turn, subject: Subject, promise: Promise) -> Card:
    turn.repository.promises.settle(promise, kept=True)
    to = ""
    if subject.person is not None:
        turn.repository.touches.add(subject.person, "helped", turn.today, promise.what)
        turn.repository.nudges.acted_on(subject.person.contact, turn.today)
        to = f" It counts as help you gave {subject.person.name}."
    _settle(turn, subject)
    return Card(
        title="Promise kept",
        body=f"Promised on {say_day(promise.made_on, turn.today)}, and kept."
        f"{to}{said_late(promise.due, turn.now)}",
        buttons=(*_onward(subject), turn.undo_button()),
    )


def _about_nobody(turn: Turn, subject: Subject) -> Card:
    if subject.nudge is None:
        raise UsageError("Good. There is nothing to note: that move is about nobody in particular.")
    _settle(turn, subject)
    if subject.suggestion and subject.suggestion.kind in _NEWS:
        return Card(title="Good", body="I will say so when there is more to tell.")
    help_ = turn.repository.touches.get(_passed_on(turn, subject))
    if help_ is not None:
        return Card(
            title="Well done. To whom?",
            body="Then it is noted with them, and linked to the help that it came from.",
            inputs=pass_on_form(help_.what),
            buttons=(pass_on(help_.number), turn.undo_button()),
        )
    return Card(
        title="Done",
        body="Did it bring you together with somebody? Note it: `met Ada: …`",
        buttons=(turn.undo_button(),),
    )


def _log(
    turn: Turn, subject: Subject, person: Person, how: _How, happened: tuple[date, str]
) -> None:
    """Write the touch, what it was passed on from, and that an old tie was woken up."""
    day, what = happened
    own = is_own_choice(turn.repository, turn.now, subject)
    cause = _passed_on(turn, subject) if how.kind in GIVEN else 0
    if how is _HOWS["praised"]:
        cause, what = _thanked_for(turn, subject), what or "thanked you"
    log(turn.repository, (person,), how.kind or "met", day, what, because_of=cause)
    nudged = subject.suggestion.kind if subject.suggestion else ""
    nudge = subject.nudge.number if subject.nudge else 0
    went_out(turn.repository, person.number, day, kind=nudged, nudge=nudge, own=own)


def _passed_on(turn: Turn, subject: Subject) -> int:
    """Return the number of the help that a nudge asked to pass on; 0 if it did not, or it is gone."""
    help_ = _about(turn, subject, "pay_forward")
    return help_.number if help_ and help_.kind in RECEIVED else 0


def _thanked_for(turn: Turn, subject: Subject) -> int:
    """Return the number of the favor that a nudge asked about; 0 if it did not, or it is gone."""
    favor = _about(turn, subject, "check_in")
    return favor.number if favor and favor.kind in GIVEN else 0


def _about(turn: Turn, subject: Subject, kind: str) -> Touch | None:
    """Return the touch that a nudge of that kind is about."""
    found, _, number = (subject.suggestion.key if subject.suggestion else "").partition(":")
    return turn.repository.touches.get(int(number)) if found == kind else None


def _settle(turn: Turn, subject: Subject) -> None:
    if subject.nudge:
        turn.repository.nudges.settle(subject.nudge, "done")


def _onward(subject: Subject) -> tuple[Button, ...]:
    return () if subject.nudge else (Button(label="What else today", command="today"),)


COMMAND = Command(
    name="done",
    group="Answering a nudge",
    usage=("done", "done <number> [met|helped|shared|thanked|praised|got|other] [note]"),
    summary="Tells me that you did what a nudge proposed; one tap says how.",
    examples=("done", "done 42 thanked"),
    run=run,
    aliases=("did it",),
)
