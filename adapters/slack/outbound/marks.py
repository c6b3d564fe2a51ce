"""The mark under a message by which it is found again: whose it is, and what it was sent under."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from adapters.slack.installs.installations import Installation
from adapters.slack.payloads import part, words

EVENT_TYPE = "netlead_card"


def digest(key: str) -> str:
    """Return the name of a card that says nothing about whose it is."""
    return hashlib.sha256(f"netlead card {key}".encode()).hexdigest()[:32]


def mark(key: str) -> dict[str, object]:
    """Return the metadata of a message that is sent under ``key``."""
    return {"event_type": EVENT_TYPE, "event_payload": {"id": digest(key)}}


def is_known(installation: Installation) -> bool:
    """Return whether the app knows itself well enough to know its own messages."""
    return bool(installation.bot_id or installation.app_id or installation.bot_user_id)


def name_of(message: object, installation: Installation) -> str:
    """Return the name that a message of this very app carries; nothing for anybody else's.

    Every app and member can read the metadata of a message, and put it under another.
    """
    seen = message if isinstance(message, Mapping) else {}
    signs = (
        (seen.get("bot_id"), installation.bot_id),
        (seen.get("app_id"), installation.app_id),
        (seen.get("user"), installation.bot_user_id),
    )
    if not any(sign and sign == own for sign, own in signs):
        return ""
    metadata = part(seen, "metadata")
    if metadata.get("event_type") != EVENT_TYPE:
        return ""
    return words(part(metadata, "event_payload").get("id"))
