"""What Slack says when it grants tokens or tells whose they are, read with suspicion."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeGuard

from adapters.slack.installs.installed import Installation

_ID = re.compile(r"[A-Z0-9]{1,32}")
_TOKEN = re.compile(r"[\x21-\x7e]{1,4096}")
_LONGEST_NAME = 200
_LONGEST_LIFE = 10 * 365 * 24 * 3600

Answer = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Renewal:
    """A new pair of tokens and when the first of them ends."""

    token: str = field(repr=False)
    refresh_token: str = field(repr=False)
    expires_at: datetime


def read_grant(data: Answer, now: datetime) -> Installation | None:
    """Return the installation that ``oauth.v2.access`` granted; None if it makes no sense.

    Whose it is is only ever read here. What was granted to a person (user tokens) is left out.
    """
    enterprise, team = _mapping(data.get("enterprise")), _mapping(data.get("team"))
    whole = data.get("is_enterprise_install") is True
    enterprise_id, team_id = _id(enterprise.get("id")), "" if whole else _id(team.get("id"))
    token = _token(data.get("access_token"))
    if not (enterprise_id if whole else team_id) or not token or data.get("token_type") == "user":
        return None
    life = data.get("expires_in")
    renewal = _renewal(data, now)
    if life is not None and renewal is None:
        return None
    return Installation(
        enterprise_id=enterprise_id,
        team_id=team_id,
        team_name=_name((enterprise if whole else team).get("name")),
        app_id=_id(data.get("app_id")),
        bot_user_id=_id(data.get("bot_user_id")),
        installed_by=_id(_mapping(data.get("authed_user")).get("id")),
        scopes=frozenset(_words(data.get("scope"))),
        token=token,
        refresh_token=renewal.refresh_token if renewal else "",
        expires_at=renewal.expires_at if renewal else None,
    )


def read_renewal(data: Answer, now: datetime) -> Renewal | None:
    """Return the pair that a refresh brought; None if it makes no sense."""
    return None if data.get("token_type") == "user" else _renewal(data, now)


def read_identity(data: Answer, scopes: str, token: str, now: datetime) -> Installation | None:
    """Return the installation that ``auth.test`` says a token belongs to; None if it is no bot's.

    ``scopes`` is what Slack said beside it, with commas between.
    """
    life = data.get("expires_in")
    enterprise_id, team_id = _id(data.get("enterprise_id")), _id(data.get("team_id"))
    if data.get("is_enterprise_install") is True:
        team_id = ""
    bot_id = _id(data.get("bot_id"))
    if not (team_id or enterprise_id) or not bot_id:
        return None
    return Installation(
        enterprise_id=enterprise_id,
        team_id=team_id,
        team_name=_name(data.get("team")),
        app_id=_id(data.get("app_id")),
        bot_id=bot_id,
        bot_user_id=_id(data.get("user_id")),
        scopes=frozenset(_words(scopes)),
        token=token,
        expires_at=now + timedelta(seconds=life) if _is_life(life) else None,
    )


def _renewal(data: Answer, now: datetime) -> Renewal | None:
    token, refresh = _token(data.get("access_token")), _token(data.get("refresh_token"))
    life = data.get("expires_in")
    if not token or not refresh or not _is_life(life):
        return None
    return Renewal(token, refresh, now + timedelta(seconds=life))


def _is_life(value: object) -> TypeGuard[int]:
    return type(value) is int and 0 < value < _LONGEST_LIFE


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _id(value: object) -> str:
    return value if isinstance(value, str) and _ID.fullmatch(value) else ""


def _token(value: object) -> str:
    return value if isinstance(value, str) and _TOKEN.fullmatch(value) else ""


def _name(value: object) -> str:
    text = value if isinstance(value, str) else ""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:_LONGEST_NAME]


def _words(value: object) -> Iterable[str]:
    words = value.split(",") if isinstance(value, str) else []
    return (word.strip() for word in words if word.strip())
