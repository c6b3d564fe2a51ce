"""Only what Slack signed comes through the gate, and it comes through in one reading."""

from __future__ import annotations

import hashlib
import io
import json
from datetime import timedelta
from typing import Any

import pytest
from slack_sdk.signature import SignatureVerifier

from adapters.slack.inbound.gate import WINDOW, Gate
from coaching.clock import StoppedClock
from tests.adapters.slack.knocking import (
    COMMAND,
    EVENT,
    NOW,
    SECRET,
    a_gate,
    admitted,
    refused,
    status,
)
from tests.adapters.slack.signing import (
    FORM,
    OTHER_SECRET,
    Sent,
    a_command,
    an_event,
    an_interaction,
    signature,
    signed,
)


async def test_an_event_comes_through_as_its_json() -> None:
    found = await admitted(an_event(EVENT, NOW, SECRET))
    assert (found.body, found.kind) == (EVENT, "event")


async def test_a_click_comes_through_as_its_payload() -> None:
    payload = {"type": "block_actions", "user": {"id": "U1"}, "actions": [{"value": "snooze 4"}]}
    found = await admitted(an_interaction(payload, NOW, SECRET))
    assert (found.body, found.kind) == (payload, "interaction")


async def test_a_slash_command_comes_through_as_its_fields() -> None:
    found = await admitted(a_command(COMMAND, NOW, SECRET))
    assert (found.body, found.kind) == (COMMAND, "command")


async def test_slacks_question_who_is_there_is_told_from_events() -> None:
    asked = {"type": "url_verification", "challenge": "3eZbrw1aB", "token": "Jhj5dZrVaK7"}
    found = await admitted(an_event(asked, NOW, SECRET))
    assert (found.body, found.kind) == (asked, "challenge")


async def test_a_check_of_the_certificate_is_told_from_commands() -> None:
    found = await admitted(a_command(COMMAND | {"ssl_check": "1"}, NOW, SECRET))
    assert found.kind == "ssl_check"
    found = await admitted(a_command(COMMAND | {"ssl_check": "0"}, NOW, SECRET))
    assert found.kind == "command"


async def test_slacks_own_package_signs_as_the_gate_reads() -> None:
    body, moment = (
        json.dumps(EVENT | {"text": "é 😀"}, ensure_ascii=False),
        str(int(NOW.timestamp())),
    )
    by_slack = SignatureVerifier(SECRET).generate_signature(timestamp=moment, body=body)
    assert by_slack == signature(body.encode(), moment, SECRET)
    sent = signed(body.encode(), NOW, SECRET).changed(x_slack_signature=by_slack)
    assert (await admitted(sent)).body["text"] == "é 😀"


async def test_the_same_bytes_sent_again_have_the_same_key() -> None:
    sent = a_command(COMMAND, NOW, SECRET)
    first = await admitted(sent)
    later = a_gate(StoppedClock(NOW + timedelta(seconds=200)))
    assert await admitted(sent, later) == first
    headers = dict(sent.headers)
    parts = headers[b"x-slack-signature"] + headers[b"x-slack-request-timestamp"]
    assert first.key == hashlib.sha256(parts).hexdigest()


async def test_the_same_words_said_again_have_another_key() -> None:
    keys = set()
    for seconds in range(3):
        sent = a_command(COMMAND, NOW + timedelta(seconds=seconds), SECRET)
        keys.add((await admitted(sent)).key)
    keys.add((await admitted(a_command(COMMAND | {"text": "tip"}, NOW, SECRET))).key)
    assert len(keys) == 4


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH"])
async def test_anything_but_a_post_is_told_what_would_do(method: str) -> None:
    good = an_event(EVENT, NOW, SECRET)
    outcome = await refused(Sent(method, good.path, good.headers, good.body))
    assert (outcome.status_code, outcome.headers["allow"]) == (405, "POST")
    assert "connection" not in outcome.headers


async def test_who_might_go_on_for_ever_with_something_else_is_hung_up_on() -> None:
    outcome = await refused(Sent("PUT", "/slack/events", (), b"").request(length=None))
    assert (outcome.status_code, outcome.headers["connection"]) == (405, "close")


@pytest.mark.parametrize("seconds", [-WINDOW - 1, WINDOW + 1, -(10**8), 10**10])
async def test_a_signature_is_not_good_for_ever(seconds: int) -> None:
    moment = str(int(NOW.timestamp()) + seconds)
    body = json.dumps(EVENT).encode()
    sent = signed(body, NOW, SECRET).changed(
        x_slack_request_timestamp=moment, x_slack_signature=signature(body, moment, SECRET)
    )
    assert await status(sent) == 401


@pytest.mark.parametrize("seconds", [-WINDOW + 1, 0, WINDOW])
async def test_clocks_may_differ_by_five_minutes(seconds: int) -> None:
    await admitted(an_event(EVENT, NOW + timedelta(seconds=seconds), SECRET))


@pytest.mark.parametrize(
    "written",
    [
        *(
            "",
            "abc",
            "+{0}",
            "-{0}",
            " {0}",
            "{0} ",
            "{0}\n",
            "{0}.0",
            "{0:_}",
            "0x{0:x}",
            "1" * 13,
        ),
        *("9" * 5000, "٣", "{0}٣", "{0}\x00", "{0},{0}", "1e9", "NaN"),
    ],
)
async def test_a_time_is_digits_and_nothing_else(written: str) -> None:
    moment, body = written.format(int(NOW.timestamp())), b"{}"
    sent = signed(body, NOW, SECRET).changed(
        x_slack_request_timestamp=moment, x_slack_signature=signature(body, moment, SECRET)
    )
    assert await status(sent) == 401


@pytest.mark.parametrize(
    "spoilt", ["", "v0=", "v0=é", "v0=00", "v1={0}", "{0}", "v0={0} ", "v0={1}"]
)
async def test_a_signature_that_is_not_quite_it(spoilt: str) -> None:
    good = an_event(EVENT, NOW, SECRET)
    digits = dict(good.headers)[b"x-slack-signature"].decode().removeprefix("v0=")
    forged = spoilt.format(digits, digits.upper())
    assert await status(good.changed(x_slack_signature=forged)) == 401


@pytest.mark.parametrize("name", ["x_slack_signature", "x_slack_request_timestamp"])
async def test_each_proof_is_there_once(name: str) -> None:
    good = an_event(EVENT, NOW, SECRET)
    assert await status(good.changed(**{name: None})) == 401
    pair = next(pair for pair in good.headers if pair[0] == name.replace("_", "-").encode())
    doubled = Sent(good.method, good.path, (*good.headers, pair), good.body)
    assert await status(doubled) == 401


async def test_another_secret_or_another_body_is_not_enough() -> None:
    assert await status(an_event(EVENT, NOW, OTHER_SECRET)) == 401
    good = an_event(EVENT, NOW, SECRET)
    assert await status(Sent("POST", good.path, good.headers, good.body + b" ")) == 401


@pytest.mark.parametrize("secret", ["", " ", "\n"])
def test_without_a_secret_there_is_no_gate(secret: str) -> None:
    with pytest.raises(ValueError, match="signing secret"):
        Gate(secret, StoppedClock(NOW))


async def test_nothing_is_read_into_before_the_signature() -> None:
    for body in (b"[" * 5000, b"\xff", b"{", b""):
        assert await status(signed(body, NOW, OTHER_SECRET, "image/png")) == 401


def lines(log: io.StringIO) -> list[dict[str, Any]]:
    """Return what was written down since the last look, as pairs."""
    written = log.getvalue().splitlines()
    log.seek(0)
    log.truncate()
    return [dict(word.split("=", 1) for word in line.split() if "=" in word) for line in written]


async def test_the_log_says_why_and_not_what(log: io.StringIO) -> None:
    for sent in (
        signed(b'{"canary": "c4n4ry"', NOW, SECRET),
        signed(b'{"c4n4ry": 1, "c4n4ry": 1}', NOW, SECRET),
        signed(b"c4n4ry=%ff", NOW, SECRET, FORM),
        signed(b"c4n4ry=1", NOW, SECRET, "c4n4ry/c4n4ry"),
        signed(b"{}", NOW, SECRET).changed(x_slack_signature="v0=c4n4ry"),
        signed(b"{}", NOW, SECRET).changed(x_slack_request_timestamp="c4n4ry"),
        Sent("C4N4RY", "/c4n4ry", (), b"c4n4ry"),
    ):
        await status(sent)
    assert "c4n4ry" not in log.getvalue().lower()
    assert "hidden" not in log.getvalue()
    found = lines(log)
    assert [line["status"] for line in found] == [*["400"] * 4, *["401"] * 2, "405"]
    assert {(line["level"], line["platform"]) for line in found} == {("info", "slack")}


async def test_outsiders_cannot_fill_the_log(log: io.StringIO) -> None:
    clock, forged = StoppedClock(NOW), an_event(EVENT, NOW, OTHER_SECRET)
    gate = a_gate(clock)
    for _ in range(500):
        await status(forged, gate)
    assert [(line["reason"], line["count"]) for line in lines(log)] == [("signature", "1")]
    clock.set(NOW + timedelta(seconds=59))
    await status(forged, gate)
    assert lines(log) == []
    clock.set(NOW + timedelta(seconds=60))
    await status(forged, gate)
    assert [line["count"] for line in lines(log)] == ["501"]
    clock.set(NOW - timedelta(seconds=60))
    await status(forged, gate)
    assert [line["count"] for line in lines(log)] == ["1"]


async def test_who_is_let_in_leaves_no_line(log: io.StringIO) -> None:
    await admitted(an_event(EVENT, NOW, SECRET))
    assert log.getvalue() == ""
