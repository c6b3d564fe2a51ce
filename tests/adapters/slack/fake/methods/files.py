"""``files.*``: a file is asked for, sent to an address of its own, and shared."""

from __future__ import annotations

from tests.adapters.slack.fake.asking import Ask
from tests.adapters.slack.fake.nouns import Json, Post, Upload
from tests.adapters.slack.fake.refusals import Refusal


def upload_url(ask: Ask) -> Json:
    """Tell where to send a file of that length."""
    length = ask.args.number("length", 0)
    if length < 1:
        raise Refusal("missing_argument")
    made = Upload(
        id=ask.world.mint("F"), team=ask.team, name=ask.args.text("filename"), length=length
    )
    ask.world.uploads[made.id] = made
    return {"upload_url": f"{ask.world.base_url}/upload/v1/{made.id}", "file_id": made.id}


def complete_upload(ask: Ask) -> Json:
    """Make sent files real, and share them in a channel that the bot is in."""
    listed = ask.args.data("files", "invalid_arguments")
    if not isinstance(listed, list) or not listed:
        raise Refusal("invalid_arguments")
    uploads = [_sent(ask, item) for item in listed]
    channel = _place(ask)
    for upload, item in zip(uploads, listed, strict=True):
        upload.title = str(item.get("title") or upload.name)
        upload.ready = ask.world.now() + ask.world.file_delay
    shapes = [{"id": upload.id, "title": upload.title, "name": upload.name} for upload in uploads]
    if channel:
        ask.world.keep(
            Post(
                channel=channel,
                ts=ask.world.ts(),
                team=ask.team,
                user=ask.installation.bot_user,
                text=ask.args.text("initial_comment"),
                thread_ts=ask.args.text("thread_ts"),
                bot_id=ask.installation.bot_id,
                app_id=ask.world.app.id,
                files=shapes,
            )
        )
    return {"files": shapes}


def _sent(ask: Ask, item: object) -> Upload:
    upload = ask.world.uploads.get(str(item.get("id"))) if isinstance(item, dict) else None
    if upload is None or upload.content is None or upload.team != ask.team:
        raise Refusal("file_not_found")
    return upload


def _place(ask: Ask) -> str:
    if not ask.args.text("channel_id"):
        return ""
    channel = ask.channel("channel_id")
    if ask.installation.bot_user not in channel.members:
        raise Refusal("not_in_channel")
    return channel.id
