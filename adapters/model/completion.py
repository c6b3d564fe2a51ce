"""What comes back from a language model: read with suspicion, one text taken from it or none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from adapters.transport import Answer

MOST_BYTES = 64 * 1024
"""Bytes of an answer: a hundred times what a reworded message needs."""
MOST_TOKENS = 100_000
"""What one answer may say that it cost; more is not believed."""
_OK = 200
_WHOLE = "stop"


class UnusableError(Exception):
    """An answer that is none; its text is a few fixed words and quotes nothing."""


@dataclass(frozen=True, slots=True)
class Completion:
    """The text, and the tokens it cost; None where that is not told. No text: it was withheld."""

    text: str
    tokens: int | None


def read_completion(answer: Answer) -> Completion:
    """Return what stands in ``answer``; `UnusableError` for anything but a chat completion.

    A text that was cut off or withheld is an empty one: the service is well all the same.
    """
    if answer.status != _OK:
        raise UnusableError(f"status {answer.status}")
    data = answer.data
    if data is None:
        raise UnusableError("not JSON")
    choices = data.get("choices")
    first = choices[0] if isinstance(choices, list) and choices else None
    message = first.get("message") if isinstance(first, dict) else None
    if not isinstance(first, dict) or not isinstance(message, dict):
        raise UnusableError("not a completion")
    content = message.get("content")
    if content is not None and not isinstance(content, str):
        raise UnusableError("not a text")
    whole = first.get("finish_reason") in (_WHOLE, None)
    return Completion(content or "" if whole else "", _tokens(data))


def wants_other_limit(answer: Answer) -> bool:
    """Return whether it was refused for naming the limit in the way that most services do."""
    error = (answer.data or {}).get("error")
    return isinstance(error, dict) and error.get("param") == "max_tokens"


def _tokens(data: Mapping[str, Any]) -> int | None:
    usage = data.get("usage")
    total = usage.get("total_tokens") if isinstance(usage, dict) else None
    if not isinstance(total, int) or isinstance(total, bool) or not 0 <= total <= MOST_TOKENS:
        return None
    return total
