"""``ask``: something the person needs; kept privately, closed when it is met."""

from __future__ import annotations

from coaching.commands.base import Command, Turn
from coaching.messages import Button, Card, Field, Input
from coaching.needs import close_need, needs_card
from coaching.repository.plans import Needs


def run(turn: Turn) -> Card:
    """Keep an ask, close one (`ask done 7`), or show the open ones."""
    needs: Needs = turn.repository.needs
    text = turn.rest.strip()
    if not text:
        return needs_card("ask", needs.open(), "What I need", _FORM)
    closed = close_need(needs, "ask", text)
    if closed:
        return Card(
            title="Closed", body=f"“{closed.text}” is off your list.", buttons=(turn.undo_button(),)
        )
    need = needs.add("ask", text.removeprefix("for ").strip() or text, turn.today)
    return Card(
        title="Your ask is kept",
        body="Only you see it. People who ask get help far more often than they expect: name one "
        "person who could help, and say what, why and by when.",
        fields=(Field("I need", need.text),),
        buttons=(
            Button(label="Who could help?", command=f"who {_words(need.text)}", keeps=True),
            Button(label="It is met", command=f"ask done {need.number}"),
            turn.undo_button(),
        ),
    )


def _words(text: str) -> str:
    words = [word.strip(".,;:!?") for word in text.split()]
    telling = [word for word in words if word.lower() not in _VAGUE] or words
    return f"knows about {max(reversed(telling), key=len)}"


_VAGUE = frozenset(
    {"someone", "somebody", "anyone", "anybody", "person", "people", "knows", "about"}
)

_FORM = Input(
    name="text", label="What do you need?", hint="someone who knows payroll software", required=True
)

COMMAND = Command(
    name="ask",
    group="Giving and asking",
    usage=("ask <what you need>", "ask", "ask done <number>"),
    summary="Keeps what you need, privately; `ask` alone shows the open ones.",
    examples=("ask someone who knows payroll software", "ask"),
    run=run,
    aliases=("asks", "i need", "need"),
)
