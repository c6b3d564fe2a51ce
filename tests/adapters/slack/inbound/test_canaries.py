"""Whatever of others' buttons and forms somebody sends, she acts in her own book and hears nobody's."""

from __future__ import annotations

import asyncio
import io
import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.adapters.slack.fake import looking, payloads
from tests.adapters.slack.fake.nouns import Ephemeral, Post, User, View
from tests.adapters.slack.fake.transports import AppAnswer
from tests.adapters.slack.house import House
from tests.adapters.slack.inbound.canaries import PLACES, Cage, book_of, caged, canary
from tests.adapters.slack.inbound.moving_in import bring_interaction, rest

LINES = ("today", "who", "who #1", "edit #1", "settings", "history", "ledger", "goal", "ask tea")
Action = dict[str, Any]


@pytest.fixture
async def cage(many: House, monkeypatch: pytest.MonkeyPatch) -> Cage:
    monkeypatch.setattr("adapters.slack.inbound.limits.A_MINUTE", 10_000)
    monkeypatch.setattr("adapters.slack.outbound.pacing.PER_CHANNEL", 0.0)
    made = await caged(many)
    for user in made.people.values():
        for line in LINES:
            await many.side.command(user, line)
        await many.side.open_home(user)
    await rest(many)
    return made


def actions_of(cage: Cage, user: User) -> Iterator[Action]:
    """Yield every button that somebody was ever shown, as a press sends it back.

    Without those that say a secret themselves: who sends them knows it.
    """
    slack = cage.house.slack
    shown: list[Any] = [*slack.posts_to(user), *slack.ephemerals_to(user), slack.home_of(user)]
    for thing in shown:
        for block, element in looking.elements(thing.blocks):
            if element["type"] == "button" and "canary" not in element["value"]:
                text = {"type": "plain_text", "text": "Press"}
                yield {**element, "text": text, "block_id": block["block_id"]}


def surfaces(cage: Cage, user: User) -> list[Post | Ephemeral | View]:
    """Return a message, one that only she sees, a window and a home tab of somebody's own."""
    world = cage.house.slack.world
    installation = world.installed_in(user.team)
    assert installation is not None
    direct = world.direct(installation, user.id)
    blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": "Hello"}}]
    own: dict[str, Any] = {"team": user.team, "user": user.id, "blocks": blocks}
    body = {"type": "modal", "title": {"type": "plain_text", "text": "Hello"}, "blocks": blocks}
    post = Post(channel=direct.id, ts=world.ts(), text="Hello", bot_id="B1", **own)
    return [
        world.keep(post),
        Ephemeral(channel=direct.id, ts=world.ts(), text="Hello", via="command", **own),
        View(id="V1", body=body, hash="1", root="V1", **own),
        View(id="V2", body={**body, "type": "home"}, hash="1", root="V2", **own),
    ]


async def press(cage: Cage, user: User, shown: Post | Ephemeral | View, action: Action) -> None:
    payload = payloads.block_actions(cage.house.slack.world, user, shown, action, {})
    answer = await bring_interaction(cage.house.side, payload)
    assert (answer.status, answer.body) == (200, b"")


def see_nothing_of_others(cage: Cage, actor: User, *more: str) -> None:
    heard = cage.heard_by(actor) + "".join(more)
    for secret in cage.others(actor):
        assert secret not in heard


async def test_others_buttons_open_nothing_of_others(cage: Cage, log: io.StringIO) -> None:
    actor = cage.people["T1", "U1"]
    others = [user for user in cage.people.values() if user is not actor]
    books = {user.id: book_of(cage.house.database, user) for user in others}
    found = {json.dumps(action): action for user in others for action in actions_of(cage, user)}
    assert len(found) > 100
    places = surfaces(cage, actor)
    for number, action in enumerate(found.values()):
        await press(cage, actor, places[number % len(places)], action)
        if number % 20 == 0:
            await rest(cage.house)
            see_nothing_of_others(cage, actor)
    await rest(cage.house)
    see_nothing_of_others(cage, actor, log.getvalue())
    assert {user.id: book_of(cage.house.database, user) for user in others} == books
    await see_apart_at_once(cage)


async def see_apart_at_once(cage: Cage) -> None:
    """See that the same words from all four at once get each her own answer."""
    answers = await asyncio.gather(
        *(cage.house.side.command(user, "who") for user in cage.people.values())
    )
    for place, answer in zip(cage.people, answers, strict=True):
        text = json.dumps(answer.data)
        assert canary(*place) in text
        assert all(secret not in text for secret in cage.others(cage.people[place]))


async def test_others_forms_are_ones_own_when_sent(cage: Cage, log: io.StringIO) -> None:
    actor = cage.people["T1", "U1"]
    others = [user for user in cage.people.values() if user is not actor]
    forms: list[View] = []
    for user in others:
        for action in actions_of(cage, user):
            if action["action_id"].startswith("form:"):
                await press(cage, user, surfaces(cage, user)[0], action)
                await rest(cage.house)
                forms += [view] if (view := cage.house.slack.view_of(user)) else []
    assert len(forms) >= len(PLACES) - 1
    books = {user.id: book_of(cage.house.database, user) for user in others}
    answers: list[AppAnswer] = []
    for view in forms:
        view.user, view.team = actor.id, actor.team
        state = payload_state(view)
        payload = payloads.view_submission(cage.house.slack.world, actor, view, state)
        answers.append(await bring_interaction(cage.house.side, payload))
    await rest(cage.house)
    assert {answer.status for answer in answers} == {200}
    see_nothing_of_others(cage, actor, log.getvalue(), *(a.body.decode() for a in answers))
    assert {user.id: book_of(cage.house.database, user) for user in others} == books


def payload_state(view: View) -> dict[str, Any]:
    """Return what is in the fields, had somebody typed her own into each."""
    state: dict[str, Any] = {}
    for block, element in looking.elements(view.blocks):
        if block["type"] == "input":
            kind = element["type"]
            filled = {"type": kind, "value": "tea"}
            if kind != "plain_text_input":
                filled = {"type": kind}
            state[block["block_id"]] = {element["action_id"]: filled}
    return state
