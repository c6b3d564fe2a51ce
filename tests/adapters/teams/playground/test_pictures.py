"""The guides' pictures of NetLead in Teams: scenes played in Microsoft's test client, and cut out.

``make screenshots`` takes them anew.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from pathlib import Path

import pytest
from playwright.async_api import FloatRect, Page
from sqlmodel import select

from bot.database import Database
from coaching.models.delivery import NudgeRow
from tests.adapters.teams.house import House, living
from tests.adapters.teams.playground.playing import play, why_not
from tests.browser import chromium, visiting
from tests.product.conftest import album

__all__ = ["album"]

WINDOW = (1040, 2400)
"""So high that nothing is scrolled: what a scrolled page shows last may be cut off."""
CONVERSATION = 710
"""Pixels from the left to the emulator's log."""
CARDS = 560
"""Pixels from the left to where cards end."""
SCENES = """
expect Welcome to NetLead
say tip
expect In a minute
wait 0.6
shot tip
say example people
expect made-up|example
wait 1
expect Wake up an old tie
wait 0.6
shot nudge
click Done
expect We were in touch
wait 0.6
shot done
say helped
expect Whom did you help
fill Who=Ada Lovelace
fill With what=the deck
fill When=31 April
click Note it
expect no 31 April
wait 0.6
shot form
"""
CUTS: Mapping[str, tuple[int, int]] = {
    "tip": (0, CONVERSATION),
    "nudge": (-1, CARDS),
    "done": (-1, CARDS),
    "form": (-1, CARDS),
}
"""By picture: the card that it begins with, and how wide it is. Each ends with the last card."""
FRAMES = """(picture) => {
  const canvas = document.createElement("canvas");
  canvas.width = picture.naturalWidth;
  canvas.height = picture.naturalHeight;
  const pen = canvas.getContext("2d");
  pen.drawImage(picture, 0, 0);
  const column = pen.getImageData(68, 0, 1, canvas.height).data;
  const frames = [];
  let top = -1;
  for (let y = 56; y < canvas.height; y++) {
    const white = column[4 * y] + column[4 * y + 1] + column[4 * y + 2] > 760;
    if (!white && top < 0) top = y;
    if (white && top >= 0) {
      if (y - top > 60) frames.push([top, y]);
      top = -1;
    }
  }
  return frames;
}"""
"""Where cards are: the emulator draws each in a grey frame on white. Top and bottom, in pixels."""
ABOVE, BELOW = 20, 12
"""Pixels around a card: above it stand name and time."""


async def test_a_tip_a_nudge_its_end_and_a_slip(
    sqlite: Database, album: Path, tmp_path: Path
) -> None:
    if reason := why_not(browser=True):
        pytest.skip(reason)
    async with living(sqlite) as house:
        played = await play(
            house.url,
            SCENES.strip().split("\n"),
            tmp_path,
            via="browser",
            window="x".join(map(str, WINDOW)),
            meanwhile={"wait 1": lambda: until_an_old_tie(house)},
        )
    assert played.failures == ()
    async with chromium() as browser, visiting(browser, WINDOW) as visit:
        for name, (first, width) in CUTS.items():
            shown = read(played.folder / f"{name}.png")
            await cut(visit.page, shown, first, width, album / f"teams-{name}.png")


async def until_an_old_tie(house: House) -> None:
    """Let time pass until that kind of nudge came, or what four weeks bring."""
    for _ in range(28 * 24):
        if await house.let_pass(hours=1) and "dormant" in kinds_sent(house.database):
            break


def kinds_sent(database: Database) -> set[str]:
    """Return the kinds of the nudges that people got."""
    with database.transaction() as session:
        sent = select(NudgeRow.kind).where(NudgeRow.state == "sent")
        return set(session.scalars(sent))


def read(picture: Path) -> str:
    """Return a PNG file as the address that holds it."""
    return f"data:image/png;base64,{base64.b64encode(picture.read_bytes()).decode()}"


async def cut(page: Page, shown: str, first: int, width: int, path: Path) -> None:
    """Save of the picture at ``shown`` what is from the card ``first`` to the last, as ``path``."""
    await page.set_content(f'<body style="margin:0"><img src="{shown}">')
    picture = page.locator("img")
    await picture.evaluate("(picture) => picture.decode()")
    frames = await picture.evaluate(FRAMES)
    assert frames
    top, bottom = frames[first][0] - ABOVE, frames[-1][1] + BELOW
    clip = FloatRect(x=0, y=top, width=width, height=bottom - top)
    assert await page.screenshot(path=path, clip=clip)
