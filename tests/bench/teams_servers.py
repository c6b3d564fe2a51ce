"""The servers that are compared in Teams, each a process of its own on one core, over uvloop.

``shipped`` is botbuilder as it comes behind aiohttp, with a bot that does nothing; ``thin`` and
``thin_replying`` are a bare endpoint of aiohttp. ``whole`` is NetLead; ``quiet`` and ``replying``
are NetLead with nothing stored and no coach.
"""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

import uvloop
from aiohttp import web

from adapters.teams.inbound.endpoint import PATH
from bot import logs
from bot.app import spare_the_loaded
from bot.server import build_site, listen, serve
from tests.bench.teams_house import House
from tests.bench.teams_thin import Thin, shipped

CORE = 0
BASELINES = ("shipped", "thin", "thin_replying")


def main(side: str, folder: Path, microsoft: str) -> None:
    """Serve one side on `CORE` until SIGTERM; its port is printed."""
    os.sched_setaffinity(0, {CORE})
    logs.configure("error")
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        if side in BASELINES:
            runner.run(_baseline(side, microsoft))
        else:
            runner.run(_netlead(House(side, folder, microsoft)))


async def _netlead(house: House) -> None:
    listener = listen("127.0.0.1", 0)
    site = build_site([*house.adapter.routes(), *house.routes()], _ready)
    spare_the_loaded()
    print(listener.getsockname()[1], flush=True)
    await serve(site, listener, [house.adapter], _no_drain)


async def _baseline(side: str, microsoft: str) -> None:
    thin = Thin(microsoft, replies=side == "thin_replying")
    app = web.Application()
    app.router.add_post(PATH, shipped(microsoft) if side == "shipped" else thin.answer)
    running = web.AppRunner(app, access_log=None)
    await running.setup()
    listener = listen("127.0.0.1", 0)
    await web.SockSite(running, listener).start()
    spare_the_loaded()
    print(listener.getsockname()[1], flush=True)
    await asyncio.Event().wait()


async def _ready() -> str:
    return ""


async def _no_drain() -> None:
    """Leave nothing undone."""


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3])
