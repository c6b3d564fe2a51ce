"""What Teams' service can be asked, as requests that nobody has sent yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from adapters.teams.outbound.pacing import Kind
from adapters.teams.turns import Address, Person

PAGE = 500
"""Members on one page."""

Activity = Mapping[str, Any]
"""JSON as the Bot Framework has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One call; ``path`` is below the service's address.

    ``safe``: done twice it is the same as done once. ``telling``: JSON has to come back.
    """

    name: str
    method: str
    path: str
    kind: Kind = "send"
    body: Mapping[str, Any] | None = None
    query: Mapping[str, str] | None = None
    safe: bool = False
    telling: bool = True


def posting(address: Address, activity_json: Activity, reply_to: str = "") -> Call:
    """Post an activity, perhaps as a reply to another."""
    body = _filled(address, activity_json)
    if not reply_to:
        return Call(name="send", method="POST", path=_path(address, "activities"), body=body)
    path = _path(address, "activities", reply_to)
    return Call(name="reply", method="POST", path=path, body={**body, "replyToId": reply_to})


def updating(address: Address, activity_json: Activity) -> Call:
    """Put an activity in the place of the one whose ``id`` it has."""
    path = _path(address, "activities", str(activity_json["id"]))
    body = _filled(address, activity_json)
    return Call(name="update", method="PUT", path=path, body=body, safe=True, telling=False)


def deleting(address: Address, activity_id: str) -> Call:
    """Take an activity away."""
    path = _path(address, "activities", activity_id)
    return Call(name="delete", method="DELETE", path=path, safe=True, telling=False)


def opening(address: Address, person: Person) -> Call:
    """Open somebody's direct chat with the bot; Teams has one for each, however often asked."""
    body = {
        "bot": {"id": address.bot},
        "isGroup": False,
        "members": [{"id": person.mri or person.object_id}],
        "tenantId": address.tenant,
        "channelData": {"tenant": {"id": address.tenant}},
    }
    return Call(name="create", method="POST", path="v3/conversations", body=body, safe=True)


def listing(address: Address, continued: str = "") -> Call:
    """Ask for a page of those who are in a conversation."""
    query = {"pageSize": str(PAGE)} | ({"continuationToken": continued} if continued else {})
    path = _path(address, "pagedmembers")
    return Call(name="members", method="GET", path=path, query=query, kind="read", safe=True)


def looking_up(address: Address, user: str) -> Call:
    """Ask for one member, by ``29:…`` or object id."""
    path = _path(address, "members", user)
    return Call(name="member", method="GET", path=path, kind="read", safe=True)


def _path(address: Address, *parts: str) -> str:
    # Ids have colons, semicolons, slashes: each is one part of the path.
    inside = (quote(part, safe="") for part in (address.conversation, *parts))
    return f"v3/conversations/{'/'.join(inside)}"


def _filled(address: Address, activity_json: Activity) -> dict[str, Any]:
    return {
        "from": {"id": address.bot},
        "conversation": {"id": address.conversation},
        **activity_json,
    }
