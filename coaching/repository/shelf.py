"""The links kept for a person, whom each of them fits, and who was given which."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Row, Select, bindparam, func, or_, select

from coaching.fitting import Fit, Interest
from coaching.models import ContactRow, FeedRow, GiftRow, LinkRow
from coaching.network import Gift, gift_key
from coaching.repository.account import Account
from coaching.repository.rows import Rows, select_mine, select_numbered, table_of

CONTACTS = table_of(ContactRow)
FEEDS = table_of(FeedRow)
LINKS = table_of(LinkRow)
GIFTS = table_of(GiftRow)
ALL = 2**31 - 1
"""A limit that is none."""
OFFERED = 12
"""How many gifts the rules get to see, each for another contact (`coaching.nudges.base.FEW`)."""
LOOKED_THROUGH = 100
"""Gifts among which they are found: in 60 days no more than 26 of them were nudged about."""
AT_HAND = 5
"""Links that are kept ready for one contact: enough for the 60 days that they are kept."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A link on the shelf; ``feed`` is 0 for one that the person saved. ``title`` may be empty."""

    number: int
    feed: int
    url: str
    url_key: str
    title: str
    kept_at: datetime


@cache
def _saved() -> Select[Any]:
    return select_mine(LINKS).where(LINKS.c.feed == 0).order_by(LINKS.c.number.desc())


@cache
def _by_key() -> Select[Any]:
    return select_mine(LINKS).where(LINKS.c.url_key == bindparam("key"))


@cache
def _keys() -> Select[Any]:
    return select_mine(LINKS).with_only_columns(LINKS.c.url_key, LINKS.c.number, LINKS.c.feed)


@cache
def _of_feed() -> Select[Any]:
    return select_mine(LINKS).where(LINKS.c.feed == bindparam("feed"))


@cache
def _bare_gifts() -> Select[Any]:
    c = GIFTS.c
    return select_mine(GIFTS).with_only_columns(c.contact, c.url_key)


@cache
def _open_gifts() -> Select[Any]:
    c = GIFTS.c
    bare = select_mine(GIFTS).with_only_columns(c.number, c.contact, c.link, c.score)
    best = bare.where(c.given_on.is_(None)).order_by(c.score.desc(), c.number.desc())
    return best.limit(bindparam("count"))


@cache
def _gifts_of(column: str) -> Select[Any]:
    return select_mine(GIFTS).where(GIFTS.c[column] == bindparam("value"))


@cache
def _whole_gift() -> Select[Any]:
    mine = (LINKS.c.workspace_id == GIFTS.c.workspace_id) & (LINKS.c.user_id == GIFTS.c.user_id)
    from_feed = (FEEDS.c.workspace_id == LINKS.c.workspace_id) & (
        FEEDS.c.user_id == LINKS.c.user_id
    )
    g, k = GIFTS.c, LINKS.c
    return (
        select(
            *(g.number, g.contact, g.link, g.because, g.score),
            *(k.title, k.url, k.kept_at, k.feed, FEEDS.c.title.label("origin")),
        )
        .join(LINKS, mine & (k.number == g.link))
        .outerjoin(FEEDS, from_feed & (FEEDS.c.number == k.feed))
        .where(
            g.workspace_id == bindparam("the_workspace"),
            g.user_id == bindparam("the_user"),
            g.number == bindparam("the_number"),
            # Not what came with a feed that was taken back meanwhile.
            (k.feed == 0) | FEEDS.c.number.is_not(None),
        )
    )


@cache
def _interests() -> Select[Any]:
    c = CONTACTS.c
    lists = (c.likes, c.needs, c.knows)
    told = or_(*(func.length(words) > 0 for words in lists))
    return select_mine(CONTACTS).with_only_columns(c.number, c.name, *lists).where(told)


@dataclass(slots=True)
class Shelf:
    """The links of one person, within one unit of work."""

    rows: Rows
    account: Account

    def saved(self) -> list[Kept]:
        """Return the links that the person saved, the newest first."""
        return [kept_of(row) for row in self.rows.fetch(_saved())]

    def get(self, number: int) -> Kept | None:
        """Return the link with that number, or None."""
        row = self.rows.first(select_numbered(LINKS), the_number=number)
        return kept_of(row) if row else None

    def find(self, key: str) -> Kept | None:
        """Return the link to a page, by its key (`coaching.links`), or None."""
        row = self.rows.first(_by_key(), key=key)
        return kept_of(row) if row else None

    def keys(self) -> set[str]:
        """Return the keys of all links on the shelf."""
        return {row.url_key for row in self.rows.fetch(_keys())}

    def counts(self) -> dict[int, int]:
        """Return how many links are kept of each feed."""
        counts: dict[int, int] = {}
        for row in self.rows.fetch(_keys()):
            counts[row.feed] = counts.get(row.feed, 0) + 1
        return counts

    def keep(
        self, url: str, key: str, title: str, *, feed: int = 0, ask_at: datetime | None = None
    ) -> Kept:
        """Put a link on the shelf; its page is asked for its title at ``ask_at``, if that is given."""
        number, now = self.account.next_number(), self.rows.now
        own = {"url": url, "url_key": key, "title": title, "feed": feed}
        self.rows.insert(LINKS, number, {**own, "kept_at": now, "next_at": ask_at})
        return Kept(number, feed, url, key, title, now)

    def change(self, number: int, **values: object) -> None:
        """Change columns of a link; can be undone."""
        row = self.rows.first(select_numbered(LINKS), the_number=number)
        if row is not None:
            self.rows.update(LINKS, number, row._mapping, values)  # noqa: SLF001 SQLAlchemy's public name for it

    def note(self, number: int, **values: object) -> None:
        """Write down what came of looking at a link's page; nothing that the person would undo."""
        self.rows.quietly(LINKS, number, values)

    def remove(self, number: int) -> None:
        """Take a link off the shelf; who was given it stays known."""
        row = self.rows.first(select_numbered(LINKS), the_number=number)
        if row is None:
            return
        self.rows.delete(LINKS, row)
        for gift in self.rows.fetch(_gifts_of("link"), value=number):
            if gift.given_on is None:
                self.rows.delete(GIFTS, gift)

    def remove_feed(self, feed: int) -> int:
        """Take the links of a feed off the shelf; return how many there were."""
        found = self.rows.fetch(_of_feed(), feed=feed)
        for row in found:
            self.remove(row.number)
        return len(found)

    def interests(self) -> tuple[list[Interest], dict[int, str]]:
        """Return what the contacts like, need and know, and the contacts' names by number."""
        found, names = [], {}
        for row in self.rows.fetch(_interests()):
            names[row.number] = row.name
            found += [Interest(row.number, "likes", words) for words in row.likes]
            found += [Interest(row.number, "needs", words) for words in row.needs]
            found += [Interest(row.number, "knows about", words) for words in row.knows]
        return found, names

    def pairs(self) -> set[tuple[int, str]]:
        """Return (contact, key of a link) of all that fits or was given."""
        return {(row.contact, row.url_key) for row in self.rows.fetch(_bare_gifts())}

    def provided(self) -> set[int]:
        """Return the contacts for whom there is enough at hand."""
        counts = Counter(row.contact for row in self.rows.fetch(_open_gifts(), count=ALL))
        return {contact for contact, count in counts.items() if count >= AT_HAND}

    def fit(self, link: Kept, fit: Fit) -> None:
        """Write down that a link fits a contact."""
        because: list[object] = [fit.because.said, fit.because.words, list(fit.words)]
        self._add(fit.contact, link.number, link.url_key, because, fit.score, None)

    def give(self, contact: int, key: str, on: date) -> None:
        """Write down that a contact was given the link with this key; once is enough."""
        for row in self.rows.fetch(_gifts_of("contact"), value=contact):
            if row.url_key == key:
                if row.given_on is None:
                    self.rows.update(GIFTS, row.number, row._mapping, {"given_on": on})  # noqa: SLF001 SQLAlchemy's public name for it
                return
        self._add(contact, 0, key, None, 0.0, on)

    def hand_over(self, source: int, target: int) -> None:
        """Give what fits or was given to one contact to another; each link stays once."""
        there = {row.url_key: row for row in self.rows.fetch(_gifts_of("contact"), value=target)}
        for row in self.rows.fetch(_gifts_of("contact"), value=source):
            other = there.get(row.url_key)
            if other is None:
                self.rows.update(GIFTS, row.number, {"contact": source}, {"contact": target})
                continue
            if row.given_on is not None and other.given_on is None:
                self.rows.update(GIFTS, other.number, other._mapping, {"given_on": row.given_on})  # noqa: SLF001 SQLAlchemy's public name for it
            self.rows.delete(GIFTS, row)

    def remove_all(self, contact: int) -> int:
        """Remove all that fits or was given to a contact; return how many rows there were."""
        found = self.rows.fetch(_gifts_of("contact"), value=contact)
        for row in found:
            self.rows.delete(GIFTS, row)
        return len(found)

    def offers(self, raised: Container[str]) -> tuple[Gift, ...]:
        """Return for each contact the best link that it was neither given nor nudged about.

        ``raised`` are the keys that were nudged about; the best come first, up to `OFFERED`.
        """
        best: dict[int, Row[Any]] = {}
        for row in self.rows.fetch(_open_gifts(), count=LOOKED_THROUGH):
            if gift_key(row.contact, row.link) in raised:
                continue
            best.setdefault(row.contact, row)
        chosen: Sequence[Row[Any]] = list(best.values())
        found = (self.rows.first(_whole_gift(), the_number=row.number) for row in chosen[:OFFERED])
        local = self.account.person.schedule.local
        return tuple(_gift(row, local(row.kept_at).date()) for row in found if row)

    def _add(
        self,
        contact: int,
        link: int,
        key: str,
        because: list[object] | None,
        score: float,
        given_on: date | None,
    ) -> None:
        values = {
            "contact": contact,
            "link": link,
            "url_key": key,
            "because": json.dumps(because, ensure_ascii=False) if because else "",
            "score": score,
            "made_at": self.rows.now,
            "given_on": given_on,
        }
        self.rows.insert(GIFTS, self.account.next_number(), values)


def kept_of(row: Row[Any]) -> Kept:
    """Return the link behind a row."""
    return Kept(row.number, row.feed, row.url, row.url_key, row.title, row.kept_at)


def _gift(row: Row[Any], kept_on: date) -> Gift:
    said, interest, words = json.loads(row.because)
    return Gift(
        contact=row.contact,
        link=row.link,
        title=row.title,
        url=row.url,
        because=f"{said} {interest}",
        words=tuple(words),
        origin=row.origin or ("a feed" if row.feed else ""),
        kept_on=kept_on,
        score=row.score,
    )
