"""Says no to requests: an answer that tells an outsider nothing, and few lines in the log."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from http import HTTPStatus

import structlog
from starlette.responses import Response

from coaching.clock import Clock

QUIET_FOR = timedelta(minutes=1)
"""After a line about a reason, how long there is no other; outsiders must not fill the disk."""

_HEADERS: Mapping[int, Mapping[str, str]] = {HTTPStatus.METHOD_NOT_ALLOWED: {"Allow": "POST"}}

_log = structlog.get_logger()


class RefusalError(Exception):
    """A request is not let in; ``reason`` is a fixed phrase, never a part of the request.

    ``hangs_up`` ends the connection: more of the body may come, and nobody knows how much.
    """

    def __init__(self, status: HTTPStatus, reason: str, *, hangs_up: bool = False) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason
        self.hangs_up = hangs_up


class Refusals:
    """Answers what is refused, and counts it by reason."""

    def __init__(
        self,
        platform: str,
        clock: Clock,
        headers: Mapping[int, Mapping[str, str]] | None = None,
    ) -> None:
        """Answer for ``platform``, with further ``headers`` by status."""
        self._platform = platform
        self._headers = {**_HEADERS, **(headers or {})}
        self._clock = clock
        self._counts: dict[str, int] = {}
        self._written: dict[str, datetime] = {}

    def answer(self, refusal: RefusalError, *, hangs_up: bool = False) -> Response:
        """Return the answer, without a body; at most one log line per reason and minute.

        The line's ``count`` is how many there were since the one before.
        """
        self._note(refusal.reason, int(refusal.status))
        headers = dict(self._headers.get(refusal.status, {}))
        if hangs_up or refusal.hangs_up:
            headers["Connection"] = "close"
        return Response(status_code=refusal.status, headers=headers)

    def _note(self, reason: str, status: int) -> None:
        count = self._counts[reason] = self._counts.get(reason, 0) + 1
        now = self._clock.now()
        last = self._written.get(reason)
        # A clock that was set back starts anew, rather than be silent until it has caught up.
        if last is not None and timedelta() <= now - last < QUIET_FOR:
            return
        self._written[reason] = now
        self._counts[reason] = 0
        _log.info(
            "a request was refused",
            platform=self._platform,
            reason=reason,
            status=status,
            count=count,
        )
