"""``lab``: whether nudges change anything, found out by holding some back, for who wants to know."""

from __future__ import annotations

from datetime import datetime, timedelta

from coaching.commands.base import Command, Turn
from coaching.dates import say_day
from coaching.lab_results import Result, results, say_own, say_shared
from coaching.messages import Button, Card, Field, UsageError
from coaching.names import clip
from coaching.nudges import kinds
from coaching.repository.experiments import moments_of, pooled

_WEEK = timedelta(days=7)
_JOIN = Button(label="Join the lab", command="lab on", primary=True)
_LEAVE = Button(label="Leave the lab", command="lab off")


def run(turn: Turn) -> Card:
    """Show what the lab found, or join or leave it."""
    word = turn.rest.lower().strip(" .!")
    if word in ("", "show"):
        return _shown(turn) if _since(turn) else _explained()
    if word in ("on", "join", "yes"):
        return _joined(turn)
    if word in ("off", "leave", "no"):
        return _left(turn)
    raise UsageError(
        f"I know no `lab {clip(word, 20)}`. Type `lab` to see it, `lab on` to join, or `lab off` to "
        "leave."
    )


def _since(turn: Turn) -> datetime | None:
    return turn.me.lab_since


def _explained() -> Card:
    return Card(
        title="The lab",
        body="Do nudges change anything, or would you be in touch anyway? If you join, I hold back "
        "at most 3 in 10 of the nudges about somebody, by lot, and count how often you are in "
        "touch with that person within 72 hours, nudge or not. You see it for each kind, and I "
        "stop kinds that do nothing. Without the lab I send them all.",
        buttons=(_JOIN,),
    )


def _joined(turn: Turn) -> Card:
    if _since(turn):
        raise UsageError("You are in the lab already. `lab` shows it, `lab off` leaves it.")
    turn.repository.account.change(lab_since=turn.now)
    return Card(
        title="You are in the lab",
        body="From now on I hold back at most 3 in 10 of the nudges about somebody. A nudge held "
        "back does not count against your week. Note your touches as ever: they are what I count. "
        "`lab` shows what comes of it; reminders of your promises always come.",
        buttons=(Button(label="Leave the lab", command="lab off"), turn.undo_button()),
    )


def _left(turn: Turn) -> Card:
    if not _since(turn):
        raise UsageError("You are not in the lab: every nudge is sent. `lab on` joins it.")
    turn.repository.account.change(lab_since=None, lab_retired=())
    return Card(
        title="You left the lab",
        body="Every nudge is sent again, also of the kinds that it stopped. What was counted stays "
        "until it is 24 months old; `export` has it.",
        buttons=(turn.undo_button(),),
    )


def _shown(turn: Turn) -> Card:
    rows, since = turn.repository.rows, _since(turn) or turn.now
    shared = pooled(rows.connection, rows.workspace_id, turn.now)
    found = results(moments_of(rows), shared)
    weeks = (turn.now - since) / _WEEK
    own = [_field(turn, result, weeks) for result in found if result.own.sent or result.own.held]
    stopped = [kind for kind in turn.repository.account.row["lab_retired"] if kind in kinds()]
    begun = say_day(turn.schedule.local(since).date(), turn.today)
    return Card(
        title="Your lab",
        body=f"In the lab since {begun}. I count whether you noted a touch with that person within "
        f"72 hours, after nudges that I sent and after those that I held back by lot.{_few(own)}",
        fields=(*own, *_shared(found)),
        buttons=(
            *(_again(kind) for kind in stopped),
            _LEAVE,
        ),
    )


def _again(kind: str) -> Button:
    return Button(label=f"Have “{_label(kind)}” again", command=f"settings unmute {kind}")


def _few(own: list[Field]) -> str:
    return "" if own else " There is nothing to count yet: come back in a few weeks."


def _field(turn: Turn, result: Result, weeks: float) -> Field:
    stopped = result.kind in turn.repository.account.row["lab_retired"]
    return Field(_label(result.kind), say_own(result.own, weeks, stopped=stopped))


def _shared(found: tuple[Result, ...]) -> tuple[Field, ...]:
    lines = [f"{_label(r.kind)}: {said}" for r in found if (said := say_shared(r))]
    return (Field("Everybody in the lab here", "\n".join(lines)),) if lines else ()


def _label(kind: str) -> str:
    return kinds()[kind].label if kind in kinds() else kind


COMMAND = Command(
    name="lab",
    group="You and your data",
    usage=("lab", "lab on", "lab off"),
    summary="Finds out whether nudges help you: some are kept back, only if you join.",
    examples=("lab", "lab on"),
    run=run,
)
