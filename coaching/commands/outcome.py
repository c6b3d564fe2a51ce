"""``outcome``: how a word to somebody was received, and what the talk brought."""

from __future__ import annotations

import re
from dataclasses import replace

from coaching.calibration import AFTER, calibration, numbers, question, wants_use, wants_welcome
from coaching.commands.base import Command, Turn
from coaching.messages import Button, Card, UsageError
from coaching.names import clip
from coaching.network import ReachOut

_ANSWER = re.compile(
    r"(?:^|\s)(?P<said>[1-5]|no (?:reply|answer)|useful(?: and)? new|useful|new|neither)[ .!]*$",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"#?([0-9]{1,9})")
_LONGEST = 200
_USE = {
    "useful and new": (True, True),
    "useful new": (True, True),
    "useful": (True, False),
    "new": (False, True),
    "neither": (False, False),
}


def run(turn: Turn) -> Card:
    """Write how it went."""
    text = turn.rest.strip()
    answer = _ANSWER.search(text[-_LONGEST:])
    if answer is None:
        return _asked(turn, text)
    whom = text[: len(text) - len(answer[0])].strip(" :,")
    said = " ".join(answer["said"].lower().split())
    found = _found(turn, whom)
    if said in _USE:
        useful, fresh = _USE[said]
        turn.repository.reach_outs.change(found, useful=useful, fresh=fresh)
        return _noted(turn, replace(found, useful=useful, fresh=fresh), said)
    welcome = int(said) if said.isdigit() else 0
    turn.repository.reach_outs.change(found, welcome=welcome, replied=bool(welcome))
    told = f"{welcome} of 5" if welcome else "no reply"
    return _noted(turn, replace(found, welcome=welcome, replied=bool(welcome)), told)


def _asked(turn: Turn, text: str) -> Card:
    """Ask for an answer where only the word was named."""
    found = _found(turn, text)
    name = _name(turn, found)
    said, buttons = question(found, name)
    if not said:
        command = f"outcome {found.number}"
        none = Button(label="No reply", command=f"{command} no reply")
        said, buttons = AFTER, (*numbers(command), none)
    return Card(title=f"How did it go with {name}?", body=said, buttons=buttons)


def _found(turn: Turn, whom: str) -> ReachOut:
    """Return the word that is meant: by its number, its contact, or the last that is open."""
    found = _candidates(turn, whom)
    done = [item for item in found if item.done_on is not None]
    if not done:
        raise UsageError(_nothing(turn, found))
    waiting = [item for item in done if wants_welcome(item) or wants_use(item)]
    return (waiting or done)[0]


def _candidates(turn: Turn, whom: str) -> list[ReachOut]:
    """Return the words that may be meant, the newest first."""
    reach_outs = turn.repository.reach_outs
    if not whom:
        return sorted(reach_outs.all(), key=lambda item: -item.number)
    number = _NUMBER.fullmatch(whom)
    one = reach_outs.get(int(number[1])) if number else None
    if one is not None:
        return [one]
    nudge = turn.repository.nudges.get(int(number[1])) if number else None
    if nudge is not None:
        return reach_outs.of(nudge.suggestion.contact)
    rest = f"#{number[1]}" if number else whom
    return reach_outs.of(replace(turn, rest=rest).person().number)


def _nothing(turn: Turn, found: list[ReachOut]) -> str:
    if found:
        name = clip(_name(turn, found[0]))
        return f"You have not noted yet that you were in touch with {name}. First `met {name}`."
    return (
        "I know of no word that went out after a guess or a nudge to wake up an old tie. "
        "`today` shows whom you could write to; `guess Ada 3` guesses before you do."
    )


def _name(turn: Turn, found: ReachOut) -> str:
    person = turn.repository.contacts.get(found.contact)
    return person.name if person else "them"


def _noted(turn: Turn, found: ReachOut, told: str) -> Card:
    name = _name(turn, found)
    said, buttons = question(found, name)
    return Card(
        title=f"Noted for {name}: {told}",
        body=said,
        buttons=(*buttons, *_see(turn), turn.undo_button()),
    )


def _see(turn: Turn) -> tuple[Button, ...]:
    if not calibration(turn.repository.reach_outs.all()).enough:
        return ()
    return (Button(label="Guessed and found", command="calibration", keeps=True),)


COMMAND = Command(
    name="outcome",
    group="Answering a nudge",
    usage=(
        "outcome <who> [1-5|no reply]",
        "outcome <who> [useful and new|useful|new|neither]",
    ),
    summary="Tells how welcome a word to somebody was, or whether it was useful and new.",
    examples=("outcome Ada 4", "outcome Ada useful and new"),
    run=run,
)
