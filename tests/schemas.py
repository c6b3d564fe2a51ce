"""What a JSON schema has against a value, in lines of a place and a reason."""

from __future__ import annotations

from typing import Any

from jsonschema_rs import Validator


def problems(validator: Validator, value: Any) -> list[str]:  # noqa: ANN401 JSON of any shape
    """Return what ``validator`` has against ``value``, such as ``$.blocks[0]: …``."""
    return [
        f"{_place(error.instance_path)}: {error.message[:200]}"
        for error in validator.iter_errors(value)
    ]


def _place(path: list[str | int]) -> str:
    return "$" + "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
