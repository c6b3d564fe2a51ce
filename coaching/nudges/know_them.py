"""One question about somebody long silent, answered with a tap, now and then."""

from __future__ import annotations

from datetime import date, datetime

from coaching import scoring
from coaching.glance import Glance, glance
from coaching.messages import Button
from coaching.network import Contact, Network
from coaching.nudges.base import NUDGE, NudgeKind, Suggestion
from coaching.phrasing import first_name, length
from coaching.questions import TRUST, Question, open_questions

_BASE, _PER_SCORE = 0.15, 0.1
_EVERY_DAYS = 14
# What an open question would be worth if it had the best answer.
_HIGHEST = 3
_WORTH_ASKING = 0.1


def suggest(network: Network, now: datetime) -> tuple[Suggestion, ...]:
    """Suggest one question about whoever may be best to reconnect with, once in two weeks."""
    seen = glance(network, now)
    last = seen.kinds.get("know_them")
    if last is not None and (seen.today - last).days < _EVERY_DAYS:
        return ()
    asked: dict[int, Question] = {}
    found = []
    for person in seen.approachable:
        if person.last_on is None:
            continue
        worth = scoring.dormant_score(person, seen.today, unasked=_HIGHEST)
        if worth >= _WORTH_ASKING and (question := _next(person, seen)):
            asked[person.number] = question
            found.append((_BASE + _PER_SCORE * worth, person))
    return tuple(
        _suggestion(person, asked[person.number], priority, seen.today)
        for priority, person in seen.first(found, 1)
    )


def _next(person: Contact, seen: Glance) -> Question | None:
    return next((q for q in open_questions(person) if not seen.was_raised(_key(person, q))), None)


def _key(person: Contact, question: Question) -> str:
    return f"know_them:{person.number}:{question.trait}"


def _suggestion(person: Contact, question: Question, priority: float, today: date) -> Suggestion:
    silence = length((today - (person.last_on or person.added_on)).days)
    return Suggestion(
        kind="know_them",
        priority=priority,
        title=f"One question about {person.name}",
        reason=(
            f"{question.asks.format(name=first_name(person))} You last talked {silence} ago, and "
            "it tells me whether a word after so long would be worth it. Only you see the answer."
        ),
        evidence=(
            f"Never asked so far: {question.label.lower()}",
            "One question in two weeks at most, and each of them once",
        ),
        key=_key(person, question),
        extra=(
            *(
                Button(
                    label=f"{answer[0].upper()}{answer[1:]}",
                    command=f"edit #{person.number} {typed}",
                )
                for answer, typed in zip(question.answers, question.typed, strict=True)
            ),
            Button(label="Rather not say", command=f"skip {NUDGE}"),
        ),
        own_buttons=True,
    )


KIND = NudgeKind(
    name="know_them",
    label="One question about somebody",
    source=(
        "Jorge Walter, Daniel Levin & Keith Murnighan, 2015, Reconnection Choices: Selecting the "
        "Most Valuable (vs. Most Preferred) Dormant Ties (Organization Science)"
    ),
    suggest=suggest,
    example=_suggestion(
        Contact(
            number=14,
            name="Priya Natarajan",
            added_on=date(2025, 3, 3),
            last_on=date(2025, 7, 14),
            active_days=4,
            peak_s60=2.6,
        ),
        TRUST,
        0.22,
        date(2026, 3, 5),
    ),
)
