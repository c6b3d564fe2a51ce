"""Hostile requests: the reference cases that the edge decides by itself, and any others."""

from __future__ import annotations

import io
import json
import time
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.responses import Response

from adapters.teams.inbound.dispatch import Dispatcher
from adapters.teams.inbound.endpoint import Endpoint
from adapters.teams.inbound.gate import Admitted
from tests.adapters.teams.fake.issued import APP_ID, claims, header, signed, token, unsigned
from tests.adapters.teams.fake.keys import signing_key
from tests.adapters.teams.inbound.activities import JSON, NOW, TENANT, Sent, activity, delivered
from tests.adapters.teams.inbound.fakes import Host, Notebook
from tests.adapters.teams.inbound.knocking import CONFIG, Ring, a_gate, at_once
from tests.bad_inputs import Case, cases

CANARY = "c4n4ry"
DECIDED = (200, 400, 401, 405, 413, 415)
GOOD = token(NOW)


def bearer(described: Any) -> str:  # noqa: ANN401 any JSON
    """Return the token that a case describes: “good”, or what is other about it."""
    if described == "good":
        return GOOD
    changes = dict(described)
    key = signing_key(2 if changes.pop("key", "") == "other" else 1)
    head = header(key, **{name: changes.pop(name) for name in ("alg", "kid") if name in changes})
    if head["alg"] == "none":
        return unsigned(head, claims(NOW, **changes))
    return signed(key, head, claims(NOW, **changes))


def from_case(payload: Mapping[str, Any]) -> Sent:
    """Return the request that a ``teams.http`` case describes."""
    if "body" in payload:
        assert payload["sign"] == "none"
        pairs = payload["headers"].items()
        headers = tuple((name.lower().encode(), value.encode()) for name, value in pairs)
        return Sent(payload["body"].encode(), headers, payload["method"])
    changes = payload["activity"]
    data = activity() if changes == "good" else activity(**changes)
    return delivered(data, bearer(payload["jwt"]))


@pytest.mark.parametrize("case", cases("teams.http"))
async def test_a_reference_case_is_decided_as_it_should_be(case: Case, log: io.StringIO) -> None:
    host, wire, ring = Host(), Notebook(), Ring()
    gate = a_gate(replace(CONFIG, allowed_tenants=(TENANT,)), ring)
    there = Endpoint(gate, Dispatcher(APP_ID, host, wire).dispatch)
    request = from_case(case["payload"]).request()
    heard: list[Any] = []

    async def send(message: Any) -> None:  # noqa: ANN401 ASGI's
        heard.append(message)

    began = time.monotonic()
    await there(request.scope, request.receive, send)
    assert (time.monotonic() - began) * 1000 < case["expected"].get("max_ms", 1000)
    assert heard[0]["status"] == case["expected"]["status"]
    assert (host.turns, wire.lines) == ([], [])
    assert "met Bo Li" not in log.getvalue()
    assert log.getvalue().count("\n") == 1


def see_harmless(sent: Sent, log: io.StringIO, *pieces: bytes, length: str | None = "") -> int:
    """See that a request is let in or refused, quietly; return the status."""
    outcome = at_once(a_gate().admit(sent.request(*pieces, length=length)))
    written = log.getvalue()
    log.seek(0)
    log.truncate()
    assert CANARY not in written
    if isinstance(outcome, Admitted):
        assert written == ""
        return 0
    assert isinstance(outcome, Response)
    assert written.count("\n") == 1
    assert outcome.body == b""
    assert outcome.status_code in DECIDED
    return outcome.status_code


EDGES = [
    *("", "0", "-1", "Bearer", "Bearer ", "Bearer a.b.c", "Bearer ..", "é", "\x00", "9" * 5000),
    *(JSON, "chunked", "1048576", "1048577", f"Bearer {GOOD}", f"Bearer {GOOD}x", "Basic YTpi"),
    *("Bearer " + "e30." * 3000, f"Bearer {GOOD},Bearer {GOOD}", "Bearer eyJhbGciOiJub25lIn0.e30."),
]
NAMES = ("authorization", "content-type", "content-length", "host", "x-forwarded-for")
values = (st.sampled_from(EDGES) | st.text(max_size=8)).map(str.encode) | st.binary(max_size=8)
headers = st.tuples(st.sampled_from(NAMES).map(str.encode), values | st.just(CANARY.encode()))
often = settings(
    max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@often
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
    good = delivered(activity(text=CANARY), GOOD)
    left = tuple(pair for pair in good.headers if pair[0].decode() in kept)
    sent = Sent(good.body, (*left, *extra), method)
    if see_harmless(sent, log, length=length) == 0:
        assert (b"authorization", f"Bearer {GOOD}".encode()) in sent.headers


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.just(CANARY),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)
heads = st.dictionaries(st.sampled_from(["alg", "kid", "crit", "b64", "jwk", "typ"]), json_values)
bodies = st.dictionaries(
    st.sampled_from(["iss", "aud", "exp", "nbf", "iat", "serviceurl", "sub"]), json_values
)


@often
@given(head=heads, body=bodies, genuine=st.booleans())
def test_whatever_the_token_says(
    log: io.StringIO, head: dict[str, Any], body: dict[str, Any], *, genuine: bool
) -> None:
    key = signing_key(1)
    said = {**header(key), **head}, {**claims(NOW), **body}
    written = signed(key, *said) if genuine else unsigned(*said, b"x" * 256)
    found = see_harmless(delivered(activity(), written), log)
    changed = {name for name in (*head, *body) if name not in ("iat", "sub", "jwk", "typ")}
    # Hypothesis may come upon what stands there anyway, but never upon a signature.
    assert found in ((401, 0) if genuine else (401,))
    if genuine and not changed:
        assert found == 0


PARTS = list(activity())
shapes = st.dictionaries(st.sampled_from(PARTS), json_values, max_size=4)


@often
@given(changes=shapes, missing=st.sets(st.sampled_from(PARTS), max_size=2))
def test_whatever_the_activity_is(
    log: io.StringIO, changes: dict[str, Any], missing: set[str]
) -> None:
    data = {name: value for name, value in activity(**changes).items() if name not in missing}
    assert see_harmless(delivered(data, GOOD), log) in (0, 200, 400, 401)


fragments = st.sampled_from(
    [
        *('{"c4n4ry":', "{", "}", "[", "]", ",", ":", '"', "\\", '"c4n4ry"', "null", "NaN"),
        *("1e999", "-", "0", "9" * 50, r"\ud800", r"\u0000", "\ufeff", "é", " ", "[" * 40),
    ]
)


@often
@given(
    body=st.binary(max_size=30)
    | st.lists(fragments, max_size=12).map("".join).map(str.encode)
    | st.lists(fragments, max_size=8)
    .map(lambda x: json.dumps(activity())[:-1] + "".join(x))
    .map(str.encode),
    size=st.sampled_from([1, 5, 1000]),
)
def test_whatever_the_body_is(log: io.StringIO, body: bytes, size: int) -> None:
    pieces = [body[start : start + size] for start in range(0, len(body), size)]
    found = see_harmless(delivered(body, GOOD), log, *pieces, length=None)
    assert found in (0, 200, 400, 401)


@settings(often, max_examples=100)
@given(
    kind=st.sampled_from(["message", "invoke", "installationUpdate", "conversationUpdate", "x"]),
    changes=shapes,
    value=json_values,
    name=st.sampled_from(["adaptiveCard/action", "x"]),
)
async def test_whatever_comes_through_is_answered(
    kind: str, changes: dict[str, Any], value: object, name: str
) -> None:
    data = activity(**changes | {"type": kind, "value": value, "name": name})
    sent = delivered(json.dumps(data).encode(), GOOD).request()
    there = Endpoint(a_gate(), Dispatcher(APP_ID, Host(), Notebook()).dispatch)
    heard: list[Any] = []

    async def send(message: Any) -> None:  # noqa: ANN401 ASGI's
        heard.append(message)

    await there(sent.scope, sent.receive, send)
    assert heard[0]["status"] < 500
