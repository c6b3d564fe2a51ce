"""JSON is read as Python reads it, unless two readers could understand it differently."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.strict_json import DEEPEST, LONGEST_NUMBER, StrictJSONError, read_object
from tests.conftest import REFERENCE

MEGABYTE = 1024 * 1024
SAMPLES = sorted((REFERENCE / "slack" / "samples").glob("**/*.json"))

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
leaves = st.none() | st.booleans() | st.integers(-(2**63), 2**63) | words | st.just('}"[\\{')
values = st.recursive(
    leaves, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=4)
)


def nested(levels: int) -> str:
    """Return an object with two arrays in it, ``levels`` deep in all."""
    deep = "[" * (levels - 1) + "]" * (levels - 1)
    return f'{{"a": {deep}, "b": {deep}}}'


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(words, values, max_size=5))
def test_what_is_well_formed_is_read_as_it_was_written(data: dict[str, Any]) -> None:
    assert read_object(json.dumps(data)) == data
    assert read_object(json.dumps(data, ensure_ascii=False, indent=1)) == data


@pytest.mark.skipif(not SAMPLES, reason="the reference data is not on this machine")
def test_every_payload_of_slacks_own_samples_is_read() -> None:
    for sample in SAMPLES:
        text = sample.read_text(encoding="utf-8")
        assert read_object(text) == json.loads(text), sample.name


@pytest.mark.parametrize(
    "text",
    [
        '{"team_id": "T1", "team_id": "T2"}',
        '{"team_id": "T1", "team_id": "T1"}',
        '{"event": {"user": "U1", "user": "U2"}}',
        '{"blocks": [{"id": 1}, [{"id": 1, "text": "", "id": 2}]]}',
        r'{"team_id": "T1", "team\u005fid": "T2"}',
        r'{"\ud800": 1, "\udbff": 2}',
    ],
)
def test_a_key_that_an_object_has_twice_is_refused_at_any_depth(text: str) -> None:
    with pytest.raises(StrictJSONError, match="a key twice"):
        read_object(text)


def test_the_same_key_in_different_objects_is_fine() -> None:
    assert read_object('{"id": 1, "of": [{"id": 2}, {"id": 3}]}')["of"][1] == {"id": 3}


def test_nesting_is_read_down_to_the_limit_and_refused_beyond() -> None:
    assert read_object(nested(DEEPEST))
    with pytest.raises(StrictJSONError, match="nested too deep"):
        read_object(nested(DEEPEST + 1))


def test_width_is_not_depth() -> None:
    wide = json.dumps({"blocks": [{"elements": [{"text": {}}]}] * 100})
    assert len(read_object(wide)["blocks"]) == 100


@pytest.mark.parametrize("text", ["[" * 60, '"[' * 60, '\\"[{' * 60, '\\\\"{' * 60, "]]}}" * 60])
def test_brackets_inside_a_text_are_no_nesting(text: str) -> None:
    assert read_object(json.dumps({"text": text, "more": [text]}))["text"] == text


@pytest.mark.parametrize("closed", ['"]"', '"}"', r'"\\"', r'"\"]"', '"[","]"', r'"\\\"]"'])
def test_brackets_inside_a_text_hide_no_nesting(closed: str) -> None:
    with pytest.raises(StrictJSONError, match="nested too deep"):
        read_object('{"a": ' + f"[{closed}," * DEEPEST + "0" + "]" * DEEPEST + "}")


@pytest.mark.parametrize(
    "text",
    [
        "[" * MEGABYTE,
        '{"a":' * (MEGABYTE // 5),
        "[" * 5000 + "]" * 5000,
        "[" * (MEGABYTE // 2) + "]" * (MEGABYTE // 2),
        "[" + ",".join(["[" * 32 + "]" * 32] * (MEGABYTE // 65)) + "]",
        '"' * MEGABYTE,
        r"\"" * (MEGABYTE // 2),
        '{"a": "' + "{" * 40 + r"\"" * (MEGABYTE // 2),
        r'{"a": "' + r"\\" * (MEGABYTE // 2) + r'\ud800"',
        '{"a": 1' + "1" * MEGABYTE + "}",
        '{"a": -0.' + "1" * MEGABYTE + "}",
        '{"a": 1e' + "1" * MEGABYTE + "}",
    ],
)
def test_a_megabyte_of_malice_is_refused_without_ado(text: str) -> None:
    began = time.monotonic()
    with pytest.raises(StrictJSONError):
        read_object(text)
    assert time.monotonic() - began < 2  # a tenth of it, on a machine that is not busy


@pytest.mark.parametrize(
    "number",
    [
        *("NaN", "Infinity", "-Infinity", "1e999", "-1e999"),
        *("1" * (LONGEST_NUMBER + 1), "1" * 5000, "0." + "1" * 5000, "-" + "9" * LONGEST_NUMBER),
    ],
)
def test_what_is_no_number_or_far_too_long_is_refused(number: str) -> None:
    with pytest.raises(StrictJSONError, match="number"):
        read_object(f'{{"deep": [{number}]}}')


def test_numbers_of_an_everyday_length_are_read() -> None:
    text = '{"event_time": 1795445000, "ms": 1795445000123, "half": -0.5, "small": 1e-400}'
    read = read_object(text)
    assert list(read.values()) == [1795445000, 1795445000123, -0.5, 0.0]
    assert isinstance(read["ms"], int)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (r"cut \ud83d", "cut \N{REPLACEMENT CHARACTER}"),
        (r"\udE00\ud83D", "\N{REPLACEMENT CHARACTER}" * 2),
        (r"\uD83D", "\N{REPLACEMENT CHARACTER}"),
        (r"\ud83d!\ude00", "\N{REPLACEMENT CHARACTER}!\N{REPLACEMENT CHARACTER}"),
        (r"\uD83D\uDE00", "\N{GRINNING FACE}"),
        (r"\ud83d\ud83d\ude00", "\N{REPLACEMENT CHARACTER}\N{GRINNING FACE}"),
        (r"\\ud83d", r"\ud83d"),
        (r"\\\ud83d", "\\\N{REPLACEMENT CHARACTER}"),
        (r"\\\\ud83d \u00e9", r"\\ud83d é"),
    ],
)
def test_half_an_emoji_becomes_a_sign_that_can_be_stored(written: str, read: str) -> None:
    found = read_object(f'{{"text": "{written}", "{written}": 1}}')
    assert found == {"text": read, read: 1}
    json.dumps(found, ensure_ascii=False).encode()


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from('u\\d8cDE0"Ff'), max_size=40) | st.text(max_size=20))
def test_whatever_is_read_can_be_stored(inside: str) -> None:
    try:
        found = read_object(f'{{"text": "{inside}"}}'.encode("utf-8", "replace").decode())
    except StrictJSONError:
        return
    json.dumps(found, ensure_ascii=False).encode()


@pytest.mark.parametrize("text", ["null", "[1]", '"a"', "1", "true", "[{}]"])
def test_anything_but_an_object_is_refused(text: str) -> None:
    with pytest.raises(StrictJSONError, match="not an object"):
        read_object(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "{", '{"type":', "{}{}", "{} x", "{'a': 1}", '{"a": 1,}', "\ufeff{}"),
        *('{"a": "\n"}', r'{"a": "\x"}', r'{"a": "\ud8"}', '{"a": 01}', '{"a": +1}', "{a: 1}"),
    ],
)
def test_anything_but_json_is_refused(text: str) -> None:
    with pytest.raises(StrictJSONError, match="not JSON"):
        read_object(text)


def test_a_refusal_quotes_nothing_of_what_it_refuses() -> None:
    for text in ('{"canary": canary}', '{"canary": 1, "canary": 2}', '["canary"]'):
        with pytest.raises(StrictJSONError) as refused:
            read_object(text)
        assert "canary" not in repr(refused.value)
        assert refused.value.__cause__ is None
