"""``conversations.*``: what a channel is, who is in it, what was said there."""

from __future__ import annotations

import base64
import binascii
from typing import TypeVar

from tests.adapters.slack.fake.asking import Ask
from tests.adapters.slack.fake.nouns import Channel, Json
from tests.adapters.slack.fake.refusals import Refusal
from tests.adapters.slack.fake.shapes import channel_shape, post_shape

T = TypeVar("T")

_FAMILY = {"im": "im", "mpim": "mpim", "group": "groups", "channel": "channels"}
_TYPES = {"im": "im", "mpim": "mpim", "group": "private_channel", "channel": "public_channel"}


def info(ask: Ask) -> Json:
    """Describe one channel."""
    channel = _readable(ask, "read")
    return {"channel": channel_shape(ask.world, channel, ask.installation.bot_user)}


def members(ask: Ask) -> Json:
    """List who is in a channel."""
    channel = _readable(ask, "read")
    page, more = paged(ask, sorted(channel.members), 100)
    return {"members": page} | more


def history(ask: Ask) -> Json:
    """Tell what was said, the newest first; without the answers in threads.

    Metadata comes only where it is asked for.
    """
    channel = _readable(ask, "history")
    if ask.installation.bot_user not in channel.members:
        raise Refusal("not_in_channel")
    oldest, latest = _ts(ask, "oldest", 0.0), _ts(ask, "latest", float("inf"))
    inclusive = ask.args.flag("inclusive")
    posts = [
        post
        for post in sorted(
            ask.world.posts.get(channel.id, {}).values(), key=lambda p: p.ts, reverse=True
        )
        if not post.deleted
        and post.thread_ts in {"", post.ts}
        and (oldest < float(post.ts) < latest or (inclusive and float(post.ts) in {oldest, latest}))
    ]
    page, more = paged(ask, posts, 100)
    with_metadata = ask.args.flag("include_all_metadata")
    shown = [post_shape(post, with_metadata=with_metadata) for post in page]
    has_more = bool(more["response_metadata"]["next_cursor"])
    return {"messages": shown, "has_more": has_more, "pin_count": 0} | more


def open_direct(ask: Ask) -> Json:
    """Open a direct chat with one person, or a group chat with several."""
    if named := ask.args.text("channel"):
        ask.args["channel"] = named
        return {"no_op": True, "already_open": True, "channel": {"id": ask.channel().id}}
    users = [user for user in ask.args.text("users").split(",") if user]
    if not users:
        raise Refusal("users_list_not_supplied")
    for user in users:
        _can_be_asked(ask, user)
    if len(users) == 1:
        ask.need("im:write")
        channel = ask.world.direct(ask.installation, users[0])
    else:
        ask.need("mpim:write")
        channel = _group(ask, {*users, ask.installation.bot_user})
    if not ask.args.flag("return_im"):
        return {"channel": {"id": channel.id}}
    return {"channel": channel_shape(ask.world, channel, ask.installation.bot_user)}


def of_user(ask: Ask) -> Json:
    """List the channels that somebody (by default the bot) is in and the bot can see."""
    user = ask.args.text("user") or ask.installation.bot_user
    types = set((ask.args.text("types") or "public_channel").split(","))
    found = [
        channel
        for channel in ask.world.channels.values()
        if user in channel.members and _TYPES[channel.kind] in types and ask.sees(channel)
    ]
    for channel in found:
        ask.need(f"{_FAMILY[channel.kind]}:read")
    if ask.args.flag("exclude_archived"):
        found = [channel for channel in found if not channel.archived]
    page, more = paged(ask, found, 100)
    bot = ask.installation.bot_user
    return {"channels": [channel_shape(ask.world, channel, bot) for channel in page]} | more


def paged(ask: Ask, items: list[T], usual: int) -> tuple[list[T], Json]:
    """Return one page of ``items`` by the call's cursor and limit, and where the next begins."""
    limit = ask.args.number("limit", usual) or usual
    if not 1 <= limit <= 1000:
        raise Refusal("invalid_limit")
    try:
        start = int(base64.b64decode(ask.args.text("cursor")) or b"0")
    except (ValueError, binascii.Error):
        raise Refusal("invalid_cursor") from None
    after = start + limit
    cursor = base64.b64encode(str(after).encode()).decode() if after < len(items) else ""
    return items[start:after], {"response_metadata": {"next_cursor": cursor}}


def _readable(ask: Ask, right: str) -> Channel:
    channel = ask.channel()
    ask.need(f"{_FAMILY[channel.kind]}:{right}")
    return channel


def _ts(ask: Ask, name: str, default: float) -> float:
    try:
        return float(ask.args.text(name) or default)
    except ValueError:
        raise Refusal(f"invalid_ts_{name}") from None


def _can_be_asked(ask: Ask, user_id: str) -> None:
    ask.args["user"] = user_id
    user = ask.user()
    if user.deleted:
        raise Refusal("user_disabled")
    if user.stranger:
        raise Refusal("user_not_visible")
    if user.bot:
        raise Refusal("cannot_dm_bot")


def _group(ask: Ask, everybody: set[str]) -> Channel:
    for channel in ask.world.channels.values():
        if channel.kind == "mpim" and channel.members == everybody:
            return channel
    handles = "--".join(sorted(ask.world.users[user].handle for user in everybody))
    made = Channel(
        id=ask.world.mint("C"),
        team=ask.team,
        name=f"mpdm-{handles}-1",
        members=everybody,
        private=True,
    )
    ask.world.channels[made.id] = made
    return made
