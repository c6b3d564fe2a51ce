"""Uninstalled, cut off, back again: what decides is when it happened, not when it was heard of."""

from __future__ import annotations

import io
import json
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import permutations
from typing import Any

import pytest

from adapters.slack.config import SlackConfig
from adapters.slack.installs.access import Access, AccessError
from adapters.slack.installs.installation_rows import INSTALLATIONS, put
from adapters.slack.installs.installations import Installation, Installations
from adapters.slack.installs.lifecycle import EVENTS, Lifecycle, notices
from adapters.slack.installs.single import SingleInstallation
from bot.database import Database
from coaching.clock import StoppedClock
from tests.adapters.slack.places import HOUR, NOON, TOKEN, installation, later
from tests.adapters.slack.token_desk import TokenDesk
from tests.conftest import REFERENCE

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
SAMPLES = REFERENCE / "slack" / "samples" / "events"

Json = dict[str, Any]


def event(kind: str, at: datetime, team: str = "T1", enterprise: str = "", **inner: object) -> Json:
    """Return an event about a workspace, as Slack sends it without authorizations."""
    return {
        "type": "event_callback",
        "event_id": "Ev1",
        "event_time": int(at.timestamp()),
        "api_app_id": "A1",
        "team_id": team,
        "enterprise_id": enterprise or None,
        "event": {"type": kind, **inner},
    }


def uninstalled(at: datetime, team: str = "T1", enterprise: str = "") -> Json:
    return event("app_uninstalled", at, team, enterprise)


def revoked(at: datetime, team: str = "T1", enterprise: str = "") -> Json:
    return event("tokens_revoked", at, team, enterprise, tokens={"oauth": [], "bot": ["UBOT"]})


def of_the_whole(body: Json, enterprise: str, *, team: str | None = None) -> Json:
    """Return the event as it comes for an organisation's own installation."""
    told = {"enterprise_id": enterprise, "team_id": team, "is_enterprise_install": True}
    return body | {"authorizations": [told]}


class Stage:
    """Installations that live through events; ``working`` says what Slack would say of tokens."""

    def __init__(self, database: Database, clock: StoppedClock, *, days: int = 0) -> None:
        self.installations = Installations(database, clock)
        self.clock = clock
        self.working: bool | Exception = True
        self.asked: list[str] = []
        self.gone: list[str] = []
        config = SlackConfig(erase_after_days=days)
        self.lifecycle = Lifecycle(self.installations, config, clock, self.works)

    async def works(self, installation: Installation) -> bool:
        self.asked.append(installation.tenant)
        if isinstance(self.working, Exception):
            raise self.working
        return self.working

    async def erase(self, tenant: str) -> None:
        self.gone.append(f"people of {tenant}")

    async def forget(self, tenant: str) -> None:
        self.gone.append(f"deliveries of {tenant}")

    async def sweep(self) -> int:
        return await self.lifecycle.erase_due(self.clock.now(), self.erase, self.forget)

    async def row(self, team: str = "T1", enterprise: str = "") -> Installation | None:
        return await self.installations.read((enterprise, team))

    async def status(self, team: str = "T1", enterprise: str = "") -> str:
        found = await self.row(team, enterprise)
        return found.status if found else "none"


@pytest.fixture
def stage(database: Database, clock: StoppedClock) -> Stage:
    return Stage(database, clock)


@pytest.fixture
def month(sqlite: Database, clock: StoppedClock) -> Stage:
    """One that keeps everything for thirty days, where the kind of database makes no difference."""
    return Stage(sqlite, clock, days=30)


UNINSTALL, REVOKE, REINSTALL = NOON + HOUR, NOON + HOUR + MINUTE, NOON + 2 * HOUR
ORDERS = list(permutations(("uninstall", "revoke", "reinstall", "late retry")))


@pytest.mark.parametrize("order", ORDERS, ids=", ".join)
@pytest.mark.parametrize("sweeping", [False, True], ids=["", "erasing between"])
async def test_whatever_order_it_is_heard_in_what_was_installed_last_stands(
    sqlite: Database,
    clock: StoppedClock,
    order: tuple[str, ...],
    sweeping: bool,  # noqa: FBT001 a parameter
) -> None:
    stage = Stage(sqlite, clock)
    await stage.installations.save(installation("T1", token="xoxb-first"))
    steps: dict[str, Callable[[], Awaitable[object]]] = {
        "uninstall": lambda: stage.lifecycle.heed(uninstalled(UNINSTALL)),
        "revoke": lambda: stage.lifecycle.heed(revoked(REVOKE)),
        "reinstall": lambda: stage.installations.save(installation("T1", token="xoxb-second")),
        "late retry": lambda: stage.lifecycle.heed(uninstalled(UNINSTALL)),
    }
    clock.set(REINSTALL)

    for step in order:
        await steps[step]()
        if sweeping:
            await stage.sweep()

    found = await stage.row()
    assert found == installation("T1", token="xoxb-second", installed_at=REINSTALL)
    assert await stage.installations.find(None, "T1") == found
    assert await stage.installations.to_erase(REINSTALL + 365 * DAY) == []


@pytest.mark.parametrize(
    "order", list(permutations(("uninstall", "revoke", "late retry"))), ids=", ".join
)
async def test_whatever_order_it_is_heard_in_what_was_removed_last_is_gone(
    sqlite: Database, clock: StoppedClock, order: tuple[str, ...]
) -> None:
    stage = Stage(sqlite, clock, days=30)
    await stage.installations.save(installation("T1"))
    bodies = {"uninstall": uninstalled(UNINSTALL), "revoke": revoked(REVOKE)}
    bodies["late retry"] = bodies["uninstall"]

    for minutes, step in enumerate(order):
        clock.set(REINSTALL + minutes * MINUTE)
        await stage.lifecycle.heed(bodies[step])

    found = await stage.row()
    assert found is not None
    assert (found.status, found.token) == ("removed", "")
    assert found.erase_at == UNINSTALL.replace(microsecond=0) + 30 * DAY


async def test_an_uninstalled_workspace_is_left_at_once_and_erased(stage: Stage) -> None:
    await stage.installations.save(installation("T1"))
    await stage.installations.save(installation("T2"))

    assert await stage.lifecycle.heed(uninstalled(NOON)) == ("T1",)
    found = await stage.installations.find(None, "T1")
    assert found is not None
    assert not found.active
    assert await stage.lifecycle.heed(uninstalled(NOON)) == ()

    assert await stage.sweep() == 1
    # What was delivered goes first, so that none of it brings anybody back.
    assert stage.gone == ["deliveries of T1", "people of T1"]
    assert await stage.row() is None
    assert await stage.status("T2") == "active"
    assert await stage.sweep() == 0


async def test_erasing_waits_as_long_as_the_operator_said(month: Stage) -> None:
    await month.installations.save(installation("T1"))
    await month.lifecycle.heed(uninstalled(NOON))

    later(month.clock, 30 * DAY - MINUTE)
    assert await month.sweep() == 0
    later(month.clock, MINUTE)
    assert await month.sweep() == 1


async def test_coming_back_in_time_calls_the_erasing_off(month: Stage) -> None:
    await month.installations.save(installation("T1"))
    await month.lifecycle.heed(uninstalled(NOON))
    later(month.clock, 29 * DAY)
    await month.installations.save(installation("T1"))

    later(month.clock, 365 * DAY)
    assert await month.sweep() == 0
    assert not month.gone


async def test_a_token_taken_back_ends_the_sending_and_keeps_the_rest_for_a_month(
    stage: Stage,
) -> None:
    await stage.installations.save(installation("T1"))

    assert await stage.lifecycle.heed(revoked(NOON)) == ("T1",)
    assert await stage.status() == "revoked"
    later(stage.clock, 29 * DAY)
    assert await stage.sweep() == 0
    later(stage.clock, DAY)
    assert await stage.sweep() == 1


async def test_a_person_s_token_taken_back_means_nothing_here(month: Stage) -> None:
    await month.installations.save(installation("T1"))

    odd: list[object] = [{"oauth": ["U1"]}, {"oauth": ["U1"], "bot": []}, {"bot": None}, None, []]
    for tokens in odd:
        await month.lifecycle.heed(event("tokens_revoked", NOON, tokens=tokens))

    assert await month.status() == "active"


async def test_an_organisation_s_own_installation_goes_by_its_flag(stage: Stage) -> None:
    await stage.installations.save(installation("", "E1"))
    await stage.installations.save(installation("T1", "E1"))

    body = of_the_whole(uninstalled(NOON, "T1", "E1"), "E1")
    assert await stage.lifecycle.heed(body) == ("E1",)

    assert await stage.status("", "E1") == "removed"
    assert await stage.status("T1", "E1") == "active"
    assert not stage.asked


@pytest.mark.parametrize("team", ["", "E1"])
async def test_an_event_that_names_no_workspace_is_the_organisation_s(
    month: Stage, team: str
) -> None:
    await month.installations.save(installation("", "E1"))

    assert await month.lifecycle.heed(revoked(NOON, team, "E1")) == ("E1",)
    assert not month.asked


async def test_a_workspace_s_own_installation_goes_alone(month: Stage) -> None:
    await month.installations.save(installation("", "E1"))
    await month.installations.save(installation("T1", "E1"))

    assert await month.lifecycle.heed(uninstalled(NOON, "T1", "E1")) == ("T1",)

    assert await month.status("", "E1") == "active"
    assert not month.asked


@pytest.mark.parametrize("enterprise", ["", "E9"])
async def test_a_workspace_is_known_whatever_organisation_it_joined(
    month: Stage, enterprise: str
) -> None:
    await month.installations.save(installation("T1"))

    assert await month.lifecycle.heed(uninstalled(NOON, "T1", enterprise)) == ("T1",)


async def test_where_only_the_organisation_s_is_left_slack_is_asked(month: Stage) -> None:
    await month.installations.save(installation("", "E1"))
    late = uninstalled(NOON, "T1", "E1")

    assert await month.lifecycle.heed(late) == ()
    assert await month.status("", "E1") == "active"

    month.working = AccessError("unsent", "unreachable")
    with pytest.raises(AccessError):
        await month.lifecycle.heed(late)
    assert await month.status("", "E1") == "active"

    month.working = False
    assert await month.lifecycle.heed(late) == ("E1",)
    assert await month.status("", "E1") == "removed"
    assert month.asked == ["E1"] * 3


async def test_an_event_older_than_the_organisation_s_installation_asks_nobody(
    month: Stage,
) -> None:
    await month.installations.save(installation("", "E1"))

    assert await month.lifecycle.heed(uninstalled(NOON - HOUR, "T1", "E1")) == ()
    assert not month.asked


async def test_workspaces_taken_from_an_organisation_s_app_go_where_they_had_their_own(
    month: Stage,
) -> None:
    for team, enterprise in (("", "E1"), ("T1", "E1"), ("T2", "E1"), ("T3", "E1")):
        await month.installations.save(installation(team, enterprise))
    body = event("team_access_revoked", NOON, "T1", "E1", team_ids=["T1", "T2", "T9"])

    assert await month.lifecycle.heed(of_the_whole(body, "E1")) == ("T1", "T2")

    assert await month.status("T3", "E1") == "active"
    assert await month.status("", "E1") == "active"
    assert not month.asked


async def test_a_workspace_opened_to_an_organisation_s_app_needs_nothing(month: Stage) -> None:
    whole = await month.installations.save(installation("", "E1"))
    await month.installations.save(installation("T1", "E1"))
    await month.lifecycle.heed(uninstalled(NOON, "T1", "E1"))

    body = event("team_access_granted", NOON, "T1", "E1", team_ids=["T1"])
    assert await month.lifecycle.heed(body) == ()

    assert await month.installations.find("E1", "T1") == whole


async def test_where_the_app_never_was_nothing_happens(month: Stage) -> None:
    for kind in sorted(EVENTS):
        tokens, teams = {"bot": ["U1"]}, ["T7"]
        body = event(kind, NOON, "T7", "E7", tokens=tokens, team_ids=teams)
        assert await month.lifecycle.heed(body) == ()
        assert await month.lifecycle.heed(of_the_whole(body, "E7")) == ()


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"event": None},
        {"event": "app_uninstalled"},
        {"event": {"type": "message"}},
        {"event": {"type": ["app_uninstalled"]}},
        {"event": {"type": "team_access_revoked", "team_ids": "T1"}, "event_time": 1},
        {"event": {"type": "team_access_revoked", "team_ids": [None, 7, ""]}, "event_time": 1},
        {"event": {"type": "tokens_revoked", "tokens": {"bot": "UBOT"}}, "event_time": 1},
    ],
)
def test_what_says_nothing_is_no_notice(body: Json) -> None:
    assert notices(body, NOON) == ()


@pytest.mark.parametrize("when", [None, "soon", True, 1.5, 10**30, -(10**30)])
async def test_an_event_without_a_time_counts_as_of_now(month: Stage, when: object) -> None:
    await month.installations.save(installation("T1"))

    assert await month.lifecycle.heed(uninstalled(NOON) | {"event_time": when}) == ("T1",)
    found = await month.row()
    assert found is not None
    assert found.erase_at == NOON + 30 * DAY


@pytest.mark.parametrize("authorizations", [None, {}, [], [None], ["T1"], "x", [{}]])
async def test_odd_authorizations_leave_the_workspace_s_name(
    month: Stage, authorizations: object
) -> None:
    await month.installations.save(installation("T1"))

    body = uninstalled(NOON) | {"authorizations": authorizations}
    assert await month.lifecycle.heed(body) == ("T1",)


@pytest.mark.parametrize(
    "name", ["AppUninstalled", "TokensRevoked", "TeamAccessRevoked", "TeamAccessGranted"]
)
async def test_slack_s_own_samples_are_understood(month: Stage, name: str) -> None:
    path = SAMPLES / f"{name}Payload.json"
    if not path.exists():
        pytest.skip("Slack's samples are not here")
    body = json.loads(path.read_text()) | {"team_id": "T1", "event_time": int(NOON.timestamp())}
    if "team_ids" in body["event"]:
        body["event"]["team_ids"] = ["T1"]
    if "tokens" in body["event"]:
        body["event"]["tokens"]["bot"] = ["UBOT"]
    await month.installations.save(installation("T1"))

    lost = () if name == "TeamAccessGranted" else ("T1",)
    assert await month.lifecycle.heed(body) == lost


async def test_one_workspace_s_trouble_does_not_keep_the_others(
    stage: Stage, log: io.StringIO
) -> None:
    for team in ("T1", "T2", "T3"):
        await stage.installations.save(installation(team))
        await stage.lifecycle.heed(uninstalled(NOON, team))

    async def erase(tenant: str) -> None:
        if tenant == "T2":
            raise RuntimeError("words of a person")
        await stage.erase(tenant)

    assert await stage.lifecycle.erase_due(NOON, erase, stage.forget) == 2
    assert [await stage.status(team) for team in ("T1", "T2", "T3")] == ["none", "removed", "none"]
    assert "workspace=T2" in log.getvalue()
    assert "words of a person" not in log.getvalue()
    assert await stage.sweep() == 1


async def test_who_comes_back_just_before_the_erasing_is_spared(month: Stage) -> None:
    for team in ("T1", "T2"):
        await month.installations.save(installation(team))
        await month.lifecycle.heed(uninstalled(NOON, team))
    later(month.clock, 30 * DAY)

    async def erase(tenant: str) -> None:
        await month.erase(tenant)
        other = {"T1": "T2", "T2": "T1"}[tenant]
        await month.installations.save(installation(other))

    assert await month.lifecycle.erase_due(month.clock.now(), erase, month.forget) == 1
    assert len(month.gone) == 2
    assert sorted([await month.status("T1"), await month.status("T2")]) == ["active", "none"]


async def test_who_is_back_under_another_name_keeps_everything(
    month: Stage, sqlite: Database
) -> None:
    lost = await month.installations.save(installation("T1"))
    await month.lifecycle.heed(uninstalled(NOON))
    (row,) = await month.installations.rows("", "T1")
    await month.installations.save(installation("T1", "E1"))
    with sqlite.transaction() as connection:
        put(connection, replace(row, team_id="T0"))  # kept apart from the one that is back
        named = INSTALLATIONS.c.team_id == "T0"
        connection.execute(INSTALLATIONS.update().where(named).values(team_id="T1"))
    later(month.clock, 30 * DAY)

    assert await month.sweep() == 0
    assert not month.gone
    assert await month.installations.read(lost.key) is None
    assert await month.status("T1", "E1") == "active"


async def test_the_installation_of_the_settings_lives_through_the_same(
    desk: TokenDesk, clock: StoppedClock
) -> None:
    gone: list[str] = []

    async def erase(tenant: str) -> None:
        gone.append(tenant)

    access = Access(desk.config(), clock)
    single = SingleInstallation(TOKEN, access, clock)
    lifecycle = Lifecycle(single, SlackConfig(), clock, access.works)

    assert await lifecycle.heed(uninstalled(NOON - HOUR)) == ()
    assert await lifecycle.heed(uninstalled(NOON, "T2")) == ()
    assert await lifecycle.heed(uninstalled(NOON)) == ("T1",)
    assert await lifecycle.erase_due(NOON, erase, erase) == 1
    assert await lifecycle.erase_due(NOON, erase, erase) == 0
    assert gone == ["T1", "T1"]


@pytest.mark.parametrize(
    ("answer", "works"),
    [(None, True), ("account_inactive", False), ("token_revoked", False), ("invalid_auth", False)],
)
async def test_slack_says_whether_a_token_still_works(
    desk: TokenDesk,
    clock: StoppedClock,
    answer: str | None,
    works: bool,  # noqa: FBT001 a parameter
) -> None:
    desk.faults.append(answer)

    assert await Access(desk.config(), clock).works(installation()) is works


@pytest.mark.parametrize("answer", ["token_expired", "500", "drop", "429", "html", "ratelimited"])
async def test_what_slack_does_not_say_is_not_made_up(
    desk: TokenDesk, clock: StoppedClock, answer: str
) -> None:
    desk.faults.append(answer)

    with pytest.raises(AccessError):
        await Access(desk.config(), clock).works(installation())
