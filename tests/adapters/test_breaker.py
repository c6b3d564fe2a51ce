"""The circuit breaker: when it opens, and what it lets through afterwards."""

from __future__ import annotations

from adapters.breaker import IN_A_ROW, REST, Breaker


def fail(breaker: Breaker, count: int, at: float = 0.0) -> None:
    for _ in range(count):
        assert breaker.lets_through(at)
        breaker.failed(at)


def test_failures_in_a_row_open_it_for_a_while() -> None:
    breaker = Breaker()
    fail(breaker, IN_A_ROW)
    assert not breaker.lets_through(0.0)
    assert not breaker.lets_through(REST - 0.1)
    assert breaker.lets_through(REST)


def test_an_answer_in_between_starts_the_count_anew() -> None:
    breaker = Breaker()
    fail(breaker, IN_A_ROW - 1)
    breaker.answered()
    fail(breaker, IN_A_ROW - 1)
    assert breaker.lets_through(0.0)


def test_after_the_rest_one_alone_tries() -> None:
    breaker = Breaker()
    fail(breaker, IN_A_ROW)
    assert breaker.lets_through(REST)
    assert not breaker.lets_through(REST)
    breaker.failed(REST)
    assert not breaker.lets_through(2 * REST - 1)
    assert breaker.lets_through(2 * REST)
    breaker.answered()
    assert breaker.lets_through(2 * REST)
    assert breaker.lets_through(2 * REST)


def test_one_that_tried_and_was_never_heard_of_bars_nobody_for_good() -> None:
    breaker = Breaker()
    fail(breaker, IN_A_ROW)
    assert breaker.lets_through(REST)
    assert breaker.lets_through(2 * REST)
