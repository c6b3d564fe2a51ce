"""Puts the app's token on a request, if that goes to Teams and nowhere else."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import httpx

from adapters.teams.config import TeamsConfig
from adapters.teams.outbound.tokens import Token

_PLAIN = re.compile(r"(https?://[a-z0-9.:\[\]-]+)/[!-\[\]-~]*")
"""The host ends at the first slash for every reader: nobody in front of it, no backslash."""


class ForeignAddressError(Exception):
    """A request goes where the app's token must not; nothing of the address is in the text."""


def bear(request: httpx.Request, token: Token, config: TeamsConfig) -> None:
    """Put ``token`` on ``request``; `ForeignAddressError` if it is for anybody but Teams.

    What is looked at is the request's own address, as it will be sent.
    """
    plain = _PLAIN.fullmatch(str(request.url))
    agreed = plain is not None and urlsplit(plain[1]).hostname == request.url.host
    if plain is None or not agreed or not config.may_have_token(f"{plain[1]}/"):
        raise ForeignAddressError("the app's token is not for this host")
    request.headers["authorization"] = f"Bearer {token.text}"
