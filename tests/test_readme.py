"""The README and the guides say what is so: tables, files, links, targets and commands."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bot.environment import variable
from bot.handbook import TABLES, commands_table, settings_table, with_table, write
from bot.settings import SECRETS, Settings
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
def test_no_page_loads_anything_from_elsewhere(page: Path) -> None:
    assert re.findall(r"!\[[^]]*\]\(https?:|<img", page.read_text("utf-8")) == []


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
