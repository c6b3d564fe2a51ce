"""People, channels, messages and views as Slack writes them in answers and payloads."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from tests.adapters.slack.fake.nouns import Channel, Json, Post, User, View, Workspace

if TYPE_CHECKING:
    from tests.adapters.slack.fake.world import World


def user_shape(world: World, user: User, seen_from: str) -> Json:
    """Return somebody as ``users.info`` tells a workspace."""
    shape: Json = {
        "id": user.id,
        "team_id": user.team,
        "name": user.handle,
        "deleted": user.deleted,
        "real_name": user.name,
        "profile": profile_shape(user),
        "is_bot": user.bot,
        "is_app_user": False,
        "updated": int(world.now()),
    }
    if user.deleted:
        return shape
    shape |= {
        "is_admin": user.admin,
        "is_owner": user.owner,
        "is_primary_owner": False,
        "is_restricted": bool(user.guest),
        "is_ultra_restricted": user.guest == "single",
    }
    if user.tz:
        offset = datetime.fromtimestamp(world.now(), ZoneInfo(user.tz)).utcoffset()
        seconds = int(offset.total_seconds()) if offset else 0
        shape |= {"tz": user.tz, "tz_label": user.tz, "tz_offset": seconds}
    if enterprise := world.workspaces[user.team].enterprise:
        shape["enterprise_user"] = {
            "id": user.id,
            "enterprise_id": enterprise,
            "teams": [user.team],
        }
    if not world.same_company(seen_from, user.team):
        shape["is_stranger"] = user.stranger
    return shape


def profile_shape(user: User) -> Json:
    """Return somebody's profile."""
    return {
        "real_name": user.name,
        "real_name_normalized": user.name,
        "display_name": user.handle,
        "display_name_normalized": user.handle,
        "status_text": user.status_text,
        "status_emoji": user.status_emoji,
        "status_expiration": user.status_expiration,
        "image_72": f"https://avatars.example/{user.id}.png",
        "team": user.team,
    }


def channel_shape(world: World, channel: Channel, bot: str) -> Json:
    """Return a channel as ``conversations.info`` tells the bot."""
    common = {"id": channel.id, "created": 1_700_000_000, "is_archived": channel.archived}
    if channel.user:
        return common | {
            "is_im": True,
            "is_org_shared": False,
            "user": channel.user,
            "context_team_id": channel.team,
        }
    return common | {
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": not channel.private,
        "is_group": channel.private,
        "is_im": False,
        "is_mpim": channel.kind == "mpim",
        "is_private": channel.private,
        "is_general": channel.name == "general",
        "is_shared": channel.shared,
        "is_ext_shared": channel.shared,
        "is_org_shared": False,
        "is_member": bot in channel.members,
        "num_members": len(channel.members),
        "context_team_id": channel.team,
        "shared_team_ids": sorted({world.users[m].team for m in channel.members}),
    }


def post_shape(post: Post, *, with_metadata: bool = False) -> Json:
    """Return a message as histories and interaction payloads have it."""
    shape: Json = {
        "type": "message",
        "user": post.user,
        "ts": post.ts,
        "text": post.text,
        "team": post.team,
    }
    if post.bot_id:
        shape |= {"bot_id": post.bot_id, "app_id": post.app_id}
    if post.blocks:
        shape["blocks"] = post.blocks
    if post.thread_ts:
        shape["thread_ts"] = post.thread_ts
    if post.files:
        shape["files"] = post.files
    if post.earlier:
        shape["edited"] = {"user": post.user, "ts": post.ts}
    if post.metadata and with_metadata:
        shape["metadata"] = post.metadata
    return shape


def view_shape(world: World, view: View, state: Json | None = None) -> Json:
    """Return a view as answers and payloads have it; ``state`` is what was filled in."""
    installation = world.installed_in(view.team)
    body = view.body
    return {
        "id": view.id,
        "team_id": view.team,
        "type": view.kind,
        "blocks": view.blocks,
        "private_metadata": body.get("private_metadata", ""),
        "callback_id": body.get("callback_id", ""),
        "external_id": body.get("external_id", ""),
        "state": {"values": state or {}},
        "hash": view.hash,
        "title": body.get("title") or {"type": "plain_text", "text": view.title},
        "submit": body.get("submit"),
        "close": body.get("close"),
        "clear_on_close": bool(body.get("clear_on_close")),
        "notify_on_close": bool(body.get("notify_on_close")),
        "root_view_id": view.root,
        "previous_view_id": view.previous or None,
        "app_id": world.app.id,
        "app_installed_team_id": view.team,
        "bot_id": installation.bot_id if installation else "",
    }


def team_shape(workspace: Workspace) -> Json:
    """Return a workspace as interaction payloads have it."""
    shape: Json = {"id": workspace.id, "domain": workspace.domain}
    if workspace.enterprise:
        shape |= {"enterprise_id": workspace.enterprise, "enterprise_name": "Organisation"}
    return shape
