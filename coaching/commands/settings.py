"""``settings``: hours, days off, zone, country, how often; several in one line."""

from __future__ import annotations

from coaching.commands.base import Command, Turn
from coaching.hours import say_days, say_hours
from coaching.messages import Button, Card, Field, Input, UsageError
from coaching.names import clip, closest
from coaching.preferences import PREFERENCES, split_preferences

_LATE = 3
"""How many of the latest nudges a person may mean who wants none of their kind."""


def run(turn: Turn) -> Card:
    """Show the settings, or change those that are named."""
    asked = split_preferences(turn.rest)
    if not asked:
        return _shown(turn)
    row = turn.repository.account.row
    changes: dict[str, object] = {}
    for name, value in asked:
        if name not in PREFERENCES:
            raise _unknown(name)
        changes |= PREFERENCES[name].read(value, turn.now, {**row, **changes})
    changed = {key: value for key, value in changes.items() if row[key] != value}
    if not changed:
        return Card(title="Nothing to change", body="It is set that way already.")
    _stop(turn, changes)
    turn.repository.account.change(**changed)
    turn.repository.account.look_by(turn.now)
    return _shown(turn, undo=True)


def _stop(turn: Turn, changes: dict[str, object]) -> None:
    """Take it as the answer to a late nudge that its kind is not wanted any more."""
    muted = changes.get("muted_kinds", ())
    for nudge in turn.repository.nudges.latest(_LATE):
        kind = nudge.suggestion.kind
        new = isinstance(muted, tuple) and kind in muted and kind not in turn.me.muted_kinds
        if new and not nudge.outcome:
            turn.repository.nudges.settle(nudge, "stopped")


def _shown(turn: Turn, *, undo: bool = False) -> Card:
    row, schedule = turn.repository.account.row, turn.schedule
    fields = tuple(
        Field(preference.label, preference.say(row))
        for preference in PREFERENCES.values()
        if preference.say(row)
    )
    if turn.model is not None:
        state = "on (`model`)" if turn.model_is_on else "off (`model`)"
        fields = (*fields, Field("Language model, for everybody here", state))
    inputs = (
        Input(name="zone", label="Time zone", value=schedule.zone, prefix="zone "),
        Input(
            name="hours",
            label="Hours",
            value=say_hours(schedule.opens, schedule.closes),
            prefix="hours ",
        ),
        Input(name="days", label="Days", value=say_days(schedule.weekdays), prefix="days "),
        Input(
            name="country",
            label="Country, for public holidays",
            value=schedule.country,
            hint="DE",
            prefix="country ",
        ),
        Input(
            name="weekly",
            label="Nudges a week",
            kind="choice",
            value=str(schedule.weekly),
            prefix="weekly ",
            choices=tuple((str(n), str(n)) for n in range(4)),
        ),
    )
    buttons = (Button(label="Change", command="settings", submits=True, primary=True),)
    return Card(
        title="Your settings",
        body=f"It is {schedule.local(turn.now):%A %H:%M} where you are. Only you see and set these.",
        fields=fields,
        inputs=() if undo else inputs,
        buttons=(turn.undo_button(),) if undo else buttons,
    )


def _unknown(name: str) -> UsageError:
    near = closest(name, PREFERENCES, 1)
    meant = f" Did you mean `settings {near[0]} …`?" if near else ""
    names = ", ".join(PREFERENCES)
    return UsageError(f"I know no setting “{clip(name)}”.{meant} There are: {names}.")


COMMAND = Command(
    name="settings",
    group="Your hours",
    usage=("settings", "settings <name> <value>"),
    summary="Your hours, days off, time zone, country, and how often nudges come.",
    examples=(
        "settings hours 9-17 days Mon-Fri",
        "settings zone Europe/Berlin country DE",
        "settings off 2026-12-24",
        "settings weekly 2",
    ),
    run=run,
    aliases=("setting", "set", "preferences"),
)
