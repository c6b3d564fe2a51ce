"""What this Teams says no with: statuses, names and bodies as Microsoft's."""

from __future__ import annotations

import json

from tests.adapters.teams.fake.nouns import Json


class Refusal(Exception):  # noqa: N818 not an error: the answer to a request
    """A request that is not done. ``code`` is Teams' name for the reason."""

    def __init__(
        self, status: int, code: str, message: str = "", headers: dict[str, str] | None = None
    ) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.message = message or f"{code}, says Teams."
        self.headers = headers or {}

    @property
    def body(self) -> Json:
        """Return the JSON that goes with it."""
        return {"error": {"code": self.code, "message": self.message}}


def closed(name: str) -> Refusal:
    """Return the refusal by which a conversation is closed to the bot."""
    if name == "MessageWritesBlocked":
        within = {"subCode": name, "details": "Thread is not writable", "errorCode": None}
        return Refusal(403, "Forbidden", json.dumps(within))
    statuses = {"ConversationNotFound": 404, "BotNotRegistered": 401}
    return Refusal(statuses.get(name, 403), name)


def too_many(seconds: float) -> Refusal:
    """Return the refusal of whoever calls too often."""
    after = {"Retry-After": str(max(1, round(seconds)))}
    return Refusal(429, "TooManyRequests", "API calls quota exceeded!", after)


def unauthorised() -> Refusal:
    """Return the refusal of a token that is missing, unknown or over."""
    return Refusal(401, "Unauthorized", "Authorization has been denied for this request.")
