"""What Slack sends to an app when somebody does something, in Slack's shapes."""

from __future__ import annotations

from tests.adapters.slack.fake.nouns import Channel, Ephemeral, Json, Post, User, View
from tests.adapters.slack.fake.shapes import post_shape, team_shape, view_shape
from tests.adapters.slack.fake.world import World


def event_callback(
    world: World, event: Json, team: str, event_id: str, *, shared: bool = False
) -> Json:
    """Wrap an event as the Events API does. ``team`` need not be one that is installed."""
    workspace = world.workspaces.get(team)
    installation = world.installed_in(team) if workspace else None
    enterprise = workspace.enterprise if workspace else ""
    wide = installation.org_wide if installation else False
    envelope: Json = {
        "token": "verification-token",
        "team_id": team,
        "context_team_id": team,
        "context_enterprise_id": enterprise or None,
        "api_app_id": world.app.id,
        "event": {"event_ts": world.ts()} | event,
        "type": "event_callback",
        "event_id": event_id or world.mint("Ev"),
        "event_time": int(world.now()),
        "authorizations": [
            {
                "enterprise_id": enterprise or None,
                "team_id": None if wide else team,
                "user_id": _bot_user(world, team),
                "is_bot": True,
                "is_enterprise_install": wide,
            }
        ],
        "is_ext_shared_channel": shared,
        "event_context": "4-fake",
    }
    return envelope | ({"enterprise_id": enterprise} if enterprise else {})


def message_event(world: World, post: Post, channel: Channel) -> Json:
    """Return the event of somebody's message."""
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": post.text}]}
    written = {"type": "rich_text", "block_id": world.mint("b"), "elements": [section]}
    return post_shape(post) | {
        "client_msg_id": world.mint("msg-"),
        "channel": channel.id,
        "channel_type": channel.kind,
        "event_ts": post.ts,
        "blocks": post.blocks or [written],
    }


def command(world: World, user: User, channel: Channel, name: str, text: str) -> Json:
    """Return the fields of a slash command."""
    workspace = world.workspaces[user.team]
    installation = world.installed_in(user.team)
    fields: Json = {
        "token": "verification-token",
        "team_id": workspace.id,
        "team_domain": workspace.domain,
        "channel_id": channel.id,
        "channel_name": _channel_name(channel),
        "user_id": user.id,
        "user_name": user.handle,
        "command": name,
        "text": text,
        "api_app_id": world.app.id,
        "is_enterprise_install": str(bool(installation and installation.org_wide)).lower(),
        "response_url": world.response_url("commands", user.id, channel.id),
        "trigger_id": world.trigger(user.id).id,
    }
    if workspace.enterprise:
        fields |= {"enterprise_id": workspace.enterprise, "enterprise_name": "Organisation"}
    return fields


def block_actions(
    world: World, user: User, shown: Post | Ephemeral | View, action: Json, state: Json
) -> Json:
    """Return what Slack sends when something on a message or a view was used."""
    payload = _interaction(world, "block_actions", user, shown.team)
    if isinstance(shown, View):
        return payload | {
            "trigger_id": world.trigger(user.id, shown.id).id,
            "container": {"type": "view", "view_id": shown.id},
            "view": view_shape(world, shown, state),
            "actions": [action],
        }
    channel = world.channels[shown.channel]
    payload = _interaction(world, "block_actions", user, _home(world, user, channel))
    payload |= {
        "trigger_id": world.trigger(user.id).id,
        "container": {
            "type": "message",
            "message_ts": shown.ts,
            "channel_id": channel.id,
            "is_ephemeral": isinstance(shown, Ephemeral),
        },
        "channel": {"id": channel.id, "name": _channel_name(channel)},
        "state": {"values": state},
        "response_url": world.response_url("actions", user.id, channel.id, shown),
        "actions": [action],
    }
    # Of a message that only one person sees, Slack keeps no copy that it could send along.
    return payload | ({"message": post_shape(shown)} if isinstance(shown, Post) else {})


def view_submission(world: World, user: User, view: View, state: Json) -> Json:
    """Return what Slack sends when a modal was submitted."""
    return _interaction(world, "view_submission", user, view.team) | {
        "trigger_id": world.trigger(user.id, view.id).id,
        "view": view_shape(world, view, state),
        "response_urls": [],
    }


def view_closed(world: World, user: User, view: View, *, cleared: bool) -> Json:
    """Return what Slack sends when a modal was closed without being submitted."""
    return _interaction(world, "view_closed", user, view.team) | {
        "view": view_shape(world, view),
        "is_cleared": cleared,
    }


def message_shortcut(world: World, user: User, callback_id: str, post: Post) -> Json:
    """Return what Slack sends when a shortcut was picked on a message."""
    channel = world.channels[post.channel]
    return _interaction(world, "message_action", user, user.team) | {
        "user": {"id": user.id, "name": user.handle, "team_id": user.team},
        "callback_id": callback_id,
        "trigger_id": world.trigger(user.id).id,
        "action_ts": world.ts(),
        "channel": {"id": channel.id, "name": _channel_name(channel)},
        "message_ts": post.ts,
        "message": post_shape(post),
        "response_url": world.response_url("actions", user.id, channel.id),
    }


def global_shortcut(world: World, user: User, callback_id: str) -> Json:
    """Return what Slack sends when a shortcut was picked from its menus."""
    return _interaction(world, "shortcut", user, user.team) | {
        "user": {"id": user.id, "username": user.handle, "team_id": user.team},
        "callback_id": callback_id,
        "trigger_id": world.trigger(user.id).id,
        "action_ts": world.ts(),
    }


def _interaction(world: World, kind: str, user: User, team: str) -> Json:
    installation = world.installed_in(team)
    workspace = world.workspaces[team]
    enterprise = {"id": workspace.enterprise, "name": "Organisation"}
    return {
        "type": kind,
        "token": "verification-token",
        "api_app_id": world.app.id,
        "team": team_shape(workspace),
        "enterprise": enterprise if workspace.enterprise else None,
        "is_enterprise_install": bool(installation and installation.org_wide),
        "user": {
            "id": user.id,
            "username": user.handle,
            "name": user.handle,
            "team_id": user.team,
        },
    }


def _home(world: World, user: User, channel: Channel) -> str:
    # People of other companies act in the workspace that has the channel.
    return user.team if world.same_company(user.team, channel.team) else channel.team


def _channel_name(channel: Channel) -> str:
    if channel.user:
        return "directmessage"
    return "privategroup" if channel.private else channel.name


def _bot_user(world: World, team: str) -> str:
    # An uninstalled app is still told about it, as the bot that it was.
    workspace = world.workspaces.get(team)
    for installation in world.installations:
        if installation.team == team or (
            workspace and installation.org_wide and installation.enterprise == workspace.enterprise
        ):
            return installation.bot_user
    return "U0NOBODY00"
