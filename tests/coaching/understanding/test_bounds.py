"""Whatever is said: an answer, soon, and no line that its own command reads differently."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from time import perf_counter

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from coaching.commands import route
from coaching.understanding.step import understand
from tests.coaching.talk import Talk
from tests.evaluate import sentences

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
PIECES = [
    "I",
    "i've",
    "didn't",
    "met",
    "helped",
    "Sam",
    "bo",
    "Ana's",
    ",",
    "and",
    "or",
    "with",
    "the",
    "deck",
    "@",
    "<@U1>",
    '"',
    "“",
    "”",
    "(",
    ")",
    ".",
    "!",
    "?",
    ":",
    "'",
    "'s",
    "yesterday",
    "by",
    "Friday",
    "thanks",
    "to",
    "me",
    "gave",
    "could",
    "you",
    "please",
    "remind",
    "note",
    "that",
    "who",
    "knows",
    "about",
    "had",
    "coffee",
    "promised",
    "#12",
    "+",
    "&",
    "-",
    "—",
    "not",
    "never",
    "5",
    "Dec",
    "https://x.y",
    ":tada:",
    "03/04/2027",
    "1:1",
    "w/",
    "my",
    "boss",
    "of",
    "for",
    "�",
    "\u202e",
    "é",
    "李",
]
LONG = [
    *(
        "a ",
        "ana ",
        "Ana, ",
        "Ana and ",
        "met ",
        "very ",
        "with ",
        "had a great ",
        "please ",
        "hi ",
    ),
    *(
        "note that ",
        "Ana helped ",
        "@",
        "<",
        '"',
        "1",
        "1 ",
        "yesterday ",
        "last ",
        "on ",
        "!?",
        ". ",
    ),
    *("'s ", "Ana's ", "thanks for ", "remind me to ", "the ", "could you ", "who knows about "),
    *("i've ", "5 Dec ", "I promised Ana to ", "sent the ", "((", "really ", "my old ", "van der "),
]


@settings(deadline=None, max_examples=150)
@given(st.lists(st.sampled_from(PIECES), max_size=16), st.sampled_from([" ", ""]))
@example(["\ud83d"], "")
def test_any_pieces_are_understood_or_not(pieces: list[str], gap: str) -> None:
    found = understand(gap.join(pieces), NOW, "UTC")
    assert found.command is None or route(found.command)[0] is not None


@pytest.mark.parametrize("piece", LONG)
def test_no_sentence_takes_long(piece: str) -> None:
    # Ten times what it takes on an idle machine: what is meant to fail is growth out of bounds.
    for text in (piece * 150, f"met Ana {piece * 150}", (piece * 4000)[:4000]):
        begun = perf_counter()
        understand(text[:4000], NOW, "UTC")
        assert perf_counter() - begun < 1


def test_lines_that_were_made_do_what_was_understood(talk: Talk) -> None:
    talk.at("2026-11-23T10:00:00+00:00")
    done = 0
    for case in sentences.cases("train")[:260:3]:
        found = sentences.step(case.text)
        if not found.certain or found.verb not in ("met", "helped", "got", "thanks", "shared"):
            continue
        if any(name.startswith("<@") for name in found.who):
            continue  # the platform tells who that is, and here there is none
        card = talk.say(found.command or "")
        assert card.title.startswith("Noted"), (found.command, card)
        with talk.book() as book:
            names = {name for _, _, name in book.contacts.names()}
            latest = book.touches.latest(1)[0]
        assert set(found.who) <= names, found.command
        assert latest.on == (found.on or NOW.date()), found.command
        talk.press("Undo")
        talk.later(minutes=1)
        done += 1
    assert done > 20


def test_the_command_line_answers_every_line_and_goes_on() -> None:
    lines = [
        '{"text": "had coffee with Priya about Rust yesterday", "now": "2026-11-23T23:30-08:00"}',
        "no JSON",
        '{"text": 7, "now": "2026-11-23T09:00+01:00"}',
        '{"text": "hi", "now": "soon"}',
        '{"text": "I owe Lee an intro", "now": "2026-11-23T09:00+05:30"}',
    ]
    run = subprocess.run(
        [sys.executable, "-m", "bot.cli", "understand", "--json"],
        input="\n".join(lines),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    first, *bad, last = (json.loads(line) for line in run.stdout.splitlines())
    assert first == {
        "command": "met Priya about Rust yesterday",
        "verb": "met",
        "who": ["Priya"],
        "on": "2026-11-22",
        "by": None,
        "ask": None,
    }
    assert all("for example" in line["error"] and line["command"] is None for line in bad)
    assert (last["verb"], last["who"], last["ask"]) == ("promise", ["Lee"], "By when?")


def test_a_day_is_counted_from_where_the_speaker_is() -> None:
    night = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
    assert understand("met Ana today", night, "Asia/Tokyo").on == (night + timedelta(days=1)).date()
