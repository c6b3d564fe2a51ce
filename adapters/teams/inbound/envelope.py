"""Who, where and when: what an activity of any kind says about itself.

The gate has seen to the ids; everything else may be of any type, and is then as good as missing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from adapters.teams.inbound.parts import name_in, part, words
from adapters.teams.turns import Address, Event, Person, Room, Scope, Turn

Activity = Mapping[str, Any]

_GUID_LIKE = re.compile(r"[A-Za-z0-9._-]{1,64}")
_PLAIN = re.compile(r"[A-Za-z0-9_+/-]{1,64}")
_SCOPES: Mapping[str, Scope] = {
    "personal": "personal",
    "groupChat": "groupChat",
    "channel": "channel",
}


def tenant_of(activity: Activity) -> str:
    """Return the tenant in which something happened; empty where it is not told.

    It is not that of ``conversation``, which need not be there and may be another.
    """
    tenant = words(part(activity, "channelData", "tenant").get("id"))
    return tenant.lower() if _GUID_LIKE.fullmatch(tenant) else ""


def address_of(activity: Activity) -> Address:
    """Return where something happened, and how that is reached."""
    return Address(
        tenant=tenant_of(activity),
        service_url=words(activity.get("serviceUrl")),
        conversation=words(part(activity, "conversation").get("id")),
        scope=_scope(activity),
        bot=words(part(activity, "recipient").get("id")),
    )


def turn_of(activity: Activity, key: str, event: Event) -> Turn:
    """Return ``event`` with who, where and when it was."""
    sender = part(activity, "from")
    address = address_of(activity)
    return Turn(
        key=key,
        id=words(activity.get("id")),
        address=address,
        sender=Person(
            mri=words(sender.get("id")),
            object_id=object_id_in(sender.get("aadObjectId")),
            name=name_in(sender.get("name")),
        ),
        event=event,
        time_zone=_told(activity, "localTimezone", "timezone"),
        locale=_told(activity, "locale", "locale"),
        room=None if address.scope == "personal" else _room(activity, address),
    )


def object_id_in(value: object) -> str:
    """Return the id of somebody in a tenant; empty for what cannot be one."""
    found = words(value)
    return found if _GUID_LIKE.fullmatch(found) else ""


def _scope(activity: Activity) -> Scope:
    """Return what kind of conversation it is, by its ids where it is not told."""
    conversation = part(activity, "conversation")
    told = _SCOPES.get(words(conversation.get("conversationType")))
    if told is not None:
        return told
    if part(activity, "channelData", "team"):
        return "channel"
    return "groupChat" if words(conversation.get("id")).startswith("19:") else "personal"


def _room(activity: Activity, address: Address) -> Room:
    channel = part(activity, "channelData", "channel")
    team = part(activity, "channelData", "team")
    name = name_in(channel.get("name")) or name_in(part(activity, "conversation").get("name"))
    return Room(
        id=address.conversation.partition(";")[0],
        name=name,
        team=words(team.get("id")),
        team_name=name_in(team.get("name")),
    )


def _told(activity: Activity, name: str, of_client: str) -> str:
    """Return what the activity, or else its note about the client, says."""
    entities = activity.get("entities")
    notes = [part(entity) for entity in entities] if isinstance(entities, list) else []
    told = [words(note.get(of_client)) for note in notes if note.get("type") == "clientInfo"]
    for value in (words(activity.get(name)), *told):
        if _PLAIN.fullmatch(value):
            return value
    return ""
