"""Texts are sealed, keys rotate, and nothing is read that was not written so."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode

import pytest
from cryptography.fernet import Fernet, InvalidToken
from hypothesis import given
from hypothesis import strategies as st

from coaching.models.cipher import Cipher

OLD, NEW = Fernet.generate_key(), Fernet.generate_key()


@given(st.binary())
def test_what_is_sealed_can_be_read_again(plain: bytes) -> None:
    cipher = Cipher([NEW])
    assert cipher.decrypt(cipher.encrypt(plain)) == plain
    assert cipher.decrypt(cipher.encrypt(plain).decode("ascii")) == plain


def test_the_same_text_never_looks_the_same() -> None:
    cipher = Cipher([NEW])
    assert cipher.encrypt(b"Ada") != cipher.encrypt(b"Ada")


def test_the_newest_key_seals_and_all_keys_read() -> None:
    old, both = Cipher([OLD]), Cipher([NEW, OLD])
    assert both.decrypt(old.encrypt(b"old note")) == b"old note"
    assert Cipher([NEW]).decrypt(both.encrypt(b"new note")) == b"new note"
    with pytest.raises(InvalidToken):
        old.decrypt(both.encrypt(b"new note"))


def test_a_changed_token_is_refused() -> None:
    cipher = Cipher([NEW])
    raw = bytearray(urlsafe_b64decode(cipher.encrypt(b"Ada")))
    for place in range(len(raw)):
        changed = bytearray(raw)
        changed[place] ^= 1
        with pytest.raises(InvalidToken):
            cipher.decrypt(urlsafe_b64encode(bytes(changed)))


@pytest.mark.parametrize("token", ["", "Ada", "AQ==", "ÄÖ", b"\xff"])
def test_what_is_no_token_is_refused(token: str | bytes) -> None:
    with pytest.raises(InvalidToken):
        Cipher([NEW]).decrypt(token)


def test_a_token_of_another_make_is_refused() -> None:
    with pytest.raises(InvalidToken):
        Cipher([NEW]).decrypt(Fernet(NEW).encrypt(b"Ada"))


def test_a_cipher_needs_keys() -> None:
    with pytest.raises(ValueError, match="needs a key"):
        Cipher([])
