"""The feeds' rounds, on both databases and against a real site: fetched once, told, never in the way."""

from __future__ import annotations

import asyncio
import io
import socket
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from starlette.requests import Request
from starlette.responses import Response

from adapters.feeds.pages import Feed, FeedError, Item
from adapters.feeds.reading import Reader
from bot.database import Database
from bot.feed_rounds import FeedRounds
from coaching.clock import MovableClock, StoppedClock
from coaching.coach import Coach
from coaching.feed_desk import TRIES, FeedDesk
from coaching.links import link_key
from coaching.messages import Card, Message
from coaching.models import FeedRow, LinkRow
from coaching.repository.rows import table_of
from coaching.tidy import Tidy
from tests.adapters.feeds.site import RSS, Site, standing
from tests.adapters.renderers import RENDERERS
from tests.bad_inputs import Case, cases
from tests.bot.house import House, later
from tests.bot.people import a_message, nudges, plan_nudges

FEEDS, LINKS = table_of(FeedRow), table_of(LinkRow)
HOUR = timedelta(hours=1, minutes=15)
"""After this every feed is due again, wherever it has its place in the hour."""


class Readers:
    """Followers of the site's feed, and the rounds that fetch it for them."""

    def __init__(self, database: Database, clock: StoppedClock, site: Site) -> None:
        self.database, self.clock, self.site = database, clock, site
        self.coach = Coach(database.transaction, clock)
        self.rounds = self.more_rounds()
        self.said = 0

    def more_rounds(self, within: float = 10.0) -> FeedRounds:
        desk = FeedDesk(self.database.transaction, self.clock)
        return FeedRounds(self.database, desk, lambda: self.site.reader(within))

    def say(self, text: str, user: str = "ana") -> Card:
        self.said += 1
        message: Message = a_message(text, self.said, user)
        return self.coach.answer(message).card

    def follow(self, user: str = "ana", path: str = "/feed") -> None:
        """Let somebody follow the site's feed, whose port no link may have."""
        self.say("feed https://public.test" + path, user)
        self.point(path)

    def point(self, path: str) -> None:
        with self.database.transaction() as connection:
            for table in (FEEDS, LINKS):
                this = table.c.url_key == link_key("https://public.test" + path)
                connection.execute(table.update().where(this).values(url=self.site.url(path)))

    async def go(self) -> None:
        self.rounds.wake()
        await self.rounds.settle()

    def rows(self, table: Any) -> list[Any]:  # noqa: ANN401 a table of SQLAlchemy's
        with self.database.transaction() as connection:
            return list(connection.execute(select(table).order_by(table.c.user_id)).all())


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async with standing() as site:
        yield site


@pytest.fixture
async def readers(database: Database, clock: StoppedClock, site: Site) -> AsyncIterator[Readers]:
    readers = Readers(database, clock, site)
    yield readers
    await readers.rounds.stop()


@pytest.fixture
async def quick(sqlite: Database, clock: StoppedClock, site: Site) -> AsyncIterator[Readers]:
    """Yield the same on one kind of database, for what is the same on both."""
    readers = Readers(sqlite, clock, site)
    yield readers
    await readers.rounds.stop()


async def test_what_fits_somebody_is_kept_and_suggested(readers: Readers) -> None:
    readers.site.puts(RSS.replace(b"/new", b"https://example.org/new"), etag='"1"')
    readers.say("add Bo likes Rust")
    readers.follow()
    await readers.go()
    (feed,) = readers.rows(FEEDS)
    assert (feed.title, feed.etag, feed.failures) == ("Rust weekly", '"1"', 0)
    (link,) = readers.rows(LINKS)
    assert (link.title, link.url) == ("What is new in Rust", "https://example.org/new")
    today = readers.say("today")
    assert today.body == (
        "Bo likes Rust, and this fits: “What is new in Rust”, https://example.org/new"
    )
    assert "1 link kept that fits somebody you know" in readers.say("feed").fields[0].value


async def test_it_is_fetched_about_each_hour_and_whole_only_if_it_changed(readers: Readers) -> None:
    def answer(request: Request) -> Response:
        same = request.headers.get("if-none-match") == '"1"'
        return Response(b"" if same else RSS, 304 if same else 200, {"ETag": '"1"'})

    readers.site.answers["/feed"] = answer
    readers.follow()
    await readers.go()
    await readers.go()
    assert len(readers.site.asked) == 1
    later(readers.clock, timedelta(minutes=55))
    await readers.go()
    assert len(readers.site.asked) == 1
    later(readers.clock, HOUR)
    await readers.go()
    assert len(readers.site.asked) == 2
    (feed,) = readers.rows(FEEDS)
    assert feed.read_at == readers.clock.now()
    # An interest told since then: what did not fit before is looked at again.
    readers.say("add Bo likes fish")
    later(readers.clock, HOUR)
    await readers.go()
    assert [link.title for link in readers.rows(LINKS)] == ["Fish & chips at sea"]


async def test_one_fetch_is_for_all_who_follow_and_for_all_processes(readers: Readers) -> None:
    readers.site.puts(RSS)
    for user in ("ana", "bo", "cy"):
        readers.say("add Dee likes fish", user)
        readers.follow(user)
    others = [readers.rounds, *(readers.more_rounds() for _ in range(3))]
    for rounds in others:
        rounds.wake()
    await asyncio.gather(*(rounds.settle() for rounds in others))
    assert len(readers.site.asked) == 1
    assert len({link.user_id for link in readers.rows(LINKS)}) == 3
    for rounds in others[1:]:
        await rounds.stop()


async def test_a_feed_that_never_worked_is_told_of_at_once_and_once(readers: Readers) -> None:
    readers.site.puts(b"<p>no feed")
    readers.follow()
    await readers.go()
    later(readers.clock, HOUR)
    await readers.go()
    assert len(readers.site.asked) == 1
    house = House(readers.database, readers.clock)
    await house.ticker.tick()
    (card,) = [card for card in house.adapter.cards if "cannot read" in card.title]
    assert card.title == "I cannot read public.test"
    assert "it is no feed that I can read (RSS or Atom)" in card.body
    again, stop, why = card.buttons
    assert "outside the weekly count" in str(readers.say(why.command))
    readers.say(again.command)
    readers.site.puts(RSS)
    await readers.go()
    assert readers.rows(FEEDS)[0].title == "Rust weekly"
    readers.say(stop.command)
    assert readers.rows(FEEDS) == []


async def test_a_feed_that_fails_later_is_tried_less_and_less_then_given_up(
    readers: Readers,
) -> None:
    readers.site.puts(RSS)
    readers.follow()
    await readers.go()
    readers.site.answers.clear()
    waits = []
    for _ in range(TRIES):
        due = readers.rows(FEEDS)[0].next_at
        waits.append(round((due - readers.clock.now()) / timedelta(hours=1)))
        readers.clock.set(due)
        await readers.go()
    assert waits == [1, 1, 2, 4, 8]
    (feed,) = readers.rows(FEEDS)
    assert (feed.next_at, feed.failures, feed.trouble) == (None, TRIES, "gone")
    (notice,) = nudges(readers.database)
    assert notice.kind == "feed"
    assert 9 <= notice.due_at.hour < 17  # not at two in the morning, when it was given up
    assert "there is nothing at that address" in readers.say("feed").fields[0].value


async def test_a_saved_link_gets_its_title(readers: Readers) -> None:
    readers.site.answers["/page"] = lambda _: Response("<title>Fish <!channel></title>")
    readers.site.answers["/mute"] = lambda _: Response("<p>nothing")
    readers.say("add Bo likes fish")
    for path in ("/page", "/mute"):
        readers.say("save https://public.test" + path)
        readers.point(path)
    await readers.go()
    assert sorted(link.title for link in readers.rows(LINKS)) == ["", "Fish <!channel>"]
    assert "this fits: “Fish <!channel>”" in readers.say("today").body
    (notice,) = nudges(readers.database)
    assert "it has no title" in notice.content
    assert len(readers.site.asked) == 2


async def test_nudges_do_not_wait_for_black_holes(readers: Readers) -> None:
    hole = socket.create_server(("127.0.0.1", 0), backlog=16)  # connects, and never answers
    port = hole.getsockname()[1]
    for number in range(6):
        readers.say(f"feed https://public.test/{number}")
    with readers.database.transaction() as connection:
        connection.execute(FEEDS.update().values(url=f"http://public.test:{port}/"))
    readers.site.port = port
    plan_nudges(readers.database, 3)
    house = House(readers.database, readers.clock, feeds=readers.more_rounds(within=60))
    async with asyncio.timeout(20):
        await house.ticker.tick()
    assert len(house.adapter.sent) == 3
    assert readers.rows(FEEDS)[0].failures == 0  # still waiting for an answer
    async with asyncio.timeout(20):
        await house.ticker.drain()
    hole.close()


async def test_two_of_a_workspace_at_once(
    readers: Readers, monkeypatch: pytest.MonkeyPatch
) -> None:
    now, most = 0, 0

    async def feed(*_: object) -> None:
        nonlocal now, most
        now, most = now + 1, max(most, now + 1)
        await asyncio.sleep(0.02)
        now -= 1

    monkeypatch.setattr(Reader, "feed", feed)
    for number in range(6):
        readers.say(f"feed https://site{number}.test/")
    await readers.go()
    assert most == 2
    assert all(feed.read_at for feed in readers.rows(FEEDS))


async def test_what_came_with_a_feed_that_was_taken_back_is_not_suggested(readers: Readers) -> None:
    readers.site.puts(RSS)
    readers.say("add Bo likes fish")
    undo = readers.say("feed https://public.test/feed").buttons[-1]
    readers.point("/feed")
    await readers.go()
    assert "Fish" in readers.say("today").body
    readers.say(undo.command)
    assert "Fish" not in str(readers.say("today"))
    tidy = Tidy(readers.database.transaction, readers.clock)
    (person,) = tidy.people()
    tidy.retire(*person)
    assert readers.rows(LINKS) == []


async def test_no_feed_is_fetched_for_time_that_is_played(readers: Readers) -> None:
    readers.site.puts(RSS)
    readers.follow()
    clock = MovableClock(readers.clock)
    feeds = FeedRounds(
        readers.database, FeedDesk(readers.database.transaction, clock), readers.site.reader
    )
    house = House(readers.database, clock, feeds=feeds)
    await house.ticker.tick()
    await feeds.settle()
    await house.ticker.advance(timedelta(days=3))
    assert len(readers.site.asked) == 1
    await house.ticker.tick()
    await feeds.settle()
    assert len(readers.site.asked) == 2
    await feeds.stop()


async def test_what_is_old_goes(readers: Readers) -> None:
    readers.site.puts(RSS)
    readers.say("add Bo likes fish")
    readers.say("save https://example.org/a: on fish")
    readers.say("save https://example.org/b: also on fish")
    readers.say("shared https://example.org/b with Bo")
    readers.follow()
    await readers.go()
    assert len(readers.rows(LINKS)) == 3
    tidy = Tidy(readers.database.transaction, readers.clock)
    (person,) = tidy.people()
    later(readers.clock, timedelta(days=61))
    tidy.retire(*person)
    assert sorted(link.title for link in readers.rows(LINKS)) == ["also on fish", "on fish"]


@pytest.mark.parametrize("case", cases("link.title"))
async def test_the_title_of_a_page_is_never_obeyed(readers: Readers, case: Case) -> None:
    expected = case["expected"]
    assert set(expected) <= {"outcome", "must_not_send"}
    page = case["payload"]["html"].encode()
    readers.site.answers["/page"] = lambda _: Response(page, media_type="text/html")
    readers.say("add Bo likes reading great things")
    readers.say("edit Bo likes great read")
    readers.say("save https://public.test/page")
    readers.point("/page")
    await readers.go()
    (link,) = readers.rows(LINKS)
    assert link.title.startswith("Great read <!channel>")
    assert "\u202e" not in link.title
    today = readers.say("today")
    assert link.title in today.body
    for card in (today, readers.say("save"), readers.say("draft Bo"), readers.say("why Bo")):
        for renderer in RENDERERS.values():
            if renderer.markup:
                sent = renderer.sent(card)
                assert not [part for part in expected["must_not_send"] if part in sent]


class Scripted:
    """A reader that lets something happen while it reads."""

    def __init__(self, readers: Readers, meanwhile: str, found: Feed | FeedError | None) -> None:
        self.readers, self.meanwhile, self.found = readers, meanwhile, found

    async def feed(self, *_: str) -> Feed | None:
        self.readers.say(self.meanwhile)
        if isinstance(self.found, Exception):
            raise self.found
        return self.found

    async def title(self, _: str) -> str:
        self.readers.say(self.meanwhile)
        if isinstance(self.found, Exception):
            raise self.found
        return "A page"

    async def close(self) -> None:
        pass


READ = Feed("https://example.org/", "Example", (Item("On fish", "https://example.org/1", None),))


@pytest.mark.parametrize("found", [READ, None, FeedError("gone")], ids=["read", "same", "failed"])
@pytest.mark.parametrize(
    "meanwhile", ["feed remove https://example.org/", "delete me yes", "hello"]
)
async def test_what_happens_while_a_feed_is_read(
    quick: Readers, meanwhile: str, found: Feed | FeedError | None, log: io.StringIO
) -> None:
    quick.say("add Bo likes fish")
    quick.say("feed https://example.org/")
    desk = FeedDesk(quick.database.transaction, quick.clock)
    made: Any = Scripted(quick, meanwhile, found)
    rounds = FeedRounds(quick.database, desk, lambda: made)
    rounds.wake()
    await rounds.settle()
    stays = meanwhile == "hello"
    assert len(quick.rows(FEEDS)) == stays
    assert len(quick.rows(LINKS)) == (stays and found is READ)
    assert log.getvalue() == ""
    await rounds.stop()


@pytest.mark.parametrize("found", [READ, FeedError("gone")], ids=["read", "failed"])
@pytest.mark.parametrize(
    ("meanwhile", "titles"),
    [
        ("save https://example.org/a: my words", ["my words"]),
        ("save remove https://example.org/a", []),
        ("delete me yes", []),
    ],
)
async def test_what_happens_while_a_page_is_looked_at(
    quick: Readers, meanwhile: str, titles: list[str], found: Feed | FeedError
) -> None:
    quick.say("save https://example.org/a")
    desk = FeedDesk(quick.database.transaction, quick.clock)
    made: Any = Scripted(quick, meanwhile, found)
    rounds = FeedRounds(quick.database, desk, lambda: made)
    rounds.wake()
    await rounds.settle()
    assert [link.title for link in quick.rows(LINKS)] == titles
    assert nudges(quick.database) == []
    await rounds.stop()


async def test_one_that_breaks_does_not_stop_the_others(
    quick: Readers, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def feed(_: Reader, url: str, *__: str) -> Feed:
        if "broken" in url:
            raise ZeroDivisionError(url)
        return READ

    monkeypatch.setattr(Reader, "feed", feed)
    quick.say("feed https://broken.test/")
    quick.say("feed https://example.org/")
    await quick.go()
    assert sorted(feed.title for feed in quick.rows(FEEDS)) == ["", "Example"]
    written = log.getvalue()
    assert "a feed could not be looked at" in written
    assert "broken.test" not in written
