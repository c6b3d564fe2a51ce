"""Reads JSON with suspicion: whatever two readers could understand differently is refused."""

from __future__ import annotations

import json
import math
import re
from typing import Any, NoReturn

DEEPEST = 32
"""Objects and arrays within each other; the deepest of Slack's sample payloads has 9."""

LONGEST_NUMBER = 40
"""Characters of one number: twice what 64 bits need, and nowhere near where reading gets slow."""

_ALIKE = bytes.maketrans(b"[]", b"{}")
_IDLE = bytes(set(range(256)) - set(b'{}[]"'))
_SURROGATES = re.compile(
    r"\\\\"
    r"|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    r"|(?P<lone>\\u[dD][89a-fA-F][0-9a-fA-F]{2})"
)


class StrictJSONError(ValueError):
    """JSON that is not taken; its text is one of a few fixed phrases and quotes nothing."""


def read_object(text: str) -> dict[str, Any]:
    """Return the one object that ``text``, decoded from UTF-8, stands for.

    `StrictJSONError` for anything else, for a key that an object has twice, for nesting deeper
    than `DEEPEST`, for numbers that are not finite or longer than `LONGEST_NUMBER`. Half a
    surrogate pair becomes U+FFFD: it comes from text that was cut within an emoji, and the person
    who wrote it would otherwise get no answer at all.
    """
    if not _is_shallow(text):
        raise StrictJSONError("nested too deep")
    try:
        found = _DECODER.decode(_whole(text))
    except StrictJSONError:
        raise
    except ValueError:
        raise StrictJSONError("not JSON") from None  # the cause would carry the text along
    if not isinstance(found, dict):
        raise StrictJSONError("not an object")
    return found


def _is_shallow(text: str) -> bool:
    """Tell without reading it whether ``text`` keeps to `DEEPEST`, in time linear to its length.

    True of anything that is nested deeper only after its first error. Each pass takes away the
    innermost pairs of brackets, which are one level.
    """
    if text.count("{") + text.count("[") <= DEEPEST:
        return True
    brackets = _outside_strings(text).translate(_ALIKE)
    for _ in range(DEEPEST):
        if not brackets:
            return True
        brackets = brackets.replace(b"{}", b"")
    return not brackets


def _outside_strings(text: str) -> bytes:
    """Return the brackets of ``text`` that are not part of a string."""
    if "\\" in text:
        text = text.replace(r"\\", "").replace(r"\"", "")
    # A string without brackets is two quotation marks by now; to leave out both changes nothing.
    marks = text.encode(errors="replace").translate(None, _IDLE).replace(b'""', b"")
    return b"".join(marks.split(b'"')[::2])


def _whole(text: str) -> str:
    """Replace escapes that are half a surrogate pair, which UTF-8 and databases cannot carry."""
    if "\\" not in text or r"\ud" not in text.lower():
        return text
    return _SURROGATES.sub(lambda found: r"\ufffd" if found["lone"] else found[0], text)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise StrictJSONError("a key twice")
    return made


def _integer(digits: str) -> int:
    if len(digits) > LONGEST_NUMBER:
        raise StrictJSONError("a number too long")
    return int(digits)


def _decimal(digits: str) -> float:
    number = float(digits) if len(digits) <= LONGEST_NUMBER else math.inf
    if math.isinf(number):
        raise StrictJSONError("a number too long")
    return number


def _no_number(_: str) -> NoReturn:
    raise StrictJSONError("not a number")


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object,
    parse_int=_integer,
    parse_float=_decimal,
    parse_constant=_no_number,
)
