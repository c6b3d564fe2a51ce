"""From an activity to what happened, in our own words; what is not for us is nothing.

The gate has seen to the ids; everything else may be of any type, and is then as good as missing.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from adapters.teams.inbound.envelope import object_id_in
from adapters.teams.inbound.mentions import read_mentions, without
from adapters.teams.inbound.parts import name_in, part, words
from adapters.teams.turns import (
    OWN_DATA,
    CardAction,
    Event,
    Filled,
    Installed,
    MessageAction,
    Person,
    Quoted,
    Removed,
    Said,
)

Activity = Mapping[str, Any]

LONGEST_LINK = 2000

_BOT = "28:"
"""How the ids of bots begin."""


def read_message(activity: Activity) -> Event | None:
    """Return what was typed, or which button sent it; None for what bots say."""
    sender, value = part(activity, "from"), part(activity, "value")
    if words(sender.get("role")) == "bot" or words(sender.get("id")).startswith(_BOT):
        return None
    text = words(activity.get("text"))
    if OWN_DATA in value or (value and not text.strip()):
        data = part(value, OWN_DATA)
        return CardAction(
            via="submit",
            verb=words(data.get("verb")),
            data=data,
            inputs=_filled(value),
            message=words(activity.get("replyToId")),
        )
    bot = words(part(activity, "recipient").get("id"))
    mentions = read_mentions(activity)
    others = tuple(mention for mention in mentions if mention.id != bot)
    return Said(without(text, mentions, bot), others)


def read_installation(activity: Activity) -> Event | None:
    """Return that the app came or went; what makes room for an upgrade is neither."""
    match activity.get("action"):
        case "add":
            return Installed()
        case "add-upgrade":
            return Installed(upgrade=True)
        case "remove":
            return Removed()
    return None


def read_membership(activity: Activity) -> Event | None:
    """Return that the bot was taken out of a conversation; that it came is told elsewhere, too."""
    bot = words(part(activity, "recipient").get("id"))
    gone = activity.get("membersRemoved")
    ids = {words(part(who).get("id")) for who in gone} if isinstance(gone, list) else set()
    return Removed() if bot and bot in ids else None


def read_invoke(activity: Activity) -> CardAction | MessageAction | None:
    """Return which button or message action wants an answer; None for what is none of ours."""
    value = part(activity, "value")
    match activity.get("name"):
        case "adaptiveCard/action":
            return _execute(activity, value)
        case "composeExtension/fetchTask" | "composeExtension/submitAction" as name:
            data = part(value, "data")
            return MessageAction(
                stage="fetch" if name.endswith("fetchTask") else "submit",
                command=words(value.get("commandId")),
                message=_quoted(part(value, "messagePayload")),
                data=part(data, OWN_DATA),
                inputs=_filled(data),
            )
    return None


def _execute(activity: Activity, value: Activity) -> CardAction | None:
    action = part(value, "action")
    if not action:
        return None
    data = part(action, "data")
    return CardAction(
        via="execute",
        verb=words(action.get("verb")),
        data=part(data, OWN_DATA),
        inputs=_filled(data),
        message=words(activity.get("replyToId")),
        automatic=value.get("trigger") == "automatic",
    )


def _quoted(payload: Activity) -> Quoted:
    user, body = part(payload, "from", "user"), part(payload, "body")
    object_id, link = object_id_in(user.get("id")), words(payload.get("linkToMessage"))
    content = words(body.get("content"))
    author = Person(mri="", object_id=object_id, name=name_in(user.get("displayName")))
    return Quoted(
        id=words(payload.get("id")),
        author=author if object_id else None,
        html=escape(content, quote=False) if body.get("contentType") == "text" else content,
        link=link if link.startswith("https://") and len(link) <= LONGEST_LINK else "",
    )


def _filled(data: Activity) -> Mapping[str, Filled]:
    """Return what people filled in: single values, beside what the card itself put there."""
    reserved = (OWN_DATA, "msteams")
    return {
        name: value
        for name, value in data.items()
        if isinstance(value, str | int | float) and name not in reserved
    }
