"""``feed``: feeds that the person follows; what fits somebody becomes something useful to share."""

from __future__ import annotations

from coaching.commands.base import Command, Turn
from coaching.feed_notices import standing, told
from coaching.links import first_link, host_of, link_key
from coaching.messages import Button, Card, Field, Input, UsageError
from coaching.names import clip
from coaching.phrasing import several
from coaching.repository.feeds import Feeds, Followed

MOST_FEEDS = 20
_MINE = Button(label="My feeds", command="feed")
_BUTTONS = 4
_EVERYBODY = ("for everyone", "for everybody", "for us", "for the team", "for all")
_STOP = ("remove", "stop", "unfollow", "delete")
_AGAIN = ("again", "retry")
_LIST = ("", "list", "feeds", "all")


def run(turn: Turn) -> Card:
    """Follow a feed, stop following one (`feed remove 12`), try again, or show them all."""
    text = turn.rest.strip()
    word, _, rest = text.partition(" ")
    if text.lower() in _LIST:
        return _list(turn)
    if word.lower() in _STOP:
        return _stopped(turn, rest)
    if word.lower() in _AGAIN:
        return _again(turn, rest)
    return _followed(turn, rest if word.lower() in ("add", "follow") and rest else text)


def _followed(turn: Turn, text: str) -> Card:
    link, rest = first_link(text)
    said = " ".join(rest.lower().split()).strip(" .!:,")
    if said and said not in _EVERYBODY:
        raise UsageError(
            f"I understood the link, but not “{clip(rest.strip())}”. Type `feed {clip(link)}`, or "
            "put `for everyone` behind it to let colleagues see that you follow it."
        )
    feeds: Feeds = turn.repository.feeds
    known = feeds.find(link_key(link))
    if known:
        return _known(turn, known, shared=bool(said))
    mine = feeds.all()
    if len(mine) >= MOST_FEEDS:
        raise UsageError(
            f"You follow {MOST_FEEDS} feeds, and that is as many as I read for one person. "
            "Type `feed` and stop one first.",
            buttons=(_MINE,),
        )
    number = feeds.add(link, link_key(link), shared=bool(said))
    return Card(
        title=f"Following {clip(host_of(link))}",
        body="I look at it within a minute and then about every hour. I keep only what fits "
        "somebody you know, by what they like and know, and tell you if I cannot read it."
        + (" Colleagues see that you follow it, nothing else." if said else ""),
        fields=(Field("Feed", link),),
        buttons=(
            _MINE,
            Button(label="Stop following", command=f"feed remove {number}"),
            turn.undo_button(),
        ),
    )


def _known(turn: Turn, feed: Followed, *, shared: bool) -> Card:
    if shared == feed.shared:
        return Card(
            title=f"You follow {told(feed)} already",
            buttons=(_MINE,),
        )
    turn.repository.feeds.change(feed, shared=shared)
    body = (
        "Colleagues see that you follow it." if shared else "Nobody else sees that you follow it."
    )
    return Card(title=told(feed), body=body, buttons=(_MINE, turn.undo_button()))


def _one(turn: Turn, text: str) -> Followed:
    """Return the feed that a number or a link names; `UsageError` if there is none."""
    digits = text.strip().lstrip("#")
    feeds = turn.repository.feeds
    if digits.isdecimal():
        found = feeds.get(int(digits[:9]))
    else:
        found = feeds.find(link_key(first_link(text)[0])) if text.strip() else None
    if found is None:
        raise UsageError(
            "Which feed? Type `feed` to see yours with their numbers.",
            buttons=(_MINE,),
        )
    return found


def _stopped(turn: Turn, text: str) -> Card:
    feed = _one(turn, text)
    gone = turn.repository.shelf.remove_feed(feed.number)
    turn.repository.feeds.remove(feed.number)
    kept = f"{several(gone, 'link')} that came with it {'is' if gone == 1 else 'are'} gone, too."
    return Card(
        title=f"You no longer follow {told(feed)}",
        body=kept if gone else "",
        buttons=(turn.undo_button(),),
    )


def _again(turn: Turn, text: str) -> Card:
    feed = _one(turn, text)
    fresh = {"next_at": turn.now, "failures": 0, "trouble": "", "etag": "", "modified": ""}
    if feed.read_at is None or feed.next_at is None:
        turn.repository.feeds.change(feed, **fresh)
    return Card(
        title=f"Once more: {told(feed)}",
        body="I look at it within a minute, and tell you if I still cannot read it."
        if feed.next_at is None
        else "It is read about every hour; that goes on.",
        buttons=(_MINE,),
    )


def _list(turn: Turn) -> Card:
    repository = turn.repository
    mine = repository.feeds.all()
    counts = repository.shelf.counts()
    fields = [
        Field(
            f"{told(feed)} (number {feed.number})",
            standing(feed, counts.get(feed.number, 0), turn.schedule, turn.today),
        )
        for feed in mine
    ]
    theirs = repository.feeds.of_colleagues()
    fields += [
        Field(f"{clip(name)} follows", f"{clip(title or host_of(url), 60)}: `feed {url}`")
        for url, title, name in theirs
    ]
    stop = [
        Button(
            label=f"Stop {clip(told(feed), 20)} ({feed.number})",
            command=f"feed remove {feed.number}",
        )
        for feed in mine[:_BUTTONS]
    ]
    return Card(
        title="Feeds you follow" if mine else "No feeds yet",
        body="What fits somebody you know becomes something useful to share with them."
        if mine
        else "Follow a feed you like, and I tell you when something in it fits somebody you know. "
        "For example `feed https://example.org/feed.xml`",
        fields=tuple(fields),
        inputs=(_FORM,),
        buttons=(Button(label="Follow it", command="feed", submits=True, primary=True), *stop),
    )


_FORM = Input(
    name="link", label="The feed's address", hint="https://example.org/feed.xml", required=True
)

COMMAND = Command(
    name="feed",
    group="Giving and asking",
    usage=("feed <link> [for everyone]", "feed", "feed remove|again <number>"),
    summary="Follows a feed (RSS or Atom) for things that fit people you know.",
    examples=("feed https://example.org/feed.xml", "feed"),
    run=run,
    aliases=("feeds", "subscribe"),
)
