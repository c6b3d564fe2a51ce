"""Tie strength, lapse risk and who is worth a nudge, against the formulas and by property."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from math import exp, isclose, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching import scoring
from coaching.network import Contact, Touch

TODAY = date(2026, 6, 15)
days = st.dates(date(2020, 1, 1), date(2026, 12, 31))
strength = st.floats(0, 90)


def ada(**figures: object) -> Contact:
    return replace(Contact(number=1, name="Ada", added_on=date(2025, 1, 1)), **figures)  # type: ignore[arg-type] # figures by name


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def test_a_strength_halves_every_half_life() -> None:
    assert scoring.decay(8.0, 28, 14.0) == 2.0
    assert scoring.decay(8.0, 0, 14.0) == 8.0
    assert scoring.decay(1.0, 1e9, 14.0) == 0.0


def test_the_first_day_is_worth_one() -> None:
    first = scoring.add_day(scoring.Strengths(), TODAY)
    assert first == scoring.Strengths(1.0, 1.0, 1.0, TODAY, 1, TODAY, TODAY)


def test_a_day_two_weeks_later_finds_half_of_it_left() -> None:
    both = scoring.add_day(scoring.add_day(scoring.Strengths(), ago(14)), TODAY)
    assert both.s14 == 1.5
    assert isclose(both.s60, 1 + 2 ** (-14 / 60))
    assert both.active_days == 2
    assert (both.first_on, both.last_on) == (ago(14), TODAY)


def test_a_day_told_late_counts_for_what_is_left_of_it() -> None:
    late = scoring.add_day(scoring.add_day(scoring.Strengths(), TODAY), ago(14))
    assert late.s14 == 1.5
    assert late.on == TODAY
    assert (late.first_on, late.last_on) == (ago(14), TODAY)


@given(st.lists(days, unique=True), days)
def test_day_by_day_in_any_order_equals_all_at_once(told: list[date], on: date) -> None:
    step_by_step = scoring.Strengths()
    for day in told:
        step_by_step = scoring.add_day(step_by_step, day)
    at_once = scoring.from_days(told, on)
    if not told:
        assert at_once == step_by_step
        return
    assert at_once.on == max(on, *told)
    later = (at_once.on - max(told)).days
    assert isclose(at_once.s14, scoring.decay(step_by_step.s14, later, 14.0), abs_tol=1e-12)
    assert isclose(at_once.s60, scoring.decay(step_by_step.s60, later, 60.0), abs_tol=1e-12)
    assert at_once.active_days == step_by_step.active_days == len(told)
    assert (at_once.first_on, at_once.last_on) == (min(told), max(told))
    assert step_by_step.peak_s60 <= at_once.peak_s60 + 1e-9
    assert step_by_step.peak_s60 >= 1.0 - 1e-9


@given(st.lists(days, unique=True, min_size=1))
def test_told_in_order_the_peak_is_exact(told: list[date]) -> None:
    told.sort()
    step_by_step = scoring.Strengths()
    for day in told:
        step_by_step = scoring.add_day(step_by_step, day)
    peak = max(sum(2 ** (-(d - e).days / 60) for e in told if e <= d) for d in told)
    assert isclose(step_by_step.peak_s60, peak)
    assert isclose(scoring.from_days(told + told, told[0]).peak_s60, peak)


def test_a_day_told_after_the_figures_were_brought_forward_still_counts_for_the_peak() -> None:
    forward = scoring.from_days([ago(60)], TODAY)
    assert forward.s60 == 0.5
    later = scoring.add_day(forward, ago(59))
    assert isclose(later.peak_s60, 1 + 2 ** (-1 / 60))


def test_the_row_gives_back_its_figures_and_brings_them_to_today() -> None:
    contact = ada(s14=4.0, s60=4.0, peak_s60=5.0, strength_on=ago(60), active_days=9)
    assert scoring.of(contact) == scoring.Strengths(4.0, 4.0, 5.0, ago(60), 9)
    short, long = scoring.strengths_on(contact, TODAY)
    assert long == 2.0
    assert isclose(short, 4 * 2 ** (-60 / 14))
    assert scoring.strengths_on(contact, ago(61)) == (4.0, 4.0)
    assert scoring.strengths_on(ada(), TODAY) == (0.0, 0.0)


# A year of days with contact, as days before today: what `lapse_risk` may be asked about.
histories = st.lists(st.integers(0, 365), min_size=1, unique=True)
horizons = st.integers(1, 400)
activity = st.none() | st.floats(0, 400)


def left(history: list[int]) -> tuple[float, float]:
    """Return (s14, s60) of days with contact so many days ago."""
    figures = scoring.from_days([ago(days) for days in history], TODAY)
    return figures.s14, figures.s60


def test_the_lapse_risk_by_hand() -> None:
    strength, fading = log(2.5 + 0.02), log(2.5 + 0.02) - log(0.8 + 0.02)
    known = 0.92 - 1.85 * strength + 0.38 * strength * fading + 0.48 * log(1 + 3 / 7)
    alone = 1.19 - 1.95 * strength + 0.42 * strength * fading
    assert isclose(scoring.lapse_risk(0.8, 2.5, 3.0), 1 / (1 + exp(-known)))
    assert isclose(scoring.lapse_risk(0.8, 2.5, None), 1 / (1 + exp(-alone)))
    sooner = known - 0.83 * log(14 / 30)
    assert isclose(scoring.lapse_risk(0.8, 2.5, 3.0, 14), 1 / (1 + exp(-sooner)))


def test_a_tie_worth_less_than_a_day_has_nothing_to_fade() -> None:
    assert scoring.lapse_risk(0.9, 0.9, 3.0) == scoring.lapse_risk(0.001, 0.9, 3.0)


@pytest.mark.parametrize(
    ("history", "low", "high"),
    [
        ([*range(60)], 0.0, 0.05),
        ([*range(6, 365, 7)], 0.05, 0.2),
        ([*range(29, 365, 30)], 0.4, 0.6),
        ([*range(80, 365, 7)], 0.65, 0.8),
        ([85, 86, 87], 0.65, 0.85),
    ],
    ids=["daily", "weekly", "monthly", "weekly, then silent", "three days, then silent"],
)
def test_some_ties_as_people_know_them(history: list[int], low: float, high: float) -> None:
    assert low < scoring.lapse_risk(*left(history), None) < high


@given(histories, activity, horizons)
def test_the_risk_is_a_probability(history: list[int], quiet: float | None, horizon: int) -> None:
    assert 0 < scoring.lapse_risk(*left(history), quiet, horizon) < 1


@given(strength, strength, activity, horizons)
def test_whatever_is_given_a_probability_comes_back(
    s14: float, s60: float, quiet: float | None, horizon: int
) -> None:
    assert 0 <= scoring.lapse_risk(s14, s60, quiet, horizon) <= 1
    assert scoring.lapse_risk(-s14, -s60, quiet, horizon) == scoring.lapse_risk(
        0, 0, quiet, horizon
    )


@given(histories, activity, horizons, st.integers(0, 60))
def test_telling_of_another_day_never_raises_the_risk(
    history: list[int], quiet: float | None, horizon: int, told: int
) -> None:
    before = scoring.lapse_risk(*left(history), quiet, horizon)
    assert scoring.lapse_risk(*left([*history, told]), quiet, horizon) <= before


@given(histories, st.floats(0, 400), horizons, st.floats(0, 100))
def test_the_longer_somebody_was_away_the_higher_the_risk(
    history: list[int], quiet: float, horizon: int, more: float
) -> None:
    risk = scoring.lapse_risk(*left(history), quiet, horizon)
    assert scoring.lapse_risk(*left(history), quiet + more, horizon) >= risk
    assert scoring.lapse_risk(*left(history), -more, horizon) == scoring.lapse_risk(
        *left(history), 0.0, horizon
    )


@given(histories, horizons)
def test_knowing_nothing_of_somebody_is_between_there_and_long_gone(
    history: list[int], horizon: int
) -> None:
    there = scoring.lapse_risk(*left(history), 0.0, horizon)
    gone = scoring.lapse_risk(*left(history), 90.0, horizon)
    assert there < scoring.lapse_risk(*left(history), None, horizon) < gone


@given(histories, activity, st.floats(0, 400), st.floats(0, 100))
def test_a_longer_wait_never_raises_the_risk(
    history: list[int], quiet: float | None, horizon: float, more: float
) -> None:
    s14, s60 = left(history)
    risk = scoring.lapse_risk(s14, s60, quiet, horizon)
    assert scoring.lapse_risk(s14, s60, quiet, horizon + more) <= risk
    assert scoring.lapse_risk(s14, s60, quiet, -more) == 1.0


def test_in_no_days_nobody_talks() -> None:
    assert scoring.lapse_risk(16.0, 60.0, 0.0, 0) == 1.0


@pytest.mark.parametrize(
    ("risk", "silence", "expected"),
    [
        (0.39, 3, "active"),
        (0.40, 3, "drifting"),
        (0.64, 45, "drifting"),
        (0.65, 3, "neglected"),
        (0.99, 90, "neglected"),
        (0.10, 46, "neglected"),
        (0.10, 91, "dormant"),
    ],
)
def test_the_four_states(risk: float, silence: int, expected: str) -> None:
    assert scoring.state(risk, silence) == expected


def test_the_risk_speaks_only_of_ties_with_three_days_the_last_within_ninety() -> None:
    assert scoring.eligible(ada(active_days=3, last_on=ago(90)), TODAY)
    assert not scoring.eligible(ada(active_days=3, last_on=ago(91)), TODAY)
    assert not scoring.eligible(ada(active_days=2, last_on=TODAY), TODAY)
    assert not scoring.eligible(ada(), TODAY)


def test_recent_days_count_days_not_touches() -> None:
    touches = [
        Touch(number=n, contact=contact, on=on, kind="met")
        for n, (contact, on) in enumerate(
            [(1, TODAY), (1, TODAY), (1, ago(89)), (1, ago(90)), (2, ago(1)), (3, ago(-1))]
        )
    ]
    assert scoring.recent_days(touches, TODAY) == {1: 2, 2: 1}


def test_value_grows_slowly_and_priority_stays_within_one() -> None:
    assert scoring.value(0) == 0.0
    assert scoring.value(-3) == 0.0
    assert scoring.value(3) == 2.0
    assert scoring.priority(13, 1.0) == 1.0
    assert scoring.priority(90, 1.0) == 1.0
    assert isclose(scoring.priority(13, 0.5), 0.5)
    assert scoring.priority(0, 0.9) == 0.0


@given(st.integers(0, 90), st.floats(0, 1), st.floats(0, 1))
def test_priority_rises_with_risk_and_with_days(n: int, a: float, b: float) -> None:
    low, high = sorted((a, b))
    assert scoring.priority(n, low) <= scoring.priority(n, high)
    assert scoring.priority(n, high) <= scoring.priority(n + 1, high)


def test_the_rhythm_is_the_mean_gap_once_there_are_two_gaps() -> None:
    weekly = ada(first_on=ago(28), last_on=TODAY, active_days=5)
    assert scoring.rhythm_days(weekly) == 7.0
    assert scoring.rhythm_days(ada(first_on=ago(7), last_on=TODAY, active_days=2)) is None
    assert scoring.rhythm_days(ada()) is None


def test_a_silence_of_more_than_eight_gaps_is_unusual() -> None:
    weekly = ada(first_on=ago(85), last_on=ago(57), active_days=5)
    assert scoring.unusually_long(weekly, TODAY)
    assert not scoring.unusually_long(weekly, ago(1))
    assert not scoring.unusually_long(ada(), TODAY)


def test_the_cadence_is_the_wish_or_the_circles() -> None:
    assert scoring.cadence_days(ada(cadence_days=21, circle=5)) == 21
    assert [scoring.cadence_days(ada(circle=c)) for c in (5, 15, 50, 150)] == [7, 30, 180, 365]
    assert scoring.cadence_days(ada(circle=500)) == 365


def test_the_contrarian_pick_is_the_senior_trusted_person_one_barely_worked_with() -> None:
    priya = ada(trust=3, seniority=3, active_days=3, peak_s60=2.5, last_on=ago(200))
    tom = ada(trust=3, seniority=1, active_days=60, peak_s60=12.0, last_on=ago(100))
    stranger = ada(trust=1, seniority=3, active_days=1, peak_s60=1.0, last_on=ago(200))
    scores = [scoring.dormant_score(c, TODAY) for c in (priya, tom, stranger)]
    assert scores == sorted(scores, reverse=True)


def test_where_nothing_was_asked_those_who_were_close_once_come_first() -> None:
    close = ada(active_days=30, peak_s60=15.0, last_on=ago(150))
    chance = ada(active_days=3, peak_s60=2.9, last_on=ago(150))
    assert scoring.dormant_score(close, TODAY) > scoring.dormant_score(chance, TODAY) > 0


def test_a_living_tie_is_not_dormant_and_a_trusted_one_never_touched_is() -> None:
    assert scoring.dormant_score(ada(trust=3, last_on=ago(90)), TODAY) == 0
    assert scoring.dormant_score(ada(trust=3), TODAY) > 0
    assert scoring.dormant_score(ada(), TODAY) == 0


def test_somebody_who_helped_before_is_more_willing_and_new_contacts_are_novel() -> None:
    bo = ada(trust=2, last_on=ago(100), active_days=4, peak_s60=3.0)
    assert scoring.dormant_score(replace(bo, received_count=1), TODAY) > scoring.dormant_score(
        bo, TODAY
    )
    assert scoring.dormant_score(bo, TODAY, 1.0) > scoring.dormant_score(bo, TODAY, 0.0)


def test_the_golden_ranking_of_old_ties() -> None:
    """Trusted, senior, little worked with and willing first; familiar and lukewarm last."""
    known: dict[str, dict[str, object]] = {
        "Priya": {"trust": 3, "seniority": 3, "together": 1, "willing": 3, "active_days": 3},
        "Quin": {"trust": 3, "seniority": 3, "together": 1, "active_days": 3},
        "Rosa": {"trust": 3, "seniority": 3, "together": 3, "active_days": 3},
        "Sol": {"trust": 3, "seniority": 2, "together": 1, "active_days": 3},
        "Uma": {"trust": 2, "seniority": 3, "together": 1, "active_days": 3},
        "Tom": {"trust": 2, "seniority": 1, "together": 3, "active_days": 60, "peak_s60": 14.0},
        "Vic": {"trust": 1, "seniority": 3, "together": 1, "active_days": 3},
        "Will": {"active_days": 2},
    }
    scores = {
        name: scoring.dormant_score(ada(**{"last_on": ago(200), **about}), TODAY)
        for name, about in known.items()
    }
    ranked = sorted(scores, key=lambda name: -scores[name])
    assert ranked == ["Priya", "Quin", "Sol", "Rosa", "Uma", "Tom", "Vic", "Will"]
    assert [round(scores[name], 2) for name in ranked[:2]] == [0.74, 0.54]


old_ties = st.builds(
    ada,
    trust=st.integers(0, 3),
    seniority=st.integers(0, 3),
    together=st.integers(0, 3),
    willing=st.integers(0, 3),
    received_count=st.integers(0, 2),
    active_days=st.integers(0, 200),
    peak_s60=st.floats(0, 60),
    last_on=st.integers(91, 2000).map(ago),
)


@given(old_ties, st.none() | st.floats(0, 1))
def test_a_higher_answer_never_lowers_the_score(contact: Contact, share: float | None) -> None:
    score = scoring.dormant_score(contact, TODAY, share)
    assert 0 <= score <= 1
    trusted = replace(contact, trust=min(3, contact.trust + 1))
    senior = replace(contact, seniority=min(3, contact.seniority + 1))
    busier = replace(contact, active_days=contact.active_days + 5)
    assert scoring.dormant_score(trusted, TODAY, share) >= score
    assert scoring.dormant_score(senior, TODAY, share) >= score
    willing_now = replace(contact, willing=min(3, contact.willing + 1))
    closer = replace(contact, together=min(3, contact.together + 1))
    assert scoring.dormant_score(willing_now, TODAY, share) >= score
    assert scoring.dormant_score(closer, TODAY, share) <= score
    assert scoring.dormant_score(busier, TODAY, share) <= score


@pytest.mark.parametrize(
    ("risk", "words"),
    [
        (0.0, "less than 1 in 10"),
        (0.04, "less than 1 in 10"),
        (0.06, "about 1 in 10"),
        (0.5, "about 5 in 10"),
        (0.72, "about 7 in 10"),
        (0.94, "about 9 in 10"),
        (0.96, "more than 9 in 10"),
        (1.0, "more than 9 in 10"),
    ],
)
def test_the_risk_in_words(risk: float, words: str) -> None:
    assert scoring.explain_risk(ada(), risk) == f"{words} that you two will not talk this month"


@pytest.mark.parametrize(
    ("days", "gaps", "words"),
    [
        (20, 20, "every day"),
        (14, 10, "every day"),
        (16, 10, "every 2 days"),
        (18, 2, "every 9 days"),
        (60, 2, "every 4 weeks"),
        (400, 2, "every 7 months"),
        (2200, 2, "every 3 years"),
    ],
)
def test_the_rhythm_in_words(days: int, gaps: int, words: str) -> None:
    contact = ada(first_on=ago(days), last_on=TODAY, active_days=gaps + 1)
    said = "about 7 in 10 that you two will not talk this month"
    assert scoring.explain_risk(contact, 0.72) == f"{said}; you usually do {words}"
