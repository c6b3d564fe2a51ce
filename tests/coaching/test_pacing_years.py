"""Years of invented people's days, in all zones: what the pacing never does and always does."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import available_timezones

import holidays
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coaching import pacing
from coaching.network import (
    Network,
    Outcome,
    PastNudge,
    Person,
    Schedule,
)

ZONES = sorted(zone for zone in available_timezones() if "/" in zone and "right/" not in zone)


def nudge(
    sent: datetime, outcome: Outcome = "", kind: str = "reconnect", contact: int = 0
) -> PastNudge:
    return PastNudge(number=1, kind=kind, contact=contact, sent=sent, outcome=outcome)


hours = st.tuples(
    st.times(min_value=time(0), max_value=time(20)).map(
        lambda at: at.replace(second=0, microsecond=0)
    ),
    st.integers(60, 600),
).map(lambda pair: (pair[0], _later(*pair)))


def _later(opens: time, minutes: int) -> time:
    end = datetime.combine(date(2000, 1, 1), opens) + timedelta(minutes=minutes)
    return end.time() if end.day == 1 else time(23, 59)


@st.composite
def schedules(draw: st.DrawFn) -> Schedule:
    opens, closes = draw(hours)
    return Schedule(
        zone=draw(st.sampled_from(ZONES)),
        opens=opens,
        closes=closes,
        weekdays=draw(st.frozensets(st.integers(0, 6), min_size=1)),
        country=draw(st.sampled_from(["", "DE-BY", "US", "JP", "XX"])),
        weekly=draw(st.integers(1, 5)),
    )


class Life:
    """A person's days: looks when the rules say so and keeps what was sent."""

    def __init__(self, schedule: Schedule, now: datetime, spread: float, outcome: Outcome) -> None:
        """Begin at ``now``; every nudge gets ``outcome`` at once."""
        self.person = Person(schedule=schedule)
        self.now = now
        self.spread = spread
        self.outcome = outcome
        self.sent: list[PastNudge] = []

    def live(self, days: int) -> None:
        """Look again and again for so many days."""
        end = self.now + timedelta(days=days)
        while self.now < end:
            self.now = self.look()

    def look(self) -> datetime:
        """Send a nudge if it is allowed; return when to look again, which is always later."""
        known = Network(person=self.person, nudges=tuple(reversed(self.sent)))
        found = pacing.allowance(known, self.now, self.spread)
        assert found.next_look > self.now
        if found.allowed:
            kind = "still_useful" if pacing.must_ask(known, self.now) else "reconnect"
            self.sent.append(nudge(self.now, self.outcome, kind))
        return found.next_look

    def set(self, **rule: object) -> None:
        """Change the person's settings."""
        changed = replace(self.person.schedule, **rule)  # type: ignore[arg-type] # rules by name
        self.person = replace(self.person, schedule=changed)

    def days(self) -> list[date]:
        """Return the local days of what was sent, in the zone of now."""
        return [self.person.schedule.local(n.sent).date() for n in self.sent]


def assert_within_hours(schedule: Schedule, sent: datetime) -> None:
    local = schedule.local(sent)
    assert schedule.opens <= local.time().replace(fold=0) < schedule.closes
    assert local.weekday() in schedule.weekdays
    if schedule.country not in ("", "XX"):
        country, _, part = schedule.country.partition("-")
        assert local.date() not in holidays.country_holidays(country, subdiv=part or None)


starts = st.datetimes(datetime(2005, 1, 1), datetime(2036, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - the bounds take the zone of `timezones`
slow = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@slow
@given(schedules(), starts, st.floats(0, 1))
def test_who_acts_gets_every_nudge_the_budget_allows_and_none_beyond(
    schedule: Schedule, start: datetime, spread: float
) -> None:
    life = Life(schedule, start, spread, "done")
    life.live(400)
    for one in life.sent:
        assert_within_hours(schedule, one.sent)
    days = life.days()
    assert len(days) == len(set(days))
    budget, got = min(3, schedule.weekly), set(days)
    first = schedule.local(start).date()
    for n in range(1, 399):
        day = first + timedelta(n)
        week = sum(day - timedelta(back) in got for back in range(7))
        assert week <= budget
        opening = pacing.next_open(schedule, pacing.instant(day, time.min, schedule.zone))
        works = opening is not None and schedule.local(opening).date() == day
        assert week == budget or day in got or not works


@slow
@given(
    schedules(),
    starts,
    st.floats(0, 1),
    st.lists(st.tuples(st.integers(0, 200), st.sampled_from(ZONES)), min_size=1, max_size=40),
)
def test_on_the_move_through_zones_no_local_day_brings_two(
    schedule: Schedule, start: datetime, spread: float, moves: list[tuple[int, str]]
) -> None:
    life = Life(schedule, start, spread, "done")
    for wait, zone in moves:
        life.now += timedelta(hours=wait)
        count = len(life.sent)
        look = life.look()
        if len(life.sent) > count:
            assert_within_hours(life.person.schedule, life.sent[-1].sent)
            days = life.days()
            assert days[-1] not in days[:-1]
            assert sum(days[-1] - day < timedelta(7) for day in days) <= min(3, schedule.weekly)
        life.set(zone=zone)
        life.now = look if wait % 2 else life.now + timedelta(minutes=1)


@slow
@given(schedules(), starts, st.floats(0, 1), st.integers(0, 5000))
def test_a_pause_is_kept_to_the_minute_and_ends_by_itself(
    schedule: Schedule, start: datetime, spread: float, length: int
) -> None:
    until = start + timedelta(hours=length)
    life = Life(replace(schedule, paused_until=until), start, spread, "done")
    life.live(length // 24 + 60)
    assert life.sent
    assert life.sent[0].sent >= until
    first_day, opening = life.days()[0], pacing.next_open(schedule, until)
    assert opening is not None
    latest = schedule.local(opening).date() + timedelta(days=14)
    assert first_day <= latest


@slow
@given(schedules(), starts, st.floats(0, 1))
def test_who_ignores_everything_hears_four_times_and_after_a_word_again(
    schedule: Schedule, start: datetime, spread: float
) -> None:
    life = Life(schedule, start, spread, "")
    life.live(365)
    assert 4 <= len(life.sent) < 8
    assert [n.kind for n in life.sent].count("still_useful") == 1
    assert life.sent[-1].kind == "still_useful"
    life.person = replace(life.person, last_seen=life.now)
    life.live(60)
    assert life.sent[-1].kind in ("reconnect", "still_useful")
    assert sum(n.kind == "still_useful" for n in life.sent) <= 2
    assert sum(n.kind == "reconnect" for n in life.sent) >= 4
