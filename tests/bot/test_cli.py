"""The command line: what one can type, and what it says when it cannot go on."""

from __future__ import annotations

import io
import json
import logging
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest
import structlog
from cryptography.fernet import Fernet
from sqlalchemy.exc import OperationalError

import bot
from bot.arguments import instant, person
from bot.cli import main
from bot.settings import SettingsError
from bot.subcommands.version import installed
from bot.system_zone import system_zone
from tests.bot.fake_app import App

ROOT = Path(__file__).parents[2]
HEAVY = (
    *("aiohttp", "alembic", "apscheduler", "botbuilder", "cryptography", "httpx", "pydantic"),
    *("slack_bolt", "slack_sdk", "sqlalchemy", "starlette", "structlog", "uvicorn"),
)


@pytest.fixture(autouse=True)
def _as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch) -> Iterator[App]:
    fake = App()
    for name in ("app", "reports"):
        monkeypatch.setitem(sys.modules, f"bot.{name}", fake)
        monkeypatch.setattr(bot, name, fake, raising=False)
    for name in ("run", "chat", "nudges"):
        # Each is imported anew, so that it finds the stand-in.
        monkeypatch.delitem(sys.modules, f"bot.subcommands.{name}", raising=False)
    yield fake
    for name in ("run", "chat", "nudges"):
        sys.modules.pop(f"bot.subcommands.{name}", None)


def type_in(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))


def python(code: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 NetLead itself
        [sys.executable, "-c", code],
        env={"PYTHONPATH": str(ROOT)},
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_help_names_every_subcommand(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0

    shown = capsys.readouterr().out
    for name in ("run", "chat", "nudges", "migrate", "doctor", "model", "simulate", "version"):
        assert f"\n    {name} " in shown


def test_help_loads_nothing_heavy(tmp_path: Path) -> None:
    code = (
        "import sys, bot.cli; code = bot.cli.main(['--help']);"
        f"print([name for name in {HEAVY} if name in sys.modules], code)"
    )

    done = python(code, tmp_path)

    assert done.stdout.splitlines()[-1] == "[] 0"


def test_without_a_subcommand_the_help_goes_to_standard_error(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["netlead"])

    assert main() == 2
    assert capsys.readouterr().err.startswith("usage: netlead")


WRONG = {
    "unknown subcommand": ["rnu"],
    "unknown option": ["chat", "--jsno"],
    "shortened option": ["chat", "--js"],
    "no time": ["chat", "--now", "tomorrow"],
    "impossible time": ["chat", "--now", "2026-02-30"],
    "year too early": ["chat", "--now", "0001-01-01"],
    "year too late": ["chat", "--now", "9999-12-31"],
    "empty time": ["chat", "--now", ""],
    "time over two lines": ["chat", "--now", "a\nb"],
    "empty name": ["chat", "--user", " "],
    "name over two lines": ["chat", "--user", "a\nb"],
    "long name": ["chat", "--user", "x" * 5000],
    "nudges at no time": ["nudges", "--dry-run", "--at", "noon"],
}


@pytest.mark.parametrize("arguments", WRONG.values(), ids=WRONG)
def test_wrong_arguments_get_one_line(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2

    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("netlead")
    assert said.err.endswith("--help)\n")
    assert said.err.count("\n") == 1
    assert len(said.err) < 300


def test_an_instant_is_utc_unless_it_says_otherwise() -> None:
    assert instant("2026-11-23T09:00") == datetime(2026, 11, 23, 9, tzinfo=UTC)
    assert instant(" 2026-11-23 ") == datetime(2026, 11, 23, tzinfo=UTC)
    assert instant("2026-11-23T09:00+01:00") == datetime(
        2026, 11, 23, 9, tzinfo=timezone(timedelta(hours=1))
    )
    assert instant("2026-11-23T09:00+01:00").tzinfo is UTC


def test_a_name_is_one_line() -> None:
    assert person(" Zoë Müller ") == "Zoë Müller"


def test_version_says_which(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["version"]) == 0
    assert capsys.readouterr().out.startswith(f"NetLead {installed()} on Python 3.")
    assert installed("no-such-package") == "(not installed)"


def test_run_starts_the_server_with_the_settings(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NETLEAD_PORT", "1234")

    assert main(["run"]) == 3
    assert [settings.port for settings in app.ran] == [1234]


def test_the_env_file_where_one_stands_is_read(app: App, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("NETLEAD_PORT=4321\n")

    assert main(["run"]) == 3
    assert [settings.port for settings in app.ran] == [4321]


def test_chat_json_gives_one_object_for_each_line(
    app: App, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    type_in(monkeypatch, b"tip\n\n\xff")

    assert main(["chat", "--json", "--user", "Ada", "--now", "2026-11-23T09:00"]) == 0

    titles = [json.loads(line)["title"] for line in capsys.readouterr().out.splitlines()]
    assert titles == [f"Ada said {text} on 2026-11-23 09:00" for text in ("tip", "", "\ufffd")]
    assert app.closed


def test_chat_talks_in_the_terminal(
    app: App, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    type_in(monkeypatch, b"hello\n1\n")
    monkeypatch.setenv("USER", "Sam")

    assert main(["chat"]) == 0

    shown = capsys.readouterr().out
    assert shown.startswith("Hello again, Sam. It is ")
    assert "Sam said hello on" in shown
    assert "Sam said tip on" in shown
    assert "\x1b" not in shown
    assert app.closed


def test_a_newcomer_is_shown_round(
    app: App, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    type_in(monkeypatch, b"clock +1 day\n")

    assert main(["chat", "--user", "Ada", "--now", "2026-11-23T09:00"]) == 0

    shown = capsys.readouterr().out
    assert "Ada said start on 2026-11-23 09:00" in shown
    assert "It is Tuesday 24 November 2026, 09:00" in shown
    assert app.closed


def test_somebody_without_a_name_is_you(
    app: App, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("USER", raising=False)
    type_in(monkeypatch, b"tip\n")

    main(["chat", "--json"])

    assert json.loads(capsys.readouterr().out)["title"].startswith("you said tip")
    assert app.closed


@pytest.mark.parametrize(
    ("environ", "is_terminal", "coloured"),
    [
        ({}, True, True),
        ({"NO_COLOR": ""}, True, True),
        ({"NO_COLOR": "1"}, True, False),
        ({"TERM": "dumb"}, True, False),
        ({}, False, False),
    ],
)
def test_colours_are_for_terminals_that_want_them(
    environ: dict[str, str], is_terminal: object, coloured: object, app: App
) -> None:
    assert sys.modules["bot.app"] is app
    paint = import_module("bot.subcommands.chat").painter(environ, is_terminal=is_terminal)
    painted = paint("title", "x")

    assert ("\x1b" in painted) is coloured


def test_nudges_are_a_table(app: App, capsys: pytest.CaptureFixture[str]) -> None:
    app.rows = [{"who": "Ada", "kind": "thank", "reason": "Sam helped you."}]

    assert main(["nudges", "--dry-run", "--at", "2026-11-23"]) == 0

    assert app.asked == [datetime(2026, 11, 23, tzinfo=UTC)]
    assert capsys.readouterr().out.splitlines()[1].split() == [
        "Ada",
        "thank",
        "Sam",
        "helped",
        "you.",
    ]


def test_nudges_are_looked_for_now_unless_told_otherwise(
    app: App, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["nudges", "--dry-run"]) == 0

    assert app.asked[0].tzinfo is UTC
    assert capsys.readouterr().out == "There is nobody to propose anything to.\n"


def test_nudges_json_is_one_object_per_line(app: App, capsys: pytest.CaptureFixture[str]) -> None:
    when = datetime(2026, 11, 23, tzinfo=UTC)
    app.rows = [{"who": "Zoë", "when": when}, {"who": "Sam", "why_not": "asleep"}]

    assert main(["nudges", "--dry-run", "--json"]) == 0

    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert first == {"who": "Zoë", "when": "2026-11-23T00:00:00+00:00"}
    assert second == {"who": "Sam", "why_not": "asleep"}


def test_nudges_alone_lists_the_newest_and_what_became_of_them(
    app: App, capsys: pytest.CaptureFixture[str]
) -> None:
    app.newest = [{"who": "Ada", "kind": "thank", "where": "web", "state": "sent", "answer": ""}]

    assert main(["nudges"]) == 0

    head, row = capsys.readouterr().out.splitlines()
    assert head.split() == ["Who", "Due", "Kind", "Platform", "State", "Answer"]
    assert row.split() == ["Ada", "thank", "web", "sent"]


def test_without_any_nudge_the_list_says_so(app: App, capsys: pytest.CaptureFixture[str]) -> None:
    assert app.newest == []
    assert main(["nudges"]) == 0
    assert capsys.readouterr().out == (
        "No nudge was planned yet. What would come: netlead nudges --dry-run\n"
    )


def test_an_instant_is_for_the_dry_run_only(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["nudges", "--at", "2026-11-23"]) == 2
    assert capsys.readouterr().err == (
        "netlead nudges: --at goes with --dry-run (see netlead nudges --help)\n"
    )


def test_ctrl_c_ends_quietly(app: App, capsys: pytest.CaptureFixture[str]) -> None:
    app.fails = KeyboardInterrupt()

    assert main(["run"]) == 130
    assert capsys.readouterr() == ("", "")


def test_a_key_that_cannot_be_used_gets_its_line(
    app: App, capsys: pytest.CaptureFixture[str]
) -> None:
    app.fails = SettingsError(["the key is gone"])

    assert main(["run"]) == 2
    assert capsys.readouterr().err == "the key is gone\n"


def test_a_database_out_of_reach_gets_one_line(
    app: App, capsys: pytest.CaptureFixture[str]
) -> None:
    app.fails = OperationalError("SELECT canary", {"text": "canary"}, OSError("no route\nDETAIL"))

    assert main(["nudges", "--dry-run"]) == 1
    assert capsys.readouterr().err == (
        "The database cannot be used (no route). Run: netlead doctor\n"
    )


def test_migrate_makes_the_database_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["migrate"]) == 0
    assert main(["migrate"]) == 0

    assert capsys.readouterr().out == (
        "The database is now at this version.\nThe database was up to date.\n"
    )
    made = {file.name for file in (tmp_path / ".netlead").iterdir()}
    assert {"netlead.db", "secret.key"} <= made
    assert (tmp_path / ".netlead" / "netlead.db").stat().st_mode & 0o077 == 0


def test_a_folder_is_made_for_the_database_when_the_key_comes_from_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NETLEAD_SECRET_KEY", Fernet.generate_key().decode())
    monkeypatch.setenv("NETLEAD_DATA_DIR", "deep/data")

    assert main(["migrate"]) == 0
    assert (tmp_path / "deep" / "data" / "netlead.db").exists()


def test_doctor_says_line_by_line_what_is_well(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NETLEAD_PORT", "0")
    monkeypatch.setattr("bot.doctor.FREE_MEGABYTES", 0)

    assert main(["doctor"]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "✓ Settings: all of them can be used"
    assert all(line.startswith("✓ ") for line in lines)


def test_doctor_ends_with_1_if_something_is_not_well(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NETLEAD_HOST", "0.0.0.0")  # noqa: S104 nothing stays listening
    monkeypatch.setenv("NETLEAD_PORT", "0")

    assert main(["doctor"]) == 1
    assert "✗ Web chat: anybody who reaches 0.0.0.0" in capsys.readouterr().out


def test_doctor_repeats_what_is_wrong_with_the_settings(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NETLEAD_PROT", "0")

    assert main(["doctor"]) == 1
    assert capsys.readouterr().out == (
        "✗ Settings: NETLEAD_PROT: there is no such setting; did you mean NETLEAD_PORT?\n"
    )


def test_simulate_reads_its_own_options(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[list[str]] = []

    class Simulate(ModuleType):
        @staticmethod
        def main(argv: list[str]) -> int:
            heard.append(argv)
            return 7

    monkeypatch.setitem(sys.modules, "bot.simulate", Simulate("bot.simulate"))

    assert main(["simulate", "--people", "3", "--help"]) == 7
    assert heard == [["--people", "3", "--help"]]


def test_a_reader_who_goes_away_gets_no_traceback(tmp_path: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "-m", "bot.cli", "version"],
        env={"PYTHONPATH": str(ROOT)},
        cwd=tmp_path,
        stdout=write,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(write)

    assert done.returncode == 141
    assert done.stderr == b""


def test_output_that_a_terminal_cannot_show_is_replaced(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot.cli", "doctor"],
        env={"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "ascii", "NETLEAD_PROT": "ö"},
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )

    assert done.returncode == 1
    assert done.stdout.startswith(b"? Settings: NETLEAD_PROT")
    assert done.stderr == b""


def test_ctrl_c_while_waiting_for_a_line_ends_quietly(tmp_path: Path) -> None:
    code = (
        "import sys, bot; from tests.bot.fake_app import App; from bot.cli import main;"
        "bot.app = sys.modules['bot.app'] = App(); sys.exit(main(['chat']))"
    )
    process = subprocess.Popen(  # noqa: S603 NetLead itself
        [sys.executable, "-c", code],
        env={"PYTHONPATH": str(ROOT)},
        cwd=tmp_path,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    while not process.stdout.readline().startswith(b"[1] Tip"):
        pass
    process.send_signal(signal.SIGINT)
    _, error = process.communicate(timeout=30)

    assert process.returncode == 130
    assert error == b""


def test_the_machines_zone_is_the_one_in_tz(tmp_path: Path) -> None:
    assert system_zone({"TZ": "Europe/Berlin"}) == "Europe/Berlin"
    assert system_zone({"TZ": ":Asia/Tokyo"}) == "Asia/Tokyo"
    assert system_zone({"TZ": "../x"}, tmp_path / "none") == ""


def test_the_machines_zone_is_the_one_that_local_time_links_to(tmp_path: Path) -> None:
    link = tmp_path / "localtime"
    link.symlink_to("/usr/share/zoneinfo/America/New_York")

    assert system_zone({}, link) == "America/New_York"
    assert system_zone({"TZ": "CET-1CEST"}, link) == "America/New_York"
