"""How fast Teams may be written to: as much as it takes, never more, and little is remembered."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.teams.outbound import pacing as rules
from adapters.teams.outbound.pacing import SPARED, UNDER_WAY, Lane, Pacing

ADA, BO = Lane("t", "ada"), Lane("t", "bo")


def patient(pacing: Pacing, lane: Lane, now: float) -> float:
    """Return when a call goes that waits as long as it is told to."""
    for _ in range(20):
        wait = pacing.take(lane, now)
        if not wait:
            return now
        now += wait
    raise AssertionError("who comes back when told to gets a place")


def test_a_burst_of_seven_goes_at_once_and_the_eighth_a_second_later() -> None:
    pacing = Pacing()
    assert [pacing.take(ADA, 100.0) for _ in range(7)] == [0.0] * 7
    assert pacing.take(ADA, 100.0) == pytest.approx(1 + UNDER_WAY)
    assert pacing.take(ADA, 100.9) > 0
    assert pacing.take(ADA, 100 + 1 + UNDER_WAY) == 0


def test_to_be_told_to_wait_costs_nothing() -> None:
    pacing = Pacing()
    for _ in range(7):
        pacing.take(ADA, 100.0)
    for _ in range(100):
        assert pacing.take(ADA, 100.5) > 0
    assert pacing.take(ADA, 101.3) == 0


@pytest.mark.parametrize(("kind", "windows"), rules.PER_CONVERSATION.items())
def test_who_is_as_fast_as_allowed_never_breaks_a_limit(
    kind: rules.Kind, windows: rules.Windows
) -> None:
    pacing, now, went = Pacing(), 0.0, []
    lane = Lane("t", "ada", kind)
    while now < 3700:
        now = patient(pacing, lane, now)
        went.append(now)
    for most, span in windows:
        for first, last in zip(went, went[most:], strict=False):
            assert last - first >= span
    # And it is not slower than it has to be: the hour's share is used up.
    assert sum(at < 3600 for at in went) == windows[-1][0]


@settings(max_examples=50)
@given(st.lists(st.floats(0, 3), min_size=1, max_size=120), st.randoms(use_true_random=False))
def test_no_rhythm_breaks_a_limit(pauses: list[float], chance: random.Random) -> None:
    pacing, now = Pacing(), 0.0
    went: list[tuple[float, Lane]] = []
    lanes = [Lane("t", f"c{number}") for number in range(3)]
    for pause in pauses:
        now += pause
        lane = chance.choice(lanes)
        if not pacing.take(lane, now):
            went.append((now, lane))
    for lane in lanes:
        times = [at for at, where in went if where == lane]
        for most, span in rules.PER_CONVERSATION["send"]:
            for first, last in zip(times, times[most:], strict=False):
                assert last - first >= span


def test_conversations_do_not_wait_for_each_other() -> None:
    pacing = Pacing()
    for _ in range(7):
        pacing.take(ADA, 1.0)
    assert pacing.take(ADA, 1.0) > 0
    assert pacing.take(BO, 1.0) == 0


def test_to_ask_who_is_there_has_limits_of_its_own() -> None:
    pacing = Pacing()
    for _ in range(7):
        pacing.take(ADA, 1.0)
    asking = Lane("t", "ada", "read")
    assert [pacing.take(asking, 1.0) for _ in range(14)] == [0.0] * 14
    assert pacing.take(asking, 1.0) > 0


def test_a_tenant_takes_thirty_a_second_and_answers_find_room_among_nudges() -> None:
    pacing = Pacing()
    nudges = [pacing.take(Lane("t", f"n{n}"), 1.0, spare=SPARED) for n in range(40)]
    assert nudges.count(0.0) == 20
    answers = [pacing.take(Lane("t", f"a{n}"), 1.0) for n in range(40)]
    assert answers.count(0.0) == 10
    assert pacing.take(Lane("other", "a"), 1.0, spare=SPARED) == 0
    assert pacing.take(Lane("t", "later"), 1.0 + 1 + UNDER_WAY, spare=SPARED) == 0


def test_teams_own_word_holds_for_that_conversation() -> None:
    pacing = Pacing()
    pacing.bar(ADA, 60.0, 100.0)
    pacing.bar(ADA, 5.0, 101.0)
    assert pacing.take(ADA, 102.0) == pytest.approx(58)
    assert pacing.take(BO, 102.0) == 0
    assert pacing.take(ADA, 160.0) == 0
    assert pacing.take(ADA, 160.0) == 0


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "MOST_CALLS", 500)
    monkeypatch.setattr(rules, "MOST_BARS", 50)
    pacing = Pacing()
    for number in range(3000):
        lane = Lane(f"t{number}", f"c{number % 900}")
        pacing.take(lane, float(number))
        pacing.bar(lane, 9.0, float(number))
    assert pacing.kept <= 500
    assert len(pacing._tenants) <= 50  # noqa: SLF001 what is kept is the point
    assert len(pacing._bars) <= 50  # noqa: SLF001
    assert sum(map(len, pacing._calls.values())) == pacing.kept  # noqa: SLF001


def test_an_hour_later_nothing_of_a_conversation_counts() -> None:
    pacing = Pacing()
    for number in range(1800):
        assert pacing.take(ADA, number * 0.6) == 0
    assert pacing.take(ADA, 1081.0) > 2000
    assert pacing.take(ADA, 1080 + 3601.0) == 0
    assert pacing.kept == 1
