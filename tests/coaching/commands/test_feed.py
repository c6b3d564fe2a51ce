"""Dialogues about feeds: followed, shown, stopped; what is no feed's address is told kindly."""

from __future__ import annotations

import pytest

from coaching.commands.feed import MOST_FEEDS
from tests.coaching.talk import Talk

FEED = "https://example.org/feed.xml"


def test_a_feed_is_followed_shown_and_stopped(talk: Talk) -> None:
    card = talk.say(f"feed {FEED}")
    assert card.title == "Following example.org"
    assert card.fields[0].value == FEED
    listed = talk.say("feed")
    assert listed.fields[0].value == "I look at it within a minute."
    stop = next(button for button in listed.buttons if button.label.startswith("Stop"))
    assert talk.say(stop.command).title == "You no longer follow example.org"
    assert talk.say("feeds").title == "No feeds yet"
    talk.say("undo")
    assert talk.say("feeds").title == "Feeds you follow"


def test_by_form(talk: Talk) -> None:
    talk.say("feed")
    assert talk.press("Follow it", link="example.org/feed.xml").fields[0].value == FEED


def test_it_is_followed_once(talk: Talk) -> None:
    talk.say(f"feed {FEED}")
    again = talk.say("feed add http://www.example.org/feed.xml?utm_source=x")
    assert again.title == "You follow example.org already"
    assert len(talk.say("feed").fields) == 1


def test_colleagues_see_what_is_for_everyone_and_nothing_else(talk: Talk) -> None:
    talk.say(f"feed {FEED} for everyone")
    talk.say("feed https://example.org/mine.xml")
    with talk.book() as book:
        for feed in book.feeds.all():
            book.feeds.note(feed.number, read_at=talk.clock.now(), title=f"Feed {feed.number}")
    bo = talk.other("bo")
    card = bo.say("feed")
    assert [field.label for field in card.fields] == [f"{talk.user} follows"]
    assert FEED in card.fields[0].value
    bo.say(f"feed {FEED}")
    assert [field.label.startswith("example.org") for field in bo.say("feed").fields] == [True]
    assert talk.say(f"feed {FEED}").body == "Nobody else sees that you follow it."
    assert talk.other("cy").say("feed").fields == ()


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("feed wurble", "I see no link"),
        ("feed http://127.0.0.1:8080/", "usual ports"),
        ("feed http://127.0.0.1/", "open Internet"),
        ("feed gopher://127.0.0.1:6379/_FLUSHALL", "Only links that begin with"),
        (f"feed {FEED} and tell Bo", "not “and tell Bo”"),
        ("feed remove 99", "Which feed?"),
        ("feed remove", "Which feed?"),
        ("feed again wurble", "I see no link"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(talk: Talk, line: str, told: str) -> None:
    assert told in talk.text(line)
    assert talk.say("feed").title == "No feeds yet"


def test_there_is_an_end_to_it(talk: Talk) -> None:
    for number in range(MOST_FEEDS):
        talk.say(f"feed https://example.org/{number}")
    assert "You follow 20 feeds" in talk.text("feed https://example.org/more")


def test_one_that_was_given_up_is_tried_again(talk: Talk) -> None:
    talk.say(f"feed {FEED}")
    with talk.book() as book:
        (feed,) = book.feeds.all()
        book.feeds.note(feed.number, next_at=None, trouble="gone", failures=1)
    assert "there is nothing at that address" in talk.text("feed")
    talk.say(f"feed again {feed.number}")
    assert talk.say("feed").fields[0].value == "I look at it within a minute."
    assert "read about every hour" in talk.text(f"feed again {feed.number}")
