"""``netlead teams package``: the app package that Teams wants to be given, ready to upload."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

from adapters.teams.package.bundle import bundle
from adapters.teams.package.manifest import app_guid, app_manifest, host_name
from bot.arguments import CommandLineError
from bot.subcommands.version import installed

_USAGE = 2
_SHOWN = 200
_SEMVER = re.compile(r"\d+\.\d+\.\d+")


def run(arguments: argparse.Namespace) -> int:
    """Write the package."""
    for option, text, read in (
        ("--app-id", arguments.app_id, app_guid),
        ("--domain", arguments.domain, host_name),
    ):
        try:
            read(text)
        except ValueError as error:
            raise _wrong(option, str(error)) from None
    manifest = app_manifest(arguments.app_id, arguments.domain, _version())
    file = Path(arguments.out)
    _write(file, bundle(manifest))
    sys.stdout.write(
        f"{file} is ready: in Teams under Apps → Manage your apps → Upload an app. "
        "docs/teams.md has the other steps.\n"
    )
    return 0


def _version() -> str:
    """Return NetLead's version as the three numbers that Teams reads."""
    found = _SEMVER.match(installed())
    return found[0] if found else "0.0.0"


def _write(file: Path, content: bytes) -> None:
    shown = ascii(str(file)[:_SHOWN])
    try:
        if file.is_dir() or not file.parent.is_dir():
            raise _wrong("--out", f"{shown} is not a file that can be written")
        file.write_bytes(content)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "no such name is possible"
        raise _wrong("--out", f"{shown}: {reason}", 1) from None


def _wrong(option: str, words: str, code: int = _USAGE) -> CommandLineError:
    return CommandLineError(f"netlead teams package: {option}: {words}", code)
