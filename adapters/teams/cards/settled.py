"""What becomes of a card after a press: the answer, its words without buttons, or its form again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from adapters.teams.cards.adaptive import LONGEST_SUMMARY, Posting, fitted, form, parts, words
from adapters.teams.cards.presses import LONGEST_TITLE, Wire, rows
from adapters.teams.cards.texts import Element, cut, literal, paragraphs, quiet
from coaching.messages import Button, Card

LONGEST_PROBLEM = 1_000
"""Characters of what is said above a form; more would hide it."""
MOST_WAYS = 6
"""Buttons that a refusal may offer above the form."""


def after_press(title: str, label: str, answer: Card, key: str, *, wire: Wire = "both") -> Posting:
    """Return what stands in a card's place after ``label`` was pressed on it, with the answer.

    ``title`` is the old card's, ``key`` the answer's. Raises `ValueError` as `message` does.
    """
    posting = fitted(
        answer,
        lambda short, way: [quiet(_mark(title, label)), *parts(short, key, way)],
        wire,
    )
    summary = f"{_mark(title, label)} {posting.summary}"
    return replace(posting, summary=cut(summary, LONGEST_SUMMARY))


def settled(card: Card, label: str) -> Posting:
    """Return ``card`` without its inputs and buttons, with a line that names the one pressed."""
    bare = replace(card, inputs=(), buttons=())
    return fitted(bare, lambda short, _: [*words(short), quiet(_mark("", label))])


def form_again(
    card: Card,
    key: str,
    values: Mapping[str, str],
    problem: Card,
    problem_key: str,
    *,
    wire: Wire = "both",
) -> Posting:
    """Return the form ``card`` as it was filled in, with the refusal ``problem`` above it.

    The buttons of each card carry that card's key, so that the form can be sent off again and what
    the refusal offers can be taken. Raises `ValueError` as `message` does.
    """
    inputs = tuple(replace(item, value=values.get(item.name, item.value)) for item in card.inputs)

    def body(short: Card, way: Wire) -> Sequence[Element]:
        top = [_alarm(problem, problem_key, way)]
        return [*top, *words(short), *form(short), *rows(short, key, way)]

    posting = fitted(replace(card, inputs=inputs), body, wire)
    return replace(posting, summary=cut(" ".join(_said(problem).split()), LONGEST_SUMMARY))


def needed(card: Card, lacking: Sequence[str]) -> Card:
    """Return the refusal of a form that was sent off without the required inputs ``lacking``."""
    names = [f"“{item.label}”" for item in card.inputs if item.name in lacking]
    return Card(body=f"Please fill in {', '.join(names) or 'what is still empty'}.", refused=True)


def _alarm(problem: Card, key: str, wire: Wire) -> Element:
    ways: tuple[Button, ...] = tuple(b for b in problem.buttons if not b.submits)[:MOST_WAYS]
    items = paragraphs(cut(_said(problem), LONGEST_PROBLEM))
    return {
        "type": "Container",
        "style": "attention",
        "items": [*items, *rows(replace(problem, buttons=ways), key, wire)],
    }


def _said(problem: Card) -> str:
    return literal(problem.body).strip() or literal(problem.title).strip() or "That did not work."


def _mark(title: str, label: str) -> str:
    mark = f"✓ {' '.join(literal(label).split())}"
    old = " ".join(literal(title).split())
    return f"{cut(old, LONGEST_TITLE)} · {mark}" if old else mark
