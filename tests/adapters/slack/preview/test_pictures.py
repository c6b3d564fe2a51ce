"""The handbook's pictures of NetLead in Slack: scenes that happen, drawn from what was sent.

``make screenshots`` takes them anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import httpx
import pytest
from playwright.async_api import expect
from starlette.applications import Starlette

from adapters.slack.outbound import pacing
from bot.database import Database
from tests.adapters.slack.fake import App, FakeSlack
from tests.adapters.slack.fake.nouns import Post, User
from tests.adapters.slack.house import House, living
from tests.adapters.slack.preview.conftest import Camera
from tests.adapters.slack.preview.drawing import Filled
from tests.adapters.slack.preview.pages import APP, Said, conversation, home_tab, window

pytestmark = pytest.mark.asyncio(loop_scope="module")

PUBLIC = "https://netlead.example.com"
OLD_TIE = "Wake up an old tie"
NUDGE = {"Done", "Draft", "Snooze 3 days", "Why this?"}
PASSED_BY = {"Not this person", "Neither"}


@pytest.fixture
def slack() -> Iterator[FakeSlack]:
    with FakeSlack(app=App(redirect_urls=(PUBLIC,))) as made:
        made.limits.per_second = 0
        yield made
        assert made.violations == []


@pytest.fixture
def ana(slack: FakeSlack) -> User:
    return slack.world.person("Ana Sousa", tz="Europe/Lisbon")


@pytest.fixture
def bo(slack: FakeSlack) -> User:
    return slack.world.person("Bo Li", tz="America/New_York")


async def test_a_tip_is_for_one_pair_of_eyes(
    sqlite: Database, slack: FakeSlack, ana: User, bo: User, camera: Camera
) -> None:
    async with living(sqlite, slack) as house:
        room = slack.world.channel("planning", ana, bo)
        said = slack.world.say(bo, room, "Thanks, all. The plan goes out on Thursday.")
        await house.side.command(ana, "tip", room)
        (tip,) = await slack.until(lambda: slack.ephemerals_to(ana))
        assert slack.posts_to(room) == []
        assert slack.ephemerals_to(bo) == []
        now = clock(house, ana)
        lines = [Said(bo.name, now, said), Said(APP, now, tip)]
        shown = await camera.take("slack-tip", conversation("# planning", lines))
    assert "Only visible to you" in shown
    assert "In a minute" in shown
    assert "Source" in shown


async def test_a_nudge_is_done_in_two_taps(
    sqlite: Database,
    slack: FakeSlack,
    ana: User,
    camera: Camera,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Weeks pass in seconds here, and the pacing counts real ones.
    monkeypatch.setattr(pacing, "PER_CHANNEL", 0.0)
    async with living(sqlite, slack) as house:
        await house.side.command(ana, "example people")
        nudge = await coached(house, slack, ana)
        now = clock(house, ana)
        before = await camera.take("slack-nudge", conversation(APP, [Said(APP, now, nudge)]))
        assert "Only visible to you" not in before
        title = nudge.words.splitlines()[0]

        await house.side.click(ana, nudge, "Done")
        asked = await post_with(slack, ana, "We were in touch")
        after = await camera.take("slack-done", conversation(APP, [Said(APP, now, asked)]))
        assert asked.ts == nudge.ts
        assert f"{title} · ✓ Done" in after
        assert "Snooze" not in after

        await house.side.click(ana, asked, "We were in touch")
        noted = await post_with(slack, ana, "Undo")
        assert noted.ts == nudge.ts
        assert "you were in touch with" in noted.words


async def test_help_is_logged_and_a_slip_is_shown_in_its_place(
    sqlite: Database, slack: FakeSlack, ana: User, bo: User, camera: Camera
) -> None:
    async with living(sqlite, slack) as house:
        room = slack.world.channel("planning", ana, bo, with_bot=False)
        post = slack.world.say(bo, room, "here is the fix for your deck")
        await house.side.message_shortcut(ana, "log_helped_me", post)
        view = await slack.until(lambda: slack.view_of(ana))
        assert view is not None
        values = {"With what?": "the deck", "When": "31 April"}
        answer = await house.side.submit(ana, values)
        form = window(view, Filled(values, answer.errors))
        await camera.take("slack-form", form, width=600)
        wrong = camera.page.locator(".wrong")
        await expect(wrong).to_have_count(1)
        await expect(wrong).to_contain_text("When")
        await expect(wrong).to_contain_text("There is no 31 April")

        await house.side.submit(ana, values | {"When": "yesterday"})
        noted = await slack.until(lambda: slack.view_of(ana))
        assert noted is not None
        assert "Noted: Bo Li helped you" in noted.words


async def test_home_shows_where_one_stands(
    sqlite: Database, slack: FakeSlack, ana: User, camera: Camera
) -> None:
    async with living(sqlite, slack) as house:
        await house.side.command(ana, "example people")
        await house.side.open_home(ana)
        view = await slack.until(lambda: slack.home_of(ana))
        assert view is not None
        shown = await camera.take("slack-home", home_tab(view), width=820, height=640)
    parts = ("Today", "Losing touch", "Give and take", "Your settings", "help@example.com")
    places = [shown.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)


async def test_the_page_after_installing_says_what_to_do_next(
    sqlite: Database, slack: FakeSlack, camera: Camera
) -> None:
    ida = slack.world.person("Ida Installer", kind="admin")
    slack.installer.user = ida.id
    async with living(sqlite, slack, oauth=True, settings={"public_url": PUBLIC}) as house:
        html = await installed(house)
        shown = await camera.take("slack-installed", html, height=420)
        assert "NetLead is now in Acme." in shown
        hello = await post_with(slack, ida, "A tip first")
        assert "nobody else sees what you tell me" in hello.words
        # What the page says to type is answered.
        assert "/netlead tip" in shown
        await house.side.command(ida, "tip")
        assert await slack.until(lambda: slack.ephemerals_to(ida))


def clock(house: House, user: User) -> str:
    """Return what somebody's clock shows."""
    return f"{house.clock.now().astimezone(ZoneInfo(user.tz)):%H:%M}"


async def post_with(slack: FakeSlack, user: User, label: str) -> Post:
    """Return the newest post to somebody that has a button with that label, once it is there."""

    def found() -> list[Post]:
        return [post for post in slack.posts_to(user) if label in post.labels]

    return (await slack.until(found))[-1]


async def coached(house: House, slack: FakeSlack, user: User) -> Post:
    """Let time pass until a coaching nudge came: the most telling one, or what three weeks bring."""
    nudges: list[Post] = []
    for _ in range(21 * 24):
        if await house.let_pass(hours=1):
            nudges = [
                post
                for post in slack.posts_to(user)
                if NUDGE.issubset(post.labels) and PASSED_BY.intersection(post.labels)
            ]
        if nudges and OLD_TIE in nudges[-1].words:
            break
    return nudges[-1]


async def installed(house: House) -> str:
    """Install the app as a browser does; return the last page."""
    site = httpx.ASGITransport(Starlette(routes=house.adapter.routes()))
    async with (
        httpx.AsyncClient(transport=site, base_url=PUBLIC) as netlead,
        httpx.AsyncClient() as browser,
    ):
        consent = (await netlead.get("/slack/install")).headers["location"]
        assert (await browser.get(consent)).status_code == 200
        back = (await browser.get(consent.replace("/authorize", "/allow"))).headers["location"]
        assert back.startswith(f"{PUBLIC}/slack/oauth_redirect?")
        page = await netlead.get(f"{urlsplit(back).path}?{urlsplit(back).query}")
        assert page.status_code == 200
        return page.text
