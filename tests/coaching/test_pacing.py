"""Hours, budgets, back-off and rest: in sentences, and by walking through years of people's days."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import holidays
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coaching import pacing
from coaching.calendar_days import holidays_of
from coaching.network import (
    Contact,
    Network,
    Outcome,
    PastNudge,
    Person,
    Schedule,
    Touch,
    TouchKind,
)

ZONES = sorted(zone for zone in available_timezones() if "/" in zone and "right/" not in zone)
MONDAY = datetime(2026, 6, 15, 10, tzinfo=UTC)
ALL_WEEK = frozenset(range(7))


def nudge(
    sent: datetime, outcome: Outcome = "", kind: str = "reconnect", contact: int = 0
) -> PastNudge:
    return PastNudge(number=1, kind=kind, contact=contact, sent=sent, outcome=outcome)


def network(*nudges: PastNudge, seen: datetime | None = None, **rule: object) -> Network:
    schedule = replace(Schedule(), **rule)  # type: ignore[arg-type] # rules by name
    return Network(person=Person(schedule=schedule, last_seen=seen), nudges=nudges)


def days_before(days: float, now: datetime = MONDAY) -> datetime:
    return now - timedelta(days=days)


# Local time as instants


def test_a_time_the_clocks_jump_over_comes_later_and_a_doubled_one_is_the_first() -> None:
    assert pacing.instant(date(2026, 3, 29), time(2, 30), "Europe/Berlin") == datetime(
        2026, 3, 29, 1, 30, tzinfo=UTC
    )
    assert pacing.instant(date(2026, 10, 25), time(2, 30), "Europe/Berlin") == datetime(
        2026, 10, 25, 0, 30, tzinfo=UTC
    )
    assert pacing.instant(date(2026, 10, 25), time(2, 30, fold=1), "Europe/Berlin") == datetime(
        2026, 10, 25, 0, 30, tzinfo=UTC
    )
    midnight = pacing.instant(date(2026, 9, 6), time(0), "America/Santiago")
    assert midnight.astimezone(ZoneInfo("America/Santiago")).time() == time(1)


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe"])
def test_nine_in_the_morning_stays_nine_all_year(zone: str) -> None:
    schedule = Schedule(zone=zone, weekdays=ALL_WEEK)
    for n in range(730):
        day = date(2026, 1, 1) + timedelta(n)
        start = pacing.next_open(schedule, pacing.instant(day, time.min, zone))
        assert start is not None
        assert schedule.local(start).replace(tzinfo=None) == datetime.combine(day, time(9))


@pytest.mark.parametrize(
    "opens", [time(0), time(0, 20), time(1, 30), time(2, 30), time(9), time(23, 15)]
)
def test_in_every_zone_each_day_around_a_clock_change_opens_once_on_that_day(opens: time) -> None:
    for zone in ZONES:
        schedule = Schedule(zone=zone, opens=opens, closes=time(23, 59), weekdays=ALL_WEEK)
        for day in changes(zone):
            start = pacing.next_open(schedule, pacing.instant(day, time.min, zone))
            assert start is not None
            assert schedule.local(start).date() == day
            assert schedule.local(start).time() >= opens
            before = start - timedelta(seconds=1)
            assert schedule.local(before).date() < day or not pacing.is_open(schedule, before)


def changes(zone: str) -> list[date]:
    """Return the days of 2026 on which the zone's clocks change."""
    info, start = ZoneInfo(zone), date(2026, 1, 1)
    days = [start + timedelta(n) for n in range(365)]
    offsets = [datetime.combine(day, time(12), info).utcoffset() for day in days]
    return [after for (_, a), (after, b) in pairwise(zip(days, offsets, strict=True)) if a != b]


def test_the_sample_of_zones_has_clock_changes_and_a_missing_midnight() -> None:
    assert sum(bool(changes(zone)) for zone in ZONES) > 100
    assert changes("America/Santiago") == [date(2026, 4, 5), date(2026, 9, 6)]


def test_a_day_that_does_not_exist_is_passed_over() -> None:
    samoa = Schedule(zone="Pacific/Apia", weekdays=ALL_WEEK)
    night = pacing.instant(date(2011, 12, 29), time(18), "Pacific/Apia")
    start = pacing.next_open(samoa, night)
    assert start is not None
    assert samoa.local(start).date() == date(2011, 12, 31)


def test_hours_the_clocks_jump_over_are_no_hours_that_day() -> None:
    early = Schedule(zone="Europe/Berlin", opens=time(2, 10), closes=time(2, 50), weekdays=ALL_WEEK)
    start = pacing.next_open(early, pacing.instant(date(2026, 3, 28), time(3), early.zone))
    assert start is not None
    assert early.local(start).date() == date(2026, 3, 30)


# Hours and working days


def test_hours_include_their_first_minute_and_not_their_last() -> None:
    schedule = Schedule(zone="Europe/Berlin")

    def open_at(hour: int, minute: int = 0, day: int = 15) -> bool:
        return pacing.is_open(
            schedule, pacing.instant(date(2026, 6, day), time(hour, minute), schedule.zone)
        )

    assert open_at(9)
    assert open_at(16, 59)
    assert not open_at(8, 59)
    assert not open_at(17)
    assert not open_at(12, day=13)  # a Saturday


def test_hours_past_midnight_keep_to_working_days() -> None:
    night = Schedule(opens=time(22), closes=time(6))
    friday, saturday = date(2026, 6, 19), date(2026, 6, 20)
    assert pacing.is_open(night, pacing.instant(friday, time(3), "UTC"))
    assert pacing.is_open(night, pacing.instant(friday, time(23), "UTC"))
    assert not pacing.is_open(night, pacing.instant(friday, time(12), "UTC"))
    assert not pacing.is_open(night, pacing.instant(saturday, time(3), "UTC"))
    assert pacing.next_open(night, pacing.instant(friday, time(7), "UTC")) == pacing.instant(
        friday, time(22), "UTC"
    )
    assert pacing.next_open(night, pacing.instant(saturday, time(7), "UTC")) == pacing.instant(
        date(2026, 6, 22), time(0), "UTC"
    )


def test_hours_until_midnight() -> None:
    late = Schedule(opens=time(18), closes=time(0))
    assert pacing.is_open(late, datetime(2026, 6, 15, 23, 59, tzinfo=UTC))
    assert not pacing.is_open(late, datetime(2026, 6, 15, 0, 0, tzinfo=UTC))


def test_an_instant_within_the_hours_is_its_own_next() -> None:
    assert pacing.next_open(Schedule(), MONDAY) == MONDAY


@pytest.mark.parametrize(
    "schedule", [Schedule(closes=time(9)), Schedule(weekdays=frozenset())], ids=["hours", "days"]
)
def test_without_any_hour_nothing_ever_opens_and_the_planner_looks_again_in_a_day(
    schedule: Schedule,
) -> None:
    assert pacing.next_open(schedule, MONDAY) is None
    found = pacing.allowance(Network(person=Person(schedule=schedule)), MONDAY)
    assert (found.allowed, found.next_look) == (False, MONDAY + timedelta(days=1))


def test_days_off_are_free() -> None:
    monday = date(2026, 6, 15)
    assert pacing.is_working_day(Schedule(), monday)
    assert not pacing.is_working_day(Schedule(days_off=frozenset({monday})), monday)


def test_holidays_are_free_down_to_the_subdivision() -> None:
    corpus_christi, unity = date(2026, 6, 4), date(2025, 10, 3)
    assert pacing.is_working_day(Schedule(country="DE"), corpus_christi)
    assert not pacing.is_working_day(Schedule(country="DE-BY"), corpus_christi)
    assert not pacing.is_working_day(Schedule(country="de-by"), corpus_christi)
    assert not pacing.is_working_day(Schedule(country="DE-ZZ"), unity)
    assert pacing.is_working_day(Schedule(country="XX"), unity)
    assert holidays_of("", 2026) == frozenset()


@pytest.mark.parametrize(
    ("code", "known"),
    [
        ("DE", True),
        ("de", True),
        ("DE-BY", True),
        ("BE-French", True),
        ("DE-ZZ", False),
        ("XX", False),
        ("", False),
        ("DE-", True),
        ("-", False),
    ],
)
def test_known_countries(code: str, known: bool) -> None:  # noqa: FBT001 - a column of the table
    assert pacing.known_country(code) is known


# Budgets


def test_a_new_person_may_be_nudged_within_the_hours() -> None:
    found = pacing.allowance(network(), MONDAY)
    assert found.allowed
    assert found.next_look == datetime(2026, 6, 16, 9, tzinfo=UTC)


def test_outside_the_hours_it_waits_for_the_morning() -> None:
    friday_night = datetime(2026, 6, 19, 20, tzinfo=UTC)
    found = pacing.allowance(network(), friday_night)
    assert not found.allowed
    assert found.why == "It is outside your hours."
    assert found.next_look == datetime(2026, 6, 22, 9, tzinfo=UTC)


def test_one_nudge_a_day() -> None:
    found = pacing.allowance(network(nudge(days_before(0.1), "done")), MONDAY)
    assert not found.allowed
    assert found.why == "One nudge a day is enough."
    assert found.next_look == datetime(2026, 6, 16, 9, tzinfo=UTC)


def test_three_nudges_in_seven_days_whatever_was_set() -> None:
    last = [nudge(days_before(n), "done") for n in (3, 4, 6)]
    found = pacing.allowance(network(*last, weekly=20, daily=9), MONDAY)
    assert not found.allowed
    assert found.why == "That was enough for one week."
    assert found.next_look == datetime(2026, 6, 16, 9, tzinfo=UTC)
    assert pacing.allowance(network(*last[:2], nudge(days_before(7), "done")), MONDAY).allowed


def test_one_a_week_means_a_week_between() -> None:
    found = pacing.allowance(network(nudge(days_before(4), "done"), weekly=1), MONDAY)
    assert found.next_look == datetime(2026, 6, 18, 9, tzinfo=UTC)


@pytest.mark.parametrize("rule", [Schedule(weekly=0), Schedule(daily=0)])
def test_no_nudges_means_none(rule: Schedule) -> None:
    found = pacing.allowance(Network(person=Person(schedule=rule)), MONDAY)
    assert (found.allowed, found.why) == (False, "You asked for no nudges.")
    assert found.next_look == datetime(2026, 6, 16, 9, tzinfo=UTC)


def test_what_was_asked_for_counts_for_no_budget_but_for_two_hours_of_rest() -> None:
    reminder = replace(
        nudge(days_before(0), "done"), promised=True, sent=MONDAY - timedelta(hours=1)
    )
    found = pacing.allowance(network(reminder), MONDAY)
    assert (found.allowed, found.why) == (False, "There was a nudge a moment ago.")
    assert found.next_look == MONDAY + timedelta(hours=1)
    assert pacing.allowance(network(reminder), MONDAY + timedelta(hours=1)).allowed


def test_the_day_is_the_one_of_the_zone_the_person_is_in_now() -> None:
    sent = datetime(2026, 6, 15, 21, tzinfo=UTC)  # Tuesday nine o'clock in Auckland
    now = datetime(2026, 6, 15, 22, tzinfo=UTC)  # Monday three o'clock in Los Angeles
    found = pacing.allowance(network(nudge(sent), zone="America/Los_Angeles"), now)
    assert not found.allowed
    assert found.next_look == pacing.instant(date(2026, 6, 16), time(9), "America/Los_Angeles")


def test_a_pause_holds_and_ends_by_itself() -> None:
    until = datetime(2026, 6, 18, 12, tzinfo=UTC)
    paused = network(paused_until=until)
    found = pacing.allowance(paused, MONDAY)
    assert (found.allowed, found.why, found.next_look) == (False, "You set a pause.", until)
    assert pacing.allowance(paused, until).allowed


def test_everybody_has_a_moment_in_the_first_half_of_the_hours() -> None:
    early = datetime(2026, 6, 15, 9, tzinfo=UTC)
    found = pacing.allowance(network(), early, spread=0.5)
    assert (found.allowed, found.why) == (False, "It is a little early today.")
    assert found.next_look == early + timedelta(hours=2)
    assert pacing.allowance(network(), found.next_look, spread=0.5).allowed
    assert pacing.allowance(network(), early + timedelta(hours=6), spread=0.5).allowed


def test_a_moment_that_a_clock_change_puts_outside_the_hours_falls_back_to_the_opening() -> None:
    early = network(zone="Europe/Berlin", opens=time(0), closes=time(3, 30), weekdays=ALL_WEEK)
    before = pacing.instant(date(2026, 3, 28), time(23), "Europe/Berlin")
    look = pacing.allowance(early, before, spread=1.0).next_look
    assert look.astimezone(ZoneInfo("Europe/Berlin")).time() == time(1, 45)
    short = network(zone="UTC", opens=time(22), closes=time(6), weekdays=ALL_WEEK)
    look = pacing.allowance(short, datetime(2026, 6, 15, 23, tzinfo=UTC)).next_look
    assert look == datetime(2026, 6, 16, 1, tzinfo=UTC)
    look = pacing.allowance(
        network(opens=time(20), closes=time(2)), datetime(2026, 6, 15, 12, tzinfo=UTC), spread=1.0
    ).next_look
    assert look == datetime(2026, 6, 15, 20, tzinfo=UTC)


# Ignored


def test_a_nudge_is_ignored_after_seventy_two_hours_without_an_outcome() -> None:
    assert pacing.ignored_streak(network(nudge(days_before(2.9))), MONDAY) == 0
    assert pacing.ignored_streak(network(nudge(days_before(3))), MONDAY) == 1
    assert pacing.ignored_streak(network(), MONDAY) == 0


def test_any_outcome_ends_the_row_and_promises_are_no_part_of_it() -> None:
    old = [nudge(days_before(n)) for n in (6, 9)]
    assert pacing.ignored_streak(network(nudge(days_before(4), "snoozed"), *old), MONDAY) == 0
    reminder = replace(nudge(days_before(4), "done"), promised=True)
    assert pacing.ignored_streak(network(reminder, *old), MONDAY) == 2
    assert pacing.ignored_streak(network(nudge(days_before(1)), *old), MONDAY) == 2
    assert pacing.ignored_streak(network(*old, nudge(days_before(12), "done")), MONDAY) == 2


def test_two_ignored_double_the_gap() -> None:
    two = network(nudge(days_before(4)), nudge(days_before(8)))
    found = pacing.allowance(two, MONDAY)
    assert (found.allowed, found.next_look) == (False, datetime(2026, 6, 16, 9, tzinfo=UTC))
    assert found.why == "The last nudges were no use, so there are fewer."
    weekly_one = network(nudge(days_before(8)), nudge(days_before(16)), weekly=1)
    assert pacing.allowance(weekly_one, MONDAY).next_look == datetime(2026, 6, 22, 9, tzinfo=UTC)
    assert pacing.allowance(network(nudge(days_before(5)), nudge(days_before(8))), MONDAY).allowed


def test_three_ignored_ask_once_and_then_nothing_until_the_person_acts() -> None:
    three = tuple(nudge(days_before(n)) for n in (7, 11, 13))
    assert pacing.must_ask(network(*three), MONDAY)
    assert pacing.allowance(network(*three), MONDAY).allowed
    assert not pacing.must_ask(network(*three[1:]), MONDAY)

    asked = nudge(days_before(5), kind="still_useful")
    silent = network(asked, *three, seen=days_before(6))
    assert pacing.is_silent(silent, MONDAY)
    assert not pacing.must_ask(silent, MONDAY)
    found = pacing.allowance(silent, MONDAY + timedelta(days=70))
    assert (found.allowed, found.why) == (False, "The last question is still open.")
    assert found.next_look == MONDAY + timedelta(days=71)

    back = network(asked, *three, seen=days_before(1))
    assert not pacing.is_silent(back, MONDAY)
    assert not pacing.must_ask(back, MONDAY)
    assert pacing.ignored_streak(back, MONDAY) == 0
    assert pacing.allowance(back, MONDAY).allowed

    pressed = network(replace(asked, outcome="done"), *three)
    assert not pacing.is_silent(pressed, MONDAY)
    assert not pacing.must_ask(pressed, MONDAY)


# Whom a nudge may point at


def contact(number: int = 1, **figures: object) -> Contact:
    plain = Contact(number=number, name=f"Contact {number}", added_on=date(2026, 6, 1))
    return replace(plain, **figures)  # type: ignore[arg-type] # figures by name


def may(person: Contact, *touches: Touch, nudges: tuple[PastNudge, ...] = ()) -> bool:
    known = Network(person=Person(), contacts=(person,), touches=touches, nudges=nudges)
    return pacing.may_point_at(known, person, MONDAY)


def on(days_ago: int) -> date:
    return days_before(days_ago).date()


def test_nobody_unwanted_or_resting() -> None:
    assert may(contact())
    assert not may(contact(unwanted=True))
    assert not may(contact(resting_until=on(-1)))
    assert may(contact(resting_until=on(0)))


def test_the_same_person_at_most_every_thirty_days() -> None:
    assert not may(contact(nudged_on=on(29)))
    assert may(contact(nudged_on=on(30)))
    assert not may(contact(), nudges=(nudge(days_before(10), contact=1),))
    assert may(contact(), nudges=(nudge(days_before(10), contact=2),))
    assert may(contact(), nudges=(nudge(days_before(31), contact=1),))


def test_not_right_after_a_touch_unless_help_wants_an_answer() -> None:
    def touched(kind: TouchKind, days_ago: int) -> Touch:
        return Touch(number=1, contact=1, on=on(days_ago), kind=kind)

    met = contact(last_on=on(3))
    assert not may(met, touched("met", 3))
    assert not may(met, replace(touched("got", 3), contact=2))
    assert may(met, touched("got", 3))
    assert may(met, touched("met", 3), touched("helped", 13))
    assert not may(met, touched("met", 3), touched("helped", 14))
    assert may(contact(last_on=on(7)))


def test_twenty_added_on_one_day_are_opened_three_a_week_and_all_of_them() -> None:
    evening = tuple(contact(n) for n in range(1, 21))
    other_day = contact(21, added_on=date(2026, 6, 2))
    known_before = contact(0, first_on=date(2026, 5, 1))
    everybody = Network(person=Person(), contacts=(*evening, other_day, known_before))
    opened = [pacing.cohort_open_on(everybody, c) for c in evening]
    assert opened == [date(2026, 6, 1) + timedelta(weeks=n // 3) for n in range(20)]
    assert pacing.cohort_open_on(everybody, other_day) == date(2026, 6, 2)
    now = datetime(2026, 6, 8, 12, tzinfo=UTC)
    assert [c.number for c in evening if pacing.may_point_at(everybody, c, now)] == [
        1,
        2,
        3,
        4,
        5,
        6,
    ]


def test_the_inner_circles_of_an_evening_come_first() -> None:
    evening = (*(contact(n) for n in range(1, 10)), contact(10, circle=5))
    everybody = Network(person=Person(), contacts=evening)
    assert pacing.cohort_open_on(everybody, evening[-1]) == date(2026, 6, 1)
    assert pacing.cohort_open_on(everybody, evening[2]) == date(2026, 6, 8)


def test_a_turn_once_come_does_not_go_when_others_are_met() -> None:
    evening = tuple(contact(n) for n in range(1, 8))
    met = tuple(replace(c, first_on=on(2), last_on=on(2)) if c.number < 4 else c for c in evening)
    before, after = (Network(person=Person(), contacts=group) for group in (evening, met))
    assert [pacing.cohort_open_on(before, c) for c in evening[3:]] == [
        pacing.cohort_open_on(after, c) for c in met[3:]
    ]


# Years of days

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
