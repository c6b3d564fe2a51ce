"""Which calls to Slack's Web API its reference knows, and which of them our scopes allow."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from functools import cache
from typing import Any

from tests.conftest import REFERENCE

METHODS = REFERENCE / "slack" / "methods"
ABSENT = "the reference of Slack's methods is not on this machine"
"""The reason for skipping where `at_hand` is false."""

UNDOCUMENTED = {"chat.postMessage": {"client_msg_id"}}
"""Arguments that Slack takes, and documents errors for, and does not list."""


def at_hand() -> bool:
    """Return whether there is a reference to ask; without one `check_call` finds nothing."""
    return METHODS.is_dir()


def check_call(method: str, args: Mapping[str, Any], scopes: Collection[str]) -> list[str]:
    """Return what is wrong with calling ``method`` with ``args`` on a token that has ``scopes``.

    Arguments that are None are not sent, so they do not count; the token goes in a header.
    """
    if not at_hand():
        return []
    known = _method(method)
    if known is None:
        return [f"there is no method {method}"]
    given = {name for name, value in args.items() if value is not None}
    listed = set(known["args"]["properties"]) | UNDOCUMENTED.get(method, set())
    required = set(known["args"].get("required", ())) - {"token"}
    missing, unknown = sorted(required - given), sorted(given - listed)
    needed = known["scope"].get("bot", [])
    found = [f"{method} needs {name}" for name in missing]
    found += [f"{method} has no argument {name}" for name in unknown]
    if needed and not set(needed) & set(scopes):
        found.append(f"{method} needs one of the scopes {', '.join(needed)}")
    return found


@cache
def _method(name: str) -> dict[str, Any] | None:
    file = METHODS / f"{name}.json"
    # The reference is asked by name, so a name must not lead out of its folder.
    if not name.replace(".", "").isalnum() or not file.is_file():
        return None
    read: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return read
