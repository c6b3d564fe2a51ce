"""Where settings come from: environment variables, an ``.env`` file, files that hold secrets."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path

from dotenv.parser import parse_stream

PREFIX = "NETLEAD_"
_FILE = "_FILE"
_SECRET_LIMIT = 65536
"""Bytes: no secret is longer, and a wrong path may lead to anything."""


def variable(field: str) -> str:
    """Return the name of the environment variable for a settings field."""
    return PREFIX + field.upper()


def read_env_file(path: Path) -> tuple[dict[str, str], list[str]]:
    """Return NetLead's variables in the file at ``path``, and a line for each thing wrong in it.

    No file is an empty file. Other programs' variables are left out. Nothing is interpolated: a
    ``$`` in a secret is a dollar sign.
    """
    if not path.exists():
        return {}, []
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        return {}, [f"{path}: cannot be read ({_words(error)})."]
    found: dict[str, str] = {}
    problems: list[str] = []
    for binding in parse_stream(io.StringIO(text)):
        ours = binding.key is not None and binding.key.upper().startswith(PREFIX)
        if binding.error or (ours and binding.value is None):
            # Not the line itself: it may hold a secret.
            problems.append(
                f"{path}, line {_first_line(binding.original.string, binding.original.line)}: "
                "must look like NETLEAD_NAME=value."
            )
        elif ours and binding.key and binding.value is not None:
            found[binding.key] = binding.value
    return found, problems


def _first_line(original: str, line: int) -> int:
    """Return the line on which a statement begins: the parser counts empty lines before it in."""
    blank = len(original) - len(original.lstrip("\r\n"))
    return line + original[:blank].count("\n")


def collect(
    variables: Mapping[str, str], fields: Iterable[str], secrets: Iterable[str]
) -> tuple[dict[str, str], list[str]]:
    """Return the values by field name, and one line for each variable that cannot be used.

    ``variables`` are those that begin with `PREFIX`, in whatever case.
    ``fields`` are all known field names, ``secrets`` those of them that may also come from a file
    named by ``NETLEAD_X_FILE``. An empty value is the same as none, except for a secret: there it
    is more likely a secret that got lost on the way.
    """
    known = {variable(field): field for field in fields}
    files = {variable(field) + _FILE: field for field in secrets}
    values: dict[str, str] = {}
    problems: list[str] = []
    for name in sorted(variables):
        value = variables[name]
        if name in files:
            _take_file(name, variables, files[name], values, problems)
        elif name not in known:
            problems.append(_unknown(name, [*known, *files]))
        elif value.strip():
            values[known[name]] = value.strip()
        elif known[name] in files.values():
            problems.append(f"{name}: is empty; give it a value or take the line out.")
    return values, problems


def _take_file(
    name: str,
    variables: Mapping[str, str],
    field: str,
    values: dict[str, str],
    problems: list[str],
) -> None:
    plain = variable(field)
    path = Path(variables[name].strip())
    if variables.get(plain, "").strip():
        problems.append(f"{name}: {plain} is set too; keep one of the two.")
        return
    try:
        with path.open("rb") as file:
            value = file.read(_SECRET_LIMIT).decode().strip()
    except (OSError, ValueError) as error:
        problems.append(f"{name}: {str(path)!r} cannot be read ({_words(error)}).")
        return
    if value:
        values[field] = value
    else:
        problems.append(f"{name}: {str(path)!r} is empty; it must hold the value of {plain}.")


def _unknown(name: str, known: list[str]) -> str:
    near = get_close_matches(name.upper(), known, n=1, cutoff=0.0)
    return f"{ascii(name)[1:-1]}: there is no such setting; did you mean {near[0]}?"


def _words(error: Exception) -> str:
    if isinstance(error, OSError):
        return error.strerror or type(error).__name__
    return "it is not UTF-8 text" if isinstance(error, UnicodeDecodeError) else "not a file name"
