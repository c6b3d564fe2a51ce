"""When the next message may go: a second apart in a channel, a bucket for each workspace, in line."""

from __future__ import annotations

import heapq

import pytest

from adapters.slack.outbound import pacing
from adapters.slack.outbound.pacing import BURST, POSTING, Pacing

FULL = int(BURST)


def emptied(made: Pacing, tenant: str = "T1", now: float = 0.0) -> None:
    for number in range(FULL):
        assert made.unsolicited(tenant, f"D{number}", now) == 0


def test_answers_in_one_channel_go_a_second_apart() -> None:
    made = Pacing()
    assert [made.channel("T1", "D1", 10.0) for _ in range(3)] == [0.0, 1.0, 2.0]
    assert made.channel("T1", "D1", 12.5) == 0.5
    assert made.channel("T1", "D1", 60.0) == 0.0


def test_channels_and_workspaces_do_not_wait_for_each_other() -> None:
    made = Pacing()
    assert made.channel("T1", "D1", 0.0) == made.channel("T1", "D2", 0.0) == 0.0
    assert made.channel("T2", "D1", 0.0) == 0.0


def test_a_nudge_waits_for_what_was_just_said_in_the_same_channel() -> None:
    made = Pacing()
    made.channel("T1", "D1", 0.0)
    assert made.unsolicited("T1", "D1", 0.25) == 0.75
    assert made.unsolicited("T1", "D2", 0.25) == 0
    assert made.unsolicited("T1", "D1", 1.0) == 0
    assert made.channel("T1", "D1", 1.0) == 1.0


def test_a_quiet_workspace_takes_a_burst_and_then_one_a_second() -> None:
    made = Pacing()
    emptied(made)
    told = [made.unsolicited("T1", f"late{n}", 0.0) for n in range(5)]
    assert told == [1.0, 2.0, 3.0, 4.0, 5.0]
    assert made.unsolicited("T1", "late0", 1.0) == 0
    assert made.unsolicited("T1", "newcomer", 1.0) == pytest.approx(5.0)


def test_another_workspace_does_not_notice() -> None:
    made = Pacing()
    emptied(made)
    assert made.unsolicited("T1", "D", 0.0) > 0
    assert made.unsolicited("T2", "D", 0.0) == 0


def test_who_comes_back_on_the_dot_is_not_sent_away_for_a_rounding() -> None:
    made = Pacing()
    emptied(made, now=0.1)
    waits = [made.unsolicited("T1", f"late{n}", 0.1) for n in range(3)]
    assert made.unsolicited("T1", "late0", 0.1 + waits[0] - 1e-6) == 0


def test_a_place_that_was_not_needed_is_given_back() -> None:
    made = Pacing()
    emptied(made)
    made.give_back("T1", "D3", 0.0)
    assert made.unsolicited("T1", "D3", 0.0) == 0
    assert made.unsolicited("T1", "D4", 0.0) > 0


def test_giving_back_never_makes_more_than_a_burst() -> None:
    made = Pacing()
    for _ in range(3):
        made.give_back("T1", "never used", 0.0)
    emptied(made)
    assert made.unsolicited("T1", "one more", 0.0) > 0


def test_what_slack_wants_left_alone_is_left_alone_there_and_so_long() -> None:
    made = Pacing()
    made.bar("T1", "users.info", 30.0, 100.0)
    assert made.barred("T1", "users.info", 110.0) == 20.0
    assert made.barred("T1", POSTING, 110.0) == 0.0
    assert made.barred("T2", "users.info", 110.0) == 0.0
    assert made.barred("T1", "users.info", 130.0) == 0.0
    assert made.unsolicited("T1", "D1", 110.0) == 0


def test_after_too_many_posts_there_is_no_new_burst_but_a_line() -> None:
    made = Pacing()
    made.bar("T1", POSTING, 30.0, 0.0)
    told = [made.unsolicited("T1", f"D{n}", 0.0) for n in range(3)]
    assert told == [31.0, 32.0, 33.0]
    assert [made.unsolicited("T1", f"D{n}", 31.0 + n) for n in range(3)] == [0, 0, 0]


def test_a_shorter_bar_does_not_shorten_the_line() -> None:
    made = Pacing()
    made.bar("T1", POSTING, 60.0, 0.0)
    made.bar("T1", POSTING, 5.0, 1.0)
    assert made.unsolicited("T1", "D1", 1.0) == 60.0


@pytest.mark.parametrize("tick", [0.0, 5.0])
def test_hundreds_at_nine_o_clock_go_one_a_second_and_nobody_asks_often(tick: float) -> None:
    """What is told to wait comes back at the next tick after that; no herd, no starving."""
    made = Pacing()
    count = 600
    line = [(0.0, number) for number in range(count)]
    asked = [0] * count
    sent: list[float] = []
    while line:
        now, number = heapq.heappop(line)
        asked[number] += 1
        wait = made.unsolicited("T1", f"D{number}", now)
        if wait:
            due = now + wait
            heapq.heappush(line, (due if not tick else -(-due // tick) * tick, number))
        else:
            sent.append(now)
    assert len(sent) == count
    assert sum(asked) <= 2.1 * count
    assert sent[-1] <= count + 3 * tick
    for at in range(0, count, 10):
        within = sum(at <= moment < at + 60 for moment in sent)
        assert within <= BURST + 60


def test_nothing_is_kept_of_channels_that_have_long_been_quiet(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pacing, "MOST_REMEMBERED", 3)
    made = Pacing()
    for number in range(9):
        made.channel("T1", f"D{number}", 0.0)
    assert made.channel("T1", "D8", 0.0) == 1.0
    assert made.channel("T1", "D0", 0.0) == 0.0
