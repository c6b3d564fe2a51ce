"""What tests of the wire share: a cloud, the way out to it, migrated databases of both kinds."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest

from adapters.teams.config import TeamsConfig
from adapters.teams.outbound.addresses import Addresses
from adapters.teams.outbound.sending import Sender
from adapters.teams.turns import Address
from bot.database import Database, open_database
from coaching.models.cipher import Cipher
from tests.adapters.teams.fake import FakeCloud, Limits
from tests.adapters.teams.outbound.rooms import Room, rendered
from tests.adapters.teams.outbound.wire import Wire, address_of, wired


@pytest.fixture
def cloud() -> Iterator[FakeCloud]:
    """Yield a cloud without limits: most tests send as fast as they can."""
    with FakeCloud(limits=Limits(on=False)) as running:
        yield running


@pytest.fixture
async def wire(cloud: FakeCloud) -> AsyncIterator[Wire]:
    async with wired(cloud) as made:
        yield made


@pytest.fixture
def chat(cloud: FakeCloud) -> Address:
    """Return how Ada's direct chat is reached."""
    return address_of(cloud, cloud.world.direct_chat(cloud.world.person("Ada Lovelace")))


@pytest.fixture
def sqlite_ready(migrated_file: Path, tmp_path: Path) -> str:
    """Return the address of a migrated SQLite file of this test's own."""
    path = tmp_path / "ready.db"
    shutil.copy(migrated_file, path)
    return f"sqlite:///{path}"


@pytest.fixture
def postgres_ready(postgres_copies: Callable[[], str]) -> str:
    """Return the address of a migrated PostgreSQL database of this test's own."""
    return postgres_copies()


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest, cipher: Cipher) -> Iterator[Database]:
    """Yield a migrated database, once for each kind."""
    url = str(request.getfixturevalue(f"{request.param}_ready"))
    opened = open_database(url, cipher)
    yield opened
    opened.close()


@pytest.fixture
def sqlite(sqlite_ready: str, cipher: Cipher) -> Iterator[Database]:
    """Yield a migrated SQLite database."""
    opened = open_database(sqlite_ready, cipher)
    yield opened
    opened.close()


@pytest.fixture
async def room(wire: Wire, sqlite: Database) -> AsyncIterator[Room]:
    cloud = wire.cloud
    ada = cloud.world.person("Ada Lovelace")
    addresses = Addresses(sqlite, wire.config)
    made = Room(
        wire,
        cloud,
        addresses,
        Sender(wire.connector, addresses, rendered),
        ada,
        cloud.world.direct_chat(ada),
        cloud.world.channel("General", ada),
    )
    await made.seen(ada, made.chat)
    await made.seen(ada, made.channel, "17")
    yield made
    assert cloud.violations == []


@pytest.fixture
def addresses(database: Database) -> Addresses:
    settings = TeamsConfig(app_id="a", app_password="b", app_tenant="c")
    return Addresses(database, settings)
