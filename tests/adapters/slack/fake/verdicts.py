"""What Slack makes of an app's direct answers: shown, done, or not taken."""

from __future__ import annotations

from tests.adapters.slack.fake import replies
from tests.adapters.slack.fake.methods import views
from tests.adapters.slack.fake.nouns import Json, ResponseUrl, View
from tests.adapters.slack.fake.refusals import Refusal
from tests.adapters.slack.fake.transports import AppAnswer
from tests.adapters.slack.fake.world import World


def for_command(world: World, answer: AppAnswer, address: ResponseUrl) -> None:
    """Show what a command was answered with."""
    _in_time(answer)
    if not answer.accepted or not answer.body.strip():
        return
    data = answer.data
    body = data if isinstance(data, dict) else {"text": answer.body.decode(errors="replace")}
    try:
        answer.shown = replies.at_once(world, address, body)
    except Refusal as refusal:
        answer.problems.append(_told(refusal))


def for_interaction(answer: AppAnswer) -> None:
    """Take the answer to a press or a shortcut, which has nothing to say."""
    _in_time(answer)
    if answer.accepted and answer.body.strip():
        answer.problems.append(f"an answer with a body: {answer.body[:200]!r}")


def for_submission(world: World, answer: AppAnswer, view: View) -> None:
    """Do what the answer to a submitted modal says: show errors, update, push, clear, or close."""
    _in_time(answer)
    if not answer.accepted:
        return
    body = answer.data if answer.body.strip() else {}
    if not isinstance(body, dict) or (body and "response_action" not in body):
        answer.problems.append(f"not an answer to a submission: {answer.body[:200]!r}")
        return
    try:
        _act(world, answer, view, body)
    except Refusal as refusal:
        answer.problems.append(_told(refusal))


def _act(world: World, answer: AppAnswer, view: View, body: Json) -> None:
    stack = world.modals.get(view.user, [])
    action = body.get("response_action")
    if action == "errors":
        answer.errors = dict(body.get("errors") or {})
        fields = {b["block_id"] for b in view.blocks if b["type"] == "input"}
        if not answer.errors or not fields.issuperset(answer.errors):
            answer.problems.append(f"errors beside no field: {sorted(answer.errors)}")
    elif action == "update":
        views.check(body.get("view"))
        views.change(world, view, body["view"])
    elif action == "push":
        views.check(body.get("view"))
        if len(stack) >= views.STACK:
            raise Refusal("push_limit_reached")
        stack.append(views.made(world, body["view"], view.user, stack))
    elif action == "clear":
        world.modals.pop(view.user, None)
    elif action is None:
        close(world, view)
    else:
        answer.problems.append(f"no such response_action: {action}")


def close(world: World, view: View) -> None:
    """Take a modal away from its stack."""
    left = [other for other in world.modals.get(view.user, []) if other is not view]
    if left:
        world.modals[view.user] = left
    else:
        world.modals.pop(view.user, None)


def _in_time(answer: AppAnswer) -> None:
    # What people then read in Slack: the command or the press "failed".
    if not answer.accepted:
        word = "operation_timeout" if answer.reason == "http_timeout" else "dispatch_failed"
        answer.problems.append(f"{word}: {answer.status or answer.reason}")


def _told(refusal: Refusal) -> str:
    lines = refusal.more.get("response_metadata", {}).get("messages", [])
    return ": ".join([refusal.error, *lines])
