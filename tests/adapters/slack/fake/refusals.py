"""How Slack says no."""

from __future__ import annotations

from typing import Any


class Refusal(Exception):  # noqa: N818 - it is an answer, not an error of ours
    """A call that is refused with one of Slack's error names; ``more`` stands beside it."""

    def __init__(self, error: str, **more: Any) -> None:  # noqa: ANN401 - whatever JSON holds
        """Refuse with ``error``."""
        super().__init__(error)
        self.error = error
        self.more = more


class RateLimited(Refusal):
    """Too many calls: HTTP 429, to be tried again after ``seconds``."""

    def __init__(self, seconds: int) -> None:
        """Refuse for that many seconds."""
        super().__init__("ratelimited")
        self.seconds = seconds


def invalid(error: str, problems: list[str]) -> Refusal:
    """Return a refusal that says which rules were broken, as Slack does for blocks and arguments."""
    return Refusal(error, response_metadata={"messages": [f"[ERROR] {line}" for line in problems]})
