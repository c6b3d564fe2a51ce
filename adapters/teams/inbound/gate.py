"""Stands in front of everything that is said to be from Teams: raw bytes in, one checked dict out.

Who calls is settled by headers alone, before anything of the body is read. What goes on from here
was parsed once, so that nobody behind the gate can read the same bytes in another way.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from adapters.refusals import RefusalError, Refusals
from adapters.strict_json import StrictJSONError, read_object
from adapters.teams.config import TeamsConfig, is_loopback
from adapters.teams.inbound.body import received, see_length
from adapters.teams.inbound.callers import CHANNEL, Callers
from adapters.teams.inbound.envelope import tenant_of
from adapters.teams.inbound.keys import Keys
from adapters.teams.inbound.shape import see_shape
from coaching.clock import Clock

MOST_BYTES = 1024 * 1024
"""Bytes of one body; what people can send in Teams has a tenth of that."""

Headers = Mapping[bytes, Sequence[bytes]]

_LENGTH = b"content-length"
_TYPE = b"content-type"
_TOKEN = b"authorization"
_HOST = b"host"
_FORWARDED = (b"forwarded", b"x-forwarded-for", b"x-forwarded-host", b"x-real-ip", b"via")
"""Signs that a request came from elsewhere and was handed on by something on this machine."""
_AUTHORITY = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]+)(?::[0-9]{1,5})?")
_PICKED = (_LENGTH, _TYPE, _TOKEN, _HOST, *_FORWARDED)


@dataclass(frozen=True, slots=True)
class Admitted:
    """An activity that Teams delivered, as the JSON it is.

    ``key`` is 64 hex digits: the same activity delivered again has the same key.
    """

    activity: dict[str, Any]
    key: str


class Gate:
    """Lets in what the Bot Framework's token vouches for."""

    def __init__(self, config: TeamsConfig, keys: Keys, clock: Clock) -> None:
        """Take what is for the app of ``config``; `ValueError` if anybody could be let in."""
        if not config.app_id and not config.dev:
            raise ValueError("the id of the Teams app is empty")
        self._config = config
        self._tenants = frozenset(tenant.lower() for tenant in config.allowed_tenants)
        self._callers = Callers(config.app_id, keys, clock)
        self._refusals = Refusals("teams", clock)

    async def admit(self, request: Request) -> Admitted | Response:
        """Return what was delivered, or the answer to whoever may not deliver it; never raises.

        405 not a POST, 413 over `MOST_BYTES`, 415 not JSON, 401 the token is missing, bad or for
        something else, 400 not an activity, or broken off, 503 while no key is known, and 200 for
        tenants that are not served: nothing comes of it.
        """
        headers = _picked(request)
        try:
            vouched = await self._vouched(request, headers)
        except RefusalError as refusal:
            # What was not read may go on for ever where nobody said how long it is.
            return self._refusals.answer(refusal, hangs_up=not headers[_LENGTH])
        try:
            return self._read(await received(request, MOST_BYTES), vouched)
        except RefusalError as refusal:
            return self._refusals.answer(refusal)

    async def _vouched(self, request: Request, headers: Headers) -> str | None:
        """Return the service that the token vouches for; None for this machine, let in without."""
        if request.method != "POST":
            raise RefusalError(HTTPStatus.METHOD_NOT_ALLOWED, "method")
        see_length(headers[_LENGTH], MOST_BYTES)
        media_type = _only(headers[_TYPE]).partition(b";")[0].strip().lower()
        if media_type != b"application/json":
            raise RefusalError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "content type")
        shown = bool(headers[_TOKEN]) and bool(self._config.app_id)
        if not shown and self._config.dev and self._is_at_home(request, headers):
            return None
        if not self._config.app_id:
            raise RefusalError(HTTPStatus.UNAUTHORIZED, "not this machine")
        return await self._callers.service_url(_only(headers[_TOKEN]))

    def _is_at_home(self, request: Request, headers: Headers) -> bool:
        """Return whether a request comes from this machine, and not by way of it."""
        peer = request.client.host if request.client else ""
        asked = _AUTHORITY.fullmatch(_only(headers[_HOST]).decode("latin-1"))
        host = asked[1] if asked else ""
        at_home = all(is_loopback(where) for where in (self._config.listens_on, peer, host))
        return at_home and not any(headers[name] for name in _FORWARDED)

    def _read(self, body: bytearray, vouched: str | None) -> Admitted:
        try:
            activity = read_object(body.decode())
        except UnicodeDecodeError:
            raise RefusalError(HTTPStatus.BAD_REQUEST, "not UTF-8") from None
        except StrictJSONError as error:
            raise RefusalError(HTTPStatus.BAD_REQUEST, str(error)) from None
        self._see_service(activity, vouched)
        see_shape(activity)
        tenant = tenant_of(activity)
        if not tenant or (self._tenants and tenant not in self._tenants):
            raise RefusalError(HTTPStatus.OK, "tenant")
        return Admitted(activity, _key(activity, body))

    def _see_service(self, activity: Mapping[str, Any], vouched: str | None) -> None:
        """Refuse an activity that is to be answered elsewhere than at the Teams that vouched."""
        service_url = activity.get("serviceUrl")
        if not isinstance(service_url, str) or not self._config.serves(service_url):
            raise RefusalError(HTTPStatus.UNAUTHORIZED, "service address")
        if vouched is not None and service_url != vouched:
            raise RefusalError(HTTPStatus.UNAUTHORIZED, "service address of another token")
        if activity.get("channelId") != CHANNEL:
            raise RefusalError(HTTPStatus.UNAUTHORIZED, "channel")


def _picked(request: Request) -> Headers:
    """Return the values of the few headers that are looked at; names are lower case by ASGI."""
    found: dict[bytes, list[bytes]] = {name: [] for name in _PICKED}
    for name, value in request.scope["headers"]:
        if name in found:
            found[name].append(value)
    return found


def _only(values: Sequence[bytes]) -> bytes:
    """Return the one value of a header; nothing where it is missing or there is a choice."""
    return values[0] if len(values) == 1 else b""


def _key(activity: Mapping[str, Any], body: bytearray) -> str:
    """Return the name of an activity; of one without an id, of these very bytes."""
    if not activity.get("id"):
        return hashlib.sha256(body).hexdigest()
    conversation = activity["conversation"]["id"]
    name = f"{len(conversation)}:{conversation}{activity['id']}"
    return hashlib.sha256(name.encode()).hexdigest()
