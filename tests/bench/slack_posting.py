"""Messages to Slack over TLS: NetLead's client beside bare aiohttp, sixteen calls at a time.

Both keep their connections and send the same card. Slack's own client as it comes, with a new
connection for every call, stands beside them for information.
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
import uvloop
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.cards import blocks
from adapters.slack.installs.installations import Installation
from adapters.slack.outbound.client import SlackClient
from adapters.slack.outbound.posting import Poster
from coaching.messages import Button, Card
from tests.bench.sides import Goal, say
from tests.bench.slack_requests import team_of
from tests.bench.slack_sides import Slack, slack
from tests.bench.turns import Turn, taken_in_turns

AT_ONCE, CALLS, FEW, ROUNDS = 16, 1_500, 150, 12
CORE = 0
CARD = Card(
    title="A word with Ada Lovelace?",
    body="You last met six weeks ago, and you two used to talk every fortnight.",
    buttons=(
        Button(label="I did", command="did 41", primary=True),
        Button(label="Draft", command="draft 41"),
        Button(label="Snooze 3 days", command="snooze 41 3d"),
        Button(label="Why this?", command="why 41", keeps=True),
    ),
)
Post = Callable[[], Awaitable[object]]


def main() -> list[Goal]:
    """Have a process of its own post by all sides, and print how many calls a second each does."""
    with slack(tls=True) as fake:
        # Whose certificate is to be trusted is read when the packages are loaded.
        trusting = os.environ | {"SSL_CERT_FILE": fake.authority}
        command = [sys.executable, "-m", "tests.bench.slack_posting", fake.api_url, str(fake.pid)]
        done = subprocess.run(command, env=trusting, stdout=subprocess.PIPE, check=True, text=True)
    found = json.loads(done.stdout)
    for side, rate in found["rates"].items():
        say(f"  {side:32} {rate:8.0f} calls/s, {AT_ONCE} at once, TLS")
    say(f"  {found['noise']}")
    ours, raw, _ = found["rates"].values()
    return [
        Goal("chat.postMessage over TLS / bare aiohttp, pooled", ours / raw, 0.75),
        Goal(
            f"connections opened, {AT_ONCE} calls at once", found["opened"], AT_ONCE, at_least=False
        ),
    ]


class Sides:
    """The three ways to post."""

    def __init__(self, fake: Slack) -> None:
        self._fake = fake
        self._installation = Installation(enterprise_id="", team_id=team_of(0), token="xoxb-bench")
        self._posting = blocks.message(CARD, "n41")
        self._client = SlackClient(fake.api_url, self._fresh)
        self._poster = Poster(self._client)
        self._session = aiohttp.ClientSession()
        self._plain = AsyncWebClient("xoxb-bench", base_url=fake.api_url)

    async def _fresh(self, installation: Installation) -> Installation:
        return installation

    async def netlead(self) -> object:
        return await self._poster.post(self._installation, "D0BENCH0001", self._posting, "n41")

    async def bare(self) -> object:
        body = {
            "channel": "D0BENCH0001",
            "text": self._posting.text,
            "blocks": self._posting.blocks,
            "metadata": {"event_type": "netlead_card", "event_payload": {"id": "0" * 32}},
            "parse": "none",
        }
        headers = {"Authorization": "Bearer xoxb-bench"}
        url = f"{self._fake.api_url}chat.postMessage"
        async with self._session.post(url, json=body, headers=headers) as answer:
            return await answer.json()

    async def as_it_comes(self) -> object:
        posting = self._posting
        return await self._plain.chat_postMessage(
            channel="D0BENCH0001", text=posting.text, blocks=posting.blocks
        )

    async def close(self) -> None:
        await self._client.close()
        await self._session.close()


async def _post(post: Post, count: int) -> float:
    """Return how many calls a second were answered."""
    left = iter(range(count))

    async def caller() -> None:
        for _ in left:
            await post()

    started = time.perf_counter()
    await asyncio.gather(*(caller() for _ in range(AT_ONCE)))
    return count / (time.perf_counter() - started)


def _measure(fake: Slack) -> dict[str, Any]:
    os.sched_setaffinity(0, {CORE})
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:

        async def made() -> Sides:
            return Sides(fake)

        sides = runner.run(made())

        def turn(post: Post, count: int) -> Turn:
            return lambda: runner.run(_post(post, count))

        runner.run(_post(sides.bare, FEW))
        fake.told()
        runner.run(_post(sides.netlead, FEW))
        opened = fake.told()["connections"]
        turns = {
            "NetLead": turn(sides.netlead, CALLS),
            "aiohttp, pooled": turn(sides.bare, CALLS),
            "Slack's own client, as it comes": turn(sides.as_it_comes, FEW),
        }
        taken = taken_in_turns(turns, ROUNDS, {name: [fake.pid] for name in turns})
        runner.run(sides.close())
    return {"rates": taken.figures, "opened": opened, "noise": taken.noise()}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_measure(Slack(sys.argv[1], "", int(sys.argv[2])))))
