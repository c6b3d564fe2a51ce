"""The reference cases of hostile requests, presses, forms and installations, on the running adapter."""

from __future__ import annotations

import asyncio
import io
import json
import tracemalloc
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from adapters.slack.cards.form_data import packed
from adapters.slack.installs.installations import Installations
from adapters.slack.installs.oauth import COOKIE
from coaching.clock import StoppedClock, SystemClock
from coaching.messages import Button, Input
from tests.adapters.slack import signing
from tests.adapters.slack.fake import FakeSlack, payloads
from tests.adapters.slack.fake.nouns import Post, User, View
from tests.adapters.slack.fake.transports import AppAnswer
from tests.adapters.slack.house import House
from tests.adapters.slack.inbound.canaries import THEIRS, Cage, book_of, caged
from tests.adapters.slack.inbound.moving_in import bring_interaction, move_in, rest, rows
from tests.bad_inputs import Case, cases, generated
from tests.bad_inputs_musts import SLACK_MUSTS

SENT = ("chat.postMessage", "chat.postEphemeral", "chat.update", "response_url", "views.open")
NOBODYS = "#9999"
"""A contact that is in nobody's book."""
BIG = 1_000_000
PIECE = 65_536


def kept(house: House) -> dict[str, int]:
    """Return how much was stored and sent."""
    return {
        "arrivals": rows(house.database, "arrivals"),
        "inbox": rows(house.database, "inbox"),
        "sent": len(house.slack.calls_of(*SENT)),
    }


# slack.http


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


# slack.action and slack.view


@pytest.fixture
async def cage(many: House, monkeypatch: pytest.MonkeyPatch) -> Cage:
    monkeypatch.setattr("adapters.slack.outbound.pacing.PER_CHANNEL", 0.0)
    return await caged(many)


def a_card(house: House, user: User) -> Post:
    """Return a message of the app's to somebody, with nothing on it that matters."""
    world = house.slack.world
    installation = world.installed_in(user.team)
    assert installation is not None
    return world.keep(
        Post(
            channel=world.direct(installation, user.id).id,
            ts=world.ts(),
            team=user.team,
            user=installation.bot_user,
            text="Hello",
            blocks=[{"type": "section", "text": {"type": "mrkdwn", "text": "Hello"}}],
            bot_id=installation.bot_id,
        )
    )


async def pressed(house: House, user: User, action: dict[str, Any]) -> list[str]:
    """Let somebody send an action, genuine or not, on a message; return what she is shown then."""
    slack = house.slack
    before = [*slack.posts_to(user), *slack.ephemerals_to(user)]
    seen = [thing.words for thing in before]
    button = {"type": "button", "text": {"type": "plain_text", "text": "Open"}, "block_id": "b"}
    card = a_card(house, user)
    payload = payloads.block_actions(slack.world, user, card, button | action, {})
    answer = await bring_interaction(house.side, payload)
    assert (answer.status, answer.body) == (200, b"")
    await rest(house)
    after = [*slack.posts_to(user), *slack.ephemerals_to(user)]
    return [thing.words for thing in after if thing.words not in (*seen, card.words)]


def genuine(command: str) -> dict[str, Any]:
    """Return the action of a button that says ``command``, as NetLead makes them."""
    return {"action_id": "closes:0:key", "block_id": "card:0:key", "value": command}


def foreign(cage: Cage, value: str) -> str:
    """Return a case's value, with the contact that it names."""
    named = value.strip("{}").split("_")
    if named[:3] != ["contact", "id", "of"]:
        return value
    theirs = book_of(cage.house.database, cage.people[named[3], named[4]])["contacts"]
    assert len(theirs) == 3
    return str(THEIRS)


@pytest.mark.parametrize("case", cases("slack.action"))
async def test_a_press(cage: Cage, case: Case, log: io.StringIO) -> None:
    payload, expected, house = case["payload"], case["expected"], cage.house
    actor = cage.people[payload["actor"]["team"], payload["actor"]["user"]]
    books = {user.id: book_of(house.database, user) for user in cage.people.values()}
    arrived = rows(house.database, "arrivals")
    value = foreign(cage, payload["value"])
    said = await pressed(house, actor, {"action_id": payload["action_id"], "value": value})
    nothing = await pressed(house, actor, {"action_id": payload["action_id"], "value": NOBODYS})
    assert len(said) == 1
    assert expected["reply_same_as"] == "not found"
    assert nothing in (said, [])  # word for word the same, so it is not new
    assert "no longer have what this was about" in said[0]
    for part in (*expected.get("must_not_contain", ()), *cage.others(actor)):
        assert part not in cage.heard_by(actor)
        assert part not in log.getvalue()
    must = expected.get("must", ())
    assert set(must) <= SLACK_MUSTS
    assert {user.id: book_of(house.database, user) for user in cage.people.values()} == books
    done = rows(house.database, "arrivals", "state = 'done'")
    assert (rows(house.database, "arrivals"), done) == (arrived + 2, arrived + 2)


@pytest.mark.parametrize("verb", ["who", "forget", "edit", "met", "note", "rest"])
async def test_a_genuine_button_with_anothers_number_finds_only_what_is_ones_own(
    cage: Cage, verb: str, log: io.StringIO
) -> None:
    house, actor = cage.house, cage.people["T1", "U1"]
    await house.side.command(actor, f"forget #{THEIRS} yes")
    assert len(book_of(house.database, actor)["contacts"]) == 2
    others = [user for user in cage.people.values() if user is not actor]
    books = {user.id: book_of(house.database, user) for user in others}
    there = await pressed(house, actor, genuine(f"{verb} #{THEIRS}"))
    nowhere = await pressed(house, actor, genuine(f"{verb} {NOBODYS}"))
    assert [text.replace(f"#{THEIRS}", NOBODYS) for text in there] == nowhere
    assert {user.id: book_of(house.database, user) for user in others} == books
    for part in cage.others(actor):
        assert part not in cage.heard_by(actor) + log.getvalue()


def a_view(user: User, private_metadata: str, **body: object) -> View:
    """Return a modal that the app is said to have opened."""
    blocks = [{"type": "input", "block_id": "input:0:key", "element": {"action_id": "value:0"}}]
    whole = {"type": "modal", "title": {"type": "plain_text", "text": "Edit"}, "blocks": blocks}
    return View(
        id="V1",
        team=user.team,
        user=user.id,
        body={**whole, "private_metadata": private_metadata, **body},
        blocks=blocks,
        hash="1",
        root="V1",
    )


async def submitted(house: House, user: User, view: View, said: str = "hello") -> AppAnswer:
    state = {"input:0:key": {"value:0": {"type": "plain_text_input", "value": said}}}
    payload = payloads.view_submission(house.slack.world, user, view, state)
    answer = await bring_interaction(house.side, payload)
    await rest(house)
    return answer


@pytest.mark.parametrize("case", cases("slack.view"))
async def test_a_form(cage: Cage, case: Case, log: io.StringIO) -> None:
    payload, house = case["payload"], cage.house
    actor = cage.people[payload["actor"]["team"], payload["actor"]["user"]]
    books = {user.id: book_of(house.database, user) for user in cage.people.values()}
    metadata = payload["private_metadata"].replace("{contact_id_of_T2_U1}", str(THEIRS))
    view = a_view(actor, metadata, callback_id=payload["callback_id"])
    answer = await submitted(house, actor, view)
    assert answer.status == 200
    assert answer.data["response_action"] == "update"
    assert "no longer have what this was about" in json.dumps(answer.data)
    assert {user.id: book_of(house.database, user) for user in cage.people.values()} == books
    assert set(case["expected"]["must"]) <= SLACK_MUSTS
    for part in cage.others(actor):
        assert part not in answer.body.decode() + log.getvalue()


async def test_a_forged_form_acts_in_the_book_of_whoever_sent_it(cage: Cage) -> None:
    house, actor = cage.house, cage.people["T1", "U1"]
    others = [user for user in cage.people.values() if user is not actor]
    books = {user.id: book_of(house.database, user) for user in others}
    own = book_of(house.database, actor)
    button = Button(label="Save", command="note #3:", submits=True)
    metadata = json.loads(packed("key", button, (Input(name="text", label=""),)))
    view = a_view(actor, json.dumps(metadata))
    view.body |= {"user": "U2", "team_id": "T2"}
    answer = await submitted(house, actor, view, "from a forged form")
    assert "from a forged form" in json.dumps(answer.data)
    assert {user.id: book_of(house.database, user) for user in others} == books
    assert book_of(house.database, actor) != own


# oauth


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
