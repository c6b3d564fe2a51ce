"""When Slack does not answer: some failures in a row, then a moment's rest; one answer ends it."""

from __future__ import annotations

import pytest

from adapters.slack.outbound import outages
from adapters.slack.outbound.outages import EVERYWHERE, IN_A_ROW, REST, Outages


def failing(made: Outages, place: str, times: int, now: float = 0.0) -> None:
    for _ in range(times):
        made.failed(place, now)


def test_a_failure_now_and_then_is_nothing() -> None:
    made = Outages()
    for _ in range(5):
        failing(made, "T1", IN_A_ROW - 1)
        assert made.rest("T1", 0.0) == 0
        made.answered("T1")


def test_after_some_in_a_row_a_workspace_is_left_alone_for_a_moment() -> None:
    made = Outages()
    failing(made, "T1", IN_A_ROW, 100.0)
    assert made.rest("T1", 102.0) == REST - 2
    assert made.rest("T2", 102.0) == 0
    assert made.rest("T1", 100.0 + REST) == 0


def test_the_first_that_fails_after_the_rest_begins_a_new_one() -> None:
    made = Outages()
    failing(made, "T1", IN_A_ROW)
    made.failed("T1", REST + 1)
    assert made.rest("T1", REST + 1) == REST


def test_where_slack_is_out_of_reach_nobody_is_asked() -> None:
    made = Outages()
    failing(made, EVERYWHERE, IN_A_ROW)
    assert made.rest("T1", 1.0) == made.rest("T2", 1.0) == REST - 1
    made.answered("T2")
    assert made.rest("T1", 1.0) == 0


def test_no_more_is_remembered_than_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outages, "MOST_REMEMBERED", 2)
    made = Outages()
    for tenant in ("T1", "T2", "T3"):
        failing(made, tenant, IN_A_ROW)
    assert [made.rest(tenant, 0.0) for tenant in ("T1", "T2", "T3")] == [0, REST, REST]
