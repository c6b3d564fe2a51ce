"""Time zones as people name them: "Europe/Berlin", "berlin", "new york"."""

from __future__ import annotations

from functools import cache
from zoneinfo import available_timezones

from coaching.messages import Button, UsageError
from coaching.names import clip, closest

_REGIONS = ("Europe/", "America/", "Asia/", "Africa/", "Australia/", "Pacific/", "Atlantic/")


@cache
def _by_name() -> dict[str, str]:
    names = {zone.lower(): zone for zone in sorted(available_timezones())}
    for zone in sorted(available_timezones()):
        if zone.startswith(_REGIONS):
            names.setdefault(zone.rpartition("/")[2].replace("_", " ").lower(), zone)
    return names


def known_zone(name: str) -> str:
    """Return ``name`` if it is the IANA name of a zone, as a platform tells it, else nothing."""
    return name if _by_name().get(name.lower()) == name else ""


def read_zone(text: str) -> str:
    """Return the IANA name of a zone; `UsageError` with near ones if there is none."""
    wanted = " ".join(text.split())[:64].lower()
    found = _by_name().get(wanted) or _by_name().get(wanted.replace(" ", "_"))
    if found:
        return found
    cities = closest(wanted.rpartition("/")[2].replace("_", " "), _by_name())
    near = list(dict.fromkeys(_by_name()[city] for city in cities))
    raise UsageError(
        f"I know no time zone “{clip(text)}”. Type a city or a name such as Europe/Berlin or "
        "America/New_York.",
        buttons=tuple(Button(label=zone, command=f"settings zone {zone}") for zone in near),
    )
