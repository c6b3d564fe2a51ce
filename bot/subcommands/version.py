"""``netlead version``: which NetLead, on which Python."""

from __future__ import annotations

import argparse
import platform
import sys
from importlib.metadata import PackageNotFoundError, version


def run(_: argparse.Namespace) -> int:
    """Print the version."""
    sys.stdout.write(f"NetLead {installed()} on Python {platform.python_version()}\n")
    return 0


def installed(package: str = "netlead") -> str:
    """Return the installed version; a checkout that was never installed has none."""
    try:
        return version(package)
    except PackageNotFoundError:
        return "(not installed)"
