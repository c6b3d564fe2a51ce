"""What goes over the socket: JSON frames, read with suspicion and written from cards."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from coaching.messages import Card, Exchange, Press, card_data

MAX_FRAME = 256_000
"""Bytes of UTF-8 in one frame; a longer one is answered with `TOO_LONG`."""

PAGE = 50
MOST_HISTORY = 1000
STEPS = {"hour": timedelta(hours=1), "day": timedelta(days=1), "week": timedelta(weeks=1)}
TOO_LONG = Card(
    title="That is too long for me",
    body="This text is too long to read in one go, so I did not take it in. "
    "Please send the part that matters, up to 40,000 characters.",
)
LONGEST_KEY = 200
LONGEST_LABEL = 100
_ID = re.compile(r"[A-Za-z0-9._:-]{1,100}")
_ZONE = re.compile(r"[A-Za-z0-9_+-]{1,32}(/[A-Za-z0-9_+-]{1,32}){0,2}")

Frame = Mapping[str, Any]


class FrameError(Exception):
    """A frame that cannot be understood; its text is for the person, ``id`` names the message."""

    def __init__(self, reason: str, message_id: str = "") -> None:
        super().__init__(reason)
        self.id = message_id


@dataclass(frozen=True, slots=True)
class Say:
    """Something said: typed, or a button's command with the ``press`` that it came from."""

    id: str
    text: str
    press: Press | None

    @property
    def shown(self) -> str:
        """Return what the conversation shows as said: a button's label rather than its command."""
        return self.press.label if self.press else self.text


@dataclass(frozen=True, slots=True)
class Earlier:
    """A wish to see the last ``count`` exchanges."""

    count: int


@dataclass(frozen=True, slots=True)
class Advance:
    """A wish to move the demo clock on."""

    by: timedelta


def read(raw: str) -> Say | Earlier | Advance:
    """Return what a frame asks for; `FrameError` for anything that is not one of the three."""
    data = _parsed(raw)
    message_id = _identity(data)
    match data.get("type"):
        case "say":
            return _say(data, message_id)
        case "earlier":
            count = data.get("count")
            if type(count) is int and 0 < count <= MOST_HISTORY:
                return Earlier(count)
        case "advance":
            step = data.get("by")
            if isinstance(step, str) and step in STEPS:
                return Advance(STEPS[step])
    reason = "The page asked for something I do not know. Reloading it may help."
    raise FrameError(reason, message_id)


def identify(raw: str) -> str:
    """Return the message id inside a frame, or the empty string if none can be found."""
    try:
        return _identity(_parsed(raw))
    except FrameError:
        return ""


def _parsed(raw: str) -> Mapping[str, Any]:
    try:
        data = json.loads(raw)
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict):
        reason = "Something arrived here that I could not read. Reloading the page may help."
        raise FrameError(reason)
    return data


def _identity(data: Mapping[str, Any]) -> str:
    found = data.get("id")
    return found if isinstance(found, str) and _ID.fullmatch(found) else ""


def _say(data: Mapping[str, Any], message_id: str) -> Say:
    text, press = data.get("text"), data.get("press")
    if not message_id or not isinstance(text, str):
        reason = "That message arrived damaged. Please send it again."
        raise FrameError(reason, message_id)
    if press is None:
        return Say(message_id, _whole(text), None)
    parts = (press.get("card"), press.get("label")) if isinstance(press, dict) else ()
    card, label = parts or (None, None)
    if not isinstance(card, str) or not isinstance(label, str) or len(card) > LONGEST_KEY:
        reason = "That button's press arrived damaged. Please type what you want to do."
        raise FrameError(reason, message_id)
    return Say(message_id, _whole(text), Press(_whole(card), _whole(label)[:LONGEST_LABEL]))


def _whole(text: str) -> str:
    """Half a surrogate pair, which JSON can carry and UTF-8 cannot, becomes a question mark."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def time_zone(name: str) -> str:
    """Return the IANA name that a browser gave if it is one, else the empty string."""
    if not _ZONE.fullmatch(name):
        return ""
    try:
        return ZoneInfo(name).key
    except (KeyError, ValueError, OSError):
        return ""


def answer(say: Say, card: Card | None, at: datetime) -> Frame:
    """Return the answer to a message; its key is the message's id. No card: nothing to say."""
    return {
        "type": "card",
        "key": say.id,
        "at": at.isoformat(),
        "said": say.shown,
        "press": say.press and {"card": say.press.card, "label": say.press.label},
        "card": card and card_data(card),
    }


def nudge(key: str, card: Card, at: datetime) -> Frame:
    """Return a card that the coach sends on its own."""
    return {"type": "nudge", "key": key, "at": at.isoformat(), "card": card_data(card)}


def history(exchanges: Sequence[Exchange], asked: int) -> Frame:
    """Return the past, oldest first, and whether more than the ``asked`` number may be there."""
    return {
        "type": "history",
        "more": asked <= len(exchanges) < MOST_HISTORY,
        "exchanges": [
            {
                "key": item.key,
                "at": item.at.isoformat(),
                "said": item.said,
                "answered": item.answered,
                "card": card_data(item.card),
            }
            for item in exchanges
        ],
    }


def clock(now: datetime, zone: str) -> Frame:
    """Return the coach's present in words, as a clock on the person's wall would show it."""
    local = now.astimezone(ZoneInfo(zone or "UTC"))
    text = f"{local:%A} {local.day} {local:%B %Y, %H:%M}"
    return {"type": "clock", "now": now.isoformat(), "text": text, "zone": zone or "UTC"}


def trouble(reason: str, message_id: str = "", retry_after: float = 0.0) -> Frame:
    """Return a kind word about a frame; after ``retry_after`` seconds it may be sent again."""
    return {"type": "error", "id": message_id, "text": reason, "retry_after": retry_after}
