"""What tests of NetLead in Teams share: a cloud, a migrated database, a house, people's clients."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.database import Database, open_database
from coaching.models.cipher import Cipher
from tests.adapters.teams.fake import FakeCloud, Limits
from tests.adapters.teams.fake.keys import FakeIssuer
from tests.adapters.teams.fake.nouns import Person
from tests.adapters.teams.house import House, living
from tests.adapters.teams.side import Side


@pytest.fixture
def cloud() -> Iterator[FakeCloud]:
    """Yield a Microsoft without limits: most tests send as fast as they can."""
    with FakeCloud(limits=Limits(on=False)) as running:
        yield running


@pytest.fixture
def sqlite(migrated_file: Path, tmp_path: Path, cipher: Cipher) -> Iterator[Database]:
    """Yield a migrated SQLite database."""
    path = tmp_path / "ready.db"
    shutil.copy(migrated_file, path)
    opened = open_database(f"sqlite:///{path}", cipher)
    yield opened
    opened.close()


@pytest.fixture
async def house(sqlite: Database, cloud: FakeCloud) -> AsyncIterator[House]:
    """Yield NetLead, for which everybody needs the Bot Framework's token."""
    with FakeIssuer() as issuer:
        async with living(sqlite, cloud.config(openid_url=issuer.openid_url)) as made:
            yield made


@pytest.fixture
async def side(house: House, cloud: FakeCloud) -> AsyncIterator[Side]:
    """Yield people's clients; at the end nothing went wrong that Teams or its users would see."""
    made = Side(cloud, house.url)
    yield made
    assert made.complaints == []
    assert cloud.violations == []


@pytest.fixture
def ana(cloud: FakeCloud) -> Person:
    return cloud.world.person("Ana Sousa")


@pytest.fixture
def bo(cloud: FakeCloud) -> Person:
    return cloud.world.person("Bo Li")
