"""The tables of the README and the guides, made from the code, so that they cannot grow old.

``python -m bot.handbook`` writes them between their marks anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from bot.environment import variable
from bot.settings import SECRETS, Settings
from coaching.commands import commands
from coaching.commands.help import groups

ROOT = Path(__file__).parents[1]


def commands_table() -> str:
    """Return everything people can say as a Markdown table, by group as in ``help``."""
    return "\n".join(_command_lines())


def _command_lines() -> Iterator[str]:
    yield "| Say | What it does |"
    yield "|---|---|"
    for group in groups():
        yield f"| **{group}** | |"
        for command in commands().values():
            if command.listed and command.group == group:
                yield f"| {_code(command.usage[0])} | {_cell(command.summary)} |"


def settings_table() -> str:
    """Return every setting with what it may be and its default as a Markdown table."""
    lines = ["| Variable | What it may be | Default |", "|---|---|---|"]
    for name, field in sorted(Settings.model_fields.items(), key=_about_slack):
        shown = str(field.default).lower() if field.default is True else str(field.default or "")
        default = _code(shown) if shown else "none"
        also = f"; or {_code(variable(name) + '_FILE')}: a file that holds it"
        words = _cell(field.description or "") + also * (name in SECRETS)
        lines.append(f"| {_code(variable(name))} | {words} | {default} |")
    return "\n".join(lines)


def _about_slack(field: tuple[str, object]) -> bool:
    """Put what is about one platform, or about a model, last."""
    return field[0].startswith(("slack_", "teams_", "model_"))


TABLES: Mapping[str, tuple[str, Callable[[], str]]] = {
    "README.md": ("commands", commands_table),
    "docs/operating.md": ("settings", settings_table),
}
"""Where each table stands: the file, and the name in its marks ``<!-- name -->``."""


def with_table(text: str, name: str, table: str) -> str:
    """Return ``text`` with ``table`` between the marks of ``name``; `ValueError` without them."""
    start, end = f"<!-- {name} -->\n", f"<!-- /{name} -->"
    head, found, rest = text.partition(start)
    _, closed, tail = rest.partition(end)
    if not found or not closed:
        raise ValueError(name)
    return f"{head}{start}\n{table}\n\n{end}{tail}"


def write(root: Path = ROOT) -> None:
    """Write all tables under ``root`` anew."""
    for file, (name, table) in TABLES.items():
        path = root / file
        path.write_text(with_table(path.read_text("utf-8"), name, table()), "utf-8")


def _code(text: str) -> str:
    return f"`{_cell(text)}`"


def _cell(text: str) -> str:
    return text.replace("|", r"\|")


if __name__ == "__main__":
    write()
