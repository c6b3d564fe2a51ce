"""Finding people by what is known of them: "knows about pricing", "losing touch", "circle 15"."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from coaching import scoring
from coaching.names import fold
from coaching.network import Contact
from coaching.notes import read_notes
from coaching.repository.contacts import Person
from coaching.strength import strengths_on
from coaching.traits import CIRCLES, FLAGS

Test = Callable[[Person], bool]

_LEADS = (
    ("knows about ", "knows", "Knows about"),
    ("know about ", "knows", "Knows about"),
    ("knows ", "knows", "Knows about"),
    ("likes ", "likes", "Likes"),
    ("needs ", "needs", "Needs"),
    ("tagged ", "tags", "Tagged"),
    ("tag ", "tags", "Tagged"),
)
_SLIPPING = frozenset(
    ("losing touch", "slipping away", "slipping", "am i losing touch with", "is slipping away")
)
_ESTABLISHED = 3  # active days, as in `coaching.scoring.eligible`
_FILLING = frozenset(
    {"in", "my", "is", "are", "the", "and", "everybody", "everyone", "people", "all"}
)


@dataclass(frozen=True, slots=True)
class Search:
    """A question about the network: what it is called, the test, and whether silence orders it."""

    title: str
    test: Test
    by_silence: bool = False


def search_for(text: str, today: date) -> Search | None:
    """Return the search that ``text`` asks for in fixed words; None if it may be a name."""
    said = " ".join(text.lower().strip(" ?!.").split())
    if said in _SLIPPING:
        return Search("Losing touch", lambda p: losing_touch(p.contact, today), by_silence=True)
    for lead, column, title in _LEADS:
        if said.startswith(lead):
            return _in_list(column, said.removeprefix(lead), title)
    return _by_words(said, today)


def _in_list(column: str, word: str, title: str) -> Search:
    return Search(f"{title} {word}", lambda p: _among(word, getattr(p.row, column)))


def mentions(topic: str) -> Search:
    """Return the search for a word anywhere: what somebody knows, likes and needs, tags, notes."""
    return Search(f"“{topic}”", lambda p: _anywhere(topic, p))


def losing_touch(contact: Contact, today: date) -> bool:
    """Tell whether a tie is slipping: silent for longer than wished, and not put to rest.

    Where nothing was wished, neither rhythm nor circle, an established tie counts as soon as its
    silence alone makes it neglected (`coaching.scoring.state`).
    """
    if contact.last_on is None or resting(contact, today) or contact.unwanted:
        return False
    silent = (today - contact.last_on).days
    if silent > scoring.cadence_days(contact):
        return True
    wished = contact.cadence_days or contact.circle < CIRCLES[-1]
    established = contact.active_days >= _ESTABLISHED
    return bool(not wished and established and scoring.state(0, silent) != "active")


def resting(contact: Contact, today: date) -> bool:
    """Tell whether the tie was put to rest."""
    return contact.resting_until is not None and contact.resting_until > today


def in_order(people: Iterable[Person], search: Search, today: date) -> list[Person]:
    """Return who passes the search: strongest ties first, or the longest out of rhythm first."""
    found = [person for person in people if search.test(person)]
    if search.by_silence:
        return sorted(found, key=lambda p: (-_out_of_rhythm(p.contact, today), p.number))
    return sorted(found, key=lambda p: (-strengths_on(p.contact, today)[1], p.row.folded))


def _out_of_rhythm(contact: Contact, today: date) -> float:
    """Return the silence in wished gaps, each weighed with how strong the tie once was."""
    silent = (today - (contact.last_on or today)).days
    return contact.peak_s60 * silent / scoring.cadence_days(contact)


def _by_words(said: str, today: date) -> Search | None:
    tests: list[Test] = []
    words = said.replace(",", " ").split()
    skip = False
    for i, word in enumerate(words):
        after = words[i + 1] if i + 1 < len(words) else ""
        if skip or word in _FILLING:
            skip = False
        elif word == "circle" and after in {str(circle) for circle in CIRCLES}:
            tests.append(_having("circle", int(after)))
            skip = True
        elif word in FLAGS:
            column, value = FLAGS[word]
            tests.append(_having(column, value))
        elif word == "resting":
            tests.append(lambda p: resting(p.contact, today))
        else:
            return None
    title = said.capitalize() or "Everybody"
    return Search(title, lambda p: all(test(p) for test in tests)) if tests or words else None


def _having(column: str, value: object) -> Test:
    return lambda person: bool(getattr(person.row, column) == value)


def _among(word: str, words: tuple[str, ...]) -> bool:
    wanted = fold(word)
    return any(f" {wanted}" in f" {fold(item)}" for item in words)


def _anywhere(topic: str, person: Person) -> bool:
    row = person.row
    if _among(topic, (*row.knows, *row.likes, *row.needs, *row.tags)):
        return True
    told = [row.how_met, *(note.text for note in read_notes(row.notes))]
    return any(topic.lower() in text.lower() for text in told)
