"""Choosing between kinds by what came of them: what is learned, and from how much."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coaching.experience import ARRIVED, USUAL_RATE, beliefs, failed, rates, recovery, reward
from coaching.network import Network, Outcome
from coaching.nudges.base import Suggestion
from coaching.thompson import Thompson
from tests.coaching.networks import NOW, ada, moments, net, networks, nudge

DAY = timedelta(days=1)


def move(kind: str, priority: float = 0.5, contact: int = 0) -> Suggestion:
    return Suggestion(
        kind=kind, priority=priority, title="", reason="", evidence=(), contact=contact
    )


def picked(network: Network, moves: list[Suggestion], days: int = 400) -> Counter[str]:
    """Return how often each kind is picked by so many people who are alike."""
    found = (Thompson(f"1.{user}")(moves, network, NOW).suggestion for user in range(days))
    return Counter(item.kind if item else "" for item in found)


@pytest.mark.parametrize(
    ("outcome", "opened", "expected"),
    [
        ("done", False, 1.0),
        ("snoozed", False, 0.2),
        ("dismissed", True, 0.0),
        ("stopped", False, 0.0),
        ("", True, 0.2),
        ("", False, None),
    ],
)
def test_each_answer_has_its_reward(
    outcome: Outcome,
    opened: bool,  # noqa: FBT001 a table's column
    expected: float | None,
) -> None:
    assert reward(outcome, opened=opened) == expected


def test_a_nudge_without_an_answer_fails_by_and_by_and_wholly_after_a_week() -> None:
    assert failed(timedelta(0)) == 0
    assert failed(DAY) == ARRIVED[1]
    assert failed(1.5 * DAY) == pytest.approx((ARRIVED[1] + ARRIVED[2]) / 2)
    assert failed(7 * DAY) == failed(90 * DAY) == 1
    assert list(ARRIVED) == sorted(ARRIVED)


def test_a_kind_recovers_half_of_its_loss_in_fifteen_days() -> None:
    assert [recovery(days) for days in (0, 15, 30)] == [0.5, 0.75, 0.875]
    assert recovery(None) == 1


def test_own_answers_are_added_to_what_others_do() -> None:
    past = (
        nudge("thank", 20, outcome="done"),
        nudge("thank", 30, outcome="dismissed"),
        nudge("thank", 1),
        nudge("thank", 9, opened=True),
        nudge("thank", 40, outcome="done", promised=True),
        nudge("widen", 40, outcome="done"),
    )
    found = beliefs(net(nudges=past), NOW, ["thank", "review"], {"thank": 0.4})
    assert found["thank"].good == pytest.approx(4 + 1 + 0.2)
    assert found["thank"].bad == pytest.approx(6 + 1 + ARRIVED[1] + 0.8)
    assert found["review"].mean == pytest.approx(USUAL_RATE)
    assert set(found) == {"thank", "review"}


def test_others_are_learned_from_only_in_company() -> None:
    four = [("thank", user, 1.0, 10) for user in range(4)]
    assert rates(four) == {}
    assert rates([*four, ("thank", 4, 0.0, 10)])["thank"] == pytest.approx((40 + 3) / (50 + 10))


def test_what_was_acted_on_comes_more_often() -> None:
    moves = [move("thank"), move("widen")]
    liked = net(nudges=tuple(nudge("thank", 40 + n, outcome="done") for n in range(8)))
    disliked = net(nudges=tuple(nudge("thank", 40 + n, outcome="dismissed") for n in range(8)))
    low, even, high = (picked(found, moves)["thank"] for found in (disliked, net(), liked))
    assert (low < 100, 150 < even < 250, high > 330) == (True, True, True)


def test_somebody_who_acts_on_nothing_hears_less_and_less() -> None:
    moves = [move("thank"), move("widen", 0.3)]
    past = tuple(
        nudge(kind, 20 + n, outcome="dismissed") for n in range(60) for kind in ("thank", "widen")
    )
    assert picked(net(), moves)[""] < 10
    assert picked(net(nudges=past), moves)[""] > 300


def test_the_same_day_brings_the_same_pick_and_another_day_another() -> None:
    moves = [move("thank"), move("widen"), move("review")]
    policy = Thompson("1.1")
    assert policy(moves, net(), NOW) == policy(moves, net(), NOW + timedelta(hours=2))
    days = {str(policy(moves, net(), NOW + n * DAY).suggestion) for n in range(20)}
    assert len(days) > 1


def test_what_its_contact_has_waited_makes_a_kind_worth_more() -> None:
    waiting = replace(ada(), added_on=ada().added_on - 300 * DAY)
    moves = [move("thank", contact=waiting.number), move("widen")]
    assert picked(net(waiting), moves)["thank"] > picked(net(), moves)["thank"] + 50


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(networks, moments, st.sets(st.sampled_from(["thank", "widen", "review", "reconnect"])))
def test_kinds_that_sleep_are_never_picked(
    network: Network, now: datetime, awake: set[str]
) -> None:
    moves = [move(kind) for kind in sorted(awake)]
    found = Thompson("1.1")(moves, network, now)
    assert found.suggestion is None or found.suggestion.kind in awake
    assert 0 < found.probability <= 1 + 1e-9
    if not moves:
        assert (found.suggestion, found.probability) == (None, 1)
