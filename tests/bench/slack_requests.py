"""What Slack would send, signed beforehand: direct messages of about 1.1 kB, and slash commands."""

from __future__ import annotations

import json
import random
from datetime import datetime
from itertools import count
from urllib.parse import urlencode

from tests.adapters.slack.signing import FORM, signed

SECRET = "the signing secret of the bench"
BOT = "U0NETLEAD"
TEAMS, PEOPLE = 100, 4_000
"""Workspaces and the people in them: so many that nobody is told to slow down."""

_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_rng = random.Random(7)  # noqa: S311 the same made-up names in every run
_numbers = count(1)


def user(person: int) -> str:
    """Return the id of somebody."""
    return f"U0BENCH{person:04}"


def team_of(person: int) -> str:
    """Return the workspace that somebody is in."""
    return f"T0BENCH{person % TEAMS:04}"


def event_name() -> str:
    """Return the name of an event: of those of one day the last letters come in no order."""
    return "Ev0A1B2C" + "".join(_rng.choices(_LETTERS, k=6))


def event(now: datetime, text: str, person: int, name: str = "") -> bytes:
    """Return the HTTP request that tells of a direct message; the event is called ``name``."""
    number, team = next(_numbers), team_of(person)
    ts = f"{int(now.timestamp())}.{number:06}"
    said = {"type": "text", "text": text}
    section = {"type": "rich_text_section", "elements": [said]}
    body = {
        "token": "verification-token-of-the-app",
        "team_id": team,
        "context_team_id": team,
        "context_enterprise_id": None,
        "api_app_id": "A0NETLEAD",
        "event": {
            "user": user(person),
            "type": "message",
            "ts": ts,
            "client_msg_id": f"3b4a0b1c-66a5-4a5e-9f0e-{number:012}",
            "text": text,
            "team": team,
            "blocks": [{"type": "rich_text", "block_id": f"b{number}", "elements": [section]}],
            "channel": f"D0BENCH{person:04}",
            "event_ts": ts,
            "channel_type": "im",
        },
        "type": "event_callback",
        "event_id": name or event_name(),
        "event_time": int(now.timestamp()),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": team,
                "user_id": BOT,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
        "event_context": "4-eyJldCI6Im1lc3NhZ2UiLCJ0aWQiOiJUMEJFTkNIMDEiLCJhaWQiOiJBME5FVExFQUQifQ",
    }
    return signed(json.dumps(body).encode(), now, SECRET).wire()


def command(now: datetime, text: str, person: int) -> bytes:
    """Return the HTTP request of ``/netlead`` with ``text``, typed in the direct conversation."""
    fields = {
        "token": "verification-token-of-the-app",
        "team_id": team_of(person),
        "team_domain": "bench",
        "channel_id": f"D0BENCH{person:04}",
        "channel_name": "directmessage",
        "user_id": user(person),
        "user_name": f"bench{person}",
        "command": "/netlead",
        "text": text,
        "api_app_id": "A0NETLEAD",
        "is_enterprise_install": "false",
        "response_url": "https://127.0.0.1:1/commands/T0BENCH01/1",
        "trigger_id": f"{next(_numbers)}.1.bench",
    }
    return signed(urlencode(fields).encode(), now, SECRET, FORM).wire()
