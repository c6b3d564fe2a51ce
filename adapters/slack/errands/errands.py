"""What somebody in Slack wants, boiled down from a payload to what it takes to do it.

An errand is what is stored before Slack is told that it arrived, so it holds no more than needed.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, fields
from typing import Any, Literal, get_args

Kind = Literal["message", "mention", "press", "home", "person", "installation"]
Surface = Literal["", "message", "ephemeral", "view", "home"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """One wish. Ids are Slack's own; what a kind does not have is empty.

    ``text`` is what was said, as Slack escapes it, or the command line of a button. ``team`` and
    ``enterprise`` are those of the acting ``user``, where Slack tells them. ``at`` is when it
    happened, in seconds since 1970. ``surface`` is where a button stood: on a message with the
    time stamp ``ts``, a message that only the person sees, in a modal ``view``, or on the home
    tab. ``title`` is the pressed card's. ``fixed`` names one of `answers.FIXED`, where the answer
    is certain without the coach. ``told`` is what a kind has beside that.
    """

    kind: Kind
    user: str = ""
    team: str = ""
    enterprise: str = ""
    text: str = ""
    channel: str = ""
    thread: str = ""
    ts: str = ""
    at: float = 0.0
    shared: bool | None = None
    surface: Surface = ""
    view: str = ""
    view_hash: str = ""
    card: str = ""
    label: str = ""
    keeps: bool = False
    title: str = ""
    response_url: str = ""
    fixed: str = ""
    told: dict[str, Any] = field(default_factory=dict)


_NAMES = tuple(item.name for item in fields(Errand))
_KINDS = frozenset(get_args(Kind))


def dumped(errand: Errand) -> str:
    """Return the errand as JSON text; empty parts are left out."""
    return json.dumps({n: v for n in _NAMES if (v := getattr(errand, n)) or v is False})


def loaded(text: str) -> Errand:
    """Return the errand that `dumped` turned into ``text``; `ValueError` for anything else.

    What only a newer NetLead knows of errands is left out: it may have stored this one before it
    was taken back.
    """
    data = json.loads(text)
    if not isinstance(data, dict) or data.get("kind") not in _KINDS:
        raise ValueError("that is no errand")
    return Errand(**{name: value for name, value in data.items() if name in _NAMES})
