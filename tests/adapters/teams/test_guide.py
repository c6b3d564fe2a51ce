"""The guide speaks of settings, addresses and commands that there are."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import httpx
import pytest

from adapters.teams.inbound.endpoint import PATH
from adapters.teams.package.manifest import PAGES
from bot.cli import main
from bot.teams_settings import TEAMS_SECRETS, TeamsSettings
from tests.adapters.teams.house import House

GUIDE = (Path(__file__).parents[3] / "docs" / "teams.md").read_text("utf-8")


def test_every_setting_that_it_names_is_one() -> None:
    known = {f"NETLEAD_{name.upper()}" for name in TeamsSettings.model_fields}
    secrets = {f"NETLEAD_{name.upper()}_FILE" for name in TEAMS_SECRETS}
    named = set(re.findall(r"NETLEAD_TEAMS_\w+", GUIDE))
    assert named <= known | secrets
    table = re.findall(r"^\| `(NETLEAD_\w+)` \|", GUIDE, re.MULTILINE)
    assert table == [
        *("NETLEAD_TEAMS_APP_ID", "NETLEAD_TEAMS_APP_PASSWORD", "NETLEAD_TEAMS_APP_TENANT"),
        *("NETLEAD_TEAMS_APP_TYPE", "NETLEAD_TEAMS_ALLOWED_TENANTS", "NETLEAD_TEAMS_DEV"),
    ]


def test_every_address_that_it_names_is_one() -> None:
    assert f"https://netlead.example.com{PATH}`" in GUIDE
    assert all(f"`{path}`" in GUIDE for path in PAGES.values())


def test_the_package_is_made_as_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    line = next(line for line in GUIDE.splitlines() if "netlead teams package --" in line)
    monkeypatch.chdir(tmp_path)
    assert main(shlex.split(line)[1:]) == 0
    (file,) = tmp_path.iterdir()
    assert f"`{file.name}`" in GUIDE


async def test_a_stranger_is_answered_as_it_says(house: House) -> None:
    line = next(line for line in GUIDE.splitlines() if line.strip().startswith("curl "))
    _, _, _, header, _, body, address = shlex.split(line)
    assert address.endswith(PATH)
    name, _, value = header.partition(": ")
    async with httpx.AsyncClient() as stranger:
        answer = await stranger.post(house.url, content=body, headers={name: value})
    assert f"answered with {answer.status_code}" in GUIDE
