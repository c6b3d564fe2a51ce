"""The key that notes and tokens are encrypted with: from the settings, or from a file made once."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path

from cryptography.fernet import Fernet

from bot.data_dir import make_data_dir
from bot.settings import Settings, SettingsError, split_keys
from coaching.models.cipher import Cipher

NAME = "secret.key"


def load_cipher(settings: Settings) -> Cipher:
    """Return the cipher; the first key encrypts, all of them decrypt.

    Without ``NETLEAD_SECRET_KEY`` the key is the file ``secret.key`` in the data folder, made on
    the first start with rights for its owner alone. `SettingsError`: others may read the file, it
    cannot be read or written, holds no key, or is gone while its database is still there. A file
    that exists is never written to.
    """
    if settings.secret_key is not None:
        return _cipher(settings.secret_key.get_secret_value())
    path = settings.data_dir / NAME
    try:
        if not path.exists():
            _refuse_lost_key(path, settings)
            make_data_dir(settings)
            _make(path)
        problem = key_file_problem(path)
        if problem:
            raise SettingsError([problem])
        return _cipher(path.read_text(encoding="ascii"))
    except OSError as error:
        reason = f"{path}: the key cannot be kept there ({error.strerror}); choose another NETLEAD_DATA_DIR."
        raise SettingsError([reason]) from error


def key_file_problem(path: Path) -> str:
    """Return in one line what is wrong with the key file at ``path``; empty when nothing is."""
    mode = stat.S_IMODE(path.stat().st_mode)
    if os.name == "posix" and mode & 0o077:
        return f"{path}: others can read this key (mode {mode:04o}); run: chmod 600 {path}"
    try:
        split_keys(path.read_text(encoding="ascii"))
    except ValueError:
        return f"{path}: does not hold a Fernet key; put the right file back, NetLead leaves it as it is."
    return ""


def _cipher(text: str) -> Cipher:
    return Cipher(split_keys(text))


def _refuse_lost_key(path: Path, settings: Settings) -> None:
    # A new key could not read what the old one wrote, and would hide that the old one is missing.
    database = Path(settings.sqlalchemy_url.removeprefix("sqlite:///"))
    if database.is_file() and database.stat().st_size and not path.exists():
        reason = f"{path}: the key is gone, but {database} was written with it; put it back, or set NETLEAD_SECRET_KEY."
        raise SettingsError([reason])


def _make(path: Path) -> None:
    """Write a new key in one step: of two first starts at once, one wins and both read its key."""
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=NAME)  # mode 0600
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(Fernet.generate_key() + b"\n")
            file.flush()
            os.fsync(file.fileno())
        _link(draft, path)
    finally:
        Path(draft).unlink()


def _link(draft: str, path: Path) -> None:
    try:
        os.link(draft, path)
    except FileExistsError:
        return  # the other first start was quicker; its key is the one that counts
