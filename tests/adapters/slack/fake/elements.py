"""What Slack says of interactive elements: which fields they have, and how long those may be."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from tests.adapters.slack.fake.texts import (
    count,
    items,
    kind_of,
    known_keys,
    length,
    plain,
    text,
    web_address,
)

Json = dict[str, Any]
Problems = Iterator[str]

OPTION_TEXT, OPTION_VALUE, OPTION_DESCRIPTION = 75, 150, 75
PLACEHOLDER = 150

_ONE_OF_MANY = frozenset(
    {"static_select", "external_select", "users_select", "conversations_select", "channels_select"}
)
SELECTS = _ONE_OF_MANY | {f"multi_{kind}" for kind in _ONE_OF_MANY}
PICKERS = frozenset({"datepicker", "timepicker", "datetimepicker"})
CHOICES = frozenset({"checkboxes", "radio_buttons"})
TEXT_INPUTS = frozenset(
    {"plain_text_input", "email_text_input", "url_text_input", "number_input", "rich_text_input"}
)
ACTIONS = SELECTS | PICKERS | CHOICES | {"button", "overflow", "rich_text_input", "workflow_button"}
ACCESSORIES = (ACTIONS | {"image"}) - {"datetimepicker", "rich_text_input"}
INPUTS = SELECTS | PICKERS | CHOICES | TEXT_INPUTS | {"file_input"}

_COMMON = {"type", "action_id", "confirm", "focus_on_load"}
_FIELDS: dict[str, set[str]] = {
    "button": {"text", "url", "value", "style", "accessibility_label", "agent_prompt"},
    "overflow": {"options"},
    "checkboxes": {"options", "initial_options"},
    "radio_buttons": {"options", "initial_option"},
    "datepicker": {"placeholder", "initial_date"},
    "timepicker": {"placeholder", "initial_time", "timezone"},
    "datetimepicker": {"initial_date_time"},
    "static_select": {"placeholder", "options", "option_groups", "initial_option"},
    "external_select": {"placeholder", "initial_option", "min_query_length"},
    "users_select": {"placeholder", "initial_user"},
    "conversations_select": {
        *("placeholder", "initial_conversation", "default_to_current_conversation"),
        *("response_url_enabled", "filter"),
    },
    "channels_select": {"placeholder", "initial_channel", "response_url_enabled"},
    "plain_text_input": {
        *("placeholder", "initial_value", "multiline", "min_length", "max_length"),
        "dispatch_action_config",
    },
    "email_text_input": {"placeholder", "initial_value", "dispatch_action_config"},
    "url_text_input": {"placeholder", "initial_value", "dispatch_action_config"},
    "number_input": {
        *("placeholder", "initial_value", "is_decimal_allowed", "min_value", "max_value"),
        "dispatch_action_config",
    },
    "rich_text_input": {"placeholder", "initial_value", "dispatch_action_config"},
    "file_input": {"filetypes", "max_files"},
    "workflow_button": {"text", "workflow", "style", "accessibility_label"},
    "feedback_buttons": {"positive_button", "negative_button"},
    "icon_button": {"icon", "text", "value", "accessibility_label", "visible_to_user_ids"},
}
_MULTI = {"max_selected_items", "initial_options", "initial_users", "initial_conversations"} | {
    "initial_channels"
}


def element_problems(element: object, where: str, allowed: frozenset[str] | set[str]) -> Problems:
    """Yield what is wrong with one element that stands where only ``allowed`` types may."""
    if not isinstance(element, dict):
        yield f"{where}: must be an object"
        return
    kind = kind_of(element)
    if kind not in allowed:
        yield f"{where}/type: unsupported type: {element.get('type')}"
        return
    if kind == "image":
        yield from picture_problems(element, where, {"type", "image_url", "slack_file", "alt_text"})
        return
    yield from _fields(element, kind, where)
    yield from _common(element, where)
    if check := _CHECKS.get(kind.removeprefix("multi_")):
        yield from check(element, where)


def picture_problems(image: Json, where: str, keys: set[str]) -> Problems:
    """Yield what is wrong with an image, as a block or as an element."""
    yield from known_keys(image, where, keys)
    yield from length(image.get("alt_text"), f"{where}/alt_text", 2000)
    if ("image_url" in image) == ("slack_file" in image):
        yield f"{where}: needs image_url or slack_file, and only one of them"
    if "image_url" in image:
        yield from web_address(image["image_url"], f"{where}/image_url")
    if "slack_file" in image and not _is_file(image["slack_file"]):
        yield f"{where}/slack_file: needs id or url"


def option_problems(option: object, where: str, *, marked_up: bool = False) -> Problems:
    """Yield what is wrong with one option of a menu; ``marked_up``: its text may be mrkdwn."""
    if not isinstance(option, dict):
        yield f"{where}: must be an object"
        return
    yield from known_keys(option, where, {"text", "value", "description", "url"})
    check = text if marked_up else plain
    yield from check(option.get("text"), f"{where}/text", OPTION_TEXT)
    yield from length(option.get("value"), f"{where}/value", OPTION_VALUE)
    if "description" in option:
        yield from check(option["description"], f"{where}/description", OPTION_DESCRIPTION)


def _is_file(value: object) -> bool:
    return isinstance(value, dict) and bool(value.get("id") or value.get("url"))


def _fields(element: Json, kind: str, where: str) -> Problems:
    single = kind.removeprefix("multi_")
    fields = _COMMON | _FIELDS.get(single, set())
    if kind != single:
        fields |= _MULTI
    yield from known_keys(element, where, fields)


def _common(element: Json, where: str) -> Problems:
    if "action_id" in element:
        yield from length(element["action_id"], f"{where}/action_id", 255)
    if "placeholder" in element:
        yield from plain(element["placeholder"], f"{where}/placeholder", PLACEHOLDER)
    if "confirm" in element:
        yield from _confirm(element["confirm"], f"{where}/confirm")


def _confirm(confirm: object, where: str) -> Problems:
    if not isinstance(confirm, dict):
        yield f"{where}: must be an object"
        return
    yield from known_keys(confirm, where, {"title", "text", "confirm", "deny", "style"})
    yield from plain(confirm.get("title"), f"{where}/title", 100)
    yield from text(confirm.get("text"), f"{where}/text", 300)
    for name in ("confirm", "deny"):
        if name in confirm:
            yield from plain(confirm[name], f"{where}/{name}", 30)


def _button(button: Json, where: str) -> Problems:
    yield from plain(button.get("text"), f"{where}/text", 75)
    if "value" in button:
        yield from length(button["value"], f"{where}/value", 2000)
    if "url" in button:
        yield from web_address(button["url"], f"{where}/url")
    if "accessibility_label" in button:
        yield from length(button["accessibility_label"], f"{where}/accessibility_label", 75)
    if button.get("style", "primary") not in ("primary", "danger"):
        yield f"{where}/style: must be primary or danger"


def _static_select(select: Json, where: str) -> Problems:
    if ("options" in select) == ("option_groups" in select):
        yield f"{where}: needs options or option_groups, and only one of them"
    options = list(items(select.get("options")))
    if "options" in select:
        yield from _options(select["options"], f"{where}/options", 100)
    if "option_groups" in select:
        yield from count(select["option_groups"], f"{where}/option_groups", 100)
        for number, group in enumerate(items(select["option_groups"])):
            yield from _group(group, f"{where}/option_groups/{number}")
            options += items(group.get("options")) if isinstance(group, dict) else []
    yield from _initial(select, options, where)


def _group(group: object, where: str) -> Problems:
    if not isinstance(group, dict):
        yield f"{where}: must be an object"
        return
    yield from known_keys(group, where, {"label", "options"})
    yield from plain(group.get("label"), f"{where}/label", 75)
    yield from _options(group.get("options"), f"{where}/options", 100)


def _checkboxes(boxes: Json, where: str) -> Problems:
    yield from _options(boxes.get("options"), f"{where}/options", 10, marked_up=True)
    yield from _initial(boxes, items(boxes.get("options")), where)


def _overflow(menu: Json, where: str) -> Problems:
    yield from _options(menu.get("options"), f"{where}/options", 5)


def _initial(element: Json, options: list[object], where: str) -> Problems:
    chosen = [element["initial_option"]] if "initial_option" in element else []
    chosen += items(element.get("initial_options"))
    if "initial_options" in element and not chosen:
        yield f"{where}/initial_options: no fewer than 1 items allowed"
    for option in chosen:
        if option not in options:
            yield f"{where}: the initial option is none of the options"


def _options(options: object, where: str, most: int, *, marked_up: bool = False) -> Problems:
    yield from count(options, where, most)
    for number, option in enumerate(items(options)):
        yield from option_problems(option, f"{where}/{number}", marked_up=marked_up)


def _text_input(field: Json, where: str) -> Problems:
    if field.get("initial_value") not in (None, ""):
        yield from length(field["initial_value"], f"{where}/initial_value", 3000)
    least, most = field.get("min_length", 0), field.get("max_length", 3000)
    if not (isinstance(least, int) and 0 <= least <= 3000):
        yield f"{where}/min_length: must be from 0 to 3000"
    elif not (isinstance(most, int) and 1 <= most <= 3000):
        yield f"{where}/max_length: must be from 1 to 3000"
    elif least > most:
        yield f"{where}: min_length is more than max_length"


def _number_input(field: Json, where: str) -> Problems:
    if not isinstance(field.get("is_decimal_allowed"), bool):
        yield f"{where}/is_decimal_allowed: must be a boolean"


def _datepicker(picker: Json, where: str) -> Problems:
    if "initial_date" not in picker:
        return
    value = picker["initial_date"]
    try:
        date.fromisoformat(value if re.fullmatch(r"\d{4}-\d\d-\d\d", str(value)) else "")
    except ValueError:
        yield f"{where}/initial_date: must be a date as YYYY-MM-DD"


def _timepicker(picker: Json, where: str) -> Problems:
    value = picker.get("initial_time", "00:00")
    if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", str(value)):
        yield f"{where}/initial_time: must be a time as HH:mm"


_CHECKS: dict[str, Callable[[Json, str], Problems]] = {
    "button": _button,
    "static_select": _static_select,
    "checkboxes": _checkboxes,
    "radio_buttons": _checkboxes,
    "overflow": _overflow,
    "plain_text_input": _text_input,
    "number_input": _number_input,
    "datepicker": _datepicker,
    "timepicker": _timepicker,
}
