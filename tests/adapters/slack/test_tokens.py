"""Tokens are exchanged in time, once, by one process, and nothing waits for it that need not."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager, suppress
from datetime import timedelta
from socket import socket

import pytest
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.async_context import AsyncBoltContext

from adapters.slack.config import SlackConfig
from adapters.slack.installs.access import Access, AccessError
from adapters.slack.installs.installations import Installation, Installations
from adapters.slack.installs.refreshing import LEASE, REST, Refresher
from adapters.slack.installs.single import SingleInstallation
from adapters.slack.installs.tokens import INSTALLATION, TokenProvider
from adapters.store import Store
from bot.database import Database
from coaching.clock import StoppedClock
from tests.adapters.slack.places import (
    HOUR,
    NOON,
    TOKEN,
    CountingStore,
    Seconds,
    installation,
    later,
    rotating,
)
from tests.adapters.slack.token_desk import LIFE, TokenDesk
from tests.bot.fakes import until

MINUTE = timedelta(minutes=1)


class Process:
    """One process' worth of NetLead: its memory, its tokens."""

    def __init__(self, store: Store, clock: StoppedClock, config: SlackConfig) -> None:
        self.seconds = Seconds()
        self.clock = clock
        self.installations = Installations(store, clock, time=self.seconds)
        self.refresher = Refresher(
            self.installations,
            Access(config, clock, within=0.4, connect=0.2),
            clock,
            time=self.seconds,
        )
        self.tokens = TokenProvider(self.installations, self.refresher)

    async def ask(self, team: str = "T1", enterprise: str | None = None) -> AuthorizeResult | None:
        """Let a request come."""
        return await self.tokens(
            context=AsyncBoltContext(), enterprise_id=enterprise, team_id=team, user_id="U1"
        )

    async def token(self, team: str = "T1") -> str | None:
        """Return the token that a request gets."""
        found = await self.ask(team)
        return found.bot_token if found else None

    async def now(self, team: str = "T1") -> Installation:
        """Return the row as it stands."""
        (found,) = await self.installations.rows("", team)
        return found

    async def rested(self) -> None:
        """Let exchanges end, and the pause after a failure pass."""
        await self.tokens.close()
        self.seconds.now += REST


@pytest.fixture
async def start(desk: TokenDesk, clock: StoppedClock) -> AsyncIterator[Callable[[Store], Process]]:
    """Yield what starts a process over a database; all end with the test."""
    begun: list[Process] = []

    def start_one(store: Store, **changes: str) -> Process:
        begun.append(Process(store, clock, desk.config(**changes)))
        return begun[-1]

    yield start_one
    desk.gate.set()
    for process in begun:
        await process.tokens.close()


@pytest.fixture
def here(database: Database, start: Callable[[Store], Process]) -> Process:
    return start(database)


@pytest.fixture
def there(sibling: Database, start: Callable[[Store], Process]) -> Process:
    return start(sibling)


@pytest.fixture
def alone(sqlite: Database, start: Callable[[Store], Process]) -> Process:
    """One process where the kind of database makes no difference."""
    return start(sqlite)


async def installed(process: Process, desk: TokenDesk, left: timedelta, team: str = "T1") -> str:
    """Install with a token that lives for so long; return its refresh token."""
    kept = await process.installations.save(rotating(left, team))
    desk.good.add(kept.refresh_token)
    return kept.refresh_token


@asynccontextmanager
async def shut(desk: TokenDesk) -> AsyncIterator[None]:
    """Keep all refreshes waiting, each of them taken by Slack."""
    desk.gate.clear()
    yield
    desk.gate.set()


@contextmanager
def a_full_house() -> Iterator[str]:
    """Yield an address at which nobody is let in and nobody is sent away."""
    with socket() as listener, ExitStack() as guests:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        host, port = listener.getsockname()
        for _ in range(4):
            guest = guests.enter_context(socket())
            guest.settimeout(0)
            with suppress(BlockingIOError):
                guest.connect((host, port))
        yield f"http://{host}:{port}/api/"


async def test_a_request_gets_what_bolt_wants_to_know(here: Process, desk: TokenDesk) -> None:
    await here.installations.save(installation("T1", "E1", bot_id="B1"))

    found = await here.ask("T1", "E1")

    assert found is not None
    assert (found.bot_token, found.bot_user_id, found.bot_id) == (TOKEN, "UBOT", "B1")
    assert (found.enterprise_id, found.team_id, found.user_id) == ("E1", "T1", "U1")
    assert "chat:write" in (found.bot_scopes or ())
    assert found.user_token is None
    assert not desk.auth_tests


async def test_an_organisation_s_token_serves_each_of_its_workspaces(here: Process) -> None:
    kept = await here.installations.save(installation("", "E1"))

    found = await here.ask("T5", "E1")

    assert found is not None
    assert (found.enterprise_id, found.team_id, found.bot_token) == ("E1", "T5", TOKEN)
    assert await here.ask("T5", "E2") is None
    assert await here.tokens.by_tenant("E1") == kept


async def test_listeners_are_told_which_installation_it_is(alone: Process) -> None:
    kept = await alone.installations.save(installation("T1"))
    context = AsyncBoltContext()

    await alone.tokens(context=context, enterprise_id=None, team_id="T1", user_id=None)

    assert context[INSTALLATION] == kept


async def test_where_the_app_is_lost_there_is_no_token(alone: Process) -> None:
    kept = await alone.installations.save(installation("T1"))
    assert await alone.token() == TOKEN
    await alone.installations.mark_removed(kept.key, NOON, NOON)

    assert await alone.ask() is None
    assert await alone.tokens.by_tenant("T1") is None
    assert await alone.ask("T2") is None
    assert await alone.tokens.by_tenant("T2") is None


async def test_requests_need_neither_slack_nor_the_database(
    database: Database, start: Callable[[Store], Process], desk: TokenDesk
) -> None:
    store = CountingStore(database)
    process = start(store)
    await installed(process, desk, 5 * HOUR)
    await process.ask()
    store.count = 0

    found = await asyncio.gather(*(process.ask() for _ in range(100)))

    assert {result.bot_token for result in found if result} == {"xoxe.xoxb-1-old-T1"}
    assert store.count == 0
    assert (desk.auth_tests, desk.refreshes) == ([], [])


async def test_near_its_end_a_token_is_exchanged_once_behind_many_requests(
    here: Process, desk: TokenDesk
) -> None:
    sent = await installed(here, desk, HOUR)

    async with shut(desk):
        found = await asyncio.gather(*(here.token() for _ in range(8)))
        assert found == ["xoxe.xoxb-1-old-T1"] * 8  # nobody waited
    await here.tokens.close()

    assert desk.refreshes == [sent]
    assert not desk.auth_tests
    assert await here.token() == "xoxe.xoxb-1-new-1"
    kept = await here.now()
    assert kept.refresh_token == "xoxe-1-new-1"
    assert kept.expires_at == NOON + timedelta(seconds=LIFE)
    assert (kept.refresh_until, kept.refresh_doubted) == (None, False)


async def test_a_dead_token_is_waited_for_and_exchanged_once(
    here: Process, desk: TokenDesk
) -> None:
    sent = await installed(here, desk, -HOUR)

    found = await asyncio.gather(*(here.token() for _ in range(8)))

    assert found == ["xoxe.xoxb-1-new-1"] * 8
    assert desk.refreshes == [sent]


@pytest.mark.parametrize("left", [HOUR, -HOUR])
async def test_two_processes_exchange_a_token_once(
    here: Process, there: Process, desk: TokenDesk, left: timedelta
) -> None:
    sent = await installed(here, desk, left)
    for process in (here, there):
        await process.installations.find(None, "T1")

    await asyncio.gather(*(process.ask() for _ in range(8) for process in (here, there)))
    for process in (here, there):
        await process.tokens.close()

    assert desk.refreshes == [sent]
    assert {await process.token() for process in (here, there)} == {"xoxe.xoxb-1-new-1"}
    assert not desk.auth_tests


async def test_a_process_waits_for_another_s_exchange_of_a_dead_token(
    here: Process, there: Process, desk: TokenDesk
) -> None:
    await installed(here, desk, -HOUR)

    async with shut(desk):
        first = asyncio.create_task(here.token())
        await until(lambda: bool(desk.refreshes))
        second = asyncio.create_task(there.token())
        await asyncio.sleep(0.1)
    assert await first == await second == "xoxe.xoxb-1-new-1"
    assert len(desk.refreshes) == 1


async def test_a_memory_that_is_behind_sends_nothing_used(
    here: Process, there: Process, desk: TokenDesk
) -> None:
    await installed(here, desk, HOUR)
    assert await there.installations.find(None, "T1") is not None
    assert await here.tokens.keep_alive(NOON) == 1

    assert await there.token() == "xoxe.xoxb-1-old-T1"  # it still lives
    await there.tokens.close()

    assert await there.token() == "xoxe.xoxb-1-new-1"
    assert len(desk.refreshes) == 1


async def test_fresh_brings_the_new_token_where_that_is_quick(
    alone: Process, desk: TokenDesk
) -> None:
    await installed(alone, desk, HOUR)
    old = await alone.now()

    assert (await alone.tokens.fresh(old)).token == "xoxe.xoxb-1-new-1"
    # Whoever still holds the old one gets the new one, and nothing is sent for it.
    assert (await alone.tokens.fresh(old)).token == "xoxe.xoxb-1-new-1"
    assert len(desk.refreshes) == 1


async def test_fresh_goes_on_with_the_old_token_where_slack_is_slow(
    alone: Process, desk: TokenDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adapters.slack.installs.refreshing.PATIENCE", 0.05)
    await installed(alone, desk, HOUR)

    async with shut(desk):
        found = await alone.tokens.fresh(await alone.now())
        assert found.token == "xoxe.xoxb-1-old-T1"
    await alone.tokens.close()
    assert (await alone.now()).token == "xoxe.xoxb-1-new-1"


async def test_tokens_with_time_left_and_tokens_without_end_are_left_alone(
    alone: Process, desk: TokenDesk
) -> None:
    await installed(alone, desk, 3 * HOUR)
    forever = await alone.installations.save(installation("T2"))

    assert await alone.tokens.fresh(await alone.now()) == await alone.now()
    assert await alone.tokens.fresh(forever) == forever
    assert await alone.tokens.keep_alive(NOON) == 0
    assert not desk.refreshes


async def test_who_stops_waiting_does_not_break_an_exchange_off(
    alone: Process, desk: TokenDesk
) -> None:
    await installed(alone, desk, -HOUR)

    async with shut(desk):
        asking = asyncio.create_task(alone.token())
        await until(lambda: bool(desk.refreshes))
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking
    await alone.tokens.close()

    assert (await alone.now()).token == "xoxe.xoxb-1-new-1"
    assert len(desk.refreshes) == 1


async def test_quiet_workspaces_are_kept_alive(here: Process, desk: TokenDesk) -> None:
    for team, left in (("T1", HOUR), ("T2", 3 * HOUR), ("T3", -HOUR)):
        await installed(here, desk, left, team)
    gone = await here.installations.save(rotating(HOUR, "T4"))
    await here.installations.mark_removed(gone.key, NOON, NOON)

    assert await here.tokens.keep_alive(NOON) == 2
    assert await here.tokens.keep_alive(NOON) == 0

    assert desk.refreshes == ["xoxe-1-old-T3", "xoxe-1-old-T1"]
    assert (await here.now("T2")).token == "xoxe.xoxb-1-old-T2"


async def test_two_processes_keep_the_same_alive_once(
    here: Process, there: Process, desk: TokenDesk
) -> None:
    teams = [f"T{number}" for number in range(6)]
    for team in teams:
        await installed(here, desk, HOUR, team)

    await asyncio.gather(here.tokens.keep_alive(NOON), there.tokens.keep_alive(NOON))

    assert sorted(desk.refreshes) == sorted(f"xoxe-1-old-{team}" for team in teams)
    assert not any([(await here.now(team)).refresh_doubted for team in teams])


class TestWhenSlackFails:
    """What is sent again, what never, and who is told."""

    @pytest.mark.parametrize(
        "fault", ["drop", "hang", "500", "html", "bytes", "no pair", "internal_error"]
    )
    async def test_what_slack_may_have_taken_is_not_sent_again_while_the_token_lives(
        self, alone: Process, desk: TokenDesk, clock: StoppedClock, fault: str
    ) -> None:
        sent = await installed(alone, desk, HOUR)
        desk.faults.append(fault)
        assert await alone.tokens.keep_alive(NOON) == 0
        assert (await alone.now()).refresh_doubted
        for _ in range(5):
            await alone.rested()
            assert await alone.token() == "xoxe.xoxb-1-old-T1"
            assert await alone.tokens.keep_alive(clock.now()) == 0
            later(clock, 10 * MINUTE)

        assert desk.refreshes == [sent]
        assert (await alone.now()).active

    async def test_the_doubt_holds_in_other_processes_and_after_a_restart(
        self, here: Process, there: Process, desk: TokenDesk
    ) -> None:
        await installed(here, desk, HOUR)
        await there.installations.find(None, "T1")
        desk.faults.append("drop")
        await here.tokens.keep_alive(NOON)

        await there.token()
        await there.tokens.close()
        await there.tokens.keep_alive(NOON)

        assert len(desk.refreshes) == 1

    async def test_once_the_token_is_dead_there_is_nothing_left_to_lose(
        self, alone: Process, desk: TokenDesk, clock: StoppedClock
    ) -> None:
        sent = await installed(alone, desk, HOUR)
        desk.faults.append("internal_error")
        await alone.tokens.keep_alive(NOON)
        desk.faults.clear()
        later(clock, HOUR)
        await alone.rested()

        assert await alone.token() == "xoxe.xoxb-1-new-1"
        assert desk.refreshes == [sent, sent]
        assert not (await alone.now()).refresh_doubted

    async def test_a_last_try_that_slack_refuses_ends_it(
        self, alone: Process, desk: TokenDesk, clock: StoppedClock, log: io.StringIO
    ) -> None:
        sent = await installed(alone, desk, HOUR)
        desk.faults.append("drop")  # Slack took it
        await alone.tokens.keep_alive(NOON)
        later(clock, HOUR)
        await alone.rested()

        assert await alone.token() is None
        assert await alone.token() is None
        assert desk.refreshes == [sent, sent]
        lost = await alone.now()
        assert (lost.status, lost.erase_at) == ("revoked", clock.now() + timedelta(days=30))
        (line,) = [line for line in log.getvalue().splitlines() if "level=error" in line]
        assert "workspace=T1" in line
        assert "invalid_refresh_token" in line

    async def test_a_last_try_in_doubt_is_repeated_now_and_then(
        self, alone: Process, desk: TokenDesk, clock: StoppedClock
    ) -> None:
        await installed(alone, desk, -HOUR)
        desk.faults.extend(["internal_error", "500"])
        assert await alone.token() == "xoxe.xoxb-1-old-T1"
        assert await alone.token() == "xoxe.xoxb-1-old-T1"
        assert len(desk.refreshes) == 1

        await alone.rested()
        await alone.token()
        assert len(desk.refreshes) == 2
        assert (await alone.now()).active
        assert clock.now() == NOON

    @pytest.mark.parametrize(
        "error", ["invalid_refresh_token", "token_revoked", "account_inactive"]
    )
    async def test_a_clear_no_gives_the_installation_up_with_one_line(
        self, alone: Process, desk: TokenDesk, log: io.StringIO, error: str
    ) -> None:
        await installed(alone, desk, HOUR, "T42")
        desk.faults.append(error)

        assert await alone.tokens.keep_alive(NOON) == 0
        assert await alone.tokens.keep_alive(NOON) == 0

        assert await alone.ask("T42") is None
        assert (await alone.now("T42")).status == "revoked"
        assert log.getvalue().count("level=error") == 1
        assert "workspace=T42" in log.getvalue()
        assert len(desk.refreshes) == 1

    @pytest.mark.parametrize(
        "fault", ["429", "bad_client_secret", "invalid_client_id", "a_new_word"]
    )
    async def test_what_is_not_about_this_installation_is_tried_again_later(
        self, alone: Process, desk: TokenDesk, fault: str
    ) -> None:
        sent = await installed(alone, desk, HOUR)
        desk.faults.append(fault)
        assert await alone.tokens.keep_alive(NOON) == 0
        kept = await alone.now()
        assert (kept.active, kept.refresh_doubted, kept.refresh_until) == (True, False, None)
        assert await alone.tokens.keep_alive(NOON) == 0
        assert desk.refreshes == [sent]

        await alone.rested()
        assert await alone.tokens.keep_alive(NOON) == 1

    async def test_a_slack_that_is_not_there_took_nothing(
        self, sqlite: Database, start: Callable[..., Process], desk: TokenDesk
    ) -> None:
        cut_off = start(sqlite, api_url="http://127.0.0.1:9/api/")
        await installed(cut_off, desk, HOUR)
        assert await cut_off.tokens.keep_alive(NOON) == 0
        assert not (await cut_off.now()).refresh_doubted

        assert await start(sqlite).tokens.keep_alive(NOON) == 1

    async def test_a_network_that_swallows_everything_took_nothing(
        self, sqlite: Database, start: Callable[..., Process], desk: TokenDesk
    ) -> None:
        with a_full_house() as url:
            cut_off = start(sqlite, api_url=url)
            await installed(cut_off, desk, HOUR)
            assert await cut_off.tokens.keep_alive(NOON) == 0
        assert not (await cut_off.now()).refresh_doubted

    async def test_an_outage_does_not_put_every_workspace_in_doubt(
        self, alone: Process, desk: TokenDesk
    ) -> None:
        for number in range(10):
            await installed(alone, desk, HOUR, f"T{number}")
        desk.faults.extend(["500"] * 10)

        await alone.tokens.keep_alive(NOON)
        await asyncio.gather(*(alone.token(f"T{number}") for number in range(10)))
        await alone.tokens.close()

        assert len(desk.refreshes) == 1

    async def test_whoever_dies_over_an_exchange_leaves_it_in_doubt(
        self, here: Process, there: Process, desk: TokenDesk, clock: StoppedClock
    ) -> None:
        await installed(here, desk, HOUR)
        async with shut(desk):
            task = here.refresher.begin(await here.now())
            assert task is not None
            await until(lambda: bool(desk.refreshes))
            task.cancel()
            await asyncio.wait({task})
        later(clock, LEASE)

        assert await there.token() == "xoxe.xoxb-1-old-T1"
        await there.tokens.close()
        assert len(desk.refreshes) == 1
        assert (await there.now()).refresh_doubted

    async def test_a_lease_that_ended_over_a_dead_token_is_not_waited_for(
        self, here: Process, there: Process, desk: TokenDesk, clock: StoppedClock
    ) -> None:
        await installed(here, desk, -HOUR)
        async with shut(desk):
            task = here.refresher.begin(await here.now())
            assert task is not None
            await until(lambda: bool(desk.refreshes))
            task.cancel()
            await asyncio.wait({task})
        later(clock, LEASE)

        assert await there.token() is None  # Slack had taken it: the last try says so
        assert len(desk.refreshes) == 2

    async def test_installed_again_meanwhile_the_new_installation_stands(
        self, here: Process, there: Process, desk: TokenDesk
    ) -> None:
        for fault in (None, "invalid_refresh_token", "drop"):
            desk.refreshes.clear()
            await installed(here, desk, HOUR)
            desk.faults.append(fault)
            async with shut(desk):
                keeping = asyncio.create_task(here.tokens.keep_alive(NOON))
                await until(lambda: bool(desk.refreshes))
                back = await there.installations.save(installation("T1", token="xoxb-second"))
            await keeping
            assert await here.now() == back
            await here.rested()

    async def test_erased_meanwhile_there_is_nothing_to_exchange(
        self, alone: Process, desk: TokenDesk
    ) -> None:
        await installed(alone, desk, HOUR)
        old = await alone.now()
        await alone.installations.mark_removed(old.key, NOON, NOON)
        await alone.installations.drop(old.key, NOON)

        assert not (await alone.tokens.fresh(old)).active
        assert not desk.refreshes

    async def test_uninstalled_meanwhile_it_stays_so(self, alone: Process, desk: TokenDesk) -> None:
        await installed(alone, desk, HOUR)
        async with shut(desk):
            keeping = asyncio.create_task(alone.tokens.keep_alive(NOON))
            await until(lambda: bool(desk.refreshes))
            await alone.installations.mark_removed(("", "T1"), NOON, NOON)
        assert await keeping == 0

        assert (await alone.now()).status == "removed"
        assert await alone.ask() is None


class TestWhenTheDatabaseFails:
    async def test_a_new_pair_is_written_down_however_often_that_takes(
        self,
        sqlite: Database,
        start: Callable[[Store], Process],
        desk: TokenDesk,
        monkeypatch: pytest.MonkeyPatch,
        log: io.StringIO,
    ) -> None:
        monkeypatch.setattr("adapters.slack.installs.refreshing._PAUSES", (0.0,))
        store = CountingStore(sqlite)
        process = start(store)
        await installed(process, desk, -HOUR)
        async with shut(desk):
            asking = asyncio.create_task(process.token())
            await until(lambda: bool(desk.refreshes))
            store.failures = 4

        assert await asking == "xoxe.xoxb-1-new-1"
        assert (await process.now()).refresh_token == "xoxe-1-new-1"
        assert log.getvalue().count("cannot be written down yet") == 4
        assert "xoxe" not in log.getvalue()

    async def test_a_claim_that_fails_sends_nothing_and_the_old_token_does(
        self, sqlite: Database, start: Callable[[Store], Process], desk: TokenDesk
    ) -> None:
        store = CountingStore(sqlite)
        process = start(store)
        await installed(process, desk, HOUR)
        old = await process.now()
        store.failures = 1

        assert (await process.tokens.fresh(old)).token == old.token
        assert not desk.refreshes


async def test_a_call_that_slack_refuses_for_good_loses_the_workspace(
    alone: Process, log: io.StringIO
) -> None:
    kept = await alone.installations.save(installation("T1"))

    await alone.tokens.lost(kept, "missing_scope")
    assert await alone.token() == TOKEN
    await alone.tokens.lost(kept, "token_revoked")
    await alone.tokens.lost(kept, "token_revoked")

    assert await alone.ask() is None
    assert log.getvalue().count("level=error") == 1


async def test_no_token_gets_into_the_log(
    alone: Process, desk: TokenDesk, log: io.StringIO, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    caplog.set_level("DEBUG", "slack_sdk")
    for number, fault in enumerate([None, "drop", "no pair", "invalid_refresh_token", "429"]):
        await installed(alone, desk, HOUR, f"T{number}")
        desk.faults.append(fault)
        await alone.tokens.keep_alive(NOON)
        await alone.rested()

    assert len(desk.refreshes) == 5
    for text in (log.getvalue(), caplog.text):
        assert "xox" not in text


async def test_the_token_of_the_settings_serves_without_rotation(
    desk: TokenDesk, clock: StoppedClock
) -> None:
    tokens = TokenProvider(SingleInstallation(TOKEN, Access(desk.config(), clock), clock))

    found = [
        await tokens(context=AsyncBoltContext(), enterprise_id=None, team_id=team, user_id="U1")
        for team in ("T1", "T1", "T2")
    ]

    assert [result and result.bot_token for result in found] == [TOKEN, TOKEN, None]
    assert desk.auth_tests == [TOKEN]
    known = await tokens.by_tenant("T1")
    assert known is not None
    assert await tokens.fresh(known) == known
    assert await tokens.keep_alive(NOON) == 0
    await tokens.close()


async def test_while_slack_is_out_of_reach_the_coach_speaks_to_nobody(
    desk: TokenDesk, clock: StoppedClock
) -> None:
    desk.faults.append("500")
    tokens = TokenProvider(SingleInstallation(TOKEN, Access(desk.config(), clock), clock))

    with pytest.raises(AccessError):
        await tokens.by_tenant("T1")
    # A request is not answered with "not installed"; Slack sends its event again.
    with pytest.raises(AccessError):
        await tokens(context=AsyncBoltContext(), enterprise_id=None, team_id="T1", user_id="U1")
