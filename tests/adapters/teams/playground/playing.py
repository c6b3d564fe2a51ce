"""Plays steps on Microsoft's Teams emulator, as a user would, and tells what was seen.

The emulator stands in for the Teams client and for the Bot Connector. The recipe that drives it lies
beside the checkout; its steps are said in its own words: ``say help``, ``expect ledger``, ``click Undo``.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.adapters.teams.playground.packages import Unavailable, modules
from tests.conftest import REFERENCE

RECIPE = REFERENCE / "tools" / "teams-playground"
APP = "c9e8c047-0000-4000-8000-b162d5f5327c"
TENANT = "72f988bf-0000-4000-8000-2d7cd011db47"
"""The app and the tenant that the recipe plays with unless it is told otherwise."""
WITHIN = 90.0
"""Seconds for all steps of one run."""

Meanwhile = Mapping[str, Callable[[], Awaitable[object]]]
"""By step: what happens elsewhere once that step is reached."""


@dataclass(frozen=True)
class Played:
    """A run: what did not go as expected, every event in order, what was printed, where it lies."""

    failures: tuple[str, ...]
    events: tuple[Mapping[str, Any], ...]
    said: str
    folder: Path

    def said_by_bot(self, chat: str = "") -> list[str]:
        """Return what people read from the bot, in conversations whose id begins with ``chat``."""
        return [e["seen"] for e in self._of("bot") if str(e["conversation"]).startswith(chat)]

    def answers(self, name: str) -> list[Mapping[str, Any]]:
        """Return the bodies with which the bot answered the invoke activities called ``name``."""
        return [e["response"] for e in self._of("to-bot") if e.get("name") == name]

    def remarks(self) -> list[str]:
        """Return what a real Teams client would mind about the messages it got."""
        return [remark for e in self._of("from-bot") for remark in e.get("remarks", ())]

    def chat(self, name: str) -> str:
        """Return the id of the ``personal``, ``group`` or ``channel`` conversation."""
        config = json.loads((self.folder / "playground-config.yml").read_text("utf-8"))
        channel = config["team"]["channels"][0]
        chats = {"personal": config["personalChat"], "group": config["groupChat"]}
        return str((chats | {"channel": channel})[name]["id"])

    def _of(self, kind: str) -> Iterator[Mapping[str, Any]]:
        return (event for event in self.events if event["kind"] == kind)


def object_id(name: str) -> str:
    """Return the object id that the recipe gives to somebody of that name."""
    h = hashlib.sha256(f"aad{name}".encode()).hexdigest()
    return f"{h[:8]}-{h[8:12]}-4{h[12:15]}-8{h[16:19]}-{h[20:32]}"


def why_not(*, browser: bool = False) -> str:
    """Return why nothing can be played on this machine; empty if it can."""
    if not RECIPE.is_dir():
        return "the recipe for the Teams emulator is not beside this checkout"
    if browser and shutil.which("chromium") is None:
        return "there is no Chromium on this machine"
    try:
        modules()
    except Unavailable as reason:
        return str(reason)
    return ""


async def play(
    bot: str,
    steps: Sequence[str],
    folder: Path,
    *,
    via: str = "http",
    zone: str = "Europe/Lisbon",
    window: str = "1280x900",
    meanwhile: Meanwhile | None = None,
) -> Played:
    """Play ``steps`` against the bot at the address ``bot``, with what is written in ``folder``.

    ``via`` is ``browser`` for the real page in Chromium, in a window of so many pixels (``1280x900``),
    else the emulator's own HTTP is used.
    """
    recipe = _copied(folder / "recipe")
    out = folder / "out"
    script = folder / "steps.txt"
    script.write_text("\n".join(steps), "utf-8")
    options = {"bot": bot, "steps": script, "out": out, "via": via, "tz": zone, "quiet": 120}
    options |= {"app-id": APP, "tenant": TENANT, "total-timeout": int(WITHIN), "headed": window}
    options |= {"chromium": shutil.which("chromium") or "none"}
    arguments = [str(part) for name, value in options.items() for part in (f"--{name}", value)]
    lines: list[str] = []
    async with (
        asyncio.timeout(WITHIN + 10),
        _running(recipe, arguments) as printed,
        asyncio.TaskGroup() as others,
    ):
        async for line in printed:
            lines.append(line)
            happens = (meanwhile or {}).get(line.removeprefix("* ").strip())
            if happens and line.startswith("* "):
                others.create_task(_happening(happens))
    transcript = json.loads((out / "transcript.json").read_text("utf-8"))
    return Played(tuple(transcript["failures"]), tuple(transcript["events"]), "\n".join(lines), out)


async def _happening(what: Callable[[], Awaitable[object]]) -> None:
    await what()


def _copied(folder: Path) -> Path:
    """Copy the recipe to where it may write, with the packages beside it."""
    folder.mkdir()
    for name in ("playground.mjs", "loopback.cjs", "package.json"):
        shutil.copyfile(RECIPE / name, folder / name)
    (folder / "node_modules").symlink_to(modules())
    return folder / "playground.mjs"


@asynccontextmanager
async def _running(recipe: Path, arguments: Sequence[str]) -> AsyncIterator[AsyncIterator[str]]:
    """Run the recipe and give the lines that it prints; it is ended when the context is left."""
    process = await asyncio.create_subprocess_exec(
        "node",
        str(recipe),
        *arguments,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        limit=2**24,
    )
    try:
        yield _lines(process)
        await process.wait()
    finally:
        with suppress(ProcessLookupError):
            # It ends the emulator and the browser, which it started.
            process.terminate()
        await process.wait()


async def _lines(process: asyncio.subprocess.Process) -> AsyncIterator[str]:
    if process.stdout is not None:
        async for line in process.stdout:
            yield line.decode("utf-8", "replace").rstrip()
