"""Oracle A: Slack's own types, which know every field, and (A+) the limits in their prose."""

from __future__ import annotations

from functools import cache
from typing import Any

from jsonschema_rs import Draft7Validator

from tests.adapters.slack.oracles.prose_limits import with_limits
from tests.adapters.slack.oracles.slack_types import definitions
from tests.schemas import problems

BEYOND = frozenset({"data_visualization"})
"""Blocks that Slack takes and the types do not know yet."""


def check_blocks(blocks: list[dict[str, Any]], surface: str, *, limits: bool = True) -> list[str]:
    """Return what the types have against ``blocks``; without ``limits``, by their shape alone.

    Raises `Unavailable` where the types are not at hand.
    """
    del surface  # the types do not tell surfaces apart
    known = _by_type(limits=limits)
    found = []
    for index, block in enumerate(blocks):
        kind = block.get("type")
        if kind in BEYOND:
            continue
        if kind not in known:
            found.append(f"blocks[{index}]: there is no block of type {kind!r}")
        else:
            found += _problems(block, known[kind], f"blocks[{index}]", limits=limits)
    return found


def check_view(view: dict[str, Any], *, limits: bool = True) -> list[str]:
    """Return what the types have against a view, its blocks apart; raises `Unavailable`."""
    name = "HomeView" if view.get("type") == "home" else "ModalView"
    bare = {**view, "blocks": [{"type": "divider"} for _ in view.get("blocks", ())]}
    return _problems(bare, name, "view", limits=limits)


def _problems(value: dict[str, Any], name: str, place: str, *, limits: bool) -> list[str]:
    return [place + line[1:] for line in problems(_validator(name, limits=limits), value)]


@cache
def _validator(name: str, *, limits: bool) -> Draft7Validator:
    schema = {"$ref": f"#/definitions/{name}", "definitions": _definitions(limits=limits)}
    return Draft7Validator(schema)


@cache
def _definitions(*, limits: bool) -> dict[str, Any]:
    return with_limits(definitions())[0] if limits else definitions()


@cache
def _by_type(*, limits: bool) -> dict[str, str]:
    """Return the definition's name for each block's type."""
    every = _definitions(limits=limits)
    names = [part["$ref"].rpartition("/")[2] for part in every["KnownBlock"]["anyOf"]]
    return {_constant(every[name]): name for name in names}


def _constant(definition: dict[str, Any]) -> str:
    shape = definition["anyOf"][0] if "anyOf" in definition else definition
    return str(shape["properties"]["type"]["const"])
