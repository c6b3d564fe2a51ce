"""The emulator's packages: always the same ones, and a reason to skip where they cannot be had."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.adapters.teams.playground import packages

LOCK = json.loads((packages.PINS / "package-lock.json").read_text("utf-8"))


def test_every_package_has_a_checksum_and_no_host() -> None:
    found = {name: entry for name, entry in LOCK["packages"].items() if name}
    assert all(entry["integrity"].startswith("sha512-") for entry in found.values())
    assert "://" not in json.dumps(LOCK)


def test_every_version_asked_for_is_exact() -> None:
    asked = json.loads((packages.PINS / "package.json").read_text("utf-8"))
    assert all(version[0].isdigit() for version in asked["devDependencies"].values())
    assert LOCK["packages"][""]["devDependencies"] == asked["devDependencies"]


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path / "kept"


def programs(folder: Path, says: str) -> Path:
    """Put a Node.js and an npm into ``folder`` that always fail; return where calls are noted."""
    for name in ("node", "npm"):
        program = folder / name
        program.write_text(f"#!/bin/sh\necho called >>{folder}/calls\necho {says} >&2\nexit 1\n")
        program.chmod(0o755)
    return folder / "calls"


def test_without_node_there_is_a_reason_to_skip(kept: Path) -> None:
    with pytest.raises(packages.Unavailable, match="not installed here"):
        packages.modules(kept)


def test_without_a_network_nobody_waits_twice(kept: Path, tmp_path: Path) -> None:
    calls = programs(tmp_path, "npm error code ECONNREFUSED")
    for _ in range(2):
        with pytest.raises(packages.Unavailable, match="is there a network"):
            packages.modules(kept)
    assert calls.read_text() == "called\n"


def test_a_wrong_checksum_is_no_reason_to_skip(kept: Path, tmp_path: Path) -> None:
    programs(tmp_path, "npm error code EINTEGRITY")
    with pytest.raises(RuntimeError, match="EINTEGRITY"):
        packages.modules(kept)
