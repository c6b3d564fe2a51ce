"""Nobody but this machine's own browser with the printed link comes through the gate."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from websockets.exceptions import InvalidStatus

from adapters.web import refuse_public
from adapters.web.gate import COOKIE
from tests.adapters.web.fakes import SECRET, TOKEN, stage
from tests.adapters.web.serving import hear, serving, talking

HOME = "http://127.0.0.1:8000"
PATHS = ("/", "/static/chat.js", "/static/nothing.js", "/ws", "/?token=" + TOKEN)
BAD_INPUTS = Path(__file__).parents[3].parent / "shared" / "bad_inputs.json"


def application(*hosts: str) -> Starlette:
    async def other(request: Request) -> PlainTextResponse:
        return PlainTextResponse(f"another platform at {request.url.path}")

    return Starlette(routes=[*stage(hosts=hosts).adapter.routes(), Route("/slack/events", other)])


def browser(*hosts: str) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(application(*hosts)), base_url=HOME)


@pytest.fixture
async def visitor() -> AsyncIterator[httpx.AsyncClient]:
    """Somebody at the right address without a session."""
    async with browser() as client:
        yield client


@pytest.fixture
async def owner() -> AsyncIterator[httpx.AsyncClient]:
    """Somebody who opened the printed link."""
    async with browser() as client:
        await client.get("/", params={"token": TOKEN})
        yield client


async def session() -> str:
    async with browser() as client:
        await client.get("/", params={"token": TOKEN})
        return f"{COOKIE}={client.cookies[COOKIE]}"


async def upgrade_status(port: int, **changes: str) -> int:
    with pytest.raises(InvalidStatus) as refused:
        async with talking(port, **({"cookie": await session()} | changes)):
            pass
    return refused.value.response.status_code


async def test_the_printed_link_opens_the_page(visitor: httpx.AsyncClient) -> None:
    entered = await visitor.get("/", params={"token": TOKEN})

    assert (entered.status_code, entered.headers["location"]) == (303, "/")
    cookie = SimpleCookie(entered.headers["set-cookie"])[COOKIE]
    assert cookie["httponly"]
    assert cookie["samesite"].lower() == "strict"
    assert cookie["path"] == "/"
    assert not cookie["secure"]
    assert SECRET.decode() not in cookie.value
    assert TOKEN not in cookie.value
    page = await visitor.get("/")
    assert page.status_code == 200
    assert "<title>NetLead</title>" in page.text


async def test_over_https_the_cookie_is_for_https_only(visitor: httpx.AsyncClient) -> None:
    entered = await visitor.get("https://127.0.0.1:8000/", params={"token": TOKEN})

    assert SimpleCookie(entered.headers["set-cookie"])[COOKIE]["secure"]


async def test_the_session_outlives_a_restart() -> None:
    cookie = await session()
    async with browser() as after_restart:
        page = await after_restart.get("/", headers={"Cookie": cookie})

    assert page.status_code == 200


async def test_an_old_link_still_works_for_whoever_is_in(owner: httpx.AsyncClient) -> None:
    again = await owner.get("/", params={"token": "of an earlier start"})

    assert (again.status_code, again.headers["location"]) == (303, "/")


@pytest.mark.parametrize("token", ["", "wrong", TOKEN[:-1], TOKEN + "x", "tökén", "%ff%00"])
async def test_a_wrong_token_does_not_enter(visitor: httpx.AsyncClient, token: str) -> None:
    answer = await visitor.get(f"/?token={token}")

    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("path", ["/", "/static/chat.js", "/static/nothing.js", "/ws"])
@pytest.mark.parametrize("cookie", ["", f"{COOKIE}=", f"{COOKIE}=guess", f"{COOKIE}=\xff", "a=b"])
async def test_without_the_session_a_kind_page_says_where_the_door_is(
    visitor: httpx.AsyncClient, path: str, cookie: str
) -> None:
    answer = await visitor.get(path, headers=httpx.Headers({"Cookie": cookie}, "latin-1"))

    assert answer.status_code == 403
    assert "Please open that link" in answer.text


async def test_an_empty_token_opens_nothing() -> None:
    adapter = stage(token="").adapter
    transport = httpx.ASGITransport(Starlette(routes=list(adapter.routes())))
    async with httpx.AsyncClient(transport=transport, base_url=HOME) as client:
        assert (await client.get("/?token=")).status_code == 403


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "host",
    [
        "evil.example:8000",
        "evil.example",
        "127.0.0.1.evil.example",
        "localhost.evil.example:8000",
        "evil.example@127.0.0.1",
        "127.0.0.1:8000:8000",
        "127.0.0.1:port",
        "0.0.0.0:8000",
        "[::2]",
        "[::1",
        "",
        "localhost:8000/",
    ],
)
async def test_a_foreign_host_is_refused(owner: httpx.AsyncClient, path: str, host: str) -> None:
    answer = await owner.get(path, headers={"Host": host})

    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:8000", "LOCALHOST", "[::1]:9", "[::1]"])
async def test_this_machine_s_names_are_right(visitor: httpx.AsyncClient, host: str) -> None:
    answer = await visitor.get("/", params={"token": TOKEN}, headers={"Host": host})

    assert answer.status_code == 303


async def test_a_configured_name_is_right() -> None:
    async with browser("Coach.Example") as client:
        answer = await client.get(f"https://coach.example/?token={TOKEN}")

    assert answer.status_code == 303


async def test_two_hosts_are_no_host(owner: httpx.AsyncClient) -> None:
    answer = await owner.get("/", headers=[("Host", "127.0.0.1:8000"), ("Host", "evil.example")])

    assert answer.status_code == 403


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "origin",
    [
        "http://evil.example",
        "null",
        "",
        "http://127.0.0.1:8001",
        "http://localhost:8000",
        "file://",
    ],
)
async def test_a_foreign_origin_is_refused(
    owner: httpx.AsyncClient, path: str, origin: str
) -> None:
    answer = await owner.get(path, headers={"Origin": origin})

    assert answer.status_code == 403


async def test_the_own_origin_is_right(owner: httpx.AsyncClient) -> None:
    for origin in (HOME, "https://127.0.0.1:8000"):
        assert (await owner.get("/", headers={"Origin": origin})).status_code == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
async def test_nothing_can_be_written_over_http(owner: httpx.AsyncClient, method: str) -> None:
    answer = await owner.request(method, "/")

    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD"
    assert not [name for name in answer.headers if name.startswith("access-control")]


@pytest.mark.parametrize("path", ["/static/..%2fgate.py", "/static/gate.py", "/static/index.htm"])
async def test_only_the_page_s_own_files_are_served(owner: httpx.AsyncClient, path: str) -> None:
    assert (await owner.get(path)).status_code == 404


async def test_the_socket_s_address_is_no_page(owner: httpx.AsyncClient) -> None:
    assert (await owner.get("/ws")).status_code == 426


@pytest.mark.parametrize("path", [*PATHS, "/static/chat.css", "/static/favicon.svg"])
async def test_every_answer_carries_the_security_headers(path: str) -> None:
    async with browser() as visitor:
        answers = [await visitor.get(path)]
        await visitor.get("/", params={"token": TOKEN})
        answers += [await visitor.get(path), await visitor.get(path, headers={"Host": "evil"})]

    for answer in answers:
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["cross-origin-opener-policy"] == "same-origin"
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"


async def test_other_platforms_are_not_behind_this_gate(visitor: httpx.AsyncClient) -> None:
    answer = await visitor.get("/slack/events", headers={"Host": "bot.example", "Origin": "null"})

    assert answer.text == "another platform at /slack/events"
    assert "content-security-policy" not in answer.headers


async def test_a_socket_needs_session_origin_and_host() -> None:
    made = stage()
    async with serving(made.adapter.routes()) as port:
        assert await upgrade_status(port, cookie="") == 403
        assert await upgrade_status(port, cookie=f"{COOKIE}=guess") == 403
        assert await upgrade_status(port, Origin="") == 403
        assert await upgrade_status(port, Origin="http://evil.example") == 403
        assert await upgrade_status(port, Origin="null") == 403
        assert await upgrade_status(port, Origin=f"http://localhost:{port}") == 403
        async with talking(port, await session()) as link:
            assert (await hear(link, "history"))["exchanges"] == []

    assert made.coach.messages == []


def reference_cases() -> list[Any]:
    if not BAD_INPUTS.exists():
        return [pytest.param({}, marks=pytest.mark.skip("the reference inputs are not here"))]
    cases = json.loads(BAD_INPUTS.read_text())
    return [
        pytest.param(case, id=case["id"])
        for case in cases
        if case["surface"].startswith("webchat.")
    ]


@pytest.mark.parametrize("case", reference_cases())
async def test_hostile_input_of_the_reference(
    case: dict[str, Any], owner: httpx.AsyncClient
) -> None:
    headers = case["payload"]["headers"]
    if case["surface"] == "webchat.ws":
        async with serving(stage().adapter.routes()) as port:
            status = await upgrade_status(port, **headers)
    else:
        status = (await owner.get("/", headers=headers)).status_code

    assert status == case["expected"]["status"]


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.8.0.1", "::1", "[::1]", "localhost", "LocalHost"]
)
def test_the_web_chat_may_listen_to_this_machine(host: str) -> None:
    assert refuse_public(host) is None  # type: ignore[func-returns-value]


@pytest.mark.parametrize(
    "host",
    ["::", "0.0.0.0", "", "192.168.1.4", "example.com", "localhost.example", "2130706433"],  # noqa: S104 - refused
)
def test_the_web_chat_may_not_listen_to_the_world(host: str) -> None:
    with pytest.raises(ValueError, match=re.escape(repr(host))) as refused:
        refuse_public(host)

    assert "\n" not in str(refused.value)
