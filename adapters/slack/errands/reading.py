"""From Slack's payloads to errands: what is meant, and what is not for us."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from adapters.slack.cards import presses
from adapters.slack.cards.settled import title_of
from adapters.slack.errands.errands import Errand, Surface
from adapters.slack.payloads import part, words

Payload = Mapping[str, Any]

INSTALLATION_EVENTS = frozenset(
    {"app_uninstalled", "tokens_revoked", "team_access_granted", "team_access_revoked"}
)
_SPOKEN = frozenset({"", "file_share", "thread_broadcast"})
"""Kinds of messages in which somebody says something; all others tell of changes."""


def read_event(body: Payload) -> Errand | None:
    """Return what an event asks for; None for what is not for us: apps, edits, other events."""
    event = part(body, "event")
    kind = words(event.get("type"))
    if kind in INSTALLATION_EVENTS:
        return Errand(kind="installation", at=_seconds(body.get("event_time")), told=dict(body))
    if kind == "user_change":
        user = part(event, "user")
        return Errand(kind="person", user=words(user.get("id")), told=dict(user))
    if kind == "app_home_opened":
        if event.get("tab") != "home":
            return None
        return Errand(kind="home", user=words(event.get("user")), team=_team(event))
    if kind == "app_mention" or (kind == "message" and event.get("channel_type") == "im"):
        return _said(body, event, mention=kind == "app_mention")
    return None


def _said(body: Payload, event: Payload, *, mention: bool) -> Errand | None:
    by_app = event.get("bot_id") or event.get("app_id") or event.get("bot_profile")
    user = words(event.get("user"))
    if by_app or not user or words(event.get("subtype")) not in _SPOKEN:
        return None
    if event.get("hidden") or (event.get("edited") and mention):
        return None
    shared = body.get("is_ext_shared_channel")
    return Errand(
        kind="mention" if mention else "message",
        user=user,
        team=words(event.get("user_team")) or _team(event),
        text=words(event.get("text")),
        channel=words(event.get("channel")),
        thread=words(event.get("thread_ts")),
        ts=words(event.get("ts")),
        at=_seconds(body.get("event_time")),
        shared=shared if isinstance(shared, bool) else None,
    )


def read_command(body: Payload) -> Errand:
    """Return what a slash command asks for."""
    return Errand(
        kind="message",
        user=words(body.get("user_id")),
        text=words(body.get("text")),
        channel=words(body.get("channel_id")),
        title=words(body.get("channel_name")),
        response_url=words(body.get("response_url")),
    )


def read_press(body: Payload) -> tuple[Errand, presses.Pressed] | None:
    """Return what a pressed button asks for, with the button; None for any other action."""
    actions = body.get("actions")
    action = actions[0] if isinstance(actions, list) and actions else None
    pressed = presses.read(action) if isinstance(action, Mapping) else None
    user = part(body, "user")
    if pressed is None or not words(user.get("id")):
        return None
    message, container, view = part(body, "message"), part(body, "container"), part(body, "view")
    channel = words(part(body, "channel").get("id")) or words(container.get("channel_id"))
    return Errand(
        kind="press",
        user=words(user.get("id")),
        team=words(user.get("team_id")),
        enterprise=words(user.get("enterprise_id")),
        text=pressed.command,
        channel=channel,
        thread=words(message.get("thread_ts")),
        ts=words(message.get("ts")) or words(container.get("message_ts")),
        surface=_surface(container, view),
        view=words(view.get("id")),
        view_hash=words(view.get("hash")),
        card=pressed.key,
        label=pressed.label,
        keeps=pressed.kind == "keeps",
        title=title_of(message.get("blocks")),
        response_url=words(body.get("response_url")),
    ), pressed


def _surface(container: Payload, view: Payload) -> Surface:
    if view:
        return "home" if view.get("type") == "home" else "view"
    return "ephemeral" if container.get("is_ephemeral") else "message"


def _team(event: Payload) -> str:
    return words(event.get("team")) or words(part(event, "view").get("team_id"))


def _seconds(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0
