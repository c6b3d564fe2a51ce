"""Files that a card brings along."""

from __future__ import annotations

from pathlib import Path

import pytest

from adapters.console.files import save
from coaching.messages import Card, File
from tests.adapters.console.fakes import Coach, chat


def test_a_file_is_saved_for_its_owner_alone(tmp_path: Path) -> None:
    path = save(File("contacts.csv", "text/csv", "a,b\r\nÄ,ö\r\n"), tmp_path)

    assert path == tmp_path / "contacts.csv"
    assert path.read_bytes() == "a,b\r\nÄ,ö\r\n".encode()
    assert path.stat().st_mode & 0o777 == 0o600


def test_nothing_is_written_over(tmp_path: Path) -> None:
    file = File("netlead.tar.txt", "text/plain", "x")

    names = [save(file, tmp_path).name for _ in range(3)]

    assert names == ["netlead.tar.txt", "netlead-2.tar.txt", "netlead-3.tar.txt"]


@pytest.mark.parametrize(
    ("name", "saved"),
    [
        ("../../evil.txt", "evil.txt"),
        ("/etc/passwd", "passwd"),
        ("..\\evil.txt", "evil.txt"),
        (".bashrc", "bashrc"),
        ("..", "netlead.txt"),
        ("", "netlead.txt"),
        ("a\0b\x1b.txt", "ab.txt"),
    ],
)
def test_a_name_cannot_lead_out_of_the_folder(name: str, saved: str, tmp_path: Path) -> None:
    assert save(File(name, "text/plain", "x"), tmp_path) == tmp_path / saved


def test_the_chat_saves_what_the_person_asked_for(tmp_path: Path) -> None:
    card = Card(body="All you told me.", files=(File("all.json", "application/json", "{}"),))

    shown, _ = chat(Coach({"export": card}), "export", folder=tmp_path)

    assert f"Saved: {tmp_path}/all.json" in shown
    assert (tmp_path / "all.json").read_text() == "{}"


def test_a_folder_that_cannot_be_written_to_is_named(tmp_path: Path) -> None:
    card = Card(files=(File("all.json", "application/json", "{}"),))

    shown, _ = chat(Coach({"export": card}), "export", "tip", folder=tmp_path / "none")

    assert f"all.json could not be saved in {tmp_path}/none (No such file or directory)." in shown
    assert "You said: tip" in shown, "the chat goes on"
