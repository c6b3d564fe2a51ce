"""No address is used that leads to a service the operator did not allow, wherever it came from."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest

from adapters.teams.config import TeamsConfig
from adapters.teams.outbound.address_rows import ADDRESSES
from adapters.teams.outbound.addresses import Addresses
from adapters.teams.turns import Person
from bot.database import Database
from tests.adapters.teams.outbound.seeing import (
    ADAS,
    MINUTE,
    NOON,
    SERVICE,
    direct,
    rows,
    there,
)

CONFIG = TeamsConfig(app_id="a", app_password="b", app_tenant="c")
EVIL = "https://evil.example/"


@pytest.mark.parametrize("service", [EVIL, "http://127.0.0.1:1/", "", f"{SERVICE}?x=1"])
async def test_an_address_of_a_foreign_service_is_not_kept(
    addresses: Addresses, database: Database, service: str, log: io.StringIO
) -> None:
    await addresses.note(direct(service=service), NOON)
    assert rows(database) == []
    assert "evil" not in log.getvalue()


async def test_an_evil_one_never_takes_a_good_one_s_place(addresses: Addresses) -> None:
    await addresses.note(direct(), NOON)
    await addresses.note(direct(service=EVIL), NOON + MINUTE)
    assert (await there(addresses)).address.service_url == SERVICE


async def test_an_evil_one_that_got_into_the_database_is_dropped(
    addresses: Addresses, database: Database, log: io.StringIO
) -> None:
    await addresses.note(direct(), NOON)
    with database.transaction() as connection:
        connection.execute(ADDRESSES.update().values(service_url=EVIL))
    assert await addresses.find(ADAS) is None
    assert rows(database) == []
    assert "was dropped" in log.getvalue()
    assert "evil" not in log.getvalue()


async def test_a_host_that_the_operator_takes_off_the_list_is_not_used_again(
    database: Database,
) -> None:
    gcc = "https://smba.infra.gcc.teams.microsoft.com/x/"
    wide = replace(CONFIG, service_hosts=("smba.infra.gcc.teams.microsoft.com",))
    await Addresses(database, wide).note(direct(service=gcc), NOON)
    assert await Addresses(database, CONFIG).find(ADAS) is None


@pytest.mark.parametrize(
    "person",
    [Person(mri=""), Person(mri="29:1", object_id="x" * 257), Person(mri="29:" + "x" * 300)],
    ids=["nobody", "a long account", "a long name"],
)
async def test_ids_that_cannot_be_are_not_kept(
    addresses: Addresses, database: Database, person: Person
) -> None:
    await addresses.note(direct(person), NOON)
    assert rows(database) == []
