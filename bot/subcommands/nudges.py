"""``netlead nudges``: the newest nudges and what became of them; with ``--dry-run``, what would come.

The first says nothing of what a nudge was about: that is its person's alone.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from datetime import datetime

from bot import logs, reports
from bot.arguments import CommandLineError
from bot.nudge_table import LOGGED, PROPOSED, draw
from bot.subcommands.start import settled
from coaching.clock import SystemClock

_USAGE = 2


def run(arguments: argparse.Namespace) -> int:
    """Print the table, or one JSON object per row."""
    if arguments.at and not arguments.dry_run:
        words = "netlead nudges: --at goes with --dry-run (see netlead nudges --help)"
        raise CommandLineError(words, _USAGE)
    logs.configure("warning")
    with settled() as settings:
        if arguments.dry_run:
            rows = reports.dry_run(settings, arguments.at or SystemClock().now())
        else:
            rows = reports.newest_nudges(settings)
    if arguments.json:
        for row in rows:
            sys.stdout.write(json.dumps(row, ensure_ascii=True, default=datetime.isoformat) + "\n")
    else:
        columns = shutil.get_terminal_size().columns
        sys.stdout.write(draw(rows, columns, PROPOSED if arguments.dry_run else LOGGED) + "\n")
    return 0
