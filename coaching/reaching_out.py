"""What is noted of a word that went out, and the one question that is asked about how it went."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from coaching.messages import Button
from coaching.network import ReachOut
from coaching.repository import Repository
from coaching.repository.reach_outs import REACH_OUTS

DORMANT = "dormant"
REACHING_OUT = frozenset({"reconnect", DORMANT})
"""The kinds of nudges that are about a word to somebody, and nothing else."""
SCALE = (1, 2, 3, 4, 5)
LEAST, MOST = "not at all", "very"
HOW_WELCOME = f"How welcome was it, from 1 ({LEAST}) to 5 ({MOST})?"
HOW_USEFUL = "Was it useful to you, and was there anything new in it?"


def numbers(command: str, *, keeps: bool = False) -> tuple[Button, ...]:
    """Return the buttons 1 to 5; ``command`` is what stands before the number."""
    words = {SCALE[0]: f"1, {LEAST}", SCALE[-1]: f"5, {MOST}"}
    return tuple(
        Button(label=words.get(n, str(n)), command=f"{command} {n}", keeps=keeps) for n in SCALE
    )


def wants_welcome(found: ReachOut) -> bool:
    """Tell whether it is to be asked how welcome a word was: a guess waits for its answer."""
    return found.done_on is not None and bool(found.guess) and found.replied is None


def wants_use(found: ReachOut) -> bool:
    """Tell whether it is to be asked what a reconnection brought: it was answered, or may be."""
    reached = found.done_on is not None and found.kind == DORMANT
    return reached and found.useful is None and found.replied is not False


def question(found: ReachOut, name: str) -> tuple[str, tuple[Button, ...]]:
    """Return the one question that is open about a word, with its buttons; nothing if none is."""
    went = f"went {found.number}"
    if wants_welcome(found):
        said = f"You guessed {found.guess} of 5 for {name}. {HOW_WELCOME}"
        none = Button(label="No reply", command=f"{went} no reply")
        return said, (*numbers(went), none)
    if wants_use(found):
        return f"The talk with {name}: {HOW_USEFUL[0].lower()}{HOW_USEFUL[1:]}", (
            Button(label="Useful and new", command=f"{went} useful and new"),
            Button(label="Useful", command=f"{went} useful"),
            Button(label="New", command=f"{went} new"),
            Button(label="Neither", command=f"{went} neither"),
        )
    return "", ()


def went_out(repository: Repository, contact: int, on: date, *, kind: str, nudge: int) -> None:
    """Note that an old tie was woken up on a nudge, where the touch itself did not tell."""
    if kind != DORMANT:
        return
    noted = [found for found in just_went_out(repository) if found.contact == contact]
    if not noted:
        begun = repository.reach_outs.begin(contact, on, kind=kind, nudge=nudge)
        repository.reach_outs.change(begun, done_on=on)
    elif noted[0].kind != kind:
        repository.reach_outs.change(noted[0], kind=kind)


def just_went_out(repository: Repository) -> Sequence[ReachOut]:
    """Return the words that went out with what was noted in this unit of work."""
    numbers = {c.number for c in repository.rows.changes if c.table == REACH_OUTS.name}
    found = (repository.reach_outs.get(number) for number in sorted(numbers))
    return [item for item in found if item is not None and item.done_on is not None]
