"""What would Slack say? Independent judges of everything that NetLead sends to it.

Each judge misses what another catches, so `check_blocks` and `check_view` ask all that are at hand.
"""

from __future__ import annotations

from tests.adapters.slack.oracles.panel import check_blocks, check_view

__all__ = ["check_blocks", "check_view"]
