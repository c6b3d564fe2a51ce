"""What Slack's client makes of a form that somebody filled in, and what it does not let her send."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tests.adapters.slack.fake import looking
from tests.adapters.slack.fake.nouns import Json, User

Value = str | User | date | None | list[str] | list[User]
Values = Mapping[str, Value]
"""What was filled in, by the labels of the fields: options by their labels, people by their ids."""

_ONE = {
    "users_select": ("selected_user", "initial_user"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "channels_select": ("selected_channel", "initial_channel"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "overflow": ("selected_option", ""),
}
_MANY = {
    "multi_users_select": ("selected_users", "initial_users"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "multi_static_select": ("selected_options", "initial_options"),
    "multi_external_select": ("selected_options", "initial_options"),
    "checkboxes": ("selected_options", "initial_options"),
}
_PRESSED = frozenset({"button", "overflow", "workflow_button"})


class ClientRefusal(ValueError):  # noqa: N818 - what a client does, not an error of ours
    """Slack's client does not let this be sent."""


def state_values(blocks: list[Json], values: Values, *, complete: bool) -> Json:
    """Return ``state.values`` for what was filled in, the rest as the app had pre-filled it.

    With ``complete`` required fields must be filled, as for a submission. Raises `ClientRefusal`
    for what the client would not send, `LookupError` for a label that no field has.
    """
    state: Json = {}
    fields = [(b, e) for b, e in looking.elements(blocks) if e["type"] not in _PRESSED]
    labels = [looking.label(block, element) for block, element in fields]
    if unknown := set(values) - set(labels):
        raise LookupError(f"no field is called {sorted(unknown)}; there are {labels}")
    for label, (block, element) in zip(labels, fields, strict=True):
        filled = field_state(element, values[label]) if label in values else before(element)
        needed = block["type"] == "input" and not block.get("optional")
        if complete and needed and not _content(filled):
            raise ClientRefusal(f"{label!r} is not filled in")
        state.setdefault(block["block_id"], {})[element["action_id"]] = filled
    return state


def field_state(element: Json, value: Value) -> Json:
    """Return the state of a field in which somebody put ``value``."""
    kind = element["type"]
    if kind in _MANY:
        items = value if isinstance(value, list) else [value]
        chosen = [_chosen(element, item) for item in items if item is not None]
        if len(chosen) > element.get("max_selected_items", len(chosen)):
            raise ClientRefusal(f"no more than {element['max_selected_items']} can be picked")
        return {"type": kind, _MANY[kind][0]: chosen}
    if kind in _ONE:
        return {"type": kind, _ONE[kind][0]: None if value is None else _chosen(element, value)}
    text = "" if value is None else str(value)
    if text and len(text) < element.get("min_length", 0):
        raise ClientRefusal(f"shorter than {element['min_length']} characters")
    if len(text) > element.get("max_length", 3000):
        raise ClientRefusal(f"longer than {element.get('max_length', 3000)} characters")
    if "\n" in text and not element.get("multiline"):
        raise ClientRefusal("a field of one line takes no line breaks")
    return {"type": kind, "value": text or None}


def before(element: Json) -> Json:
    """Return the state of a field that nobody touched."""
    kind = element["type"]
    if kind in _MANY:
        name, initial = _MANY[kind]
        return {"type": kind, name: element.get(initial, [])}
    if kind in _ONE:
        name, initial = _ONE[kind]
        return {"type": kind, name: element.get(initial)}
    return {"type": kind, "value": element.get("initial_value") or None}


def _chosen(element: Json, value: object) -> object:
    if isinstance(value, User):
        return value.id
    if "options" not in element and "option_groups" not in element:
        return str(value)
    options = list(element.get("options", []))
    for group in element.get("option_groups", []):
        options += group["options"]
    for option in options:
        if value in {option["text"]["text"], option["value"]}:
            return option
    raise ClientRefusal(f"{value!r} is none of {[option['text']['text'] for option in options]}")


def _content(state: Json) -> object:
    return next(value for name, value in state.items() if name != "type")
