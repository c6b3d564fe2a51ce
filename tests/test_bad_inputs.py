"""Hostile and broken inputs get the answer that they should, on both databases and every screen."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from websockets.exceptions import InvalidStatus

from bot.database import Database, open_database
from coaching.dates import instant
from coaching.messages import Card, plain_text
from coaching.models.cipher import Cipher
from tests.adapters.renderers import RENDERERS
from tests.adapters.web.fakes import stage
from tests.adapters.web.house import enter
from tests.adapters.web.serving import serving, talking
from tests.bad_inputs import SLACK_UNDERSTOOD, UNDERSTOOD, Case, cases, generated
from tests.bad_inputs_musts import MUSTS, SLACK_MUSTS, Scene, squeezed
from tests.speaker import Speaker

SURFACES = ("chat.text", "name.field", "date.text", "settings", "schedule")
WEB = ("webchat.http", "webchat.ws")
SLACK = ("slack.http", "slack.action", "slack.view", "oauth")
"""They are tried on the running adapter, in ``tests/adapters/slack/inbound``."""
WENT_WRONG = "on my side"


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def house(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, cipher: Cipher
) -> Iterator[Database]:
    """Yield one migrated database for all cases, once for each kind; each case has its person."""
    if request.param == "sqlite":
        path = tmp_path_factory.mktemp("bad") / "netlead.db"
        migrated: Path = request.getfixturevalue("migrated_file")
        shutil.copy(migrated, path)
        url = f"sqlite:///{path}"
    else:
        url = request.getfixturevalue("postgres_copies")()
    opened = open_database(url, cipher)
    yield opened
    opened.close()


@pytest.fixture(autouse=True)
def quiet_log(log: io.StringIO) -> Iterator[None]:
    """See that nothing that was said got into the log, and no error either."""
    yield
    assert log.getvalue() == ""


@pytest.mark.parametrize("case", cases(*SURFACES, *WEB))
def test_the_case_asks_for_nothing_that_is_not_looked_at(case: Case) -> None:
    expected = case["expected"]
    assert set(expected) <= UNDERSTOOD
    assert set(expected.get("must", ())) <= set(MUSTS)
    assert expected.get("outcome", "accept") in ("accept", "reject", "clarify", "escape")


@pytest.mark.parametrize("case", cases(*SLACK))
def test_slacks_cases_ask_for_nothing_that_is_not_looked_at(case: Case) -> None:
    expected = case["expected"]
    assert set(expected) <= SLACK_UNDERSTOOD
    assert set(expected.get("must", ())) <= SLACK_MUSTS
    assert expected["outcome"] in ("accept", "reject", "ignore")


@pytest.mark.parametrize("case", cases("chat.text"))
async def test_what_is_said_in_the_chat(house: Database, case: Case) -> None:
    text = generated(case["payload"]["text"])
    speaker = Speaker(house, case["id"])
    nobody = speaker.kept()
    card = await speaker.say(text)
    if case["expected"]["outcome"] in ("clarify", "reject"):
        see_refusal(speaker, nobody, card)
    elif text:
        assert speaker.kept() != nobody
        assert card.title
    see_reply(case, card)
    for renderer in RENDERERS.values():
        for part in case["expected"].get("must_not_send", ()):
            assert part not in renderer.sent(card)
    await see_musts(Scene(speaker, case, text, card))


async def by_form(speaker: Speaker, name: str) -> Card:
    return await speaker.fill("add", who=name)


async def by_typing(speaker: Speaker, name: str) -> Card:
    return await speaker.say(f'add "{name}"')


async def by_renaming(speaker: Speaker, name: str) -> Card:
    await speaker.say("add Bo")
    return await speaker.fill("edit #1", name=name)


DOORS = {"form": by_form, "typing": by_typing, "renaming": by_renaming}


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("case", cases("name.field"))
async def test_a_name(house: Database, case: Case, door: str) -> None:
    name = generated(case["payload"]["name"])
    speaker = Speaker(house, f"{case['id']}-{door}")
    card = await DOORS[door](speaker, name)
    before = ["Bo"] if door == "renaming" else []
    see_reply(case, card)
    if case["expected"]["outcome"] == "reject":
        assert speaker.names() == before
        assert card.body
    else:
        assert len(speaker.names()) == 1
        assert speaker.names() != before
        await see_shown_everywhere(speaker, case)
    assert speaker.kept().get("nudges", 0) == case["expected"].get("notifications", 0)
    await see_musts(Scene(speaker, case, name, card))


async def see_shown_everywhere(speaker: Speaker, case: Case) -> None:
    """See that the name that was kept is shown whole, and nothing is sent that would be obeyed."""
    (name,) = speaker.names()
    for line in ("who", "who #1", "edit #1", "met #1", "undo", "history"):
        card = await speaker.say(line)
        for renderer in RENDERERS.values():
            sent = renderer.sent(card)
            assert "\0" not in sent
            if line.startswith(("who", "met")):
                assert squeezed(name) in squeezed(renderer.shown(card)), (line, renderer)
            if renderer.markup:
                assert not [p for p in case["expected"].get("must_not_send", ()) if p in sent]


@pytest.mark.parametrize("wrap", ["{}", "remind me to call Ada {}", "promise Ada the deck by {}"])
@pytest.mark.parametrize("case", cases("date.text"))
async def test_a_date(house: Database, case: Case, wrap: str) -> None:
    payload = case["payload"]
    said = generated(payload["text"])
    text = said if wrap == "{}" else wrap.format(said.removeprefix("remind me "))
    now = datetime.fromisoformat(payload["now"])
    speaker = Speaker(house, f"{case['id']}-{wrap}", now=now, zone=payload["tz"])
    nobody = speaker.kept()
    card = await speaker.say(text)
    see_refusal(speaker, nobody, card)
    see_reply(case, card)
    await see_musts(Scene(speaker, case, text, card))


@pytest.mark.parametrize("case", cases("settings"))
async def test_a_setting(house: Database, case: Case) -> None:
    zone = case["payload"]["timezone"]
    speaker = Speaker(house, case["id"])
    await speaker.say("settings")
    before = await speaker.say("settings")
    for card in (
        await speaker.say(f"settings zone {zone}"),
        await speaker.fill("settings", zone=zone),
    ):
        assert not card.title
        see_reply(case, card)
    assert (await speaker.say("settings")).fields == before.fields


@pytest.mark.parametrize("case", cases("settings"))
async def test_a_zone_that_a_platform_tells(house: Database, case: Case) -> None:
    speaker = Speaker(house, f"{case['id']}-platform", zone=case["payload"]["timezone"])
    assert "Time zone: UTC" in plain_text(await speaker.say("settings"))


@pytest.mark.parametrize("case", cases("schedule"))
async def test_a_time_that_the_clocks_skip_or_repeat(house: Database, case: Case) -> None:
    payload = case["payload"]
    day, at = payload["local_date"], payload["every"].removeprefix("daily ")
    wanted = [datetime.fromisoformat(text) for text in case["expected"]["fires_utc"]]
    assert [instant(date.fromisoformat(day), time.fromisoformat(at), payload["tz"])] == wanted
    now = datetime(2026, 11, 23, tzinfo=UTC)
    speaker = Speaker(house, case["id"], now=now, zone=payload["tz"])
    await speaker.say(f"remind me to call Ada {day} {at}")
    with speaker.book() as book:
        assert [promise.due for promise in book.promises.open()] == wanted


@pytest.mark.parametrize("case", cases("webchat.http"))
async def test_a_request_to_the_web_chat(case: Case) -> None:
    made = stage()
    headers = {"Cookie": await enter(made)} | case["payload"]["headers"]
    transport = httpx.ASGITransport(Starlette(routes=list(made.adapter.routes())))
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as client:
        for path in ("/", "/static/chat.js", "/ws"):
            answer = await client.get(path, headers=headers)
            assert answer.status_code == case["expected"]["status"]
    assert made.coach.messages == []


@pytest.mark.parametrize("case", cases("webchat.ws"))
async def test_a_socket_to_the_web_chat(case: Case) -> None:
    made = stage()
    cookie = await enter(made)
    async with serving(made.adapter.routes()) as port:
        with pytest.raises(InvalidStatus) as refused:
            async with talking(port, cookie, **case["payload"]["headers"]):
                pass
    assert refused.value.response.status_code == case["expected"]["status"]
    assert made.coach.messages == []


def see_refusal(speaker: Speaker, before: dict[str, int], card: Card) -> None:
    """See that nothing was kept and that the answer says something kind instead."""
    assert speaker.kept() == before
    assert card.body
    assert WENT_WRONG not in card.body


def see_reply(case: Case, card: Card) -> None:
    """See what every answer must and must not contain."""
    reply = plain_text(card)
    assert WENT_WRONG not in reply
    assert "Traceback" not in reply
    for part in case["expected"].get("reply_contains", ()):
        assert part in reply
    for part in case["expected"].get("must_not_contain", ()):
        assert part not in reply


async def see_musts(scene: Scene) -> None:
    """See that each sentence about the case holds."""
    for sentence in scene.case["expected"].get("must", ()):
        await MUSTS[sentence](scene)


def test_generated_values_are_made() -> None:
    repeated = {"$repeat": "ab", "times": 2, "prefix": "<", "suffix": ">", "then": "!"}
    made: Callable[..., object] = generated
    assert made(repeated) == "<abab>!"
    assert made({"$bytes_hex": "fffe"}) == b"\xff\xfe"
    assert made({"$encode": "é", "as": "latin-1"}) == b"\xe9"
    assert made({"name": {"$repeat": "x", "times": 2}}) == {"name": "xx"}
    assert made("plain") == "plain"
