"""What Teams proposes: commands above the box that people type in, and the action on a message."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

HELPED_ME = "log_helped_me"

_TIP = ("tip", "A tip that fits you, with its source")
_TODAY = ("today", "What is worth doing now, and why")
_MET = ("met", "Note that you were in touch: met Ada: Rust, yesterday")
_HELPED = ("helped", "Note help you gave: helped Bo with the deck")
_GOT = ("got help from", "Note help you got: got help from Ada with the launch")
_PROMISE = ("promise", "Be reminded of what you owe: promise Ada the deck by Friday")
_LEDGER = ("ledger", "What you gave and what you got")
_WHO = ("who", "Your people: who, who Ada, who knows about pricing")
_PROMPTS = ("prompts", "Let this channel thank, share and ask once a week")
_SETTINGS = ("settings", "Your hours, days off, time zone, and how often I write")
_HELP = ("help", "Everything you can say")

_EVERYWHERE = (_TIP, _TODAY, _MET, _HELPED, _GOT, _LEDGER, _WHO)

COMMAND_LISTS: Mapping[str, Sequence[tuple[str, str]]] = {
    "personal": (*_EVERYWHERE, _PROMISE, _SETTINGS, _HELP),
    "team": (*_EVERYWHERE, _PROMPTS, _SETTINGS, _HELP),
    "groupChat": (*_EVERYWHERE, _SETTINGS, _HELP),
}
"""By scope: what is typed, and a few words about it; ten are shown at most."""

MESSAGE_ACTIONS: Sequence[Mapping[str, Any]] = [
    {
        "id": HELPED_ME,
        "type": "action",
        "context": ["message"],
        "title": "Log that they helped me",
        "description": "Note in your own ledger that whoever wrote this helped you",
        "fetchTask": True,
    }
]
"""What the menu of a message offers; the bot makes the form when it is asked for."""
