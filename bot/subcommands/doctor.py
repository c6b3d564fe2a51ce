"""``netlead doctor``: what is well and what is not, one line each, with what to do."""

from __future__ import annotations

import argparse
import os
import sys

from bot.doctor import Check, examine
from bot.settings import SettingsError, load_settings
from coaching.clock import SystemClock


def run(_: argparse.Namespace) -> int:
    """Print all checks; 0 if all are well, else 1."""
    checks = all_checks()
    for check in checks:
        sys.stdout.write(f"{'✓' if check.ok else '✗'} {check.name}: {check.words}\n")
    return 0 if all(check.ok for check in checks) else 1


def all_checks() -> list[Check]:
    """Return the checks; with wrong settings only those lines, as nothing else could be trusted."""
    try:
        settings = load_settings(os.environ)
    except SettingsError as error:
        return [Check("Settings", ok=False, words=line) for line in error.lines]
    well = Check("Settings", ok=True, words="all of them can be used")
    return [well, *examine(settings, SystemClock().now())]
