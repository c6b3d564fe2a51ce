"""``chat.*``: messages are posted, changed and taken back."""

from __future__ import annotations

from tests.adapters.slack.fake.asking import Ask
from tests.adapters.slack.fake.content import Content, content
from tests.adapters.slack.fake.nouns import Channel, Ephemeral, Json, Post
from tests.adapters.slack.fake.refusals import Refusal
from tests.adapters.slack.fake.shapes import post_shape


def post_message(ask: Ask) -> Json:
    """Post into a channel, a direct chat, or (by a person's id) the direct chat with her."""
    channel = _place(ask)
    said = content(ask.world, ask.args)
    post = ask.world.keep(_post(ask, channel, said))
    shape = post_shape(post, with_metadata=True)
    return {"channel": channel.id, "ts": post.ts, "message": shape}


def post_ephemeral(ask: Ask) -> Json:
    """Show something to one person in a channel."""
    channel = _place(ask)
    user = ask.args.text("user")
    if user not in channel.members:
        raise Refusal("user_not_in_channel")
    said = content(ask.world, ask.args)
    shown = Ephemeral(
        channel=channel.id,
        ts=ask.world.ts(),
        team=channel.team,
        user=user,
        text=said.text,
        blocks=said.blocks or [],
        via="chat.postEphemeral",
    )
    ask.world.ephemerals.append(shown)
    return {"message_ts": shown.ts}


def update(ask: Ask) -> Json:
    """Change a message of the app's own. Blocks that the call does not mention stay."""
    channel, post = _own(ask, "cant_update_message")
    said = content(ask.world, ask.args)
    post.earlier.append((post.text, post.blocks))
    post.text = said.text
    if said.blocks is not None:
        post.blocks = said.blocks
    if "metadata" in ask.args:
        post.metadata = said.metadata
    shape = post_shape(post, with_metadata=True)
    return {"channel": channel.id, "ts": post.ts, "text": post.text, "message": shape}


def delete(ask: Ask) -> Json:
    """Take a message of the app's own back."""
    channel, post = _own(ask, "cant_delete_message")
    post.deleted = True
    return {"channel": channel.id, "ts": post.ts}


def permalink(ask: Ask) -> Json:
    """Tell the address of a message, where the bot is in its channel."""
    channel = ask.channel()
    post = _there(ask, channel, ask.args.text("message_ts"))
    if ask.installation.bot_user not in channel.members:
        raise Refusal("channel_not_found")
    domain = ask.world.workspaces[channel.team].domain
    path = f"{channel.id}/p{post.ts.replace('.', '')}"
    return {
        "channel": channel.id,
        "permalink": f"https://{domain}.slack.example/archives/{path}",
    }


def _place(ask: Ask) -> Channel:
    named = ask.args.text("channel")
    channel = _direct(ask) if named[:1] in {"U", "W"} else ask.channel()
    if channel.user:
        _reachable(ask, channel.user)
    elif ask.installation.bot_user not in channel.members:
        raise Refusal("not_in_channel")
    if channel.archived:
        raise Refusal("is_archived")
    return channel


def _direct(ask: Ask) -> Channel:
    user = ask.user("channel", "channel_not_found")
    if user.stranger:
        raise Refusal("user_not_found")
    return ask.world.direct(ask.installation, user.id)


def _reachable(ask: Ask, user_id: str) -> None:
    user = ask.world.users[user_id]
    if user.bot:
        raise Refusal("cannot_dm_bot")
    if user.deleted:
        raise Refusal("user_disabled")
    if not ask.world.app.messages_tab:
        raise Refusal("messages_tab_disabled")


def _post(ask: Ask, channel: Channel, said: Content) -> Post:
    return Post(
        channel=channel.id,
        ts=ask.world.ts(),
        team=ask.team,
        user=ask.installation.bot_user,
        text=said.text,
        blocks=said.blocks or [],
        metadata=said.metadata,
        thread_ts=ask.args.text("thread_ts"),
        bot_id=ask.installation.bot_id,
        app_id=ask.world.app.id,
    )


def _there(ask: Ask, channel: Channel, ts: str) -> Post:
    post = ask.world.posts.get(channel.id, {}).get(ts)
    if post is None or post.deleted:
        raise Refusal("message_not_found")
    return post


def _own(ask: Ask, error: str) -> tuple[Channel, Post]:
    channel = ask.channel()
    post = _there(ask, channel, ask.args.text("ts"))
    if post.bot_id != ask.installation.bot_id:
        raise Refusal(error)
    return channel, post
