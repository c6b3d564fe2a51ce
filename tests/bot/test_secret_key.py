"""The key file: made once, for its owner alone, never written over."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from pydantic import SecretStr

from bot.secret_key import load_cipher
from bot.settings import Settings, SettingsError
from coaching.models.cipher import Cipher


def settings_in(folder: Path) -> Settings:
    return Settings(data_dir=folder)


def refusal(settings: Settings) -> str:
    with pytest.raises(SettingsError) as caught:
        load_cipher(settings)
    (line,) = caught.value.lines
    return line


def test_the_first_start_makes_a_key_that_only_its_owner_can_read(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "data"

    token = load_cipher(settings_in(folder)).encrypt(b"note")

    assert (folder / "secret.key").stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700
    assert [file.name for file in folder.iterdir()] == ["secret.key"]
    assert load_cipher(settings_in(folder)).decrypt(token) == b"note"


def test_many_first_starts_at_once_agree_on_one_key(tmp_path: Path) -> None:
    ciphers: list[Cipher] = []
    start = threading.Barrier(8)

    def first_start() -> None:
        start.wait()
        ciphers.append(load_cipher(settings_in(tmp_path)))

    threads = [threading.Thread(target=first_start) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    token = ciphers[0].encrypt(b"note")
    assert [cipher.decrypt(token) for cipher in ciphers] == [b"note"] * 8


def test_a_key_from_the_settings_needs_no_file(tmp_path: Path) -> None:
    old, new = Fernet.generate_key(), Fernet.generate_key()
    settings = Settings(
        data_dir=tmp_path / "none", secret_key=SecretStr(f"{new.decode()},{old.decode()}")
    )

    cipher = load_cipher(settings)

    assert cipher.decrypt(Cipher([old]).encrypt(b"old note")) == b"old note"
    assert Cipher([new]).decrypt(cipher.encrypt(b"new note")) == b"new note"
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644])
def test_a_key_that_others_can_read_is_refused(mode: int, tmp_path: Path) -> None:
    load_cipher(settings_in(tmp_path))
    (tmp_path / "secret.key").chmod(mode)

    line = refusal(settings_in(tmp_path))

    assert line == (
        f"{tmp_path}/secret.key: others can read this key (mode 0{mode:o}); "
        f"run: chmod 600 {tmp_path}/secret.key"
    )


@pytest.mark.parametrize("content", [b"", b"not a key\n", b"\xff"])
def test_a_file_without_a_key_is_refused_and_left_as_it_is(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "secret.key"
    path.write_bytes(content)
    path.chmod(0o600)

    assert "does not hold a Fernet key" in refusal(settings_in(tmp_path))
    assert path.read_bytes() == content


def test_a_lost_key_is_not_replaced_while_its_database_is_there(tmp_path: Path) -> None:
    (tmp_path / "netlead.db").write_bytes(b"SQLite format 3\0")

    line = refusal(settings_in(tmp_path))

    assert "the key is gone, but" in line
    assert not (tmp_path / "secret.key").exists()


def test_an_empty_database_file_needs_no_old_key(tmp_path: Path) -> None:
    (tmp_path / "netlead.db").touch()

    assert load_cipher(settings_in(tmp_path)).encrypt(b"note")


def test_a_folder_that_cannot_be_made_gets_a_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    line = refusal(settings_in(tmp_path / "file" / "data"))

    assert line == f"NETLEAD_DATA_DIR: {tmp_path}/file/data cannot be made ({os.strerror(20)})."


def test_a_key_that_cannot_be_read_gets_a_line(tmp_path: Path) -> None:
    (tmp_path / "secret.key").mkdir(mode=0o700)

    line = refusal(settings_in(tmp_path))

    assert line.startswith(f"{tmp_path}/secret.key: the key cannot be kept there (")
