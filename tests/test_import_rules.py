"""Each rule of who may import whom is seen to catch what breaks it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("bot", "adapters", "coaching", "migrations")
BROKEN = {
    "rooms": ("coaching/pacing.py", "import bot.logs"),
    "adapters-see-messages": ("adapters/web/room.py", "import coaching.pacing, coaching.network"),
    "adapters-apart": ("adapters/web/room.py", "import adapters.console"),
    "slack-rooms": ("adapters/slack/cards/blocks.py", "import adapters.slack.outbound.client"),
    "teams-rooms": ("adapters/teams/cards/texts.py", "import adapters.teams.outbound.pacing"),
    "botbuilder-at-home": ("adapters/web/room.py", "import botbuilder.core"),
    "slack-at-home": ("adapters/web/room.py", "import slack_sdk"),
    "coach-is-pure": ("coaching/pacing.py", "import httpx"),
    "coaching-layers": ("coaching/pacing.py", "import coaching.choosing"),
    "commands-apart": ("coaching/commands/met.py", "import coaching.commands.helped"),
    "kinds-apart": ("coaching/nudges/thank.py", "import coaching.nudges.dormant"),
    "queries-in-one-room": ("coaching/pacing.py", "import sqlalchemy"),
}


def lint(folder: Path, contract: str) -> subprocess.CompletedProcess[str]:
    """Check one contract in a folder that holds the packages."""
    command = Path(sys.executable).with_name("lint-imports")
    return subprocess.run(  # noqa: S603 the project's own tool
        [command, "--no-cache", "--contract", contract],
        cwd=folder,
        env={"PYTHONPATH": str(folder), "PATH": str(command.parent)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("copy")
    for package in PACKAGES:
        shutil.copytree(ROOT / package, folder / package)
    shutil.copy(ROOT / ".importlinter", folder)
    return folder


@pytest.mark.parametrize("contract", BROKEN)
def test_what_breaks_the_rule_is_caught_and_named(copy: Path, contract: str) -> None:
    place, line = BROKEN[contract]
    kept = (copy / place).read_text()
    (copy / place).write_text(f"{kept}\n{line}\n")
    found = lint(copy, contract)
    (copy / place).write_text(kept)
    assert found.returncode == 1
    assert "BROKEN" in found.stdout
    assert lint(copy, contract).returncode == 0


def test_there_is_a_trial_for_every_rule() -> None:
    rules = (ROOT / ".importlinter").read_text().split("[importlinter:contract:")[1:]
    assert {rule.partition("]")[0] for rule in rules} == set(BROKEN)
