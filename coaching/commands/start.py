"""``start``: three short steps, each skippable, and a short hello ever after.

The step reached stands in the person's ``step``: 0 before the first word, 4 once all were shown.
"""

from __future__ import annotations

from dataclasses import replace

from coaching.commands.base import Command, Turn
from coaching.messages import Button, Card, Field, Input, UsageError
from coaching.moves import move_card, moves
from coaching.network import Network
from coaching.next_nudge import say_next
from coaching.nudges import kinds
from coaching.phrasing import listed
from coaching.subjects import moves_network
from coaching.tip_turn import take_tip
from coaching.tips import tip_reason

_FIRST, _PEOPLE, _NUDGE, _OVER = 1, 2, 3, 4
_SKIP = frozenset({"skip", "next", "go on"})
_AGAIN = frozenset({"over", "again", "1"})
_EXPLICIT = frozenset({"start", "begin", "onboarding"})
_PICKED = 5
_CIRCLE = 15
"""The circle of those named first: people one would like to hear from about monthly."""


def run(turn: Turn) -> Card:
    """Show the step that comes next, or say hello."""
    text = turn.rest.strip()
    word, _, names = text.partition(" ")
    word = word.lower().rstrip(".!,")
    at = int(turn.repository.account.row["step"])
    if word == "people":
        return _add(turn, names)
    if text.lower() in _AGAIN:
        return _welcome(turn)
    if text.lower() in _SKIP:
        return _show(turn, at + 1)
    if word in (str(_PEOPLE), str(_NUDGE)):
        return _show(turn, int(word))
    if at >= _OVER or (not at and turn.verb not in _EXPLICIT and turn.repository.contacts.count()):
        return _hello(turn)
    return _show(turn, max(at, _FIRST))


def _show(turn: Turn, step: int) -> Card:
    if step <= _FIRST:
        return _welcome(turn)
    if step == _PEOPLE:
        return _people(turn)
    return _nudge(turn) if step == _NUDGE else _hello(turn)


def _reach(turn: Turn, step: int) -> None:
    account = turn.repository.account
    account.note(step=max(step, account.row["step"]))


def _welcome(turn: Turn) -> Card:
    turn.repository.account.note(step=_FIRST)
    network = turn.repository.network(turn.now)
    tip = take_tip(turn.repository.account, network, turn.now)
    return Card(
        title="Welcome to NetLead",
        body="I help you keep up with people by giving first, one small act at a time. "
        "You tell me whom you met and who helped whom, and now and then I propose the one thing "
        "worth doing.",
        fields=(
            Field(f"A tip to begin: {tip.title}", f"{tip.text} {tip.minute}"),
            Field("Why this one", tip_reason(tip, network, turn.now)),
            Field(
                "What I never do",
                "I know only what you tell me, only you see it, and I never write to anybody "
                "for you.",
            ),
        ),
        buttons=(
            Button(label="Next: pick people", command="start 2", primary=True),
            Button(label="Skip to a first nudge", command="start 3"),
        ),
    )


def _people(turn: Turn) -> Card:
    _reach(turn, _PEOPLE)
    inputs = tuple(
        Input(name=f"name{place}", label=f"Person {place}", hint=hint, quoted=True)
        for place, hint in enumerate(("Ada Lovelace", "Bo", "", "", ""), 1)
    )
    return Card(
        title="Pick up to five people",
        body="Whom would you be sorry to lose touch with? Inside your company or outside; first "
        "names will do. Or type it: `start people Ada, Bo`",
        inputs=inputs[:_PICKED],
        buttons=(
            Button(label="Add them", command="start people", submits=True, primary=True),
            Button(label="Show me with example people", command="example people"),
            Button(label="Skip", command="start 3"),
        ),
    )


def _add(turn: Turn, names: str) -> Card:
    if not names.strip():
        raise UsageError(
            "Type at least one name, as in `start people Ada, Bo`, or skip this step.",
            buttons=(
                Button(label="Pick people", command="start 2"),
                Button(label="Skip", command="start 3"),
            ),
        )
    named = replace(turn, verb=f"{turn.verb} people", rest=names.strip())
    resolved = named.people(named.entry().names, create=True)
    for person in resolved.added:
        turn.repository.contacts.change(person, circle=_CIRCLE)
    added = listed([person.name for person in resolved.added])
    known = listed([p.name for p in resolved.people if p not in resolved.added])
    said = [f"{added}, in your circle of {_CIRCLE}: about monthly. `edit` changes that."] * bool(
        added
    )
    said += [f"{known}: known already."] * bool(known)
    card = _nudge(turn)
    return replace(
        card,
        fields=(Field("Added", " ".join(said)), *card.fields),
        buttons=(*card.buttons, *([turn.undo_button()] if added else [])),
    )


def _nudge(turn: Turn) -> Card:
    _reach(turn, _OVER)
    network = moves_network(turn.repository, turn.now)
    found = moves(network, turn.now, 1)
    if not found or not network.contacts:
        example = kinds()["reconnect"].example
        title, body = example.title, example.reason
        buttons: tuple[Button, ...] = (
            Button(label="Show me with example people", command="example people", primary=True),
            Button(label="Add somebody", command="start 2"),
        )
        said = "An example with somebody made up. With people of yours it is about them."
    else:
        card = move_card(found[0])
        title, body, buttons = card.title, card.body, card.buttons
        said = "This is how a nudge looks. Each says why it came, and each can be put off."
    return Card(
        title=f"Your first nudge: {title}",
        body=body,
        fields=(
            Field("How to read it", said),
            Field(
                "What happens next",
                f"{_when(turn, network)} Until then: `met Ada: planning`, or `today`.",
            ),
        ),
        buttons=buttons,
    )


def _when(turn: Turn, network: Network) -> str:
    said = say_next(turn.repository, network, turn.now)
    return said.replace("It can come", "Your first nudge can come", 1)


def _hello(turn: Turn) -> Card:
    name = f", {turn.me.name}" if turn.me.name else ""
    found = moves(moves_network(turn.repository, turn.now), turn.now, 1)
    more = (
        Button(label="All of today", command="today", keeps=True),
        Button(label="A tip", command="tip", keeps=True),
    )
    if not found:
        body = "Nothing needs you today. `met Ada: planning` notes a touch; `help` shows the rest."
        return Card(title=f"Hello{name}", body=body, buttons=more)
    best_move = found[0]
    return Card(
        title=f"Hello{name}",
        body=f"Your best move today: {best_move.title}\n{best_move.reason}",
        buttons=(*move_card(best_move).buttons, *more),
    )


COMMAND = Command(
    name="start",
    group="Looking around",
    usage=("start", "start people <names>", "start skip", "start over"),
    summary="Shows you round in three short steps; each can be skipped.",
    examples=("start", "start people Ada, Bo"),
    run=run,
    aliases=(
        "hi",
        "hello",
        "hey",
        "good morning",
        "good afternoon",
        "good evening",
        "begin",
        "onboarding",
    ),
)
