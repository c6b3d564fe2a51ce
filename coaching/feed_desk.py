"""The feeds' round, seen from the database: what to fetch now, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from coaching import pacing
from coaching.clock import Clock
from coaching.coach import Transactions
from coaching.feed_notices import feed_notice, page_notice
from coaching.links import link_key
from coaching.nudges.base import Suggestion
from coaching.repository import Repository
from coaching.repository.door import book_of
from coaching.repository.feed_rounds import Errand, claim_feeds, claim_pages
from coaching.repository.feeds import EVERY, Followed
from coaching.repository.scope import Scope
from coaching.shelving import fit_saved, shelve, title_of

SPREAD = timedelta(minutes=10)
"""Over how long the feeds of an hour are spread, each at its own place."""
TRIES = 5
"""Failures in a row after which a feed that was once read is given up (reliability facts, 3)."""
_JUST_ASKED = timedelta(minutes=30)
_PLACES = 64


class FeedDesk:
    """Hands out what is to be fetched and writes down what was read, a person at a time."""

    def __init__(
        self, transactions: Transactions, clock: Clock, scope: Scope | None = None
    ) -> None:
        """Work on the database behind ``transactions``, by ``clock``, for everybody in ``scope``."""
        self._transactions = transactions
        self._clock = clock
        self._scope = scope

    def claim(self, count: int) -> list[Errand]:
        """Take up to ``count`` feeds and as many pages that are due; nobody else gets them."""
        now = self._clock.now()
        with self._transactions() as connection:
            pages = claim_pages(connection, now, count, self._scope)
            return pages + claim_feeds(connection, now, count, self._scope)

    def read(
        self,
        errand: Errand,
        title: str,
        items: Sequence[tuple[str, str]] = (),
        marks: tuple[str, str] = ("", ""),
        url: str = "",
    ) -> None:
        """Write down what was read: a feed's title and its (title, link), or a page's title.

        ``marks`` are what to ask with the next time, ``url`` is where the feed really is.
        """
        etag, modified = marks
        for user, number in errand.readers:
            with self._transactions() as connection:
                now = self._clock.now()
                book = book_of(connection, errand.workspace_id, user, now)
                if book is None:
                    continue
                if errand.page:
                    _titled(book, number, title_of(title))
                elif feed := book.feeds.get(number):
                    shelve(book, number, items)
                    named = title_of(title) or feed.title
                    book.feeds.note(number, title=named, etag=etag, modified=modified)
                    if url not in ("", feed.url):
                        book.feeds.note(number, url=url, url_key=link_key(url))
                    _well(book, feed, now)
                book.account.save()

    def unchanged(self, errand: Errand) -> None:
        """Write down that a feed is as it was."""
        for user, number in errand.readers:
            with self._transactions() as connection:
                now = self._clock.now()
                book = book_of(connection, errand.workspace_id, user, now)
                feed = book.feeds.get(number) if book else None
                if book and feed:
                    _well(book, feed, now)

    def failed(self, errand: Errand, trouble: str) -> None:
        """Write down why a page could not be read; say so once it is given up."""
        for user, number in errand.readers:
            with self._transactions() as connection:
                now = self._clock.now()
                book = book_of(connection, errand.workspace_id, user, now)
                if book is None:
                    continue
                if errand.page:
                    _untitled(book, number, trouble)
                elif feed := book.feeds.get(number):
                    _ill(book, feed, trouble, now)
                book.account.save()


def _next(feed: Followed, now: datetime, every: timedelta) -> datetime:
    # Each feed has its own place in the hour, so that not all are fetched at once.
    return now + every + SPREAD * (feed.number % _PLACES / _PLACES)


def _well(book: Repository, feed: Followed, now: datetime) -> None:
    fine = {"failures": 0, "trouble": "", "read_at": now}
    book.feeds.note(feed.number, next_at=_next(feed, now, EVERY), **fine)


def _ill(book: Repository, feed: Followed, trouble: str, now: datetime) -> None:
    failures = feed.failures + 1
    # What never worked was mistyped, more likely than not: better told now than in fifteen hours.
    given_up = feed.read_at is None or failures >= TRIES
    again = None if given_up else _next(feed, now, EVERY * 2 ** (failures - 1))
    book.feeds.note(feed.number, failures=failures, trouble=trouble, next_at=again)
    if given_up:
        gone = replace(feed, failures=failures, trouble=trouble, next_at=None)
        fresh = now - feed.added_at < _JUST_ASKED
        _tell(book, feed_notice(gone, trouble), now if fresh else None)


def _titled(book: Repository, number: int, title: str) -> None:
    link = book.shelf.get(number)
    if link is None or link.title:  # it was removed, or told in words, meanwhile
        return
    if not title:
        _untitled(book, number, "")
        return
    book.shelf.note(number, title=title, next_at=None)
    fit_saved(book, [replace(link, title=title)])


def _untitled(book: Repository, number: int, trouble: str) -> None:
    link = book.shelf.get(number)
    if link is None or link.title:
        return
    book.shelf.note(number, next_at=None)
    fresh = book.rows.now - link.kept_at < _JUST_ASKED
    _tell(book, page_notice(number, link.url, trouble), book.rows.now if fresh else None)


def _tell(book: Repository, notice: Suggestion, at: datetime | None) -> None:
    """Have a notice sent ``at`` an instant, or when the person's next hours begin."""
    due = at or pacing.next_open(book.account.person.schedule, book.rows.now)
    if book.account.platform and due is not None:
        slot = f"{notice.key}:{book.rows.now:%Y%m%dT%H%M%S}"
        book.nudges.notify(notice, slot, due)
