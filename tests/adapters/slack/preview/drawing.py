"""Blocks as HTML: what can be read, pressed and filled in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True)
class Filled:
    """What somebody put into a form, by the labels of its fields, and what is wrong, by block."""

    values: Mapping[str, str] = field(default_factory=dict)
    problems: Mapping[str, str] = field(default_factory=dict)


UNTOUCHED = Filled()


def drawn(blocks: Sequence[Json], filled: Filled = UNTOUCHED) -> str:
    """Return ``blocks`` as HTML; `LookupError` for a kind that NetLead never sent before."""
    return "\n".join(_drawn(block, filled) for block in blocks)


def _drawn(block: Json, filled: Filled) -> str:
    if block["type"] == "input":
        return _input(block, filled)
    return _BLOCKS[block["type"]](block)


def _header(block: Json) -> str:
    return f"<h2>{_plain(block['text'])}</h2>"


def _context(block: Json) -> str:
    return f'<p class="small">{" ".join(map(_plain, block["elements"]))}</p>'


def _divider(_: Json) -> str:
    return "<hr>"


def _actions(block: Json) -> str:
    return f'<p class="buttons">{" ".join(map(_button, block["elements"]))}</p>'


def _button(element: Json) -> str:
    if element["type"] != "button":
        raise LookupError(element["type"])
    return f'<button class="{element.get("style", "")}">{_plain(element["text"])}</button>'


def _rich(block: Json) -> str:
    tags = {"rich_text_section": "p", "rich_text_preformatted": "pre"}
    return "".join(
        f"<{tags[part['type']]}>{''.join(map(_run, part['elements']))}</{tags[part['type']]}>"
        for part in block["elements"]
    )


def _run(element: Json) -> str:
    text = escape(element["text"])
    if element["type"] == "link":
        return f'<a href="{escape(element["url"])}">{text}</a>'
    if element["type"] != "text":
        raise LookupError(element["type"])
    for style in element.get("style", {}):
        tag = {"bold": "strong", "code": "code"}[style]
        text = f"<{tag}>{text}</{tag}>"
    return text


def _chart(block: Json) -> str:
    chart = block["chart"]
    return (
        f"<figure><figcaption>{escape(block['title'])}</figcaption>{''.join(_bars(chart))}</figure>"
    )


def _bars(chart: Json) -> Iterator[str]:
    for series in chart["series"]:
        longest = max(point["value"] for point in series["data"]) or 1
        for point in series["data"]:
            width = 100 * point["value"] / longest
            yield (
                f'<div class="bar"><span>{escape(point["label"])}</span>'
                f'<i style="width: {width / 2:.0f}%"></i>'
                f"<b>{point['value']} {escape(series['name'])}</b></div>"
            )


def _input(block: Json, filled: Filled) -> str:
    label, element = _plain(block["label"]), block["element"]
    optional = ' <small class="small">(optional)</small>' if block.get("optional") else ""
    value = filled.values.get(block["label"]["text"])
    problem = filled.problems.get(block.get("block_id", ""), "")
    said = f'<p class="problem">{escape(problem)}</p>' if problem else ""
    shown = _FIELDS[element["type"]](element, value)
    wrong = ' class="wrong"' if problem else ""
    return f"<div{wrong}><label>{label}{optional}{shown}</label>{said}</div>"


def _line(element: Json, value: str | None) -> str:
    text = escape(element.get("initial_value", "") if value is None else value)
    hint = _plain(element["placeholder"]) if "placeholder" in element else ""
    if element.get("multiline"):
        return f'<textarea rows="3" placeholder="{hint}">{text}</textarea>'
    return f'<input value="{text}" placeholder="{hint}">'


def _choice(element: Json, value: str | None) -> str:
    chosen = element.get("initial_option", {}).get("text", {}).get("text", "")
    wanted = chosen if value is None else value
    options = "".join(
        f"<option{' selected' * (option['text']['text'] == wanted)}>{_plain(option['text'])}</option>"
        for option in element["options"]
    )
    return f"<select>{options}</select>"


def _people(element: Json, value: str | None) -> str:
    hint = _plain(element["placeholder"]) if "placeholder" in element else ""
    shown = ", ".join(element.get("initial_users", [])) if value is None else value
    return f'<input value="{escape(shown)}" placeholder="{hint}">'


def _plain(text: Json) -> str:
    return escape(text["text"])


_BLOCKS: Mapping[str, Callable[[Json], str]] = {
    "header": _header,
    "context": _context,
    "divider": _divider,
    "actions": _actions,
    "rich_text": _rich,
    "data_visualization": _chart,
}
_FIELDS: Mapping[str, Callable[[Json, str | None], str]] = {
    "plain_text_input": _line,
    "static_select": _choice,
    "multi_users_select": _people,
}
