"""How texts are kept from whoever gets hold of the database: AES-256-GCM, with keys that rotate.

Keys are Fernet keys, as `cryptography.fernet` makes them. Its own tokens cost about six times as
much to make and to read, which was a fifth of all that a command costs (docs/decisions/0006).
"""

from __future__ import annotations

import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.fernet import InvalidToken
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_VERSION = b"\x01"
_NONCE = 12
_HEAD = len(_VERSION) + _NONCE


class Cipher:
    """Encrypts with the first key and decrypts with any of them."""

    def __init__(self, keys: Sequence[str | bytes]) -> None:
        """Take Fernet keys, newest first; `ValueError` if there is none or one is no key."""
        if not keys:
            reason = "a cipher needs a key"
            raise ValueError(reason)
        self._ciphers = [AESGCM(_derived(urlsafe_b64decode(key))) for key in keys]

    def encrypt(self, plain: bytes) -> bytes:
        """Return a token, in characters that any text column takes; no two are alike."""
        nonce = secrets.token_bytes(_NONCE)
        sealed = self._ciphers[0].encrypt(nonce, plain, _VERSION)
        return urlsafe_b64encode(_VERSION + nonce + sealed)

    def decrypt(self, token: str | bytes) -> bytes:
        """Return what was encrypted; `InvalidToken` if no key fits or the token was changed."""
        try:
            raw = urlsafe_b64decode(token)
        except (NotBase64, ValueError) as error:
            raise InvalidToken from error
        if raw[: len(_VERSION)] == _VERSION:
            for cipher in self._ciphers:
                try:
                    return cipher.decrypt(raw[len(_VERSION) : _HEAD], raw[_HEAD:], _VERSION)
                except (InvalidTag, ValueError):
                    continue
        raise InvalidToken


def _derived(key: bytes) -> bytes:
    # The Fernet key's two halves are meant for other algorithms, so they are not used as they are.
    return HKDF(SHA256(), length=32, salt=None, info=b"netlead texts").derive(key)
