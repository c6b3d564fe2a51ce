"""NetLead's life in a workspace, from the first click to the last row.

A real process, a real browser for the installation, and a Slack that refuses what Slack refuses.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.async_api import Browser

from coaching.clock import SystemClock
from tests.adapters.slack.fake import FakeSlack, SlackSide
from tests.adapters.slack.fake.nouns import Post
from tests.browser import visiting
from tests.product.ports import free_port
from tests.product.program import Program, running

pytestmark = pytest.mark.asyncio(loop_scope="module")

ZONE = "America/New_York"
PATIENCE = 20.0
"""Seconds that a busy machine may take for what takes a moment."""


@pytest.fixture
def slack() -> Iterator[FakeSlack]:
    with FakeSlack() as made:
        yield made
        assert made.violations == []


class Life:
    """A program, its Slack, and one person in it."""

    def __init__(self, program: Program, slack: FakeSlack, side: SlackSide, data: Path) -> None:
        self.program = program
        self.slack = slack
        self.side = side
        self.database = data / "netlead.db"
        self.ana = slack.world.person("Ana Sousa", tz=ZONE)
        self.bo = slack.world.person("Bo Li", tz="Europe/Berlin")

    async def set_clock(self, to: datetime) -> None:
        """Let the demo's clock stand at ``to`` from the next tick on."""
        ahead = str((to - SystemClock().now()).total_seconds())
        with sqlite3.connect(self.database) as connection:
            connection.execute("DELETE FROM meta WHERE key = 'demo_ahead'")
            connection.execute("INSERT INTO meta VALUES ('demo_ahead', ?)", (ahead,))

    async def post_with(self, label: str) -> Post:
        """Return the newest message to Ana that has a button with ``label``, once it is there."""

        def found() -> Post | None:
            posts = reversed(self.slack.posts_to(self.ana))
            return next((post for post in posts if label in post.labels), None)

        post = await self.slack.until(found, within=PATIENCE)
        assert post is not None
        return post

    def home(self) -> str:
        """Return all that stands on Ana's home tab."""
        home = self.slack.home_of(self.ana)
        return home.words if home else ""

    def rows(self) -> dict[str, int]:
        """Return how many rows each table has that has any, the installation's own facts apart."""
        with sqlite3.connect(self.database) as connection:
            names = [
                name
                for (name,) in connection.execute(
                    "SELECT name FROM sqlite_master WHERE type = 'table'"
                )
                if name not in ("alembic_version", "meta", "sqlite_sequence")
            ]
            counts = {
                name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0]  # noqa: S608 names from the database
                for name in names
            }
        return {name: count for name, count in counts.items() if count}


def settings(slack: FakeSlack, port: int, **more: str) -> dict[str, str]:
    """Return the variables that an operator would set."""
    return {
        "NETLEAD_PORT": str(port),
        "NETLEAD_WEB_CHAT": "false",
        "NETLEAD_DEMO": "on",
        "NETLEAD_TICK_SECONDS": "0.2",
        "NETLEAD_SLACK_API_URL": slack.api_url,
        **more,
    }


async def install(browser: Browser, program: Program) -> str:
    """Install the app as somebody with a browser does; return what the last page says."""
    async with visiting(browser) as visit:
        page = visit.page
        await page.goto(f"{program.link}/slack/install")
        await page.get_by_role("link", name="Allow").click()
        await page.wait_for_url("**/slack/oauth_redirect**")
        return await page.inner_text("body")


async def live(life: Life) -> None:
    """Go through the first days of a person with NetLead."""
    side, slack, ana = life.side, life.slack, life.ana
    room = slack.world.channel("general", ana, life.bo)

    await side.open_home(ana)
    await slack.until(lambda: "Welcome to NetLead" in life.home(), within=PATIENCE)

    await side.command(ana, "tip", room)
    tip = await slack.until(lambda: slack.ephemerals_to(ana), within=PATIENCE)
    assert "In a minute" in tip[-1].words

    post = slack.world.say(life.bo, room, "I mended the deck for you")
    await side.message_shortcut(ana, "log_helped_me", post)
    await slack.until(lambda: slack.view_of(ana), within=PATIENCE)
    await side.submit(ana, {"With what?": "the deck"})
    view = await slack.until(lambda: slack.view_of(ana), within=PATIENCE)
    assert view is not None
    assert "Noted: Bo Li helped you" in view.words
    await slack.until(lambda: "Bo Li" in life.home(), within=PATIENCE)

    await side.command(ana, "remind me to call Ada tomorrow 9am")
    await at_nine(life)
    assert "Ada" in (await life.post_with("Kept")).words

    await side.command(ana, "example people")
    nudge = await coached(life)
    before = life.home()
    await side.click(ana, nudge, "Done")
    asked = await life.post_with("We were in touch")
    assert asked.ts == nudge.ts
    await side.click(ana, asked, "We were in touch")
    await slack.until(lambda: life.home() != before, within=PATIENCE)

    await side.uninstall(ana.team)
    await slack.until(lambda: not life.rows(), within=PATIENCE)


async def at_nine(life: Life) -> None:
    """See that the reminder comes at nine in the person's zone, and not before."""
    tomorrow = SystemClock().now().astimezone(ZoneInfo(ZONE)).date() + timedelta(days=1)
    nine = datetime.combine(tomorrow, time(9), ZoneInfo(ZONE)).astimezone(UTC)
    await life.set_clock(nine - timedelta(seconds=4))
    with pytest.raises(TimeoutError):
        await life.slack.until(lambda: reminders(life), within=2)
    await life.slack.until(lambda: reminders(life), within=PATIENCE)


def reminders(life: Life) -> list[Post]:
    return [post for post in life.slack.posts_to(life.ana) if "Kept" in post.labels]


async def coached(life: Life) -> Post:
    """Let days pass until the coach proposes something; return its nudge."""
    day = SystemClock().now().astimezone(ZoneInfo(ZONE)).date() + timedelta(days=1)
    for _ in range(14):
        day += timedelta(days=1)
        evening = datetime.combine(day, time(16, 55), ZoneInfo(ZONE)).astimezone(UTC)
        await life.set_clock(evening)
        try:
            await life.slack.until(
                lambda: any("Done" in p.labels for p in life.slack.posts_to(life.ana)), within=2
            )
        except TimeoutError:
            continue
        return await life.post_with("Done")
    raise AssertionError("two weeks and no nudge")


def signed_command(life: Life) -> tuple[bytes, dict[str, str]]:
    """Return a command of somebody whose workspace has no NetLead any more."""
    body = f"command=%2Fnetlead&text=tip&team_id={life.ana.team}&user_id={life.ana.id}"
    return body.encode(), {"Content-Type": "application/x-www-form-urlencoded"}


async def test_a_workspace_by_http_from_the_first_click_to_the_last_row(
    browser: Browser, data: Path, slack: FakeSlack
) -> None:
    port = free_port()
    app = slack.world.app
    own = settings(
        slack,
        port,
        NETLEAD_PUBLIC_URL=f"http://127.0.0.1:{port}",
        NETLEAD_SLACK_SIGNING_SECRET=app.signing_secret,
        NETLEAD_SLACK_CLIENT_ID=app.client_id,
        NETLEAD_SLACK_CLIENT_SECRET=app.client_secret,
    )
    with running(data, own) as program:
        async with SlackSide(slack, f"{program.link}/slack/events") as side:
            life = Life(program, slack, side, data)
            assert "NetLead" in await install(browser, program)
            await live(life)
            later = await side.raw(*signed_command(life))
            assert "not set up in this workspace" in later.body.decode()
            assert side.complaints == []
        assert slack.calls_of("auth.test") == []
        assert program.stop() == 0
        assert errors(program) == []


async def test_a_workspace_by_socket_mode_with_a_bot_token_alone(
    data: Path, slack: FakeSlack
) -> None:
    own = settings(
        slack,
        0,
        NETLEAD_SLACK_APP_TOKEN=slack.world.app.app_token,
        NETLEAD_SLACK_BOT_TOKEN=slack.world.token(),
    )
    with running(data, own) as program:
        async with SlackSide(slack) as side:
            await slack.until(lambda: len(slack.sockets.links) == 2, within=PATIENCE)
            await live(Life(program, slack, side, data))
            assert side.complaints == []
        assert len(slack.calls_of("auth.test")) == 1
        assert program.stop() == 0
        assert errors(program) == []


def errors(program: Program) -> list[str]:
    """Return what went wrong by the program's own account."""
    lines = program.complaints.splitlines()
    wrong = [line for line in lines if "level=error" in line or "Traceback" in line]
    # An uninstallation may be noticed by its dead token before Slack tells of it.
    return [line for line in wrong if "does not take the app's token" not in line]
