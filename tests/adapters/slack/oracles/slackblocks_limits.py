"""Oracle C: slackblocks, for what may stand where, its registry of limits, and its charts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from slackblocks import _limits
from slackblocks._surfaces import BlockSurface, validate_surface_blocks
from slackblocks.errors import InvalidUsageError

from tests.adapters.slack.oracles.slackblocks_charts import chart_problem

_SELECT = {"placeholder.text": "SELECT_PLACEHOLDER", "options": "SELECT_OPTIONS"}
_IMAGE = {"image_url": "IMAGE_IMAGE_URL", "alt_text": "IMAGE_ALT_TEXT"}
LIMITS: dict[str, dict[str, str]] = {
    "actions": {"elements": "ACTIONS_ELEMENTS"},
    "alert": {"text.text": "ALERT_TEXT"},
    "button": {
        "text.text": "BUTTON_TEXT",
        "url": "BUTTON_URL",
        "value": "BUTTON_VALUE",
        "accessibility_label": "BUTTON_ACCESSIBILITY_LABEL",
    },
    "card": {
        "title.text": "CARD_TITLE",
        "subtitle.text": "CARD_SUBTITLE",
        "body.text": "CARD_BODY",
        "actions": "CARD_ACTIONS",
    },
    "carousel": {"elements": "CAROUSEL_ELEMENTS"},
    "checkboxes": {"options": "CHECKBOXES_OPTIONS"},
    "container": {"title.text": "CONTAINER_TITLE", "child_blocks": "CONTAINER_CHILD_BLOCKS"},
    "context": {"elements": "CONTEXT_ELEMENTS"},
    "context_actions": {"elements": "CONTEXT_ACTIONS_ELEMENTS"},
    "data_table": {"rows": "DATA_TABLE_ROWS", "rows.*": "DATA_TABLE_COLUMNS"},
    "datepicker": {"placeholder.text": "DATE_PICKER_PLACEHOLDER"},
    "header": {"text.text": "HEADER_TEXT"},
    "image": {**_IMAGE, "title.text": "IMAGE_TITLE"},
    "input": {"label.text": "INPUT_LABEL", "hint.text": "INPUT_HINT"},
    "markdown": {"text": "MARKDOWN_TEXT"},
    "multi_static_select": {**_SELECT, "option_groups": "SELECT_OPTION_GROUPS"},
    "multi_users_select": _SELECT,
    "overflow": {"options": "OVERFLOW_OPTIONS"},
    "plain_text_input": {"placeholder.text": "PLAIN_TEXT_INPUT_PLACEHOLDER"},
    "radio_buttons": {"options": "RADIO_BUTTONS_OPTIONS"},
    "section": {
        "text.text": "SECTION_TEXT",
        "fields": "SECTION_FIELDS",
        "fields.*.text": "SECTION_FIELDS_ITEM",
    },
    "static_select": {**_SELECT, "option_groups": "SELECT_OPTION_GROUPS"},
    "table": {"rows": "TABLE_ROWS", "rows.*": "TABLE_COLUMNS"},
    "users_select": _SELECT,
    "mrkdwn": {"text": "TEXT"},
    "plain_text": {"text": "TEXT"},
}
"""For each type, where in it which entry of slackblocks' registry holds; ``*`` is every item."""

OPTION = {
    "text.text": "OPTION_TEXT",
    "value": "OPTION_VALUE",
    "description.text": "OPTION_DESCRIPTION",
}
CONFIRMATION = {
    "title.text": "CONFIRMATION_TITLE",
    "text.text": "CONFIRMATION_TEXT",
    "confirm.text": "CONFIRMATION_CONFIRM",
    "deny.text": "CONFIRMATION_DENY",
}
EVERYWHERE = {"action_id": "ACTION_ID", "block_id": "BLOCK_ID"}
VIEW = {
    "title.text": "VIEW_TITLE",
    "submit.text": "VIEW_SUBMIT",
    "close.text": "VIEW_CLOSE",
    "blocks": "VIEW_BLOCKS",
    "private_metadata": "VIEW_PRIVATE_METADATA",
    "callback_id": "VIEW_CALLBACK_ID",
    "external_id": "VIEW_EXTERNAL_ID",
}
_REGISTRY = vars(_limits)


def check_blocks(blocks: list[dict[str, Any]], surface: str) -> list[str]:
    """Return what slackblocks has against ``blocks`` on a message, modal or home ``surface``."""
    found = list(_misplaced(blocks, surface))
    for index, block in enumerate(blocks):
        problems = [*_too_much(block), *chart_problem(block)]
        found += [f"blocks[{index}]: {problem}" for problem in problems]
    if surface == "message":
        found += _broken(len(blocks), "MESSAGE_BLOCKS", "the message")
        text = sum(len(block["text"]) for block in blocks if block.get("type") == "markdown")
        found += _broken(text, "MARKDOWN_TOTAL_TEXT", "all markdown")
    return found


def check_view(view: dict[str, Any]) -> list[str]:
    """Return what slackblocks has against a view, its blocks apart."""
    return [f"view: {problem}" for problem in _against(view, VIEW)]


def _misplaced(blocks: list[dict[str, Any]], surface: str) -> Iterator[str]:
    for index, block in enumerate(blocks):
        try:
            validate_surface_blocks([block], cast("BlockSurface", surface))
        except InvalidUsageError as error:
            yield str(error).replace("blocks[0]", f"blocks[{index}]")


def _too_much(part: Any) -> Iterator[str]:  # noqa: ANN401 any part of a block
    if isinstance(part, list):
        for inner in part:
            yield from _too_much(inner)
    if isinstance(part, dict):
        yield from _against(part, {**EVERYWHERE, **LIMITS.get(part.get("type", ""), {})})
        for key, inner in part.items():
            if key in {"options", "initial_options"}:
                yield from (line for option in inner for line in _against(option, OPTION))
            if key == "confirm" and "deny" in inner:
                yield from _against(inner, CONFIRMATION)
            yield from _too_much(inner)


def _against(part: dict[str, Any], limits: dict[str, str]) -> Iterator[str]:
    for path, entry in limits.items():
        for value in _values(part, path.split(".")):
            yield from _broken(len(value), entry, path)


def _values(part: Any, path: list[str]) -> Iterator[Any]:  # noqa: ANN401 any part of a block
    if not path:
        yield part
    elif path[0] == "*":
        for inner in part:
            yield from _values(inner, path[1:])
    elif isinstance(part, dict) and part.get(path[0]) is not None:
        yield from _values(part[path[0]], path[1:])


def _broken(size: int, entry: str, place: str) -> Iterator[str]:
    for suffix in ("LENGTH", "ITEMS"):
        most = _REGISTRY.get(f"{entry}_MAX_{suffix}")
        least = _REGISTRY.get(f"{entry}_MIN_{suffix}")
        if most is not None and size > most:
            yield f"{place} has {size}, {most} are allowed"
        if least is not None and size < least:
            yield f"{place} has {size}, {least} are needed"
