"""The tips as texts: whole, true to their form, and kindly worded; and the file they stand in."""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations

import pytest

from coaching.tips import BEHAVIOURS, CONDITIONS, Tip, load_tips, parse_tips

TIPS = load_tips()


def test_there_are_enough_tips_for_every_behaviour() -> None:
    count = Counter(t.behaviour for t in TIPS)
    assert len(TIPS) >= 60
    assert count.keys() == BEHAVIOURS.keys()
    assert min(count.values()) >= 8


def test_newcomers_find_several_tips_made_for_them() -> None:
    assert sum(t.fits == "empty_network" for t in TIPS) >= 5


@pytest.mark.parametrize("one", TIPS, ids=lambda t: t.id)
def test_a_tip_is_whole_and_short(one: Tip) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", one.id)
    assert 0 < len(one.title) <= 60
    assert 2 <= len(re.findall(r"[.?!”](?=\s|$)", one.text)) <= 5
    assert len(one.text) <= 400
    assert 0 < len(one.minute) <= 160
    assert 0 < len(one.promise) <= 80
    assert len(one.topics) >= 2
    assert all(topic == topic.casefold().strip() for topic in one.topics)
    assert len(set(one.topics)) == len(one.topics)


@pytest.mark.parametrize("one", TIPS, ids=lambda t: t.id)
def test_a_source_has_an_author_a_work_and_years(one: Tip) -> None:
    assert re.match(r"[A-Z]\w+ [A-Z]?\w*", one.source)
    assert one.source.count(",") >= 2
    years = [int(year) for year in re.findall(r", (\d{4})(?=;|$)", one.source)]
    assert years
    assert all(1950 <= year <= 2026 for year in years)


@pytest.mark.parametrize("one", TIPS, ids=lambda t: t.id)
def test_a_tip_avoids_the_words_that_press_or_grade(one: Tip) -> None:
    said = " ".join((one.title, one.text, one.minute, one.promise, *one.topics)).casefold()
    forbidden = r"\b(overdue|tasks?|leads?|records?|points?|leaderboards?|grades?|scores?|must)\b|!"
    assert not re.search(forbidden, said)


@pytest.mark.parametrize("one", TIPS, ids=lambda t: t.id)
def test_a_promise_fits_into_a_command_line(one: Tip) -> None:
    assert not re.search(r"[\"“”\n]|\bby\b|\btomorrow\b", one.promise)


def test_no_tip_is_told_twice() -> None:
    assert len({t.title.casefold() for t in TIPS}) == len(TIPS)
    words = {t.id: set(re.findall(r"\w{4,}", t.text.casefold())) for t in TIPS}
    alike = [
        (a, b)
        for a, b in combinations(words, 2)
        if len(words[a] & words[b]) > 0.25 * len(words[a] | words[b])
    ]
    assert alike == []


def test_tips_do_not_all_begin_alike() -> None:
    openings = Counter(" ".join(t.text.split()[:2]).casefold() for t in TIPS)
    assert openings.most_common(1)[0][1] <= 3


def test_every_condition_has_a_tip() -> None:
    assert {t.fits for t in TIPS if t.fits} == CONDITIONS.keys()


def entry(**slots: str) -> str:
    """Return one entry of the file, right but for the slots given; an empty one is left out."""
    right = {
        "id": '"a-tip"',
        "title": '"A title"',
        "text": '"A text."',
        "minute": '"Do it."',
        "behaviour": '"gives_first"',
        "topics": '["thanks"]',
        "source": '"Ada Lovelace, Notes, 1843"',
    }
    lines = (f"{slot} = {value}\n" for slot, value in (right | slots).items() if value)
    return "[[tip]]\n" + "".join(lines)


def test_a_promise_left_out_is_the_minute() -> None:
    (one,) = parse_tips(entry())
    assert one.promise == one.minute == "Do it."
    assert one.fits == ""
    assert one.topics == ("thanks",)


def test_a_promise_and_a_condition_are_kept() -> None:
    (one,) = parse_tips(entry(promise='"try it"', fits='"has_goal"'))
    assert (one.promise, one.fits) == ("try it", "has_goal")


def test_a_file_without_tips_is_empty() -> None:
    assert parse_tips("") == ()


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (entry(colour='"red"'), "tip 'a-tip': unknown slots ['colour']"),
        (entry(title=""), "tip 'a-tip': title is missing"),
        (entry(source="7"), "tip 'a-tip': source is missing or not a text"),
        (entry(promise='" "'), "tip 'a-tip': promise is missing or not a text"),
        (entry(topics=""), "tip 'a-tip': topics is missing"),
        (entry(topics="[]"), "tip 'a-tip': topics is missing"),
        (entry(topics="[1]"), "tip 'a-tip': topics is missing or not a list of texts"),
        (entry(behaviour='"brags"'), "tip 'a-tip': unknown behaviour 'brags'"),
        (entry(fits='"full_moon"'), "tip 'a-tip': unknown condition 'full_moon'"),
        (entry(id=""), "'A title'"),
        (entry() + entry(), "tip 'a-tip': 2 tips have this id"),
    ],
)
def test_a_wrong_entry_is_named_with_what_is_wrong(text: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=re.escape(complaint)):
        parse_tips(text)
