"""From Slack's payloads to errands: what is meant, and what is not for us.

Who acts is only ever read from where Slack itself puts it, never from what travelled with a view
or a button.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from adapters.slack.cards import presses
from adapters.slack.cards.forms import Submission
from adapters.slack.cards.presses import Pressed
from adapters.slack.cards.settled import title_of
from adapters.slack.errands.errands import Errand, Surface
from adapters.slack.outbound.rooms import DIRECT
from adapters.slack.payloads import part, words

Payload = Mapping[str, Any]

INSTALLATION_EVENTS = frozenset(
    {"app_uninstalled", "tokens_revoked", "team_access_granted", "team_access_revoked"}
)
_SPOKEN = frozenset({"", "file_share", "thread_broadcast"})
"""Kinds of messages in which somebody says something; all others tell of changes."""
_INSTALLATION = ("event", "event_time", "team_id", "enterprise_id", "authorizations")
_ID = re.compile(r"[A-Za-z0-9_.-]{1,64}")
_LATEST = 32_503_680_000.0
"""The year 3000 in seconds since 1970: a time beyond is none."""


def ident(value: object) -> str:
    """Return ``value`` if it is an id as Slack makes them, else nothing: it becomes a key."""
    return value if isinstance(value, str) and _ID.fullmatch(value) else ""


def read_event(body: Payload) -> Errand | None:
    """Return what an event asks for; None for what is not for us: apps, edits, other events."""
    event = part(body, "event")
    kind = words(event.get("type"))
    if kind in INSTALLATION_EVENTS:
        told = {name: body[name] for name in _INSTALLATION if name in body}
        return Errand(kind="installation", at=_seconds(body.get("event_time")), told=told)
    if kind == "user_change":
        user = part(event, "user")
        name = ident(user.get("id"))
        return Errand(kind="person", user=name, told=dict(user)) if name else None
    if kind == "app_home_opened":
        name = ident(event.get("user"))
        opened = bool(name) and event.get("tab") == "home"
        channel = ident(event.get("channel"))
        return (
            Errand(kind="home", user=name, team=_team(event), channel=channel) if opened else None
        )
    if kind == "app_mention" or (kind == "message" and event.get("channel_type") == "im"):
        return _said(body, event, mention=kind == "app_mention")
    return None


def _said(body: Payload, event: Payload, *, mention: bool) -> Errand | None:
    by_app = event.get("bot_id") or event.get("app_id") or event.get("bot_profile")
    user, channel = ident(event.get("user")), ident(event.get("channel"))
    if by_app or not user or words(event.get("subtype")) not in _SPOKEN:
        return None
    if event.get("hidden") or (event.get("edited") and mention):
        return None
    if mention and channel.startswith(DIRECT):
        return None  # the same comes as a direct message as well
    shared = body.get("is_ext_shared_channel")
    return Errand(
        kind="mention" if mention else "message",
        user=user,
        team=ident(event.get("user_team")) or _team(event),
        text=words(event.get("text")),
        channel=channel,
        thread=ident(event.get("thread_ts")),
        ts=ident(event.get("ts")),
        at=_seconds(body.get("event_time")),
        shared=shared if isinstance(shared, bool) else None,
    )


def read_command(body: Payload) -> Errand | None:
    """Return what a slash command asks for; None where nobody asks."""
    user = ident(body.get("user_id"))
    if not user:
        return None
    return Errand(
        kind="message",
        user=user,
        team=ident(body.get("team_id")),
        enterprise=ident(body.get("enterprise_id")),
        text=words(body.get("text")),
        channel=ident(body.get("channel_id")),
        title=words(body.get("channel_name")),
        response_url=words(body.get("response_url")),
    )


def read_press(body: Payload) -> tuple[Errand, Pressed | None] | None:
    """Return what a pressed button asks for, with the button.

    Without one where something else was pressed than what is made here: an old card, or a forged
    one. None where there is nothing to answer: nobody pressed, or it was a link.
    """
    actions = body.get("actions")
    action = actions[0] if isinstance(actions, list) and actions else None
    user = part(body, "user")
    if not isinstance(action, Mapping) or action.get("url") or not ident(user.get("id")):
        return None
    pressed = presses.read(action)
    message, container, view = part(body, "message"), part(body, "container"), part(body, "view")
    channel = ident(part(body, "channel").get("id")) or ident(container.get("channel_id"))
    return Errand(
        kind="press",
        user=ident(user.get("id")),
        team=ident(user.get("team_id")),
        enterprise=_enterprise(user, body),
        text=pressed.command if pressed else "",
        channel=channel,
        thread=ident(message.get("thread_ts")),
        ts=ident(message.get("ts")) or ident(container.get("message_ts")),
        surface=_surface(container, view),
        view=words(view.get("id")),
        view_hash=words(view.get("hash")),
        card=pressed.key if pressed else "",
        label=pressed.label if pressed else "",
        keeps=pressed is None or pressed.kind == "keeps",
        title=title_of(message.get("blocks")),
        response_url=words(body.get("response_url")),
        fixed="" if pressed else "gone",
    ), pressed


def read_actor(body: Payload, submission: Submission | None = None) -> Errand | None:
    """Return the errand of whoever picked a shortcut or sent a form; None where that is nobody.

    It is what the ``submission`` says, if there is one.
    """
    user, view = part(body, "user"), part(body, "view")
    if not ident(user.get("id")):
        return None
    return Errand(
        kind="press",
        user=ident(user.get("id")),
        team=ident(user.get("team_id")) or ident(part(body, "team").get("id")),
        enterprise=_enterprise(user, body),
        text=submission.command if submission else "",
        surface="view" if view else "",
        view=words(view.get("id")),
        card=submission.key if submission else "",
        label=submission.label if submission else "",
        response_url=words(body.get("response_url")),
    )


def _surface(container: Payload, view: Payload) -> Surface:
    if view:
        return "home" if view.get("type") == "home" else "view"
    return "ephemeral" if container.get("is_ephemeral") else "message"


def _team(event: Payload) -> str:
    return ident(event.get("team")) or ident(part(event, "view").get("team_id"))


def _enterprise(user: Payload, body: Payload) -> str:
    """Return the organisation of the acting user: named with her, or that of her own workspace."""
    named = ident(user.get("enterprise_id")) or ident(
        part(user, "enterprise_user").get("enterprise_id")
    )
    home = part(body, "team")
    own = ident(user.get("team_id")) == ident(home.get("id")) != ""
    return named or (ident(part(body, "enterprise").get("id")) if own else "")


def _seconds(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return 0.0
    return float(value) if 0 <= value < _LATEST else 0.0
