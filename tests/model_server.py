"""A service that speaks OpenAI's chat completions over real HTTP, and misbehaves when it is told to.

It refuses what such services refuse: other paths, a wrong key, unknown models, messages of another
shape. What it was sent is kept.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from adapters.model.config import ModelConfig

KEY = "sk-canary-key"
NAME = "little-model"
REASONS = {200: "OK", 302: "Found", 400: "Bad Request", 401: "Unauthorized", 404: "Not Found"}


@dataclass(frozen=True)
class Served:
    """One answer: raw ``body`` or a completion with ``text``, after ``delay`` seconds.

    ``drip`` seconds pass between single bytes of the body. ``hangs_up``: the connection ends after
    the request. ``location``: where a redirect leads.
    """

    text: str | None = None
    body: bytes | None = None
    status: int = 200
    delay: float = 0.0
    drip: float = 0.0
    hangs_up: bool = False
    location: str = ""
    finish: str = "stop"
    tokens: int | None = 120

    def bytes(self) -> bytes:
        if self.body is not None:
            return self.body
        return json.dumps(completion(self.text, self.finish, self.tokens)).encode()


def completion(text: str | None, finish: str = "stop", tokens: int | None = 120) -> dict[str, Any]:
    """Return a chat completion as these services send it."""
    message = {"role": "assistant", "content": text, "refusal": None}
    made: dict[str, Any] = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1_790_000_000,
        "model": NAME,
        "choices": [{"index": 0, "message": message, "logprobs": None, "finish_reason": finish}],
    }
    if tokens is not None:
        made["usage"] = {
            "prompt_tokens": tokens - 20,
            "completion_tokens": 20,
            "total_tokens": tokens,
        }
    return made


def refused(status: int, words: str, param: str | None = None) -> Served:
    error = {"message": words, "type": "invalid_request_error", "param": param, "code": None}
    return Served(body=json.dumps({"error": error}).encode(), status=status)


def echoed(text: str) -> Served:
    """Reword in the smallest way there is."""
    return Served(text=text.replace("Hi ", "Hello "))


@dataclass
class ModelServer:
    """The running service. ``script`` makes the answer to a text; ``takes`` names its limits."""

    url: str
    script: Callable[[str], Served] = echoed
    takes: tuple[str, ...] = ("max_tokens",)
    requests: list[dict[str, Any]] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)
    connections: int = 0
    closing: asyncio.Event = field(default_factory=asyncio.Event)

    def config(self, within: float = 1.0, tokens_a_day: int = 50_000) -> ModelConfig:
        """Return the settings with which this service is asked."""
        return ModelConfig(
            url=self.url, name=NAME, key=KEY, within=within, tokens_a_day=tokens_a_day
        )

    @property
    def texts(self) -> list[str]:
        """Return the texts that were given to be worked on."""
        return [request["messages"][-1]["content"] for request in self.requests]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            while await self._once(reader, writer):
                pass
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.transport.abort()

    async def _once(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        head = await reader.readuntil(b"\r\n\r\n")
        lines = head.decode().split("\r\n")
        headers = {k.lower(): v for k, _, v in (line.partition(": ") for line in lines[1:])}
        body = await reader.readexactly(int(headers.get("content-length", "0")))
        self.raw.append(head + body)
        served = self._judged(lines[0], headers, body)
        if served.delay:
            await _wait(self.closing, served.delay)
        if served.hangs_up or self.closing.is_set():
            return False
        await _send(writer, served)
        return True

    def _judged(self, line: str, headers: dict[str, str], body: bytes) -> Served:
        if not line.startswith("POST /v1/chat/completions "):
            return refused(404, "Unknown request URL")
        if headers.get("authorization") != f"Bearer {KEY}":
            return refused(401, "Incorrect API key provided")
        wish = json.loads(body)
        self.requests.append(wish)
        if wish.get("model") != NAME:
            return refused(404, "The model does not exist")
        roles = [(m["role"], type(m["content"])) for m in wish["messages"]]
        if roles != [("system", str), ("user", str)]:
            return refused(400, "Invalid messages", "messages")
        for limit in ("max_tokens", "max_completion_tokens"):
            if limit in wish and limit not in self.takes:
                return refused(400, f"Unsupported parameter: '{limit}'", limit)
        return self.script(wish["messages"][-1]["content"])


async def _wait(end: asyncio.Event, seconds: float) -> None:
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await end.wait()


async def _send(writer: asyncio.StreamWriter, served: Served) -> None:
    body = served.bytes()
    head = f"HTTP/1.1 {served.status} {REASONS.get(served.status, 'Oh')}\r\n"
    head += f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n"
    if served.location:
        head += f"Location: {served.location}\r\n"
    writer.write(head.encode() + b"\r\n")
    if not served.drip:
        writer.write(body)
    for at in range(len(body)) if served.drip else ():
        writer.write(body[at : at + 1])
        await writer.drain()
        await asyncio.sleep(served.drip)
    await writer.drain()


@asynccontextmanager
async def a_model(script: Callable[[str], Served] = echoed) -> AsyncIterator[ModelServer]:
    """Yield a running service on this machine."""
    made = ModelServer("", script)
    server = await asyncio.start_server(made.serve, "127.0.0.1", 0)
    made.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"
    try:
        yield made
    finally:
        made.closing.set()
        server.close()
        await server.wait_closed()
