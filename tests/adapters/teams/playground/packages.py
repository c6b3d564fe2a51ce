"""The packages of Microsoft's Teams emulator: fetched once by their checksums, kept in ``.venv``."""

from __future__ import annotations

import fcntl
import hashlib
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

PINS = Path(__file__).with_name("npm")
"""Exact versions with their checksums."""
KEPT = Path(__file__).parents[4] / ".venv" / "teams-playground"
_INSTALL_WITHIN = 75
"""Seconds; less than one test may take."""
_WRONG_PINS = ("EINTEGRITY", "EUSAGE", "EJSONPARSE")
"""npm's names for a lock that does not fit its packages: a mistake of ours, no reason to skip."""


class Unavailable(Exception):  # noqa: N818 it is a state of the machine, not an error
    """The emulator cannot be had on this machine; the text is a reason for skipping."""


def modules(kept: Path = KEPT) -> Path:
    """Return the folder ``node_modules`` with the emulator in it, which ``kept`` keeps.

    Raises `Unavailable` where Node.js is missing or the packages cannot be fetched.
    """
    found = _found(kept)
    if isinstance(found, str):
        raise Unavailable(found)
    return found


@cache
def _found(kept: Path) -> Path | str:
    # The refusal is remembered as well: nobody waits twice for a network that is not there.
    npm = shutil.which("npm")
    if not shutil.which("node") or not npm:
        return "Node.js and npm are not installed here"
    digest = hashlib.sha256((PINS / "package-lock.json").read_bytes()).hexdigest()
    folder = kept / digest[:16]
    kept.mkdir(parents=True, exist_ok=True)
    # One process at a time installs; tests run in several.
    with (kept / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        refusal = "" if folder.exists() else _install(npm, folder)
    return refusal or folder / "node_modules"


def _install(npm: str, into: Path) -> str:
    """Install into a folder that is not there yet; return a reason for skipping, or nothing."""
    with tempfile.TemporaryDirectory(dir=into.parent) as name:
        folder = Path(name, "packages")
        shutil.copytree(PINS, folder)
        refusal = _run(npm, folder)
        if not refusal:
            folder.rename(into)
    return refusal


def _run(npm: str, folder: Path) -> str:
    quiet = ("--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "--prefer-offline")
    patience = ("--fetch-retries=1", "--fetch-retry-mintimeout=1000", "--fetch-timeout=20000")
    try:
        subprocess.run(  # noqa: S603 npm, with versions and checksums pinned and no scripts run
            [npm, "ci", *quiet, *patience],
            cwd=folder,
            capture_output=True,
            text=True,
            timeout=_INSTALL_WITHIN,
            check=True,
        )
    except subprocess.TimeoutExpired:
        return "npm could not fetch the Teams emulator in time"
    except subprocess.CalledProcessError as error:
        if any(name in error.stderr for name in _WRONG_PINS):
            raise RuntimeError(error.stderr) from None
        return "npm could not fetch the Teams emulator; is there a network?"
    return ""
