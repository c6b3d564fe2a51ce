"""Who calls: the token that the Bot Framework puts on what it delivers, checked by its own keys."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass
from hashlib import sha256
from http import HTTPStatus
from typing import Any

from jwt import PyJWS
from jwt.exceptions import PyJWTError

from adapters.refusals import RefusalError
from adapters.strict_json import StrictJSONError, read_object
from adapters.teams.inbound.keys import Key, Keys, NoKeysError
from coaching.clock import Clock

ISSUER = "https://api.botframework.com"
CHANNEL = "msteams"
LEEWAY = 300
"""Seconds that clocks may differ; the number of Microsoft's own SDKs."""
LONGEST_TOKEN = 8192
"""Characters; the Bot Framework's own have about a thousand."""
REMEMBERED_FOR = 300
"""Seconds that a token which was checked need not be checked again."""
MOST_REMEMBERED = 1000

_BEARER = re.compile(rb"[Bb]earer ([\w-]+\.[\w-]+\.[\w-]+)")


@dataclass(frozen=True, slots=True)
class _Checked:
    """What a token that was checked says, and until when (POSIX seconds) it is taken for that."""

    service_url: str
    until: float


class Callers:
    """Tells the Bot Framework from everybody else."""

    def __init__(self, app_id: str, keys: Keys, clock: Clock) -> None:
        """Take tokens that were made for the app with ``app_id``."""
        self._app_id = app_id
        self._keys = keys
        self._clock = clock
        self._jws = PyJWS()
        self._checked: dict[bytes, _Checked] = {}

    async def service_url(self, authorization: bytes) -> str:
        """Return the address of Teams' service that the header's token vouches for.

        `RefusalError` 401 for a token that is not as it should be in everything, 503 while no key
        is known.
        """
        found = _BEARER.fullmatch(authorization) if len(authorization) <= LONGEST_TOKEN else None
        if found is None:
            raise _unauthorized("no token")
        token = found[1]
        now = self._clock.now().timestamp()
        name = sha256(token).digest()
        known = self._checked.get(name)
        if known is None or now >= known.until:
            known = await self._check(token, now)
            self._remember(name, known)
        return known.service_url

    async def _check(self, token: bytes, now: float) -> _Checked:
        key = await self._key(_header(token))
        if CHANNEL not in key.endorsements:
            raise _unauthorized("key not endorsed")
        claims = self._claims(token, key)
        if claims.get("iss") != ISSUER:
            raise _unauthorized("issuer")
        if claims.get("aud") != self._app_id:
            raise _unauthorized("audience")
        begins, ends = _seconds(claims, "nbf"), _seconds(claims, "exp")
        if not begins - LEEWAY <= now < ends + LEEWAY:
            raise _unauthorized("too old or too new")
        service_url = claims.get("serviceurl")
        if not isinstance(service_url, str) or not service_url:
            raise _unauthorized("no service address")
        return _Checked(service_url, min(ends, now + REMEMBERED_FOR))

    async def _key(self, header: dict[str, Any]) -> Key:
        kid = header.get("kid")
        if header.get("alg") != "RS256" or not isinstance(kid, str):
            raise _unauthorized("algorithm or key id")
        try:
            key = self._keys.known(kid) or await self._keys.sought(kid)
        except NoKeysError:
            # It may well be Teams, which brings a thing again that was not taken.
            raise RefusalError(HTTPStatus.SERVICE_UNAVAILABLE, "no keys yet") from None
        if key is None:
            raise _unauthorized("unknown key")
        return key

    def _claims(self, token: bytes, key: Key) -> dict[str, Any]:
        try:
            opened = self._jws.decode_complete(token, key.public, algorithms=["RS256"])
        except PyJWTError:
            raise _unauthorized("signature") from None
        return _object(opened["payload"])

    def _remember(self, name: bytes, checked: _Checked) -> None:
        self._checked.pop(name, None)
        if len(self._checked) >= MOST_REMEMBERED:
            del self._checked[next(iter(self._checked))]
        self._checked[name] = checked


def _header(token: bytes) -> dict[str, Any]:
    segment = token.partition(b".")[0]
    try:
        return _object(base64.urlsafe_b64decode(segment + b"=" * (-len(segment) % 4)))
    except binascii.Error:
        raise _unauthorized("no token") from None


def _object(data: bytes) -> dict[str, Any]:
    try:
        return read_object(data.decode())
    except (UnicodeDecodeError, StrictJSONError):
        raise _unauthorized("no token") from None


def _seconds(claims: dict[str, Any], name: str) -> float:
    value = claims.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _unauthorized(f"no {name}")
    return value


def _unauthorized(reason: str) -> RefusalError:
    return RefusalError(HTTPStatus.UNAUTHORIZED, reason)
