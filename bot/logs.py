"""What NetLead writes down about itself: structured lines in which no personal text can appear.

Three walls: only allow-listed keys pass; what other libraries say is reduced to who said it and
where, unless they are known to speak only of themselves; and whatever still looks like a token is
blotted out. Of an error, its type and place are written, never its message, which may quote a
person's words.
"""

from __future__ import annotations

import logging
import re
import sys
import traceback
from collections.abc import MutableMapping
from pathlib import Path
from time import monotonic
from typing import Any, Literal, TextIO

import structlog

Event = MutableMapping[str, Any]

ALLOWED = frozenset(
    {
        *("event", "level", "logger", "timestamp", "error", "where", "hidden"),
        *("adapter", "attempt", "command", "count", "delivery", "due", "failed", "host", "job"),
        *(
            "key",
            "kind",
            "message_id",
            "milliseconds",
            "nudge",
            "outcome",
            "platform",
            "port",
            "reason",
            "role",
        ),
        *("seconds", "sent", "status", "verdict", "version", "waiting", "worker", "workspace"),
    }
)
"""Keys that a log line may have: names, counts and opaque ids, nothing that people wrote."""
QUIET = (
    *("aiohttp", "apscheduler", "asyncio", "botbuilder", "botframework", "httpcore", "httpx"),
    *("msal", "msrest", "slack_bolt", "slack_sdk", "sqlalchemy", "urllib3", "uvicorn"),
    *("uvicorn.access", "websockets"),
)
"""Other libraries' loggers: from WARNING on. Below it they name addresses and parameters."""
SILENT = ("slack_bolt.AsyncMultiTeamsAuthorization",)
"""Loggers that complain about what is no trouble: a word from a workspace without NetLead."""
NONSENSE = "Invalid HTTP request received."
"""Uvicorn's word for bytes that are no request, a line for each of them."""
NONSENSE_EVERY = 60.0
OWN = ("bot", "adapters", "coaching", "migrations")
_SPEAK_OF_THEMSELVES = ("alembic", "apscheduler", "uvicorn.error", *OWN)
_LONGEST = 200
"""Characters of one value; longer ones are cut."""
_TOKENS = re.compile(
    r"xox[a-z]-[\w-]+|xapp-[\w-]+|(?<=[Bb]earer )[^\s\"\\]+|eyJ[\w.-]+|gAAAA[\w=-]+"
    r"|(?<=://)[^\s/@\"\\]+(?=@)"
)
_CODES = ("strerror", "sqlite_errorname", "sqlstate")
"""Attributes of errors of the system, SQLite and PostgreSQL that never quote anybody."""
_FRAMES = 6
"""How many of the innermost frames of an error are named."""


def configure(
    level: str = "info", style: Literal["text", "json"] = "text", stream: TextIO | None = None
) -> None:
    """Send all log lines to ``stream`` (default: standard error), own ones from ``level`` on."""
    threshold = logging.getLevelNamesMapping()[level.upper()]
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(_formatter(style))
    handler.addFilter(_Sieve())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(max(threshold, logging.WARNING))
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    for name in OWN:
        logging.getLogger(name).setLevel(threshold)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            *_chain(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(threshold),
        logger_factory=_own_logger,
        cache_logger_on_first_use=False,
    )


class _Sieve(logging.Filter):
    """Keeps back what is no trouble, and what an outsider could fill the log with."""

    def __init__(self) -> None:
        super().__init__()
        self._again_at = 0.0

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name in SILENT:
            return False
        if record.name != "uvicorn.error" or record.msg != NONSENSE:
            return True
        now = monotonic()
        if now < self._again_at:
            return False
        self._again_at = now + NONSENSE_EVERY
        return True


def _own_logger(*_: object) -> logging.Logger:
    # One logger for all of NetLead's own lines; where a line comes from is in its event's words.
    return logging.getLogger(OWN[0])


def _formatter(style: str) -> logging.Formatter:
    renderer = (
        structlog.processors.JSONRenderer(sort_keys=True)
        if style == "json"
        else structlog.processors.LogfmtRenderer(
            key_order=["timestamp", "level", "event"], drop_missing=True
        )
    )
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[_mute_foreign, *_chain()],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            renderer,
            _blot_out,
        ],
    )


def _chain() -> list[Any]:
    stamp = structlog.processors.TimeStamper(fmt="iso", utc=True)
    return [structlog.processors.add_log_level, stamp, _place_of_error, _only_allowed]


def _mute_foreign(_: object, __: str, event: Event) -> Event:
    record: logging.LogRecord = event["_record"]
    event["logger"] = record.name
    trusted = any(record.name == n or record.name.startswith(n + ".") for n in _SPEAK_OF_THEMSELVES)
    if not trusted:
        event["event"] = "a library has something to say; its words are not kept"
        event["where"] = f"{Path(record.pathname).name}:{record.lineno}"
    return event


def _place_of_error(_: object, __: str, event: Event) -> Event:
    error = event.pop("exc_info", None)
    event.pop("stack_info", None)
    if isinstance(error, tuple):
        error = error[1]
    elif error and not isinstance(error, BaseException):
        error = sys.exc_info()[1]
    if isinstance(error, BaseException):
        event["error"] = describe_error(error)
        event["where"] = _frames(error)
    return event


def describe_error(error: BaseException) -> str:
    """Return the type of an error and its causes, with the system's words or the database's code."""
    names: list[str] = []
    current: BaseException | None = error
    while current is not None and len(names) < _FRAMES:
        words = next((getattr(current, name) for name in _CODES if getattr(current, name, "")), "")
        names.append(type(current).__name__ + (f" ({words})" if words else ""))
        current = current.__cause__ or current.__context__
    return " from ".join(names)


def _frames(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)[-_FRAMES:]
    return " < ".join(f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in reversed(frames))


def _only_allowed(_: object, __: str, event: Event) -> Event:
    # Keys with an underscore are structlog's own and are taken off before rendering.
    hidden = sorted(key for key in event if key not in ALLOWED and not key.startswith("_"))
    for key in hidden:
        del event[key]
    if hidden:
        event["hidden"] = ",".join(hidden)
    for key, value in event.items():
        if not key.startswith("_"):
            event[key] = _plain(value)
    return event


def _plain(value: object) -> str | int | float | bool | None:
    if isinstance(value, str):
        return value if len(value) <= _LONGEST else value[:_LONGEST] + "…"
    if value is None or isinstance(value, int | float):
        return value
    return f"<{type(value).__name__}>"


def _blot_out(_: object, __: str, line: Event) -> str:
    # After a renderer the event is a line of text, whatever structlog's types say.
    return _TOKENS.sub("[hidden]", str(line))
