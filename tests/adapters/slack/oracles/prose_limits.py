"""Slack's types say their limits in prose; here the prose becomes rules of the schema."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

Schema = dict[str, Any]

OUTDATED = {("MrkdwnOption", "value"), ("PlainTextOption", "value")}
"""Limits that the types state and Slack has raised since: an option's value is 150, not 75."""

_LONGEST = re.compile(r"(?:max(?:imum)?|limit)\b[^.\d]{0,60}([\d,]+)\s+char", re.IGNORECASE)
_BELOW = re.compile(r"must be less than ([\d,]+)\s+char", re.IGNORECASE)
_SHORTEST = re.compile(r"minimum length[^.\d]{0,60}(\d+)", re.IGNORECASE)
_MOST = re.compile(r"max(?:imum)?\b[^.\d]{0,40}([\d,]+)(?![\d,]*\s+char)", re.IGNORECASE)
_EACH = re.compile(r"maximum length for the text in each item is ([\d,]+)", re.IGNORECASE)


def with_limits(definitions: Schema) -> tuple[Schema, int]:
    """Return a copy of the definitions with limits as rules, and how many rules these are."""
    limited = deepcopy(definitions)
    rules = 0
    for name, definition in limited.items():
        for properties in _property_sets(definition):
            for key, schema in properties.items():
                if (name, key) not in OUTDATED:
                    properties[key], added = _ruled(schema)
                    rules += added
    return limited, rules


def _property_sets(schema: Any) -> Iterator[Schema]:  # noqa: ANN401 any part of a JSON schema
    if isinstance(schema, dict):
        if schema.get("type") == "object" and "properties" in schema:
            yield schema["properties"]
        for part in schema.values():
            yield from _property_sets(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from _property_sets(part)


def _ruled(schema: Schema) -> tuple[Schema, int]:
    prose = " ".join(str(schema.get("description", "")).split())
    kind = schema.get("type")
    if kind == "array":
        rules = _list_rules(prose)
        each = _number(_EACH, prose)
        items = [_text(maxLength=each)] if each else []
        extra: Schema = {"items": {"allOf": [schema["items"], *items]}} if items else {}
        return {**schema, **rules, **extra}, len(rules) + len(items)
    rules = _length_rules(prose)
    if not rules or kind in {"number", "boolean", "object"}:
        return schema, 0
    if kind == "string":
        return {**schema, **rules}, len(rules)
    # A text object: what is limited is its text.
    return {"allOf": [schema, _text(**rules)]}, len(rules)


def _length_rules(prose: str) -> dict[str, int]:
    below = _number(_BELOW, prose)
    found = {
        "maxLength": below - 1 if below else _number(_LONGEST, prose),
        "minLength": _number(_SHORTEST, prose),
    }
    return {rule: number for rule, number in found.items() if number}


def _list_rules(prose: str) -> dict[str, int]:
    most = _number(_MOST, prose)
    return {"maxItems": most} if most else {}


def _text(**rules: int) -> Schema:
    return {"properties": {"text": rules}}


def _number(pattern: re.Pattern[str], prose: str) -> int:
    found = pattern.search(prose)
    return int(found[1].replace(",", "")) if found else 0
