"""What a wish for words comes back with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Trouble = Literal["", "slow", "failed", "resting"]


@dataclass(frozen=True, slots=True)
class Reply:
    """What the model wrote, unchecked, or why there is nothing; ``tokens`` as far as it told.

    ``resting``: it was not asked, since it failed again and again or has its hands full.
    """

    text: str = ""
    tokens: int | None = None
    trouble: Trouble = ""
