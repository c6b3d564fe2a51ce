"""Nudges in Teams: in a person's own chat, within her hours, and never where they may not go."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from tests.adapters.teams.fake import FakeCloud
from tests.adapters.teams.fake.nouns import Person
from tests.adapters.teams.house import House
from tests.adapters.teams.side import Side
from tests.adapters.teams.watching import newest, posts, with_button


async def test_a_nudge_comes_in_her_own_chat_and_done_replaces_it(
    house: House, side: Side, cloud: FakeCloud, ana: Person
) -> None:
    await side.say(ana, "remind me to call Ada tomorrow 9am")
    await posts(cloud, ana)
    assert await house.let_pass(days=1, hours=12) == 1
    nudge = await newest(cloud, ana, 2)
    assert "call Ada" in side.sees(ana, nudge)
    await side.press(ana, nudge, "Kept")
    assert "✓ Kept" in side.sees(ana, nudge)


async def test_a_coaching_nudge_comes_within_the_hours_and_is_done_in_two_taps(
    house: House, side: Side, cloud: FakeCloud, ana: Person
) -> None:
    await side.say(ana, "example people")
    await posts(cloud, ana)
    for _ in range(24 * 10):
        if await house.let_pass(hours=1):
            break
    local = house.clock.now().astimezone(ZoneInfo("Europe/Lisbon"))
    assert 9 <= local.hour < 17
    assert local.weekday() < 5
    nudge = await with_button(cloud, side, ana, "Done")
    await side.press(ana, nudge, "Done")
    await side.press(ana, nudge, "We were in touch")
    assert "you were in touch with" in side.sees(ana, nudge)


async def test_whoever_takes_the_app_out_hears_nothing_until_she_speaks_again(
    house: House, side: Side, cloud: FakeCloud, ana: Person
) -> None:
    await side.say(ana, "remind me to call Ada tomorrow 9am")
    await posts(cloud, ana)
    await side.uninstall(ana)
    called = len(cloud.calls())
    assert await house.let_pass(days=1, hours=12) == 0
    assert await house.let_pass(hours=2) == 0
    assert len(cloud.calls()) == called
    await side.say(ana, "tip")
    await posts(cloud, ana, 2)
    assert await house.let_pass(hours=2) == 1
    assert "call Ada" in side.sees(ana, await newest(cloud, ana, 3))


async def test_a_chat_that_teams_closes_is_left_alone_until_something_comes_from_there(
    house: House, side: Side, cloud: FakeCloud, ana: Person
) -> None:
    await side.say(ana, "remind me to call Ada tomorrow 9am")
    await posts(cloud, ana)
    ana.blocked = True
    assert await house.let_pass(days=1, hours=12) == 0
    tried = len(cloud.calls("send"))
    assert await house.let_pass(hours=2) == 0
    assert len(cloud.calls("send")) == tried
    ana.blocked = False
    await side.say(ana, "tip")
    await posts(cloud, ana, 2)
    assert await house.let_pass(hours=2) == 1
