"""What several subcommands begin with: settings, and words for a database out of reach."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from bot.arguments import CommandLineError
from bot.data_dir import make_data_dir
from bot.settings import Settings, SettingsError, load_settings

WRONG_SETTINGS = 2


@contextmanager
def settled() -> Iterator[Settings]:
    """Yield the settings, with the data folder made and new files for their owner alone.

    What is wrong with the settings, the key or the database becomes a `CommandLineError`.
    """
    others = os.umask(0o077)
    try:
        settings = load_settings(os.environ)
        make_data_dir(settings)
        yield settings
    except SettingsError as error:
        raise CommandLineError(str(error), WRONG_SETTINGS) from None
    except DBAPIError as error:
        # The driver's first line names host and reason, never a password or a row.
        words = str(error.orig).strip().partition("\n")[0]
        reason = f"The database cannot be used ({words}). Run: netlead doctor"
        raise CommandLineError(reason) from None
    finally:
        os.umask(others)
