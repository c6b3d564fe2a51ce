"""Oracle B: the models of Slack's Python SDK, which parse, validate, and must give back the same."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

BEYOND = frozenset({"data_table", "data_visualization"})
"""Blocks that Slack takes and the SDK has no model for yet."""

_REFUSALS = (SlackObjectFormationError, TypeError, ValueError, AttributeError, KeyError)
"""What the models raise at what they cannot take."""


def check_blocks(blocks: list[dict[str, Any]], surface: str) -> list[str]:
    """Return what the models have against ``blocks``."""
    del surface  # the models do not tell surfaces apart
    found = []
    for index, block in enumerate(blocks):
        if block.get("type") not in BEYOND:
            problem = _problem(block)
            found += [f"blocks[{index}]: {problem}"] if problem else []
    return found


def check_view(view: dict[str, Any]) -> list[str]:
    """Return what the model has against a view, its blocks apart."""
    try:
        model = View(**deepcopy(view))
        model.validate_json()
    except _REFUSALS as error:
        return [f"view: {error}"]
    unknown = sorted(model.additional_attributes)
    return [f"view: unknown fields {unknown}"] if unknown else []


def _problem(block: dict[str, Any]) -> str:
    try:
        model = Block.parse(deepcopy(block))
        if model is None:
            return f"there is no block of type {block.get('type')!r}"
        given = model.to_dict()
    except _REFUSALS as error:
        return str(error)
    return "" if given == block else f"comes back as {given}"[:300]
