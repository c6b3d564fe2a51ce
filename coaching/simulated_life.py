"""One invented person of the simulation: her book, her habits, and how she answers nudges.

Nothing here is measured on people; it is a world rough enough to break promises if they can be
broken: habits that fade, people one shrinks from writing to, popular colleagues, odd hours.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from heapq import heappop, heappush
from random import Random

from coaching import ledger, scoring
from coaching.network import (
    GIVEN,
    RECEIVED,
    Contact,
    Network,
    Outcome,
    PastNudge,
    Person,
    Touch,
    TouchKind,
)
from coaching.nudges.base import Suggestion
from coaching.pacing import STILL_USEFUL, instant

OUTSIDE = -1

# Days between two touches that nobody had to be nudged for, by circle.
_GAP = {5: 9.0, 15: 35.0, 50: 150.0, 150: 500.0}
_WHAT: tuple[TouchKind, ...] = ("met",) * 14 + ("got",) * 3 + ("helped", "shared", "thanked")
_AFTER: dict[str, TouchKind] = {"thank": "thanked", "share_first": "shared", "give_back": "helped"}
_KEEP_TOUCHES, _KEEP_NUDGES = timedelta(days=90), timedelta(days=400)
_LUNCH = time(12)
_SNOOZE = timedelta(days=3)
_REST = timedelta(days=365)


def _likes_all(_: Suggestion, __: datetime) -> float:
    return 1.0


@dataclass(slots=True)
class Life:
    """A person over the simulated year. ``targets`` says which colleague each contact is.

    ``taste`` is how much of the usual willingness a nudge meets at a moment, 0 to 1.
    """

    number: int
    person: Person
    random: Random
    willing: float
    contacts: dict[int, Contact] = field(default_factory=dict)
    targets: dict[int, int] = field(default_factory=dict)
    shy_of: set[int] = field(default_factory=set)
    taste: Callable[[Suggestion, datetime], float] = _likes_all
    sent: list[tuple[PastNudge, Suggestion]] = field(default_factory=list)
    met_on: dict[int, list[date]] = field(default_factory=dict)
    _touches: deque[Touch] = field(default_factory=deque)
    held: list[PastNudge] = field(default_factory=list)
    _nudges: deque[PastNudge] = field(default_factory=deque)
    _meetings: list[tuple[date, int, float]] = field(default_factory=list)
    _cohort: tuple[Contact, ...] = ()
    _answers: list[tuple[datetime, int, Outcome]] = field(default_factory=list)

    def add(self, contact: Contact, target: int, habit: float = 0.0) -> None:
        """Take up a contact met every ``habit`` times the circle's usual gap; 0 is never."""
        self.contacts[contact.number] = contact
        self.targets[contact.number] = target
        if habit:
            self._plan_meeting(contact.added_on, contact.number, habit)

    def add_later(self, cohort: tuple[Contact, ...]) -> None:
        """Take up people from outside, never met, on the day they were added on."""
        self._cohort = cohort

    def network(self, now: datetime) -> Network:
        """Live on until ``now`` and return the person's network as it is then."""
        today = self.person.schedule.local(now).date()
        if self._cohort and self._cohort[0].added_on <= today:
            for contact in self._cohort:
                self.add(contact, OUTSIDE)
            self._cohort = ()
        while self._meetings and self._meetings[0][0] <= today:
            day, number, habit = heappop(self._meetings)
            self._touch(number, day, self.random.choice(_WHAT))
            self._seen(instant(day, _LUNCH, self.person.schedule.zone))
            self._plan_meeting(day, number, habit)
        while self._answers and self._answers[0][0] <= now:
            at, index, outcome = heappop(self._answers)
            self._answer(at, index, outcome)
        while self._touches and self._touches[-1].on < today - _KEEP_TOUCHES:
            self._touches.pop()
        while self._nudges and self._nudges[-1].sent < now - _KEEP_NUDGES:
            self._nudges.pop()
        return Network(
            person=self.person,
            contacts=tuple(self.contacts.values()),
            touches=tuple(self._touches),
            nudges=tuple(self._nudges),
            held=tuple(reversed(self.held)),
        )

    def miss(self, suggestion: Suggestion, now: datetime) -> None:
        """Get nothing, as the lab holds a nudge back."""
        self.held.append(
            PastNudge(
                number=0,
                kind=suggestion.kind,
                contact=suggestion.contact,
                sent=now,
                key=suggestion.key,
            )
        )

    def receive(self, suggestion: Suggestion, now: datetime) -> None:
        """Get a nudge, and make up one's mind about it."""
        outcome = self._mind(suggestion, now)
        nudge = PastNudge(
            number=len(self.sent) + 1,
            kind=suggestion.kind,
            contact=suggestion.contact,
            sent=now,
            key=suggestion.key,
        )
        if suggestion.contact:
            day = self.person.schedule.local(now).date()
            self._change(suggestion.contact, nudged_on=day)
        self._nudges.appendleft(nudge)
        self.sent.append((nudge, suggestion))
        if outcome:
            after = timedelta(hours=self.random.expovariate(1 / 8))
            heappush(self._answers, (now + after, len(self.sent) - 1, outcome))

    def rate(self, suggestion: Suggestion, now: datetime) -> float:
        """Return how likely it is that a nudge sent now is acted on."""
        shy = suggestion.contact in self.shy_of and suggestion.kind != "let_rest"
        return self.willing * (0.1 if shy else 1.0) * self.taste(suggestion, now)

    def _mind(self, suggestion: Suggestion, now: datetime) -> Outcome:
        if self.random.random() < self.rate(suggestion, now):
            return "done"
        if self.willing and self.random.random() < 0.4:  # noqa: PLR2004 - a habit made up
            return self.random.choice(("snoozed", "dismissed"))
        return ""

    def _answer(self, at: datetime, index: int, outcome: Outcome) -> None:
        nudge, suggestion = self.sent[index]
        answered = replace(nudge, outcome=outcome)
        self.sent[index] = (answered, suggestion)
        self._nudges = deque(answered if n.number == nudge.number else n for n in self._nudges)
        self._seen(at)
        if not nudge.contact or nudge.kind == STILL_USEFUL:
            return
        day = self.person.schedule.local(at).date()
        skips = self.contacts[nudge.contact].skips + 1
        if outcome == "dismissed":
            self._change(nudge.contact, skips=skips)
        elif outcome == "snoozed":
            self._change(nudge.contact, skips=skips, resting_until=day + _SNOOZE)
        elif outcome == "done" and nudge.kind == "let_rest":
            self._change(nudge.contact, skips=0, resting_until=day + _REST)
        elif outcome == "done":
            self._touch(nudge.contact, day, _AFTER.get(nudge.kind, "met"))

    def _seen(self, at: datetime) -> None:
        if self.person.last_seen is None or at > self.person.last_seen:
            self.person = replace(self.person, last_seen=at)

    def _change(self, number: int, **figures: object) -> None:
        contact = self.contacts[number]
        self.contacts[number] = replace(contact, **figures)  # type: ignore[arg-type] # by name

    def _plan_meeting(self, day: date, number: int, habit: float) -> None:
        if self.willing:
            gap = self.random.expovariate(1 / (_GAP[self.contacts[number].circle] * habit))
            heappush(self._meetings, (day + timedelta(days=1 + int(gap)), number, habit))

    def _touch(self, number: int, day: date, kind: TouchKind) -> None:
        contact, days = self.contacts[number], self.met_on.setdefault(number, [])
        strengths = scoring.of(contact)
        if day not in days[-3:]:
            strengths = scoring.add_day(strengths, day)
            days.append(day)
        given, received, on = contact.given, contact.received, contact.ledger_on
        if kind in GIVEN | RECEIVED:
            given, received, on = ledger.add_favor(given, received, on, day, 1.0, kind in GIVEN)
        self._change(
            number,
            s14=strengths.s14,
            s60=strengths.s60,
            peak_s60=strengths.peak_s60,
            strength_on=strengths.on,
            active_days=strengths.active_days,
            first_on=strengths.first_on,
            last_on=strengths.last_on,
            given=given,
            received=received,
            ledger_on=on,
            given_count=contact.given_count + (kind in GIVEN),
            received_count=contact.received_count + (kind in RECEIVED),
            thanked_on=day if kind == "thanked" else contact.thanked_on,
        )
        number_of_touch = sum(map(len, self.met_on.values()))
        touch = Touch(number=number_of_touch, contact=number, on=day, kind=kind)
        self._touches.appendleft(touch)
