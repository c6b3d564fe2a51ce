"""What a call brought along: by GET or POST, as a form or as JSON, read as Slack reads it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from tests.adapters.slack.fake.refusals import Refusal, invalid

TRUE = {"1", "true", "True"}


class Arguments(dict[str, Any]):
    """The arguments by name. In forms every value is text, structured ones are JSON in text."""

    def text(self, name: str, default: str = "") -> str:
        """Return an argument as text."""
        value = self.get(name)
        return default if value is None else str(value)

    def flag(self, name: str, *, default: bool = False) -> bool:
        """Return an argument as yes or no."""
        value = self.get(name)
        return default if value is None else value is True or str(value) in TRUE

    def number(self, name: str, default: int) -> int:
        """Return an argument as a whole number; `Refusal` if it is none."""
        try:
            return int(self.get(name, default))
        except (TypeError, ValueError):
            raise invalid(
                "invalid_arguments", [f"[json-pointer:/{name}] must be an integer"]
            ) from None

    def data(self, name: str, error: str) -> Any:  # noqa: ANN401 - whatever JSON holds
        """Return a structured argument, None if it is absent; `Refusal` with ``error``."""
        value = self.get(name)
        if isinstance(value, str):
            try:
                return json.loads(value) if value else None
            except ValueError:
                raise Refusal(error) from None
        return value


def from_json(body: bytes) -> Arguments:
    """Return the arguments of a JSON body; `Refusal` for one that is no object."""
    try:
        found = json.loads(body or b"{}")
    except ValueError:
        raise Refusal("invalid_json") from None
    if not isinstance(found, dict):
        raise Refusal("json_not_object")
    return Arguments(found)


def from_form(text: str) -> Arguments:
    """Return the arguments of a query string or an urlencoded body."""
    return Arguments(parse_qsl(text, keep_blank_values=True))


def bearer(headers: Mapping[str, str], args: Arguments, *, in_form: bool) -> str:
    """Return the token of a call and take it out of ``args``; in JSON only the header counts."""
    in_args = str(args.pop("token", "") or "")
    scheme, _, token = headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return token.strip()
    return in_args if in_form else ""
