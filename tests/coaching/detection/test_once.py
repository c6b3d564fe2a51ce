"""One help counts once."""

from __future__ import annotations

from dataclasses import replace

from coaching.detection.detecting import detect
from coaching.detection.once import favors
from tests.coaching.detection.chat import chat, helped

ASKED = "ben: how do I fold a list from the left?"
ANSWERED = "ana: you can use List.foldl, it takes a function and a start"


def test_an_answer_and_the_thanks_for_it_are_one_favor_as_sure_as_the_surer() -> None:
    lines = chat(ASKED, ANSWERED, "ben: thanks <@ana>!")
    found = detect(lines)
    assert sorted(event.kind for event in found) == ["answer", "thanks"]
    [favor] = favors(found, lines)
    assert (favor.helper, favor.helped, favor.kind, favor.confidence) == (
        "ana",
        "ben",
        "thanks",
        1.0,
    )


def test_help_of_two_people_stays_two() -> None:
    lines = chat(ASKED, ANSWERED, "ben: thanks <@ana> and <@cid>")
    assert len(favors(detect(lines), lines)) == 2


def test_help_two_hours_later_is_another() -> None:
    first = chat(ASKED, ANSWERED, "ben: thanks <@ana>!")
    later = [replace(line, at=(line.at or 0) + 7200) for line in first]
    assert helped([*first, *later]) == ["ana helped ben", "ana helped ben"]
    timeless = [replace(line, at=None) for line in (*first, *later)]
    assert helped(timeless) == ["ana helped ben"]


def test_a_thread_is_one_talk_however_long_it_takes() -> None:
    lines = chat(ASKED, "ana > 0: fold it", "ben > 0: thanks!", "ben > 0: thanks again ana")
    slow = [replace(line, at=number * 9000.0) for number, line in enumerate(lines)]
    assert helped(slow) == ["ana helped ben"]


def test_a_surer_word_later_makes_the_help_surer() -> None:
    lines = chat(ASKED, ANSWERED, "ben: thanks!", "ben: thanks <@ana>")
    thanks = [event.confidence for event in detect(lines) if event.kind == "thanks"]
    assert thanks == [1.0]


def test_what_is_told_to_who_helps_is_no_favor() -> None:
    lines = chat(
        "ben: does anyone know celery? I get a timeout",
        "ana: what is the broker?",
        "ben: redis",
        "ana: set visibility_timeout higher",
        "ben: that was it, thanks <@ana>!",
    )
    assert "ben helped ana" in helped(lines, "answer")
    assert [(favor.helper, favor.helped) for favor in favors(detect(lines), lines)] == [
        ("ana", "ben")
    ]
