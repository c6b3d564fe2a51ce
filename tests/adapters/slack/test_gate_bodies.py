"""What is signed may still be too long or not well-formed: the gate lets in only what is one thing."""

from __future__ import annotations

import json

import pytest

from adapters.slack.inbound.gate import MOST_BYTES
from tests.adapters.slack.knocking import EVENT, NOW, SECRET, admitted, refused, status
from tests.adapters.slack.signing import FORM, Sent, an_event, in_pieces, signed


@pytest.mark.parametrize("kind", [None, "", "text/plain", "application/jsonp", "json", f"x {FORM}"])
async def test_a_body_of_another_kind_is_refused(kind: str | None) -> None:
    assert await status(an_event(EVENT, NOW, SECRET).changed(content_type=kind)) == 400


async def test_a_body_of_two_kinds_is_refused() -> None:
    good = an_event(EVENT, NOW, SECRET)
    doubled = Sent("POST", good.path, (*good.headers, (b"content-type", FORM.encode())), good.body)
    assert await status(doubled) == 400


@pytest.mark.parametrize("kind", ["application/json; charset=utf-8", "Application/JSON ;q=1"])
async def test_a_kind_may_have_parameters(kind: str) -> None:
    await admitted(an_event(EVENT, NOW, SECRET).changed(content_type=kind))


@pytest.mark.parametrize(
    "body",
    [
        *(
            b"",
            b"{",
            b"null",
            b"[]",
            b'"a"',
            b"\xff\xfe{}",
            b'{"a": "\xed\xa0\x80"}',
            b"\xef\xbb\xbf{}",
        ),
        *(
            "{}".encode("utf-16"),
            b'{"a": 1, "a": 1}',
            b'{"a": NaN}',
            b'{"a": ' + b"1" * 5000 + b"}",
        ),
        b'{"a": ' + b"[" * 5000 + b"]" * 5000 + b"}",
    ],
)
async def test_json_that_cannot_be_trusted_is_refused_once_and_for_all(body: bytes) -> None:
    outcome = await refused(signed(body, NOW, SECRET))
    assert (outcome.status_code, outcome.headers["x-slack-no-retry"]) == (400, "1")


@pytest.mark.parametrize(
    "body",
    [
        *(b"", b"payload", b"token=T1", b"payload=%7B", b"payload=null", b"payload=%7B%7D%ff"),
        *(b"payload={}&payload={}", b"command=/netlead&command=/other", b"command=%zz", b"a=\xff"),
        *(b'payload={"user": 1, "user": 2}', b"payload=" + b"[" * 5000, b"a&" * 1000, b"&" * 1000),
    ],
)
async def test_a_form_that_cannot_be_trusted_is_refused(body: bytes) -> None:
    assert await status(signed(body, NOW, SECRET, FORM)) == 400


async def test_half_an_emoji_does_not_keep_a_message_out() -> None:
    found = await admitted(an_event({"text": "so glad \ud83d"}, NOW, SECRET))
    assert found.body == {"text": "so glad \N{REPLACEMENT CHARACTER}"}


def filled(size: int) -> Sent:
    """Return an event of ``size`` bytes."""
    body = json.dumps(EVENT).encode()
    return signed(body + b" " * (size - len(body)), NOW, SECRET)


async def test_a_body_may_be_a_mebibyte_long_and_not_a_byte_longer() -> None:
    await admitted(filled(MOST_BYTES))
    assert await status(filled(MOST_BYTES + 1)) == 413


async def test_a_body_in_pieces_is_put_together() -> None:
    sent = an_event(EVENT, NOW, SECRET)
    for size in (1, 7, 10_000):
        pieces = (b"", *in_pieces(sent.body, size), b"")
        assert (await admitted(sent.request(*pieces, length=None))).body == EVENT


async def test_nothing_is_read_of_a_body_that_is_said_to_be_too_long() -> None:
    request = filled(MOST_BYTES + 1).request()
    assert await status(request) == 413
    assert (await request.receive())["type"] == "http.request"  # it is all still there


@pytest.mark.parametrize("length", [None, "2", "-1", "abc", "0"])
async def test_what_goes_on_beyond_the_limit_is_cut_off(length: str | None) -> None:
    sent = filled(4 * MOST_BYTES)
    pieces = in_pieces(sent.body, MOST_BYTES // 4)
    request = sent.request(*pieces, length=length)
    outcome = await refused(request)
    assert (outcome.status_code, outcome.headers["connection"]) == (413, "close")
    left = 0
    while (await request.receive())["type"] == "http.request":
        left += 1
    assert left == len(pieces) - 5


@pytest.mark.parametrize("length", ["1048577", "0001048577", "9" * 5000])
async def test_a_length_that_is_too_much_is_believed(length: str) -> None:
    assert await status(an_event(EVENT, NOW, SECRET).request(length=length)) == 413


@pytest.mark.parametrize(
    "length", ["0", "1", "-5", "+7", "1e3", "abc", " ", "٣", "5_0", "000000099"]
)
async def test_any_other_length_is_counted_rather_than_believed(length: str) -> None:
    found = await admitted(an_event(EVENT, NOW, SECRET).request(length=length))
    assert found.body == EVENT


async def test_somebody_who_hangs_up_halfway_is_let_go() -> None:
    request = an_event(EVENT, NOW, SECRET).request(b"{", b"}")
    for _ in range(2):
        await request.receive()
    assert await status(request) == 400
