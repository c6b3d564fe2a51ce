"""NetLead in any workspace of the fake Slack: installed there without a browser, and spoken to raw."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import httpx
from sqlalchemy import text

from adapters.slack.installs.installations import Installation, Installations
from bot.database import Database
from coaching.clock import SystemClock
from tests.adapters.slack import signing
from tests.adapters.slack.fake import FakeSlack, SlackSide
from tests.adapters.slack.fake.nouns import Ephemeral, Post, User
from tests.adapters.slack.fake.transports import AppAnswer
from tests.adapters.slack.house import EVERYTHING, House

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


async def move_in(
    database: Database,
    slack: FakeSlack,
    team: str,
    *,
    enterprise: str = "",
    org_wide: bool = False,
    scopes: tuple[str, ...] = EVERYTHING,
) -> Installation:
    """Install the app in ``team``, which is made if it is not there, or in its whole organisation."""
    world = slack.world
    if team not in world.workspaces:
        world.workspace(team.title(), as_id=team, enterprise=enterprise)
    made = world.install(team, scopes=scopes, org_wide=org_wide)
    installation = Installation(
        enterprise_id=world.workspaces[team].enterprise,
        team_id="" if org_wide else team,
        app_id=world.app.id,
        bot_id=made.bot_id,
        bot_user_id=made.bot_user,
        scopes=frozenset(scopes),
        token=world.token(team),
    )
    return await Installations(database, SystemClock()).save(installation)


async def bring_event(side: SlackSide, body: Mapping[str, Any], **headers: str) -> AppAnswer:
    """Bring an event, whatever is in it, as Slack does."""
    return await side.raw(
        json.dumps(body).encode(), {"Content-Type": "application/json", **headers}
    )


async def bring_form(side: SlackSide, fields: Mapping[str, str]) -> AppAnswer:
    """Bring a slash command's fields, whatever they are."""
    return await side.raw(urlencode(fields).encode(), FORM)


async def bring_interaction(side: SlackSide, payload: Mapping[str, Any]) -> AppAnswer:
    """Bring a press, a form or a shortcut, whatever is in it."""
    return await side.raw(urlencode({"payload": json.dumps(payload)}).encode(), FORM)


async def at_once(houses: list[House], sent: signing.Sent, times: int) -> list[httpx.Response]:
    """Send the same bytes many times in parallel, by turns to each process; return the answers."""
    headers = [(name.decode(), value.decode()) for name, value in sent.headers]
    limits = httpx.Limits(max_connections=None)
    async with httpx.AsyncClient(trust_env=False, limits=limits, timeout=10) as client:
        urls = [f"{houses[n % len(houses)].url}{sent.path}" for n in range(times)]
        sending = (client.post(url, content=sent.body, headers=headers) for url in urls)
        return await asyncio.gather(*sending)


async def rest(*houses: House) -> None:
    """Wait until all that was brought is done, with all that follows from it."""
    for house in houses:
        lanes = house.adapter._lanes  # noqa: SLF001 nobody else wants to know when it rests
        while lanes._tasks:  # noqa: SLF001
            await asyncio.wait(lanes._tasks, timeout=5)  # noqa: SLF001


async def sweep(house: House) -> int:
    """Let a process take up now what others left, whatever they still hold; wait until it is done."""
    with house.database.transaction() as connection:
        connection.exec_driver_sql("UPDATE arrivals SET lease_until = '2020-01-01 00:00:00'")
    found = await house.adapter._worker.sweep()  # noqa: SLF001 it does so every few seconds
    await rest(house)
    return found


async def posts_of(slack: FakeSlack, user: User, count: int = 1) -> list[Post]:
    """Return what was posted to somebody, once it is so many."""

    def found() -> list[Post]:
        posts = slack.posts_to(user)
        return posts if len(posts) >= count else []

    return await slack.until(found)


async def whispers_of(slack: FakeSlack, user: User, count: int = 1) -> list[Ephemeral]:
    """Return what only somebody sees, once it is so many."""

    def found() -> list[Ephemeral]:
        shown = slack.ephemerals_to(user)
        return shown if len(shown) >= count else []

    return await slack.until(found)


def rows(database: Database, table: str, where: str = "1 = 1") -> int:
    """Return how many rows a table has."""
    with database.transaction() as connection:
        query = text(f"SELECT count(*) FROM {table} WHERE {where}")  # noqa: S608 the tests' own words
        return int(connection.execute(query).scalar_one())


def said_by(database: Database, user: User) -> int:
    """Return how many things a person said that count."""
    owner = "u.workspace_id = inbox.workspace_id AND u.id = inbox.user_id"
    return rows(
        database,
        "inbox",
        f"EXISTS (SELECT 1 FROM users u WHERE {owner} AND u.external = '{user.id}')",  # noqa: S608 the tests' own names
    )
