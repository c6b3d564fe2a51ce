"""Slack's rules for blocks and views: what it would refuse, each as a sentence with its place.

Pure, so that a renderer can be tried without a server. Places are JSON pointers, as in Slack's own
answers. Blocks that NetLead has no use for are checked only for where they may stand.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any, Literal

from tests.adapters.slack.fake import elements
from tests.adapters.slack.fake.charts import chart_problems
from tests.adapters.slack.fake.elements import element_problems, picture_problems
from tests.adapters.slack.fake.texts import count, items, kind_of, known_keys, length, plain, text

Json = dict[str, Any]
Surface = Literal["message", "modal", "home"]

ALL_BLOCKS_BYTES = 13_000
"""Where Slack answered ``msg_blocks_too_long`` in practice (slackapi/bolt-js#2509)."""
VIEW_BYTES = 250_000
MESSAGE_BLOCKS, VIEW_BLOCKS = 50, 100
MARKDOWN_CHARACTERS, CHARTS_PER_MESSAGE, TABLES_PER_MESSAGE = 12_000, 2, 1

_EVERYWHERE = frozenset(
    {"actions", "card", "context", "divider", "header", "image", "input", "rich_text"}
    | {"section", "video"}
)
ALLOWED: dict[Surface, frozenset[str]] = {
    "message": _EVERYWHERE
    | {"carousel", "container", "context_actions", "data_table", "data_visualization", "file"}
    | {"markdown", "plan", "table", "task_card"},
    "modal": _EVERYWHERE | {"alert"},
    "home": _EVERYWHERE | {"carousel", "container"},
}


def problems(blocks: object, surface: Surface) -> list[str]:
    """Return what Slack would refuse in ``blocks`` on that surface; empty if it takes them."""
    if not isinstance(blocks, list):
        return ["/blocks: must be an array"]
    found = [line for n, block in enumerate(blocks) for line in _block(block, n, surface)]
    most = MESSAGE_BLOCKS if surface == "message" else VIEW_BLOCKS
    if len(blocks) > most:
        found.append(f"/blocks: no more than {most} items allowed")
    whole = [block for block in blocks if isinstance(block, dict)]
    found += _unique([block.get("block_id") for block in whole], "/blocks", "block_id")
    found += _together(whole, surface)
    if surface == "message" and (size := weight(blocks)) > ALL_BLOCKS_BYTES:
        found.append(f"/blocks: msg_blocks_too_long: {size} bytes of JSON")
    return found


def view_problems(view: object) -> list[str]:
    """Return what Slack would refuse in a modal or App Home view; empty if it takes it."""
    if not isinstance(view, dict):
        return ["/view: must be an object"]
    kind = kind_of(view)
    if kind not in {"modal", "home"}:
        return [f"/view/type: must be modal or home, not {view.get('type')}"]
    found = list(_view_fields(view, kind))
    found += problems(view.get("blocks"), "modal" if kind == "modal" else "home")
    has_input = any(kind_of(block) == "input" for block in items(view.get("blocks")))
    if kind == "modal" and has_input and not view.get("submit"):
        found.append("/view/submit: is required when a modal has an input block")
    if weight(view) > VIEW_BYTES:
        found.append("/view: view_too_large")
    return found


def weight(thing: object) -> int:
    """Return the bytes that ``thing`` has as compact JSON."""
    return len(json.dumps(thing, ensure_ascii=False, separators=(",", ":")).encode())


def _view_fields(view: Json, kind: str) -> Iterator[str]:
    known = {"type", "blocks", "private_metadata", "callback_id", "external_id"}
    if kind == "modal":
        known |= {"title", "submit", "close", "clear_on_close", "notify_on_close"}
        yield from plain(view.get("title"), "/view/title", 24)
        for name in ("submit", "close"):
            if view.get(name) is not None:
                yield from plain(view[name], f"/view/{name}", 24)
    yield from known_keys(view, "/view", known)
    for name, most in (("private_metadata", 3000), ("callback_id", 255), ("external_id", 255)):
        if name in view:
            yield from length(view[name], f"/view/{name}", most, least=0)


def _block(block: object, number: int, surface: Surface) -> Iterator[str]:
    where = f"/blocks/{number}"
    if not isinstance(block, dict):
        yield f"{where}: must be an object"
        return
    kind = kind_of(block)
    if kind not in ALLOWED[surface]:
        yield f"{where}/type: unsupported type: {block.get('type')} in a {surface}"
        return
    if "block_id" in block:
        yield from length(block["block_id"], f"{where}/block_id", 255)
    fields, check = _CHECKS.get(kind, (None, None))
    if fields is not None and check is not None:
        yield from known_keys(block, where, fields | {"type", "block_id"})
        yield from check(block, where)


def _section(block: Json, where: str) -> Iterator[str]:
    if "text" not in block and "fields" not in block:
        yield f"{where}: needs text or fields"
    if "text" in block:
        yield from text(block["text"], f"{where}/text", 3000)
    if "fields" in block:
        yield from count(block["fields"], f"{where}/fields", 10)
        for number, item in enumerate(items(block.get("fields"))):
            yield from text(item, f"{where}/fields/{number}", 2000)
    if "accessory" in block:
        yield from element_problems(block["accessory"], f"{where}/accessory", elements.ACCESSORIES)


def _header(block: Json, where: str) -> Iterator[str]:
    yield from plain(block.get("text"), f"{where}/text", 150)


def _divider(block: Json, where: str) -> Iterator[str]:
    del block, where
    yield from ()


def _actions(block: Json, where: str) -> Iterator[str]:
    yield from count(block.get("elements"), f"{where}/elements", 25)
    for number, item in enumerate(items(block.get("elements"))):
        yield from element_problems(item, f"{where}/elements/{number}", elements.ACTIONS)
    yield from _unique(
        [item.get("action_id") for item in items(block.get("elements")) if isinstance(item, dict)],
        f"{where}/elements",
        "action_id",
    )


def _context(block: Json, where: str) -> Iterator[str]:
    yield from count(block.get("elements"), f"{where}/elements", 10)
    for number, item in enumerate(items(block.get("elements"))):
        place = f"{where}/elements/{number}"
        if kind_of(item) == "image":
            yield from element_problems(item, place, {"image"})
        else:
            yield from text(item, place, 3000)


def _image(block: Json, where: str) -> Iterator[str]:
    keys = {"type", "block_id", "image_url", "slack_file", "alt_text", "title"}
    yield from picture_problems(block, where, keys)
    if "title" in block:
        yield from plain(block["title"], f"{where}/title", 2000)


def _input(block: Json, where: str) -> Iterator[str]:
    yield from plain(block.get("label"), f"{where}/label", 2000)
    if "hint" in block:
        yield from plain(block["hint"], f"{where}/hint", 2000)
    for name in ("optional", "dispatch_action"):
        if not isinstance(block.get(name, False), bool):
            yield f"{where}/{name}: must be a boolean"
    yield from element_problems(block.get("element"), f"{where}/element", elements.INPUTS)


def _alert(block: Json, where: str) -> Iterator[str]:
    yield from text(block.get("text"), f"{where}/text", 200)


def _markdown(block: Json, where: str) -> Iterator[str]:
    yield from length(block.get("text"), f"{where}/text", MARKDOWN_CHARACTERS)


def _table(block: Json, where: str) -> Iterator[str]:
    yield from count(block.get("rows"), f"{where}/rows", 100)
    for number, row in enumerate(items(block.get("rows"))):
        yield from count(row, f"{where}/rows/{number}", 20)


def _unique(names: list[object], where: str, what: str) -> Iterator[str]:
    given = [name for name in names if name is not None]
    for name in sorted({str(name) for name in given if given.count(name) > 1}):
        yield f"{where}: {what} {name} already exists"


def _together(blocks: list[Json], surface: Surface) -> Iterator[str]:
    kinds = [kind_of(block) for block in blocks]
    if kinds.count("data_visualization") > CHARTS_PER_MESSAGE:
        yield f"/blocks: no more than {CHARTS_PER_MESSAGE} data_visualization blocks allowed"
    if kinds.count("table") > TABLES_PER_MESSAGE:
        yield "/blocks: only_one_table_allowed"
    written = sum(len(str(b.get("text", ""))) for b in blocks if kind_of(b) == "markdown")
    if written > MARKDOWN_CHARACTERS:
        yield f"/blocks: no more than {MARKDOWN_CHARACTERS} characters of markdown allowed"
    focused = [e for b in blocks for e in _elements(b) if e.get("focus_on_load")]
    if surface != "message" and len(focused) > 1:
        yield "/blocks: only one element may have focus_on_load"


def _elements(block: Json) -> list[Json]:
    found = [block.get("element"), block.get("accessory"), *items(block.get("elements"))]
    return [element for element in found if isinstance(element, dict)]


_CHECKS: dict[str, tuple[set[str], Callable[[Json, str], Iterator[str]]]] = {
    "section": ({"text", "fields", "accessory", "expand"}, _section),
    "header": ({"text"}, _header),
    "divider": (set(), _divider),
    "actions": ({"elements"}, _actions),
    "context": ({"elements"}, _context),
    "image": ({"image_url", "slack_file", "alt_text", "title"}, _image),
    "input": ({"label", "element", "hint", "optional", "dispatch_action"}, _input),
    "alert": ({"text", "level"}, _alert),
    "markdown": ({"text"}, _markdown),
    "table": ({"rows", "column_settings"}, _table),
    "data_visualization": ({"title", "chart"}, chart_problems),
}
