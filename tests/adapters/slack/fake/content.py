"""What a message may contain: checked the same way wherever one is posted."""

from __future__ import annotations

from dataclasses import dataclass

from tests.adapters.slack.fake import block_rules
from tests.adapters.slack.fake.arguments import Arguments
from tests.adapters.slack.fake.nouns import Json
from tests.adapters.slack.fake.refusals import Refusal, invalid
from tests.adapters.slack.fake.world import World

TEXT_CUT = 40_000


@dataclass(frozen=True)
class Content:
    """What a message says. ``blocks`` None: the call said nothing of blocks."""

    text: str
    blocks: list[Json] | None
    metadata: Json | None


def content(world: World, args: Arguments) -> Content:
    """Return what a message is to say, as Slack would keep it; `Refusal` if it would not."""
    blocks = args.data("blocks", "invalid_blocks_format")
    text = args.text("text") or args.text("markdown_text")
    if not text and not blocks and not args.get("attachments"):
        raise Refusal("no_text")
    if args.get("markdown_text") and (args.get("text") or blocks):
        raise Refusal("markdown_text_conflict")
    if blocks is not None:
        check_blocks(world, blocks)
        blocks = world.settled(blocks)
    return Content(text[:TEXT_CUT], blocks, _metadata(args))


def check_blocks(world: World, blocks: object) -> None:
    """Refuse blocks that Slack would refuse in a message."""
    if block_rules.weight(blocks) > block_rules.ALL_BLOCKS_BYTES:
        raise Refusal("msg_blocks_too_long")
    found = block_rules.problems(blocks, "message")
    if not found and isinstance(blocks, list):
        found = [
            line for number, block in enumerate(blocks) for line in _file(world, block, number)
        ]
    if found:
        raise invalid("invalid_blocks", found)


def _file(world: World, block: Json, number: int) -> list[str]:
    # The file must be there and have been looked at by Slack, which takes it a moment.
    if block["type"] != "image" or "slack_file" not in block:
        return []
    upload = world.uploads.get(str(block["slack_file"].get("id")))
    if upload and upload.ready is not None and upload.ready <= world.now():
        return []
    return [f"invalid slack file [json-pointer:/blocks/{number}/slack_file]"]


def _metadata(args: Arguments) -> Json | None:
    metadata = args.data("metadata", "invalid_metadata_format")
    if not metadata:
        return None
    right = (
        isinstance(metadata, dict)
        and isinstance(metadata.get("event_type"), str)
        and isinstance(metadata.get("event_payload"), dict)
    )
    if not right:
        raise Refusal("invalid_metadata_format")
    return dict(metadata)
