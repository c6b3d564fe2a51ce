"""What was learned about answers from recorded chats: the weights in ``coaching/data/answers.json``.

The file names the data that it was fitted to; `tests/evaluate/train_answers.py` makes it anew.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from coaching.detection.forest import Forest
from coaching.detection.pairs import NAMES
from coaching.detection.signs import Lexicon


@dataclass(frozen=True, slots=True)
class Learned:
    """A forest over the signs of a pair, and what its chances were worth on chats it never saw.

    From a chance of ``least`` on a line counts as an answer. ``precision`` has, from each of the
    chances in ``steps`` on, the share of such lines that people had marked as answers.
    """

    forest: Forest
    lexicon: Lexicon
    least: float
    steps: Sequence[float]
    precision: Sequence[float]

    def sureness(self, chance: float) -> float:
        """Return how often a line of this ``chance``, at least ``least``, was an answer."""
        return self.precision[max(0, bisect_right(self.steps, chance) - 1)]


@cache
def learned() -> Learned:
    """Return the weights that NetLead ships with."""
    file = resources.files("coaching").joinpath("data/answers.json")
    return learned_from(json.loads(file.read_text("utf-8")))


def learned_from(data: Mapping[str, Any]) -> Learned:
    """Return the weights in ``data``; `ValueError` if they are for signs other than `NAMES`."""
    if tuple(data["signs"]) != NAMES:
        raise ValueError("the weights for answers belong to other signs; train them anew")
    return Learned(
        forest=Forest.of(data["trees"]),
        lexicon=Lexicon(data["answers"], data["questions"]),
        least=data["least"],
        steps=data["steps"],
        precision=data["precision"],
    )
