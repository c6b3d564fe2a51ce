"""``netlead nudges --dry-run``: what would be proposed to whom at an instant, and why not."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from datetime import datetime

from bot import app, logs
from bot.nudge_table import draw
from bot.subcommands.start import settled
from coaching.clock import SystemClock


def run(arguments: argparse.Namespace) -> int:
    """Print the table, or one JSON object per row."""
    logs.configure("warning")
    with settled() as settings:
        rows = app.dry_run(settings, arguments.at or SystemClock().now())
    if arguments.json:
        for row in rows:
            sys.stdout.write(json.dumps(row, ensure_ascii=True, default=datetime.isoformat) + "\n")
    else:
        sys.stdout.write(draw(rows, shutil.get_terminal_size().columns) + "\n")
    return 0
