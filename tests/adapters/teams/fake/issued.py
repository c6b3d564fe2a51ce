"""Tokens as the Bot Framework issues them, and as somebody forges them who would like to."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.adapters.teams.fake.keys import SigningKey, signing_key

APP_ID = "3f1a2b4c-0d5e-4f60-8a7b-9c0d1e2f3a4b"
SERVICE_URL = "https://smba.trafficmanager.net/emea/"
ISSUER = "https://api.botframework.com"
GOOD_FOR = 3600

Claims = dict[str, Any]


def claims(now: datetime, **changes: object) -> Claims:
    """Return what a token of `ISSUER` says at ``now``; None takes a claim away."""
    at = int(now.timestamp())
    good = {
        "serviceurl": SERVICE_URL,
        "nbf": at,
        "exp": at + GOOD_FOR,
        "iss": ISSUER,
        "aud": APP_ID,
    }
    return {name: value for name, value in (good | changes).items() if value is not None}


def header(key: SigningKey, **changes: object) -> Claims:
    """Return the header of a token that is signed with ``key``; None takes a part away."""
    good = {"alg": "RS256", "kid": key.kid, "x5t": key.kid, "typ": "JWT"}
    return {name: value for name, value in (good | changes).items() if value is not None}


def token(now: datetime, key: SigningKey | None = None, **changes: object) -> str:
    """Return a token that is as it should be, but for the claims that are changed."""
    used = key or signing_key(1)
    return signed(used, header(used), claims(now, **changes))


def signed(
    key: SigningKey, head: Mapping[str, Any] | bytes, body: Mapping[str, Any] | bytes
) -> str:
    """Return any token that is signed with ``key`` by RS256, whatever its header says."""
    start = _start(head, body)
    return f"{start}.{_base64(_rs256(key, start))}"


def unsigned(head: Mapping[str, Any], body: Mapping[str, Any], signature: bytes = b"") -> str:
    """Return a token with any signature, or none."""
    return f"{_start(head, body)}.{_base64(signature)}"


def signed_with_public_key(key: SigningKey, body: Mapping[str, Any]) -> str:
    """Return a token whose secret for HS256 is the key that everybody can read."""
    secret = key.private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    start = _start(header(key, alg="HS256"), body)
    return f"{start}.{_base64(hmac.new(secret, start.encode(), hashlib.sha256).digest())}"


def _rs256(key: SigningKey, start: str) -> bytes:
    return key.private.sign(start.encode(), padding.PKCS1v15(), hashes.SHA256())


def _start(head: Mapping[str, Any] | bytes, body: Mapping[str, Any] | bytes) -> str:
    return f"{_base64(_bytes(head))}.{_base64(_bytes(body))}"


def _bytes(part: Mapping[str, Any] | bytes) -> bytes:
    return part if isinstance(part, bytes) else json.dumps(part).encode()


def _base64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
