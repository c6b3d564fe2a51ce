"""The judges of what we send to Slack: each accepts what is well made and catches what it must."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.adapters.slack.oracles import blocks_schema, calls, check_blocks, check_view, slack_types
from tests.adapters.slack.oracles.panel import JUDGES
from tests.adapters.slack.oracles.prose_limits import with_limits
from tests.adapters.slack.oracles.refused import BLOCKS, VIEWS
from tests.adapters.slack.oracles.specimens import FORM, HOME, MESSAGE, Block, View, modal, section

LOCK = json.loads((slack_types.PINS / "package-lock.json").read_text("utf-8"))
needs_reference = pytest.mark.skipif(not calls.at_hand(), reason=calls.ABSENT)


@pytest.fixture
def types() -> dict[str, object]:
    try:
        return slack_types.definitions()
    except slack_types.Unavailable as reason:
        pytest.skip(str(reason))


def catches(judge: str, blocks: list[Block], view: View | None, surface: str) -> bool:
    """Return whether the judge has anything against the view, or the blocks on the surface."""
    if judge == "shape":
        shape = blocks_schema.check_blocks(blocks, surface, limits=False)
        return bool(shape or (view and blocks_schema.check_view(view, limits=False)))
    asked = JUDGES[judge]
    return bool(asked.check_blocks(blocks, surface) or (view and asked.check_view(view)))


def test_what_is_well_made_pleases_all(types: dict[str, object]) -> None:
    assert types
    assert check_blocks(MESSAGE, "message") == []
    assert check_view(FORM) == []
    assert check_view(HOME) == []


@pytest.mark.parametrize("case", BLOCKS)
def test_what_slack_refuses_in_a_message_is_caught(case: str, types: dict[str, object]) -> None:
    blocks, judges = BLOCKS[case]
    assert types
    assert [name for name in judges.split() if not catches(name, blocks, None, "message")] == []
    assert check_blocks(blocks, "message") != []


@pytest.mark.parametrize("case", VIEWS)
def test_what_slack_refuses_in_a_view_is_caught(case: str, types: dict[str, object]) -> None:
    view, judges = VIEWS[case]
    blocks, surface = view["blocks"], view["type"]
    assert types
    assert [name for name in judges.split() if not catches(name, blocks, view, surface)] == []
    assert check_view(view) != []


@pytest.mark.parametrize("judge", JUDGES)
def test_each_judge_alone_catches_something(judge: str, types: dict[str, object]) -> None:
    assert types
    alone = [
        case
        for case, (blocks, _) in BLOCKS.items()
        if [name for name in JUDGES if catches(name, blocks, None, "message")] == [judge]
    ]
    assert alone != []


def test_the_prose_of_the_types_gives_more_than_a_hundred_rules(types: dict[str, object]) -> None:
    limited, rules = with_limits(types)
    assert rules > 107
    assert limited["SectionBlock"]["properties"]["block_id"]["maxLength"] == 255
    assert limited["ActionsBlock"]["properties"]["elements"]["maxItems"] == 25
    assert "maxLength" not in limited["PlainTextOption"]["properties"]["value"]


def test_a_finding_says_who_what_and_where() -> None:
    found = check_blocks([section(), {"type": "sektion"}], "message")
    assert "sdk: blocks[1]: there is no block of type 'sektion'" in found


def test_a_view_is_judged_with_its_blocks() -> None:
    assert any("blocks[0]" in problem for problem in check_view(modal(section(""))))


def test_without_slacks_types_the_others_are_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    def unavailable(*, limits: bool) -> dict[str, str]:
        raise slack_types.Unavailable(str(limits))

    monkeypatch.setattr(blocks_schema, "_by_type", unavailable)

    found = check_blocks([section("")], "message")

    assert {line.partition(":")[0] for line in found} == {"sdk", "slackblocks", "rules"}


class TestThePins:
    """What is fetched is always the same, from wherever this machine fetches its packages."""

    def test_every_package_has_a_checksum_and_no_host(self) -> None:
        packages = {name: entry for name, entry in LOCK["packages"].items() if name}
        assert all(entry["integrity"].startswith("sha512-") for entry in packages.values())
        assert all("resolved" not in entry for entry in packages.values())

    def test_every_version_asked_for_is_exact(self) -> None:
        asked = json.loads((slack_types.PINS / "package.json").read_text("utf-8"))
        assert all(version[0].isdigit() for version in asked["devDependencies"].values())
        assert LOCK["packages"][""]["devDependencies"] == asked["devDependencies"]


class TestAMachineWithoutThem:
    """Where Slack's types cannot be had, there is a reason to skip, and it is remembered."""

    @pytest.fixture
    def kept(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        monkeypatch.setenv("PATH", str(tmp_path))
        return tmp_path / "kept"

    def install(self, tmp_path: Path, says: str) -> Path:
        for name in ("node", "npm"):
            program = tmp_path / name
            program.write_text(
                f"#!/bin/sh\necho called >>{tmp_path}/calls\necho {says} >&2\nexit 1\n"
            )
            program.chmod(0o755)
        return tmp_path / "calls"

    def test_no_node(self, kept: Path) -> None:
        with pytest.raises(slack_types.Unavailable, match="not installed here"):
            slack_types.definitions(kept)

    def test_no_network(self, kept: Path, tmp_path: Path) -> None:
        calls_made = self.install(tmp_path, "npm error code ECONNREFUSED")
        for _ in range(2):
            with pytest.raises(slack_types.Unavailable, match="is there a network"):
                slack_types.definitions(kept)
        assert calls_made.read_text() == "called\n"

    def test_a_wrong_checksum_is_no_reason_to_skip(self, kept: Path, tmp_path: Path) -> None:
        self.install(tmp_path, "npm error code EINTEGRITY")
        with pytest.raises(RuntimeError, match="EINTEGRITY"):
            slack_types.definitions(kept)


OURS = ("commands", "chat:write", "im:history", "users:read")
CALLS: dict[str, tuple[str, dict[str, Any], str | None]] = {
    "a message": ("chat.postMessage", {"channel": "U1", "text": "Hello"}, None),
    "an id of ours": ("chat.postMessage", {"channel": "U1", "client_msg_id": "x"}, None),
    "nothing where nothing is needed": ("auth.test", {}, None),
    "an argument left out": ("users.info", {"user": "U1", "include_locale": None}, None),
    "no such method": ("chat.postMesage", {"channel": "U1"}, "there is no method"),
    "no channel": ("chat.postMessage", {"text": "Hello"}, "chat.postMessage needs channel"),
    "no channel but None": ("chat.postMessage", {"channel": None}, "needs channel"),
    "no such argument": ("users.info", {"user": "U1", "usr": "U1"}, "has no argument usr"),
    "no scope": ("conversations.open", {"users": "U1"}, "one of the scopes"),
    "a way out of the folder": ("../manifest.schema", {}, "there is no method"),
}


@needs_reference
@pytest.mark.parametrize("case", CALLS)
def test_a_call_is_looked_up_in_the_reference(case: str) -> None:
    method, args, problem = CALLS[case]
    found = calls.check_call(method, args, OURS)
    assert (problem is None) == (found == [])
    assert problem is None or problem in found[0]


@needs_reference
def test_one_of_several_scopes_is_enough() -> None:
    args = {"channel": "C1"}
    assert calls.check_call("conversations.info", args, ("groups:read",)) == []
    assert calls.check_call("conversations.info", args, OURS) != []
