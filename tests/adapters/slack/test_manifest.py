"""The app manifest: Slack would take it, every permission is explained, the command line helps."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as some

from adapters.slack.config import OPTIONAL_SCOPES, REDIRECT_PATH, REQUIRED_SCOPES
from adapters.slack.errands.reading import read_event
from adapters.slack.manifest import as_json, as_yaml, http_manifest, socket_manifest
from bot.cli import main
from coaching.shortcut_forms import SHORTCUTS
from tests.adapters.slack.oracles import manifest_oracle
from tests.adapters.slack.oracles.slack_types import Unavailable

DOCS = Path(__file__).parents[3] / "docs"
URL = "https://coach.acme.org:8443"
VARIANTS = {"http": http_manifest(URL), "socket": socket_manifest()}
needs_schema = pytest.mark.skipif(
    not manifest_oracle.SCHEMA.exists(), reason=manifest_oracle.ABSENT
)
each_variant = pytest.mark.parametrize("manifest", VARIANTS.values(), ids=VARIANTS)


def changed(manifest: dict[str, Any], path: str, value: Any) -> dict[str, Any]:  # noqa: ANN401 any JSON value
    """Return a copy of ``manifest`` that has ``value`` at ``path``."""
    copy: dict[str, Any] = json.loads(json.dumps(manifest))
    *way, last = path.split(".")
    place: Any = copy
    for step in way:
        place = place[int(step)] if step.isdigit() else place[step]
    place[last] = value
    return copy


def by_types(manifest: dict[str, Any]) -> list[str]:
    try:
        return manifest_oracle.by_types(manifest)
    except Unavailable as reason:
        pytest.skip(str(reason))


class TestWhatSlackSays:
    """Schema, types and documentation agree that the manifest is one, and would see if it were not."""

    @needs_schema
    @each_variant
    def test_the_schema_takes_it(self, manifest: dict[str, Any]) -> None:
        assert manifest_oracle.by_schema(manifest) == []

    @each_variant
    def test_the_types_take_it(self, manifest: dict[str, Any]) -> None:
        assert by_types(manifest) == []

    @each_variant
    def test_the_documentation_takes_it(self, manifest: dict[str, Any]) -> None:
        assert manifest_oracle.by_prose(manifest) == []

    @needs_schema
    @pytest.mark.parametrize(
        ("path", "value"),
        [
            ("display_information.long_description", "Too short."),
            ("display_information.name", "x" * 36),
            ("features.slash_commands.0.command", "netlead"),
            ("features.shortcuts.0.name", "Log that they helped me a lot"),
            ("features.shortcuts.0.colour", "red"),
            ("settings.event_subscriptions.request_url", "netlead.example.com"),
        ],
    )
    def test_the_schema_catches(self, path: str, value: object) -> None:
        assert manifest_oracle.by_schema(changed(VARIANTS["http"], path, value)) != []

    @pytest.mark.parametrize(
        ("path", "value"),
        [
            ("oauth_config.scopes.bot", ["chat:wrte"]),
            ("settings.event_subscriptions.bot_events", ["massage.im"]),
            ("settings.socket_mod_enabled", True),
        ],
    )
    def test_the_types_catch(self, path: str, value: object) -> None:
        assert by_types(changed(VARIANTS["http"], path, value)) != []

    @pytest.mark.parametrize(
        ("path", "value", "found"),
        [
            ("oauth_config.scopes.bot", ["im:history", "users:read"], "app_mention needs"),
            ("oauth_config.scopes.bot_optional", ["reactions:read"], "not among the scopes"),
            ("settings.event_subscriptions.bot_events", ["star_added"], "which scope"),
            ("settings.event_subscriptions.bot_events", ["message.im"] * 2, "2 times"),
            ("settings.socket_mode_enabled", True, "has an address"),
            ("settings.interactivity", {"is_enabled": True}, "needs an address"),
        ],
    )
    def test_the_documentation_catches(self, path: str, value: object, found: str) -> None:
        problems = manifest_oracle.by_prose(changed(VARIANTS["http"], path, value))
        assert any(found in problem for problem in problems)


class TestWhatItSays:
    """What NetLead asks for is what its code uses and its page explains."""

    def test_it_asks_for_what_the_code_asks_for(self) -> None:
        for manifest in VARIANTS.values():
            scopes = manifest["oauth_config"]["scopes"]
            assert tuple(scopes["bot"]) == (*REQUIRED_SCOPES, *OPTIONAL_SCOPES)
            assert tuple(scopes["bot_optional"]) == OPTIONAL_SCOPES

    def test_http_has_one_address_for_everything(self) -> None:
        text = as_json(VARIANTS["http"])
        assert set(re.findall(r'"(https://[^"]*)"', text)) == {
            f"{URL}/slack/events",
            URL + REDIRECT_PATH,
        }
        assert VARIANTS["http"]["settings"]["token_rotation_enabled"] is True
        assert VARIANTS["http"]["settings"]["org_deploy_enabled"] is True

    def test_socket_mode_has_no_address_and_a_token_that_stays(self) -> None:
        settings = VARIANTS["socket"]["settings"]
        assert "https:" not in as_json(VARIANTS["socket"])
        assert settings["socket_mode_enabled"] is True
        assert settings["token_rotation_enabled"] is False

    @each_variant
    def test_what_people_meet_first(self, manifest: dict[str, Any]) -> None:
        command = manifest["features"]["slash_commands"][0]
        assert command["usage_hint"].startswith("tip ")
        assert command["should_escape"] is True
        shortcuts = {one["callback_id"]: one["type"] for one in manifest["features"]["shortcuts"]}
        assert shortcuts == {"log_helped_me": "message", "log_touch": "global"}
        assert set(shortcuts) == set(SHORTCUTS)
        assert manifest["features"]["app_home"] == {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        }

    @pytest.mark.parametrize(
        "name", VARIANTS["http"]["settings"]["event_subscriptions"]["bot_events"]
    )
    def test_no_event_is_asked_for_that_the_code_does_not_read(self, name: str) -> None:
        user = {"id": "U1"} if name == "user_change" else "U1"
        direct = name != "app_mention"
        said = {"channel": "D1" if direct else "C1", "text": "tip", "tab": "home"}
        said |= {"channel_type": "im"} if direct else {}
        event = {"type": name.partition(".")[0], "user": user, **said}
        assert read_event({"type": "event_callback", "event": event}) is not None

    def test_every_permission_and_event_has_its_line_on_the_page_and_no_other(self) -> None:
        page = (DOCS / "slack-scopes.md").read_text("utf-8")
        needed, optional, events = (
            re.findall(
                r"^\| `([\w.:]+)` \|",
                page.partition(f"## {title}\n")[2].partition("\n## ")[0],
                re.MULTILINE,
            )
            for title in ("Needed", "Optional", "Events")
        )
        manifest = VARIANTS["http"]
        assert needed == list(REQUIRED_SCOPES)
        assert optional == list(OPTIONAL_SCOPES)
        assert sorted(events) == manifest["settings"]["event_subscriptions"]["bot_events"]

    def test_the_page_says_which_permission_an_event_needs(self) -> None:
        page = (DOCS / "slack-scopes.md").read_text("utf-8")
        rows = re.findall(r"^\| `([\w.]+)` \| (?:`([\w:]+)`|–) \|", page, re.MULTILINE)
        assert len(rows) == 8
        assert [row for row in rows if manifest_oracle.EVENT_SCOPES[row[0]] != row[1]] == []


class TestYaml:
    """The YAML says the same as the JSON."""

    @each_variant
    def test_it_is_the_same_manifest(self, manifest: dict[str, Any]) -> None:
        assert yaml.safe_load(as_yaml(manifest)) == json.loads(as_json(manifest)) == manifest

    @given(
        some.dictionaries(
            some.text(some.characters(categories=("L", "N", "P", "Zs")), max_size=9)
            | some.sampled_from(("on", "no", "null", "y", "true", "a_b")),
            some.recursive(
                some.none()
                | some.booleans()
                | some.integers()
                | some.text(some.characters(codec="ascii", categories=("L", "N", "P", "S", "Zs"))),
                lambda inner: (
                    some.lists(inner, max_size=3)
                    | some.dictionaries(
                        some.sampled_from(("key", "off", "a b", "1")), inner, max_size=3
                    )
                ),
                max_leaves=12,
            ),
            max_size=4,
        )
    )
    def test_so_it_is_for_any_other_data(self, data: dict[str, Any]) -> None:
        assert yaml.safe_load(as_yaml(data)) == data


class TestTheCommandLine:
    """``netlead slack manifest``."""

    def test_it_prints_yaml(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["slack", "manifest", "--url", URL]) == 0
        printed = capsys.readouterr().out
        assert printed.startswith("_metadata:\n  major_version: 2\n")
        assert yaml.safe_load(printed) == VARIANTS["http"]

    def test_it_prints_json(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["slack", "manifest", "--url", f"{URL}/", "--json"]) == 0
        assert json.loads(capsys.readouterr().out) == VARIANTS["http"]

    def test_it_prints_the_one_for_socket_mode(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["slack", "manifest", "--socket"]) == 0
        assert yaml.safe_load(capsys.readouterr().out) == VARIANTS["socket"]

    @pytest.mark.parametrize(
        "arguments",
        [
            ["slack"],
            ["slack", "manifesto"],
            ["slack", "manifest"],
            ["slack", "manifest", "--url"],
            ["slack", "manifest", "--url", "http://127.0.0.1:8080"],
            ["slack", "manifest", "--url", "a\nb"],
            ["slack", "manifest", "--url", "x" * 5000],
            ["slack", "manifest", "--socket", "--url", URL],
            ["slack", "manifest", "--sock"],
        ],
        ids=" ".join,
    )
    def test_what_is_wrong_gets_one_line(
        self, arguments: list[str], capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(arguments) == 2
        said = capsys.readouterr()
        assert said.out == ""
        assert said.err.startswith("netlead slack")
        assert said.err.count("\n") == 1
        assert len(said.err) < 600

    def test_a_machine_of_ones_own_is_shown_another_way(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["slack", "manifest", "--url", "http://localhost:8080"]) == 2
        assert "use Socket Mode (--socket)" in capsys.readouterr().err
