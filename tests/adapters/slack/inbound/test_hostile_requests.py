"""The reference cases of hostile requests and installations, on the running adapter."""

from __future__ import annotations

import asyncio
import contextlib
import io
import tracemalloc
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from adapters.slack.installs.installations import Installations
from adapters.slack.installs.oauth import COOKIE
from coaching.clock import StoppedClock, SystemClock
from tests.adapters.slack import signing
from tests.adapters.slack.fake import FakeSlack
from tests.adapters.slack.house import House
from tests.adapters.slack.inbound.moving_in import move_in, rest, rows
from tests.bad_inputs import Case, cases, generated

SENT = ("chat.postMessage", "chat.postEphemeral", "chat.update", "response_url", "views.open")
BIG = 1_000_000
PIECE = 65_536


def kept(house: House) -> dict[str, int]:
    """Return how much was stored and sent."""
    return {
        "arrivals": rows(house.database, "arrivals"),
        "inbox": rows(house.database, "inbox"),
        "sent": len(house.slack.calls_of(*SENT)),
    }


async def sent_by(house: House, case: Case) -> list[int]:
    """Send what a case says, as often as it says; return the statuses of the answers."""
    payload, secret = case["payload"], house.slack.world.app.signing_secret
    moment = SystemClock().now()
    retries = payload.get("retry_num", [None])
    assert len(retries) == payload.get("deliver", 1)
    return [
        await status_of(house, signing.from_case(payload, moment, secret, retry))
        for retry in retries
    ]


async def status_of(house: House, sent: signing.Sent) -> int:
    """Send the very bytes, which no client would; the answer may come before the last of them."""
    address = urlsplit(house.url)
    reader, writer = await asyncio.open_connection(address.hostname, address.port)
    head, body, left = *sent.wire().partition(b"\r\n\r\n")[::2], 0
    writer.write(head + b"\r\n\r\n")
    answering = asyncio.create_task(reader.readline())
    try:
        while left < len(body) and not answering.done():
            writer.write(body[left : left + PIECE])
            left += PIECE
            await writer.drain()
        return int((await answering).split()[1])
    finally:
        writer.close()
        with contextlib.suppress(ConnectionError):
            await writer.wait_closed()


async def settled_in(house: House, case: Case) -> None:
    """Let T1 have the app, and U1 a row that could be lost, since whenever the case says."""
    await move_in(house.database, house.slack, "T1")
    user = house.slack.world.person("Una One", team="T1", as_id="U1")
    since = case["payload"].get("state", {}).get("installed_at")
    if since:
        await house.side.command(user, "met Zoe: tea")
        installations = Installations(house.database, StoppedClock(datetime.fromisoformat(since)))
        installation = await installations.find(None, "T1")
        assert installation is not None
        await installations.save(installation)


@pytest.mark.parametrize("case", cases("slack.http"))
async def test_a_request(many: House, case: Case, log: io.StringIO) -> None:
    await settled_in(many, case)
    before = kept(many)
    began = asyncio.get_running_loop().time()
    answers = await sent_by(many, case)
    took = asyncio.get_running_loop().time() - began
    await rest(many)
    expected, after = case["expected"], kept(many)
    assert set(answers) == {expected["status"]}
    refused = expected["outcome"] in ("reject", "ignore") and "state" not in case["payload"]
    stored = expected.get("stored", 0 if refused else None)
    if stored is not None:
        assert after["arrivals"] - before["arrivals"] == stored
        assert after["inbox"] - before["inbox"] == stored
    assert after["sent"] - before["sent"] == expected.get("sent", 0)
    see_quiet_log(case, log)
    await see_quick(many, case, took)
    for sentence in expected.get("must", ()):
        await SLACK_HTTP[sentence](many)


def see_quiet_log(case: Case, log: io.StringIO) -> None:
    """See that nothing of the request got into the log, nor a tale of an error."""
    written = log.getvalue()
    assert "level=error" not in written
    assert "Traceback" not in written
    for words in case["expected"].get("must_not_log", ()):
        assert words not in written.split()
    request = case["payload"].get("request", case["payload"])
    body = generated(request["body"]) if isinstance(request["body"], str) else ""
    assert len(body) < 3 or body not in written


async def see_quick(house: House, case: Case, took: float) -> None:
    """See that it took no longer than it may, the best of three times, and no more memory."""
    limit = case["expected"].get("max_ms", 2_500)
    for _ in range(2):
        if took * 1000 < limit:
            break
        began = asyncio.get_running_loop().time()
        await sent_by(house, case)
        took = min(took, asyncio.get_running_loop().time() - began)
    assert took * 1000 < limit
    growth = case["expected"].get("max_rss_growth_mb")
    if growth is not None:
        assert await memory_for(house, case) < growth * BIG


async def memory_for(house: House, case: Case) -> int:
    """Return the most bytes that answering a request takes beside what its sender has."""
    secret = house.slack.world.app.signing_secret
    sent = signing.from_case(case["payload"], SystemClock().now(), secret)
    tracemalloc.start()
    try:
        copies = 2 * len(sent.body)  # of the sender: the whole, and what is left of it
        await status_of(house, sent)
        return tracemalloc.get_traced_memory()[1] - copies
    finally:
        tracemalloc.stop()


async def _installation_kept(house: House) -> None:
    found = await Installations(house.database, SystemClock()).find(None, "T1")
    assert found is not None
    assert found.active
    (user,) = [u for u in house.slack.world.users.values() if u.id == "U1"]
    answer = await house.side.command(user, "who")
    assert "Zoe" in answer.data["text"]


async def _data_kept(house: House) -> None:
    await house.adapter._erase()  # noqa: SLF001 it does so every minute
    assert rows(house.database, "contacts") == 1


SLACK_HTTP: Mapping[str, Callable[[House], Awaitable[None]]] = {
    "installation kept": _installation_kept,
    "data kept": _data_kept,
}


async def begun(client: httpx.AsyncClient, house: House) -> tuple[str, str]:
    """Begin to install the app; return the query that Slack sends back, and the browser's cookie."""
    sent = await client.get(f"{house.url}/slack/install")
    cookie = sent.headers["set-cookie"].partition("=")[2].partition(";")[0]
    allowed = await client.get(sent.headers["location"].replace("/authorize", "/allow"))
    return urlsplit(allowed.headers["location"]).query, f"{COOKIE}={cookie}"


@pytest.mark.parametrize("case", cases("oauth"))
async def test_an_installation(many: House, slack: FakeSlack, case: Case) -> None:
    payload, expected = case["payload"], case["expected"]
    async with httpx.AsyncClient(trust_env=False) as client:
        query, cookie = await begun(client, many)
        path = payload["path"]
        if "{valid}" in path:
            asked = parse_qs(query)
            path = f"/slack/oauth_redirect?code={asked['code'][0]}&state={asked['state'][0]}"
        coming = [
            client.get(f"{many.url}{path}", headers={"Cookie": cookie})
            for _ in range(payload.get("concurrent", 1))
        ]
        statuses = sorted(answer.status_code for answer in await asyncio.gather(*coming))
    assert rows(many.database, "slack_installations") == expected["stored"]
    if expected["outcome"] == "reject":
        assert statuses == [expected["status"]]
    else:
        assert statuses == [200, *[400] * (len(statuses) - 1)]
        assert len(slack.calls_of("oauth.v2.access")) == 1
