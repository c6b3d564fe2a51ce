"""What a person can set, each with how its value is read and said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from coaching.calendar_days import known_country
from coaching.dates import read_when, say_day
from coaching.hours import read_days, read_hours, say_days, say_hours
from coaching.messages import UsageError
from coaching.names import clean_name, clip, closest
from coaching.nudges import kinds
from coaching.zones import read_zone

Row = Mapping[str, Any]
Changes = dict[str, object]
MOST_DAYS_OFF = 100
_DIGITS = 4  # of a number, zeros in front included


@dataclass(frozen=True, slots=True)
class Preference:
    """A setting: ``read`` turns a value into changed columns, ``say`` the row into words."""

    label: str
    read: Callable[[str, datetime, Row], Changes]
    say: Callable[[Row], str]


def _zone(value: str, _now: datetime, _row: Row) -> Changes:
    return {"time_zone": read_zone(value)}


def _hours(value: str, _now: datetime, _row: Row) -> Changes:
    opens, closes = read_hours(value)
    return {"opens": opens, "closes": closes}


def _days(value: str, _now: datetime, _row: Row) -> Changes:
    return {"weekdays": read_days(value)}


def _country(value: str, _now: datetime, _row: Row) -> Changes:
    code = value.strip().upper()
    if code in ("", "NONE", "OFF"):
        return {"country": ""}
    if not known_country(code):
        raise UsageError(
            f"I know no holidays for “{clip(value, 20)}”. Type a two-letter code such as DE, US or "
            "DE-BY, or `settings country none`."
        )
    return {"country": code}


def _amount(column: str, most: int) -> Callable[[str, datetime, Row], Changes]:
    def read(value: str, _now: datetime, _row: Row) -> Changes:
        digits = value.strip()
        if not digits.isdecimal() or len(digits) > _DIGITS or int(digits) > most:
            raise UsageError(f"Type a number from 0 to {most}, as in `settings {column} {most}`.")
        return {column: int(digits)}

    return read


def _off(value: str, now: datetime, row: Row) -> Changes:
    when = read_when(value, now, row["time_zone"], future=True)
    days = sorted({*row["days_off"], when.on.isoformat()})[-MOST_DAYS_OFF:]
    return {"days_off": tuple(days)}


def _working(value: str, now: datetime, row: Row) -> Changes:
    day = read_when(value, now, row["time_zone"], future=True).on.isoformat()
    return {"days_off": tuple(other for other in row["days_off"] if other != day)}


def _name(value: str, _now: datetime, _row: Row) -> Changes:
    return {"name": clean_name(value)}


def _mute(value: str, _now: datetime, row: Row) -> Changes:
    return {"muted_kinds": tuple(sorted({*row["muted_kinds"], _kind(value)}))}


def _unmute(value: str, _now: datetime, row: Row) -> Changes:
    kind = _kind(value)
    changes: Changes = {"muted_kinds": tuple(k for k in row["muted_kinds"] if k != kind)}
    if kind in row["lab_retired"]:
        changes["lab_retired"] = tuple(k for k in row["lab_retired"] if k != kind)
        changes["lab_kept"] = tuple(sorted({*row["lab_kept"], kind}))
    return changes


def _kind(value: str) -> str:
    wanted = "_".join(value.lower().split())
    if wanted not in kinds():
        near = closest(wanted, kinds(), 1)
        meant = f" Did you mean {near[0]}?" if near else ""
        raise UsageError(f"There is no kind of nudge “{clip(value)}”.{meant}")
    return wanted


def _others(value: str, _now: datetime, _row: Row) -> Changes:
    answer = value.strip().lower()
    if answer not in ("yes", "no"):
        raise UsageError("May others be nudged about you? Type `settings others yes` or `no`.")
    return {"unlisted": answer == "no"}


def _say_hours(row: Row) -> str:
    return say_hours(time(*divmod(row["opens"], 60)), time(*divmod(row["closes"], 60)))


def _say_days_off(row: Row) -> str:
    days = (date.fromisoformat(day) for day in row["days_off"])
    return ", ".join(say_day(day, day).partition(" (")[0] for day in days)


def _say_kinds_out(row: Row) -> str:
    stopped = [f"{kind} (stopped by the lab)" for kind in row["lab_retired"]]
    return ", ".join([*row["muted_kinds"], *stopped])


PREFERENCES: dict[str, Preference] = {
    "zone": Preference("Time zone", _zone, lambda row: str(row["time_zone"])),
    "hours": Preference("Hours", _hours, _say_hours),
    "days": Preference("Days", _days, lambda row: say_days(int(d) for d in row["weekdays"])),
    "country": Preference(
        "Public holidays", _country, lambda row: row["country"] or "none (`settings country DE`)"
    ),
    "off": Preference("Days off", _off, _say_days_off),
    "working": Preference("", _working, lambda _: ""),
    "weekly": Preference(
        "Nudges a week", _amount("weekly", 3), lambda row: f"at most {row['weekly']}"
    ),
    "daily": Preference("Nudges a day", _amount("daily", 1), lambda row: f"at most {row['daily']}"),
    "name": Preference("Your name", _name, lambda row: str(row["name"])),
    "mute": Preference("Kinds left out", _mute, _say_kinds_out),
    "unmute": Preference("", _unmute, lambda _: ""),
    "others": Preference(
        "Others are nudged about you", _others, lambda row: "no" if row["unlisted"] else "yes"
    ),
}
_SAME = {"timezone": "zone", "tz": "zone", "time": "hours", "holidays": "country", "kinds": "mute"}


def split_preferences(text: str) -> list[tuple[str, str]]:
    """Return (name, value) pairs of "zone Europe/Berlin hours 9-17"."""
    pairs: list[tuple[str, str]] = []
    for raw in text.replace("=", " ").split():
        word = _SAME.get(raw.lower().rstrip(":"), raw.lower().rstrip(":"))
        if word in PREFERENCES or not pairs:
            pairs.append((word, ""))
        else:
            name, value = pairs[-1]
            pairs[-1] = (name, f"{value} {raw}".strip())
    return pairs
