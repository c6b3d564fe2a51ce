"""Which contact is meant: by number, mention, exact name, first part of a name, then near ones."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from coaching.entries import NameSpan, replace_span
from coaching.messages import Button, Mention, UsageError
from coaching.names import clean_name, fold, near
from coaching.repository import Repository
from coaching.repository.contacts import Person

CHOICES = 5


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

    def with_name(self, span: NameSpan, name: str) -> str:
        return self.prefix + replace_span(self.rest, span, name)


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
    line = _Line(prefix, rest)
    by_token = {mention.token: mention for mention in mentions}
    resolved = Resolved()
    for span in names:
        person = _known(repository, span, by_token, line)
        if person is None:
            person = _new(repository, span, by_token, line, today, create=create)
            resolved.added.append(person)
        if all(person.number != other.number for other in resolved.people):
            resolved.people.append(person)
    return resolved


def _known(
    repository: Repository, span: NameSpan, mentions: dict[str, Mention], line: _Line
) -> Person | None:
    contacts = repository.contacts
    if span.new:
        return None
    if span.number:
        return _numbered(repository, span.number)
    if span.text in mentions:
        return contacts.picked(mentions[span.text].user)
    return _called(repository, span, line)


def _numbered(repository: Repository, number: int) -> Person:
    person = repository.contacts.get(number)
    if person is None:
        raise UsageError(f"There is nobody with the number #{number}. Type `who` to see everybody.")
    return person


def _called(repository: Repository, span: NameSpan, line: _Line) -> Person | None:
    contacts = repository.contacts
    exact, longer = contacts.named(clean_name(span.text))
    if len(exact) == 1:
        return exact[0]
    if exact:
        raise _choice(span, [(p.number, _told_apart(p)) for p in exact], line, new=False)
    if span.literal:
        return None
    if len(longer) == 1:
        return longer[0]
    if longer:
        raise _choice(span, [(p.number, p.name) for p in longer], line, new=False)
    return _nearly(repository, span, line)


def _nearly(repository: Repository, span: NameSpan, line: _Line) -> Person | None:
    names = repository.contacts.names()
    folded = fold(span.text)
    inside = [(number, name) for number, other, name in names if f" {folded}" in f" {other}"]
    if len(inside) == 1:
        return repository.contacts.get(inside[0][0])
    if not inside:
        close = near(folded, [other for _, other, _ in names], CHOICES)
        inside = [(number, name) for number, other, name in names if other in close]
    if inside:
        raise _choice(span, inside, line, new=True)
    return None


def _new(
    repository: Repository,
    span: NameSpan,
    mentions: dict[str, Mention],
    line: _Line,
    today: date,
    *,
    create: bool,
) -> Person:
    mention = mentions.get(span.text)
    name = clean_name(mention.name if mention else span.text)
    if not create and not span.new:
        reason = f"I do not know {name} yet. Type `add {name}` first, or `who` to see everybody."
        raise UsageError(reason)
    if span.doubtful and not (span.literal or span.new or mention):
        command = line.with_name(span, f'+"{name}"')
        raise UsageError(
            f"Is “{name}” somebody’s name? I keep people, one by one.",
            buttons=(Button(label="Yes, add", command=command), Button(label="No", command="help")),
        )
    extra = {"external": mention.user, "side": mention.side} if mention else {}
    return repository.contacts.add(name, today, **extra)


def _choice(
    span: NameSpan, candidates: list[tuple[int, str]], line: _Line, *, new: bool
) -> UsageError:
    buttons = [
        Button(label=label, command=line.with_name(span, f"#{number}"))
        for number, label in candidates[:CHOICES]
    ]
    if new or span.text:
        name = span.text.replace('"', "'")
        buttons.append(
            Button(label=f"Somebody new: {name}", command=line.with_name(span, f'+"{name}"'))
        )
    return UsageError(f"Whom do you mean by “{span.text}”?", buttons=tuple(buttons))


def _told_apart(person: Person) -> str:
    told = person.contact.side or (person.contact.tags[0] if person.contact.tags else "")
    return f"{person.name} ({told})" if told else f"{person.name} (#{person.number})"
