"""The fake's facts about methods are those of Slack's own reference, where that is at hand."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.adapters.slack.fake.methods import TABLE
from tests.adapters.slack.fake.reference import METHODS
from tests.conftest import REFERENCE

FOLDER = REFERENCE / "slack" / "methods"
TIERS = {"t1": 1, "t2": 20, "t3": 50, "t4": 100, "t5": 0}

pytestmark = pytest.mark.skipif(
    not FOLDER.exists(), reason="Slack's method reference is not on this machine"
)


def facts(method: str) -> dict[str, Any]:
    return dict(json.loads((FOLDER / f"{method}.json").read_text(encoding="utf-8")))


def test_every_method_that_is_served_has_its_facts() -> None:
    assert set(TABLE) == set(METHODS)


@pytest.mark.parametrize("method", sorted(METHODS))
def test_a_methods_facts_are_slacks(method: str) -> None:
    ours, theirs = METHODS[method], facts(method)
    args = theirs.get("args", {})

    assert ours.known == set(args["properties"]) - {"token"}
    assert set(ours.required) == set(args.get("required") or []) - {"token"}
    assert set(ours.scopes) == set(theirs["scope"].get("bot", []))
    assert ours.json == bool(theirs.get("json_input_supported"))
    assert ours.tier == TIERS[theirs["rate_limits"]]
