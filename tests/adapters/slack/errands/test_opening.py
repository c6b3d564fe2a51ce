"""Windows open in time, say what is wrong, and never stay empty."""

from __future__ import annotations

import asyncio
import io
from typing import Any

import pytest

from adapters.slack.cards.presses import Pressed
from adapters.slack.errands import opening
from adapters.slack.errands.errands import Errand
from coaching.messages import Button, Card, Input
from tests.adapters.slack.errands.office import FORM, NOTED, Office
from tests.adapters.slack.fake import FakeSlack
from tests.adapters.slack.fake.faults import refused
from tests.adapters.slack.fake.nouns import User, View

ADD = Pressed("add", "k", "Add", "form")


def errand(user: User, **more: Any) -> Errand:  # noqa: ANN401 any part of an errand
    return Errand(**{"kind": "press", "user": user.id, "team": user.team, **more})


async def open_form(
    office: Office,
    user: User,
    pressed: Pressed = ADD,
    trigger: str = "",
    **more: Any,  # noqa: ANN401 any part of an errand
) -> None:
    trigger = trigger or office.slack.world.trigger(user.id).id
    await office.opener.open_form(office.installation, errand(user, **more), pressed, trigger)


async def open_shortcut(office: Office, user: User, callback: str, **body: Any) -> None:  # noqa: ANN401 any part of a payload
    trigger = office.slack.world.trigger(user.id).id
    whole = {"type": "shortcut", "callback_id": callback, "trigger_id": trigger, **body}
    await office.opener.open_shortcut(office.installation, errand(user), whole)


def window_of(office: Office, user: User) -> View:
    view = office.slack.view_of(user)
    assert view is not None
    return view


async def test_a_cards_form_opens(office: Office, ana: User) -> None:
    office.clerk.kept["k"] = FORM
    await open_form(office, ana)
    view = window_of(office, ana)
    assert view.title == "Add somebody"
    assert "Who" in view.words


async def test_a_form_of_the_home_tab_is_made_of_what_stands_there(
    office: Office, ana: User
) -> None:
    office.clerk.cards = [NOTED, FORM]
    await open_form(office, ana, Pressed("add", "home:1", "Add", "form"))
    assert window_of(office, ana).title == "Add somebody"
    await open_form(office, ana, Pressed("add", "home:7", "Add", "form"))
    assert "no longer have" in window_of(office, ana).words


@pytest.mark.parametrize(
    "kept",
    [
        None,
        NOTED,
        Card(title="Other", inputs=FORM.inputs, buttons=(Button(label="Add", command="add"),)),
        Card(title="None", buttons=FORM.buttons),
        Card(
            title="Much",
            inputs=tuple(Input(name=f"n{n}", label="N", prefix="x" * 200) for n in range(40)),
            buttons=FORM.buttons,
        ),
    ],
    ids=["forgotten", "another card", "no form", "no inputs", "too much for a window"],
)
async def test_a_form_that_cannot_be_had_says_so(
    office: Office, ana: User, kept: Card | None
) -> None:
    if kept:
        office.clerk.kept["k"] = kept
    await open_form(office, ana)
    assert "no longer have" in window_of(office, ana).words


async def test_a_coach_who_cannot_be_asked_leaves_no_empty_window(
    office: Office, ana: User, log: io.StringIO
) -> None:
    office.clerk.error = OSError("the database with Zenobia in it")
    await open_form(office, ana)
    assert "try again" in window_of(office, ana).words
    assert "a form could not be made" in log.getvalue()
    assert "Zenobia" not in log.getvalue()


async def test_what_takes_long_is_filled_in_later(
    office: Office, slack: FakeSlack, ana: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "AT_ONCE", 0.05)
    office.clerk.kept["k"] = FORM
    office.clerk.go.clear()
    waiting = asyncio.create_task(open_form(office, ana))
    await slack.until(lambda: slack.view_of(ana))
    assert "One moment" in window_of(office, ana).words
    office.clerk.go.set()
    await waiting
    assert window_of(office, ana).title == "Add somebody"


async def test_what_takes_long_and_then_fails_is_said_in_the_window(
    office: Office, slack: FakeSlack, ana: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "AT_ONCE", 0.05)
    office.clerk.go.clear()
    waiting = asyncio.create_task(open_form(office, ana))
    await slack.until(lambda: slack.view_of(ana))
    office.clerk.error = OSError("away")
    office.clerk.go.set()
    await waiting
    assert "try again" in window_of(office, ana).words


async def test_a_window_that_was_closed_meanwhile_is_let_be(
    office: Office, slack: FakeSlack, ana: User, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "AT_ONCE", 0.05)
    office.clerk.go.clear()
    waiting = asyncio.create_task(open_form(office, ana))
    await slack.until(lambda: slack.view_of(ana))
    slack.world.modals.clear()
    office.clerk.go.set()
    await waiting
    assert slack.view_of(ana) is None
    assert "a form could not be filled" in log.getvalue()
    assert slack.posts_to(ana) == []


async def test_a_window_that_slack_does_not_open_is_spoken_of(
    office: Office, slack: FakeSlack, ana: User, direct: str, log: io.StringIO
) -> None:
    address = slack.world.response_url("actions", ana.id, direct)
    await open_form(office, ana, trigger="too late", response_url=address)
    (shown,) = slack.ephemerals_to(ana)
    assert "did not let me open it in time" in shown.words
    await open_form(office, ana, trigger="too late")
    (post,) = slack.posts_to(ana)
    assert "did not let me open it in time" in post.words
    slack.fail_next("chat.postMessage", refused("messages_tab_disabled"))
    await open_form(office, ana, trigger="too late")
    assert "nobody could be told of a form" in log.getvalue()


async def test_a_form_asked_for_in_a_window_takes_its_place(
    office: Office, slack: FakeSlack, ana: User
) -> None:
    office.clerk.kept["k"] = FORM
    await open_shortcut(office, ana, "log_touch")
    view = window_of(office, ana)
    view.blocks = []
    await open_form(office, ana, surface="view", view=view.id)
    assert "Who" in view.words
    assert len(slack.calls_of("views.open")) == 1


async def test_strangers_get_a_window_that_says_so(office: Office, slack: FakeSlack) -> None:
    away = slack.world.workspace("Elsewhere").id
    them = slack.world.person("Cy Other", team=away)
    slack.world.channel("partners", them, shared=True)
    office.slack.world.trigger(them.id)
    trigger = slack.world.trigger(slack.world.person("Ana").id).id
    await open_form(office, them, trigger=trigger)
    (modals,) = slack.world.modals.values()
    assert "each for themselves" in modals[0].words


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ({"user": "{bo}"}, "Bo Li helped you"),
        ({"user": "{ana}"}, "Your own message"),
        ({"user": "{bo}", "bot_id": "B1"}, "Nobody to note"),
        ({"user": "UNOBODY"}, "One moment, please"),
        ({"user": None}, "Nobody to note"),
        ({}, "Nobody to note"),
    ],
    ids=str,
)
async def test_a_shortcut_on_a_message_is_about_who_wrote_it(
    office: Office, ana: User, bo: User, message: dict[str, Any], told: str
) -> None:
    names = {"{ana}": ana.id, "{bo}": bo.id}
    filled = {name: names.get(value, value) for name, value in message.items()}
    await open_shortcut(office, ana, "log_helped_me", type="message_action", message=filled)
    assert window_of(office, ana).title == told


async def test_a_shortcut_that_nobody_knows(office: Office, ana: User) -> None:
    await open_shortcut(office, ana, "of_old")
    assert "no longer have" in window_of(office, ana).words
