"""``reword``: a draft in other words, by the language model where the workspace switched one on."""

from __future__ import annotations

from coaching.commands.base import Command, Turn
from coaching.drafts import draft_card, draft_of
from coaching.hiding import put_back
from coaching.messages import Card, Field
from coaching.model_wishes import Said
from coaching.rewording import fit
from coaching.subjects import read_subject

_TROUBLES = {
    "slow": "The language model took too long",
    "failed": "The language model gave no answer",
    "resting": "The language model has given no answers for a while, so I left it alone",
}
_UNFIT = "What the language model made of it would not do"
_USED_UP = (
    "Your workspace has used up its language model for today (it starts anew at midnight UTC)"
)
_OFF = "No language model is switched on here (`model` says more)"


def wish(turn: Turn) -> str:
    """Return the draft that is to be reworded."""
    return draft_of(read_subject(turn.repository, turn.now, turn.rest, turn.people))


def run(turn: Turn) -> Card:
    """Show the draft as the model worded it, or as it was, with the reason."""
    subject = read_subject(turn.repository, turn.now, turn.rest, turn.people)
    if subject.nudge:
        turn.repository.nudges.opened(subject.nudge)
    draft = draft_of(subject)
    words = _reworded(turn.said, draft) if turn.model else ""
    if not words:
        note = Field("My own words", f"{_why_not(turn)}, so this is the draft as it was.")
        return draft_card(subject, draft, note, reword=turn.model_is_on)
    host = turn.model.host if turn.model else ""
    note = Field(
        "Worded by a language model",
        f"{host} saw it without names or numbers. Nothing was sent: check that it sounds like you, "
        "and send it yourself.",
    )
    return draft_card(subject, words, note, reword=True)


def _reworded(said: Said | None, draft: str) -> str:
    """Return what the model made of ``draft``, checked; empty if there is nothing to show."""
    if said is None or said.trouble or put_back(said.wish.hidden.text, said.wish.hidden) != draft:
        return ""
    return fit(said.text, said.wish.hidden)


def _why_not(turn: Turn) -> str:
    if turn.said is not None:
        return _TROUBLES.get(turn.said.trouble, _UNFIT)
    return _USED_UP if turn.model_is_on else _OFF


COMMAND = Command(
    name="reword",
    group="Answering a nudge",
    usage=("reword <number>", "reword <who>"),
    summary="Says a draft in other words, where your workspace has a language model switched on.",
    examples=("reword", "reword 42"),
    run=run,
    listed=False,
    wish=wish,
)
