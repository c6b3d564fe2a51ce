"""What is noted of a word that went out, with the touch that tells of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from coaching.calibration import DORMANT
from coaching.network import ReachOut
from coaching.repository import Repository
from coaching.repository.reach_outs import REACH_OUTS


def went_out(
    repository: Repository, contact: int, on: date, *, kind: str, nudge: int, own: bool
) -> None:
    """Note that an old tie was woken up on a nudge, where the touch itself did not tell."""
    if kind != DORMANT:
        return
    noted = [found for found in just_went_out(repository) if found.contact == contact]
    if not noted:
        begun = repository.reach_outs.begin(contact, on, kind=kind, nudge=nudge, own=own)
        repository.reach_outs.change(begun, done_on=on)
    elif noted[0].kind != kind:
        repository.reach_outs.change(noted[0], kind=kind)


def just_went_out(repository: Repository) -> Sequence[ReachOut]:
    """Return the words that went out with what was noted in this unit of work."""
    numbers = {c.number for c in repository.rows.changes if c.table == REACH_OUTS.name}
    found = (repository.reach_outs.get(number) for number in sorted(numbers))
    return [item for item in found if item is not None and item.done_on is not None]
