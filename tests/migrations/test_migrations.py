"""The revisions build what the models say, on both databases, up and down, and only once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine, inspect
from sqlmodel import SQLModel

from bot import migrate
from bot.database import build_engine
from coaching.models.cipher import Cipher


@pytest.fixture
def engine(database_url: str, cipher: Cipher) -> Engine:
    return build_engine(database_url, cipher)


def tables(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names())


def test_an_empty_database_is_brought_to_the_newest_schema(engine: Engine) -> None:
    assert migrate.upgrade(engine)
    assert tables(engine) == {*SQLModel.metadata.tables, "alembic_version"}
    with engine.connect() as connection:
        assert migrate.is_current(connection)
    engine.dispose()


def test_models_and_revisions_say_the_same(engine: Engine) -> None:
    migrate.upgrade(engine)
    migrate.check(engine)
    engine.dispose()


def test_a_second_upgrade_has_nothing_to_do(engine: Engine) -> None:
    migrate.upgrade(engine)
    assert not migrate.upgrade(engine)
    engine.dispose()


def test_going_back_leaves_nothing_behind(engine: Engine) -> None:
    migrate.upgrade(engine)
    migrate.downgrade(engine, "base")
    assert tables(engine) == {"alembic_version"}
    assert migrate.upgrade(engine)
    engine.dispose()


def test_two_processes_that_start_together_upgrade_once(database_url: str, cipher: Cipher) -> None:
    engines = [build_engine(database_url, cipher) for _ in range(2)]
    with ThreadPoolExecutor(2) as threads:
        done = list(threads.map(migrate.upgrade, engines))
    assert sorted(done) == [False, True]
    for engine in engines:
        engine.dispose()
