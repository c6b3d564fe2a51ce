"""The README and the guides say what is so: tables, files, links, targets and commands."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from adapters.slack.config import INSTALL_PATH, REDIRECT_PATH
from adapters.slack.manifest import http_manifest
from bot.cli import main
from bot.doctor import slack, teams
from bot.environment import variable
from bot.handbook import TABLES, commands_table, settings_table, with_table, write
from bot.settings import SECRETS, Settings, load_settings
from coaching.commands import commands

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
EXAMPLES = {"coaching/commands/wave.py", "tests/coaching/commands/test_wave.py"}
"""Files that CONTRIBUTING tells its readers to make."""
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_PATH = re.compile(r"`((?:adapters|bot|coaching|docs|tests)/[\w./]+)`")
_MAKE = re.compile(r"^(?:    )?make ([a-z-]+)|`make ([a-z-]+)`", re.MULTILINE)
_NETLEAD = re.compile(r"(?:^|`|\.venv/bin/)netlead ([a-z]+)", re.MULTILINE)
_VARIABLE = re.compile(r"^\s*(NETLEAD_[A-Z_]+)[:=]", re.MULTILINE)
_NAMED = re.compile(r"\b(NETLEAD_[A-Z_]+)\b")
_BY_KUBERNETES = {"NETLEAD_SERVICE_HOST"}
"""A variable that a page names because it is none of NetLead's."""
_MANIFEST = re.compile(r"\.venv/bin/netlead (slack manifest --[^`\n]+)")
_FENCED = re.compile(r"^ *```\w*\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
_SLACK_ADDRESS = re.compile(r"`[^`\s]*(/slack/\w+)`")
_QUOTED = re.compile("“([^”]+)”")
SLACKS_OWN = (
    "/netlead is not a valid command",
    "/netlead failed with the error",
    "Your URL didn't respond with the value of the challenge parameter",
    "Sending messages to this app has been turned off",
)
"""Words in the table of troubles that are Slack's."""
SLACK_GUIDE = ROOT / "docs" / "slack.md"
TEAMS_GUIDE = ROOT / "docs" / "teams.md"
TEAMS_OWN = ("Manifest parsing has failed", "App already exists", "Something went wrong")
"""Words in the table of troubles that are Teams'."""
_PACKAGE = re.compile(r"\.venv/bin/netlead (teams package --[^`\n]+)")
TEST_CLIENT = "from Microsoft's own test client"


def named(page: Path) -> str:
    return str(page.relative_to(ROOT))


def found(pattern: re.Pattern[str], pages: list[Path]) -> list[str]:
    """Return what the pattern's groups find in the pages, each once."""
    hits = [hit for page in pages for hit in pattern.findall(page.read_text("utf-8"))]
    return sorted({"".join(hit) for hit in hits})


@pytest.mark.parametrize("file", TABLES)
def test_a_table_is_what_the_code_says(file: str) -> None:
    name, table = TABLES[file]
    text = (ROOT / file).read_text("utf-8")
    assert with_table(text, name, table()) == text, "run: python -m bot.handbook"


def test_every_listed_command_is_in_the_table() -> None:
    rows = commands_table().splitlines()
    listed = [command for command in commands().values() if command.listed]
    assert len([row for row in rows if row.startswith("| `")]) == len(listed)
    assert all(row.replace(r"\|", "").count("|") == 3 for row in rows)


def test_every_setting_is_in_the_table() -> None:
    table = settings_table()
    assert [field for field in Settings.model_fields if f"`{variable(field)}`" not in table] == []


def test_the_tables_are_written_between_their_marks(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    for file, (name, _) in TABLES.items():
        (tmp_path / file).write_text(f"Before\n<!-- {name} -->\nold\n<!-- /{name} -->\nAfter\n")
    write(tmp_path)
    written = (tmp_path / "README.md").read_text("utf-8")
    assert written.startswith("Before\n<!-- commands -->\n\n| Say |")
    assert written.endswith("|\n\n<!-- /commands -->\nAfter\n")
    assert "old" not in written


def test_a_page_without_marks_is_not_touched() -> None:
    with pytest.raises(ValueError, match="commands"):
        with_table("No marks here.", "commands", "| |")


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_link_and_picture_leads_somewhere(page: Path) -> None:
    links = _LINK.findall(page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link.partition("#")[0]).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_file_of_the_code_that_is_named_is_there(page: Path) -> None:
    missing = {path for path in found(_PATH, [page]) if not (ROOT / path).exists()}
    assert missing <= EXAMPLES


def test_every_picture_is_shown_somewhere() -> None:
    shown = {Path(link).name for link in found(_LINK, PAGES) if link.endswith(".png")}
    assert {picture.name for picture in (ROOT / "docs" / "pictures").iterdir()} == shown


def test_every_make_target_named_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    mentioned = found(_MAKE, PAGES)
    assert "run" in mentioned
    assert [target for target in mentioned if target not in targets] == []


def test_make_help_lists_what_there_is() -> None:
    said = subprocess.run(
        ["make", "--no-print-directory", "help"],  # noqa: S607 the developer's own make
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "make run" in said.stdout


@pytest.mark.parametrize("subcommand", found(_NETLEAD, PAGES))
def test_every_netlead_command_named_is_there(subcommand: str, tmp_path: Path) -> None:
    assert netlead(tmp_path, subcommand, "--help").startswith("usage: netlead")


def test_the_doctor_of_the_readme_finds_all_well(tmp_path: Path) -> None:
    said = netlead(tmp_path, "doctor", NETLEAD_PORT="0", NETLEAD_DATA_DIR=str(tmp_path))
    assert "✗" not in said


def test_the_container_files_set_only_settings_that_exist() -> None:
    known = {variable(field) for field in Settings.model_fields}
    known |= {variable(field) + "_FILE" for field in SECRETS}
    mentioned = found(_VARIABLE, [ROOT / "compose.yaml", ROOT / "Dockerfile"])
    assert "NETLEAD_SECRET_KEY_FILE" in mentioned
    assert [name for name in mentioned if name not in known] == []


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_setting_named_exists(page: Path) -> None:
    known = {variable(field) for field in Settings.model_fields} | _BY_KUBERNETES
    known |= {variable(field) + "_FILE" for field in SECRETS}
    assert [name for name in found(_NAMED, [page]) if name not in known] == []


def test_the_settings_of_the_slack_guide_make_the_two_apps() -> None:
    text = SLACK_GUIDE.read_text("utf-8")
    blocks = [block for block in _FENCED.findall(text) if "NETLEAD_" in block]
    both = [settings_in(block) for block in blocks]
    socket, http = (settings.slack for settings in both)
    assert socket is not None
    assert socket.single
    assert socket.app_token
    assert http is not None
    assert http.oauth
    assert http.signing_secret
    assert http.public_url
    for settings in both:
        found_well = slack(settings)
        assert found_well.ok
        assert f"“Slack: {found_well.words.partition(', for ')[0]}”" in text


@pytest.mark.parametrize("line", found(_MANIFEST, PAGES))
def test_the_manifests_of_the_guides_are_printed(
    line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(line.split()) == 0
    assert "name:" in capsys.readouterr().out


def test_the_settings_of_the_teams_guide_make_an_app() -> None:
    text = TEAMS_GUIDE.read_text("utf-8")
    settings = settings_of_guide()
    assert settings.teams is not None
    assert settings.teams.allowed_tenants == (settings.teams.app_tenant,)
    found_well = teams(settings)
    assert found_well.ok
    assert f"“Teams: {found_well.words.partition(', for ')[0]}”" in text


def test_the_package_of_the_teams_guide_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (line,) = found(_PACKAGE, PAGES)
    monkeypatch.chdir(tmp_path)
    assert main(line.split()) == 0
    (file,) = tmp_path.iterdir()
    assert f"`{file.name}`" in TEAMS_GUIDE.read_text("utf-8")
    assert settings_of_guide().teams_app_id in line


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_a_page_says_once_where_its_pictures_of_teams_are_from(page: Path) -> None:
    text = page.read_text("utf-8")
    shown = re.findall(r"\]\([\w/]*pictures/teams-\w+\.png\)", text)
    assert " ".join(text.split()).count(TEST_CLIENT) == (1 if shown else 0)


def test_the_addresses_of_the_slack_guide_are_netleads() -> None:
    manifest = http_manifest("https://netlead.example.com")
    called = manifest["settings"]["interactivity"]["request_url"]
    ours = {urlsplit(called).path, INSTALL_PATH, REDIRECT_PATH}
    assert set(found(_SLACK_ADDRESS, [SLACK_GUIDE])) == ours


@pytest.mark.parametrize(
    ("guide", "theirs", "least"), [(SLACK_GUIDE, SLACKS_OWN, 3), (TEAMS_GUIDE, TEAMS_OWN, 1)]
)
def test_the_troubles_that_netlead_speaks_of_are_in_its_words(
    guide: Path, theirs: tuple[str, ...], least: int
) -> None:
    text = guide.read_text("utf-8").partition("## Trouble")[2]
    rows = [row for row in text.splitlines() if row.startswith("| ")]
    said = [quote for row in rows for quote in _QUOTED.findall(row.split("|")[1])]
    ours = [quote for quote in said if not quote.startswith(theirs)]
    code = program()
    assert len(ours) >= least
    assert [quote for quote in ours if quote not in code] == []


@pytest.mark.parametrize("platform", ["Slack", "Microsoft Teams"])
def test_the_lines_of_the_log_that_the_operator_is_told_of_are_written(platform: str) -> None:
    page = (ROOT / "docs" / "operating.md").read_text("utf-8").partition(f"## {platform}\n")[2]
    rows = page.partition("| Line |")[2].partition("\n\n")[0].splitlines()[2:]
    lines = [re.findall("`([^`]+)`", row)[0] for row in rows]
    code = program()
    assert len(lines) >= 3
    assert [line for line in lines if line not in code] == []


def test_the_shortcuts_named_are_the_manifests() -> None:
    features = http_manifest("https://netlead.example.com")["features"]
    names = {shortcut["name"] for shortcut in features["shortcuts"]}
    guide = (ROOT / "docs" / "using.md").read_text("utf-8")
    assert names == {"Log that they helped me", "Log a touch"}
    assert [name for name in names if f"**{name}**" not in guide] == []


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_no_page_loads_anything_from_elsewhere(page: Path) -> None:
    assert re.findall(r"!\[[^]]*\]\(https?:|<img", page.read_text("utf-8")) == []


def settings_of_guide() -> Settings:
    """Return the settings that the guide for Teams makes."""
    blocks = _FENCED.findall(TEAMS_GUIDE.read_text("utf-8"))
    (block,) = [block for block in blocks if "NETLEAD_" in block]
    return settings_in(block)


def settings_in(block: str) -> Settings:
    """Return the settings that a block of an ``.env`` file makes, with something for each “…”."""
    lines = (line.strip().partition("=") for line in block.replace("…", "1").splitlines())
    return load_settings({name: value for name, _, value in lines}, None)


def program() -> str:
    """Return the text of everything that runs, with sentences in one piece."""
    files = [path for room in ("adapters", "bot") for path in (ROOT / room).rglob("*.py")]
    return re.sub(r'"\s*f?"', "", "\n".join(path.read_text("utf-8") for path in files))


def netlead(folder: Path, *arguments: str, **variables: str) -> str:
    """Run ``netlead`` in ``folder`` and return what it said; it must end well."""
    said = subprocess.run(  # noqa: S603 NetLead itself
        [sys.executable, "-m", "bot.cli", *arguments],
        cwd=folder,
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        check=True,
    )
    return said.stdout
