"""What is told of feeds and pages: how they stand, and once, kindly, that one cannot be read."""

from __future__ import annotations

from datetime import date

from coaching.dates import say_day
from coaching.links import host_of
from coaching.messages import Button
from coaching.names import clip
from coaching.network import Schedule
from coaching.nudges.base import Suggestion
from coaching.phrasing import several
from coaching.repository.feeds import Followed

KIND = "feed"
TROUBLES = {
    "address": "it is not on the open Internet, which is all that I read",
    "unreachable": "nobody answers there",
    "slow": "it did not answer within ten seconds",
    "closed": "it wants a login, and I have none",
    "gone": "there is nothing at that address",
    "long": "it does not end, and I read a megabyte at most",
    "unreadable": "it is no feed that I can read (RSS or Atom)",
}
"""How each trouble is told (`adapters.feeds.pages.Trouble`)."""


def told(feed: Followed) -> str:
    """Return a feed's title, or where it is as long as it has none."""
    return clip(feed.title or host_of(feed.url) or feed.url, 60)


def standing(feed: Followed, kept: int, schedule: Schedule, today: date) -> str:
    """Return how a feed stands, in a sentence."""
    shared = " Colleagues see that you follow it." if feed.shared else ""
    if feed.trouble and feed.next_at is None:
        why = TROUBLES.get(feed.trouble, "it cannot be read")
        return f"I gave it up: {why}. Once more: `feed again {feed.number}`.{shared}"
    if feed.read_at is None:
        return f"I look at it within a minute.{shared}"
    local = schedule.local(feed.read_at)
    fit = f"{several(kept, 'link')} kept that {'fits' if kept == 1 else 'fit'} somebody you know"
    trouble = f" Last time: {TROUBLES[feed.trouble]}." if feed.trouble in TROUBLES else ""
    when = f"{say_day(local.date(), today)}, {local:%H:%M}"
    return f"Last read {when}. {fit[0].upper()}{fit[1:]}.{trouble}{shared}"


def feed_notice(feed: Followed, trouble: str) -> Suggestion:
    """Return the word that a feed was given up, with what can be done about it."""
    why = TROUBLES.get(trouble, "it cannot be read")
    tip = ""
    if trouble == "unreadable":
        tip = " I looked for one on the page, too. Many sites have theirs at `/feed` or `/rss.xml`."
    tried = "" if feed.read_at is None else f" I tried {feed.failures} times."
    return Suggestion(
        kind=KIND,
        priority=1.0,
        title=f"I cannot read {told(feed)}",
        reason=f"You asked me to follow {clip(feed.url, 200)}, but {why}.{tried}{tip} "
        "I leave it alone until you say otherwise.",
        evidence=(f"The feed: {clip(feed.url, 200)}", f"What happened: {why}"),
        key=f"{KIND}:{feed.number}",
        promised=True,
        extra=(
            Button(label="Try again", command=f"feed again {feed.number}"),
            Button(label="Stop following", command=f"feed remove {feed.number}"),
        ),
        own_buttons=True,
    )


def page_notice(number: int, url: str, trouble: str) -> Suggestion:
    """Return the word that a saved link's page did not say what it is about."""
    why = TROUBLES.get(trouble, "") if trouble != "unreadable" else "I could not read it"
    why = why or "it has no title"
    return Suggestion(
        kind=KIND,
        priority=1.0,
        title=f"What is {host_of(url)} about?",
        reason=f"I kept {clip(url, 200)}, but could not look at its title: {why}. "
        f"Say it in your own words and I find whom it fits: `save {clip(url, 200)}: a few words`",
        evidence=(f"The link: {clip(url, 200)}", f"What happened: {why}"),
        key=f"{KIND}:link:{number}",
        promised=True,
        extra=(Button(label="Remove it", command=f"save remove {number}"),),
        own_buttons=True,
    )
