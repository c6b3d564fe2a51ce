"""The model's client against a service that may do anything: a text or a reason, always in time."""

from __future__ import annotations

import asyncio
import io
import json
from collections.abc import AsyncIterator
from time import monotonic

import pytest

from adapters.breaker import Breaker
from adapters.model.client import AT_ONCE, LanguageModel
from adapters.model.completion import MOST_BYTES, MOST_TOKENS
from adapters.model.reply import Reply
from tests.model_server import KEY, ModelServer, Served, a_model, completion, echoed

WITHIN = 0.3
TEXT = "Hi {{P1}}, how are you?"


@pytest.fixture
async def server() -> AsyncIterator[ModelServer]:
    async with a_model() as made:
        yield made


@pytest.fixture
async def model(server: ModelServer) -> AsyncIterator[LanguageModel]:
    made = LanguageModel(server.config(WITHIN))
    yield made
    await made.close()


async def reworded(model: LanguageModel) -> Reply:
    begun = monotonic()
    reply = await model.ask("reword", TEXT, 200)
    assert monotonic() - begun < WITHIN + 1.0
    return reply


async def test_it_is_given_one_finished_text_and_no_more(
    model: LanguageModel, server: ModelServer
) -> None:
    assert await reworded(model) == Reply("Hello {{P1}}, how are you?", 120)
    (request,) = server.requests
    assert set(request) == {"model", "messages", "max_tokens", "stream"}
    assert [m["role"] for m in request["messages"]] == ["system", "user"]
    assert request["messages"][1]["content"] == TEXT
    assert request["max_tokens"] == 200


async def test_the_forms_to_choose_from_are_part_of_what_it_is_told(
    model: LanguageModel, server: ModelServer
) -> None:
    await model.ask("read", "saw {{P1}}", 60, "met <who>")
    told = server.requests[0]["messages"][0]["content"]
    assert "met <who>" in told
    assert "{forms}" not in told
    assert "{{P1}}" in told


async def test_one_connection_serves_many_wishes(model: LanguageModel, server: ModelServer) -> None:
    for _ in range(3):
        await reworded(model)
    assert server.connections == 1


async def test_a_service_that_names_the_limit_differently_is_asked_its_way(
    model: LanguageModel, server: ModelServer
) -> None:
    server.takes = ("max_completion_tokens",)
    assert (await reworded(model)).text
    assert (await reworded(model)).text
    limits = [sorted(k for k in r if k.startswith("max")) for r in server.requests]
    assert limits == [["max_tokens"], ["max_completion_tokens"], ["max_completion_tokens"]]


FAILURES = {
    "never answers": (Served(text="late", delay=60), "slow"),
    "drips": (Served(text="late", drip=0.05), "slow"),
    "hangs up": (Served(hangs_up=True), "failed"),
    "says too much": (Served(body=b'{"a": "' + b"x" * MOST_BYTES + b'"}'), "failed"),
    "is overloaded": (Served(status=429, body=b"{}"), "failed"),
    "is broken": (Served(status=500, body=b"Traceback"), "failed"),
    "is behind a gateway": (Served(status=502, body=b"<html>"), "failed"),
    "refuses the key": (Served(status=401, body=b"{}"), "failed"),
    "refuses the request": (Served(status=400, body=b'{"error": "no"}'), "failed"),
    "sends a web page": (Served(body=b"<html>hello</html>"), "failed"),
    "sends half an answer": (Served(body=b'{"choices": [{"mess'), "failed"),
    "sends bytes": (Served(body=b"\xff\xfe\x00"), "failed"),
    "sends nothing": (Served(body=b""), "failed"),
    "sends a list": (Served(body=b"[]"), "failed"),
    "sends an abyss": (Served(body=b'{"a":' * 5000 + b"1" + b"}" * 5000), "failed"),
    "sends a key twice": (Served(body=b'{"choices": [], "choices": []}'), "failed"),
    "has no choices": (Served(body=b"{}"), "failed"),
    "has an empty choice": (Served(body=b'{"choices": [{}]}'), "failed"),
    "has choices of words": (Served(body=b'{"choices": ["a"]}'), "failed"),
    "has an object of choices": (Served(body=b'{"choices": {"0": 1}}'), "failed"),
    "has a number for a text": (
        Served(body=b'{"choices": [{"message": {"content": 7}}]}'),
        "failed",
    ),
}


@pytest.mark.parametrize("what", FAILURES)
async def test_whatever_it_does_there_is_an_answer_in_time(
    model: LanguageModel, server: ModelServer, what: str, log: io.StringIO
) -> None:
    served, trouble = FAILURES[what]
    server.script = lambda _: served
    assert await reworded(model) == Reply(trouble=trouble)  # type: ignore[arg-type]  # a table of words
    assert "gave no answer" in log.getvalue()
    for secret in (KEY, TEXT, "Traceback", "127.0.0.1:"):
        assert secret not in log.getvalue()


async def test_a_redirect_is_not_followed(model: LanguageModel, server: ModelServer) -> None:
    async with a_model() as other:
        server.script = lambda _: Served(status=302, body=b"", location=other.url)
        assert await reworded(model) == Reply(trouble="failed")
        assert other.raw == []


@pytest.mark.parametrize("finish", ["length", "content_filter", "tool_calls"])
async def test_a_text_that_is_not_whole_is_none(
    model: LanguageModel, server: ModelServer, finish: str
) -> None:
    server.script = lambda _: Served(text="Hello {{P1}}, and", finish=finish)
    assert await reworded(model) == Reply("", 120)
    server.script = lambda _: Served(text=None)
    assert await reworded(model) == Reply("", 120)


@pytest.mark.parametrize("told", [-1, MOST_TOKENS + 1, True, "12", None, 1.5])
async def test_a_cost_that_cannot_be_is_not_believed(
    model: LanguageModel, server: ModelServer, told: object
) -> None:
    said = completion("Hello") | {"usage": {"total_tokens": told}}
    server.script = lambda _: Served(body=json.dumps(said).encode())
    assert (await reworded(model)).tokens is None
    said["usage"] = "free"
    server.script = lambda _: Served(body=json.dumps(said).encode())
    assert (await reworded(model)).tokens is None


async def test_nobody_there(log: io.StringIO) -> None:
    async with a_model() as gone:
        config = gone.config(WITHIN)
    model = LanguageModel(config)
    assert await reworded(model) == Reply(trouble="failed")
    assert "gave no answer" in log.getvalue()
    await model.close()


async def test_who_fails_again_and_again_is_left_alone_for_a_while(server: ModelServer) -> None:
    seconds = [0.0]
    model = LanguageModel(server.config(WITHIN), Breaker(3, 60.0), lambda: seconds[0])
    server.script = lambda _: Served(status=500, body=b"")
    assert [(await reworded(model)).trouble for _ in range(5)] == [
        *("failed", "failed", "failed", "resting", "resting")
    ]
    assert len(server.requests) == 3
    seconds[0] = 60.0
    server.script = echoed
    assert (await reworded(model)).text
    assert (await reworded(model)).text
    await model.close()


async def test_of_many_at_once_some_are_told_at_once(
    model: LanguageModel, server: ModelServer
) -> None:
    server.script = lambda _: Served(text="late", delay=60)
    begun = monotonic()
    replies = await asyncio.gather(*(model.ask("reword", TEXT, 200) for _ in range(30)))
    assert [reply.trouble for reply in replies] == ["slow"] * AT_ONCE + ["resting"] * 22
    assert monotonic() - begun < WITHIN + 1.0
    assert len(server.requests) == AT_ONCE
