"""Whether the present key is the one that the database was written with.

At the first start a known text is written, encrypted; at each later one it must be readable.
Otherwise a second key would write beside the first, and neither could read all of it.
"""

from __future__ import annotations

from cryptography.fernet import InvalidToken
from sqlalchemy import Connection, inspect

from bot.secret_key import NAME
from bot.settings import Settings, SettingsError
from coaching.models.cipher import Cipher
from coaching.repository.facts import META, read_fact, write_fact

KEY_CHECK = "key_check"
SESSION = "web_session"
"""The fact with the secret of the web chat's cookies, encrypted too."""
_KNOWN = b"NetLead"


def fits(connection: Connection, cipher: Cipher) -> bool:
    """Return whether ``cipher`` reads what stands in the database; true for an empty one."""
    if not inspect(connection).has_table(META.name):
        return True
    written = read_fact(connection, KEY_CHECK) or read_fact(connection, SESSION)
    try:
        return not written or bool(cipher.decrypt(written.encode()))
    except InvalidToken:
        return False


def require_fit(connection: Connection, cipher: Cipher, settings: Settings) -> None:
    """Raise `SettingsError` if ``cipher`` does not read what stands in the database."""
    if not fits(connection, cipher):
        raise SettingsError([wrong_key(settings)])


def mark(connection: Connection, cipher: Cipher) -> None:
    """Write the known text, unless it is there.

    It stays in its first key for good, as do the rows of that time: an old key that is taken away
    while they still need it is noticed.
    """
    if not read_fact(connection, KEY_CHECK):
        write_fact(connection, KEY_CHECK, cipher.encrypt(_KNOWN).decode("ascii"))


def wrong_key(settings: Settings) -> str:
    """Return in one line that the key does not fit, and what to do."""
    own_file = settings.secret_key is None
    place = str(settings.data_dir / NAME) if own_file else "NETLEAD_SECRET_KEY"
    return (
        f"The key in {place} does not fit this database: it was written with another one; "
        "nothing was changed. Put that key back. To change keys, set "
        "NETLEAD_SECRET_KEY=new,old and keep both."
    )
