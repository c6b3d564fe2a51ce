"""A cold ``netlead run``: from its start to the first answer, and what it costs to stand idle."""

from __future__ import annotations

import json
import os
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
from websockets.sync.client import connect

from tests.bench.sides import Goal, say

NETLEAD = Path(sys.executable).with_name("netlead")
ROUNDS = 5
SETTLED, IDLE = 5.0, 10.0
"""Seconds after which the memory is read, and over which the idle processor time is counted."""
HEAVY = ("slack_bolt", "slack_sdk", "botbuilder", "aiohttp", "sqlalchemy", "uvicorn", "alembic")
_HELP = f"""
import sys
from bot.cli import main
main(["--help"])
sys.stderr.write(" ".join(name for name in {HEAVY!r} if name in sys.modules))
"""


@dataclass(frozen=True)
class Started:
    """Seconds from the start of the process to each of its first signs."""

    link: float
    livez: float
    answer: float


def main() -> list[Goal]:
    """Start it some times, over a new and over a known folder, and watch it once standing idle."""
    new = []
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory() as folder:
            new.append(_start(Path(folder)))
    with tempfile.TemporaryDirectory() as folder:
        _start(Path(folder))
        again = [_start(Path(folder)) for _ in range(ROUNDS)]
        memory, share = _idle(Path(folder))
    seconds, imported = _help()
    say(f"  {'':22} {'link':>6} {'/livez':>7} {'answer':>7}  seconds")
    for name, found in (("a new data folder", new), ("a known data folder", again)):
        link, livez, answer = (
            statistics.median(getattr(item, part) for item in found)
            for part in ("link", "livez", "answer")
        )
        say(f"  {name:22} {link:6.2f} {livez:7.2f} {answer:7.2f}")
    livez = statistics.median(item.livez for item in again)
    first = statistics.median(item.livez for item in new)
    return [
        Goal("seconds from exec to the first /livez", livez, 2, at_least=False),
        Goal("the same with a new data folder", first, 2, at_least=False),
        Goal("MB of memory when idle, web chat alone", memory, 150, at_least=False),
        Goal("% of one core when idle", share, 1, at_least=False),
        Goal("seconds of netlead --help", seconds, 0.3, at_least=False),
        Goal("heavy packages that --help imports", imported, 0, at_least=False),
    ]


@contextmanager
def _running(folder: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Run NetLead over ``folder`` and give its process and the link it prints."""
    mine = {name: value for name, value in os.environ.items() if not name.startswith("NETLEAD_")}
    settings = {"NETLEAD_DATA_DIR": str(folder), "NETLEAD_PORT": "0"}
    process = subprocess.Popen(
        [NETLEAD, "run"], env=mine | settings, cwd=folder, stdout=subprocess.PIPE, text=True
    )
    try:
        line = process.stdout.readline() if process.stdout else ""
        link = re.search(r"http://\S+", line)
        if link is None:
            reason = f"NetLead did not start: {line!r}"
            raise RuntimeError(reason)
        yield process, link[0]
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)


def _start(folder: Path) -> Started:
    started = time.perf_counter()
    with _running(folder) as (_, link), httpx.Client() as client:
        linked = time.perf_counter() - started
        client.get(httpx.URL(link).join("/livez")).raise_for_status()
        alive = time.perf_counter() - started
        client.get(link)
        _talk(httpx.URL(link), "; ".join(f"{k}={v}" for k, v in client.cookies.items()))
        return Started(linked, alive, time.perf_counter() - started)


def _talk(link: httpx.URL, cookie: str) -> None:
    """Say hello as the page does, and wait for the answer."""
    where = f"{link.host}:{link.port}"
    headers = {"Origin": f"http://{where}", "Cookie": cookie}
    with connect(
        f"ws://{where}/ws?zone=Europe/Berlin", additional_headers=headers, proxy=None
    ) as socket:
        words = {"type": "say", "id": f"b{time.monotonic_ns()}", "text": "help", "press": None}
        socket.send(json.dumps(words))
        while json.loads(socket.recv(10))["type"] != "card":
            pass


def _idle(folder: Path) -> tuple[float, float]:
    """Return megabytes of memory, and the percentage of one core that standing idle takes."""
    with _running(folder) as (process, _):
        time.sleep(SETTLED)
        status = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")
        memory = re.search(r"VmRSS:\s+(\d+) kB", status)
        before = _processor_seconds(process.pid)
        time.sleep(IDLE)
        used = _processor_seconds(process.pid) - before
    return (int(memory[1]) / 1024 if memory else 0.0), 100 * used / IDLE


def _processor_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    user, system = int(fields[11]), int(fields[12])  # utime and stime, see proc(5)
    return (user + system) / os.sysconf("SC_CLK_TCK")


def _help() -> tuple[float, int]:
    """Return the seconds of ``netlead --help`` and how many heavy packages it imports."""
    taken = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        subprocess.run([NETLEAD, "--help"], check=True, capture_output=True)
        taken.append(time.perf_counter() - started)
    done = subprocess.run([sys.executable, "-c", _HELP], check=True, capture_output=True, text=True)
    return statistics.median(taken), len(done.stderr.split())
