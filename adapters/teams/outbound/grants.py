"""What Microsoft answers to the question for a token: a token, a refusal, or nothing of use."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from adapters.teams.outbound.verdicts import retry_after
from adapters.transport import Answer

_TOKEN = re.compile(r"[!-~]{1,16384}")
_NUMBER = re.compile(r"[0-9]{1,9}")
_WORD = re.compile(r"[a-z_]{1,40}")
UNTOLD_LIFE = 600.0
"""Seconds for which a token serves of which nobody said how long it does."""
LONGEST_LIFE = 86_400.0
_OK, _TOO_MANY, _REFUSALS = 200, 429, range(400, 500)
_PASSING = frozenset({"temporarily_unavailable", "server_error", "slow_down"})
_PASSING_STATUS = frozenset({404, 408, 410, 429})
"""404 and 410 are what a machine's own service says while it is being set up."""


@dataclass(frozen=True, slots=True)
class Grant:
    """A token, and for how many seconds it is good."""

    text: str = field(repr=False)
    lives: float


@dataclass(frozen=True, slots=True)
class Denial:
    """No token: ``final`` until the operator changes something, or for now.

    ``code`` is Microsoft's word for it, with its number where it gave one; ``retry_after`` is in
    seconds, 0 where it did not say.
    """

    code: str
    final: bool = False
    retry_after: float = 0.0


def read_grant(answer: Answer) -> Grant | Denial:
    """Return what an answer of the token service says."""
    data = answer.data or {}
    text = data.get("access_token")
    if answer.status == _OK:
        if isinstance(text, str) and _TOKEN.fullmatch(text):
            return Grant(text, _life(data.get("expires_in")))
        return Denial("no token in the answer")
    word = data.get("error")
    name = word if isinstance(word, str) and _WORD.fullmatch(word) else ""
    passing = name in _PASSING or answer.status in _PASSING_STATUS
    return Denial(
        " ".join(part for part in (f"http_{answer.status}", name, _number(data)) if part),
        final=answer.status in _REFUSALS and not passing,
        retry_after=retry_after(answer.headers),
    )


def _life(seconds: object) -> float:
    # A machine's own service tells numbers as text.
    text = str(seconds)
    life = float(text) if _NUMBER.fullmatch(text) else 0.0
    return min(life, LONGEST_LIFE) or UNTOLD_LIFE


def _number(data: dict[str, Any]) -> str:
    codes = data.get("error_codes")
    first = codes[0] if isinstance(codes, list) and codes else None
    return f"AADSTS{first}" if type(first) is int and _NUMBER.fullmatch(str(first)) else ""
