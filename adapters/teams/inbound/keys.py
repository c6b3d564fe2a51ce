"""The keys that the Bot Framework signs with: fetched in the background, kept through outages.

Requests never wait for a fetch, but for one that brings a key nobody has seen yet.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol
from urllib.parse import urlsplit

import structlog
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from jwt.algorithms import RSAAlgorithm
from jwt.exceptions import InvalidKeyError

from adapters.transport import Pool
from coaching.clock import Clock

FRESH_FOR = timedelta(hours=24)
"""How long keys are good without a look for newer ones; Microsoft's own SDKs take the same."""
ASK_AGAIN_AFTER = timedelta(minutes=5)
"""How often an unknown key, or an outage, may cause a fetch: anybody can invent key ids."""
TRY_AGAIN_AFTER = timedelta(seconds=10)
"""The same while there are no keys at all."""
FETCH_WITHIN = 10.0
WAIT_FOR = 3.0
"""Seconds that a request waits for a fetch; Teams gives 15 for the whole answer."""
LOOK_EVERY = 5.0
FEWEST_BITS = 2048
MOST_KEYS = 100

_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Key:
    """A public key, and the channels whose activities it vouches for."""

    public: RSAPublicKey
    endorsements: frozenset[str]


class NoKeysError(Exception):
    """No key is known yet, so nobody can be told apart; later it will be otherwise."""


class Keys(Protocol):
    """Where keys are looked up."""

    def known(self, kid: str) -> Key | None:
        """Return the key with this id, if it is here."""
        ...

    async def sought(self, kid: str) -> Key | None:
        """Return the key with this id after a look for newer ones; `NoKeysError` without any."""
        ...


class KeyCache:
    """The keys of one issuer."""

    def __init__(self, openid_url: str, pool: Pool, clock: Clock) -> None:
        """Learn from the document at ``openid_url`` where the keys are."""
        self._openid_url = openid_url
        self._pool = pool
        self._clock = clock
        self._keys: Mapping[str, Key] = {}
        self._fetched_at: datetime | None = None
        self._tried_at: datetime | None = None
        self._sought_at: datetime | None = None
        self._fetching: asyncio.Task[None] | None = None

    def known(self, kid: str) -> Key | None:
        """Return the key with this id, if it is here."""
        return self._keys.get(kid)

    async def sought(self, kid: str) -> Key | None:
        """Return the key with this id, after a look for newer ones if it is time for one.

        All who ask meanwhile wait for the same look, `WAIT_FOR` seconds at most.
        """
        if self._fetching is None and self._may_seek():
            self._begin()
        if self._fetching is not None:
            await asyncio.wait({self._fetching}, timeout=WAIT_FOR)
        if not self._keys:
            raise NoKeysError
        return self._keys.get(kid)

    async def run(self) -> None:
        """Keep the keys fresh until cancelled, beginning at once."""
        try:
            while True:
                await self.keep_fresh()
                await asyncio.sleep(LOOK_EVERY)
        finally:
            if self._fetching is not None:
                self._fetching.cancel()

    async def keep_fresh(self) -> None:
        """Fetch the keys if it is time; never raises."""
        due = self._is_over(self._fetched_at, FRESH_FOR)
        pause = ASK_AGAIN_AFTER if self._keys else TRY_AGAIN_AFTER
        if due and self._fetching is None and self._is_over(self._tried_at, pause):
            self._begin()
        if self._fetching is not None:
            await asyncio.wait({self._fetching})

    def _may_seek(self) -> bool:
        if not self._keys:
            return self._is_over(self._tried_at, TRY_AGAIN_AFTER)
        if not self._is_over(self._sought_at, ASK_AGAIN_AFTER):
            return False
        self._sought_at = self._clock.now()
        return True

    def _is_over(self, since: datetime | None, pause: timedelta) -> bool:
        # A clock that was set back must not stop the fetching until it has caught up.
        return since is None or not timedelta() <= self._clock.now() - since < pause

    def _begin(self) -> None:
        self._tried_at = self._clock.now()
        self._fetching = asyncio.create_task(self._fetch())

    async def _fetch(self) -> None:
        try:
            async with asyncio.timeout(FETCH_WITHIN):
                self._keys = await self._fetched()
            self._fetched_at = self._clock.now()
        except Exception as error:  # noqa: BLE001 whatever it was, the keys that are here stay
            _log.warning("the keys of Teams could not be fetched", platform="teams", exc_info=error)
        finally:
            self._fetching = None

    async def _fetched(self) -> Mapping[str, Key]:
        document = await self._read(self._openid_url)
        url = document.get("jwks_uri")
        if not isinstance(url, str) or not _is_trusted(url, self._openid_url):
            raise ValueError("the document does not say where the keys are")
        return read_keys(await self._read(url))

    async def _read(self, url: str) -> Mapping[str, Any]:
        answer = await self._pool.ask(self._pool.request("GET", url), FETCH_WITHIN)
        if answer.status != 200 or answer.data is None:  # noqa: PLR2004 HTTP's own number
            raise ValueError("no such document")
        return answer.data


def read_keys(document: Mapping[str, Any]) -> Mapping[str, Key]:
    """Return the keys of a JSON Web Key Set by their id; `ValueError` if there is none of use."""
    entries = document.get("keys")
    found: dict[str, Key] = {}
    for entry in entries[:MOST_KEYS] if isinstance(entries, list) else ():
        if isinstance(entry, dict) and isinstance(kid := entry.get("kid"), str):
            public = _public(entry)
            if public is not None:
                found[kid] = Key(public, _texts(entry.get("endorsements")))
    if not found:
        raise ValueError("no keys of use")
    return found


def _public(entry: dict[str, Any]) -> RSAPublicKey | None:
    """Return the public key of an entry; None for anything else, and for keys that are too short."""
    if entry.get("use", "sig") != "sig" or entry.get("alg", "RS256") != "RS256":
        return None
    try:
        key = RSAAlgorithm.from_jwk({name: entry.get(name) for name in ("kty", "n", "e")})
    except (InvalidKeyError, ValueError, TypeError, AttributeError):
        return None
    return key if isinstance(key, RSAPublicKey) and key.key_size >= FEWEST_BITS else None


def _texts(value: object) -> frozenset[str]:
    entries = value if isinstance(value, list) else ()
    return frozenset(entry for entry in entries if isinstance(entry, str))


def _is_trusted(url: str, openid_url: str) -> bool:
    """Return whether keys may be read from ``url``: by https, or from where the document is."""
    try:
        there, here = urlsplit(url), urlsplit(openid_url)
    except ValueError:
        return False
    return there.scheme == "https" or there[:2] == here[:2]
