"""Looks whether this machine and these settings can carry NetLead; changes nothing."""

from __future__ import annotations

import os
import shutil
import socket
import sys
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import available_timezones

from sqlalchemy import create_engine
from sqlalchemy.exc import DBAPIError

from adapters.slack.config import SlackConfig
from adapters.web import refuse_public
from bot.key_check import fits, wrong_key
from bot.migrate import is_current
from bot.secret_key import NAME, key_file_problem, load_cipher
from bot.settings import Settings
from bot.slack_settings import ROTATING, is_for_trying

OLDEST_PYTHON = (3, 11)
FREE_MEGABYTES = 500
"""Below this a database that grows, its journal and a backup may not fit."""
_ZONES = 400
"""The IANA list has some 600 names; far fewer means that the data is missing."""
_PATIENCE = 5
"""Seconds to wait for a database server."""
_LAST_YEAR = 2099


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: ``words`` say what was found, and what to do if not ``ok``."""

    name: str
    ok: bool
    words: str


def examine(settings: Settings, now: datetime) -> list[Check]:
    """Return all checks in the order in which they are worth putting right."""
    return [
        python(sys.version_info[:3]),
        clock(now, newest_file(Path(__file__).parent)),
        zones(len(available_timezones())),
        data_folder(settings.data_dir),
        disk(settings.data_dir),
        key(settings),
        database(settings),
        port(settings.host, settings.port),
        doors(settings),
        slack(settings),
        teams(settings),
        model(settings),
    ]


def python(version: tuple[int, ...]) -> Check:
    """Check the interpreter's version."""
    have = ".".join(map(str, version))
    need = ".".join(map(str, OLDEST_PYTHON))
    if version[:2] < OLDEST_PYTHON:
        return Check("Python", ok=False, words=f"this is {have}; install {need} or newer")
    return Check("Python", ok=True, words=have)


def clock(now: datetime, program: datetime) -> Check:
    """Check that ``now`` is not before the ``program`` was put here, and not in the far future."""
    shown = now.isoformat(sep=" ", timespec="minutes")
    if now < program - timedelta(days=1) or now.year > _LAST_YEAR:
        return Check("Clock", ok=False, words=f"it shows {shown}; set the machine's clock")
    return Check("Clock", ok=True, words=shown)


def newest_file(folder: Path) -> datetime:
    """Return when the newest Python file in ``folder`` was written, in UTC."""
    return datetime.fromtimestamp(max(p.stat().st_mtime for p in folder.glob("*.py")), UTC)


def zones(known: int) -> Check:
    """Check that the time zone data is there."""
    if known < _ZONES:
        words = f"only {known} are known; run: pip install --upgrade tzdata"
        return Check("Time zones", ok=False, words=words)
    return Check("Time zones", ok=True, words=f"{known} are known")


def data_folder(folder: Path) -> Check:
    """Check that NetLead may write to its folder, or make it."""
    existing = _existing(folder)
    if not os.access(existing, os.W_OK | os.X_OK):
        words = f"NetLead may not write to {existing}; change its rights or NETLEAD_DATA_DIR"
        return Check("Data folder", ok=False, words=words)
    found = str(folder) if existing == folder else f"{folder} will be made"
    return Check("Data folder", ok=True, words=found)


def disk(folder: Path) -> Check:
    """Check the free space where the data folder is."""
    free = shutil.disk_usage(_existing(folder)).free // 1_000_000
    words = f"{free:,} MB free"
    if free < FREE_MEGABYTES:
        words += f"; make room for at least {FREE_MEGABYTES} MB"
    return Check("Disk", ok=free >= FREE_MEGABYTES, words=words)


def key(settings: Settings) -> Check:
    """Check the key that notes are encrypted with."""
    name = "Key"
    if settings.secret_key is not None:
        return Check(name, ok=True, words="from NETLEAD_SECRET_KEY")
    path = settings.data_dir / NAME
    if not path.exists():
        return Check(name, ok=True, words=f"{path} will be made on the first start; back it up")
    try:
        problem = key_file_problem(path)
    except OSError as error:
        problem = f"{path} cannot be read ({error.strerror}); give it to the user NetLead runs as"
    return Check(name, ok=not problem, words=problem or f"{path}, for its owner alone")


def database(settings: Settings) -> Check:
    """Check that the database answers, in the present key and with this version's tables.

    Nothing is made in it.
    """
    name = "Database"
    url = settings.sqlalchemy_url
    wait: dict[str, object] = {"connect_timeout": _PATIENCE}
    if url.startswith("sqlite"):
        wait = {"timeout": _PATIENCE}
        path = Path(url.removeprefix("sqlite:///"))
        if not path.exists():
            return Check(name, ok=True, words=f"{path} will be made on the first start")
    engine = create_engine(url, hide_parameters=True, connect_args=wait)
    try:
        with engine.connect() as connection:
            current = is_current(connection)
            fitting = not _has_key(settings) or fits(connection, load_cipher(settings))
    except DBAPIError as error:
        words = str(error.orig).strip().partition("\n")[0]
        return Check(name, ok=False, words=f"does not answer ({words}); see NETLEAD_DATABASE_URL")
    finally:
        engine.dispose()
    if not fitting:
        return Check(name, ok=False, words=wrong_key(settings))
    if not current:
        words = "is of another version; back it up, then run: netlead migrate"
        return Check(name, ok=False, words=words)
    return Check(name, ok=True, words="answers and is of this version")


def _has_key(settings: Settings) -> bool:
    """Return whether there is a key to try; a missing or broken file is told by `key`."""
    path = settings.data_dir / NAME
    return key(settings).ok and (settings.secret_key is not None or path.exists())


def port(host: str, number: int) -> Check:
    """Check that the server can listen where it should."""
    name = "Port"
    if number == 0:
        return Check(name, ok=True, words="any free one")
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, number, type=socket.SOCK_STREAM)[0]
        with closing(socket.socket(family, kind)) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        words = (
            f"{number} on {host} cannot be had ({error.strerror}); stop what listens there "
            "(NetLead itself?), or change NETLEAD_PORT or NETLEAD_HOST"
        )
        return Check(name, ok=False, words=words)
    return Check(name, ok=True, words=f"{number} on {host} is free")


def doors(settings: Settings) -> Check:
    """Check that the web chat, which asks for no account, is open to this machine only."""
    name = "Web chat"
    if not settings.web_chat:
        return Check(name, ok=True, words="off")
    try:
        refuse_public(settings.host)
    except ValueError:
        words = (
            f"anybody who reaches {settings.host} could chat as anybody; "
            "set NETLEAD_HOST=127.0.0.1 or NETLEAD_WEB_CHAT=false"
        )
        return Check(name, ok=False, words=words)
    return Check(name, ok=True, words=f"on, for this machine only ({settings.host})")


def slack(settings: Settings) -> Check:
    """Check what can be known of Slack without asking it: which way, and what will not last."""
    name = "Slack"
    config = settings.slack
    if config is None:
        return Check(name, ok=True, words="off")
    way = "Socket Mode" if config.app_token else "HTTP"
    whose = "any workspace that installs it" if config.oauth else "the bot token's workspace"
    words = f"on, by {way}, for {whose}"
    problem = _slack_problem(settings, config)
    if problem:
        return Check(name, ok=False, words=f"{words}; {problem}")
    if config.oauth and not config.public_url:
        words += "; better set NETLEAD_PUBLIC_URL as well, so that Slack leads back to this NetLead"
    return Check(name, ok=True, words=words)


def _slack_problem(settings: Settings, config: SlackConfig) -> str:
    """Return what would keep Slack from working, or the web chat from being private."""
    if config.bot_token.startswith(ROTATING):
        return (
            "this bot token ends after 12 hours, and token rotation cannot be switched off again; "
            "make the app anew with: netlead slack manifest --socket"
        )
    public = config.public_url
    if not public:
        return ""
    if is_for_trying(public):
        needed = config.oauth or not config.app_token
        words = f"Slack cannot reach {public}; set NETLEAD_PUBLIC_URL to your https:// address"
        return words if needed else ""
    if settings.web_chat:
        return f"the web chat has no place behind {public}; set NETLEAD_WEB_CHAT=false"
    return ""


def teams(settings: Settings) -> Check:
    """Check what can be known of Teams without asking it: as which app, for whom."""
    name = "Teams"
    config = settings.teams
    if config is None:
        return Check(name, ok=True, words="off")
    if config.dev:
        words = "on, for trying: whoever is on this machine gets in without a token"
        return Check(name, ok=True, words=words)
    way = "managed identity" if config.app_type == "msi" else "client secret"
    number = len(config.allowed_tenants)
    whose = f"{number} allowed tenant{'s' * (number > 1)}" if number else "all that install the app"
    words = f"on, by {way}, for {whose}"
    if settings.web_chat:
        words += (
            "; Teams needs a public address, and the web chat has no place behind one; "
            "set NETLEAD_WEB_CHAT=false"
        )
        return Check(name, ok=False, words=words)
    if not number:
        words += "; better set NETLEAD_TEAMS_ALLOWED_TENANTS"
    return Check(name, ok=True, words=words)


def model(settings: Settings) -> Check:
    """Say which language model may be asked, without asking it."""
    config = settings.model
    if config is None:
        return Check("Language model", ok=True, words="off")
    words = f"{config.name} at {config.host}, in workspaces that switched it on (netlead model)"
    return Check("Language model", ok=True, words=words)


def _existing(folder: Path) -> Path:
    """Return ``folder`` or the nearest folder above it that is there."""
    return next(p for p in (folder, *folder.absolute().parents) if p.exists())
