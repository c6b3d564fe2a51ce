"""``netlead run``: the server."""

from __future__ import annotations

import argparse

from bot import app, logs
from bot.subcommands.start import settled


def run(_: argparse.Namespace) -> int:
    """Serve until stopped; return the server's exit code."""
    with settled() as settings:
        logs.configure(settings.log_level, settings.log_format)
        return app.run(settings)
