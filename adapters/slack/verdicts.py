"""What Slack's refusals mean for what was to be sent: later, never to this person, or unknown."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from typing import Any, Literal

import aiohttp
from slack_sdk.errors import SlackApiError

LONGEST_WAIT = 3600.0
"""Seconds: however long Slack asks to wait, it is asked again after an hour."""
USUAL_WAIT = 30.0
"""Seconds to wait where Slack asks for patience without saying how long."""

Meaning = Literal["retry", "wait", "person", "workspace", "token", "unsure"]
"""``retry`` and ``wait``: certainly not done; ``person``: never to this one; ``workspace``: the
app may do nothing there any more; ``token``: a fresh token may help; ``unsure``: nobody knows."""

_WORKSPACE = frozenset(
    {
        *("account_inactive", "invalid_auth", "not_authed", "token_revoked", "org_login_required"),
        *(
            "team_access_not_granted",
            "app_missing_action_url",
            "access_denied",
            "ekm_access_denied",
        ),
        *("enterprise_is_restricted", "team_not_found", "two_factor_setup_required"),
        *("accesslimited", "no_permission", "missing_scope", "not_allowed_token_type"),
    }
)
_BACK_OFF = frozenset({"ratelimited", "rate_limited", "message_limit_exceeded"})
_DOUBTFUL = frozenset(
    {"internal_error", "fatal_error", "request_timeout", "service_unavailable", "unknown_error"}
)
_SECONDS = re.compile(r"[0-9]{1,9}")
_SERVER_ERROR = 500
_TOO_MANY = 429


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a failed call means; ``error`` is Slack's own word or the kind of failure."""

    meaning: Meaning
    error: str
    retry_after: float = 0.0


class CallError(Exception):
    """A call to Slack did not succeed."""

    def __init__(self, method: str, verdict: Verdict) -> None:
        super().__init__(f"{method}: {verdict.error}")
        self.verdict = verdict


def judge(error: Exception) -> Verdict:
    """Return what a failure of the SDK's client means."""
    if isinstance(error, SlackApiError):
        return _refused(error.response)
    if isinstance(error, (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError)):
        return Verdict("retry", "unreachable", USUAL_WAIT)
    if isinstance(error, (aiohttp.ClientError, asyncio.TimeoutError, OSError)):
        return Verdict("unsure", type(error).__name__)
    raise error


def _refused(response: Any) -> Verdict:  # noqa: ANN401 the SDK's answer, or aiohttp's where it was no JSON
    status = int(getattr(response, "status_code", 0) or getattr(response, "status", 0) or 0)
    data = getattr(response, "data", None)
    word = data.get("error") if isinstance(data, dict) else None
    name = word if isinstance(word, str) and word else f"http_{status}"
    if status == _TOO_MANY or name in _BACK_OFF:
        return Verdict("wait", name, retry_after(dict(getattr(response, "headers", None) or {})))
    if status >= _SERVER_ERROR or name in _DOUBTFUL or not word:
        return Verdict("unsure", name)
    if name == "token_expired":
        return Verdict("token", name)
    return Verdict("workspace" if name in _WORKSPACE else "person", name)


def retry_after(headers: dict[str, str]) -> float:
    """Return for how many seconds Slack asks to wait; what makes no sense counts as `USUAL_WAIT`."""
    text = next((v for k, v in headers.items() if k.lower() == "retry-after"), "").strip()
    if not _SECONDS.fullmatch(text):
        return USUAL_WAIT
    return min(max(float(text), 1.0), LONGEST_WAIT)
