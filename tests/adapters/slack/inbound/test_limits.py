"""Who asks for too much is told so once and then not answered until she pauses; others notice nothing."""

from __future__ import annotations

import pytest

from adapters.slack.errands.answers import FIXED
from adapters.slack.inbound import limits
from adapters.slack.inbound.limits import A_DAY, A_MINUTE, Limits, Verdict

NOON = 1_000.0


class Talker:
    """Somebody who asks, each time for something else."""

    def __init__(self, counts: Limits, user: str = "U1", tenant: str = "T1") -> None:
        self._counts = counts
        self._who = (tenant, user)
        self._said = 0

    def asks(self, now: float, times: int = 1) -> list[Verdict]:
        found = []
        for _ in range(times):
            self._said += 1
            found.append(self._counts.take(*self._who, f"{self._who} {self._said}", now))
        return found


def test_nobody_who_reads_what_she_gets_meets_the_limit() -> None:
    talker = Talker(Limits())
    for second in range(0, 3 * A_DAY, 3):
        assert talker.asks(NOON + second) == [""]


def test_a_flood_is_told_once_and_then_not_answered() -> None:
    talker = Talker(Limits())
    assert talker.asks(NOON, A_MINUTE) == [""] * A_MINUTE
    assert talker.asks(NOON + 1, 3) == ["slow_down", "hush", "hush"]


def test_only_a_pause_helps_so_that_a_loop_of_two_programs_ends() -> None:
    talker = Talker(Limits())
    found = [talker.asks(NOON + second)[0] for second in range(600)]
    assert found.count("") == A_MINUTE
    assert found.count("slow_down") == 1
    assert talker.asks(NOON + 600 + 61) == [""]


def test_after_the_pause_the_next_flood_is_told_again() -> None:
    talker = Talker(Limits())
    talker.asks(NOON, A_MINUTE + 5)
    assert talker.asks(NOON + 61, A_MINUTE) == [""] * A_MINUTE
    assert talker.asks(NOON + 61, 2) == ["slow_down", "hush"]


def test_others_and_the_same_person_elsewhere_are_not_counted_in() -> None:
    counts = Limits()
    Talker(counts).asks(NOON, 5 * A_MINUTE)
    assert Talker(counts, "U2").asks(NOON) == [""]
    assert Talker(counts, "U1", "T2").asks(NOON) == [""]


def test_the_same_thing_delivered_again_counts_once_and_is_judged_the_same() -> None:
    counts = Limits()
    assert {counts.take("T1", "U1", "same", NOON + n / 10) for n in range(100)} == {""}
    talker = Talker(counts)
    talker.asks(NOON + 10, A_MINUTE - 1)
    assert counts.take("T1", "U1", "late", NOON + 11) == "slow_down"
    assert counts.take("T1", "U1", "late", NOON + 12) == "slow_down"
    assert counts.take("T1", "U1", "other", NOON + 12) == "hush"


def test_a_day_has_its_limit_too_and_the_next_day_is_new() -> None:
    talker = Talker(Limits())
    found = [talker.asks(NOON + 3 * number)[0] for number in range(A_DAY + 2)]
    assert found == [*[""] * A_DAY, "slow_down", "hush"]
    assert talker.asks(NOON + 86_400) == [""]


def test_a_workspace_leaves_room_for_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "A_WORKSPACE_A_MINUTE", 60)
    counts = Limits()
    crowd = [Talker(counts, f"U{number}") for number in range(61)]
    found = [talker.asks(NOON)[0] for talker in crowd]
    assert found == [*[""] * 60, "crowded"]
    assert crowd[-1].asks(NOON) == ["hush"]
    assert Talker(counts, "U1", "T2").asks(NOON) == [""]
    assert crowd[0].asks(NOON + 1) == [""]
    assert crowd[1].asks(NOON + 1) == ["crowded"]


def test_what_has_to_be_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_REMEMBERED", 3)
    counts = Limits()
    for number in range(10):
        Talker(counts, f"U{number}", f"T{number}").asks(NOON, 2 * A_MINUTE)
    assert len(counts._people) == len(counts._workspaces) == 3  # noqa: SLF001 memory is the point
    assert all(len(person.asked) <= A_MINUTE for person in counts._people.values())  # noqa: SLF001


def test_there_is_an_answer_for_each_verdict_but_silence() -> None:
    assert {"slow_down", "crowded"} <= set(FIXED)
