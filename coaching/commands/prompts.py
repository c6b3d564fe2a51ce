"""``prompts``: a channel's weekly prompts, set up by a member and posted in her name.

A channel has one programme. Whoever is in the channel may end it, and may take it over: she is told
first whose it is, and from then on the posts carry her name. Both can be undone.
"""

from __future__ import annotations

from datetime import datetime, time

from coaching.commands.base import Command, Turn
from coaching.date_words import DAY_NAMES, WEEKDAYS
from coaching.dates import say_when
from coaching.messages import Button, Card, Field, Input, Room, UsageError
from coaching.names import clip
from coaching.prompts import Programme, prompt_of, set_up_by
from coaching.repository.programmes import Programmes
from coaching.weekly import Weekly, read_weekly

_SHOW = frozenset({"", "show", "status"})
_STOP = frozenset({"stop", "end", "off", "cancel", "none"})
_SET = frozenset({"weekly", "every", "each", "on", *DAY_NAMES})
_SURE = "yes"
_HOW = "`prompts weekly Monday 10:00` sets them up, `prompts stop` ends them."
_ELSEWHERE = (
    "Weekly prompts belong to a channel. Go there and type `/netlead prompts weekly Monday 10:00`."
)
_SHARED = (
    "People of other companies are in this channel, and weekly prompts are for your own people "
    "alone, so I post none here."
)
_UNTOLD = (
    "I am not told whether people of other companies are in this channel, and weekly prompts are for "
    "your own people alone. An admin can let me see it by allowing `channels:read`, or `groups:read` "
    "for private channels. Then type it again."
)
_WHAT = (
    "Once a week I post one small prompt here: to thank somebody, to share something useful, or to "
    "ask for one thing. It names nobody but whoever set it up."
)
_KEPT = (
    "Never on public holidays, and one that would come more than two hours late is left out. I can "
    "only post where I am a member: please see that I am in this channel."
)
_OUTCOMES = {
    "sent": "posted",
    "expired": "left out: there was no good moment within two hours",
    "stopped": "could not be posted; am I a member of this channel?",
    "unknown": "may have been posted; nobody can tell",
}


def run(turn: Turn) -> Card:
    """Show, set up, change or end the prompts of the channel in which this was said."""
    room = turn.message.room
    if room is None:
        raise UsageError(_ELSEWHERE)
    first, _, rest = turn.rest.strip().partition(" ")
    word = first.lower().rstrip(".,!?:")
    has = Programmes(turn.repository.rows, turn.repository.account).running(room.address)
    if word in _SHOW:
        return _shown(turn, room, has)
    if word in _STOP:
        return _ended(turn, has)
    if word in _SET:
        return _set(turn, room, has, turn.rest if word in DAY_NAMES else rest)
    raise UsageError(f"I do not know “prompts {clip(turn.rest)}”. {_HOW}")


def _set(turn: Turn, room: Room, has: Programme | None, text: str) -> Card:
    _refuse_strangers(room)
    words = text.split()
    sure = bool(words) and words[-1].lower().rstrip(".!") == _SURE
    rule = read_weekly(" ".join(words[:-1] if sure else words), turn.now, _usual(turn, has))
    if has and has.rule == rule and not sure:
        return _shown(turn, room, has)
    if has and has.owner != turn.repository.rows.user_id and not sure:
        return _asked(has, rule)
    programme = _programmes(turn).set_up(room.address, rule)
    return Card(
        title="The weekly prompts are changed" if has else "The weekly prompts are set up",
        body=f"{_whose(turn, has)}{_WHAT} {_KEPT}",
        fields=_fields(turn, programme),
        buttons=(turn.undo_button(),),
    )


def _refuse_strangers(room: Room) -> None:
    if room.shared is not False:
        raise UsageError(_SHARED if room.shared else _UNTOLD)


def _usual(turn: Turn, has: Programme | None) -> Weekly:
    schedule = turn.schedule
    return has.rule if has else Weekly(0, time(10), schedule.zone, schedule.country)


def _asked(has: Programme, rule: Weekly) -> Card:
    line = f"weekly {WEEKDAYS[rule.weekday]} {rule.at:%H:%M} zone {rule.zone}"
    country = rule.country or "none"
    return Card(
        title="Take over the weekly prompts?",
        body=f"{set_up_by(has.owner_name)} set them up: {has.rule.say()}, {has.rule.zone}. If you "
        f"change them to {rule.say()}, {rule.zone}, they go on in your name.",
        buttons=(
            Button(
                label="Take them over",
                command=f"prompts {line} country {country} yes",
                primary=True,
            ),
            Button(label="Leave them as they are", command="prompts"),
        ),
    )


def _ended(turn: Turn, has: Programme | None) -> Card:
    if has is None:
        raise UsageError(f"There are no weekly prompts in this channel. {_HOW}")
    _programmes(turn).end(has)
    mine = has.owner == turn.repository.rows.user_id
    return Card(
        title="No more weekly prompts here",
        body=f"{'You' if mine else set_up_by(has.owner_name)} had set them up: {has.rule.say()}, "
        f"{has.rule.zone}. From now on none comes.",
        buttons=(turn.undo_button(),),
    )


def _shown(turn: Turn, room: Room, has: Programme | None) -> Card:
    if has is None:
        _refuse_strangers(room)
    usual = _usual(turn, has)
    stop = (Button(label="Stop", command="prompts stop"),) if has else ()
    if room.shared is not False:
        return Card(
            title="Weekly prompts in this channel",
            body=_SHARED if room.shared else _UNTOLD,
            fields=_fields(turn, has) if has else (),
            buttons=stop,
        )
    return Card(
        title="Weekly prompts in this channel" if has else "No weekly prompts in this channel yet",
        body=f"{_WHAT} {_HOW}",
        fields=_fields(turn, has) if has else (),
        inputs=_form(usual),
        buttons=(
            Button(
                label="Change" if has else "Set up",
                command="prompts weekly",
                submits=True,
                primary=True,
            ),
            *stop,
        ),
    )


def _form(usual: Weekly) -> tuple[Input, ...]:
    return (
        Input(
            name="day",
            label="Day",
            kind="choice",
            value=WEEKDAYS[usual.weekday],
            choices=tuple((day, day) for day in WEEKDAYS),
        ),
        Input(name="at", label="Time", value=f"{usual.at:%H:%M}", hint="10:00"),
        Input(name="zone", label="Time zone", value=usual.zone, prefix="zone "),
        Input(
            name="country",
            label="Country, for public holidays",
            value=usual.country,
            hint="DE",
            prefix="country ",
        ),
    )


def _fields(turn: Turn, programme: Programme) -> tuple[Field, ...]:
    rule = programme.rule
    said = rule.say()
    fields = (
        Field("When", f"{said[0].upper()}{said[1:]}, {rule.zone}"),
        Field("Next", f"{_moment(rule, programme.next_at)}: “{prompt_of(programme.turn).title}”"),
        Field("Public holidays", rule.country or "none (`prompts weekly country DE`)"),
        Field("Set up by", set_up_by(programme.owner_name)),
        Field("Last", _last(turn, programme)),
    )
    return tuple(field for field in fields if field.value)


def _last(turn: Turn, programme: Programme) -> str:
    last = _programmes(turn).last_post(programme)
    if last is None:
        return ""
    state, moment = last
    return f"{_moment(programme.rule, moment)}: {_OUTCOMES.get(state, 'on its way')}"


def _moment(rule: Weekly, moment: datetime) -> str:
    local = rule.local(moment)
    return say_when(local.date(), time(local.hour, local.minute), rule.zone)


def _whose(turn: Turn, had: Programme | None) -> str:
    if had is None or had.owner == turn.repository.rows.user_id:
        return ""
    return f"{set_up_by(had.owner_name)} had set them up; now they are in your name. "


def _programmes(turn: Turn) -> Programmes:
    return Programmes(turn.repository.rows, turn.repository.account)


COMMAND = Command(
    name="prompts",
    group="In a channel",
    usage=(
        "prompts weekly [Monday] [10:00] [zone Europe/Berlin] [country DE]",
        "prompts",
        "prompts stop",
    ),
    summary="Posts one small prompt a week in a channel: thank, share, or ask.",
    examples=("prompts weekly Monday 10:00", "prompts", "prompts stop"),
    run=run,
    aliases=("prompt",),
    about_room=True,
)
