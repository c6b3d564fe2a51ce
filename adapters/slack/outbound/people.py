"""Who somebody is in Slack: name, zone, inside or outside, guest, app; asked once and remembered.

There is no single flag for people of other companies (Slack Connect): the user's team and
organisation are compared with those of the installation, the organisation first, so that
colleagues of a sister workspace do not look like strangers.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.installs.installations import Installation
from adapters.slack.outbound.client import SlackClient
from adapters.slack.payloads import part, words
from adapters.slack.verdicts import CallError, Verdict

KNOWN_FOR = 6 * 3600.0
"""Seconds until somebody is asked about again; changes that Slack tells of count at once."""
MOST_KNOWN = 20_000
AWAY = frozenset({":palm_tree:", ":face_with_thermometer:"})
"""Slack's own signs for a vacation and for being out sick; no other status says so for sure."""
_ADMINS = ("is_admin", "is_owner", "is_primary_owner")

Side = Literal["inside", "outside", "guest"]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody as Slack knows them. ``away_until`` is in seconds since 1970, 0 for no end."""

    user: str
    name: str
    time_zone: str
    side: Side
    is_app: bool = False
    is_gone: bool = False
    is_away: bool = False
    is_admin: bool = False
    away_until: float = 0.0


class People:
    """Looks people up, each once in a while."""

    def __init__(self, client: SlackClient) -> None:
        self._client = client
        self._known: OrderedDict[tuple[str, str], tuple[float, Person]] = OrderedDict()

    def known(self, installation: Installation, user: str) -> Person | None:
        """Return what is remembered of a user; nothing is asked."""
        found = self._known.get((installation.tenant, user))
        return found[1] if found and found[0] > _now() else None

    async def person(self, installation: Installation, user: str) -> Person:
        """Return who a user is; `CallError` if Slack does not tell."""
        return self.known(installation, user) or await self.ask(installation, user)

    async def ask(self, installation: Installation, user: str) -> Person:
        """Return who a user is at this moment; `CallError` if Slack does not tell."""

        async def info(client: AsyncWebClient) -> object:
            return await client.users_info(user=user)

        data = await self._client.call(installation, "users.info", info)
        told = part(data, "user")
        if not told:
            # Who is nobody in particular would pass for a colleague.
            raise CallError("users.info", Verdict("unsure", "no_user"))
        return self.learn(installation, told, user)

    def learn(self, installation: Installation, told: Mapping[str, Any], user: str) -> Person:
        """Remember and return what Slack told of a user by itself."""
        person = read_person(told, installation, user)
        key = (installation.tenant, user)
        self._known.pop(key, None)
        self._known[key] = (_now() + KNOWN_FOR, person)
        if len(self._known) > MOST_KNOWN:
            self._known.popitem(last=False)
        return person

    async def try_person(
        self, installation: Installation, user: str, within: float
    ) -> Person | None:
        """Return who a user is, or None if Slack does not tell within some seconds."""
        try:
            async with asyncio.timeout(within):
                return await self.person(installation, user)
        except (CallError, TimeoutError):
            return None


def _now() -> float:
    return asyncio.get_running_loop().time()


def read_person(told: Mapping[str, Any], installation: Installation, user: str) -> Person:
    """Return the person that a user object describes; whatever is missing stays empty."""
    profile = part(told, "profile")
    names = (
        profile.get("real_name"),
        told.get("real_name"),
        profile.get("display_name"),
        told.get("name"),
    )
    emoji, until = profile.get("status_emoji"), profile.get("status_expiration")
    side = side_of(told, installation)
    return Person(
        user=user,
        name=next((n.strip() for n in names if isinstance(n, str) and n.strip()), ""),
        time_zone=words(told.get("tz")),
        side=side,
        is_app=bool(told.get("is_bot")) or user in ("USLACKBOT", installation.bot_user_id),
        is_gone=bool(told.get("deleted")),
        is_away=words(emoji) in AWAY,
        is_admin=side == "inside" and any(told.get(sign) is True for sign in _ADMINS),
        away_until=float(until) if isinstance(until, int | float) else 0.0,
    )


def side_of(told: Mapping[str, Any], installation: Installation) -> Side:
    """Return whether a user belongs to the workspace or organisation of the installation."""
    if told.get("is_stranger"):
        return "outside"
    guest = bool(told.get("is_restricted") or told.get("is_ultra_restricted"))
    inside: Side = "guest" if guest else "inside"
    enterprise = words(part(told, "enterprise_user").get("enterprise_id"))
    if installation.enterprise_id and enterprise:
        return inside if enterprise == installation.enterprise_id else "outside"
    team = words(told.get("team_id"))
    if not team or team in (installation.team_id, installation.enterprise_id):
        return inside
    return "outside"
