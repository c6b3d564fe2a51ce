"""By which address everybody is reached: by the newest one, and by none that is not to be trusted."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta

from adapters.teams.config import TeamsConfig
from adapters.teams.outbound.addresses import REMOVED_FOR, UNSEEN_FOR, Addresses
from adapters.teams.outbound.conversations import Place
from adapters.teams.outbound.known import Known, sightings
from adapters.teams.turns import Person, Removed
from bot.database import Database
from tests.adapters.teams.outbound.seeing import (
    ADAS,
    CHANNEL,
    GENERAL,
    GUEST,
    MINUTE,
    NOON,
    SERVICE,
    TEAM,
    TENANT,
    address,
    direct,
    in_channel,
    rows,
    there,
)

CONFIG = TeamsConfig(app_id="a", app_password="b", app_tenant="c")


async def test_who_says_something_is_reached_where_it_was_said(addresses: Addresses) -> None:
    await addresses.note(direct(), NOON)
    found = await there(addresses)
    assert found == Known(
        place="aad-ada", address=address("a:29:1ada"), seen_at=NOON, mri="29:1ada"
    )
    assert found.person == Person(mri="29:1ada", object_id="aad-ada")


async def test_nobody_is_known_who_was_never_seen(addresses: Addresses) -> None:
    await addresses.note(direct(), NOON)
    assert await addresses.find(Place(TENANT, "aad-bo")) is None
    assert await addresses.find(Place("another-tenant", "aad-ada")) is None


async def test_whoever_has_no_account_here_is_known_by_the_bot_s_own_name(
    addresses: Addresses,
) -> None:
    await addresses.note(direct(GUEST), NOON)
    assert (await there(addresses, Place(TENANT, "29:1guest"))).person == replace(GUEST, name="")


async def test_in_a_channel_the_room_and_the_person_are_seen_but_no_direct_chat(
    addresses: Addresses,
) -> None:
    await addresses.note(in_channel(), NOON)
    room = await there(addresses, GENERAL)
    assert room.address == address(CHANNEL, "channel")
    assert room.team == TEAM
    ada = await there(addresses)
    assert ada.address == address("")
    assert ada.mri == "29:1ada"


async def test_a_known_direct_chat_outlives_what_is_said_in_a_channel(
    addresses: Addresses,
) -> None:
    await addresses.note(direct(), NOON)
    await addresses.note(in_channel(), NOON + MINUTE)
    found = await there(addresses)
    assert found.address.conversation == "a:29:1ada"
    assert found.seen_at == NOON + MINUTE


async def test_the_service_may_move_and_the_newest_word_counts(addresses: Addresses) -> None:
    moved = "https://smba.trafficmanager.net/amer/"
    await addresses.note(direct(service=moved), NOON + MINUTE)
    await addresses.note(direct(), NOON)
    assert (await there(addresses)).address.service_url == moved
    await addresses.note(direct(), NOON + 2 * MINUTE)
    assert (await there(addresses)).address.service_url == SERVICE


# Dead and alive


async def test_a_closed_address_is_dead_until_something_comes_from_there(
    addresses: Addresses,
) -> None:
    await addresses.note(direct(), NOON)
    await addresses.lost(await there(addresses))
    assert not (await there(addresses)).alive
    await addresses.note(direct(), NOON + MINUTE)
    assert (await there(addresses)).alive


async def test_something_that_came_while_a_message_was_refused_counts_more(
    addresses: Addresses,
) -> None:
    await addresses.note(direct(), NOON)
    sending_to = await there(addresses)
    await addresses.note(direct(), NOON + MINUTE)
    await addresses.lost(sending_to)
    assert (await there(addresses)).alive


async def test_a_direct_chat_that_was_opened_is_kept(addresses: Addresses) -> None:
    await addresses.note(in_channel(), NOON)
    known = await there(addresses)
    opened = await addresses.opened(known, replace(known.address, conversation="a:new"))
    assert opened.address.conversation == "a:new"
    assert (await there(addresses)).address.conversation == "a:new"


async def test_of_two_who_open_a_chat_the_first_is_right_and_what_came_in_more_so(
    addresses: Addresses,
) -> None:
    await addresses.note(in_channel(), NOON)
    known = await there(addresses)
    await addresses.note(direct(), NOON + MINUTE)
    await addresses.opened(known, replace(known.address, conversation="a:late"))
    assert (await there(addresses)).address.conversation == "a:29:1ada"


# Taken out


async def test_who_takes_the_app_out_is_not_known_any_more(
    addresses: Addresses, database: Database
) -> None:
    await addresses.note(direct(), NOON)
    await addresses.removed(direct(event=Removed()), NOON + MINUTE)
    assert await addresses.find(ADAS) is None
    (row,) = rows(database)
    assert {row[name] for name in ("service_url", "conversation", "bot", "mri")} == {""}


async def test_a_team_that_takes_the_app_out_takes_all_its_channels(addresses: Addresses) -> None:
    await addresses.note(in_channel(), NOON)
    other = "19:other@thread.tacv2"
    await addresses.note(in_channel(channel=other), NOON)
    await addresses.note(direct(), NOON)
    out = in_channel(event=Removed(), channel=TEAM, thread="")
    await addresses.removed(out, NOON + MINUTE)
    assert await addresses.find(GENERAL) is None
    assert await addresses.find(Place(TENANT, other)) is None
    assert (await there(addresses)).alive


async def test_in_all_orders_the_last_thing_that_happened_counts(
    database: Database,
) -> None:
    happened: list[tuple[str, Callable[[Addresses], Awaitable[None]]]] = [
        ("said", lambda it: it.note(direct(), NOON)),
        ("removed", lambda it: it.removed(direct(event=Removed()), NOON + MINUTE)),
        ("back", lambda it: it.note(direct(), NOON + 2 * MINUTE)),
        ("out again", lambda it: it.removed(direct(event=Removed()), NOON + 3 * MINUTE)),
    ]
    for count in (2, 3, 4):
        for order in itertools.permutations(happened[:count]):
            addresses = Addresses(database, CONFIG)
            await addresses.forget(TENANT)
            for _, work in order:
                await work(addresses)
            known = await addresses.find(ADAS)
            assert (known is not None) == (count == 3), [name for name, _ in order]


async def test_what_is_kept_of_a_removal_goes_after_a_day(
    addresses: Addresses, database: Database
) -> None:
    await addresses.note(direct(), NOON)
    await addresses.removed(direct(event=Removed()), NOON)
    await addresses.note(direct(GUEST), NOON)
    assert await addresses.sweep(NOON + REMOVED_FOR - MINUTE) == 0
    assert await addresses.sweep(NOON + REMOVED_FOR + MINUTE) == 1
    assert [row["place"] for row in rows(database)] == ["29:1guest"]


async def test_after_two_years_of_silence_nothing_is_kept(
    addresses: Addresses, database: Database
) -> None:
    await addresses.note(direct(), NOON)
    await addresses.sweep(NOON + UNSEEN_FOR - MINUTE)
    assert await addresses.find(ADAS)
    await addresses.sweep(NOON + UNSEEN_FOR + MINUTE)
    assert rows(database) == []


async def test_who_is_forgotten_leaves_no_row(addresses: Addresses, database: Database) -> None:
    await addresses.note(in_channel(), NOON)
    await addresses.forget(TENANT, "aad-ada")
    assert [row["place"] for row in rows(database)] == [CHANNEL]
    await addresses.forget("another-tenant")
    assert len(rows(database)) == 1
    await addresses.forget(TENANT)
    assert rows(database) == []


# Many at once


async def test_many_at_once_leave_the_newest(addresses: Addresses) -> None:
    def moved(number: int) -> str:
        return f"https://smba.trafficmanager.net/r{number}/"

    async def say(number: int) -> None:
        at: datetime = NOON + timedelta(seconds=number)
        await addresses.note(in_channel(), at)
        await addresses.note(direct(service=moved(number)), at)

    await asyncio.gather(*(say(number) for number in (7, 3, 19, 0, 11, 5, 18, 2)))
    found = await there(addresses)
    assert found.address.service_url in (moved(19), SERVICE)
    assert found.seen_at == NOON + timedelta(seconds=19)
    assert (await there(addresses, GENERAL)).seen_at == NOON + timedelta(seconds=19)


def test_what_an_activity_tells_of() -> None:
    assert [known.place for known in sightings(direct(), NOON)] == ["aad-ada"]
    assert [known.place for known in sightings(in_channel(), NOON)] == ["aad-ada", CHANNEL]
    nobody = replace(in_channel(), sender=Person(mri=""))
    assert [known.place for known in sightings(nobody, NOON)] == [CHANNEL]
