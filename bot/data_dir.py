"""The folder in which NetLead keeps its database and its key."""

from __future__ import annotations

from bot.settings import Settings, SettingsError


def make_data_dir(settings: Settings) -> None:
    """Make the data folder, for its owner alone, unless it is there; `SettingsError` if it cannot be."""
    try:
        settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        reason = f"NETLEAD_DATA_DIR: {settings.data_dir} cannot be made ({error.strerror})."
        raise SettingsError([reason]) from error
