"""The give-and-take: fading favors, thanks that are due, leaning on few, debts passed on."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching import ledger
from coaching.network import Contact, Network, Person, Touch, TouchKind

NOW = datetime(2026, 6, 15, 10, tzinfo=UTC)
TODAY = NOW.date()
days = st.dates(date(2024, 1, 1), date(2026, 12, 31))


def contact(number: int = 1, **figures: object) -> Contact:
    plain = Contact(number=number, name=f"Contact {number}", added_on=date(2025, 1, 1))
    return replace(plain, **figures)  # type: ignore[arg-type] # figures by name


def touch(who: int, days_ago: int, kind: TouchKind = "got") -> Touch:
    return Touch(
        number=who * 1000 + days_ago, contact=who, on=TODAY - timedelta(days_ago), kind=kind
    )


def helped_by(*counts: int) -> list[Touch]:
    """Return favors received, so many from contact 1, 2 and on."""
    return [touch(who, n) for who, count in enumerate(counts, 1) for n in range(count)]


def test_a_favor_halves_in_ninety_days() -> None:
    assert ledger.add_favor(0, 0, None, TODAY, 1.0, given=True) == (1.0, 0.0, TODAY)
    before = TODAY - timedelta(90)
    assert ledger.add_favor(1.0, 2.0, before, TODAY, 1.0, given=False) == (0.5, 2.0, TODAY)
    assert ledger.add_favor(1.0, 0.0, TODAY, before, 1.0, given=True) == (1.5, 0.0, TODAY)


@given(st.lists(st.tuples(days, st.floats(0, 1), st.booleans()), min_size=1))
def test_favors_add_up_the_same_in_any_order(favors: list[tuple[date, float, bool]]) -> None:
    given_, received, on = 0.0, 0.0, None
    for day, weight, way in favors:
        given_, received, on = ledger.add_favor(given_, received, on, day, weight, way)
    last = max(day for day, _, _ in favors)
    assert on == last
    for total, way in ((given_, True), (received, False)):
        by_hand = sum(w * 2 ** (-(last - d).days / 90) for d, w, g in favors if g is way)
        assert isclose(total, by_hand, abs_tol=1e-9)


def test_taking_a_favor_out_again_leaves_nothing() -> None:
    given_, received, on = ledger.add_favor(0, 0, None, TODAY, 0.55, given=False)
    assert ledger.add_favor(given_, received, on, TODAY, -0.55, given=False) == (0.0, 0.0, TODAY)


def test_weights_fade_until_today_and_never_grow() -> None:
    old = contact(given=2.0, received=4.0, ledger_on=TODAY - timedelta(90))
    assert ledger.weights_on(old, TODAY) == (1.0, 2.0)
    assert ledger.weights_on(old, TODAY - timedelta(100)) == (2.0, 4.0)
    assert ledger.weights_on(contact(), TODAY) == (0.0, 0.0)


def test_the_balance_is_drawn_towards_even() -> None:
    assert ledger.balance(0, 0) == 0
    assert ledger.balance(1, 0) == pytest.approx(1 / 3)
    assert ledger.balance(0, 3) == pytest.approx(-0.6)


def test_two_favors_more_than_one_gave_and_lopsided_is_a_debt() -> None:
    def owes(given_: float, received: float) -> bool:
        return ledger.indebted(contact(given=given_, received=received, ledger_on=TODAY), TODAY)

    assert owes(0, 2)
    assert not owes(0, 1.9)
    assert not owes(5, 8)  # a busy two-way tie is no debt
    assert not owes(3, 0)


def test_thanks_are_due_from_the_second_to_the_thirteenth_day() -> None:
    touches = tuple(touch(1, days_ago) for days_ago in (0, 1, 2, 13, 14))
    network = Network(person=_nobody(), contacts=(contact(),), touches=touches)
    assert [TODAY - t.on for t in ledger.unthanked(network, NOW)] == [
        timedelta(2),
        timedelta(13),
    ]


def _nobody() -> Person:
    return Person()


def test_thanks_said_since_settle_it_and_thanks_before_do_not() -> None:
    def due(*touches: Touch, thanked_on: date | None = None) -> int:
        network = Network(
            person=_nobody(), contacts=(contact(thanked_on=thanked_on),), touches=touches
        )
        return len(ledger.unthanked(network, NOW))

    assert due(touch(1, 5)) == 1
    assert due(touch(1, 3, "thanked"), touch(1, 5)) == 0
    assert due(touch(1, 5, "thanked"), touch(1, 5)) == 0
    assert due(touch(1, 5), touch(1, 6, "thanked")) == 1
    assert due(touch(1, 5), thanked_on=TODAY - timedelta(5)) == 0
    assert due(touch(1, 5), thanked_on=TODAY - timedelta(6)) == 1
    assert due(touch(1, 5, "met"), touch(1, 5, "helped")) == 0


def test_a_contact_that_is_gone_needs_no_thanks() -> None:
    touches = (touch(2, 3, "thanked"), touch(2, 5))
    assert ledger.unthanked(Network(person=_nobody(), touches=touches), NOW) == ()


@pytest.mark.parametrize(
    ("counts", "hhi", "effective", "top_share", "leaning"),
    [
        ((), 0, 0, 0, False),
        ((1,), 0, 1, 1, False),
        ((8,), 1, 1, 1, True),
        ((5, 2, 1), 22 / 56, 56 / 22, 5 / 8, True),
        ((4, 1, 1, 1, 1), 12 / 56, 56 / 12, 1 / 2, True),
        ((4, 4, 1), 24 / 72, 3, 4 / 9, True),
        ((1,) * 8, 0, 8, 1 / 8, False),
        ((3, 2, 2, 2), 12 / 72, 6, 3 / 9, False),
        ((7,), 1, 1, 1, False),
    ],
)
def test_leaning_on_few_against_hand_computed_cases(
    counts: tuple[int, ...], hhi: float, effective: float, top_share: float, *, leaning: bool
) -> None:
    found = ledger.reliance(helped_by(*counts))
    assert found.hhi == pytest.approx(hhi)
    assert found.effective == pytest.approx(effective)
    assert found.top_share == pytest.approx(top_share)
    assert found.total == sum(counts)
    assert ledger.leaning(found) is leaning


def test_only_help_received_counts_and_the_biggest_three_are_named() -> None:
    touches = [*helped_by(1, 3, 2, 2), touch(5, 1, "met"), touch(6, 1, "helped")]
    assert ledger.reliance(touches).top == (2, 3, 4)


def test_gini_for_display() -> None:
    assert ledger.gini([]) == 0
    assert ledger.gini([0, 0]) == 0
    assert ledger.gini([2, 2, 2]) == 0
    assert ledger.gini([0, 0, 0, 1]) == pytest.approx(0.75)


@given(st.lists(st.floats(0.1, 100), min_size=1, max_size=20))
def test_gini_is_the_mean_difference(values: list[float]) -> None:
    n, mean = len(values), sum(values) / len(values)
    by_pairs = sum(abs(a - b) for a in values for b in values) / (2 * n * n * mean)
    assert ledger.gini(values) == pytest.approx(by_pairs, abs=1e-9)


def test_help_passed_on_to_others_settles_the_debt_with_everybody() -> None:
    took = contact(1, received=3.0, ledger_on=TODAY)
    alone = Network(person=Person(), contacts=(took,))
    found = ledger.overall(alone, NOW)
    assert (found.given, found.received, found.in_debt) == (0, 3, True)
    assert found.balance == pytest.approx(-0.6)
    passed_on = replace(alone, contacts=(took, contact(2, given=2.0, ledger_on=TODAY)))
    assert not ledger.overall(passed_on, NOW).in_debt
    assert ledger.indebted(took, TODAY)
