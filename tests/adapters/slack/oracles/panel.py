"""The judges together: all that are at hand are asked, and each says who it is."""

from __future__ import annotations

from typing import Any

from tests.adapters.slack.oracles import blocks_schema, own_rules, sdk_models, slackblocks_limits
from tests.adapters.slack.oracles.slack_types import Unavailable

JUDGES = {
    "types": blocks_schema,
    "sdk": sdk_models,
    "slackblocks": slackblocks_limits,
    "rules": own_rules,
}


def check_blocks(blocks: list[dict[str, Any]], surface: str) -> list[str]:
    """Return what Slack would have against ``blocks`` on ``surface``: message, modal or home.

    Each line says which judge found what and where; empty: all of them are content.
    """
    found = []
    for name, judge in JUDGES.items():
        try:
            found += [f"{name}: {problem}" for problem in judge.check_blocks(blocks, surface)]
        except Unavailable:
            continue  # a test of its own skips with the reason
    return found


def check_view(view: dict[str, Any]) -> list[str]:
    """Return what Slack would have against a modal or home view, its blocks included."""
    found = check_blocks(view.get("blocks", []), view["type"])
    for name, judge in JUDGES.items():
        try:
            found += [f"{name}: {problem}" for problem in judge.check_view(view)]
        except Unavailable:
            continue
    return found
