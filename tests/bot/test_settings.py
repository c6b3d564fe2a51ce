"""Settings: what an operator may write, and the one line each mistake gets."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from bot.environment import variable
from bot.settings import SECRETS, Settings, SettingsError, load_settings

ROOT = Path(__file__).parents[2]
KEY = Fernet.generate_key().decode()

BROKEN = {
    "port is a word": ({"NETLEAD_PORT": "eighty"}, "NETLEAD_PORT: “eighty” will not do: it must"),
    "port is too high": ({"NETLEAD_PORT": "65536"}, "from 0 (any free port) to 65535."),
    "port is negative": ({"NETLEAD_PORT": "-1"}, "from 0 (any free port) to 65535."),
    "host is an address": ({"NETLEAD_HOST": "http://here"}, "without http:// and without a port."),
    "host has a port": ({"NETLEAD_HOST": "127.0.0.1:80"}, "without http:// and without a port."),
    "host has a space": ({"NETLEAD_HOST": "my host"}, "without http:// and without a port."),
    "database of another kind": (
        {"NETLEAD_DATABASE_URL": "mysql://hidden@h/db"},
        "NETLEAD_DATABASE_URL: it must look like sqlite:///file.db, sqlite:////folder/file.db",
    ),
    "database in memory": ({"NETLEAD_DATABASE_URL": "sqlite:///:memory:"}, "name a file"),
    "database without a file": ({"NETLEAD_DATABASE_URL": "sqlite:///"}, "name a file"),
    "database is a folder": ({"NETLEAD_DATABASE_URL": "sqlite:////tmp/"}, "it names a folder"),
    "database file with options": ({"NETLEAD_DATABASE_URL": "sqlite:///a?b=c"}, "without “?”."),
    "database with a bare # in its password": (
        {"NETLEAD_DATABASE_URL": "postgresql://u:hidden#1@h/db"},
        "it cannot be read; characters such as @ : / # ?",
    ),
    "database server without a database": (
        {"NETLEAD_DATABASE_URL": "postgresql://u:hidden@h"},
        "the name of the database is missing",
    ),
    "key is no key": ({"NETLEAD_SECRET_KEY": "hidden"}, "it is not a Fernet key"),
    "second key is no key": ({"NETLEAD_SECRET_KEY": f"{KEY},hidden"}, "key 2 of 2 is not a Fernet"),
    "key is not ASCII": ({"NETLEAD_SECRET_KEY": "hidden–"}, "it is not a Fernet key"),
    "key is empty": ({"NETLEAD_SECRET_KEY": ""}, "NETLEAD_SECRET_KEY: is empty; give it a value"),
    "key file is not there": (
        {"NETLEAD_SECRET_KEY_FILE": "/nowhere/key"},
        "NETLEAD_SECRET_KEY_FILE: '/nowhere/key' cannot be read (No such file or directory).",
    ),
    "key file is a folder": ({"NETLEAD_SECRET_KEY_FILE": "/"}, "'/' cannot be read (Is a dir"),
    "key file is empty": ({"NETLEAD_SECRET_KEY_FILE": os.devnull}, "'/dev/null' is empty; it must"),
    "key twice": (
        {"NETLEAD_SECRET_KEY": KEY, "NETLEAD_SECRET_KEY_FILE": os.devnull},
        "NETLEAD_SECRET_KEY_FILE: NETLEAD_SECRET_KEY is set too; keep one of the two.",
    ),
    "key file's name cannot be one": (
        {"NETLEAD_SECRET_KEY_FILE": "a\0b"},
        "cannot be read (not a file name).",
    ),
    "data folder is a file": (
        {"NETLEAD_DATA_DIR": os.devnull},
        "it is a file; it must be a folder",
    ),
    "data folder has a question mark": ({"NETLEAD_DATA_DIR": "a?b"}, "must not have a “?” in it."),
    "value has a line break": ({"NETLEAD_DATA_DIR": "a\nb"}, "has a line break or control char"),
    "web chat is neither on nor off": (
        {"NETLEAD_WEB_CHAT": "perhaps"},
        "it must be true or false.",
    ),
    "demo is a word": ({"NETLEAD_DEMO": "please"}, "it must be auto, on or off."),
    "tick is zero": ({"NETLEAD_TICK_SECONDS": "0"}, "a number of seconds above 0, at most 3600."),
    "tick is endless": ({"NETLEAD_TICK_SECONDS": "inf"}, "a number of seconds above 0"),
    "tick is no number": ({"NETLEAD_TICK_SECONDS": "nan"}, "a number of seconds above 0"),
    "log level is unknown": ({"NETLEAD_LOG_LEVEL": "loud"}, "debug, info, warning or error."),
    "log format is unknown": ({"NETLEAD_LOG_FORMAT": "xml"}, "it must be text or json."),
    "country is none": ({"NETLEAD_DEFAULT_COUNTRY": "XX"}, "a two-letter country code"),
    "country is a name": ({"NETLEAD_DEFAULT_COUNTRY": "Germany"}, "a two-letter country code"),
    "zone is a path": ({"NETLEAD_DEFAULT_ZONE": "../../etc/passwd"}, "there is no such time zone"),
    "zone is in another case": ({"NETLEAD_DEFAULT_ZONE": "europe/berlin"}, "mean Europe/Berlin?"),
    "zone is half a name": ({"NETLEAD_DEFAULT_ZONE": "Europe"}, "there is no such time zone"),
    "name has a slip": (
        {"NETLEAD_PROT": "80"},
        "NETLEAD_PROT: there is no such setting; did you mean NETLEAD_PORT?",
    ),
    "name is in small letters": ({"netlead_port": "80"}, "did you mean NETLEAD_PORT?"),
    "name for a file is no secret's": ({"NETLEAD_PORT_FILE": "x"}, "there is no such setting"),
    "long value": ({"NETLEAD_PORT": "9" * 5000}, "“" + "9" * 60 + "…” will not do"),
}


def lines_for(environ: dict[str, str], env_file: Path | None = None) -> list[str]:
    with pytest.raises(SettingsError) as caught:
        load_settings(environ, env_file)
    return caught.value.lines


@pytest.mark.parametrize(("environ", "words"), BROKEN.values(), ids=BROKEN)
def test_a_broken_setting_gets_one_clear_line(environ: dict[str, str], words: str) -> None:
    (line,) = lines_for(environ)

    assert words in line
    assert line.upper().startswith("NETLEAD_")
    assert line.endswith((".", "?"))
    assert "\n" not in line
    assert "hidden" not in line, "secrets are not repeated"


@pytest.mark.parametrize("broken", ["port is a word", "name has a slip", "key is no key"])
def test_the_command_says_it_in_one_line_and_ends_with_2(broken: str, tmp_path: Path) -> None:
    environ, words = BROKEN[broken]
    done = subprocess.run(
        [sys.executable, "-m", "bot.cli", "migrate"],
        env={"PYTHONPATH": str(ROOT), **environ},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )

    assert done.returncode == 2
    assert words in done.stderr
    assert done.stderr.count("\n") == 1
    assert done.stdout == ""
    assert list(tmp_path.iterdir()) == [], "nothing was made"


def test_every_wrong_setting_has_its_own_line() -> None:
    lines = lines_for(
        {"NETLEAD_PORT": "x", "NETLEAD_HOTS": "y", "NETLEAD_DEMO": "z", "NETLEAD_SECRET_KEY": ""}
    )

    assert [line.partition(":")[0] for line in lines] == [
        "NETLEAD_DEMO",
        "NETLEAD_HOTS",
        "NETLEAD_PORT",
        "NETLEAD_SECRET_KEY",
    ]


def test_without_any_setting_there_are_defaults() -> None:
    settings = load_settings({"PATH": "/bin", "NETLEAD_PORT": ""}, None)

    assert settings == Settings()
    assert (settings.host, settings.port, settings.tick_seconds) == ("127.0.0.1", 8080, 5.0)
    assert settings.sqlalchemy_url == "sqlite:///.netlead/netlead.db"
    assert settings.secret_key is None


def test_settings_made_in_code_do_not_look_at_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NETLEAD_PORT", "1")

    assert Settings().port == 8080


def test_all_settings_can_be_set(tmp_path: Path) -> None:
    settings = load_settings(
        {
            "NETLEAD_DATA_DIR": str(tmp_path / "data"),
            "NETLEAD_SECRET_KEY": f" {KEY} , {KEY} ",
            "NETLEAD_HOST": "::1",
            "NETLEAD_PORT": "0",
            "NETLEAD_WEB_CHAT": "no",
            "NETLEAD_DEMO": "ON",
            "NETLEAD_TICK_SECONDS": "0.5",
            "NETLEAD_LOG_LEVEL": "WARNING",
            "NETLEAD_LOG_FORMAT": "json",
            "NETLEAD_DEFAULT_COUNTRY": "de",
            "NETLEAD_DEFAULT_ZONE": "Europe/Berlin",
        },
        None,
    )

    assert settings.sqlalchemy_url == f"sqlite:///{tmp_path}/data/netlead.db"
    assert (settings.host, settings.port, settings.web_chat) == ("::1", 0, False)
    assert (settings.demo, settings.tick_seconds) == ("on", 0.5)
    assert (settings.log_level, settings.log_format) == ("warning", "json")
    assert (settings.default_country, settings.default_zone) == ("DE", "Europe/Berlin")


@pytest.mark.parametrize(
    ("written", "used"),
    [
        ("sqlite:///file.db", "sqlite:///file.db"),
        ("sqlite:////var/file.db", "sqlite:////var/file.db"),
        ("postgresql://u:p@h:5432/db", "postgresql+psycopg://u:p@h:5432/db"),
        (
            "postgres://u:p%40@h/db?sslmode=require",
            "postgresql+psycopg://u:p%40@h/db?sslmode=require",
        ),
        ("postgresql:///db?host=/run", "postgresql+psycopg:///db?host=/run"),
    ],
)
def test_a_database_address_becomes_sqlalchemys(written: str, used: str) -> None:
    settings = load_settings({"NETLEAD_DATABASE_URL": written}, None)

    assert settings.sqlalchemy_url == used


def test_secrets_do_not_show_when_settings_are_printed() -> None:
    url = "postgresql://u:canary@h/db"
    settings = load_settings({"NETLEAD_SECRET_KEY": KEY, "NETLEAD_DATABASE_URL": url}, None)

    assert KEY not in repr(settings)
    assert "canary" not in repr(settings)


def test_a_secret_may_come_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "key").write_text(KEY + "\n")

    settings = load_settings({"NETLEAD_SECRET_KEY_FILE": str(tmp_path / "key")}, None)

    assert settings.secret_key is not None
    assert settings.secret_key.get_secret_value() == KEY


def test_a_file_of_a_secret_must_be_text(tmp_path: Path) -> None:
    (tmp_path / "key").write_bytes(b"\xff\xfe")

    (line,) = lines_for({"NETLEAD_SECRET_KEY_FILE": str(tmp_path / "key")})

    assert line.endswith("cannot be read (it is not UTF-8 text).")


@pytest.mark.parametrize(
    ("demo", "web_chat", "on"),
    [
        ("auto", True, True),
        ("auto", False, False),
        ("on", False, True),
        ("off", True, False),
    ],
)
def test_the_demo_is_on_by_itself_only_with_the_web_chat_alone(
    demo: str,
    web_chat: object,
    on: object,
) -> None:
    settings = Settings.model_validate({"demo": demo, "web_chat": web_chat})

    assert settings.demo_on is on


def test_the_env_file_is_read_and_the_environment_counts_before_it(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text(
        "# a comment\nexport NETLEAD_PORT=1\nNETLEAD_HOST='0.0.0.0'\nOTHER=$x\n"
        f"NETLEAD_SECRET_KEY={KEY}\nBARE\n",
        encoding="utf-8-sig",
    )
    key_file = tmp_path / "key"
    key_file.write_text(KEY)

    settings = load_settings({"NETLEAD_PORT": "2", "NETLEAD_SECRET_KEY_FILE": str(key_file)}, file)

    assert (settings.host, settings.port) == ("0.0.0.0", 2)  # noqa: S104 only read, nothing listens


def test_a_missing_env_file_is_no_mistake(tmp_path: Path) -> None:
    assert load_settings({}, tmp_path / ".env") == Settings()


def test_a_dollar_in_the_env_file_is_a_dollar(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("NETLEAD_DATA_DIR=${HOME}x\n")

    assert str(load_settings({}, tmp_path / ".env").data_dir) == "${HOME}x"


def test_broken_lines_of_the_env_file_are_named_without_their_text(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("NETLEAD_PORT=1\n\n\nhidden words\nNETLEAD_HOST\n")

    first, second = lines_for({}, tmp_path / ".env")

    assert first == f"{tmp_path}/.env, line 4: must look like NETLEAD_NAME=value."
    assert second == f"{tmp_path}/.env, line 5: must look like NETLEAD_NAME=value."


@pytest.mark.parametrize("content", [b"NETLEAD_PORT=\xff\n", None], ids=["not text", "a folder"])
def test_an_unreadable_env_file_gets_one_line(content: bytes | None, tmp_path: Path) -> None:
    file = tmp_path / ".env"
    if content is None:
        file.mkdir()
    else:
        file.write_bytes(content)

    (line,) = lines_for({}, file)

    assert line.startswith(f"{file}: cannot be read (")


def documented() -> dict[str, str]:
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    return dict(re.findall(r"^#?(NETLEAD_[A-Z_]+)=(.*)$", text, flags=re.MULTILINE))


def test_the_example_file_names_every_setting_and_nothing_else() -> None:
    assert set(documented()) == {variable(field) for field in Settings.model_fields}


def test_the_example_file_shows_the_defaults() -> None:
    assert load_settings({n: v for n, v in documented().items() if v}, None) == Settings()


def test_the_example_file_says_which_secrets_may_come_from_files() -> None:
    text = (ROOT / ".env.example").read_text(encoding="utf-8")

    assert set(re.findall(r"(NETLEAD_\w+_FILE)", text)) == {variable(s) + "_FILE" for s in SECRETS}


@pytest.mark.parametrize(
    ("said", "demo"), [("1", "on"), ("True", "on"), ("no", "off"), ("0", "off"), ("auto", "auto")]
)
def test_the_demo_is_switched_as_other_things_are(said: str, demo: str) -> None:
    assert load_settings({"NETLEAD_DEMO": said}).demo == demo
