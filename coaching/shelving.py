"""Links put on the shelf: what comes with a feed only if it fits somebody, what was saved always."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from coaching.fitting import Fit, fits
from coaching.links import LONGEST_TITLE, is_readable, link_in, link_key
from coaching.names import clip
from coaching.repository import Repository
from coaching.repository.contacts import Person
from coaching.repository.shelf import Kept

MOST_SAVED = 500
MOST_OF_A_ROUND = 10
"""Links that one fetch of a feed adds; the rest of what fits comes with the next ones."""


def title_of(text: str) -> str:
    """Return a title that strangers wrote, on one line and fit to be shown."""
    return clip(text, LONGEST_TITLE).strip()


def shelve(repository: Repository, feed: int, items: Sequence[tuple[str, str]]) -> int:
    """Keep those items (title, link) of a feed that fit somebody; return how many were new."""
    shelf = repository.shelf
    interests, _ = shelf.interests()
    if not interests:
        return 0
    known = shelf.keys()
    fresh: dict[str, tuple[str, str]] = {}
    for title, url in items:
        if title and is_readable(url) and (key := link_key(url)) not in known:
            fresh.setdefault(key, (title_of(title), url))
    found = list(fresh.items())
    given = shelf.pairs()
    provided = shelf.provided()
    fitting = [
        fit
        for fit in fits(
            [title for _, (title, _) in found],
            (interest for interest in interests if interest.contact not in provided),
        )
        if (fit.contact, found[fit.place][0]) not in given
    ]
    return _keep(repository, feed, found, fitting)


def _keep(
    repository: Repository,
    feed: int,
    found: Sequence[tuple[str, tuple[str, str]]],
    fitting: Sequence[Fit],
) -> int:
    kept: dict[int, Kept] = {}
    for fit in sorted(fitting, key=lambda fit: (-fit.score, fit.place)):
        if fit.place not in kept:
            if len(kept) == MOST_OF_A_ROUND:
                continue
            key, (title, url) = found[fit.place]
            kept[fit.place] = repository.shelf.keep(url, key, title, feed=feed)
        repository.shelf.fit(kept[fit.place], fit)
    return len(kept)


def fit_saved(repository: Repository, links: Sequence[Kept]) -> list[tuple[str, Fit]]:
    """Write down whom saved links fit; return (name, fit) of those that it was not known of."""
    shelf = repository.shelf
    interests, names = shelf.interests()
    known = shelf.pairs()
    titled = [link for link in links if link.title]
    new = []
    for fit in fits([link.title for link in titled], interests) if titled else ():
        if (fit.contact, titled[fit.place].url_key) not in known:
            shelf.fit(titled[fit.place], fit)
            new.append((names[fit.contact], fit))
    return new


def tells_interests(values: Mapping[str, object]) -> bool:
    """Tell whether columns of a contact say what interests them."""
    return bool(values.get("likes") or values.get("needs") or values.get("knows"))


def interests_changed(repository: Repository) -> None:
    """Look through what is kept and followed once more, as somebody's interests were told."""
    saved = repository.shelf.saved()
    if saved:
        fit_saved(repository, saved)
    repository.feeds.look_again()


def note_given(repository: Repository, people: Sequence[Person], what: str, on: date) -> None:
    """Write down that people were given the link in ``what``, if there is one in it."""
    link, _, _ = link_in(what)
    if link and is_readable(link):
        for person in people:
            repository.shelf.give(person.number, link_key(link), on)
