"""The logs: what happened, and never what people said."""

from __future__ import annotations

import io
import json
import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Any, Literal

import pytest
import structlog

from bot.logs import ALLOWED, OWN, QUIET, configure, describe_error

CANARY = "canary-note"


def fail() -> None:
    raise ValueError(CANARY)


class Log:
    """Log lines as they were written."""

    def __init__(self) -> None:
        self.stream = io.StringIO()

    @property
    def text(self) -> str:
        return self.stream.getvalue()

    @property
    def last(self) -> dict[str, Any]:
        line: dict[str, Any] = json.loads(self.text.splitlines()[-1])
        return line


@pytest.fixture
def log() -> Iterator[Log]:
    root = logging.getLogger()
    names = [*QUIET, *OWN]
    levels = {name: logging.getLogger(name).level for name in names}
    handlers, level = list(root.handlers), root.level
    made = Log()
    configure("info", "json", made.stream)
    yield made
    root.handlers[:] = handlers
    root.setLevel(level)
    for name in names:
        logging.getLogger(name).setLevel(levels[name])
    structlog.reset_defaults()


def test_a_line_says_what_happened_when_and_how_bad(log: Log) -> None:
    structlog.get_logger().info("nudge sent", kind="dormant", milliseconds=12.5, count=None)

    assert log.last.pop("timestamp").endswith("Z")
    assert {k: v for k, v in log.last.items() if k != "timestamp"} == {
        "event": "nudge sent",
        "level": "info",
        "kind": "dormant",
        "milliseconds": 12.5,
        "count": None,
    }


def test_keys_that_are_not_allowed_are_named_but_not_shown(log: Log) -> None:
    structlog.get_logger().info("message taken", text=CANARY, contact=CANARY, platform="slack")

    assert log.last["hidden"] == "contact,text"
    assert log.last["platform"] == "slack"
    assert CANARY not in log.text


@pytest.mark.parametrize("key", ["text", "body", "note", "name", "user", "email", "title"])
def test_no_key_invites_personal_text(key: str) -> None:
    assert key not in ALLOWED


def test_a_value_is_short_and_plain(log: Log) -> None:
    structlog.get_logger().info("odd", reason="x" * 1000, command={"said": CANARY})

    assert log.last["reason"] == "x" * 200 + "…"
    assert log.last["command"] == "<dict>"


def test_an_error_is_its_type_and_place_not_its_message(log: Log) -> None:
    try:
        try:
            fail()
        except ValueError as error:
            raise OSError(98, "Address in use") from error
    except OSError:
        structlog.get_logger().exception("tick failed")

    assert log.last["error"] == "OSError (Address in use) from ValueError"
    assert log.last["where"].startswith("test_logs.py:")
    assert CANARY not in log.text


def test_an_error_may_be_handed_in(log: Log) -> None:
    structlog.get_logger().warning("not sent", exc_info=TimeoutError(CANARY))

    assert log.last["error"] == "TimeoutError"
    assert CANARY not in log.text


def test_no_error_at_hand_is_no_error(log: Log) -> None:
    structlog.get_logger().warning("not sent", exc_info=True)

    assert "error" not in log.last


def test_a_circle_of_causes_ends() -> None:
    first, second = ValueError(), KeyError()
    first.__cause__, second.__cause__ = second, first

    assert describe_error(first).count(" from ") == 5


def test_an_error_of_the_database_has_its_code() -> None:
    with (
        closing(sqlite3.connect(":memory:")) as connection,
        pytest.raises(sqlite3.OperationalError) as caught,
    ):
        connection.execute(f"SELECT {CANARY}")

    assert describe_error(caught.value) == "OperationalError (SQLITE_ERROR)"


def test_other_libraries_words_are_not_kept(log: Log) -> None:
    logging.getLogger("slack_bolt.App").warning("Unhandled request %s", {"text": CANARY})

    assert log.last["logger"] == "slack_bolt.App"
    assert log.last["where"].startswith("test_logs.py:")
    assert CANARY not in log.text


def test_other_libraries_errors_are_type_and_place(log: Log) -> None:
    try:
        fail()
    except ValueError:
        logging.getLogger("uvicorn.error").exception(
            "Exception in ASGI application", stack_info=True
        )

    assert log.last["event"] == "Exception in ASGI application"
    assert log.last["error"] == "ValueError"
    assert CANARY not in log.text


@pytest.mark.parametrize("name", ["httpx", "sqlalchemy.engine", "apscheduler.x", "uvicorn.access"])
def test_other_libraries_are_quiet_below_warning(name: str, log: Log) -> None:
    logging.getLogger(name).info("GET /")
    assert log.text == ""

    logging.getLogger(name).warning("slow")
    assert log.last["level"] == "warning"


def test_own_lines_below_the_level_are_left_out(log: Log) -> None:
    structlog.get_logger().debug("detail")
    logging.getLogger("bot.inbox").debug("detail")
    assert log.text == ""

    configure("debug", "json", log.stream)
    structlog.get_logger().debug("detail")
    assert log.last["event"] == "detail"


@pytest.mark.parametrize("style", ["text", "json"])
@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("xoxb-12-34-Secret", "[hidden]"),
        ("xoxe.not", "xoxe.not"),
        ("xapp-1-Secret", "[hidden]"),
        ("Bearer Secret.x", "Bearer [hidden]"),
        ("eyJhbGci.Secret-x", "[hidden]"),
        ("gAAAAABSecret==", "[hidden]"),
        ("postgresql://me:Secret@host/db", "postgresql://[hidden]@host/db"),
    ],
)
def test_what_looks_like_a_token_is_blotted_out(
    said: str, kept: str, style: Literal["text", "json"], log: Log
) -> None:
    configure("info", style, log.stream)

    structlog.get_logger().info("odd", reason=said)

    assert "Secret" not in log.text
    assert kept in log.text


def test_text_lines_are_one_line_each(log: Log) -> None:
    configure("info", "text", log.stream)

    structlog.get_logger().info("odd", reason="two\nlines level=error", status=200)

    assert log.text.count("\n") == 1
    assert 'level=info event=odd reason="two\\nlines level=error" status=200' in log.text


def test_without_a_stream_lines_go_to_standard_error(
    log: Log, capsys: pytest.CaptureFixture[str]
) -> None:
    configure()

    structlog.get_logger().info("started")

    assert "event=started" in capsys.readouterr().err
    assert log.text == ""


def test_a_word_from_a_workspace_without_netlead_is_no_trouble(log: Log) -> None:
    logging.getLogger("slack_bolt.AsyncMultiTeamsAuthorization").error("not installed")
    assert log.text == ""


def test_bytes_that_are_no_request_cannot_fill_the_log(log: Log) -> None:
    for _ in range(100):
        logging.getLogger("uvicorn.error").warning("Invalid HTTP request received.")
    assert len(log.text.splitlines()) == 1
    logging.getLogger("uvicorn.error").warning("Something else.")
    assert len(log.text.splitlines()) == 2
