"""The doctor: what it looks at, and what it says to do."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from pydantic import SecretStr

from bot import doctor
from bot.database import build_engine
from bot.migrate import upgrade
from bot.secret_key import load_cipher
from bot.settings import Settings
from coaching.models.cipher import Cipher

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def database_in(folder: Path, *, current: bool = True) -> Settings:
    settings = Settings(data_dir=folder, port=0)
    engine = build_engine(settings.sqlalchemy_url, load_cipher(settings))
    if current:
        upgrade(engine)
    else:
        engine.connect().close()
    engine.dispose()
    return settings


def test_on_a_fresh_machine_all_is_well_and_nothing_is_made(tmp_path: Path) -> None:
    checks = doctor.examine(
        Settings(data_dir=tmp_path / "data", port=0), datetime.max.replace(year=2099, tzinfo=UTC)
    )

    assert [check for check in checks if not check.ok and check.name != "Disk"] == []
    assert len(checks) == 12
    assert all(check.words and "\n" not in check.words for check in checks)
    assert list(tmp_path.iterdir()) == []


def test_an_old_python_is_named() -> None:
    check = doctor.python((3, 10, 2))

    assert not check.ok
    assert check.words == "this is 3.10.2; install 3.11 or newer"
    assert doctor.python((3, 12, 1)).ok


@pytest.mark.parametrize(
    ("now", "well"),
    [(NOW, True), (NOW - timedelta(days=2), False), (NOW.replace(year=2100), False)],
)
def test_a_clock_before_the_program_or_far_ahead_is_wrong(now: datetime, well: object) -> None:
    assert doctor.clock(now, program=NOW).ok is well


def test_the_newest_file_tells_when_the_program_came_here(tmp_path: Path) -> None:
    for name, stamp in (("a.py", 1_000), ("b.py", 3_000), ("c.txt", 9_000)):
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (stamp, stamp))

    assert doctor.newest_file(tmp_path) == datetime.fromtimestamp(3_000, UTC)


def test_missing_zone_data_is_noticed() -> None:
    assert "pip install --upgrade tzdata" in doctor.zones(1).words
    assert doctor.zones(599).ok


def test_a_folder_that_may_not_be_written_to_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)

    check = doctor.data_folder(tmp_path / "a" / "b")

    assert not check.ok
    assert str(tmp_path) in check.words


def test_a_folder_that_is_there_is_named(tmp_path: Path) -> None:
    assert doctor.data_folder(tmp_path).words == str(tmp_path)


def test_a_full_disk_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=499_999_999))

    check = doctor.disk(tmp_path / "not" / "there")

    assert not check.ok
    assert check.words == "499 MB free; make room for at least 500 MB"


def test_a_disk_with_room_is_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=500_000_000))

    assert doctor.disk(tmp_path) == doctor.Check("Disk", ok=True, words="500 MB free")


def test_a_key_from_the_settings_is_well() -> None:
    key = SecretStr(Fernet.generate_key().decode())

    assert doctor.key(Settings(secret_key=key)).words == "from NETLEAD_SECRET_KEY"


def test_a_key_file_is_looked_at(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    assert "back it up" in doctor.key(settings).words

    load_cipher(settings)
    assert doctor.key(settings).ok

    (tmp_path / "secret.key").chmod(0o644)
    assert not doctor.key(settings).ok
    assert doctor.key(settings).words.endswith(f"run: chmod 600 {tmp_path}/secret.key")


def test_a_key_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "secret.key").mkdir(mode=0o700)

    check = doctor.key(Settings(data_dir=tmp_path))

    assert not check.ok
    assert "cannot be read" in check.words


def test_a_current_database_is_well(tmp_path: Path) -> None:
    assert doctor.database(database_in(tmp_path)).words == "answers and is of this version"


def test_a_database_of_another_version_is_named(tmp_path: Path) -> None:
    check = doctor.database(database_in(tmp_path, current=False))

    assert not check.ok
    assert check.words.endswith("run: netlead migrate")


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "netlead.db").write_bytes(b"no database" * 100)

    check = doctor.database(Settings(data_dir=tmp_path))

    assert check.words == "does not answer (file is not a database); see NETLEAD_DATABASE_URL"


def test_a_database_server_that_does_not_answer_is_named_without_its_password() -> None:
    url = SecretStr("postgresql://me:canary@127.0.0.1:1/netlead")

    check = doctor.database(Settings(database_url=url))

    assert not check.ok
    assert "refused" in check.words
    assert "canary" not in check.words


def test_a_current_database_server_is_well(postgres_url: str, cipher: Cipher) -> None:
    engine = build_engine(postgres_url, cipher)
    upgrade(engine)
    engine.dispose()
    url = SecretStr(postgres_url.replace("postgresql+psycopg://", "postgresql://"))

    assert doctor.database(Settings(database_url=url)).ok


def test_a_taken_port_is_named(taken_port: int) -> None:
    check = doctor.port("127.0.0.1", taken_port)

    assert not check.ok
    assert check.words.startswith(
        f"{taken_port} on 127.0.0.1 cannot be had (Address already in use)"
    )


def test_a_free_port_is_well(taken_port: int) -> None:
    assert doctor.port("127.0.0.2", taken_port).ok
    assert doctor.port("127.0.0.1", 0).words == "any free one"


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost", "127.9.9.9"])
def test_the_web_chat_is_for_this_machine(host: str) -> None:
    assert doctor.doors(Settings(host=host)).ok


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "10.0.0.1", "netlead.example"])  # noqa: S104 nothing listens
def test_a_web_chat_that_others_can_reach_is_refused(host: str) -> None:
    check = doctor.doors(Settings(host=host))

    assert not check.ok
    assert "NETLEAD_WEB_CHAT=false" in check.words
    assert doctor.doors(Settings(host=host, web_chat=False)).words == "off"


BOT = SecretStr("xoxb-canary")
SIGNED = {"slack_signing_secret": SecretStr("canary")}
SOCKET = {"slack_bot_token": BOT, "slack_app_token": SecretStr("xapp-canary")}
OAUTH = {**SIGNED, "slack_client_id": "1.2", "slack_client_secret": SecretStr("canary")}
PUBLIC = {"public_url": "https://netlead.example.com", "web_chat": False}


def slack_check(**settings: object) -> doctor.Check:
    check = doctor.slack(Settings.model_validate(settings))
    assert "canary" not in check.words
    assert "\n" not in check.words
    return check


def test_without_slack_it_is_off() -> None:
    assert slack_check() == doctor.Check("Slack", ok=True, words="off")


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        (SOCKET, "on, by Socket Mode, for the bot token's workspace"),
        ({**SIGNED, "slack_bot_token": BOT}, "on, by HTTP, for the bot token's workspace"),
        ({**OAUTH, **PUBLIC}, "on, by HTTP, for any workspace that installs it"),
        (
            {**SOCKET, "public_url": "http://localhost:8080"},
            "on, by Socket Mode, for the bot token's workspace",
        ),
    ],
    ids=["socket", "http", "oauth", "socket, and an address that it does not need"],
)
def test_which_way_slack_is_on(settings: dict[str, object], words: str) -> None:
    check = slack_check(**settings)

    assert check.ok
    assert check.words == words


def test_an_install_page_does_better_with_its_address_known() -> None:
    check = slack_check(**OAUTH)

    assert check.ok
    assert "better set NETLEAD_PUBLIC_URL" in check.words


def test_a_token_that_ends_is_noticed_before_it_does() -> None:
    check = slack_check(**{**SOCKET, "slack_bot_token": SecretStr("xoxe.xoxb-1-canary")})

    assert not check.ok
    assert "ends after 12 hours" in check.words
    assert check.words.endswith("netlead slack manifest --socket")


@pytest.mark.parametrize(
    "settings",
    [OAUTH, {**SIGNED, "slack_bot_token": BOT}, {**OAUTH, "slack_app_token": "xapp-canary"}],
    ids=["oauth", "http", "oauth over Socket Mode"],
)
def test_an_address_that_only_this_machine_has_is_noticed(settings: dict[str, object]) -> None:
    check = slack_check(**settings, public_url="http://127.0.0.1:8080")

    assert not check.ok
    assert "Slack cannot reach http://127.0.0.1:8080" in check.words


def test_a_web_chat_behind_a_public_address_is_noticed() -> None:
    check = slack_check(**{**OAUTH, **PUBLIC, "web_chat": True})

    assert not check.ok
    assert check.words.endswith("set NETLEAD_WEB_CHAT=false")


GUID = "12345678-90ab-cdef-1234-567890abcdef"
IN_TEAMS = {
    "teams_app_id": GUID,
    "teams_app_password": SecretStr("canary"),
    "teams_app_tenant": GUID,
    "teams_allowed_tenants": GUID,
    "web_chat": False,
}


def teams_check(**settings: object) -> doctor.Check:
    check = doctor.teams(Settings.model_validate(settings))
    assert "canary" not in check.words
    assert "\n" not in check.words
    return check


def test_without_teams_it_is_off() -> None:
    assert teams_check() == doctor.Check("Teams", ok=True, words="off")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "on, by client secret, for 1 allowed tenant"),
        (
            {"teams_allowed_tenants": f"{GUID},{GUID}"},
            "on, by client secret, for 2 allowed tenants",
        ),
        (
            {"teams_app_type": "msi", "teams_app_password": None},
            "on, by managed identity, for 1 allowed tenant",
        ),
        (
            {"teams_allowed_tenants": ""},
            (
                "on, by client secret, for all that install the app; "
                "better set NETLEAD_TEAMS_ALLOWED_TENANTS"
            ),
        ),
    ],
    ids=["one tenant", "two tenants", "managed identity", "all"],
)
def test_as_which_app_teams_is_on(changes: dict[str, object], words: str) -> None:
    assert teams_check(**{**IN_TEAMS, **changes}) == doctor.Check("Teams", ok=True, words=words)


def test_teams_for_trying_says_who_gets_in() -> None:
    check = teams_check(teams_dev=True)

    assert check.ok
    assert "whoever is on this machine gets in without a token" in check.words


def test_a_web_chat_beside_teams_is_noticed() -> None:
    check = teams_check(**{**IN_TEAMS, "web_chat": True})

    assert not check.ok
    assert check.words.endswith("set NETLEAD_WEB_CHAT=false")


def test_teams_is_among_what_is_looked_at(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, port=0)
    assert "Teams" in [check.name for check in doctor.examine(settings, NOW)]


def test_a_language_model_is_named_and_not_asked() -> None:
    assert doctor.model(Settings()).words == "off"
    url = {"model_url": "http://127.0.0.1:9/v1", "model_name": "little"}
    check = doctor.model(Settings.model_validate(url))
    assert check.ok
    assert check.words.startswith("little at 127.0.0.1, ")
