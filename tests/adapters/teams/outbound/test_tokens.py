"""The app's token: fetched once for all, ahead of its end, and never asked for in anger."""

from __future__ import annotations

import asyncio
import io
from time import monotonic

import pytest

from adapters.teams.outbound.tokens import AHEAD, Token
from adapters.teams.outbound.verdicts import CallError
from tests.adapters.teams.fake import FakeCloud, faults
from tests.adapters.teams.outbound.wire import Wire, wired


async def denied(wire: Wire) -> CallError:
    """Return why there is no token."""
    with pytest.raises(CallError) as caught:
        await wire.tokens.token()
    return caught.value


async def settled(wire: Wire, logins: int) -> Token:
    """Return the token once so many logins were answered."""
    await wire.cloud.until(lambda: [c for c in wire.cloud.calls("login") if c.status][logins - 1 :])
    await asyncio.sleep(0.02)
    return await wire.tokens.token()


async def test_a_token_is_asked_for_by_password_and_taken_by_teams(wire: Wire) -> None:
    token = await wire.tokens.token()
    assert wire.cloud.world.takes(token.text)
    (login,) = wire.cloud.calls("login")
    assert login.raw == f"/{wire.cloud.world.app.tenant}/oauth2/v2.0/token"


async def test_an_app_for_many_tenants_asks_the_bot_framework(cloud: FakeCloud) -> None:
    async with wired(cloud, app_type="multi", app_tenant="") as wire:
        assert cloud.world.takes((await wire.tokens.token()).text)
    assert cloud.calls("login")[0].raw == "/botframework.com/oauth2/v2.0/token"


async def test_an_app_without_a_password_asks_its_machine(cloud: FakeCloud) -> None:
    async with wired(cloud, app_type="msi", app_password="") as wire:
        token = await wire.tokens.token()
    assert cloud.world.takes(token.text)
    # Its numbers are texts, and understood all the same.
    assert token.renew_at == pytest.approx(wire.seconds.now + 3599 - AHEAD)


async def test_fifty_who_come_at_once_share_one_login(wire: Wire) -> None:
    wire.cloud.fail_next("login", faults.slow(0.3))
    began = monotonic()
    tokens = await asyncio.gather(*(wire.tokens.token() for _ in range(50)))
    took = monotonic() - began
    assert len({token.text for token in tokens}) == 1
    assert wire.cloud.logins == 1
    assert took < 0.6


async def test_only_the_first_waits(wire: Wire) -> None:
    wire.cloud.fail_next("login", faults.slow(0.3))
    await wire.tokens.token()
    began = monotonic()
    for _ in range(100):
        await wire.tokens.token()
    assert monotonic() - began < 0.1
    assert wire.cloud.logins == 1


async def test_five_minutes_before_its_end_it_is_renewed_and_nobody_waits(wire: Wire) -> None:
    first = await wire.tokens.token()
    wire.seconds.now += 3599 - AHEAD - 1
    assert await wire.tokens.token() is first
    assert wire.cloud.logins == 1
    wire.seconds.now += 2
    wire.cloud.fail_next("login", faults.slow(0.2))
    began = monotonic()
    assert await wire.tokens.token() is first
    assert monotonic() - began < 0.1
    second = await settled(wire, 2)
    assert second.text != first.text
    assert wire.cloud.logins == 2


async def test_in_a_token_s_lifetime_there_are_at_most_two_logins(wire: Wire) -> None:
    end = wire.seconds.now + 3599
    while wire.seconds.now < end:
        await asyncio.gather(*(wire.tokens.token() for _ in range(5)))
        await asyncio.sleep(0.005)
        wire.seconds.now += 60
    assert wire.cloud.logins == 2


async def test_it_is_kept_fresh_though_nobody_asks(wire: Wire) -> None:
    keeping = asyncio.create_task(wire.tokens.keep())
    try:
        await settled(wire, 1)
        assert wire.cloud.logins == 1
    finally:
        keeping.cancel()
        await asyncio.gather(keeping, return_exceptions=True)


async def test_who_gives_up_waiting_does_not_break_it_off_for_others(wire: Wire) -> None:
    wire.cloud.fail_next("login", faults.slow(0.2))
    impatient = asyncio.create_task(wire.tokens.token())
    patient = asyncio.create_task(wire.tokens.token())
    await asyncio.sleep(0.05)
    impatient.cancel()
    assert wire.cloud.world.takes((await patient).text)
    assert wire.cloud.logins == 1


async def test_a_token_past_its_end_is_never_handed_out(wire: Wire) -> None:
    first = await wire.tokens.token()
    wire.seconds.now += 3600
    second = await wire.tokens.token()
    assert second.text != first.text


async def test_a_short_token_serves_for_the_most_of_its_life(cloud: FakeCloud) -> None:
    cloud.world.token_life = 200
    async with wired(cloud) as wire:
        first = await wire.tokens.token()
        wire.seconds.now += 99
        assert await wire.tokens.token() is first
        assert cloud.logins == 1
        wire.seconds.now += 2
        await wire.tokens.token()
        assert (await settled(wire, 2)).text != first.text


# What goes wrong


async def test_a_wrong_password_is_told_once_and_tried_again_later(
    cloud: FakeCloud, log: io.StringIO
) -> None:
    async with wired(cloud, app_password="wrong-canary") as wire:
        for _ in range(20):
            error = await denied(wire)
            assert error.verdict == "wait"
            assert 0 < error.retry_after <= 60
        assert cloud.logins == 1
        wire.seconds.now += 61
        await denied(wire)
        assert cloud.logins == 2
    told = log.getvalue()
    assert told.count("check its id, tenant and password") == 1
    assert "AADSTS7000215" in told
    assert "canary" not in told


async def test_once_the_password_is_right_all_is_well(cloud: FakeCloud, log: io.StringIO) -> None:
    right, cloud.world.app.password = cloud.world.app.password, "another"
    async with wired(cloud, app_password=right) as wire:
        await denied(wire)
        cloud.world.app.password = right
        wire.seconds.now += 61
        assert cloud.world.takes((await wire.tokens.token()).text)
    assert "has a token again" in log.getvalue()


OUTAGES = {
    "503": faults.gateway(503),
    "500": faults.gateway(500),
    "dropped before": faults.dropped("before"),
    "dropped after": faults.dropped("after"),
    "a page": faults.not_json(),
    "half an answer": faults.truncated(),
    "its own word": faults.Fault(status=400, body=b'{"error": "temporarily_unavailable"}'),
    "too often": faults.rate_limited(""),
}


@pytest.mark.parametrize("fault", OUTAGES.values(), ids=OUTAGES)
async def test_an_outage_is_over_soon(wire: Wire, fault: faults.Fault) -> None:
    wire.cloud.fail_next("login", fault)
    error = await denied(wire)
    assert (error.verdict, error.retry_after) == ("wait", 1.0)
    wire.seconds.now += 1
    assert wire.cloud.world.takes((await wire.tokens.token()).text)


async def test_an_outage_is_asked_about_ever_more_rarely(wire: Wire, log: io.StringIO) -> None:
    wire.cloud.script.fail_always("login", faults.gateway(503))
    began = wire.seconds.now
    while wire.seconds.now < began + 3600:
        await denied(wire)
        wire.seconds.now += 1
    assert wire.cloud.logins < 80
    assert log.getvalue().count("token service does not serve") == 1


async def test_the_service_s_own_word_about_waiting_is_heeded(wire: Wire) -> None:
    wire.cloud.fail_next("login", faults.rate_limited("17"))
    assert (await denied(wire)).retry_after == 17
    wire.seconds.now += 16
    await denied(wire)
    assert wire.cloud.logins == 1


async def test_through_an_outage_the_old_token_serves_until_its_end(wire: Wire) -> None:
    first = await wire.tokens.token()
    wire.cloud.script.fail_always("login", faults.gateway(503))
    wire.seconds.now += 3599 - AHEAD + 1
    while wire.seconds.now < first.ends_at - 1:
        assert await wire.tokens.token() is first
        await asyncio.sleep(0.002)
        wire.seconds.now += 10
    wire.seconds.now = first.ends_at + 60
    await denied(wire)


async def test_nobody_answers(cloud: FakeCloud) -> None:
    async with wired(cloud, login_url="http://127.0.0.1:9") as wire:
        assert (await denied(wire)).verdict == "wait"


async def test_a_token_that_teams_does_not_take_is_exchanged_once(
    wire: Wire, log: io.StringIO
) -> None:
    first = await wire.tokens.token()
    wire.tokens.refused(first)
    second = await wire.tokens.token()
    assert second.text != first.text
    wire.tokens.refused(first)
    assert await wire.tokens.token() is second
    for _ in range(5):
        wire.tokens.refused(second)
        assert await wire.tokens.token() is second
    assert wire.cloud.logins == 2
    assert log.getvalue().count("Teams takes no token of this app") == 1


async def test_no_secret_shows_in_a_repr(wire: Wire) -> None:
    token = await wire.tokens.token()
    assert token.text not in repr(token)
    assert wire.config.app_password not in repr(wire.config)
