"""Whatever JSON an app sends as blocks, the rules answer with sentences and never fall over."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.adapters.slack.fake.block_rules import problems, view_problems
from tests.adapters.slack.fake_tests.test_block_rules import (
    actions,
    bars,
    button,
    confirm,
    field,
    modal,
    options,
    pie,
    section,
    select,
)

LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
JSON = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["type", "text", "options", "element", "elements", "x"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=8,
)
GROUPS = [{"label": {"type": "plain_text", "text": "G"}, "options": options(1)}]
GOOD: list[dict[str, Any]] = [
    section(fields=[{"type": "mrkdwn", "text": "x"}], accessory=button(url="https://a.example")),
    actions(button(value="v", action_id="a"), select(initial_option=options(2)[0])),
    actions({"type": "multi_static_select", "option_groups": GROUPS}),
    {"type": "context", "elements": [{"type": "mrkdwn", "text": "x"}]},
    {"type": "image", "slack_file": {"id": "F1"}, "alt_text": "x"},
    field({"type": "plain_text_input", "min_length": 1, "max_length": 2, "initial_value": "x"}),
    field({"type": "checkboxes", "options": options(1), "initial_options": options(1)}),
    field({"type": "datepicker", "initial_date": "2026-12-05"}),
    {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}]]},
    {"type": "markdown", "text": "x"},
    confirm(),
    bars(),
    pie(2),
]


def spoiled(thing: Any, path: list[int], value: object) -> Any:  # noqa: ANN401 - any JSON
    """Return ``thing`` with the one part that ``path`` leads to put out for ``value``."""
    thing = copy.deepcopy(thing)
    place: Any = thing
    for step in path:
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))
        key = keys[step % len(keys)]
        if not isinstance(place[key], dict | list) or not place[key] or step == path[-1]:
            place[key] = value
            return thing
        place = place[key]
    return thing


@given(JSON)
def test_any_json_is_answered(blocks: object) -> None:
    assert isinstance(problems(blocks, "message"), list)
    assert isinstance(view_problems(blocks), list)


@settings(max_examples=200)
@given(st.sampled_from(GOOD), st.lists(st.integers(0, 6), min_size=1, max_size=6), JSON)
def test_a_good_block_with_one_part_put_out_is_answered(
    block: dict[str, Any], path: list[int], value: object
) -> None:
    assert isinstance(problems([spoiled(block, path, value)], "message"), list)
    assert isinstance(view_problems(spoiled(modal(block), path, value)), list)


def test_the_good_blocks_are_good() -> None:
    assert [problems([block], "message") for block in GOOD] == [[]] * len(GOOD)
