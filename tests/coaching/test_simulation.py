"""A small workspace lived through: the promises of the pacing, as figures."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.simulate import main
from coaching.choosing import Decision
from coaching.network import Contact, Network
from coaching.nudges.base import Suggestion
from coaching.simulated_life import OUTSIDE, Life
from coaching.simulation import START, Simulation, overdue_first, simulate
from coaching.simulation_figures import (
    Concentration,
    concentration,
    coverage,
    figures,
    most_within,
)


@pytest.fixture(scope="module")
def year() -> Simulation:
    return simulate(people=12, weeks=52, seed=3)


@pytest.fixture(scope="module")
def baseline() -> Simulation:
    return simulate(people=12, weeks=52, seed=3, policy=overdue_first)


def test_every_promise_is_kept(year: Simulation, baseline: Simulation) -> None:
    broken = [figure for figure in figures(year, baseline) if figure.kept is False]
    assert not broken
    assert sum(figure.kept is True for figure in figures(year, baseline)) == 9


def test_the_same_seed_is_the_same_year() -> None:
    once, again, other = (simulate(people=6, weeks=6, seed=seed) for seed in (1, 1, 2))
    assert sent(once) == sent(again)
    assert sent(once) != sent(other)


def sent(simulation: Simulation) -> list[tuple[int, datetime, str, int]]:
    return [
        (life.number, nudge.sent, nudge.kind, nudge.contact)
        for life in simulation.lives
        for nudge, _ in life.sent
    ]


def test_the_first_few_of_a_world_are_the_same_people() -> None:
    few, all_of_them = simulate(8, 4, 1, first=3), simulate(8, 4, 1)
    assert len(few.lives) == 3
    for life, same in zip(few.lives, all_of_them.lives, strict=False):
        assert life.person.schedule == same.person.schedule
        assert life.targets == same.targets


def test_a_year_has_all_that_can_break_a_promise(year: Simulation) -> None:
    assert any(not life.willing for life in year.lives)
    assert any(life.person.schedule.paused_until for life in year.lives)
    assert any(len(life.contacts) == 40 for life in year.lives)
    nudges = [nudge for life in year.lives for nudge, _ in life.sent]
    assert {"done", "snoozed", "dismissed", ""} == {nudge.outcome for nudge in nudges}
    assert len({nudge.kind for nudge in nudges}) > 8


def test_in_the_lab_a_share_is_held_and_its_people_are_left_alone_for_three_days() -> None:
    def join(life: Life) -> None:
        life.person = replace(life.person, lab_since=START)

    lab = simulate(people=4, weeks=30, seed=1, begin=join)
    assert sum(len(life.held) for life in lab.lives) > 10
    for life in lab.lives:
        assert len(life.held) <= 0.3 * (len(life.held) + len(life.sent))
        for held in life.held:
            waits = [n.sent - held.sent for n, _ in life.sent if n.contact == held.contact]
            assert all(wait < timedelta(0) or wait >= timedelta(hours=72) for wait in waits)


class Stubborn:
    """A policy that does the same whatever the rules say."""

    def __init__(self, chosen: Suggestion | None, every: timedelta) -> None:
        """Send ``chosen``, if anything, so often."""
        self.chosen = chosen
        self.every = every

    def __call__(self, _: Network, now: datetime, **__: object) -> Decision:
        """Decide without looking at the network."""
        return Decision(self.chosen, 1.0, "stubborn", (), now + self.every, "")


def about(contact: int, kind: str = "reconnect") -> Suggestion:
    return Suggestion(kind=kind, priority=1, title="", reason="", evidence=(), contact=contact)


def test_a_policy_that_breaks_every_promise_is_found_out() -> None:
    pushy = Stubborn(about(1), timedelta(hours=8))
    reminders = simulate(people=12, weeks=14, seed=3, policy=overdue_first)
    found = figures(simulate(people=12, weeks=14, seed=3, policy=pushy), reminders)
    kept = {figure.name: figure.kept for figure in found if figure.promise}
    assert kept.pop("acting people without a nudge for 42 days") is True
    assert kept.pop("of 20 added on one day, nudged about in one week") is True
    assert len(kept) == 7
    assert not any(kept.values())


def test_a_policy_that_says_nothing_starves_people() -> None:
    silent = Stubborn(None, timedelta(days=7))
    quiet = simulate(people=4, weeks=10, seed=1, policy=silent)
    found = {figure.name: figure.value for figure in figures(quiet, quiet)}
    assert found["acting people without a nudge for 42 days"] == "3"  # the fourth had a pause
    assert found["concentration of nudges on colleagues"] == "0.0000"


def test_nobody_at_all_breaks_nothing() -> None:
    nobody = Simulation((), START + timedelta(weeks=13))
    assert coverage(nobody) == 0
    found = {figure.name: figure for figure in figures(nobody, nobody)}
    assert found["inner-circle contacts seen"].kept
    assert found["of those, nudged about by the end"].value == "100.0%"


@pytest.mark.parametrize(
    ("counts", "index", "top_three"),
    [
        ((), 0, 0),
        ((5, 2, 1), 22 / 56, 1),
        ((4, 4, 1), 24 / 72, 1),
        ((1,) * 8, 0, 3 / 8),
        ((6, 2, 1, 1), 32 / 90, 9 / 10),
        ((10,), 1, 1),
    ],
)
def test_concentration_against_hand_computed_cases(
    counts: tuple[int, ...], index: float, top_three: float
) -> None:
    targets = [who for who, count in enumerate(counts) for _ in range(count)]
    assert concentration(targets) == Concentration(pytest.approx(index), pytest.approx(top_three))  # type: ignore[arg-type] # approx stands for a number


def test_the_most_within_a_span_leaves_its_end_out() -> None:
    days = [START + timedelta(days=n) for n in (0, 1, 7, 7.5, 8, 20)]
    assert most_within(days, timedelta(days=7)) == 3
    assert most_within([], timedelta(days=7)) == 0


def test_a_touch_twice_on_one_day_is_one_active_day(year: Simulation) -> None:
    for life in year.lives:
        for number, contact in life.contacts.items():
            days = life.met_on.get(number, [])
            assert contact.active_days == len(days)
            assert contact.last_on == (max(days) if days else None)


def test_the_one_who_ignores_everything_never_acts(year: Simulation) -> None:
    (ignoring,) = [life for life in year.lives if not life.willing]
    assert ignoring.person.last_seen is None
    assert {nudge.outcome for nudge, _ in ignoring.sent} == {""}
    assert ignoring.sent[-1][0].kind == "still_useful"


def test_somebody_let_rest_comes_back_in_a_year() -> None:
    life = simulate(people=2, weeks=1, seed=1).lives[0]
    life.willing = 1.0
    life.add(Contact(number=99, name="Jan", added_on=date(2025, 1, 1), skips=4), OUTSIDE)
    life.receive(about(99, "let_rest"), datetime(2026, 2, 2, 12, tzinfo=UTC))
    a_week_on = life.network(datetime(2026, 2, 9, tzinfo=UTC))
    jan = a_week_on.contact(99)
    assert jan is not None
    assert jan.skips == 0
    assert jan.resting_until is not None
    assert jan.resting_until > date(2027, 2, 1)
    assert life.network(datetime(2027, 6, 1, tzinfo=UTC)).nudges == ()


def test_the_report_has_a_line_for_each_figure(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["--people", "8", "--weeks", "4", "--seed", "2"])
    lines = capsys.readouterr().out.splitlines()
    assert code == any(line.startswith("✗") for line in lines)
    assert lines[0] == "  people: 8 over 4 weeks"
    assert any(line.startswith("✓ nudges above a daily or weekly budget: 0") for line in lines)
