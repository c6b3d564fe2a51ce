"""Whether an activity has the shape of one: what everybody behind the gate relies on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from http import HTTPStatus
from typing import Any

from adapters.refusals import RefusalError

LONGEST_ID = 512
"""Characters of an id; a reply in a channel has the longest of Teams' own, about a hundred."""


def see_shape(activity: Mapping[str, Any]) -> None:
    """Refuse an activity without a kind, a conversation or a sender, or with parts of wrong types.

    An id has 1 to `LONGEST_ID` characters that can be seen. What else is of the wrong type
    (names, zones, what a card carries) is taken for missing by those who read it.
    """
    _see_id(activity.get("type"), "type")
    _see_id(_object(activity, "conversation").get("id"), "conversation")
    _see_id(_object(activity, "from").get("id"), "sender")
    if activity.get("id") is not None:
        _see_id(activity["id"], "id")
    if not isinstance(activity.get("text"), str | None):
        raise _bad("text")
    for name in ("timestamp", "localTimestamp"):
        _see_moment(activity.get(name))


def _object(activity: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = activity.get(name)
    if not isinstance(found, dict):
        raise _bad(name)
    return found


def _see_id(value: object, name: str) -> None:
    if not isinstance(value, str) or not 0 < len(value) <= LONGEST_ID or not value.isprintable():
        raise _bad(name)


def _see_moment(value: object) -> None:
    if value is None:
        return
    try:
        datetime.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        raise _bad("time") from None


def _bad(name: str) -> RefusalError:
    return RefusalError(HTTPStatus.BAD_REQUEST, f"no good {name}")
