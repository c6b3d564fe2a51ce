"""What the coach wishes a language model for, before it answers, and what came of it.

The coach never talks with a model: it says what it would have worded or read, somebody outside asks
within seconds, and the coach goes on with the answer or without.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from coaching.hiding import Hidden

Task = Literal["reword", "read"]
Trouble = Literal["", "slow", "failed", "resting"]
MOST_TOKENS = 300
"""Tokens of an answer: the longest draft has about 60 words."""
_TOLD = 300
"""Tokens, about, of what the model is told besides the text."""
_CHARACTERS_A_TOKEN = 3
"""English text has four and a bit; marks have fewer."""


@dataclass(frozen=True, slots=True)
class ModelFacts:
    """The model that the operator set up: who is asked, and what a workspace may use in a day."""

    host: str
    tokens_a_day: int


@dataclass(frozen=True, slots=True)
class Wish:
    """A text that a model shall work on; ``forms`` are command lines to choose from."""

    task: Task
    hidden: Hidden
    forms: str = ""

    @property
    def cost(self) -> int:
        """Return about how many tokens it will use up."""
        length = len(self.hidden.text) + len(self.forms)
        return _TOLD + MOST_TOKENS + length // _CHARACTERS_A_TOKEN


@dataclass(frozen=True, slots=True)
class Said:
    """What came of a wish: the model's text, unchecked, or the trouble there was.

    ``tokens`` is what it used up; None where nobody told.
    """

    wish: Wish
    text: str = ""
    tokens: int | None = None
    trouble: Trouble = ""
