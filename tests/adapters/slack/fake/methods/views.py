"""``views.*``: modals are opened, pushed and changed, App Home is published."""

from __future__ import annotations

import copy

from tests.adapters.slack.fake import block_rules
from tests.adapters.slack.fake.asking import Ask
from tests.adapters.slack.fake.nouns import Json, Trigger, View
from tests.adapters.slack.fake.refusals import Refusal, invalid
from tests.adapters.slack.fake.shapes import view_shape
from tests.adapters.slack.fake.world import World

TRIGGER_SECONDS = 3.0
STACK = 3


def open_modal(ask: Ask) -> Json:
    """Open a modal for whoever just did something."""
    trigger = _trigger(ask)
    view = made(ask.world, _body(ask, "modal"), trigger.user)
    trigger.used = True
    ask.world.modals[trigger.user] = [view]
    return {"view": view_shape(ask.world, view)}


def push(ask: Ask) -> Json:
    """Put a modal on top of the one in which something was just done; at most three deep."""
    trigger = _trigger(ask)
    stack = ask.world.modals.get(trigger.user, [])
    if not stack or trigger.view not in {view.id for view in stack}:
        raise Refusal("not_found")
    if len(stack) >= STACK:
        raise Refusal("push_limit_reached")
    view = made(ask.world, _body(ask, "modal"), trigger.user, stack)
    trigger.used = True
    stack.append(view)
    return {"view": view_shape(ask.world, view)}


def update(ask: Ask) -> Json:
    """Change an open modal; with ``hash`` only if it is still what the app last saw."""
    view = _open_view(ask)
    if ask.args.text("hash", view.hash) != view.hash:
        raise Refusal("hash_conflict")
    change(ask.world, view, _body(ask, view.kind))
    return {"view": view_shape(ask.world, view)}


def publish(ask: Ask) -> Json:
    """Set somebody's App Home; with ``hash`` only if it is still what the app last saw."""
    ask.args["user"] = ask.args.text("user_id")
    user = ask.user(error="invalid_arguments")
    body = _body(ask, "home")
    home = ask.world.homes.get(user.id)
    if "hash" in ask.args and (home is None or ask.args.text("hash") != home.hash):
        raise Refusal("hash_conflict")
    if home:
        change(ask.world, home, body)
    else:
        home = ask.world.homes[user.id] = made(ask.world, body, user.id)
    return {"view": view_shape(ask.world, home)}


def made(world: World, body: Json, user: str, stack: list[View] | None = None) -> View:
    """Return a new view of ``user``'s that shows ``body``, on top of ``stack``."""
    _external_id(world, body, None)
    name = world.mint("V")
    return View(
        id=name,
        team=world.users[user].team,
        user=user,
        body=body,
        blocks=world.settled(body["blocks"]),
        hash=_hash(world),
        root=stack[0].id if stack else name,
        previous=stack[-1].id if stack else "",
    )


def change(world: World, view: View, body: Json) -> None:
    """Let a view show ``body``."""
    _external_id(world, body, view)
    view.body, view.blocks, view.hash = body, world.settled(body["blocks"]), _hash(world)


def check(body: object) -> None:
    """Refuse a view that Slack would refuse."""
    if block_rules.weight(body) > block_rules.VIEW_BYTES:
        raise Refusal("view_too_large")
    if found := block_rules.view_problems(body):
        raise invalid("invalid_arguments", found)


def _body(ask: Ask, kind: str) -> Json:
    body = ask.args.data("view", "invalid_arguments")
    check(body)
    if body["type"] != kind:
        raise invalid("invalid_arguments", [f"/view/type: must be {kind}"])
    return dict(copy.deepcopy(body))


def _trigger(ask: Ask) -> Trigger:
    trigger = ask.world.triggers.get(ask.args.text("trigger_id"))
    if trigger is None or not ask.near(trigger.team):
        raise Refusal("invalid_trigger_id")
    if trigger.used:
        raise Refusal("exchanged_trigger_id")
    if ask.world.now() - trigger.minted > TRIGGER_SECONDS:
        raise Refusal("expired_trigger_id")
    return trigger


def _open_view(ask: Ask) -> View:
    wanted, outside = ask.args.text("view_id"), ask.args.text("external_id")
    views = [view for stack in ask.world.modals.values() for view in stack]
    for view in [*views, *ask.world.homes.values()]:
        if ask.near(view.team) and (
            view.id == wanted or (outside and view.body.get("external_id") == outside)
        ):
            return view
    raise Refusal("not_found")


def _external_id(world: World, body: Json, own: View | None) -> None:
    outside = body.get("external_id")
    views = [view for stack in world.modals.values() for view in stack]
    others = (view for view in [*views, *world.homes.values()] if view is not own)
    if outside and any(view.body.get("external_id") == outside for view in others):
        raise Refusal("duplicate_external_id")


def _hash(world: World) -> str:
    return f"{int(world.now())}.{world.mint('h')}"
