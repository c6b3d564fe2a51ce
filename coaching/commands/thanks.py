"""``thanks``: help received and thanked for; passing it on is offered."""

from __future__ import annotations

from coaching.commands.base import Command, Turn
from coaching.messages import Card
from coaching.passing_on import newest_help
from coaching.thank_yous import draft, pass_on, pass_on_form
from coaching.touch_log import echo, log, names, owes_thanks

_TO_THE_COACH = frozenset(
    ("", "a lot", "so much", "very much", "you", "you so much", "again", "netlead", "you netlead")
)


def run(turn: Turn) -> Card:
    """Write a thank-you, and the help itself where it was not noted yet."""
    if turn.rest.strip().lower().strip(" !.,") in _TO_THE_COACH:
        body = "To note whom you thank, say who and for what: `thanks Ada for the deck`"
        return Card(title="You are welcome", body=body)
    entry = turn.entry()
    day = turn.day(entry)
    resolved = turn.people(entry.names, create=True)
    repository = turn.repository
    unnoted = [p for p in resolved.people if not owes_thanks(repository, p, turn.today)]
    log(repository, unnoted, "got", day, entry.what)
    log(repository, resolved.people, "thanked", day, entry.what)
    help_ = newest_help(repository, resolved.people, day)
    return Card(
        title=f"Noted: you thanked {names(resolved.people)}",
        body="If you have not told them yet, here is a draft.",
        fields=(
            *echo(resolved, entry.what, day, turn.today, turn.schedule.zone),
            draft(resolved.people[0].contact, entry.what),
        ),
        inputs=pass_on_form(entry.what),
        buttons=(pass_on(help_.number if help_ else 0), turn.undo_button()),
    )


COMMAND = Command(
    name="thanks",
    group="Noting what happened",
    usage=("thanks <who> for … [when]",),
    summary="Notes that somebody helped you and that you thanked them; drafts the words.",
    examples=("thanks Ada for the deck", "thanked Bo for the introduction yesterday"),
    run=run,
    aliases=("thank", "thanked", "thank you", "thx", "i thanked", "said thanks to"),
)
