"""Which contact is meant: by number, mention, exact name, first part of a name, then near ones."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from coaching.entries import NameSpan, replace_span
from coaching.messages import Button, Mention, UsageError
from coaching.names import clean_name, clip, fold, near
from coaching.repository import Repository
from coaching.repository.contacts import Person
from coaching.zones import known_zone

CHOICES = 5
_SHORT_FORMS = frozenset(("jr", "sr", "dr", "prof", "phd", "esq", "inc", "ltd", "co", "corp"))


@dataclass(slots=True)
class Resolved:
    """The contacts an entry names, in its order, and which of them are new."""

    people: list[Person] = field(default_factory=list)
    added: list[Person] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Line:
    """The command line, to be offered again with an unclear name made clear."""

    prefix: str
    rest: str
    create: bool

    def with_name(self, span: NameSpan, name: str) -> str:
        return self.prefix + replace_span(self.rest, span, name)

    def with_new(self, span: NameSpan, name: str) -> str:
        quoted = name.replace('"', "'")
        return self.with_name(span, f'+"{quoted}"')


def resolve(
    repository: Repository,
    names: tuple[NameSpan, ...],
    *,
    prefix: str,
    rest: str,
    mentions: tuple[Mention, ...],
    today: date,
    create: bool,
) -> Resolved:
    """Return the contacts that ``names`` stand for; with ``create`` unknown ones are added.

    ``prefix`` and ``rest`` make up the command line, for the buttons of a choice. `UsageError`
    where a name is unknown, unclear or hardly a name.
    """
    line = _Line(prefix, rest, create)
    by_token = {mention.token: mention for mention in mentions}
    resolved = Resolved()
    for span in names:
        person = _known(repository, span, by_token, line)
        if person is None:
            person = _new(repository, span, by_token, line, today)
            resolved.added.append(person)
        if all(person.number != other.number for other in resolved.people):
            resolved.people.append(person)
    return resolved


def add_new(
    repository: Repository,
    names: tuple[NameSpan, ...],
    *,
    prefix: str,
    rest: str,
    mentions: tuple[Mention, ...],
    today: date,
) -> list[Person]:
    """Return new contacts with ``names``, in their order.

    `UsageError` with buttons where one of them is known already, or is hardly a name.
    """
    line = _Line(prefix, rest, create=True)
    by_token = {mention.token: mention for mention in mentions}
    added: list[Person] = []
    for span in names:
        same = _same(repository, span, by_token)
        if same is not None and all(same.number != person.number for person in added):
            raise _known_already(span, same, line)
        if same is None:
            added.append(_new(repository, span, by_token, line, today))
    return added


def _same(repository: Repository, span: NameSpan, mentions: dict[str, Mention]) -> Person | None:
    contacts = repository.contacts
    if span.number:
        return _numbered(repository, span)
    if span.new:
        return None
    if span.text in mentions:
        return _picked(repository, mentions[span.text])
    exact, _ = contacts.named(clean_name(span.text))
    return exact[0] if exact else None


def _known_already(span: NameSpan, person: Person, line: _Line) -> UsageError:
    see = Button(label=f"See {clip(person.name)}", command=f"who #{person.number}", keeps=True)
    command = line.with_new(span, person.name)
    extra = () if span.number else (Button(label="Add anyway", command=command),)
    reason = f"{person.name} is in your network already (#{person.number}). Nothing was changed."
    return UsageError(reason, buttons=(see, *extra))


def _numbered(repository: Repository, span: NameSpan) -> Person:
    person = repository.contacts.get(span.number)
    if person is None:
        reason = f"There is nobody with the number #{span.number}. Type `who` to see everybody."
        raise UsageError(reason)
    return person


def _picked(repository: Repository, mention: Mention) -> Person | None:
    """Return the contact behind a mention; one that was only typed so far is linked to it."""
    contacts = repository.contacts
    person = contacts.picked(mention.user)
    if person is not None:
        return person
    exact, _ = contacts.named(clean_name(mention.name))
    unlinked = [item for item in exact if not item.row.external]
    if len(unlinked) != 1:
        return None
    told = _told(mention)
    contacts.change(
        unlinked[0],
        external=mention.user,
        time_zone=told["time_zone"],
        side=unlinked[0].row.side or told["side"],
    )
    return contacts.get(unlinked[0].number)


def _known(
    repository: Repository, span: NameSpan, mentions: dict[str, Mention], line: _Line
) -> Person | None:
    if span.number:
        return _numbered(repository, span)
    if span.new and line.create:
        return None
    if span.text in mentions:
        return _picked(repository, mentions[span.text])
    exact, longer = repository.contacts.named(clean_name(span.text))
    if len(exact) == 1:
        return exact[0]
    if exact:
        raise _choice(span, _told_apart(exact), line)
    return None if span.literal else _begun(repository, span, longer, line)


def _begun(
    repository: Repository, span: NameSpan, longer: list[Person], line: _Line
) -> Person | None:
    if len(longer) == 1:
        return longer[0]
    if longer:
        raise _choice(span, _told_apart(longer), line)
    return _nearly(repository, span, line)


def _nearly(repository: Repository, span: NameSpan, line: _Line) -> Person | None:
    """Return who has the name as a later word; ask where it is only begun or spelt otherwise."""
    names = repository.contacts.names()
    folded = fold(span.text)
    whole = [item for item in names if f" {folded} " in f" {item[1]} "]
    begun = whole or [item for item in names if f" {folded}" in f" {item[1]}"]
    if len(begun) == 1 and (whole or not line.create):
        return repository.contacts.get(begun[0][0])
    if not begun:
        close = near(folded, [other for _, other, _ in names], CHOICES)
        begun = sorted((i for i in names if i[1] in close), key=lambda i: close.index(i[1]))
    if begun:
        raise _choice(span, [(number, name) for number, _, name in begun], line)
    return None


def _new(
    repository: Repository,
    span: NameSpan,
    mentions: dict[str, Mention],
    line: _Line,
    today: date,
) -> Person:
    mention = mentions.get(span.text)
    name = clean_name(mention.name if mention else _without_stop(span))
    if not line.create:
        reason = f"I do not know {name} yet. Type `add {name}` first, or `who` to see everybody."
        raise UsageError(reason)
    if span.doubtful and not (span.literal or span.new or mention):
        if names_group(name):
            # The token is not said again: it would call the whole group where it is not escaped.
            reason = "That stands for a whole group. I keep people, one by one: type a name."
            raise UsageError(reason)
        raise UsageError(
            f"Is “{name}” somebody’s name? I keep people, one by one.",
            buttons=(
                Button(label="Yes, add", command=line.with_new(span, name)),
                Button(label="No", command="help"),
            ),
        )
    return repository.contacts.add(name, today, **(_told(mention) if mention else {}))


def _told(mention: Mention) -> dict[str, object]:
    """Return the columns that the platform tells of somebody; a guest is tagged as one."""
    guest = mention.side == "guest"
    return {
        "external": mention.user,
        "side": "outside" if guest else mention.side,
        "tags": ("guest",) if guest else (),
        "time_zone": known_zone(mention.time_zone),
    }


def _without_stop(span: NameSpan) -> str:
    """Return a typed name without the mark that ends the sentence; "Jr." and "F." keep theirs."""
    if span.literal:
        return span.text
    text = span.text.rstrip("!?")
    last = text.split(" ")[-1].removesuffix(".")
    kept = len(last) < len("Bo") or "." in last or last.lower() in _SHORT_FORMS
    return (text if kept else text.removesuffix(".")) or span.text


def names_group(text: str) -> bool:
    """Tell whether ``text`` has a platform's token for everybody in it."""
    return "<!" in text


def _choice(span: NameSpan, candidates: list[tuple[int, str]], line: _Line) -> UsageError:
    buttons = [
        Button(label=clip(label, 60), command=line.with_name(span, f"#{number}"))
        for number, label in candidates[:CHOICES]
    ]
    if line.create:
        command = line.with_new(span, span.text)
        buttons.append(Button(label=f"Somebody new: {clip(span.text)}", command=command))
    return UsageError(f"Whom do you mean by “{span.text}”?", buttons=tuple(buttons))


def _told_apart(people: list[Person]) -> list[tuple[int, str]]:
    """Return number and label of each: the name, and what differs where names are the same."""
    names = [person.name for person in people]
    labels = []
    for person in people:
        contact = person.contact
        told = contact.side or (contact.tags[0] if contact.tags else f"#{person.number}")
        alone = names.count(person.name) == 1
        labels.append(person.name if alone else f"{person.name} ({told})")
    return [
        (p.number, label if labels.count(label) == 1 else f"{p.name} (#{p.number})")
        for p, label in zip(people, labels, strict=True)
    ]
