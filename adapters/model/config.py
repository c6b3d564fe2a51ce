"""What the operator set for the language model: where it is, and as whom it is asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

WITHIN = 5.0
"""Seconds for everything that one wish takes: a person waits for it."""


@dataclass(frozen=True, slots=True)
class ModelConfig:
    """An endpoint that speaks OpenAI's chat completions; no secret is in the repr.

    ``url`` is what stands before ``/chat/completions``. ``tokens_a_day`` is what one workspace may
    use up in a day.
    """

    url: str
    name: str
    key: str = field(default="", repr=False)
    tokens_a_day: int = 50_000
    within: float = WITHIN

    @property
    def host(self) -> str:
        """Return who is asked, as people are told."""
        return urlsplit(self.url).hostname or ""
