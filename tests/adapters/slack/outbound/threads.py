"""``conversations.replies``, as a Slack of our own answers it: what was said in a thread."""

from __future__ import annotations

from tests.adapters.slack.fake.asking import Ask
from tests.adapters.slack.fake.nouns import Json
from tests.adapters.slack.fake.reference import Method
from tests.adapters.slack.fake.refusals import Refusal
from tests.adapters.slack.fake.shapes import post_shape

REPLIES = Method(
    "channel! ts! cursor limit include_all_metadata inclusive latest oldest",
    ("channels:history", "groups:history", "im:history", "mpim:history"),
    tier=50,
)


def replies(ask: Ask) -> Json:
    """Tell a thread, the message it hangs on first; metadata only where it is asked for."""
    channel, thread = ask.channel(), ask.args.text("ts")
    posts = [post for post in ask.world.posts.get(channel.id, {}).values() if not post.deleted]
    found = [post for post in posts if thread in (post.ts, post.thread_ts)]
    if not found:
        raise Refusal("thread_not_found")
    with_metadata = ask.args.flag("include_all_metadata")
    shown = [
        post_shape(post, with_metadata=with_metadata)
        for post in sorted(found, key=lambda post: post.ts)
    ]
    return {"messages": shown, "has_more": False}
