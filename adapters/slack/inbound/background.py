"""Work that nobody waits for."""

from __future__ import annotations

from collections.abc import Awaitable

import structlog

from adapters.slack.errands.translating import Refusal
from adapters.slack.verdicts import CallError

_log = structlog.get_logger()


async def quietly(work: Awaitable[None]) -> None:
    """Do ``work`` that nobody waits for; what fails is logged."""
    try:
        await work
    except Refusal:
        return
    except CallError as error:
        _log.warning("Slack did not take something", reason=error.verdict.error)
    except Exception as error:  # noqa: BLE001 nobody waits for it
        _log.error("something was left undone", exc_info=error)
