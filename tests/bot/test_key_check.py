"""A key that is not the database's is refused before anything is changed; keys can be rotated."""

from __future__ import annotations

import hashlib
import io
import sys
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from pydantic import SecretStr
from sqlalchemy import create_engine, text

from bot import app
from bot.cli import main
from bot.database import Database, build_engine
from bot.key_check import KEY_CHECK, SESSION, fits, mark, require_fit
from bot.migrate import downgrade, upgrade
from bot.prepare import bring_up
from bot.settings import Settings, SettingsError
from coaching.models.cipher import Cipher
from coaching.repository.facts import read_fact, write_fact

OLD, NEW, OTHER = (Fernet.generate_key().decode() for _ in range(3))


def cipher_of(*keys: str) -> Cipher:
    return Cipher(keys)


@pytest.fixture
def start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Start:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NETLEAD_PORT", "0")
    return Start(monkeypatch, capsys)


class Start:
    """Starts NetLead with one key or several, and says how that ended."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch = monkeypatch
        self._capsys = capsys

    def __call__(self, keys: str, *line: str) -> tuple[int, str, str]:
        """Return the exit code, the output and the complaints."""
        if keys:
            self._monkeypatch.setenv("NETLEAD_SECRET_KEY", keys)
        else:
            self._monkeypatch.delenv("NETLEAD_SECRET_KEY", raising=False)
        typed = io.TextIOWrapper(io.BytesIO(b"met +Ada: tea\n"), encoding="utf-8")
        self._monkeypatch.setattr(sys, "stdin", typed)
        code = main(list(line))
        said = self._capsys.readouterr()
        return code, said.out, said.err


@pytest.mark.parametrize(
    "line", [("run",), ("chat", "--json"), ("nudges", "--dry-run"), ("nudges",), ("migrate",)]
)
def test_another_key_is_refused_in_one_line_and_nothing_is_changed(
    line: tuple[str, ...], start: Start, tmp_path: Path
) -> None:
    assert start(OLD, "chat", "--json")[0] == 0
    before = digest(tmp_path)

    code, shown, complaint = start(OTHER, *line)

    assert (code, shown, complaint.count("\n")) == (2, "", 1)
    assert complaint.startswith("The key in NETLEAD_SECRET_KEY does not fit this database")
    assert "nothing was changed" in complaint
    assert digest(tmp_path) == before


def digest(folder: Path) -> str:
    """Return what identifies all that stands in the database."""
    engine = create_engine(f"sqlite:///{folder}/.netlead/netlead.db")
    with engine.connect() as connection:
        tables = ("meta", "inbox", "users", "alembic_version")
        rows = [connection.execute(text(f"SELECT * FROM {t}")).all() for t in tables]  # noqa: S608 the names above
    engine.dispose()
    return hashlib.sha256(repr(rows).encode()).hexdigest()


def test_the_doctor_says_that_the_key_does_not_fit(start: Start) -> None:
    start(OLD, "migrate")

    code, shown, _ = start(OTHER, "doctor")

    assert code == 1
    assert "✗ Database: The key in NETLEAD_SECRET_KEY does not fit this database" in shown
    assert "✓ Database: answers" in start(OLD, "doctor")[1]


def test_the_doctor_looks_at_a_database_without_a_key_too(start: Start) -> None:
    start(OLD, "migrate")

    assert "✓ Database: answers" in start("", "doctor")[1]


def test_keys_are_rotated_with_the_newest_in_front_and_the_old_one_kept(start: Start) -> None:
    assert start(OLD, "chat", "--json")[0] == 0

    assert start(f"{NEW},{OLD}", "chat", "--json")[0] == 0
    assert start(OLD, "nudges")[0] == 0
    assert start(NEW, "nudges")[0] == 2


def test_the_key_file_is_named_when_the_key_comes_from_there(start: Start, tmp_path: Path) -> None:
    assert start("", "migrate")[0] == 0
    (tmp_path / ".netlead" / "secret.key").write_text(OTHER)

    assert "The key in .netlead/secret.key does not fit" in start("", "nudges")[2]


def test_a_database_from_before_the_check_is_known_by_its_session(database: Database) -> None:
    with database.transaction() as connection:
        write_fact(connection, SESSION, cipher_of(OLD).encrypt(b"secret").decode())

        assert fits(connection, cipher_of(OLD))
        assert not fits(connection, cipher_of(OTHER))


def test_the_mark_is_made_once(database: Database) -> None:
    with database.transaction() as connection:
        mark(connection, cipher_of(OLD))
        first = read_fact(connection, KEY_CHECK)
        mark(connection, cipher_of(NEW, OLD))

        assert read_fact(connection, KEY_CHECK) == first
        assert cipher_of(OLD).decrypt(first)


def test_a_mark_that_is_no_ciphertext_fits_no_key(database: Database, tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, secret_key=SecretStr(OLD))
    with database.transaction() as connection:
        write_fact(connection, KEY_CHECK, "garbage ö")

        with pytest.raises(SettingsError, match="does not fit"):
            require_fit(connection, cipher_of(OLD), settings)


def test_an_older_database_is_not_upgraded_with_another_key(
    sqlite: Database, tmp_path: Path
) -> None:
    settings = Settings(data_dir=tmp_path, secret_key=SecretStr(OTHER))
    assert bring_up(sqlite.engine, cipher_of(OLD), settings) is False

    with pytest.raises(SettingsError):
        bring_up(sqlite.engine, cipher_of(OTHER), settings)


def test_an_empty_database_takes_any_key(tmp_path: Path) -> None:
    engine = build_engine(f"sqlite:///{tmp_path}/new.db", cipher_of(OLD))
    with engine.begin() as connection:
        assert fits(connection, cipher_of(OTHER))
    upgrade(engine)
    with engine.begin() as connection:
        assert fits(connection, cipher_of(OTHER))
    downgrade(engine, "base")
    engine.dispose()


def test_a_session_secret_that_cannot_be_read_is_not_replaced(
    sqlite: Database, tmp_path: Path
) -> None:
    settings = Settings(data_dir=tmp_path, secret_key=SecretStr(OTHER))
    made = app.session_secret(sqlite, cipher_of(OLD), settings)

    assert app.session_secret(sqlite, cipher_of(NEW, OLD), settings) == made
    with pytest.raises(SettingsError, match="does not fit"):
        app.session_secret(sqlite, cipher_of(OTHER), settings)
    assert app.session_secret(sqlite, cipher_of(OLD), settings) == made
