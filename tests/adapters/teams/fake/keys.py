"""The issuer of the Bot Framework's tokens, on this machine: its document, its keys, its troubles."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

OPENID = "/v1/.well-known/openidconfiguration"
JWKS = "/v1/.well-known/keys"
ENDORSED = ("msteams", "webchat", "directline")


@cache
def private_key(number: int, bits: int = 2048) -> rsa.RSAPrivateKey:
    """Return a private key, the same for the same number: making one takes a while."""
    assert number >= 0
    return rsa.generate_private_key(public_exponent=65537, key_size=bits)


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A key of the issuer, and the channels it is endorsed for."""

    kid: str
    private: rsa.RSAPrivateKey
    endorsements: Sequence[str] = ENDORSED

    @property
    def entry(self) -> dict[str, Any]:
        """Return what the issuer publishes of it."""
        numbers = RSAAlgorithm.to_jwk(self.private.public_key(), as_dict=True)
        return {
            **{name: numbers[name] for name in ("kty", "n", "e")},
            "use": "sig",
            "kid": self.kid,
            "x5t": self.kid,
            "endorsements": list(self.endorsements),
        }


def signing_key(number: int, endorsements: Sequence[str] = ENDORSED) -> SigningKey:
    """Return the issuer's key with this number."""
    return SigningKey(f"key-{number}", private_key(number), endorsements)


def key_set(keys: Sequence[SigningKey]) -> dict[str, Any]:
    """Return the JSON Web Key Set of ``keys``."""
    return {"keys": [key.entry for key in keys]}


class FakeIssuer:
    """Serves the document and the keys on 127.0.0.1; a context manager.

    ``keys`` are those that it publishes. ``delay`` is how many seconds each answer takes, and
    ``status`` what it is, if not 200. ``instead`` are bodies by path for what is otherwise made.
    ``asked`` are the paths of all requests so far.
    """

    def __init__(self, keys: Sequence[SigningKey] = ()) -> None:
        """Make one that is not reached yet; without ``keys`` it has the key 1."""
        self.keys = list(keys) or [signing_key(1)]
        self.delay = 0.0
        self.status = 200
        self.instead: dict[str, bytes] = {}
        self.asked: list[str] = []
        self._server: ThreadingHTTPServer | None = None
        self._thread: threading.Thread | None = None
        self._port = 0

    def __enter__(self) -> Self:
        """Start to answer; again after an outage, at the same port."""
        issuer = self

        class Requests(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                issuer.answer(self)

            def log_message(self, *_: object) -> None:
                """Stay quiet."""

        self._server = ThreadingHTTPServer(("127.0.0.1", self._port), Requests)
        self._port = int(self._server.server_address[1])
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Be out of reach."""
        assert self._server is not None
        assert self._thread is not None
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def origin(self) -> str:
        """Return the address of the server."""
        return f"http://127.0.0.1:{self._port}"

    @property
    def openid_url(self) -> str:
        """Return the address of the document."""
        return self.origin + OPENID

    @property
    def fetches(self) -> int:
        """Return how often the keys were read, or somebody wanted to begin to."""
        return self.asked.count(OPENID)

    def rotate(self, number: int) -> SigningKey:
        """Publish the key with this number in the place of all others."""
        self.keys = [signing_key(number)]
        return self.keys[0]

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        """Answer one request."""
        self.asked.append(request.path)
        time.sleep(self.delay)
        body = self.instead.get(request.path) or json.dumps(self._document(request.path)).encode()
        with suppress(OSError):  # whoever asked may not have waited
            request.send_response(self.status)
            request.send_header("Content-Type", "application/json")
            request.send_header("Content-Length", str(len(body)))
            request.end_headers()
            request.wfile.write(body)

    def _document(self, path: str) -> Mapping[str, Any]:
        if path == JWKS:
            return key_set(self.keys)
        return {
            "issuer": "https://api.botframework.com",
            "authorization_endpoint": "https://invalid.botframework.com",
            "jwks_uri": self.origin + JWKS,
            "id_token_signing_alg_values_supported": ["RS256"],
            "token_endpoint_auth_methods_supported": ["private_key_jwt"],
        }
