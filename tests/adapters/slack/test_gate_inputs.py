"""Hostile requests: the reference cases that the gate decides by itself, and any others."""

from __future__ import annotations

import io
import time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.responses import Response

from adapters.slack.inbound.gate import Admitted
from tests.adapters.slack.knocking import NOW, SECRET, a_gate, at_once, status
from tests.adapters.slack.signing import FORM, JSON, Sent, from_case, in_pieces, signed
from tests.bad_inputs import Case, cases

DECIDED = (400, 401, 405, 413)
CANARY = "c4n4ry"
EDGES = [
    *("", "0", "-1", "v0=", "v0=00", "abc", "1" * 13, " 1", "٣", "é", "\x00", "9" * 5000),
    *(JSON, FORM, f"{JSON};{FORM}", "chunked", "1048576", "1048577", str(int(NOW.timestamp()))),
]
NAMES = ("x-slack-signature", "x-slack-request-timestamp", "content-type", "content-length")


def decided(*, refused: bool) -> list[Any]:
    """Return the cases that the gate refuses, or those that it lets in for others to decide."""
    return [
        case
        for case in cases("slack.http")
        if not case.values[0] or (case.values[0]["expected"].get("status") in DECIDED) == refused
    ]


@pytest.mark.parametrize("case", decided(refused=True))
async def test_a_reference_case_is_refused_as_it_should_be(case: Case, log: io.StringIO) -> None:
    sent = from_case(case["payload"], NOW, SECRET)
    began = time.monotonic()
    assert await status(sent.request()) == case["expected"]["status"]
    assert (time.monotonic() - began) * 1000 < case["expected"].get("max_ms", 1000)
    for words in case["expected"].get("must_not_log", ()):
        assert words not in log.getvalue().split()
    assert sent.body.decode(errors="replace")[:1000] not in log.getvalue() or len(sent.body) < 3


@pytest.mark.parametrize("case", decided(refused=False))
def test_any_other_reference_case_comes_through(case: Case) -> None:
    for retry in case["payload"].get("retry_num", [None]):
        sent = from_case(case["payload"], NOW, SECRET, retry)
        found = at_once(a_gate().admit(sent.request()))
        assert isinstance(found, Admitted)
        assert found.body["type"] == "event_callback"


def see_harmless(sent: Sent, log: io.StringIO, pieces: list[bytes], length: str | None) -> int:
    """See that a request is let in or refused, quietly; return the status."""
    outcome = at_once(a_gate().admit(sent.request(*pieces, length=length)))
    written = log.getvalue()
    log.seek(0)
    log.truncate()
    assert CANARY not in written
    assert isinstance(outcome, Admitted | Response)
    if isinstance(outcome, Admitted):
        assert written == ""
        return 200
    assert written.count("\n") == 1
    assert outcome.body == b""
    assert outcome.status_code in DECIDED
    return outcome.status_code


values = (st.sampled_from(EDGES) | st.text(max_size=8)).map(str.encode) | st.binary(max_size=8)
headers = st.tuples(st.sampled_from(NAMES).map(str.encode), values | st.just(CANARY.encode()))
twice_2500 = settings(
    max_examples=2500, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@twice_2500
@given(
    extra=st.lists(headers, max_size=3),
    kept=st.sets(st.sampled_from(NAMES)),
    method=st.sampled_from(["POST", "POST", "POST", "GET", "PATCH"]),
    length=st.none() | st.just("") | st.sampled_from(EDGES),
)
def test_whatever_the_headers_are(
    log: io.StringIO,
    extra: list[tuple[bytes, bytes]],
    kept: set[str],
    method: str,
    length: str | None,
) -> None:
    for body, kind in ((b'{"c4n4ry": "c4n4ry"}', JSON), (b"command=c4n4ry", FORM)):
        good = signed(body, NOW, SECRET, kind)
        left = tuple(pair for pair in good.headers if pair[0].decode() in kept)
        sent = Sent(method, "/" + CANARY, (*left, *extra), body)
        if see_harmless(sent, log, [], length) == 200:
            assert set(sent.headers) >= set(good.headers[1:])


pieces_of_json = st.sampled_from(
    [
        *(
            '{"c4n4ry":',
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            '"',
            "\\",
            '"c4n4ry"',
            "null",
            "NaN",
            "1e999",
        ),
        *("-", "0", "9" * 50, r"\ud800", r"\u0000", "\ufeff", "é", " ", "\n", "[" * 40, "]" * 40),
    ]
)
pieces_of_forms = st.sampled_from(
    [
        "payload=",
        "command=",
        "c4n4ry=",
        "ssl_check=1",
        "&",
        "=",
        "%",
        "%7B",
        "%22",
        "%7D",
        "%ff",
        "+",
    ]
)
bodies = (
    st.binary(max_size=30)
    | st.lists(pieces_of_json | pieces_of_forms, max_size=12).map("".join).map(str.encode)
    | st.lists(pieces_of_json, max_size=8)
    .map(lambda found: '{"a":' + "".join(found) + "}")
    .map(str.encode)
)


@twice_2500
@given(body=bodies, kind=st.sampled_from([JSON, FORM]), size=st.sampled_from([1, 5, 1000]))
def test_whatever_the_body_is(log: io.StringIO, body: bytes, kind: str, size: int) -> None:
    for said in (body, CANARY.encode() + body):
        sent = signed(said, NOW, SECRET, kind)
        assert see_harmless(sent, log, list(in_pieces(said, size)), None) in (200, 400)
