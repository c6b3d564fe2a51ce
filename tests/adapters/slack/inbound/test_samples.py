"""Payloads of every kind, whole and mangled, are answered: no error, no tale of one in the log."""

from __future__ import annotations

import io
import json
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.slack.cards import forms, modals
from adapters.slack.cards.blocks import message
from bot.database import Database
from coaching.messages import Button, Card, Input
from tests.adapters.slack.fake import FakeSlack, payloads
from tests.adapters.slack.fake.forms import state_values
from tests.adapters.slack.fake.nouns import Ephemeral, Post, User, View
from tests.adapters.slack.fake.transports import AppAnswer
from tests.adapters.slack.fake.world import TEAM
from tests.adapters.slack.house import House, living
from tests.adapters.slack.inbound.moving_in import (
    bring_event,
    bring_form,
    bring_interaction,
    rest,
)
from tests.conftest import REFERENCE

FOLDER = REFERENCE / "slack" / "samples"
NAMES = sorted(FOLDER.rglob("*.json"))
ID = "U0SAMPLE"
CARD = Card(
    title="Hello",
    inputs=(Input(name="who", label="Who", quoted=True),),
    buttons=(
        Button(label="Help", command="help"),
        Button(label="Today", command="today", keeps=True),
        Button(label="Add", command="add", submits=True),
    ),
)
JUNK: tuple[Any, ...] = (
    *(None, True, 0, -1, 10**12, 1.5, "", "x" * 5_000, "\0", "U\0", "<@U1|a> &lt;!channel>"),
    *([], {}, [[]], [None], [{}], {"id": None}, {"id": []}, {"id": "U\0"}, {"type": []}),
)
GONE = object()
"""Stands for something that is left out."""
Payload = tuple[str, dict[str, Any]]
"""How a payload is brought (event, command, interaction), and what it says."""

mangling = settings(
    max_examples=3,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
have_samples = pytest.mark.skipif(
    not FOLDER.exists(), reason="Slack's sample payloads are not on this machine"
)


@pytest.fixture
async def house(
    sqlite: Database, slack: FakeSlack, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[House]:
    # All these come from one person within seconds.
    monkeypatch.setattr("adapters.slack.inbound.limits.A_MINUTE", 10_000)
    monkeypatch.setattr("adapters.slack.outbound.pacing.PER_CHANNEL", 0.0)
    async with living(sqlite, slack) as made:
        yield made


def filled(thing: Any, way: tuple[str, ...] = ()) -> Any:  # noqa: ANN401 whatever JSON holds
    """Return a sample with ids where it has blanks; all of it is of the workspace that is there."""
    if isinstance(thing, dict):
        return {key: filled(value, (*way, key)) for key, value in thing.items()}
    if isinstance(thing, list):
        return [filled(item, way) for item in thing]
    if thing != "":
        return thing
    if way[-1] in ("team_id", "team", "authed_teams") or way[-2:] == ("team", "id"):
        return TEAM
    return ID if way[-1] in ("user", "user_id", "id") else ""


def sample(path: Path) -> Payload:
    """Return one of Slack's samples as it would come."""
    body: dict[str, Any] = filled(json.loads(path.read_text(encoding="utf-8")))
    if path.parent.name == "events":
        return "event", body | {"type": "event_callback", "event_id": f"Ev{path.stem}"}
    return "command" if path.parent.name == "slash-commands" else "interaction", body


def ours(slack: FakeSlack, ana: User) -> Iterator[Payload]:
    """Yield what comes of everything that somebody can do with NetLead."""
    world = slack.world
    room = world.channel("general", ana)
    installation = world.installed_in(TEAM)
    assert installation is not None
    direct = world.direct(installation, ana.id)
    events: list[dict[str, Any]] = [
        payloads.message_event(world, world.say(ana, direct, "met Ada"), direct),
        payloads.message_event(world, world.say(ana, room, "help"), room) | {"type": "app_mention"},
        {"type": "app_home_opened", "user": ana.id, "tab": "home", "channel": direct.id},
        {"type": "user_change", "user": {"id": ana.id, "tz": "Asia/Tokyo", "profile": {}}},
        {"type": "tokens_revoked", "tokens": {"oauth": ["U1"], "bot": []}},
        {"type": "team_access_granted", "team_ids": [TEAM]},
    ]
    for event in events:
        yield "event", payloads.event_callback(world, event, TEAM, "")
    for place in (direct, room):
        yield "command", payloads.command(world, ana, place, "/netlead", f"met <@{ana.id}|ana>")
    yield "interaction", payloads.global_shortcut(world, ana, "log_touch")
    yield "interaction", payloads.message_shortcut(world, ana, "log_helped_me", said(slack, ana))
    blocks = message(CARD, "key").blocks
    window = modals.answer_view(CARD, "key", "Hello")
    own: dict[str, Any] = {"team": TEAM, "user": ana.id, "blocks": blocks}
    for shown in (
        Post(channel=direct.id, ts=world.ts(), text="Hello", **own),
        Ephemeral(channel=room.id, ts=world.ts(), text="Hello", via="command", **own),
        View(id="V1", body=window, hash="1", root="V1", **own),
        View(id="V2", body={**window, "type": "home"}, hash="1", root="V2", **own),
    ):
        for element in blocks[-1]["elements"]:
            action = {**element, "block_id": blocks[-1]["block_id"]}
            yield "interaction", payloads.block_actions(world, ana, shown, action, {})
    form = forms.form(CARD, CARD.buttons[2], "key")
    own["blocks"] = world.settled(form["blocks"])
    view = View(id="V3", body=form, hash="1", root="V3", **own)
    state = state_values(view.blocks, {"Who": "Ada"}, complete=True)
    yield "interaction", payloads.view_submission(world, ana, view, state)


def said(slack: FakeSlack, ana: User) -> Post:
    """Return what somebody else wrote in a channel."""
    other = slack.world.person("Bo Li")
    return slack.world.say(other, slack.world.channel("team", ana, other), "here you are")


async def brought(house: House, kind: str, body: dict[str, Any]) -> AppAnswer:
    """Bring a payload."""
    if kind == "event":
        return await bring_event(house.side, body)
    if kind == "interaction":
        return await bring_interaction(house.side, body)
    return await bring_form(house.side, {n: str(v) for n, v in body.items()})


def places(thing: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:  # noqa: ANN401 whatever JSON holds
    """Yield the way to everything in a payload; of lists, whose items are alike, to the first."""
    steps = thing.items() if isinstance(thing, dict) else enumerate(thing[:1])
    for key, value in steps:
        yield (*at, key)
        if isinstance(value, dict | list) and len(at) < 6:
            yield from places(value, (*at, key))


def mangled(body: dict[str, Any], chance: Random) -> tuple[dict[str, Any], list[Any]]:
    """Return a payload with junk in some places, and which these are."""
    where = []
    for _ in range(chance.choice((1, 1, 2, 4))):
        near = [at for at in places(body) if "blocks" not in at[:-1] or chance.random() < 0.1]
        if near:
            where.append(chance.choice(near))
            body = put(body, where[-1], chance.choice((GONE, *JUNK)))
    return body, where


def put(thing: Any, at: tuple[Any, ...], junk: Any) -> Any:  # noqa: ANN401 whatever JSON holds
    """Return a copy with ``junk`` in one place."""
    if not at:
        return junk
    copy = dict(thing) if isinstance(thing, dict) else list(thing)
    value = put(copy[at[0]], at[1:], junk)
    if value is GONE:
        del copy[at[0]]
    else:
        copy[at[0]] = value
    return copy


def see_no_trouble(log: io.StringIO) -> None:
    """See that nothing went wrong inside; what Slack refuses is no trouble of ours."""
    assert [line for line in log.getvalue().splitlines() if "level=error" in line] == []


@have_samples
def test_there_are_as_many_samples_as_there_should_be() -> None:
    assert len(NAMES) == 105


@have_samples
async def test_every_sample_is_answered(house: House, log: io.StringIO) -> None:
    for path in NAMES:
        answer = await brought(house, *sample(path))
        assert answer.status == 200, path.stem
        assert answer.seconds < 2.5
    await rest(house)
    see_no_trouble(log)


@have_samples
@mangling
@given(seed=st.integers(0, 10**9))
async def test_every_sample_is_answered_however_it_is_mangled(
    house: House, log: io.StringIO, seed: int
) -> None:
    chance = Random(seed)  # noqa: S311 nothing is kept secret
    for path in NAMES:
        kind, body = sample(path)
        body, where = mangled(body, chance)
        answer = await brought(house, kind, body)
        no_command = kind == "command" and "command" not in body
        assert answer.status == (400 if no_command else 200), (path.stem, where)
        assert answer.seconds < 2.5
    await rest(house)
    see_no_trouble(log)


@mangling
@given(seed=st.integers(0, 10**9))
async def test_what_people_do_here_is_answered_however_it_is_mangled(
    house: House, slack: FakeSlack, ana: User, log: io.StringIO, seed: int
) -> None:
    chance = Random(seed)  # noqa: S311 nothing is kept secret
    for kind, body in ours(slack, ana):
        for _ in range(3):
            odd, where = mangled(body, chance)
            answer = await brought(house, kind, odd)
            no_command = kind == "command" and "command" not in odd
            assert answer.status == (400 if no_command else 200), (body.get("type"), where)
            assert answer.seconds < 2.5
    await rest(house)
    see_no_trouble(log)
