"""Blocks and views of every kind, well made: what the judges are tried on, and broken from."""

from __future__ import annotations

from typing import Any

Block = dict[str, Any]
View = dict[str, Any]


def plain(text: str) -> Block:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Block:
    return {"type": "mrkdwn", "text": text}


def header(text: str = "Say hello to Grace") -> Block:
    return {"type": "header", "text": plain(text)}


def section(text: str = "It has been five weeks.", **more: Any) -> Block:  # noqa: ANN401 any field
    return {"type": "section", "text": mrkdwn(text), **more}


def fields(*texts: str) -> Block:
    return {"type": "section", "fields": [mrkdwn(text) for text in texts]}


def rich(*elements: Block) -> Block:
    run = {"type": "rich_text_section", "elements": list(elements)}
    return {"type": "rich_text", "elements": [run]}


def button(action: str = "a1", **more: Any) -> Block:  # noqa: ANN401 any field
    return {"type": "button", "text": plain("Done"), "action_id": action, "value": "done 4", **more}


def actions(*elements: Block) -> Block:
    return {"type": "actions", "elements": list(elements)}


def context(*texts: str) -> Block:
    return {"type": "context", "elements": [mrkdwn(text) for text in texts]}


def option(text: str = "Closest 5", value: str = "5") -> Block:
    return {"text": plain(text), "value": value}


def select(*options: Block, **more: Any) -> Block:  # noqa: ANN401 any field
    return {
        "type": "static_select",
        "action_id": "circle",
        "placeholder": plain("Which circle?"),
        "options": list(options),
        **more,
    }


def answer(action: str = "who", **more: Any) -> Block:  # noqa: ANN401 any field
    return {"type": "plain_text_input", "action_id": action, **more}


def question(element: Block, label: str = "Name", **more: Any) -> Block:  # noqa: ANN401 any field
    return {"type": "input", "label": plain(label), "element": element, **more}


def table(rows: int = 2, columns: int = 2) -> Block:
    row = [{"type": "raw_text", "text": "x"} for _ in range(columns)]
    return {"type": "table", "rows": [row for _ in range(rows)]}


def bars(title: str = "Who helped whom", label: str = "Ada helped you", points: int = 1) -> Block:
    return {
        "type": "data_visualization",
        "title": title,
        "chart": {
            "type": "bar",
            "series": [{"name": "Times", "data": [{"label": label, "value": 4}] * points}],
            "axis_config": {"categories": [label], "y_label": "times"},
        },
    }


def pie(value: float = 0.4) -> Block:
    segments = [{"label": "Inside", "value": value}]
    return {
        "type": "data_visualization",
        "title": "Where you are in touch",
        "chart": {"type": "pie", "segments": segments},
    }


def modal(*blocks: Block, **more: Any) -> View:  # noqa: ANN401 any field
    return {
        "type": "modal",
        "callback_id": "form",
        "title": plain("Whom did you help?"),
        "submit": plain("Write it down"),
        "close": plain("Never mind"),
        "private_metadata": "m-1",
        "blocks": list(blocks),
        **more,
    }


def home(*blocks: Block, **more: Any) -> View:  # noqa: ANN401 any field
    return {"type": "home", "blocks": list(blocks), **more}


def without(part: Block, *keys: str) -> Block:
    return {key: value for key, value in part.items() if key not in keys}


CONFIRM: Block = {
    "title": plain("Remove everything?"),
    "text": mrkdwn("There is *no way back*."),
    "confirm": plain("Remove"),
    "deny": plain("Keep"),
}
IMAGE: Block = {
    "type": "image",
    "image_url": "https://netlead.example.com/map.png",
    "alt_text": "Your network",
}
DATE: Block = {"type": "datepicker", "action_id": "on", "initial_date": "2026-11-05"}
RICH = rich(
    {"type": "text", "text": "Type "},
    {"type": "text", "text": "why 7", "style": {"code": True}},
    {"type": "link", "url": "https://example.org/", "text": "or read"},
)
CIRCLES = (option(), option("Closest 15", "15"))

MESSAGE = [
    header(),
    section(block_id="body"),
    RICH,
    section(accessory=button()),
    fields("*Circle*\nClosest 15", "*Knows*\nlooms"),
    {"type": "divider"},
    IMAGE,
    bars(),
    pie(),
    table(),
    context("Why this? Type `why 7`"),
    {"type": "markdown", "text": "**Ada** and `code`"},
    actions(
        button("b0", style="primary"),
        button("b1", url="https://example.org/", confirm=CONFIRM),
        select(*CIRCLES, initial_option=CIRCLES[0]),
        {"type": "users_select", "action_id": "person", "placeholder": plain("Who?")},
        {"type": "overflow", "action_id": "more", "options": list(CIRCLES)},
    ),
]
FORM = modal(
    section("In your own words."),
    question(answer(multiline=True, max_length=3000, initial_value="Ada"), block_id="who"),
    question(select(*CIRCLES), "Circle", optional=True, hint=plain("A number will do")),
    question(DATE, "On which day"),
    question(
        {"type": "multi_users_select", "action_id": "people", "max_selected_items": 3}, "With"
    ),
)
HOME = home(header(), section(), RICH, actions(button()), private_metadata="h-1")
