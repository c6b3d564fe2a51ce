"""Slack's rules for blocks, each at its border; the borders are those of slackblocks' register."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from slackblocks import _limits as limits

from tests.adapters.slack.fake.block_rules import Surface, problems, view_problems

Json = dict[str, Any]


def plain(size: int, kind: str = "plain_text") -> Json:
    return {"type": kind, "text": "x" * size}


def section(**more: object) -> Json:
    return {"type": "section", "text": plain(3, "mrkdwn")} | more


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def button(**more: object) -> Json:
    return {"type": "button", "text": plain(3)} | more


def options(count: int, text: int = 3, value: int = 3) -> list[Json]:
    return [
        {"text": plain(text), "value": str(number).rjust(value, "v")} for number in range(count)
    ]


def select(**more: object) -> Json:
    return {"type": "static_select", "options": options(2)} | more


def field(element: Json | None = None, **more: object) -> Json:
    usual = {"type": "plain_text_input"}
    return {"type": "input", "label": plain(3), "element": element or usual} | more


def bars(count: int = 2, label: int = 3, series: int = 1, **more: object) -> Json:
    names = [str(number).rjust(label, "p") for number in range(count)]
    data = [{"label": name, "value": 1} for name in names]
    chart = {
        "type": "bar",
        "series": [{"name": f"series {number}", "data": data} for number in range(series)],
        "axis_config": {"categories": names} | more,
    }
    return {"type": "data_visualization", "title": "Give and take", "chart": chart}


def pie(count: int, value: float = 1, label: int = 3) -> Json:
    segments = [{"label": str(n).rjust(label, "p"), "value": value} for n in range(count)]
    return bars() | {"chart": {"type": "pie", "segments": segments}}


def confirm(title: int = 3, text: int = 3, yes: int = 3, no: int = 3) -> Json:
    asked = {"title": plain(title), "text": plain(text), "confirm": plain(yes), "deny": plain(no)}
    return actions(button(confirm=asked))


def modal(*blocks: Json, **more: object) -> Json:
    return {"type": "modal", "title": plain(3), "blocks": list(blocks or [section()])} | more


BORDERS: list[tuple[str, Callable[[int], list[Json]]]] = [
    ("SECTION_TEXT_MAX_LENGTH", lambda n: [{"type": "section", "text": plain(n, "mrkdwn")}]),
    ("SECTION_FIELDS_MAX_ITEMS", lambda n: [section(fields=[plain(3)] * n)]),
    ("SECTION_FIELDS_ITEM_MAX_LENGTH", lambda n: [section(fields=[plain(n)])]),
    ("HEADER_TEXT_MAX_LENGTH", lambda n: [{"type": "header", "text": plain(n)}]),
    ("ACTIONS_ELEMENTS_MAX_ITEMS", lambda n: [actions(*[button() for _ in range(n)])]),
    ("CONTEXT_ELEMENTS_MAX_ITEMS", lambda n: [{"type": "context", "elements": [plain(3)] * n}]),
    ("BUTTON_TEXT_MAX_LENGTH", lambda n: [actions(button(text=plain(n)))]),
    ("BUTTON_VALUE_MAX_LENGTH", lambda n: [actions(button(value="v" * n))]),
    ("ACTION_ID_MAX_LENGTH", lambda n: [actions(button(action_id="a" * n))]),
    ("BLOCK_ID_MAX_LENGTH", lambda n: [section(block_id="b" * n)]),
    ("SELECT_OPTIONS_MAX_ITEMS", lambda n: [actions(select(options=options(n)))]),
    ("OPTION_TEXT_MAX_LENGTH", lambda n: [actions(select(options=options(1, text=n)))]),
    ("OPTION_VALUE_MAX_LENGTH", lambda n: [actions(select(options=options(1, value=n)))]),
    ("SELECT_PLACEHOLDER_MAX_LENGTH", lambda n: [actions(select(placeholder=plain(n)))]),
    (
        "OVERFLOW_OPTIONS_MAX_ITEMS",
        lambda n: [actions({"type": "overflow", "options": options(n)})],
    ),
    (
        "CHECKBOXES_OPTIONS_MAX_ITEMS",
        lambda n: [field({"type": "checkboxes", "options": options(n)})],
    ),
    ("CONFIRMATION_TITLE_MAX_LENGTH", lambda n: [confirm(title=n)]),
    ("CONFIRMATION_TEXT_MAX_LENGTH", lambda n: [confirm(text=n)]),
    ("CONFIRMATION_CONFIRM_MAX_LENGTH", lambda n: [confirm(yes=n)]),
    ("CONFIRMATION_DENY_MAX_LENGTH", lambda n: [confirm(no=n)]),
    ("INPUT_LABEL_MAX_LENGTH", lambda n: [field(label=plain(n))]),
    ("INPUT_HINT_MAX_LENGTH", lambda n: [field(hint=plain(n))]),
    (
        "PLAIN_TEXT_INPUT_MAX_LENGTH_MAX",
        lambda n: [field({"type": "plain_text_input", "max_length": n})],
    ),
    (
        "PLAIN_TEXT_INPUT_PLACEHOLDER_MAX_LENGTH",
        lambda n: [field({"type": "plain_text_input", "placeholder": plain(n)})],
    ),
    (
        "IMAGE_ALT_TEXT_MAX_LENGTH",
        lambda n: [{"type": "image", "image_url": "https://a.example", "alt_text": "x" * n}],
    ),
    ("MARKDOWN_TOTAL_TEXT_MAX_LENGTH", lambda n: [{"type": "markdown", "text": "x" * n}]),
    ("TABLE_ROWS_MAX_ITEMS", lambda n: [{"type": "table", "rows": [[plain(1)]] * n}]),
    ("TABLE_COLUMNS_MAX_ITEMS", lambda n: [{"type": "table", "rows": [[plain(1)] * n]}]),
    ("DATA_VISUALIZATION_TITLE_MAX_LENGTH", lambda n: [bars() | {"title": "t" * n}]),
    ("DATA_VISUALIZATION_SERIES_MAX_ITEMS", lambda n: [bars(series=n)]),
    ("DATA_VISUALIZATION_CATEGORIES_MAX_ITEMS", lambda n: [bars(count=n)]),
    ("DATA_VISUALIZATION_CATEGORY_LABEL_MAX_LENGTH", lambda n: [bars(label=n)]),
    ("DATA_VISUALIZATION_AXIS_LABEL_MAX_LENGTH", lambda n: [bars(x_label="x" * n)]),
    ("DATA_VISUALIZATION_SEGMENTS_MAX_ITEMS", lambda n: [pie(n)]),
    ("DATA_VISUALIZATION_SEGMENT_LABEL_MAX_LENGTH", lambda n: [pie(1, label=n)]),
    ("MESSAGE_DATA_VISUALIZATIONS_MAX_ITEMS", lambda n: [bars()] * n),
    ("MESSAGE_BLOCKS_MAX_ITEMS", lambda n: [section()] * n),
]

VIEW_BORDERS: list[tuple[str, Callable[[int], Json]]] = [
    ("VIEW_BLOCKS_MAX_ITEMS", lambda n: modal(*[section()] * n)),
    ("VIEW_TITLE_MAX_LENGTH", lambda n: modal(title=plain(n))),
    ("VIEW_SUBMIT_MAX_LENGTH", lambda n: modal(submit=plain(n))),
    ("VIEW_CLOSE_MAX_LENGTH", lambda n: modal(close=plain(n))),
    ("VIEW_PRIVATE_METADATA_MAX_LENGTH", lambda n: modal(private_metadata="m" * n)),
    ("VIEW_CALLBACK_ID_MAX_LENGTH", lambda n: modal(callback_id="c" * n)),
    ("VIEW_EXTERNAL_ID_MAX_LENGTH", lambda n: modal(external_id="e" * n)),
    ("ALERT_TEXT_MAX_LENGTH", lambda n: modal({"type": "alert", "text": plain(n)})),
]


@pytest.mark.parametrize(("name", "made"), BORDERS, ids=[name for name, _ in BORDERS])
def test_a_message_may_go_up_to_the_border_and_no_further(
    name: str, made: Callable[[int], list[Json]]
) -> None:
    most = getattr(limits, name)

    assert problems(made(most), "message") == []
    assert problems(made(most + 1), "message")


@pytest.mark.parametrize(("name", "made"), VIEW_BORDERS, ids=[name for name, _ in VIEW_BORDERS])
def test_a_view_may_go_up_to_the_border_and_no_further(
    name: str, made: Callable[[int], Json]
) -> None:
    most = getattr(limits, name)

    assert view_problems(made(most)) == []
    assert view_problems(made(most + 1))


WRONG: list[tuple[str, list[Any]]] = [
    ("unsupported type", [{"type": "paragraph"}]),
    ("unsupported type", [{"type": "alert", "text": plain(3)}]),
    ("unsupported type", [actions({"type": "plain_text_input"})]),
    ("unsupported type", [section(accessory={"type": "datetimepicker"})]),
    ("unsupported type", [field(button())]),
    ("must be an object", ["text"]),
    ("additional property: txt", [section(txt="x")]),
    ("additional property: lable", [actions(button(lable="x"))]),
    ("additional property: verbatim", [{"type": "header", "text": plain(3) | {"verbatim": True}}]),
    ("needs text or fields", [{"type": "section"}]),
    ("must be more than 0 characters", [{"type": "section", "text": plain(0, "mrkdwn")}]),
    ("must be more than 0 characters", [section(fields=[plain(0)])]),
    ("no fewer than 1", [section(fields=[])]),
    ("must be plain_text", [{"type": "header", "text": plain(3, "mrkdwn")}]),
    ("must be plain_text", [actions(button(text=plain(3, "mrkdwn")))]),
    ("must be plain_text", [field(label=plain(3, "mrkdwn"))]),
    ("must be a text object", [{"type": "header", "text": "Hello"}]),
    ("no fewer than 1", [actions()]),
    ("no fewer than 1", [{"type": "context", "elements": []}]),
    ("must be primary or danger", [actions(button(style="default"))]),
    ("must be a valid URL", [actions(button(url="javascript:alert(1)"))]),
    ("must be more than 0 characters", [actions(button(value=""))]),
    ("action_id a already exists", [actions(button(action_id="a"), button(action_id="a"))]),
    ("block_id b already exists", [section(block_id="b"), section(block_id="b")]),
    ("must be a string", [{"type": "image", "image_url": "https://a.example"}]),
    ("only one of them", [{"type": "image", "alt_text": "x"}]),
    ("no fewer than 1", [actions(select(options=[]))]),
    ("only one of them", [actions({"type": "static_select"})]),
    ("none of the options", [actions(select(initial_option=options(1, value=9)[0]))]),
    ("as YYYY-MM-DD", [actions({"type": "datepicker", "initial_date": "2026-02-30"})]),
    ("as YYYY-MM-DD", [actions({"type": "datepicker", "initial_date": "05.12.2026"})]),
    ("as HH:mm", [actions({"type": "timepicker", "initial_time": "9am"})]),
    ("more than max_length", [field({"type": "plain_text_input", "min_length": 9, "max_length": 8})]),
    ("must be a boolean", [field(optional="yes")]),
    ("must be a boolean", [field({"type": "number_input"})]),
    ("must be an object", [{"type": "input", "label": plain(3)}]),
    ("greater than 0", [pie(2, value=0)]),
    ("must be unique", [bars() | {"chart": bars()["chart"] | {"axis_config": {"categories": ["a", "a"]}}}]),
    ("exactly one point", [bars() | {"chart": bars()["chart"] | {"axis_config": {"categories": ["a"]}}}]),
    ("names must be unique", [bars() | {"chart": bars()["chart"] | {"series": bars()["chart"]["series"] * 2}}]),
    ("must be pie", [bars() | {"chart": {"type": "radar"}}]),
    ("only_one_table", [{"type": "table", "rows": [[plain(1)]]}] * 2),
    ("characters of markdown", [{"type": "markdown", "text": "x" * 6001}] * 2),
    ("msg_blocks_too_long", [{"type": "section", "text": plain(2900)}] * 5),
]  # fmt: skip


@pytest.mark.parametrize(("words", "blocks"), WRONG)
def test_a_message_that_breaks_a_rule_is_told_which(words: str, blocks: list[Any]) -> None:
    found = problems(blocks, "message")

    assert any(words in line for line in found), found


@pytest.mark.parametrize(
    ("surface", "block"),
    [
        ("home", bars()),
        ("modal", bars()),
        ("home", {"type": "markdown", "text": "x"}),
        ("modal", {"type": "table", "rows": [[plain(1)]]}),
        ("home", {"type": "alert", "text": plain(3)}),
    ],
)
def test_some_blocks_stand_only_on_some_surfaces(surface: Surface, block: Json) -> None:
    assert any("unsupported type" in line for line in problems([block], surface))


def test_blocks_must_be_a_list_and_a_view_an_object() -> None:
    assert problems({"type": "section"}, "message") == ["/blocks: must be an array"]
    assert view_problems([]) == ["/view: must be an object"]
    assert view_problems({"type": "dialog"}) == ["/view/type: must be modal or home, not dialog"]


def test_a_form_needs_something_to_send_it_with() -> None:
    assert view_problems(modal(field())) == [
        "/view/submit: is required when a modal has an input block"
    ]
    assert view_problems(modal(field(), submit=plain(4))) == []
    assert view_problems({"type": "home", "blocks": [field()]}) == []


def test_only_one_field_of_a_view_begins_with_the_cursor() -> None:
    focused = field({"type": "plain_text_input", "focus_on_load": True})

    assert view_problems(modal(focused, submit=plain(4))) == []
    assert view_problems(modal(focused, focused, submit=plain(4)))


def test_what_slacks_own_pages_show_as_right_is_right() -> None:
    message = [
        {"type": "header", "text": {"type": "plain_text", "text": "Budget", "emoji": True}},
        section(accessory={"type": "image", "image_url": "https://a.example", "alt_text": "A"}),
        section(accessory={"type": "users_select", "placeholder": plain(3), "action_id": "who"}),
        {"type": "divider"},
        actions(
            button(value="v", style="primary", action_id="a"),
            {"type": "datepicker", "initial_date": "2026-12-05", "action_id": "b"},
            select(action_id="c", initial_option=options(2)[1]),
            {"type": "multi_users_select", "initial_users": ["U1"], "action_id": "d"},
        ),
        {"type": "context", "elements": [plain(3, "mrkdwn"), {"type": "image", "alt_text": "A", "image_url": "https://a.example"}]},
        {"type": "rich_text", "elements": []},
        bars(x_label="Months", y_label="Times"),
        pie(3, value=0.5),
    ]  # fmt: skip

    assert problems(message, "message") == []
