"""``who``: one person's card, or a list by name, tag, topic, circle or silence."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

from coaching.commands.base import Command, Turn
from coaching.dates import say_day
from coaching.looking_up import Search, in_order, mentions, resting, search_for
from coaching.messages import Button, Card, Field
from coaching.names import clean_name, clip
from coaching.notes import read_notes
from coaching.phrasing import several, short
from coaching.portraits import (
    SENIORITY_WORDS,
    birthday,
    give_and_take,
    last_touch,
    lately,
    note_fields,
    position,
    rhythm,
    silence,
    year_picture,
)
from coaching.questions import TOGETHER, WILLING
from coaching.repository.contacts import Person

_PAGE = 15
_PAGE_WORD = " page "
_NOTES_SHOWN = 5
_FEW = 3
_EVERYBODY = Search("Everybody", lambda _: True)


def run(turn: Turn) -> Card:
    """Show one person, or who answers the question."""
    rest, page = _page(turn.rest.strip())
    if not turn.repository.contacts.count():
        return _nobody()
    asked = "losing touch" if turn.verb == "losing touch" else rest
    if not asked:
        return _list(turn, _EVERYBODY, "", page)
    search = search_for(asked, turn.today)
    if search is not None:
        return _list(turn, search, asked, page)
    if not _may_be_name(turn, asked):
        topic = mentions(clip(asked.strip("?!. ")))
        if in_order(turn.repository.contacts.all(), topic, turn.today):
            return _list(turn, topic, asked, page)
    return _person(turn, Turn(turn.message, turn.verb, asked, turn.now, turn.repository).person())


def _page(rest: str) -> tuple[str, int]:
    head, found, number = f" {rest}".rpartition(_PAGE_WORD)
    if found and number.isdecimal() and len(number) < len("1000"):
        return head.strip(), max(1, int(number))
    return rest, 1


def _may_be_name(turn: Turn, asked: str) -> bool:
    """Tell whether somebody is called so, or is meant by number, mention or quotation marks."""
    if asked[0] in '#"“<@' or any(m.token in asked for m in turn.message.mentions):
        return True
    name = asked.strip("?!. ")[:80]
    exact, longer = turn.repository.contacts.named(clean_name(name or asked[:80]))
    return bool(exact or longer)


def _nobody() -> Card:
    return Card(
        title="Nobody is here yet",
        body="Begin with one person you are glad to know: `add Ada`. Five are a good start; "
        "`import` takes many at once.",
        buttons=(
            Button(label="Add somebody", command="add", primary=True, keeps=True),
            Button(label="Look around with example people", command="example people"),
        ),
    )


def _list(turn: Turn, search: Search, asked: str, page: int) -> Card:
    found = in_order(turn.repository.contacts.all(), search, turn.today)
    if not found:
        return _none(search)
    page = min(page, -(-len(found) // _PAGE))
    shown = found[(page - 1) * _PAGE : page * _PAGE]
    lines = [_line(turn, person) for person in shown]
    buttons = [
        Button(label=clip(person.name, 60), command=f"who #{person.number}", keeps=True)
        for person in (shown if len(found) <= _FEW else [])
    ]
    if len(found) > page * _PAGE:
        command = " ".join(f"who {asked} page {page + 1}".split())
        buttons.append(Button(label="More", command=command, keeps=True))
    count = several(len(found), "person", "people")
    return Card(title=f"{search.title}: {count}", body="\n".join(lines), buttons=tuple(buttons))


def _none(search: Search) -> Card:
    if search.by_silence:
        body = "Nobody is slipping away: every tie is within its rhythm."
        return Card(title=search.title, body=body)
    return Card(
        title=f"{search.title}: nobody",
        body="Nobody fits yet. Say more about somebody in one line: "
        "`edit Ada circle 15 knows pricing`",
        buttons=(Button(label="Everybody", command="who", keeps=True),),
    )


def _line(turn: Turn, person: Person) -> str:
    contact = person.contact
    knows = f", knows {short(', '.join(contact.knows), 40)}" if contact.knows else ""
    rests = ", resting" if resting(contact, turn.today) else ""
    said = f"{position(contact)}, {silence(contact, turn.today)}{knows}{rests}"
    return f"#{person.number} {person.name}: {said}"


def _person(turn: Turn, person: Person) -> Card:
    contact, today = person.contact, turn.today
    since = today - timedelta(days=366)
    days = [touch.on for touch in turn.repository.touches.bare_of(person.number, since)]
    number = person.number
    return Card(
        title=person.name,
        body=f"{position(contact).capitalize()}. In your network since {say_day(contact.added_on, today)}.",
        fields=tuple(field for field in _fields(turn, person) if field.value),
        picture=year_picture(person.name, days, today),
        buttons=(
            Button(label="Met", command=f"met #{number}"),
            Button(label="Helped", command=f"helped #{number}"),
            Button(label="Edit", command=f"edit #{number}", keeps=True),
        ),
    )


def _fields(turn: Turn, person: Person) -> tuple[Field, ...]:
    contact, row, today = person.contact, person.row, turn.today
    latest = turn.repository.touches.with_contact(person.number, _NOTES_SHOWN)
    until = say_day(contact.resting_until, today) if contact.resting_until else ""
    return (
        Field("Last touch", last_touch(contact, latest, today)),
        Field("Rhythm", rhythm(contact)),
        Field("Lately", lately(contact, today)),
        Field("Give and take", give_and_take(contact, today)),
        Field("Knows about", ", ".join(contact.knows)),
        Field("Likes", ", ".join(contact.likes)),
        Field("Needs", ", ".join(contact.needs)),
        Field("Tags", ", ".join(contact.tags)),
        Field("How you met", row.how_met),
        Field("Introduced by", contact.introduced_by),
        Field("Where they are", _local_time(turn, row.time_zone)),
        Field("Birthday", birthday(contact.birthday) if contact.birthday else ""),
        Field("Trust", f"{contact.trust} of 3" if contact.trust else ""),
        Field("Seniority", SENIORITY_WORDS[contact.seniority]),
        Field("Worked together", TOGETHER.answer(contact) if contact.together else ""),
        Field("Willing to help you", WILLING.answer(contact) if contact.willing else ""),
        Field("Resting until", until if resting(contact, today) else ""),
        *_promises(turn, person),
        *_notes(person, turn),
    )


def _local_time(turn: Turn, zone: str) -> str:
    """Return what time it is for somebody elsewhere; empty in the person's own zone."""
    if not zone or zone == turn.schedule.zone:
        return ""
    local = turn.now.astimezone(ZoneInfo(zone))
    return f"{local:%A %H:%M} in {zone.rpartition('/')[2].replace('_', ' ')}"


def _promises(turn: Turn, person: Person) -> tuple[Field, ...]:
    local = turn.schedule.local
    return tuple(
        Field(
            "You promised",
            f"{short(promise.what)}, by {say_day(local(promise.due).date(), turn.today)} "
            f"(`kept {promise.number}`)",
        )
        for promise in turn.repository.promises.open()
        if promise.contact == person.number
    )


def _notes(person: Person, turn: Turn) -> tuple[Field, ...]:
    notes = read_notes(person.row.notes)
    older = len(notes) - _NOTES_SHOWN
    more = (Field("Older notes", f"{older} more; `export` has them all"),) if older > 0 else ()
    return (*note_fields(notes, turn.today, _NOTES_SHOWN), *more)


COMMAND = Command(
    name="who",
    group="People",
    usage=(
        "who",
        "who <name>",
        "who knows about <topic>",
        "who losing touch",
        "who [circle 15] [inside|outside] [strategic] [senior] [resting]",
        "who tag <word>",
    ),
    summary="Shows one person, or who fits a name, a topic, a tag, a circle.",
    examples=("who", "who Ada", "who knows about pricing", "who losing touch", "who outside"),
    run=run,
    aliases=("who is", "who's", "whois", "find", "people", "contacts", "losing touch"),
)
