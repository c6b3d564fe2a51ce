"""What would Slack say to an app manifest? Its schema, its types, and rules that stand in prose."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from typing import Any

from jsonschema_rs import Draft7Validator

from tests.adapters.slack.oracles.slack_types import definitions
from tests.conftest import REFERENCE
from tests.schemas import problems

SCHEMA = REFERENCE / "slack" / "manifest.schema.json"
ABSENT = "Slack's manifest schema is not on this machine"

EVENT_SCOPES = {
    "app_home_opened": "",
    "app_mention": "app_mentions:read",
    "app_uninstalled": "",
    "channel_id_changed": "channels:read",
    "member_joined_channel": "channels:read",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
    "reaction_added": "reactions:read",
    "team_access_granted": "",
    "team_access_revoked": "",
    "team_join": "users:read",
    "tokens_revoked": "",
    "user_change": "users:read",
}
"""The scope that each event needs before Slack lets an app subscribe to it; empty for none."""


def by_schema(manifest: dict[str, Any]) -> list[str]:
    """Return what Slack's schema has against it: structure, lengths, patterns of addresses."""
    return problems(_schema(), manifest)


def by_types(manifest: dict[str, Any]) -> list[str]:
    """Return what Slack's types have against it: names of fields, scopes and events.

    Raises `Unavailable` where the types are not at hand.
    """
    return problems(_types(), manifest)


def by_prose(manifest: dict[str, Any]) -> list[str]:
    """Return what Slack's documentation has against it, which neither schema nor types know."""
    scopes = manifest["oauth_config"]["scopes"]
    events = manifest["settings"]["event_subscriptions"]["bot_events"]
    granted = set(scopes["bot"])
    found = [
        f"{scope} is optional and not among the scopes asked for"
        for scope in scopes.get("bot_optional", ())
        if scope not in granted
    ]
    twice = Counter([*scopes["bot"], *events])
    found += [f"{name} stands there {n} times" for name, n in twice.items() if n > 1]
    for event in events:
        scope = EVENT_SCOPES.get(event)
        if scope is None:
            found.append(f"{event}: which scope does it need?")
        elif scope and scope not in granted:
            found.append(f"{event} needs {scope}")
    return found + _addresses(manifest)


def _addresses(manifest: dict[str, Any]) -> list[str]:
    """Without Socket Mode Slack wants an address for everything that it calls, with it none."""
    settings = manifest["settings"]
    places = {
        "events": settings["event_subscriptions"].get("request_url"),
        "interactivity": settings["interactivity"].get("request_url"),
        **{
            command["command"]: command.get("url")
            for command in manifest["features"]["slash_commands"]
        },
    }
    wanted = not settings["socket_mode_enabled"]
    return [
        f"{place} {'needs an address' if wanted else 'has an address'}"
        for place, url in places.items()
        if bool(url) != wanted
    ]


@cache
def _schema() -> Draft7Validator:
    return Draft7Validator(json.loads(SCHEMA.read_text("utf-8")))


@cache
def _types() -> Draft7Validator:
    return Draft7Validator({"$ref": "#/definitions/AppManifest", "definitions": definitions()})
