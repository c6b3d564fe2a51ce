"""``netlead model``: what the operator sees of each workspace, and the switch."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.cli import main
from bot.prepare import prepared
from bot.settings import Settings
from coaching.clock import SystemClock
from coaching.messages import Sender
from coaching.repository.door import Door


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def somebody_in(tenant: str) -> None:
    with prepared(Settings()) as (database, _), database.transaction() as connection:
        Door().open(
            connection, Sender(platform="teams", workspace=tenant, user="u"), SystemClock().now()
        )


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["model", *arguments]) == 0
    return capsys.readouterr().out


def test_a_workspace_is_switched_on_and_off(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Nobody has talked with NetLead yet" in said(capsys)
    somebody_in("t1")
    somebody_in("t2")
    assert said(capsys).splitlines()[:2] == ["teams:t1  off", "teams:t2  off"]
    assert "No language model is set up" in said(capsys, "on", "teams:t2")
    monkeypatch.setenv("NETLEAD_MODEL_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("NETLEAD_MODEL_NAME", "little")
    first, second = said(capsys).splitlines()
    assert first == "teams:t1  off"
    assert second.startswith("teams:t2  on since 2")
    assert said(capsys, "off", "teams:t2").splitlines() == ["teams:t1  off", "teams:t2  off"]


def test_what_is_no_workspace_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["model", "on", "teams:t9"]) == 1
    assert "there is no workspace to switch" in capsys.readouterr().err
    somebody_in("t1")
    assert main(["model", "on", "teams:t9"]) == 1
    assert "There are: teams:t1" in capsys.readouterr().err
    assert main(["model", "on"]) == 2
    assert "name a workspace" in capsys.readouterr().err
    assert main(["model", "perhaps", "teams:t1"]) == 2
