"""What each of Teams' answers means for a nudge: later, never to this person, or unknown."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.teams.outbound.verdicts import (
    CLOSED,
    LONGEST_WAIT,
    USUAL_WAIT,
    CallError,
    Judgement,
    judge,
    judge_silence,
)
from adapters.transport import Answer, NoAnswerError
from tests.adapters.teams.fake.refusals import closed


def refused(status: int, code: str = "", message: str = "", **headers: str) -> Answer:
    """Return an answer of Teams' with an error in it."""
    body = json.dumps({"error": {"code": code, "message": message}}).encode()
    return Answer(status, headers, body)


def verdict(answer: Answer) -> tuple[str, float]:
    """Return what the outbox is told."""
    judgement = judge(answer, telling=True)
    assert judgement is not None
    error = CallError("send", judgement)
    return error.verdict, error.retry_after


@pytest.mark.parametrize("status", [200, 201, 202])
def test_an_object_is_how_teams_says_yes(status: int) -> None:
    assert judge(Answer(status, {}, b'{"id": "1"}'), telling=True) is None
    assert judge(Answer(status, {}, b"{}"), telling=True) is None


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b"null", b'{"id": "1"', b"\xff"])
def test_anything_else_leaves_it_open(body: bytes) -> None:
    assert verdict(Answer(200, {}, body)) == ("unsure", 0)


def test_nothing_at_all_is_a_yes_where_nothing_has_to_come() -> None:
    assert judge(Answer(200), telling=False) is None
    assert judge(Answer(200, {}, b"<html>"), telling=False) is not None


@pytest.mark.parametrize("name", sorted(CLOSED))
def test_a_closed_conversation_is_closed_for_good(name: str) -> None:
    refusal = closed(name)
    answer = Answer(refusal.status, {}, json.dumps(refusal.body).encode())
    judgement = judge(answer, telling=True)
    assert judgement is not None
    assert (judgement.meaning, judgement.code) == ("person", name)
    assert verdict(answer) == ("stop", 0)


@pytest.mark.parametrize("field", ["subCode", "errorSubCode", "errorCode"])
def test_the_reason_may_stand_in_json_within_the_message(field: str) -> None:
    message = json.dumps({field: "MessageWritesBlocked", "details": "x"})
    assert verdict(refused(403, "Forbidden", message)) == ("stop", 0)


@pytest.mark.parametrize(
    "message", ["", "{", '{"subCode": 5}', '{"subCode": "Other"}', "[" * 9000, "{" * 9000]
)
def test_a_refusal_nobody_knows_is_no_reason_to_give_a_person_up(message: str) -> None:
    assert verdict(refused(403, "Forbidden", message)) == ("retry", 0)


@pytest.mark.parametrize("status", [400, 404, 405, 409, 410, 413, 415, 422, 301, 307])
def test_what_was_refused_was_certainly_not_done(status: int) -> None:
    assert verdict(refused(status, "BadSyntax")) == ("retry", 0)
    assert verdict(Answer(status, {}, b"<html>")) == ("retry", 0)


def test_a_name_of_a_closed_conversation_counts_only_where_teams_says_it() -> None:
    assert verdict(refused(400, "ConversationNotFound")) == ("retry", 0)
    assert verdict(refused(502, "ConversationNotFound")) == ("unsure", 0)


def test_a_token_that_is_not_taken_is_nothing_of_the_nudge_s() -> None:
    assert verdict(Answer(401, {}, b'{"message": "Authorization has been denied."}')) == (
        "wait",
        USUAL_WAIT,
    )


@pytest.mark.parametrize("status", [408, 412, 500, 502, 503, 504, 599])
def test_trouble_at_teams_leaves_it_open(status: int) -> None:
    assert verdict(refused(status, "ServiceError"))[0] == "unsure"
    assert verdict(Answer(status, {}, b"<html>"))[0] == "unsure"


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("7", 7),
        (" 7 ", 7),
        ("0", 1),
        ("3600", 3600),
        ("999999999", LONGEST_WAIT),
        ("99999999999999999999", USUAL_WAIT),
        ("", USUAL_WAIT),
        ("soon", USUAL_WAIT),
        ("-5", USUAL_WAIT),
        ("1e9", USUAL_WAIT),
        ("inf", USUAL_WAIT),
        ("٣", USUAL_WAIT),
        ("Wed, 21 Oct 2026 07:28:00 GMT", USUAL_WAIT),
    ],
)
def test_too_many_calls_are_waited_for_as_long_as_makes_sense(text: str, seconds: float) -> None:
    headers = {"retry-after": text}
    assert verdict(Answer(429, headers, b"")) == ("wait", seconds)


def test_no_word_about_waiting_is_waited_for_as_usual() -> None:
    assert verdict(Answer(429, {}, b"")) == ("wait", USUAL_WAIT)


def test_silence_is_doubt_only_where_the_request_may_have_been_heard() -> None:
    assert judge_silence(NoAnswerError("x", heard=True)).meaning == "unsure"
    unheard = CallError("send", judge_silence(NoAnswerError("x", heard=False)))
    assert (unheard.verdict, unheard.retry_after) == ("wait", USUAL_WAIT)


@pytest.mark.parametrize("status", [412, 429, 502, 504])
def test_microsoft_s_book_says_what_is_repeated(status: int) -> None:
    judgement = judge(refused(status, "x"), telling=True)
    assert judgement is not None
    assert judgement.repeatable


@pytest.mark.parametrize("status", [400, 403, 404, 413, 500, 503])
def test_and_what_is_not(status: int) -> None:
    judgement = judge(refused(status, "x"), telling=True)
    assert judgement is not None
    assert not judgement.repeatable


def test_what_people_wrote_never_gets_into_a_reason() -> None:
    answer = refused(400, "canary says <b>hello</b>", "a canary in the message")
    judgement = judge(answer, telling=True)
    assert judgement is not None
    assert "canary" not in str(CallError("send", judgement))


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=40),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["error", "code", "message", "subCode", "x"]), inner)
    ),
    max_leaves=12,
)


@given(status=st.integers(200, 599), data=anything)
def test_any_answer_gets_a_verdict(status: int, data: Any) -> None:  # noqa: ANN401 whatever
    judgement = judge(Answer(status, {}, json.dumps(data).encode()), telling=True)
    if judgement is None:
        assert status < 300
        assert isinstance(data, dict)
    else:
        assert isinstance(judgement, Judgement)
        assert (judgement.meaning == "unsure") == (
            status < 300 or status >= 500 or status in (408, 412)
        )
