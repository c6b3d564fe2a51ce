"""What is signed may still be too long or no activity: the gate lets in only what is one thing."""

from __future__ import annotations

import json

import pytest

from adapters.teams.inbound.gate import MOST_BYTES
from adapters.teams.inbound.shape import LONGEST_ID
from tests.adapters.teams.inbound.activities import (
    ADA,
    NOW,
    Sent,
    activity,
    delivered,
)
from tests.adapters.teams.inbound.knocking import admitted, refused, status


@pytest.mark.parametrize(
    "body",
    [
        *(b"", b"{", b"null", b"[]", b'"a"', b"1", b"\xff\xfe{}", b'{"a": "\xed\xa0\x80"}'),
        *(b"\xef\xbb\xbf{}", "{}".encode("utf-16"), b'{"a": 1, "a": 1}', b'{"a": NaN}', b"{}{}"),
        *(b'{"a": ' + b"1" * 5000 + b"}", b'{"a": ' + b"[" * 5000 + b"]" * 5000 + b"}"),
    ],
)
async def test_json_that_cannot_be_trusted_is_refused(body: bytes) -> None:
    assert await status(delivered(body)) == 400


@pytest.mark.parametrize(
    "changes",
    [
        *({"type": None}, {"type": ""}, {"type": 1}, {"type": ["message"]}, {"type": "a\nb"}),
        *(
            {"conversation": None},
            {"conversation": "x"},
            {"conversation": {}},
            {"conversation": []},
        ),
        *(
            {"conversation": {"id": None}},
            {"conversation": {"id": 5}},
            {"conversation": {"id": ""}},
        ),
        *({"conversation": {"id": "a:\x00"}}, {"conversation": {"id": "a" * (LONGEST_ID + 1)}}),
        *({"from": None}, {"from": "Ada"}, {"from": {}}, {"from": {"id": None}}, {"from": [ADA]}),
        *({"id": 5}, {"id": ""}, {"id": {}}, {"id": "1\u200b2"}, {"id": "1" * (LONGEST_ID + 1)}),
        *({"text": 5}, {"text": ["a"]}, {"text": {}}, {"text": True}),
        *({"timestamp": "notadate"}, {"timestamp": ""}, {"timestamp": 1700753400}),
        *(
            {"timestamp": "2026-02-30T00:00:00Z"},
            {"localTimestamp": "yesterday"},
            {"timestamp": []},
        ),
    ],
)
async def test_what_is_not_shaped_like_an_activity_is_refused(changes: dict[str, object]) -> None:
    assert await status(delivered(activity(**changes))) == 400


@pytest.mark.parametrize("part", ["type", "conversation", "from"])
async def test_some_parts_must_be_there(part: str) -> None:
    data = activity()
    del data[part]
    assert await status(delivered(data)) == 400


@pytest.mark.parametrize(
    "changes",
    [
        *({"id": None}, {"text": None}, {"timestamp": None}, {"localTimestamp": None}),
        *({"timestamp": "2026-11-23T15:30:00Z"}, {"timestamp": "2026-11-23T15:30:00.1+01:00"}),
        *({"recipient": None}, {"recipient": 5}, {"entities": {"a": 1}}, {"entities": [1, None]}),
        *({"locale": 5}, {"localTimezone": []}, {"name": {}}, {"value": "x"}, {"value": [1]}),
        *({"from": ADA | {"name": 5}}, {"membersAdded": "x"}, {"historyDisclosed": "maybe"}),
        *({"conversation": {"id": "a" * LONGEST_ID}}, {"attachments": 1}, {"replyToId": 1}),
    ],
)
async def test_what_nobody_relies_on_may_be_of_any_type(changes: dict[str, object]) -> None:
    await admitted(delivered(activity(**changes)))


async def test_half_an_emoji_does_not_keep_a_message_out() -> None:
    found = await admitted(delivered(activity(text="so glad \ud83d", id="\ud83d")))
    assert found.activity["text"] == "so glad \N{REPLACEMENT CHARACTER}"


def filled(size: int) -> Sent:
    """Return an activity of ``size`` bytes."""
    body = json.dumps(activity()).encode()
    return delivered(body + b" " * (size - len(body)))


async def test_a_body_may_be_a_mebibyte_long_and_not_a_byte_longer() -> None:
    await admitted(filled(MOST_BYTES))
    assert await status(filled(MOST_BYTES + 1)) == 413


async def test_a_body_in_pieces_is_put_together() -> None:
    sent = delivered(activity())
    for size in (1, 7, 10_000):
        pieces = [sent.body[start : start + size] for start in range(0, len(sent.body), size)]
        found = await admitted(sent.request(b"", *pieces, b"", length=None))
        assert found.activity == activity()


async def test_nothing_is_read_of_a_body_that_is_said_to_be_too_long() -> None:
    request = filled(MOST_BYTES + 1).request()
    assert await status(request) == 413
    assert (await request.receive())["type"] == "http.request"  # it is all still there


@pytest.mark.parametrize("length", [None, "2", "-1", "abc", "0"])
async def test_what_goes_on_beyond_the_limit_is_cut_off(length: str | None) -> None:
    sent, piece = filled(4 * MOST_BYTES), b" " * (MOST_BYTES // 4)
    request = sent.request(*[piece] * 16, length=length)
    outcome = await refused(request)
    assert (outcome.status_code, outcome.headers["connection"]) == (413, "close")
    left = 0
    while (await request.receive())["type"] == "http.request":
        left += 1
    assert left == 11


async def test_who_is_refused_before_saying_all_is_hung_up_on_if_it_may_be_endless() -> None:
    sent = delivered(activity(), None)
    assert "connection" not in (await refused(sent.request())).headers
    assert (await refused(sent.request(length=None))).headers["connection"] == "close"


@pytest.mark.parametrize("length", ["1048577", "0001048577", "9" * 5000])
async def test_a_length_that_is_too_much_is_believed(length: str) -> None:
    assert await status(delivered(activity()).request(length=length)) == 413


@pytest.mark.parametrize("length", ["0", "1", "-5", "+7", "1e3", "abc", " ", "٣", "5_0", "00099"])
async def test_any_other_length_is_counted_rather_than_believed(length: str) -> None:
    await admitted(delivered(activity()).request(length=length))


async def test_somebody_who_hangs_up_halfway_is_let_go() -> None:
    request = delivered(activity()).request(b"{", b"}")
    for _ in range(2):
        await request.receive()
    assert await status(request) == 400


def test_the_sample_is_of_this_time() -> None:
    assert activity()["timestamp"].startswith(f"{NOW:%Y-%m-%dT%H:%M:%S}")
