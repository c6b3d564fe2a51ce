"""What is asked of a contact one tap at a time, slowly: trust, seniority, shared work, willingness.

These four tell whom a reconnection is worth most with, and whom instinct passes over: Walter,
Levin and Murnighan, "Reconnection choices", Organization Science 2015.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from coaching.network import Contact

_UNKNOWN = "never asked"


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its answers 1 to 3 in words, and what one types in an `edit` line for each."""

    trait: str
    label: str
    asks: str
    answers: tuple[str, str, str]
    typed: tuple[str, str, str]

    def answer(self, contact: Contact) -> str:
        """Return what is known of a contact, in words."""
        known: int = getattr(contact, self.trait)
        return self.answers[known - 1] if known else _UNKNOWN

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """Return (label, value) for a form, "1: a little" and so on."""
        return tuple((f"{n}: {words}", str(n)) for n, words in enumerate(self.answers, 1))


QUESTIONS = (
    Question(
        "trust",
        "Trust",
        "How far do you trust {name}?",
        ("a little", "mostly", "fully"),
        ("trust 1", "trust 2", "trust 3"),
    ),
    Question(
        "seniority",
        "Seniority",
        "Where does {name} stand, seen from you?",
        ("junior to you", "a peer", "senior to you"),
        ("junior", "peer", "senior"),
    ),
    Question(
        "together",
        "Worked together",
        "How much have you and {name} worked together?",
        ("hardly", "now and then", "a lot"),
        ("together 1", "together 2", "together 3"),
    ),
    Question(
        "willing",
        "Willing to help",
        "How willing is {name} to help you?",
        ("hardly", "when asked", "gladly"),
        ("willing 1", "willing 2", "willing 3"),
    ),
)
TRUST, SENIORITY, TOGETHER, WILLING = QUESTIONS
"""In the order in which they are asked."""


def open_questions(contact: Contact) -> Iterator[Question]:
    """Yield what was never answered of a contact, the most telling first."""
    return (question for question in QUESTIONS if not getattr(contact, question.trait))
