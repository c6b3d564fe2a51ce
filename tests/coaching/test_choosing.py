"""Which one nudge is sent, if any, and when to look again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings

from coaching.choosing import choose
from coaching.glance import glance
from coaching.network import Contact, Network, PastNudge, Promise
from coaching.nudges import kinds
from coaching.nudges.base import Suggestion
from coaching.ranking import Selection, best, standing
from tests.coaching.networks import (
    ME,
    NOW,
    TODAY,
    ada,
    ago,
    moments,
    net,
    networks,
    nudge,
    talked,
    touch,
)

HELP = touch(3, "got", "the pricing deck")
HELPED = net(talked(ada(), 3), touches=(HELP,))
NIGHT = datetime(2026, 3, 5, 23, tzinfo=UTC)
TOMORROW_NINE = datetime(2026, 3, 6, 9, tzinfo=UTC)


def promise(number: int = 34, **when: float) -> Promise:
    due = NOW + timedelta(**when)
    return Promise(number=number, contact=12, what="the figures", made_on=ago(3), due=due)


def with_kinds_off(network: Network, *off: str) -> Network:
    return replace(network, person=replace(network.person, muted_kinds=frozenset(off)))


def test_the_best_move_is_sent_in_the_persons_hours() -> None:
    decision = choose(HELPED, NOW)
    assert decision.chosen
    assert decision.chosen.kind == "thank"
    assert decision.variant == "thompson"
    assert 0.8 < decision.probability < 1
    assert decision.next_look == TOMORROW_NINE
    assert decision.why == "It is worth a nudge now."


def test_all_that_could_have_been_sent_is_told_best_first() -> None:
    assert choose(HELPED, NOW).eligible == (
        ("thank", 12, 0.84),
        ("pay_forward", 0, 0.35),
        ("weekly_tip", 0, 0.15),
    )


def test_at_night_nothing_is_sent_and_the_morning_is_looked_at() -> None:
    decision = choose(HELPED, NIGHT)
    assert decision.chosen is None
    assert decision.eligible == ()
    assert decision.next_look == TOMORROW_NINE
    assert decision.why == "It is outside your hours."


def test_a_promise_is_told_at_its_time_even_at_night_in_a_pause_and_past_the_cap() -> None:
    paused = replace(ME, schedule=replace(ME.schedule, paused_until=NOW + timedelta(days=30)))
    past = tuple(nudge("thank", days) for days in (0.3, 1, 2))
    network = net(person=paused, promises=(promise(hours=13),), nudges=past)
    decision = choose(network, NIGHT)
    assert decision.chosen
    assert decision.chosen.kind == "follow_up"
    assert decision.variant == "promised"
    assert decision.eligible == (("follow_up", 0, 1.0),)


def test_a_promise_comes_before_the_best_move_and_the_move_two_hours_later() -> None:
    decision = choose(replace(HELPED, promises=(promise(hours=-1),)), NOW)
    assert decision.chosen
    assert decision.chosen.promised
    assert decision.next_look == NOW + timedelta(hours=2)


def test_two_promises_at_once_are_told_one_after_the_other() -> None:
    both = replace(HELPED, promises=(promise(hours=-1), promise(35, hours=-2)))
    decision = choose(both, NOW)
    assert decision.chosen
    assert decision.chosen.key.startswith("follow_up:35:")
    assert decision.next_look == NOW
    other = choose(both, NOW, planned=frozenset({decision.chosen.key}))
    assert other.chosen
    assert other.chosen.key.startswith("follow_up:34:")


def test_the_next_promise_is_looked_at_on_time() -> None:
    soon = replace(HELPED, promises=(promise(hours=3), promise(35, hours=5)))
    assert choose(soon, NOW).next_look == NOW + timedelta(hours=3)
    assert choose(replace(soon, promises=(promise(days=3),)), NOW).next_look == TOMORROW_NINE
    night = replace(soon, promises=(promise(hours=14),))
    assert choose(night, NIGHT).next_look == NOW + timedelta(hours=14)


def test_people_at_whom_enough_others_were_pointed_are_spared() -> None:
    decision = choose(HELPED, NOW, taken=frozenset({12}))
    assert decision.chosen
    assert decision.chosen.contact == 0


def test_a_kind_that_was_switched_off_stays_silent() -> None:
    decision = choose(with_kinds_off(HELPED, "thank"), NOW)
    assert [kind for kind, _, _ in decision.eligible] == ["pay_forward", "weekly_tip"]


def test_when_nothing_is_worth_it_nothing_is_sent() -> None:
    decision = choose(with_kinds_off(net(), "weekly_tip"), NOW)
    assert decision.chosen is None
    assert decision.why == "Nothing is worth a nudge now."
    assert decision.next_look == TOMORROW_NINE


def test_the_look_of_the_next_day_is_spread() -> None:
    assert TOMORROW_NINE < choose(HELPED, NOW, spread=0.1).next_look < NOW + timedelta(days=1)


def test_after_three_ignored_nudges_the_only_thing_to_send_is_the_question() -> None:
    ignored = tuple(nudge("widen", days) for days in (9, 14, 18))
    network = replace(HELPED, nudges=ignored)
    decision = choose(network, NOW)
    assert decision.chosen
    assert decision.chosen.kind == "still_useful"
    assert decision.eligible == (("still_useful", 0, 1.0),)
    assert choose(with_kinds_off(network, "still_useful"), NOW).chosen is None


def test_another_policy_may_pick_and_hold_back() -> None:
    seen: list[Suggestion] = []

    def hold(found: Sequence[Suggestion], network: Network, now: datetime) -> Selection:
        assert (network, now) == (HELPED, NOW)
        seen.extend(found)
        return Selection(None, 0.25, "held")

    decision = choose(HELPED, NOW, select=hold)
    assert (decision.chosen, decision.probability, decision.variant) == (None, 0.25, "held")
    assert {item.kind for item in seen} == {"thank", "pay_forward", "weekly_tip"}


def test_about_somebody_skipped_often_nothing_is_said_before_rest_was_offered() -> None:
    skipped = replace(HELPED, contacts=(replace(HELPED.contacts[0], skips=4),))
    about_ada = {kind for kind, contact, _ in choose(skipped, NOW).eligible if contact == 12}
    assert about_ada == {"let_rest"}


def test_what_was_heard_lately_stands_lower() -> None:
    (thanks,) = kinds()["thank"].suggest(HELPED, NOW)
    lately = replace(HELPED, nudges=(nudge("thank", 2, outcome="done"),))
    long_ago = replace(HELPED, nudges=(nudge("thank", 60, outcome="done"),))
    low, high = (standing(thanks, glance(found, NOW)) for found in (lately, long_ago))
    assert high - low > 0.4


def test_of_equals_the_one_who_waited_longest_comes_first_not_the_first_by_name() -> None:
    def added(number: int, name: str, days: int) -> Contact:
        return ada(number, name, added_on=ago(days))

    people = (added(1, "Abe", 800), added(2, "Zoe", 900), added(3, "Ben", 800))
    found = [contact for _, contact, _ in choose(net(*people), NOW).eligible if contact]
    assert found == [2, 1, 3]


def test_the_best_moves_are_about_different_people_and_of_different_kinds() -> None:
    friend = talked(ada(13, "Bo Chen", birthday=(3, 5)), 40)
    network = replace(HELPED, contacts=(*HELPED.contacts, friend), promises=(promise(hours=-1),))
    moves = best(network, NIGHT)
    assert [(item.kind, item.contact) for item in moves] == [
        ("follow_up", 12),
        ("celebrate", 13),
        ("pay_forward", 0),
    ]


def test_without_other_kinds_the_best_moves_are_about_other_people() -> None:
    network = with_kinds_off(net(*(ada(number) for number in range(1, 5))), "weekly_tip")
    assert [item.contact for item in best(network, NOW)] == [1, 2, 3]
    assert len(best(network, NOW, count=1)) == 1


def test_the_question_whether_to_go_on_is_no_move() -> None:
    ignored = tuple(nudge("weekly_tip", days) for days in (4, 14, 18))
    assert best(net(nudges=ignored), NOW) == ()


def year(network: Network, days: int) -> list[PastNudge]:
    """Return what is sent when every nudge is answered and the contact is met after it."""
    sent: list[PastNudge] = []
    for day in range(days):
        now = NOW + timedelta(days=day)
        chosen = choose(network, now).chosen
        if chosen:
            past: dict[str, Any] = {"kind": chosen.kind, "contact": chosen.contact}
            number, key = len(sent) + 1, chosen.key
            done = PastNudge(number=number, sent=now, outcome="done", key=key, **past)
            sent.insert(0, done)
            network = replace(network, nudges=tuple(sent))
    return sent


def test_within_a_year_everybody_has_a_turn_and_every_kind_that_could_speak() -> None:
    lively = [talked(ada(n, circle=15), *range(30, 90, 9)) for n in range(1, 11)]
    cold = [ada(n, added_on=TODAY) for n in range(11, 31)]
    sent = year(net(*lively, *cold), 365)
    assert {item.contact for item in sent} >= set(range(1, 31))
    assert {item.kind for item in sent} >= {"reconnect", "widen", "weekly_tip", "review"}
    assert max(Counter(item.contact for item in sent if item.contact).values()) <= 12


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(networks, moments)
def test_there_is_always_a_decision_and_always_the_same_one(
    network: Network, now: datetime
) -> None:
    decision = choose(network, now, taken=frozenset({1, 2}))
    assert decision == choose(replace(network), now, taken=frozenset({1, 2}))
    assert decision.next_look >= now
    if decision.chosen and not decision.chosen.promised:
        assert decision.chosen.contact not in {1, 2}
        assert decision.next_look > now
    moves = best(network, now)
    people = [item.contact for item in moves if item.contact]
    assert len(people) == len(set(people)) <= len(moves) <= 3
