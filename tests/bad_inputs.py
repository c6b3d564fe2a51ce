"""The reference cases of hostile and broken inputs, and what their sentences stand for."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.conftest import REFERENCE

CASES = REFERENCE / "bad_inputs.json"

Case = dict[str, Any]

UNDERSTOOD = frozenset(
    {
        *("outcome", "reply_contains", "must_not_contain", "must_not_send", "must", "stored"),
        *("status", "fires_utc", "notifications", "max_ms", "note"),
    }
)
"""The expectations that the tests look at; ``max_ms`` is measured by the bench ``inputs``."""
SLACK_UNDERSTOOD = frozenset(
    {
        *("outcome", "status", "stored", "sent", "max_ms", "max_rss_growth_mb", "must_not_log"),
        *("must", "must_not_contain", "reply_same_as", "note"),
    }
)
"""Those that the tests of the running Slack adapter look at, which measure time and memory."""
MODEL_UNDERSTOOD = frozenset({"outcome", "must", "max_ms", "sent_contains_not"})
"""Those that the tests of a misbehaving language model look at."""


def cases(*surfaces: str) -> list[Any]:
    """Return the cases of ``surfaces`` as pytest's parameters; one that skips without the file."""
    if not CASES.exists():
        skip = pytest.mark.skip("the reference data is not on this machine")
        return [pytest.param({}, marks=skip, id="absent")]
    every: list[Case] = json.loads(CASES.read_text(encoding="utf-8"))
    return [pytest.param(case, id=case["id"]) for case in every if case["surface"] in surfaces]


def generated(value: Any) -> Any:  # noqa: ANN401 a payload's value: text, bytes, or whatever JSON holds
    """Return what a payload's value stands for: repeated text, raw bytes, encoded text, or itself."""
    if not isinstance(value, dict):
        return value
    if "$repeat" in value:
        middle = value["$repeat"] * value["times"]
        return (
            value.get("prefix", "")
            + middle
            + value.get("suffix", "")
            + generated(value.get("then", ""))
        )
    if "$bytes_hex" in value:
        return bytes.fromhex(value["$bytes_hex"])
    if "$encode" in value:
        return value["$encode"].encode(value["as"])
    return {name: generated(inner) for name, inner in value.items()}
