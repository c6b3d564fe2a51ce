"""The arithmetic of guesses and what they came to, and how seldom they are asked for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coaching.calibration import (
    Brought,
    brought,
    calibration,
    compared,
    guess_question,
    question,
    said,
)
from coaching.network import ReachOut
from tests.coaching.networks import ago, net, nudge

GUESSES = (2, 3, 2, 3, 2, 3, 3, 2, 3, 3, 3)
MARKS = (4, 5, 4, 4, 4, 4, 5, 4, 4, 4, 4)


def word(number: int, **known: object) -> ReachOut:
    base = ReachOut(number=number, contact=12, made_on=ago(30), done_on=ago(30))
    return replace(base, **known)  # type: ignore[arg-type]  # columns by name


def looked_back(guess: int, welcome: int) -> ReachOut:
    return word(1, guess=guess, welcome=welcome, replied=bool(welcome))


ELEVEN = tuple(looked_back(g, w) for g, w in zip(GUESSES, MARKS, strict=True))


def test_eleven_guesses_and_what_they_came_to() -> None:
    seen = calibration(ELEVEN)
    assert (seen.rated, seen.replied, seen.told) == (11, 11, 11)
    assert (sum(GUESSES), sum(MARKS)) == (29, 46)
    assert (round(seen.guessed, 3), round(seen.found, 3)) == (2.636, 4.182)
    assert round(seen.gap, 3) == 1.545
    assert said(seen) == "You guessed 2.6, they gave 4.2. Eleven of eleven replied."


def test_a_word_without_a_reply_counts_among_the_replies_alone() -> None:
    seen = calibration((*ELEVEN, looked_back(5, 0)))
    assert said(seen) == "You guessed 2.6, they gave 4.2. Eleven of twelve replied."


def test_what_was_not_guessed_or_not_looked_back_on_does_not_count() -> None:
    others = (word(2, guess=4), word(3, welcome=5, replied=True), word(4, guess=1, done_on=None))
    assert calibration((*ELEVEN, *others)) == calibration(ELEVEN)


@pytest.mark.parametrize(("count", "shown"), [(0, False), (4, False), (5, True)])
def test_below_five_no_difference_is_shown(count: int, shown: bool) -> None:  # noqa: FBT001 expected
    assert bool(said(calibration(ELEVEN[:count]))) is shown


def test_who_guesses_too_high_reads_that_too() -> None:
    assert said(calibration([looked_back(5, 3)] * 5)) == (
        "You guessed 5.0, they gave 3.0. Five of five replied."
    )


def judged(useful: int, fresh: int, count: int, *, own: bool) -> list[ReachOut]:
    return [
        word(n, kind="dormant", own=own, useful=n < useful, fresh=n < fresh) for n in range(count)
    ]


def test_picks_are_compared_from_five_of_each_on() -> None:
    mine, yours = judged(4, 5, 6, own=False), judged(2, 1, 5, own=True)
    assert brought([*mine, *yours]) == (Brought(6, 4, 5), Brought(5, 2, 1))
    assert compared([*mine, *yours]) == (
        "Useful: 4 of 6 that I proposed, 2 of 5 that you chose yourself. "
        "Something new: 5 of 6 and 1 of 5"
    )
    assert compared([*mine, *yours[1:]]) == ""
    assert compared([*mine[:4], *yours]) == ""


def test_only_reconnections_that_were_judged_are_compared() -> None:
    rest = [word(n, kind="reconnect", useful=True, fresh=True) for n in range(5)]
    assert brought([*rest, word(9, kind="dormant")]) == (Brought(0, 0, 0), Brought(0, 0, 0))


def asked(count: int, *, guessed: bool) -> list[int]:
    """Return which of the first ``count`` nudges to be in touch ask for a guess."""
    words = (looked_back(2, 4),) if guessed else ()
    return [
        sent
        for sent in range(count)
        if guess_question(net(nudges=(nudge("reconnect", 9),) * sent, reach_outs=words))[0]
    ]


def test_one_in_three_nudges_asks_and_one_in_nine_where_it_is_left_alone() -> None:
    assert asked(19, guessed=True) == [1, 4, 7, 10, 13, 16]
    assert asked(29, guessed=False) == [1, 4, 7, 10, 19, 28]


def test_nudges_of_other_kinds_do_not_count() -> None:
    others = (nudge("thank", 9),) * 4
    assert guess_question(net(nudges=others)) == ("", "")
    assert guess_question(net(nudges=(*others, nudge("dormant", 9))))[1] == "guess {nudge}"


def test_one_question_at_a_time_is_open_about_a_word() -> None:
    assert question(word(57, done_on=None, guess=3), "Ada") == ("", ())
    assert question(word(57), "Ada") == ("", ())
    first, buttons = question(word(57, kind="dormant", guess=2), "Ada")
    assert first.startswith("You guessed 2 of 5 for Ada. How welcome was it")
    assert [b.command for b in buttons][-2:] == ["outcome 57 5", "outcome 57 no reply"]
    then = word(57, kind="dormant", guess=2, welcome=4, replied=True)
    assert "was it useful to you" in question(then, "Ada")[0]
    assert question(replace(then, useful=False), "Ada") == ("", ())
    assert question(replace(then, welcome=0, replied=False), "Ada") == ("", ())
