"""Twelve example people with two years of history, so that NetLead can be tried at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle
from typing import Any

from coaching.network import TouchKind

ADDED_DAYS_AGO = 728
"""How long ago the example people were added: two years, less than touches are kept."""
BIRTHDAY_IN_DAYS = 4
PROMISED_TO = "Lena Fischer"
PROMISED = "the survey results"
PROMISED_DAYS_AGO, DUE_IN_DAYS = 6, 2

_What = tuple[TouchKind, str]
_Step = tuple[int, TouchKind, str]
Happening = tuple[date, TouchKind, str]
_SATURDAY = 5
# Gaps between touches differ by these days in turn, so that nobody looks like clockwork.
_SWAY = (0, 2, -1, 1, -2, 3, 0, -3)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExamplePerson:
    """A made-up person: columns of the contact, and what happened, by day, oldest first."""

    name: str
    added_on: date
    about: Mapping[str, Any]
    touches: tuple[Happening, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sketch:
    """A person in days before today: a rhythm ``(first, last, gap)``, its words, single days."""

    name: str
    about: Mapping[str, Any]
    rhythm: tuple[int, int, int] = (0, 1, 1)
    words: tuple[_What, ...] = (("met", ""),)
    single: tuple[_Step, ...] = ()
    added: int = ADDED_DAYS_AGO


def example_people(today: date) -> tuple[ExamplePerson, ...]:
    """Return the example people as they stand on ``today``; the same day gives the same people."""
    return tuple(_person(sketch, today) for sketch in _SKETCHES)


def _person(sketch: _Sketch, today: date) -> ExamplePerson:
    about = dict(sketch.about)
    if about.pop("birthday_soon", False):
        day = today + timedelta(days=BIRTHDAY_IN_DAYS)
        about |= {"birth_month": day.month, "birth_day": day.day}
    touches = {
        (_weekday(today - timedelta(days=ago)), kind): what for ago, kind, what in _steps(sketch)
    }
    return ExamplePerson(
        name=sketch.name,
        added_on=today - timedelta(days=sketch.added),
        about=about,
        touches=tuple(sorted((day, kind, what) for (day, kind), what in touches.items())),
    )


def _steps(sketch: _Sketch) -> Iterator[_Step]:
    first, last, gap = sketch.rhythm
    ago, words, sway = first, cycle(sketch.words), cycle(_SWAY)
    while ago >= last:
        kind, what = next(words)
        yield ago, kind, what
        ago -= max(1, gap + next(sway) * gap // 10)
    yield from sketch.single


def _weekday(day: date) -> date:
    """Return the day, or the Friday before a weekend."""
    return day - timedelta(days=max(0, day.weekday() - _SATURDAY + 1))


_SKETCHES = (
    # Warm, and carries more than her share of the asks.
    _Sketch(
        name="Ada Lindqvist",
        about={
            "circle": 5,
            "side": "inside",
            "kind": "operational",
            "knows": ("pricing", "negotiation"),
            "likes": ("climbing",),
            "introduced_by": "me",
            "trust": 3,
            "seniority": 2,
            "how_met": "first week at work, same desk row",
        },
        rhythm=(715, 16, 7),
        words=(
            ("met", "weekly planning"),
            ("got", "the pricing model"),
            ("met", "lunch"),
            ("got", "a review of the deck"),
            ("helped", "the offer for the new customer"),
        ),
        single=(
            (44, "got", "the cost sheet"),
            (30, "got", "the discount rules"),
            (9, "got", "the contract wording"),
            (2, "thanked", "the contract wording"),
            (2, "met", "weekly planning"),
        ),
    ),
    # Helped a few days ago and has not heard a thank-you.
    _Sketch(
        name="Bo Adeyemi",
        about={
            "circle": 15,
            "side": "inside",
            "kind": "operational",
            "knows": ("data", "dashboards"),
            "likes": ("cycling", "jazz"),
            "introduced_by": "Ada Lindqvist",
            "trust": 2,
            "seniority": 1,
        },
        rhythm=(600, 20, 20),
        words=(("met", "the numbers"), ("helped", "a talk proposal"), ("met", "coffee")),
        single=((5, "got", "the survey figures"),),
    ),
    # Cooling: outside, strategic, usually every twelve days.
    _Sketch(
        name="Cy Navarro",
        about={
            "circle": 15,
            "side": "outside",
            "kind": "strategic",
            "knows": ("hiring", "legal"),
            "likes": ("chess",),
            "introduced_by": "Ada Lindqvist",
            "trust": 3,
            "seniority": 2,
            "how_met": "panel on hiring",
        },
        rhythm=(500, 48, 12),
        words=(("met", "call about hiring"), ("shared", "an article on contracts"), ("met", "")),
    ),
    # A birthday soon.
    _Sketch(
        name="Mia Rossi",
        about={
            "circle": 50,
            "side": "inside",
            "kind": "personal",
            "likes": ("running", "cooking"),
            "tags": ("running club",),
            "introduced_by": "me",
            "trust": 2,
            "birthday_soon": True,
        },
        rhythm=(650, 24, 30),
        words=(("met", "run in the park"), ("met", "lunch"), ("helped", "her move")),
    ),
    # The one research would pick: senior, trusted, hardly worked with, silent for long.
    _Sketch(
        name="Priya Nair",
        about={
            "circle": 50,
            "side": "outside",
            "kind": "strategic",
            "knows": ("product strategy", "pricing"),
            "introduced_by": "Tom Okafor",
            "trust": 3,
            "seniority": 3,
            "how_met": "Tom's project review",
        },
        single=(
            (420, "met", "project review"),
            (400, "met", "how she plans a year"),
            (360, "got", "her notes on strategy"),
            (359, "thanked", "her notes on strategy"),
            (330, "met", "lunch"),
        ),
    ),
    # The one instinct would pick instead.
    _Sketch(
        name="Tom Okafor",
        about={
            "circle": 50,
            "side": "inside",
            "kind": "operational",
            "knows": ("operations",),
            "introduced_by": "me",
            "trust": 2,
            "seniority": 1,
        },
        rhythm=(700, 150, 6),
        words=(("met", "stand-up"), ("met", ""), ("helped", "the rota")),
    ),
    # Far out and silent: may be let go at the quarter's review.
    _Sketch(
        name="Jan Novak",
        about={"circle": 150, "side": "inside", "kind": "operational", "introduced_by": "me"},
        rhythm=(640, 205, 90),
        words=(("met", "corridor"),),
    ),
    # Added last week, and never spoken to.
    _Sketch(
        name="Grace Mbeki",
        about={
            "circle": 50,
            "side": "outside",
            "kind": "strategic",
            "knows": ("partnerships",),
            "introduced_by": "Priya Nair",
            "seniority": 3,
        },
        added=8,
    ),
    # Something is promised to her, and help given has not been asked about.
    _Sketch(
        name=PROMISED_TO,
        about={
            "circle": 15,
            "side": "inside",
            "kind": "operational",
            "knows": ("customers", "surveys"),
            "likes": ("tea",),
            "introduced_by": "Bo Adeyemi",
            "trust": 2,
            "seniority": 3,
        },
        rhythm=(540, 22, 14),
        words=(("met", "customer calls"), ("met", ""), ("got", "a customer's number")),
        single=((10, "helped", "the customer survey"),),
    ),
    _Sketch(
        name="Yuki Sato",
        about={
            "circle": 50,
            "side": "outside",
            "kind": "personal",
            "knows": ("design",),
            "likes": ("photography",),
            "introduced_by": "Mia Rossi",
            "trust": 2,
        },
        rhythm=(700, 33, 45),
        words=(
            ("met", "exhibition"),
            ("shared", "a photo book"),
            ("got", "a second look at a page"),
        ),
    ),
    _Sketch(
        name="Omar Haddad",
        about={
            "circle": 150,
            "side": "inside",
            "kind": "strategic",
            "knows": ("security", "data"),
            "introduced_by": "me",
            "seniority": 2,
        },
        single=(
            (300, "met", "risk workshop"),
            (210, "got", "a look at our setup"),
            (120, "met", "lunch"),
            (75, "met", "next year's plans"),
        ),
    ),
    # Much was given here, and little asked for.
    _Sketch(
        name="Sam Whitfield",
        about={
            "circle": 50,
            "side": "outside",
            "kind": "operational",
            "knows": ("events",),
            "likes": ("sailing",),
            "introduced_by": "me",
            "trust": 1,
            "seniority": 1,
        },
        rhythm=(400, 26, 25),
        words=(("helped", "the venue list"), ("shared", "a speaker's name"), ("met", "call")),
    ),
)
