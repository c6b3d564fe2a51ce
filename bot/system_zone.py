"""The time zone that this machine is set to, by its IANA name."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from zoneinfo import available_timezones

_LOCAL_TIME = Path("/etc/localtime")


def system_zone(environ: Mapping[str, str], local_time: Path = _LOCAL_TIME) -> str:
    """Return the zone of ``TZ``, else the one that ``local_time`` links to; empty if neither says.

    Names that the zone data does not know (``TZ=CET-1CEST``, a copied file) count as not said.
    """
    zones = available_timezones()
    linked = str(local_time.readlink()) if local_time.is_symlink() else ""
    for name in (environ.get("TZ", "").removeprefix(":"), linked.partition("zoneinfo/")[2]):
        if name in zones:
            return name
    return ""
