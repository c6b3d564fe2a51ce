"""Installations are found by whoever asks, without the database where it can be avoided."""

from __future__ import annotations

import asyncio
import io
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.slack.config import SlackConfig
from adapters.slack.installs.access import Access, AccessError
from adapters.slack.installs.installations import Installation, Installations
from adapters.slack.installs.memory import MOST_REMEMBERED, REMEMBERED_FOR, Memory
from adapters.slack.installs.single import AGAIN_AFTER, AGAIN_AFTER_REFUSAL, SingleInstallation
from bot.database import Database
from coaching.clock import StoppedClock
from tests.adapters.slack.places import (
    HOUR,
    NOON,
    REFRESH,
    TOKEN,
    CountingStore,
    Seconds,
    everything_in,
    installation,
    later,
    rotating,
)
from tests.adapters.slack.token_desk import TokenDesk


@pytest.fixture
def known(database: Database, clock: StoppedClock) -> Installations:
    return Installations(database, clock)


async def test_what_was_installed_is_found_as_it_was_granted(known: Installations) -> None:
    granted = rotating(12 * HOUR, "T1", team_name="Größe & Söhne", scopes=frozenset({"commands"}))
    kept = await known.save(granted)

    found = await known.find(None, "T1")

    assert found == kept == replace(granted, installed_at=NOON)
    assert found.has("commands")
    assert not found.has("files:write")


async def test_nobody_is_found_where_the_app_is_not(known: Installations) -> None:
    await known.save(installation("T1"))
    await known.save(installation("", "E1"))

    assert await known.find(None, "T2") is None
    assert await known.find("E2", None) is None
    assert await known.find(None, None) is None
    assert await known.find("", "") is None
    assert await known.by_tenant("") is None
    assert await known.by_tenant("T2") is None


async def test_a_workspace_s_own_comes_before_its_organisation_s(known: Installations) -> None:
    whole = await known.save(installation("", "E1"))
    assert await known.find("E1", "T1") == whole

    own = await known.save(installation("T1", "E1"))

    assert await known.find("E1", "T1") == own
    assert await known.find("E1", "T2") == whole
    assert await known.find("E1", None) == whole


async def test_where_its_own_is_lost_its_organisation_s_serves(known: Installations) -> None:
    own = await known.save(installation("T1", "E1"))
    whole = await known.save(installation("", "E1"))
    await known.mark_removed(own.key, NOON, NOON)

    assert await known.find("E1", "T1") == whole


async def test_a_workspace_that_joined_an_organisation_is_found_all_the_same(
    known: Installations,
) -> None:
    before = await known.save(installation("T1"))
    assert await known.find("E9", "T1") == before

    after = await known.save(installation("T1", "E9"))

    assert await known.find("E9", "T1") == after
    assert await known.rows("", "T1") == [after]


@pytest.mark.parametrize(("team", "enterprise", "tenant"), [("T1", "E1", "T1"), ("", "E1", "E1")])
async def test_the_coach_s_name_for_a_workspace_leads_back_to_it(
    known: Installations, team: str, enterprise: str, tenant: str
) -> None:
    kept = await known.save(installation(team, enterprise))

    assert kept.tenant == tenant
    assert await known.by_tenant(tenant) == kept


async def test_installing_again_revives_and_calls_the_erasing_off(
    known: Installations, clock: StoppedClock
) -> None:
    lost = await known.save(rotating(HOUR))
    assert await known.mark_removed(lost.key, NOON, NOON + HOUR)
    found = await known.find(None, "T1")
    assert found is not None
    assert (found.status, found.erase_at) == ("removed", NOON + HOUR)
    later(clock, HOUR)

    back = await known.save(installation("T1", token="xoxb-second"))

    assert await known.find(None, "T1") == back
    assert (back.status, back.erase_at, back.installed_at) == ("active", None, NOON + HOUR)
    assert (back.token, back.refresh_token, back.expires_at) == ("xoxb-second", "", None)
    assert await known.to_erase(NOON + 24 * HOUR) == []


async def test_many_who_install_the_same_at_once_leave_one(
    known: Installations, sibling: Database, clock: StoppedClock
) -> None:
    other = Installations(sibling, clock)

    await asyncio.gather(
        *(known.save(installation("T1", token=f"xoxb-{n}")) for n in range(5)),
        *(other.save(installation("T1", token=f"xoxb-{n}")) for n in range(5)),
    )

    (kept,) = await known.rows("", "T1")
    assert kept.active


async def test_once_asked_for_it_is_known_without_the_database(
    database: Database, clock: StoppedClock
) -> None:
    store, seconds = CountingStore(database), Seconds()
    known = Installations(store, clock, time=seconds)
    kept = await known.save(installation("T1", "E1"))
    for _ in range(2):
        await known.find("E1", "T1")
        await known.by_tenant("T1")
    store.count = 0

    for _ in range(50):
        assert await known.find("E1", "T1") == kept
        assert await known.by_tenant("T1") == kept
    assert store.count == 0

    seconds.now += REMEMBERED_FOR
    assert await known.find("E1", "T1") == kept
    assert store.count == 1


async def test_what_another_process_changed_is_seen_within_a_minute(
    database: Database, sibling: Database, clock: StoppedClock
) -> None:
    seconds = Seconds()
    here, there = Installations(database, clock, time=seconds), Installations(sibling, clock)
    kept = await here.save(installation("T1"))
    assert await here.find(None, "T1") == kept
    await there.mark_removed(kept.key, NOON, NOON)

    seconds.now += REMEMBERED_FOR
    lost = await here.find(None, "T1")
    assert lost is not None
    assert not lost.active

    back = await there.save(installation("T1", token="xoxb-second"))
    assert await here.find(None, "T1") == back  # at once: lost ones are not remembered


async def test_what_was_read_before_a_change_does_not_outlive_it(
    database: Database, clock: StoppedClock
) -> None:
    store = CountingStore(database)
    known = Installations(store, clock)
    kept = await known.save(installation("T1"))
    slow, store.reading = asyncio.Event(), asyncio.Event()
    store.held = slow
    reading = asyncio.create_task(known.find(None, "T1"))
    await store.reading.wait()
    store.held = None
    await known.mark_removed(kept.key, NOON, NOON)
    slow.set()
    assert await reading == kept

    found = await known.find(None, "T1")

    assert found is not None
    assert found.status == "removed"


def test_the_memory_does_not_grow_without_end() -> None:
    memory = Memory(Seconds())
    for number in range(MOST_REMEMBERED + 10):
        memory.put(("", f"T{number}"), installation(f"T{number}"), memory.changes)

    assert memory.get(("", "T9")) is None
    assert memory.get(("", "T10")) is not None


async def test_a_lost_organisation_is_not_remembered_for_its_workspaces(
    known: Installations,
) -> None:
    whole = await known.save(installation("", "E1"))
    assert await known.find("E1", "T9") == whole

    await known.mark_revoked(whole.key, NOON, NOON)

    lost = await known.find("E1", "T9")
    assert lost is not None
    assert not lost.active


async def test_a_change_of_one_leaves_the_memory_of_others(
    database: Database, clock: StoppedClock
) -> None:
    store = CountingStore(database)
    known = Installations(store, clock)
    one, other = await known.save(installation("T1")), await known.save(installation("T2"))
    await known.find(None, "T1")
    await known.mark_revoked(other.key, NOON, NOON)
    store.count = 0

    assert await known.find(None, "T1") == one
    assert store.count == 0


async def test_what_happened_before_it_was_installed_does_not_count(
    known: Installations,
) -> None:
    kept = await known.save(installation("T1"))
    second = NOON.replace(microsecond=0)

    assert not await known.mark_removed(kept.key, second - timedelta(seconds=1), NOON)
    assert not await known.mark_revoked(kept.key, second - timedelta(seconds=1), NOON)
    assert await known.find(None, "T1") == kept
    # Slack tells whole seconds: the same second is not before.
    assert await known.mark_removed(kept.key, second, NOON)
    assert not await known.mark_removed(kept.key, second, NOON)
    assert not await known.mark_revoked(kept.key, second, NOON)
    assert not await known.mark_removed(("", "T2"), second, NOON)


async def test_dead_tokens_are_not_kept(known: Installations) -> None:
    kept = await known.save(rotating(HOUR))
    await known.mark_revoked(kept.key, NOON, NOON)

    (lost,) = await known.rows("", "T1")

    assert (lost.token, lost.refresh_token, lost.expires_at) == ("", "", None)


async def test_a_refused_token_gives_up_only_what_still_goes_by_it(known: Installations) -> None:
    old = await known.save(installation("T1", token="xoxb-first"))
    new = await known.save(installation("T1", token="xoxb-second"))

    assert not await known.mark_refused(old, "token_revoked")
    assert not await known.mark_refused(new, "missing_scope")
    assert await known.find(None, "T1") == new
    assert await known.mark_refused(new, "account_inactive")
    (lost,) = await known.rows("", "T1")
    assert (lost.status, lost.erase_at) == ("revoked", NOON + timedelta(days=30))


async def test_those_whose_token_ends_are_listed_the_first_to_end_first(
    known: Installations,
) -> None:
    for team, left in (("T1", 3 * HOUR), ("T2", HOUR), ("T3", -HOUR), ("T4", 2 * HOUR)):
        await known.save(rotating(left, team))
    await known.save(installation("T5"))
    gone = await known.save(rotating(HOUR, "T6"))
    await known.mark_removed(gone.key, NOON, NOON)

    ending = await known.expiring(NOON + 2 * HOUR)

    assert [item.team_id for item in ending] == ["T3", "T2"]


async def test_what_came_back_is_not_dropped(known: Installations) -> None:
    kept = await known.save(installation("T1"))
    assert not await known.drop(kept.key, NOON)
    await known.mark_removed(kept.key, NOON, NOON + HOUR)
    assert await known.to_erase(NOON) == []
    assert not await known.drop(kept.key, NOON)
    assert [item.key for item in await known.to_erase(NOON + HOUR)] == [kept.key]
    assert await known.drop(kept.key, NOON + HOUR)
    assert await known.find(None, "T1") is None
    assert not await known.drop(kept.key, NOON + HOUR)


async def test_no_token_is_readable_in_the_database_or_in_a_repr(
    sqlite: Database, clock: StoppedClock, tmp_path: Path
) -> None:
    known = Installations(sqlite, clock)
    kept = await known.save(installation("T1", token=TOKEN, refresh_token=REFRESH, expires_at=NOON))
    await known.save(installation("T2", team_name="a name to look for"))

    stored = everything_in(tmp_path)

    assert b"a name to look for" in stored
    assert b"canary" not in stored
    assert "canary" not in repr(kept)
    found = await known.find(None, "T1")
    assert found is not None
    assert (found.token, found.refresh_token) == (TOKEN, REFRESH)


def test_no_secret_is_in_the_settings_repr() -> None:
    secrets = ("signing", "xoxb-bot", "xapp-app", "client secret")
    config = SlackConfig(secrets[0], secrets[1], secrets[2], "111.222", secrets[3])

    assert "111.222" in repr(config)
    assert not any(secret in repr(config) for secret in secrets)


def test_settings_say_which_kind_of_app_it_is_and_where_slack_is() -> None:
    many = SlackConfig(client_id="1", client_secret="2", bot_token="xoxb")
    one = SlackConfig(bot_token="xoxb", api_url="https://slack-gov.com/api/")

    assert (many.oauth, many.single) == (True, False)
    assert (one.oauth, one.single) == (False, True)
    assert many.authorize_page == "https://slack.com/oauth/v2/authorize"
    assert one.authorize_page == "https://slack-gov.com/oauth/v2/authorize"
    assert SlackConfig(authorize_url="https://a.example/x").authorize_page == "https://a.example/x"


@pytest.mark.parametrize(
    ("public", "redirect", "cookie_path"),
    [
        ("", "", "/slack"),
        ("https://a.example", "https://a.example/slack/oauth_redirect", "/slack"),
        ("https://a.example/", "https://a.example/slack/oauth_redirect", "/slack"),
        ("https://a.example/n", "https://a.example/n/slack/oauth_redirect", "/n/slack"),
    ],
)
def test_the_way_back_follows_from_the_public_address(
    public: str, redirect: str, cookie_path: str
) -> None:
    config = SlackConfig(public_url=public)

    assert (config.redirect_uri, config.cookie_path) == (redirect, cookie_path)


class TestSingle:
    """The one workspace of a bot token from the settings."""

    @pytest.fixture
    def seconds(self) -> Seconds:
        return Seconds()

    @pytest.fixture
    def single(self, desk: TokenDesk, clock: StoppedClock, seconds: Seconds) -> SingleInstallation:
        access = Access(desk.config(), clock)
        return SingleInstallation(TOKEN, access, clock, time=seconds)

    async def test_slack_is_asked_once_who_it_is(
        self, single: SingleInstallation, desk: TokenDesk
    ) -> None:
        found = await asyncio.gather(*(single.find(None, "T1") for _ in range(8)))
        again = await single.by_tenant("T1")

        assert desk.auth_tests == [TOKEN]
        assert again is not None
        assert found == [again] * 8
        assert (again.token, again.bot_user_id, again.bot_id) == (TOKEN, "UBOT", "B1")
        assert again.has("files:write")
        assert again.installed_at == NOON

    async def test_it_serves_its_own_workspace_alone(self, single: SingleInstallation) -> None:
        assert await single.find("E1", "T2") is None
        assert await single.find(None, None) is None
        assert await single.by_tenant("T2") is None
        assert await single.find("E1", "T1") is not None

    async def test_an_organisation_s_token_serves_all_of_it(
        self, single: SingleInstallation, desk: TokenDesk
    ) -> None:
        desk.identity |= {"enterprise_id": "E1", "team_id": "E1", "is_enterprise_install": True}

        found = await single.find("E1", "T5")

        assert found is not None
        assert found.tenant == "E1"
        assert await single.find("E2", "T5") is None

    @pytest.mark.parametrize("fault", ["500", "html", "drop", "429"])
    async def test_while_slack_cannot_be_reached_it_is_asked_again_now_and_then(
        self, single: SingleInstallation, desk: TokenDesk, seconds: Seconds, fault: str
    ) -> None:
        desk.faults.append(fault)
        for _ in range(5):
            with pytest.raises(AccessError):
                await single.find(None, "T1")
        assert len(desk.auth_tests) == 1

        seconds.now += AGAIN_AFTER
        assert await single.find(None, "T1") is not None

    async def test_a_token_that_slack_refuses_serves_nobody(
        self,
        single: SingleInstallation,
        desk: TokenDesk,
        seconds: Seconds,
        log: io.StringIO,
    ) -> None:
        desk.faults.append("account_inactive")
        for _ in range(5):
            assert await single.find(None, "T1") is None
        assert len(desk.auth_tests) == 1
        assert log.getvalue().count("does not take the bot token") == 1
        assert "account_inactive" in log.getvalue()

        seconds.now += AGAIN_AFTER_REFUSAL
        assert await single.find(None, "T1") is not None

    async def test_a_person_s_token_is_no_bot_s(
        self, single: SingleInstallation, desk: TokenDesk
    ) -> None:
        del desk.identity["bot_id"]

        assert await single.find(None, "T1") is None

    async def test_a_token_that_will_end_is_told_to_the_operator(
        self, single: SingleInstallation, desk: TokenDesk, log: io.StringIO
    ) -> None:
        desk.identity["expires_in"] = 43_200

        assert await single.find(None, "T1") is not None
        assert "cannot be exchanged" in log.getvalue()

    async def test_uninstalled_it_is_lost_until_the_next_start(
        self, single: SingleInstallation
    ) -> None:
        found = await single.find(None, "T1")
        assert found is not None
        assert not await single.mark_removed(("", "T2"), NOON, NOON)
        assert not await single.mark_removed(found.key, NOON - HOUR, NOON)
        assert await single.mark_removed(found.key, NOON, NOON)

        lost = await single.by_tenant("T1")
        assert lost is not None
        assert (lost.status, lost.token) == ("removed", "")
        assert await single.rows("", "T1") == [lost] == await single.to_erase(NOON)
        assert await single.drop(found.key, NOON)
        assert await single.to_erase(NOON + 24 * HOUR) == []
        assert not await single.drop(found.key, NOON)

    async def test_refused_for_good_it_is_given_up(self, single: SingleInstallation) -> None:
        found = await single.find(None, "T1")
        assert isinstance(found, Installation)

        assert not await single.mark_refused(found, "channel_not_found")
        assert await single.mark_refused(found, "token_revoked")
        assert not (await single.find(None, "T1") or found).active
