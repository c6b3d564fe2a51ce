"""``netlead migrate``: the database brought to this version, by hand or before a deployment."""

from __future__ import annotations

import argparse
import sys

from bot import logs
from bot.database import build_engine
from bot.prepare import bring_up
from bot.secret_key import load_cipher
from bot.subcommands.start import settled


def run(_: argparse.Namespace) -> int:
    """Upgrade and say whether there was anything to do."""
    with settled() as settings:
        logs.configure(settings.log_level, settings.log_format)
        # The key first: a database without one is a database whose key got lost.
        cipher = load_cipher(settings)
        engine = build_engine(settings.sqlalchemy_url, cipher)
        try:
            changed = bring_up(engine, cipher, settings)
        finally:
            engine.dispose()
    words = "The database is now at this version." if changed else "The database was up to date."
    sys.stdout.write(words + "\n")
    return 0
