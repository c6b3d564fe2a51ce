"""Bolt says whose a payload is; what it cannot say does not end in an error."""

from __future__ import annotations

import asyncio
import io
import os
import time
from typing import Any, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.inbound import listeners
from adapters.slack.inbound.deliveries import Delivery
from adapters.slack.inbound.listeners import Switchboard, without_slack_environment
from adapters.slack.inbound.reception import Reception
from adapters.slack.inbound.saying import empty
from adapters.slack.inbound.shaping import shaped
from adapters.slack.installs.tokens import INSTALLATION
from tests.adapters.slack.places import installation

Json = dict[str, Any]
HERE = installation("T1", "E1")


class Registry(AsyncAuthorize):
    """Looks up what it is told to, in its time."""

    def __init__(self) -> None:
        self.asked: list[tuple[str | None, str | None]] = []
        self.seconds = 0.0
        self.error: Exception | None = None
        self.stubborn = False

    async def __call__(self, **asked: Any) -> AuthorizeResult | None:  # noqa: ANN401 as Bolt asks
        self.asked.append((asked["enterprise_id"], asked["team_id"]))
        try:
            await asyncio.sleep(self.seconds)
        except asyncio.CancelledError:
            if not self.stubborn:
                raise
        if self.error:
            raise self.error
        if asked["team_id"] != "T1":
            return None
        asked["context"][INSTALLATION] = HERE
        return AuthorizeResult(enterprise_id="E1", team_id="T1", bot_token="xoxb-1")


class Desk:
    """Remembers what reached it."""

    def __init__(self) -> None:
        self.taken: list[Delivery] = []

    async def take(self, delivery: Delivery) -> BoltResponse:
        self.taken.append(delivery)
        return empty()


@pytest.fixture
def registry() -> Registry:
    return Registry()


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def board(registry: Registry, desk: Desk) -> Switchboard:
    return Switchboard(AsyncWebClient(), registry, cast("Reception", desk))


async def test_a_payload_reaches_the_reception_whole_with_its_installation_and_its_time(
    board: Switchboard, desk: Desk
) -> None:
    body = {"type": "block_actions", "team": {"id": "T1"}, "odd": [1, {"two": None}]}
    began = asyncio.get_running_loop().time()
    assert (await board.dispatch(body, "k1")).status == 200
    (delivery,) = desk.taken
    assert delivery.body is body
    assert (delivery.key, delivery.installation, delivery.in_doubt) == ("k1", HERE, False)
    assert 0 < delivery.by - began <= listeners.ANSWERED_WITHIN + 0.1


@pytest.mark.parametrize(
    ("body", "asked"),
    [
        ({"command": "/n", "team_id": "T1", "enterprise_id": "E1"}, ("E1", "T1")),
        ({"type": "event_callback", "team_id": "T1", "authorizations": []}, (None, "T1")),
        (
            {
                "type": "event_callback",
                "team_id": "T9",
                "authorizations": [{"team_id": "T1", "enterprise_id": "E1"}, {"team_id": "T7"}],
            },
            ("E1", "T1"),
        ),
        (
            {
                "type": "event_callback",
                "team_id": "T1",
                "authorizations": [{"team_id": None, "enterprise_id": "E1"}],
            },
            ("E1", None),
        ),
        ({"type": "block_actions", "team": {"id": "T1"}, "enterprise": {"id": "E1"}}, ("E1", "T1")),
        ({"type": "block_actions", "team": None, "user": {"id": "U", "team_id": "T1"}}, (None, "T1")),
        (
            {"type": "view_submission", "team": {"id": "T9"}, "view": {"app_installed_team_id": "T1"}},
            (None, "T1"),
        ),
        ({"type": "event_callback", "event": {"type": "message", "team": "T1"}}, (None, "T1")),
    ],
)  # fmt: skip
async def test_whose_it_is_is_found_where_slack_puts_it(
    board: Switchboard, registry: Registry, body: Json, asked: tuple[str | None, str | None]
) -> None:
    await board.dispatch(body, "k")
    assert registry.asked == [asked]


async def test_where_the_app_is_not_installed_the_reception_decides_and_bolt_is_silent(
    board: Switchboard, desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    await board.dispatch({"command": "/netlead", "team_id": "T9"}, "k")
    assert (desk.taken[0].installation, desk.taken[0].in_doubt) == (None, False)
    assert caplog.records == []


@pytest.mark.parametrize(
    "stubborn", [False, True], ids=["called off", "begun and not to be stopped"]
)
async def test_a_look_up_that_takes_too_long_is_not_waited_for(
    board: Switchboard,
    registry: Registry,
    desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
    *,
    stubborn: bool,
) -> None:
    monkeypatch.setattr(listeners, "LOOK_UP_WITHIN", 0.05)
    registry.seconds, registry.stubborn = 0.3, stubborn
    began = time.monotonic()
    await board.dispatch({"command": "/netlead", "team_id": "T1"}, "k")
    assert time.monotonic() - began < 0.25
    assert (desk.taken[0].installation, desk.taken[0].in_doubt) == (None, True)
    await asyncio.sleep(0.3)
    assert len(desk.taken) == 1


@pytest.mark.parametrize("late", [False, True])
async def test_a_look_up_that_fails_leaves_it_in_doubt(
    board: Switchboard,
    registry: Registry,
    desk: Desk,
    log: io.StringIO,
    monkeypatch: pytest.MonkeyPatch,
    *,
    late: bool,
) -> None:
    registry.error = OSError("away, said Zenobia")
    if late:
        monkeypatch.setattr(listeners, "LOOK_UP_WITHIN", 0.02)
        registry.seconds, registry.stubborn = 0.1, True
    await board.dispatch({"type": "event_callback", "team_id": "T1"}, "k")
    assert desk.taken[0].in_doubt
    await asyncio.sleep(0.15)
    assert "nobody can say where the app is installed" in log.getvalue()
    assert "level=error" not in log.getvalue()
    assert "Zenobia" not in log.getvalue()


@pytest.mark.parametrize("kind", ["app_uninstalled", "tokens_revoked", "team_access_revoked"])
async def test_of_an_installation_that_ends_nobody_has_to_look_it_up(
    board: Switchboard, registry: Registry, desk: Desk, kind: str
) -> None:
    body = {"type": "event_callback", "team_id": "T9", "event": {"type": kind}}
    await board.dispatch(body, "k")
    assert registry.asked == []
    assert desk.taken[0].body is body


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.just("T1"),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(
            st.sampled_from(["id", "team_id", "type", "enterprise_id", "team"]), inner
        )
    ),
    max_leaves=8,
)
NAMES = ("type", "team", "team_id", "enterprise", "enterprise_id", "user", "user_id", "event")
MORE = ("view", "authorizations", "command", "response_urls", "function_data", "message")


@settings(
    max_examples=300,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(body=st.dictionaries(st.sampled_from([*NAMES, *MORE]), anything, max_size=6))
async def test_whatever_comes_reaches_the_reception(
    board: Switchboard, desk: Desk, body: Json
) -> None:
    before = len(desk.taken)
    assert (await board.dispatch(body, "k")).status == 200
    assert desk.taken[before].body is body


def test_bolt_sees_only_what_it_needs_in_the_shape_that_it_expects() -> None:
    body = {
        "type": "event_callback",
        "team_id": "T1",
        "enterprise_id": None,
        "token": "secret",
        "event": {"type": "message", "user": "U1", "text": "private", "team": ["T2"]},
        "user": {"id": "U1", "team_id": "T1", "name": "ana"},
        "team": "T1",
        "view": {"team_id": "T1\0", "state": {}},
        "authorizations": [{"team_id": "T1", "is_bot": True}, "odd"],
    }
    assert shaped(body) == {
        "type": "event_callback",
        "team_id": "T1",
        "event": {"type": "message", "user": "U1"},
        "user": {"id": "U1", "team_id": "T1"},
        "team": "T1",
        "view": {},
        "authorizations": [{"team_id": "T1"}],
    }


@pytest.mark.parametrize("odd", [None, [], {}, "x", [None], [[]], ["T1"], [{}], [{"team_id": ""}]])
def test_odd_authorizations_are_none(odd: object) -> None:
    assert shaped({"authorizations": odd}) == {"type": ""}


def test_bolt_never_reads_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_CLIENT_ID", "someone's")
    monkeypatch.setenv("OTHER", "stays")
    with without_slack_environment():
        assert "SLACK_CLIENT_ID" not in os.environ
        assert os.environ["OTHER"] == "stays"
    assert os.environ["SLACK_CLIENT_ID"] == "someone's"
    with pytest.raises(RuntimeError), without_slack_environment():
        raise RuntimeError
    assert os.environ["SLACK_CLIENT_ID"] == "someone's"
