"""Small blocks and a form, as an app would send them."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]


def text(words: str) -> Json:
    return {"type": "plain_text", "text": words}


def button(label: str, value: str) -> Json:
    return {"type": "button", "text": text(label), "value": value, "action_id": value}


def buttons(*pairs: tuple[str, str]) -> Json:
    return {"type": "actions", "elements": [button(label, value) for label, value in pairs]}


def field(label: str, element: Json, *, optional: bool = False) -> Json:
    return {
        "type": "input",
        "block_id": f"block-{label}",
        "label": text(label),
        "element": {"action_id": "value", **element},
        "optional": optional,
    }


OPTIONS = [{"text": text("Closest 5"), "value": "5"}, {"text": text("Closest 15"), "value": "15"}]
FORM: Json = {
    "type": "modal",
    "callback_id": "helped",
    "private_metadata": "draft-7",
    "title": text("Whom did you help?"),
    "submit": text("Write it down"),
    "notify_on_close": True,
    "blocks": [
        field("Name", {"type": "plain_text_input", "max_length": 20}),
        field("Circle", {"type": "static_select", "options": OPTIONS}, optional=True),
        field("On", {"type": "datepicker", "initial_date": "2026-05-05"}, optional=True),
        field("With", {"type": "multi_users_select"}, optional=True),
        field("Who", {"type": "users_select"}, optional=True),
    ],
}
