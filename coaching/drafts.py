"""Words to send, on a card: NetLead's own, or the same said differently. Nothing is ever sent."""

from __future__ import annotations

from coaching.messages import Button, Card, Field, UsageError
from coaching.subjects import Subject

REWORD = "Word it differently"


def draft_of(subject: Subject) -> str:
    """Return the draft that goes with ``subject``; `UsageError` where there is none."""
    suggestion = subject.suggestion
    if suggestion is None or not suggestion.draft:
        about = f" about {subject.person.name}" if subject.person else ""
        raise UsageError(
            f"I have no draft{about} right now. `today` shows the moves that have one.",
            buttons=(Button(label="Today", command="today"),),
        )
    return suggestion.draft


def draft_card(subject: Subject, words: str, note: Field, *, reword: bool) -> Card:
    """Return ``words`` as a draft, ``note`` below; with ``reword`` they can be said differently."""
    buttons: list[Button] = []
    if subject.person and not subject.answered:
        done = f"done {subject.reference}"
        buttons.append(Button(label="I sent it", command=done, primary=True))
    if reword:
        command = f"reword {subject.reference}"
        buttons.append(Button(label=REWORD, command=command, keeps=True))
    return Card(
        title=f"A draft to {subject.person.name}" if subject.person else "A draft",
        body=words,
        fields=(note,),
        buttons=tuple(buttons),
    )
