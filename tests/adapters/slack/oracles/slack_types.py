"""The JSON schemas of Slack's own TypeScript types: generated once, then kept in ``.venv``."""

from __future__ import annotations

import fcntl
import hashlib
import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

PINS = Path(__file__).with_name("npm")
"""Exact versions with their checksums, what is taken from them, and how it is compiled."""
KEPT = Path(__file__).parents[4] / ".venv" / "slack-types"
_INSTALL_WITHIN = 75
"""Seconds; with the generator's it is less than one test may take."""
_GENERATE_WITHIN = 35
_WRONG_PINS = ("EINTEGRITY", "EUSAGE", "EJSONPARSE")
"""npm's names for a lock that does not fit its packages: a mistake of ours, no reason to skip."""
_GENERATOR = "node_modules/ts-json-schema-generator/bin/ts-json-schema-generator.js"


class Unavailable(Exception):  # noqa: N818 it is a state of the machine, not an error
    """These types cannot be had on this machine; the text is a reason for skipping."""


def definitions(kept: Path = KEPT) -> dict[str, Any]:
    """Return all definitions of the types by name (JSON schema, draft 7), which ``kept`` keeps.

    Raises `Unavailable` where Node.js is missing or its packages cannot be fetched.
    """
    found = _found(kept)
    if isinstance(found, str):
        raise Unavailable(found)
    return found


@cache
def _found(kept: Path) -> dict[str, Any] | str:
    # The refusal is remembered as well: nobody waits twice for a network that is not there.
    schema = kept / f"{_pinned()}.json"
    if not schema.exists():
        with _alone(kept):
            refusal = "" if schema.exists() else _make(schema)
        if refusal:
            return refusal
    read: dict[str, Any] = json.loads(schema.read_text("utf-8"))["definitions"]
    return read


def _pinned() -> str:
    digest = hashlib.sha256()
    for file in ("package-lock.json", "slack-types.ts", "tsconfig.json"):
        digest.update((PINS / file).read_bytes())
    return digest.hexdigest()[:16]


@contextmanager
def _alone(kept: Path) -> Iterator[None]:
    """Let one process at a time generate; tests run in several."""
    kept.mkdir(parents=True, exist_ok=True)
    with (kept / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _make(schema: Path) -> str:
    """Install, generate into ``schema``, and return an empty text or the reason for skipping."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        return "Node.js and npm are not installed here"
    with tempfile.TemporaryDirectory(dir=schema.parent) as name:
        folder = Path(name)
        for pin in PINS.iterdir():
            shutil.copy(pin, folder)
        refusal = _install(npm, folder)
        if not refusal:
            _generate(node, folder)
            (folder / "schema.json").replace(schema)
    return refusal


def _install(npm: str, folder: Path) -> str:
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
        return "npm could not fetch Slack's types in time"
    except subprocess.CalledProcessError as error:
        if any(name in error.stderr for name in _WRONG_PINS):
            raise RuntimeError(error.stderr) from None
        return "npm could not fetch Slack's types; is there a network?"
    return ""


def _generate(node: str, folder: Path) -> None:
    options = ("--tsconfig", "tsconfig.json", "--type", "*", "--no-type-check")
    done = subprocess.run(  # noqa: S603 the generator that was just installed by its checksum
        [node, _GENERATOR, "--path", "slack-types.ts", *options, "--out", "schema.json"],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=_GENERATE_WITHIN,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
