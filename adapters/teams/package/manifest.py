"""The manifest: what Teams is told about the app, for one bot at one address."""

from __future__ import annotations

import re
from typing import Any

from adapters.teams.package.commands import COMMAND_LISTS, MESSAGE_ACTIONS

Manifest = dict[str, Any]

VERSION = "1.29"
"""Of the manifest's schema."""
SCHEMA = f"https://developer.microsoft.com/json-schemas/teams/v{VERSION}/MicrosoftTeams.schema.json"
COLOR, OUTLINE = "color.png", "outline.png"
EXAMPLE = "netlead.example.com"
PAGES = {"websiteUrl": "/", "privacyUrl": "/privacy", "termsOfUseUrl": "/terms"}
"""Pages that Teams leads people to, by their paths on the domain."""

_LONGEST = 253
"""Characters of a host name."""
_GUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_NAME = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])")
_PRIVATE_ENDINGS = (".localhost", ".local", ".internal")
_SHORT = "A coach that helps you give first, one small act a day."
_FULL = (
    "NetLead remembers whom you helped and who helped you, notices which ties are cooling, and "
    "proposes the one thing that is worth doing today: with the reason, a draft, and a button. "
    "Its nudges reach you alone, within your hours, at most three a week.\n\n"
    "Say `tip` for a tip that fits you, `today` for what is worth doing now, `met Ada` or "
    "`helped Bo with the deck` to note what happened, and `help` for the rest.\n\n"
    "It knows what you told it and nothing else. It reads no conversations: in a chat or a channel "
    "it hears only what is said to it. Nobody but you sees your people or your ledger. `export` "
    "gives you everything that is kept, `delete me` removes it."
)


def app_manifest(app_id: str, domain: str, version: str) -> Manifest:
    """Return the manifest of the bot with the id ``app_id`` whose NetLead is at ``domain``.

    ``version`` is NetLead's; Teams takes an upload as an update where it has grown. `ValueError`
    for an id or domain that is none (`app_guid`, `host_name`).
    """
    guid, host = app_guid(app_id), host_name(domain)
    return {
        "$schema": SCHEMA,
        "manifestVersion": VERSION,
        "version": version,
        "id": guid,
        "developer": {
            "name": "NetLead",
            **{name: f"https://{host}{path}" for name, path in PAGES.items()},
        },
        "name": {"short": "NetLead", "full": "NetLead, a networking coach"},
        "description": {"short": _SHORT, "full": _FULL},
        "icons": {"color": COLOR, "outline": OUTLINE},
        "accentColor": "#1D6A58",
        "bots": [_bot(guid)],
        "composeExtensions": [{"botId": guid, "commands": MESSAGE_ACTIONS}],
        "defaultInstallScope": "personal",
        "defaultGroupCapability": {"team": "bot", "groupchat": "bot"},
        # Who is speaking, and writing first to somebody who has the app in a team only.
        "permissions": ["identity", "messageTeamMembers"],
        "validDomains": [host],
    }


def _bot(guid: str) -> Manifest:
    return {
        "botId": guid,
        "scopes": ["personal", "team", "groupChat"],
        "isNotificationOnly": False,
        "supportsFiles": False,
        "commandLists": [
            {
                "scopes": [scope],
                "commands": [{"title": title, "description": words} for title, words in commands],
            }
            for scope, commands in COMMAND_LISTS.items()
        ],
    }


def app_guid(text: str) -> str:
    """Return ``text`` as the id of an app; `ValueError`, in one line for the operator, if not."""
    guid = text.strip().lower()
    if not _GUID.fullmatch(guid) or not guid.strip("0-"):
        reason = "is not the id of an app such as 12345678-90ab-cdef-1234-567890abcdef"
        raise ValueError(f"{_shown(text)} {reason}")
    return guid


def host_name(text: str) -> str:
    """Return ``text`` as a host name that people's browsers find.

    `ValueError`, in one line for the operator, for a whole address, a port, a number, this machine.
    """
    name = text.strip().lower().removesuffix(".")
    if not (len(name) <= _LONGEST and _NAME.fullmatch(name)):
        raise ValueError(f"{_shown(text)} is not a bare host name such as {EXAMPLE}")
    if name.endswith(_PRIVATE_ENDINGS):
        raise ValueError(
            f"{_shown(text)} is a name that nobody outside finds; give one as {EXAMPLE}"
        )
    return name


def _shown(text: str) -> str:
    return ascii(text if len(text) <= _LONGEST else text[:_LONGEST] + "...")
