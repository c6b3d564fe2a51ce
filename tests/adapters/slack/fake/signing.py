"""Signatures over requests, right and wrong ones."""

from __future__ import annotations

import hashlib
import hmac
from typing import Literal

Sign = Literal["good", "none", "wrong_secret", "stale_360s", "future_360s", "good_over_ts_text"]
"""How a request is signed. The last: over whatever text its timestamp header already has."""

TIMESTAMP, SIGNATURE = "X-Slack-Request-Timestamp", "X-Slack-Signature"
_SKEW = {"stale_360s": -360, "future_360s": 360}


def signed(
    secret: str, body: bytes, now: float, sign: Sign = "good", timestamp: str = ""
) -> dict[str, str]:
    """Return the two headers that Slack would send with ``body`` at ``now`` (seconds since 1970)."""
    if sign == "none":
        return {}
    at = timestamp if sign == "good_over_ts_text" else str(int(now) + _SKEW.get(sign, 0))
    key = secret[::-1] if sign == "wrong_secret" else secret
    digest = hmac.new(key.encode(), f"v0:{at}:".encode() + body, hashlib.sha256).hexdigest()
    return {TIMESTAMP: at, SIGNATURE: f"v0={digest}"}
