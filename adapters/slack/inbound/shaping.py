"""What Bolt gets to see of a payload: whose it is, in the shape that Bolt expects.

Bolt looks for teams and people in many places and takes for granted that each is what it should
be; a payload of another shape would end in an error, and Slack would send it again and again.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from adapters.slack.errands.reading import ident
from adapters.slack.payloads import part, words

_PARTS: Mapping[str, tuple[str, ...]] = {
    "team": ("id", "enterprise_id"),
    "enterprise": ("id",),
    "user": ("id", "team_id"),
    "view": ("team_id", "app_installed_team_id"),
    "event": ("user", "team", "team_id", "enterprise_id"),
}


def shaped(body: Mapping[str, Any]) -> dict[str, Any]:
    """Return those parts of ``body`` by which Bolt tells installations; what is odd is left out."""
    seen = _ids(body, ("team_id", "enterprise_id", "user_id", "team", "user"))
    seen["type"] = words(body.get("type"))
    if "command" in body:
        seen["command"] = words(body.get("command"))
    for name, inside in _PARTS.items():
        if isinstance(value := body.get(name), Mapping):
            seen[name] = _ids(value, inside)
    if "event" in seen:
        seen["event"]["type"] = words(part(body, "event").get("type"))
    authorizations = body.get("authorizations")
    if isinstance(authorizations, list) and authorizations:
        told = part({"first": authorizations[0]}, "first")
        if first := _ids(told, ("enterprise_id", "team_id", "user_id")):
            seen["authorizations"] = [first]
    return seen


def _ids(value: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    """Return the ids that ``value`` has under ``names``."""
    return {name: found for name in names if (found := ident(value.get(name)))}
