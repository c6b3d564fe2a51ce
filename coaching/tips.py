"""The tips: short advice with its source, and the choice of the one that fits a network today."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from functools import cache
from importlib import resources
from typing import Any

from coaching.conditions import FINDINGS, Find
from coaching.messages import Button, UsageError
from coaching.network import Network

BEHAVIOURS: Mapping[str, str] = {
    "gives_first": "giving first",
    "inside_and_outside": "ties inside and outside your company",
    "strategic_ties": "ties that look ahead",
    "introductions": "bringing people together",
    "spreading_asks": "spreading your asks over many people",
    "recognising_others": "letting others feel that they matter",
    "letting_the_network_change": "letting your network change with you",
}
"""What the tips train, by name, in words that follow "It is about"."""

SUITS_ALL = 0.35
"""The fit of a tip without a condition: above one whose condition is not so."""

NEARLY = 0.2
"""Tips whose fit differs by no more than this fit nearly as well as each other."""

SHORTEST_WORD = 3
LONGEST_TOPIC = 60

_SLOTS = ("id", "title", "text", "minute", "behaviour", "source")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tip:
    """One tip.

    ``minute`` is something to do in a minute, ``promise`` what a person promises herself for the
    week. ``behaviour`` is a key of `BEHAVIOURS`, ``fits`` one of `CONDITIONS` or empty.
    ``source`` is author, work and year.
    """

    id: str
    title: str
    text: str
    minute: str
    behaviour: str
    topics: tuple[str, ...]
    source: str
    promise: str
    fits: str = ""


def _fit_of(find: Find) -> Callable[[Network, datetime], float]:
    return lambda network, now: find(network, now).fit


CONDITIONS: Mapping[str, Callable[[Network, datetime], float]] = {
    name: _fit_of(find) for name, find in FINDINGS.items()
}
"""How well each condition describes a network, 0 to 1."""


@cache
def load_tips() -> tuple[Tip, ...]:
    """Return the tips that come with NetLead; `ValueError` as `parse_tips`."""
    return parse_tips(
        resources.files("coaching").joinpath("data/tips.toml").read_text(encoding="utf-8")
    )


def parse_tips(text: str) -> tuple[Tip, ...]:
    """Return the tips of a TOML text; `ValueError` names the tip and what is wrong with it."""
    tips = tuple(_tip(entry) for entry in tomllib.loads(text).get("tip", ()))
    for name, count in Counter(tip.id for tip in tips).items():
        if count > 1:
            reason = f"tip {name!r}: {count} tips have this id"
            raise ValueError(reason)
    return tips


def _tip(entry: dict[str, Any]) -> Tip:
    if problem := _problem(entry):
        reason = f"tip {entry.get('id', entry)!r}: {problem}"
        raise ValueError(reason)
    return Tip(**{"promise": entry["minute"], **entry, "topics": tuple(entry["topics"])})


def _problem(entry: dict[str, Any]) -> str:
    """Return what is wrong with an entry of the file, empty when nothing is."""
    if unknown := entry.keys() - {*_SLOTS, "topics", "fits", "promise"}:
        return f"unknown slots {sorted(unknown)}"
    for slot in (*_SLOTS, *(entry.keys() & {"fits", "promise"})):
        value = entry.get(slot)
        if not (isinstance(value, str) and value.strip()):
            return f"{slot} is missing or not a text"
    listed = entry.get("topics")
    if not (isinstance(listed, list) and listed and all(isinstance(t, str) for t in listed)):
        return "topics is missing or not a list of texts"
    if entry["behaviour"] not in BEHAVIOURS:
        return f"unknown behaviour {entry['behaviour']!r}"
    if "fits" in entry and entry["fits"] not in CONDITIONS:
        return f"unknown condition {entry['fits']!r}"
    return ""


def pick_tip(
    tips: Sequence[Tip], network: Network, now: datetime, seen: Sequence[str], topic: str = ""
) -> Tip:
    """Return the tip to show now; the same arguments always give the same tip.

    ``seen`` are the ids shown so far, oldest first, unknown ones ignored. An unseen tip comes
    before a seen one; among the unseen ones the best fit does, and among those that fit nearly as
    well the one whose behaviour was shown longest ago. When all were seen, the one seen longest
    ago comes back. `UsageError` when no tip is about ``topic``.
    """
    pool = _about(tips, topic) if topic.strip() else tips
    shown = {name: position for position, name in enumerate(seen)}
    unseen = [tip for tip in pool if tip.id not in shown]
    if not unseen:
        return min(pool, key=lambda tip: shown[tip.id])
    fits = {name: CONDITIONS[name](network, now) for name in {t.fits for t in unseen if t.fits}}
    score = {tip.id: fits.get(tip.fits, SUITS_ALL) for tip in unseen}
    best = max(score.values())
    practised = {t.behaviour: -1 for t in tips}
    for tip in tips:
        practised[tip.behaviour] = max(practised[tip.behaviour], shown.get(tip.id, -1))
    return min(
        (tip for tip in unseen if score[tip.id] >= best - NEARLY),
        key=lambda tip: (practised[tip.behaviour], -score[tip.id]),
    )


def topics(tips: Sequence[Tip]) -> tuple[str, ...]:
    """Return every topic of ``tips``, the most frequent first."""
    count = Counter(topic for tip in tips for topic in tip.topics)
    return tuple(sorted(count, key=lambda topic: (-count[topic], topic)))


def _about(tips: Sequence[Tip], asked: str) -> list[Tip]:
    """Return the tips about a topic as a person types it: exact, else by the start of a word."""
    wanted = " ".join(asked[:LONGEST_TOPIC].casefold().split())
    known = topics(tips)
    chosen = {wanted} & set(known) or {t for t in known if _same_word(t, wanted)}
    if not chosen:
        raise _unknown(wanted, known)
    return [tip for tip in tips if chosen & set(tip.topics)]


def _same_word(topic: str, wanted: str) -> bool:
    """Whether a word of one is the beginning of a word of the other ("ask", "asking")."""
    long = [word for word in wanted.split() if len(word) >= SHORTEST_WORD]
    return any(
        mine.startswith(theirs) or (len(mine) >= SHORTEST_WORD and theirs.startswith(mine))
        for mine in topic.split()
        for theirs in long
    )


def _unknown(wanted: str, known: tuple[str, ...]) -> UsageError:
    near = get_close_matches(wanted, known, n=1, cutoff=0.5)
    few = [*near, *(topic for topic in known[:5] if topic not in near)]
    nearest = f" The nearest I have is “{near[0]}”." if near else ""
    return UsageError(
        f"I have no tip about “{wanted}” yet.{nearest} Some topics: {', '.join(few)}. "
        "Type “tip” alone for one that fits your network today.",
        buttons=tuple(Button(label=topic.capitalize(), command=f"tip {topic}") for topic in few),
    )


def tip_reason(tip: Tip, network: Network, now: datetime) -> str:
    """Return why this tip now: from the person's own figures where its condition is so."""
    if tip.fits:
        finding = FINDINGS[tip.fits](network, now)
        if finding.fit > 0:
            return finding.sentence
    return f"It is about {BEHAVIOURS[tip.behaviour]}, which suits any network."
