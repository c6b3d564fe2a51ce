"""The app package: Teams would take it, what it proposes is what NetLead knows, the command line helps."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from jsonschema_rs import Draft4Validator

from adapters.teams.package.bundle import bundle
from adapters.teams.package.commands import COMMAND_LISTS
from adapters.teams.package.icons import color_icon, outline_icon
from adapters.teams.package.manifest import app_guid, app_manifest, host_name
from bot.cli import main
from coaching.commands import route
from coaching.shortcut_forms import SHORTCUTS
from tests import schemas
from tests.conftest import REFERENCE

APP = "12345678-90ab-cdef-1234-567890abcdef"
DOMAIN = "coach.acme.org"
MANIFEST = app_manifest(APP, DOMAIN, "0.1.0")
SCHEMA = REFERENCE / "teams" / "MicrosoftTeams.schema.v1.29.json"
needs_schema = pytest.mark.skipif(
    not SCHEMA.exists(), reason="the schema of Teams' manifests is not on this machine"
)


def problems(manifest: dict[str, Any]) -> list[str]:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    return schemas.problems(Draft4Validator(schema), manifest)


def changed(path: str, value: object) -> dict[str, Any]:
    copy: dict[str, Any] = json.loads(json.dumps(MANIFEST))
    *way, last = path.split(".")
    place: Any = copy
    for step in way:
        place = place[int(step)] if step.isdigit() else place[step]
    place[last] = value
    return copy


class TestWhatTeamsSays:
    """The official schema takes the manifest, and would see if there were something wrong."""

    @needs_schema
    def test_the_schema_takes_it(self) -> None:
        assert problems(MANIFEST) == []

    @needs_schema
    def test_the_manifest_names_the_schema_it_was_checked_with(self) -> None:
        # As a ``const``, which JSON schemas of draft 4 do not know yet, so that it is not checked.
        properties = json.loads(SCHEMA.read_text("utf-8"))["properties"]
        assert MANIFEST["manifestVersion"] == properties["manifestVersion"]["const"]
        assert MANIFEST["$schema"].endswith("/v1.29/MicrosoftTeams.schema.json")

    @needs_schema
    @pytest.mark.parametrize(
        ("path", "value"),
        [
            *(("name.short", "x" * 31), ("description.short", "x" * 81), ("id", "netlead")),
            *(("accentColor", "green"), ("colour", "green"), ("version", 1)),
            *(("bots.0.scopes", ["channel"]), ("permissions", ["messages"])),
            ("composeExtensions.0.commands.0.title", "x" * 33),
            ("composeExtensions.0.commands.0.context", ["chat"]),
            ("bots.0.commandLists.0.commands", [{"title": str(n)} for n in range(13)]),
            ("developer.privacyUrl", "netlead.example.com/privacy"),
        ],
    )
    def test_the_schema_catches(self, path: str, value: object) -> None:
        assert problems(changed(path, value)) != []


class TestWhatItSays:
    """What people meet in Teams is what NetLead does."""

    def test_it_is_one_bot_at_one_domain(self) -> None:
        assert MANIFEST["id"] == APP
        assert MANIFEST["bots"][0]["botId"] == APP
        assert MANIFEST["composeExtensions"][0]["botId"] == APP
        assert MANIFEST["validDomains"] == [DOMAIN]
        urls = [url for name, url in MANIFEST["developer"].items() if name.endswith("Url")]
        assert urls == [f"https://{DOMAIN}{path}" for path in ("/", "/privacy", "/terms")]

    def test_it_is_for_people_teams_and_chats_and_takes_no_files(self) -> None:
        bot = MANIFEST["bots"][0]
        assert bot["scopes"] == ["personal", "team", "groupChat"]
        assert bot["supportsFiles"] is False
        assert [part["scopes"] for part in bot["commandLists"]] == [[s] for s in bot["scopes"]]

    @pytest.mark.parametrize("scope", COMMAND_LISTS)
    def test_what_is_proposed_is_a_command(self, scope: str) -> None:
        titles = [title for title, _ in COMMAND_LISTS[scope]]
        assert len(set(titles)) == len(titles) <= 10
        assert {"tip", "today", "met", "helped", "got help from", "who", "help"} <= set(titles)
        assert ("prompts" in titles) is (scope == "team")
        for title, words in COMMAND_LISTS[scope]:
            assert route(title)[0] is not None
            assert len(words) <= 60
            example = words.partition(": ")[2]
            if example.startswith(title):
                assert route(example)[0] is route(title)[0]

    def test_the_action_on_a_message_opens_a_form(self) -> None:
        (action,) = MANIFEST["composeExtensions"][0]["commands"]
        assert action["id"] in SHORTCUTS
        assert (action["type"], action["context"], action["fetchTask"]) == (
            "action",
            ["message"],
            True,
        )
        assert action["title"] == "Log that they helped me"


class TestTheZip:
    """Three files at its root, the same bytes each time."""

    def test_it_has_exactly_the_manifest_and_its_icons(self) -> None:
        with ZipFile(io.BytesIO(bundle(MANIFEST))) as archive:
            assert archive.namelist() == ["manifest.json", "color.png", "outline.png"]
            assert archive.testzip() is None
            read = json.loads(archive.read("manifest.json"))
            assert read == MANIFEST
            assert archive.read(read["icons"]["color"]) == color_icon()
            assert archive.read(read["icons"]["outline"]) == outline_icon()

    def test_it_is_the_same_each_time(self) -> None:
        assert bundle(MANIFEST) == bundle(app_manifest(APP.upper(), f" {DOMAIN}. ", "0.1.0"))
        assert bundle(MANIFEST) != bundle(app_manifest(APP, DOMAIN, "0.2.0"))


class TestIdsAndDomains:
    """What is no id and no name is said to be none, in one line."""

    @pytest.mark.parametrize(
        "text",
        [
            *("", "netlead", "0" * 32, "00000000-0000-0000-0000-000000000000", f"{{{APP}}}"),
            *(APP[:-1], f"{APP}\n{APP}", f"{APP}x"),
        ],
    )
    def test_no_id(self, text: str) -> None:
        with pytest.raises(ValueError, match="is not the id of an app") as caught:
            app_guid(text)
        assert "\n" not in str(caught.value)

    @pytest.mark.parametrize(
        "text",
        [
            *("", "localhost", "acme", "https://acme.org", "acme.org/", "acme.org:8443", "a b.org"),
            *(
                "127.0.0.1",
                "[::1]",
                "-a.org",
                "a-.org",
                "a..org",
                "*.acme.org",
                "café.org",
                "a\n.de",
            ),
            *("a_b.org", "x" * 64 + ".org", "a." * 130 + "org", "netlead.local", "db.internal"),
        ],
    )
    def test_no_domain(self, text: str) -> None:
        with pytest.raises(ValueError, match=r"netlead\.example\.com") as caught:
            host_name(text)
        assert "\n" not in str(caught.value)
        assert len(str(caught.value)) < 400

    @pytest.mark.parametrize("text", ["acme.org", "A.B.acme.ORG.", "xn--caf-dma.org", "a.xn--p1ai"])
    def test_a_domain(self, text: str) -> None:
        assert host_name(text) == text.lower().removesuffix(".")


class TestTheCommandLine:
    """``netlead teams package``."""

    def run(self, *more: str) -> int:
        return main(["teams", "package", "--app-id", APP, "--domain", DOMAIN, *more])

    def test_it_writes_the_package(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        file = tmp_path / "app.zip"
        assert self.run("--out", str(file)) == 0
        with ZipFile(file) as archive:
            read = json.loads(archive.read("manifest.json"))
        assert read | {"version": "0.1.0"} == MANIFEST
        said = capsys.readouterr()
        assert str(file) in said.out
        assert "Upload an app" in said.out

    def test_it_has_a_name_of_its_own_and_may_be_written_again(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        assert (self.run(), self.run()) == (0, 0)
        assert [file.name for file in tmp_path.iterdir()] == ["netlead-teams.zip"]

    @pytest.mark.parametrize(
        "arguments",
        [
            *(["teams"], ["teams", "pack"], ["teams", "package"]),
            ["teams", "package", "--app-id", APP],
            ["teams", "package", "--domain", DOMAIN],
            ["teams", "package", "--app-id", "x", "--domain", DOMAIN],
            ["teams", "package", "--app-id", APP, "--domain", f"https://{DOMAIN}"],
            ["teams", "package", "--app-id", APP, "--domain", "x" * 5000],
            ["teams", "package", "--app-id", APP, "--domain", "a\nb"],
            ["teams", "package", "--app-id", APP, "--domain", DOMAIN, "--out", "/"],
            [
                "teams",
                "package",
                "--app-id",
                APP,
                "--domain",
                DOMAIN,
                "--out",
                "no/such/folder.zip",
            ],
            ["teams", "package", "--app", APP, "--domain", DOMAIN],
        ],
        ids=lambda arguments: " ".join(arguments)[:60],
    )
    def test_what_is_wrong_gets_one_line(
        self, arguments: list[str], capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(arguments) == 2
        said = capsys.readouterr()
        assert said.out == ""
        assert said.err.startswith("netlead teams")
        assert said.err.count("\n") == 1
        assert len(said.err) < 600

    @pytest.mark.parametrize("name", ["x" * 300, "a\0b"])
    def test_a_name_that_no_file_can_have_gets_one_line_too(
        self, name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert self.run("--out", str(tmp_path / name)) in (1, 2)
        said = capsys.readouterr()
        assert said.err.startswith("netlead teams package: --out: ")
        assert said.err.count("\n") == 1
