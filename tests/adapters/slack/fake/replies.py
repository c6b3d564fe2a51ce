"""What the app answers at a ``response_url``, or at once to a command, put where it is seen."""

from __future__ import annotations

from tests.adapters.slack.fake.arguments import Arguments
from tests.adapters.slack.fake.content import Content, content
from tests.adapters.slack.fake.nouns import Ephemeral, Json, Post, ResponseUrl
from tests.adapters.slack.fake.refusals import Refusal, invalid
from tests.adapters.slack.fake.world import World

USES = 5
LIFE_SECONDS = 1800.0

KNOWN = frozenset(
    {"text", "blocks", "attachments", "response_type", "replace_original", "delete_original"}
    | {"thread_ts", "mrkdwn", "parse", "link_names", "unfurl_links", "unfurl_media", "metadata"}
)


def use(world: World, path: str, args: Arguments) -> Post | Ephemeral | None:
    """Take one answer at a ``response_url``; `Refusal` if it is used up, too late, or not right."""
    address = world.response_urls.get(path)
    if address is None:
        raise Refusal("invalid_url")
    if world.now() - address.minted > LIFE_SECONDS:
        raise Refusal("expired_url")
    if address.uses >= USES:
        raise Refusal("used_url")
    address.uses += 1
    _check_fields(args)
    if args.flag("delete_original"):
        if address.original:
            address.original.deleted = True
        return None
    said = content(world, args)
    if args.flag("replace_original") and address.original:
        return _replaced(address.original, said)
    return show(world, address, args, said, "response_url")


def at_once(world: World, address: ResponseUrl, body: Json) -> Post | Ephemeral:
    """Show what a command was answered with directly; `Refusal` if it is not right."""
    args = Arguments(body)
    _check_fields(args)
    return show(world, address, args, content(world, args), "command")


def show(
    world: World, address: ResponseUrl, args: Arguments, said: Content, via: str
) -> Post | Ephemeral:
    """Show an answer: to the one person, or with ``response_type`` in_channel to all."""
    if args.text("response_type", "ephemeral") != "in_channel":
        shown = Ephemeral(
            channel=address.channel,
            ts=world.ts(),
            team=address.team,
            user=address.user,
            text=said.text,
            blocks=said.blocks or [],
            via=via,
        )
        world.ephemerals.append(shown)
        made: Post | Ephemeral = shown
    else:
        installation = world.installed_in(address.team)
        made = world.keep(
            Post(
                channel=address.channel,
                ts=world.ts(),
                team=address.team,
                user=installation.bot_user if installation else "",
                text=said.text,
                blocks=said.blocks or [],
                bot_id=installation.bot_id if installation else "",
                app_id=world.app.id,
            )
        )
    address.original = address.original or made
    return made


def _check_fields(args: Arguments) -> None:
    problems = [f"unknown field: {name}" for name in args if name not in KNOWN]
    if args.text("response_type", "ephemeral") not in {"ephemeral", "in_channel"}:
        problems.append("response_type: must be ephemeral or in_channel")
    if problems:
        raise invalid("invalid_payload", problems)


def _replaced(shown: Post | Ephemeral, said: Content) -> Post | Ephemeral:
    shown.earlier.append((shown.text, shown.blocks))
    shown.text, shown.blocks = said.text, said.blocks or []
    shown.deleted = False
    return shown
