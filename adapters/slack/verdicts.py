"""What Slack's refusals mean for what was to be sent: later, never to this person, or unknown."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from typing import Any, Literal

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError

LONGEST_WAIT = 3600.0
"""Seconds: however long Slack asks to wait, it is asked again after an hour."""
USUAL_WAIT = 30.0
"""Seconds to wait where Slack asks for patience without saying how long."""

Meaning = Literal["retry", "wait", "person", "workspace", "token", "unsure"]
"""``retry``: Slack was not reached; ``wait``: it asks for patience; both: certainly not done.
``person``: never so to this one; ``workspace``: the app may do nothing there at the moment, or for
good; ``token``: a fresh token may help; ``unsure``: nobody knows whether it was done."""

_WORKSPACE = frozenset(
    {
        *("account_inactive", "invalid_auth", "not_authed", "token_revoked", "org_login_required"),
        *("team_access_not_granted", "team_added_to_org", "access_denied", "team_not_found"),
        *("enterprise_is_restricted", "two_factor_setup_required", "accesslimited"),
        *("no_permission", "missing_scope", "not_allowed_token_type"),
    }
)
_BACK_OFF = frozenset({"ratelimited", "rate_limited", "message_limit_exceeded"})
_DOUBTFUL = frozenset(
    {
        *("internal_error", "fatal_error", "request_timeout", "service_unavailable"),
        *("unknown_error", "update_failed"),
    }
)
_OURS = frozenset(
    {
        *("invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "msg_too_long"),
        *("no_text", "markdown_text_conflict", "invalid_attachments", "too_many_attachments"),
        *("attachment_payload_limit_exceeded", "invalid_arguments", "invalid_arg_name"),
        *("invalid_array_arg", "missing_argument", "invalid_charset", "invalid_form_data"),
        *("invalid_json", "json_not_object", "invalid_post_type", "missing_post_type"),
        *("invalid_metadata_format", "invalid_metadata_schema", "metadata_too_large"),
        *("invalid_cursor", "invalid_limit", "invalid_ts_oldest", "invalid_ts_latest"),
        *("unknown_method", "method_deprecated", "deprecated_endpoint", "view_too_large"),
    }
)
"""Refusals that only an error of NetLead's own brings about."""
_UNREACHED = (
    aiohttp.ClientConnectorError,
    aiohttp.ConnectionTimeoutError,
    aiohttp.ClientHttpProxyError,
)
_SECONDS = re.compile(r"[0-9]+")
_SERVER_ERROR = 500
_TOO_MANY = 429


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a failed call means; ``error`` is Slack's own word or the kind of failure."""

    meaning: Meaning
    error: str
    retry_after: float = 0.0

    @property
    def is_ours(self) -> bool:
        """Whether Slack refused something that NetLead should not have made."""
        return self.error in _OURS

    @property
    def is_answer(self) -> bool:
        """Whether Slack said so itself: what was asked was certainly not done."""
        return self.meaning not in ("retry", "unsure")


class CallError(Exception):
    """A call to Slack did not succeed."""

    def __init__(self, method: str, verdict: Verdict) -> None:
        super().__init__(f"{method}: {verdict.error}")
        self.verdict = verdict


def judge(error: Exception) -> Verdict:
    """Return what a failure of the SDK's client means.

    One that nobody foresaw may have come before Slack had the call, or after.
    """
    if isinstance(error, SlackApiError):
        return _refused(error.response)
    if isinstance(error, _UNREACHED):
        return Verdict("retry", "unreachable", USUAL_WAIT)
    return Verdict("unsure", type(error).__name__)


def is_foreseen(error: Exception) -> bool:
    """Return whether a failure is one of Slack's or of the network's, and not a bug."""
    known = (SlackClientError, aiohttp.ClientError, asyncio.TimeoutError, OSError)
    return isinstance(error, known)


def judge_status(status: int, headers: dict[str, str]) -> Verdict:
    """Return what an HTTP status other than 200 means that came without a word of Slack's.

    From 400 on below 500 it is a no: so ``response_url`` says that it is used up or too old.
    """
    name = f"http_{status}"
    if status == _TOO_MANY:
        return Verdict("wait", name, retry_after(headers))
    return Verdict("unsure" if status >= _SERVER_ERROR else "person", name)


def _refused(response: Any) -> Verdict:  # noqa: ANN401 the SDK's answer, or aiohttp's where it was no JSON
    status = int(getattr(response, "status_code", 0) or getattr(response, "status", 0) or 0)
    data = getattr(response, "data", None)
    word = data.get("error") if isinstance(data, dict) else None
    name = word if isinstance(word, str) and word else f"http_{status}"
    if status == _TOO_MANY or name in _BACK_OFF:
        return Verdict("wait", name, retry_after(dict(getattr(response, "headers", None) or {})))
    if status >= _SERVER_ERROR or name in _DOUBTFUL or name != word:
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
