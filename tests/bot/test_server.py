"""The server: it says how it is, listens only where it may, and ends in an orderly way."""

from __future__ import annotations

import asyncio
import io
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import httpx
import pytest
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from websockets.sync.client import connect
from websockets.typing import Origin

from bot.database import Database
from bot.server import PortError, address_of, build_site, listen, serve
from coaching.clock import StoppedClock
from tests.bot.fakes import ScriptedAdapter, until
from tests.bot.house import House
from tests.bot.people import plan_nudges, states

ROOT = Path(__file__).parents[2]


async def ready() -> str:
    return ""


async def asked(words: str, path: str) -> httpx.Response:
    async def why_not() -> str:
        return words

    site = build_site([Route("/chat", lambda _: PlainTextResponse("hello"))], why_not)
    transport = httpx.ASGITransport(app=site)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        return await client.get(path)


async def test_it_says_that_it_lives_even_when_it_is_not_ready() -> None:
    assert (await asked("the database does not answer", "/livez")).status_code == 200


async def test_it_says_in_words_why_it_is_not_ready() -> None:
    answer = await asked("the database does not answer", "/readyz")
    assert (answer.status_code, answer.text) == (503, "the database does not answer\n")


async def test_it_says_that_it_is_ready() -> None:
    assert (await asked("", "/readyz")).status_code == 200


async def test_the_platforms_have_their_addresses_beside() -> None:
    assert (await asked("", "/chat")).text == "hello"


def test_a_port_in_use_is_told_in_one_line() -> None:
    with listen("127.0.0.1", 0) as first:
        port = first.getsockname()[1]
        with pytest.raises(PortError) as told:
            listen("127.0.0.1", port)
    line = str(told.value)
    assert f"port {port} (Address already in use)" in line
    assert "\n" not in line


def test_a_host_that_is_not_there_is_told_in_one_line() -> None:
    with pytest.raises(PortError, match=r"no\.such\.host\.invalid"):
        listen("no.such.host.invalid", 0)


def test_an_address_of_the_new_kind_stands_in_brackets() -> None:
    if not socket.has_ipv6:
        pytest.skip("there is no IPv6 here")
    with listen("::1", 0) as listener:
        assert address_of(listener).startswith("[::1]:")


async def test_asked_to_stop_it_finishes_the_send_in_flight(
    sqlite: Database, clock: StoppedClock
) -> None:
    plan_nudges(sqlite, 2)
    go = asyncio.Event()
    house = House(sqlite, clock, script=lambda _, __: go)
    house.ticker.start()
    listener = listen("127.0.0.1", 0)
    url = f"http://{address_of(listener)}/livez"
    site = build_site([], ready)
    serving = asyncio.create_task(serve(site, listener, [house.adapter], house.ticker.drain))
    await until(lambda: "sending" in states(sqlite))
    os.kill(os.getpid(), signal.SIGTERM)
    os.kill(os.getpid(), signal.SIGINT)
    await asyncio.sleep(0.05)
    async with httpx.AsyncClient() as client:
        assert (await client.get(url)).status_code == 200
    assert not serving.done()
    go.set()
    await serving
    assert states(sqlite) == ["sent", "due"]


async def test_a_platform_that_breaks_is_started_again(log: io.StringIO) -> None:
    class Fragile(ScriptedAdapter):
        runs = 0

        async def run(self) -> None:
            self.runs += 1
            raise LookupError

    async def drain() -> None:
        assert adapter.runs == 1

    adapter = Fragile()
    listener = listen("127.0.0.1", 0)
    serving = asyncio.create_task(serve(build_site([], ready), listener, [adapter], drain))
    await until(lambda: adapter.runs == 1)
    await asyncio.sleep(0.05)
    os.kill(os.getpid(), signal.SIGTERM)
    await serving
    assert "a platform stopped" in log.getvalue()
    assert "adapter=web" in log.getvalue()


class Program:
    """NetLead as an operator starts it."""

    def __init__(self, folder: Path, **settings: str) -> None:
        """Start it with its data in ``folder``."""
        variables = {f"NETLEAD_{name}": value for name, value in settings.items()}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bot.cli", "run"],
            cwd=ROOT,
            env={**os.environ, "NETLEAD_DATA_DIR": str(folder), "NETLEAD_PORT": "0", **variables},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def link(self) -> str:
        """Wait for the line with the link, and return the link."""
        assert self.process.stdout is not None
        return self.process.stdout.readline().split()[-1]

    def end(self, number: signal.Signals | None = None) -> tuple[int, str]:
        """Wait for the end, after a signal if one is given; return exit code and complaints."""
        if number is not None:
            self.process.send_signal(number)
        _, complaints = self.process.communicate(timeout=30)
        return self.process.returncode, complaints


@pytest.fixture
def programs() -> Iterator[list[Program]]:
    started: list[Program] = []
    yield started
    for program in started:
        program.process.kill()
        program.process.communicate()


def test_a_whole_life_from_the_link_to_the_end(tmp_path: Path, programs: list[Program]) -> None:
    program = Program(tmp_path)
    programs.append(program)
    link = program.link()
    base = link.partition("/?token=")[0]
    port = base.rpartition(":")[2]
    with httpx.Client(base_url=base) as client:
        assert client.get("/livez").status_code == 200
        assert client.get("/").status_code == 403
        assert client.get(link).status_code == 303
        assert client.get("/").status_code == 200
        for _ in range(200):
            answer = client.get("/readyz")
            if answer.status_code == 200:
                break
        assert answer.text == "ready\n"
        cookie = "; ".join(f"{name}={value}" for name, value in client.cookies.items())

    second = Program(tmp_path, PORT=port)
    programs.append(second)
    code, complaints = second.end()
    assert (code, complaints.count("\n")) == (2, 1)
    assert "Address already in use" in complaints

    headers = {"Cookie": cookie}
    address = f"ws{base.removeprefix('http')}/ws?zone=UTC"
    with connect(address, additional_headers=headers, origin=Origin(base)) as page:
        page.send(json.dumps({"type": "say", "id": "m1", "text": "met +Ada: tea"}))
        while (frame := json.loads(page.recv(10)))["type"] != "card":
            pass
        assert "Ada" in frame["card"]["text"]
        page.send(json.dumps({"type": "advance", "by": "week"}))
        while (frame := json.loads(page.recv(20)))["type"] != "clock":
            pass
        begun = monotonic()
        code, complaints = program.end(signal.SIGTERM)
    assert (code, complaints) == (0, "")
    assert monotonic() - begun < 15
    assert messages_in(tmp_path) == ["m1"]
    assert (tmp_path / "netlead.db").stat().st_mode & 0o077 == 0


def messages_in(folder: Path) -> list[str]:
    connection = sqlite3.connect(folder / "netlead.db")
    found = [row[0] for row in connection.execute("SELECT message_id FROM inbox")]
    connection.close()
    return found


def test_the_web_chat_is_not_opened_to_others(tmp_path: Path, programs: list[Program]) -> None:
    program = Program(tmp_path, HOST="0.0.0.0")  # noqa: S104 it is refused
    programs.append(program)
    code, complaints = program.end()
    assert (code, complaints.count("\n")) == (2, 1)
    assert "this machine only" in complaints


def test_without_the_web_chat_there_is_no_link_and_ctrl_c_ends_it(
    tmp_path: Path, programs: list[Program]
) -> None:
    program = Program(tmp_path, WEB_CHAT="false")
    programs.append(program)
    where = program.link().removesuffix(".")
    with httpx.Client(base_url=f"http://{where}") as client:
        assert client.get("/livez").status_code == 200
        assert client.get("/ws").status_code == 404
        assert "networking coach" in client.get("/").text
    assert program.end(signal.SIGINT) == (0, "")
