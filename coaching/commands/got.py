"""``got``: help received, with a thank-you draft and the question who could use it next."""

from __future__ import annotations

from dataclasses import replace

from coaching.commands.base import Command, Turn
from coaching.messages import Button, Card, UsageError
from coaching.names import clip
from coaching.thank_yous import draft, pass_on, pass_on_form
from coaching.touch_log import echo, log, names


def run(turn: Turn) -> Card:
    """Write help received from everybody named."""
    if turn.rest.strip(" .!").lower() in ("", "help"):
        reason = "Who helped you, and with what? For example `got help from Ada with the deck`"
        raise UsageError(reason)
    turn, gift = _from(turn)
    entry = turn.entry()
    day = turn.day(entry)
    resolved = turn.people(entry.names, create=True)
    what = gift or entry.what
    entries = log(turn.repository, resolved.people, "got", day, what)
    first = resolved.people[0]
    thank = Button(
        label="I thanked them" if len(resolved.people) > 1 else f"I thanked {clip(first.name)}",
        command="thanks " + ", ".join(f"#{person.number}" for person in resolved.people),
    )
    return Card(
        title=f"Noted: {names(resolved.people)} helped you",
        fields=(
            *echo(resolved, what, day, turn.today, turn.schedule.zone),
            draft(first.contact, what),
        ),
        inputs=pass_on_form(what),
        buttons=(thank, pass_on(entries[0]), turn.undo_button()),
    )


def _from(turn: Turn) -> tuple[Turn, str]:
    """Read "got a ride from Sam": what was got stands before the name."""
    gift, found, rest = f" {turn.rest}".partition(" from ")
    if turn.verb.endswith(" from") or not found:
        return turn, ""
    gift = gift.strip()
    verb = f"{turn.verb} {gift} from" if gift else f"{turn.verb} from"
    return replace(turn, verb=verb, rest=rest), "" if gift.lower() == "help" else gift


COMMAND = Command(
    name="got",
    group="Noting what happened",
    usage=("got help from <who> [with …] [when]", "got <something> from <who> [when]"),
    summary="Notes help that you received, and drafts a thank-you.",
    examples=("got help from Ada with the deck", "got a ride from Bo yesterday"),
    run=run,
    aliases=("got help from", "received help from", "received", "i got help from", "i got"),
)
