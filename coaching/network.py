"""One person's network as plain data: what every pure rule and every nudge works on.

Loaded by the repository, never changed in place, free of input and output. Dates are the
person's local days; instants are aware UTC.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Literal, TypeVar, cast
from zoneinfo import ZoneInfo

_T = TypeVar("_T")

Side = Literal["inside", "outside", ""]
Kind = Literal["operational", "personal", "strategic", ""]
TouchKind = Literal["met", "helped", "got", "shared", "thanked"]
Outcome = Literal["done", "snoozed", "dismissed", "stopped", ""]

GIVEN: frozenset[TouchKind] = frozenset({"helped", "shared"})
RECEIVED: frozenset[TouchKind] = frozenset({"got"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """When a person may be nudged: a rule of local time, never an instant.

    ``weekdays`` counts Monday as 0. ``days_off`` are single local days. ``country`` is an ISO
    3166 code with an optional subdivision (``"DE"``, ``"DE-BY"``) whose public holidays are kept
    free; empty means none are known. ``weekly`` and ``daily`` are the most coaching nudges.
    """

    zone: str = "UTC"
    opens: time = time(9)
    closes: time = time(17)
    weekdays: frozenset[int] = frozenset(range(5))
    days_off: frozenset[date] = frozenset()
    country: str = ""
    weekly: int = 3
    daily: int = 1
    paused_until: datetime | None = None

    def zone_info(self) -> ZoneInfo:
        """Return the zone's rules."""
        return ZoneInfo(self.zone)

    def local(self, instant: datetime) -> datetime:
        """Return ``instant`` on the person's own clock."""
        return instant.astimezone(ZoneInfo(self.zone))


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """The person who is coached.

    ``muted_kinds`` are kinds of nudges that the person wants none of, ``retired_kinds`` those that
    the lab stopped. ``lab_since`` is when the person joined the lab; None outside it.
    """

    name: str = ""
    schedule: Schedule = Schedule()
    goal: str = ""
    goal_needs: tuple[str, ...] = ()
    joined_on: date = date(2000, 1, 1)
    last_seen: datetime | None = None
    muted_kinds: frozenset[str] = frozenset()
    lab_since: datetime | None = None
    retired_kinds: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Somebody in the network, with the aggregates that stand on the contact's row.

    ``circle`` is one of 5, 15, 50, 150. ``trust``, ``seniority``, ``together`` (how much the two
    have worked together) and ``willing`` (to help) are 1 to 3, 0 when never asked. ``s14`` and ``s60`` are tie strengths as of ``strength_on``; ``given`` and ``received``
    are ledger weights as of ``ledger_on`` (`coaching.scoring`, `coaching.ledger` bring them to
    another day). ``introduced_by`` is a name, ``"me"``, or empty when never asked.
    """

    number: int
    name: str
    added_on: date
    circle: int = 150
    cadence_days: int = 0
    side: Side = ""
    kind: Kind = ""
    knows: tuple[str, ...] = ()
    likes: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    introduced_by: str = ""
    trust: int = 0
    seniority: int = 0
    together: int = 0
    willing: int = 0
    birthday: tuple[int, int] | None = None
    first_on: date | None = None
    last_on: date | None = None
    active_days: int = 0
    s14: float = 0.0
    s60: float = 0.0
    peak_s60: float = 0.0
    strength_on: date | None = None
    given: float = 0.0
    received: float = 0.0
    given_count: int = 0
    received_count: int = 0
    ledger_on: date | None = None
    thanked_on: date | None = None
    nudged_on: date | None = None
    skips: int = 0
    resting_until: date | None = None
    unwanted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Touch:
    """One contact with one person on one day; a favor when ``kind`` is in GIVEN or RECEIVED.

    ``weight`` is how sure it is that this happened (1.0 when the person said so). ``what`` is
    only filled for the last 30 days. ``because_of`` is the touch it springs from, 0 for none: for
    a favor given the help that was passed on, for a thank-you that came back the favor it is for.
    """

    number: int
    contact: int
    on: date
    kind: TouchKind
    what: str = ""
    weight: float = 1.0
    because_of: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachOut:
    """A word to somebody: how welcome it was guessed to be, and how it went.

    ``guess`` and ``welcome`` are 1 (not at all) to 5 (very), 0 while nothing was said. ``own``
    marks somebody the person chose over the one that was recommended. ``done_on`` is the day the
    word went out, None before. ``replied``, ``useful`` and ``fresh`` (new to the person) are None
    until they were told. ``kind`` is that of the nudge it came from, empty for none.
    """

    number: int
    contact: int
    made_on: date
    kind: str = ""
    own: bool = False
    guess: int = 0
    done_on: date | None = None
    welcome: int = 0
    replied: bool | None = None
    useful: bool | None = None
    fresh: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """Something the person owes: to a contact, or to herself when ``contact`` is 0."""

    number: int
    contact: int
    what: str
    made_on: date
    due: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """An open ask (what the person needs) or offer (what she can give)."""

    number: int
    kind: Literal["ask", "offer"]
    text: str
    made_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Gift:
    """A link that fits a contact and was not given yet.

    ``because`` is the interest it fits as it was told ("likes Rust"), ``words`` are the words of
    the title that fit it. ``origin`` is the feed it came with, empty for one that the person saved.
    """

    contact: int
    link: int
    title: str
    url: str
    because: str
    words: tuple[str, ...]
    origin: str
    kept_on: date
    score: float

    @property
    def key(self) -> str:
        """Return the name under which the contact is nudged about this link."""
        return gift_key(self.contact, self.link)


def gift_key(contact: int, link: int) -> str:
    """Return the key of a nudge to share a link with a contact."""
    return f"share_first:{contact}:{link}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PastNudge:
    """A nudge that was sent, and what came of it. ``outcome`` is empty while nothing was done.

    ``key`` names the thing nudged about, as in `coaching.nudges.base.Suggestion`; ``opened`` says
    that the person looked into it, at its draft or its reasons.
    """

    number: int
    kind: str
    contact: int
    sent: datetime
    outcome: Outcome = ""
    promised: bool = False
    key: str = ""
    opened: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """All that the rules may know of one person, at one moment.

    ``touches`` are those of the last 90 days, newest first; ``promises`` and ``needs`` the open
    ones; ``nudges`` those sent in the last 400 days, newest first; ``reach_outs`` all, oldest
    first; ``gifts`` the best links that fit somebody, the best first; ``held`` what the lab held
    back, newest first, with the moment at which it was not ``sent``. Contacts are in no order.
    ``derived`` keeps what rules worked out of the rest (`derive`), so that it is done once.
    """

    person: Person
    contacts: tuple[Contact, ...] = ()
    touches: tuple[Touch, ...] = ()
    promises: tuple[Promise, ...] = ()
    needs: tuple[Need, ...] = ()
    nudges: tuple[PastNudge, ...] = ()
    reach_outs: tuple[ReachOut, ...] = ()
    gifts: tuple[Gift, ...] = ()
    held: tuple[PastNudge, ...] = ()
    derived: dict[object, object] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def derive(self, key: object, make: Callable[[], _T]) -> _T:
        """Return what ``make`` works out, once for each ``key``; it must depend on no more."""
        if key not in self.derived:
            self.derived[key] = make()
        return cast("_T", self.derived[key])

    def today(self, now: datetime) -> date:
        """Return the person's local day at ``now``."""
        return self.person.schedule.local(now).date()

    def contact(self, number: int) -> Contact | None:
        """Return the contact with that number, or None."""
        return next((c for c in self.contacts if c.number == number), None)
