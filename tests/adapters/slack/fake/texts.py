"""What Slack says of text objects, strings and fields, each as a sentence with its place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

URL_LENGTH = 3000


def kind_of(thing: object) -> str:
    """Return the ``type`` of an object; empty if it has none that could be one."""
    kind = thing.get("type") if isinstance(thing, dict) else None
    return kind if isinstance(kind, str) else ""


def items(value: object) -> list[Any]:
    """Return a list as it is, and nothing for anything else."""
    return value if isinstance(value, list) else []


def count(value: object, where: str, most: int) -> Iterator[str]:
    """Yield what is wrong with a list of 1 to ``most`` items."""
    if not isinstance(value, list) or not value:
        yield f"{where}: no fewer than 1 items allowed"
    elif len(value) > most:
        yield f"{where}: no more than {most} items allowed"


def known_keys(thing: dict[str, Any], where: str, keys: set[str]) -> Iterator[str]:
    """Yield the fields of ``thing`` that Slack does not know there."""
    for key in thing:
        if key not in keys:
            yield f"{where}: invalid additional property: {key}"


def length(value: object, where: str, most: int, least: int = 1) -> Iterator[str]:
    """Yield what is wrong with a string of ``least`` to ``most`` characters."""
    if not isinstance(value, str):
        yield f"{where}: must be a string"
    elif len(value) < least:
        yield f"{where}: must be more than {least - 1} characters"
    elif len(value) > most:
        yield f"{where}: must be less than {most + 1} characters, not {len(value)}"


def text(value: object, where: str, most: int) -> Iterator[str]:
    """Yield what is wrong with a text object, plain or mrkdwn."""
    if not isinstance(value, dict):
        yield f"{where}: must be a text object"
        return
    kind = kind_of(value)
    if kind not in {"plain_text", "mrkdwn"}:
        yield f"{where}/type: must be plain_text or mrkdwn"
        return
    extra = "emoji" if kind == "plain_text" else "verbatim"
    yield from known_keys(value, where, {"type", "text", extra})
    yield from length(value.get("text"), f"{where}/text", most)


def plain(value: object, where: str, most: int) -> Iterator[str]:
    """Yield what is wrong with a text object that must be ``plain_text``."""
    if kind_of(value) == "mrkdwn":
        yield f"{where}/type: must be plain_text"
    else:
        yield from text(value, where, most)


def web_address(value: object, where: str) -> Iterator[str]:
    """Yield what is wrong with an http or https address."""
    yield from length(value, where, URL_LENGTH)
    if isinstance(value, str) and not value.startswith(("https://", "http://")):
        yield f"{where}: must be a valid URL"
