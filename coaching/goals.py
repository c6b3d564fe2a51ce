"""A goal, the kinds of people it needs, and who in the network is one of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from coaching.names import fold
from coaching.network import Contact

_NEEDS = re.compile(r"\s+needs?:?\s+|\s+with:?\s+", re.IGNORECASE)
_MOST = 8
_ARTICLES = frozenset({"a", "an", "the", "some", "somebody", "someone", "in", "who", "knows"})


def read_goal(text: str) -> tuple[str, tuple[str, ...]]:
    """Return the goal and the kinds of people it needs, as "goal needs one, another"."""
    parts = _NEEDS.split(text, maxsplit=1)
    needs = re.split(r",|;|\band\b", parts[1]) if len(parts) > 1 else []
    kinds = (" ".join(need.split())[:60] for need in needs)
    return " ".join(parts[0].split())[:300], tuple(dict.fromkeys(k for k in kinds if k))[:_MOST]


def covered_by(need: str, contacts: Sequence[Contact]) -> list[Contact]:
    """Return the contacts whose tags or knowledge hold the words of ``need``."""
    words = {word for word in fold(need).split() if word not in _ARTICLES}
    return [contact for contact in contacts if words and words <= _words(contact)]


def _words(contact: Contact) -> set[str]:
    return set(fold(" ".join((*contact.tags, *contact.knows))).split())
