"""What each way of failing means: later, never so to this person, nothing in this workspace, unknown."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType, SimpleNamespace

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError, SlackRequestError

from adapters.slack.verdicts import (
    LONGEST_WAIT,
    USUAL_WAIT,
    Meaning,
    Verdict,
    is_foreseen,
    judge,
    judge_status,
    retry_after,
)
from tests.bad_inputs import Case, cases
from tests.conftest import REFERENCE

METHODS = REFERENCE / "slack" / "methods"

WORKSPACE = {
    *("account_inactive", "invalid_auth", "not_authed", "token_revoked", "org_login_required"),
    *("team_access_not_granted", "team_added_to_org", "access_denied", "team_not_found"),
    *("enterprise_is_restricted", "two_factor_setup_required", "accesslimited"),
    *("no_permission", "missing_scope", "not_allowed_token_type"),
}
WAIT = {"ratelimited", "rate_limited", "message_limit_exceeded"}
DOUBT = {
    *("internal_error", "fatal_error", "request_timeout", "service_unavailable"),
    *("unknown_error", "update_failed"),
}
PERSON = {
    *("app_access_restricted", "as_user_not_supported", "cannot_dm_bot", "cannot_reply_to_message"),
    *("channel_is_limited_access", "channel_not_found", "ekm_access_denied", "is_archived"),
    *("messages_tab_disabled", "metadata_must_be_sent_from_app", "missing_file_data"),
    *("not_in_channel", "restricted_action", "restricted_action_non_threadable_channel"),
    *("restricted_action_read_only_channel", "restricted_action_thread_locked"),
    *("restricted_action_thread_only_channel", "send_on_behalf_not_allowed"),
    *("slack_connect_canvas_sharing_blocked", "slack_connect_file_link_sharing_blocked"),
    *("slack_connect_lists_sharing_blocked", "too_many_contact_cards", "too_many_users"),
    *("user_disabled", "user_not_found", "user_not_in_channel", "user_not_visible"),
    *("thread_not_found", "method_not_supported_for_channel_type", "a_word_of_tomorrow"),
    *("list_record_comment_fetch_failed", "invalid_metadata_filter_keys"),
    *("draft_already_deleted", "draft_already_sent", "draft_has_conflict", "draft_not_found"),
    *("duplicate_channel_not_found", "duplicate_message_not_found"),
}
OURS = {
    *("invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "msg_too_long", "no_text"),
    *("markdown_text_conflict", "too_many_attachments", "invalid_attachments"),
    *("attachment_payload_limit_exceeded", "invalid_arguments", "invalid_metadata_format"),
    *("invalid_metadata_schema", "metadata_too_large", "invalid_cursor", "invalid_ts_oldest"),
    *("invalid_ts_latest",),
}
MEANT: dict[str, Meaning] = {
    **dict.fromkeys(WORKSPACE, "workspace"),
    **dict.fromkeys(WAIT, "wait"),
    **dict.fromkeys(DOUBT, "unsure"),
    **dict.fromkeys(PERSON, "person"),
    **dict.fromkeys(OURS, "person"),
    "token_expired": "token",
}
OUTGOING = (
    *("chat.postMessage", "chat.postEphemeral", "conversations.history", "conversations.replies"),
    *("users.info", "dnd.info"),
)


@dataclass
class Response:
    """An answer as the SDK hands it on."""

    status_code: int = 200
    data: object = None
    headers: Mapping[str, str] = field(default_factory=dict)


def said(
    data: object, status: int = 200, headers: Mapping[str, str] = MappingProxyType({})
) -> Verdict:
    """Return the verdict on an answer."""
    return judge(SlackApiError("failed", Response(status, data, headers)))  # type: ignore[no-untyped-call]  # the SDK leaves it untyped


@pytest.mark.parametrize(("word", "meaning"), sorted(MEANT.items()))
def test_each_of_slack_s_words_has_its_meaning(word: str, meaning: Meaning) -> None:
    verdict = said({"ok": False, "error": word})
    assert (verdict.meaning, verdict.error) == (meaning, word)
    assert verdict.is_ours == (word in OURS)
    assert verdict.is_answer == (meaning != "unsure")


@pytest.mark.skipif(not METHODS.exists(), reason="the reference data is not on this machine")
@pytest.mark.parametrize("method", OUTGOING)
def test_no_word_that_slack_documents_was_left_unconsidered(method: str) -> None:
    documented = json.loads((METHODS / f"{method}.json").read_text(encoding="utf-8"))["errors"]
    assert set(documented) <= set(MEANT)


@pytest.mark.parametrize(
    ("status", "data"),
    [
        *((status, None) for status in (500, 502, 503, 504, 520)),
        *((500, {"ok": False, "error": "channel_not_found"}), (503, {"ok": True})),
        *((200, {}), (200, None), (200, {"ok": False}), (200, {"ok": False, "error": ""})),
        *((200, {"error": 7}), (200, {"error": {}}), (200, ["error"]), (200, "<html>")),
        *((403, None), (404, {}), (413, "too large"), (0, None)),
    ],
)
def test_what_is_no_answer_of_slack_s_leaves_it_open(status: int, data: object) -> None:
    verdict = said(data, status)
    assert verdict.meaning == "unsure"
    assert not verdict.is_answer


def test_an_answer_that_is_no_json_comes_as_the_http_library_s_own() -> None:
    raw = SimpleNamespace(status=200, headers={})
    assert judge(SlackApiError("not JSON", raw)) == Verdict("unsure", "http_200")  # type: ignore[no-untyped-call]  # the SDK leaves it untyped


@pytest.mark.parametrize(
    "error",
    [
        aiohttp.ConnectionTimeoutError(),
        aiohttp.ClientConnectorError(None, OSError("refused")),  # type: ignore[arg-type]  # no key is looked at
        aiohttp.ClientConnectorDNSError(None, OSError("no such name")),  # type: ignore[arg-type]  # no key is looked at
        aiohttp.ClientHttpProxyError(None, ()),  # type: ignore[arg-type]  # no request is looked at
    ],
)
def test_what_never_reached_slack_was_certainly_not_done(error: Exception) -> None:
    assert judge(error) == Verdict("retry", "unreachable", USUAL_WAIT)


@pytest.mark.parametrize(
    "error",
    [
        *(aiohttp.ServerDisconnectedError(), aiohttp.ClientOSError(), aiohttp.SocketTimeoutError()),
        *(TimeoutError(), ConnectionResetError(), aiohttp.ClientPayloadError()),
        SlackRequestError("Failed to upload a file"),
    ],
)
def test_what_broke_off_leaves_it_open(error: Exception) -> None:
    assert judge(error) == Verdict("unsure", type(error).__name__)
    assert is_foreseen(error)


@pytest.mark.parametrize("error", [AttributeError(), RecursionError(), UnicodeError(), KeyError()])
def test_a_failure_that_nobody_foresaw_leaves_it_open_and_is_known_for_one(
    error: Exception,
) -> None:
    assert judge(error) == Verdict("unsure", type(error).__name__)
    assert not is_foreseen(error)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        *(("30", 30.0), ("1", 1.0), (" 7 ", 7.0), ("0", 1.0), ("3600", 3600.0), ("007", 7.0)),
        *(("99999999", LONGEST_WAIT), ("9" * 5000, LONGEST_WAIT)),
        *((text, USUAL_WAIT) for text in ("", "soon", "-1", "1.5", "1e9", "nan", "inf", "0x10")),
        *((text, USUAL_WAIT) for text in ("Wed, 21 Oct 2026 07:28:00 GMT", "1_000", "٣", "1 2")),
    ],
)
def test_how_long_to_wait(text: str, seconds: float) -> None:
    assert retry_after({"Retry-After": text}) == seconds
    assert said({"error": "ratelimited"}, 429, {"retry-after": text}).retry_after == seconds


def test_without_a_word_on_how_long_it_is_half_a_minute() -> None:
    assert retry_after({}) == USUAL_WAIT
    assert said(None, 429) == Verdict("wait", "http_429", USUAL_WAIT)


@pytest.mark.parametrize(
    ("status", "meaning"),
    [(429, "wait"), (404, "person"), (410, "person"), (500, "unsure"), (503, "unsure")],
)
def test_a_bare_status_is_a_no_or_leaves_it_open(status: int, meaning: Meaning) -> None:
    verdict = judge_status(status, {"retry-after": "12"})
    assert verdict.meaning == meaning
    assert verdict.retry_after == (12.0 if meaning == "wait" else 0.0)


@pytest.mark.parametrize("case", cases("platform.reply"))
def test_the_reference_cases(case: Case) -> None:
    payload, expected = case["payload"], case["expected"]
    verdict = said(payload.get("body"), payload["status"], payload.get("headers", {}))
    assert verdict.meaning == {"retry_later": "wait", "unsure": "unsure"}[expected["outcome"]]
    if "capped at 1 h" in expected.get("must", ()):
        assert verdict.retry_after == LONGEST_WAIT
