"""Names and notes: what is kept, what is refused, and what is found in spite of slips."""

from __future__ import annotations

import json
import unicodedata
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from coaching.messages import UsageError
from coaching.names import clean_name, clean_text, clip, closest, fold, near
from tests.conftest import REFERENCE

BAD_INPUTS = REFERENCE / "bad_inputs.json"
FAMILY = "👩\u200d👩\u200d👧"
RAISED = "🧑🏽\u200d💻"
HEART = "❤\ufe0f\u200d🔥"


def refusal(text: str) -> str:
    """Return the text with which a name is refused."""
    with pytest.raises(UsageError) as refused:
        clean_name(text)
    return refused.value.card.body


def cleaned(text: str) -> str | None:
    """Return the clean name, or None where it is refused."""
    try:
        return clean_name(text)
    except UsageError:
        return None


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ada \t\n Lovelace ", "Ada Lovelace"),
        ("Ann\x00Lee", "AnnLee"),
        ("An\u200bn Lee", "Ann Lee"),
        ("\u202egnp.exe", "gnp.exe"),
        ("\u2066Ada\u2069", "Ada"),
        ("Jose\u0301", "José"),
        ("A\u200dda", "Ada"),
        ("\u200dAda\u200d", "Ada"),
        ("Ada\u3164", "Ada"),
        (FAMILY, FAMILY),
        (RAISED, RAISED),
        (HEART, HEART),
        ("👩\u200dAda", "👩Ada"),
        ("\u0dc1\u0dca\u200d\u0dbb\u0dd3", "\u0dc1\u0dca\u200d\u0dbb\u0dd3"),  # Sri in Sinhala
        (
            "\u0639\u0644\u06cc\u200c\u0631\u0636\u0627",
            "\u0639\u0644\u06cc\u200c\u0631\u0636\u0627",
        ),
        ("A\u200cda", "Ada"),
        ("<!everyone>", "<!everyone>"),
        ("&lt;!channel&gt;", "&lt;!channel&gt;"),
        ("x" * 80, "x" * 80),
        ("Z\u0301\u0302\u0303\u0304", "Ź\u0302\u0303\u0304"),
    ],
)
def test_a_name_is_kept_as_people_see_it(typed: str, kept: str) -> None:
    assert clean_name(typed) == kept
    assert clean_name(kept) == kept


def test_names_that_cannot_be_kept_are_refused_kindly() -> None:
    for invisible in ("", "  ", "\u200b\u2060\ufeff", "\u3164", "\u0301", "\x00"):
        assert "at least one letter" in refusal(invisible)
    assert "80 characters" in refusal("x" * 81)
    assert "80 characters" in refusal(" " * 40_000 + "x")
    assert "too many accents" in refusal("Z" + "\u0301" * 6)
    assert "arrived broken" in refusal("Ada \ud83d")


def test_a_note_is_kept_byte_for_byte_but_for_controls() -> None:
    hostile = "'); DROP TABLE note;-- {{7*7}} ${7*7} %s {0.__class__}"
    assert clean_text(hostile) == hostile
    assert clean_text("a\tb\nc\r\x00\x1b\u200bd\u202e") == "a\tb\nc\u200bd\u202e"
    with pytest.raises(UsageError):
        clean_text("met \ud83d at PyCon")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada Lovelace", "ADA  lovelace"),
        ("José Núñez", "jose nunez"),
        ("Jose\u0301", "José"),
        ("Søren Łukasz", "soren lukasz"),
        ("Straße", "STRASSE"),
        ("O’Brien-Smith", "o'brien smith"),
        ("An\u200bn Lee", "Ann Lee"),
        ("Ａｄａ", "ada"),
        ("İpek", "ipek"),
        ("Йозеф", "йозеф"),
        ("Ann\tLee\x00", "ann lee"),
        (HEART, "❤🔥"),
    ],
)
def test_names_that_mean_the_same_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_names_that_differ_stay_apart() -> None:
    for one, other in (("...", "!!!"), ("かく", "がく"), ("की", "कि"), ("Ada", "Ida")):
        assert fold(one) != fold(other)
    assert fold("한국") == "한국"


def test_a_quotation_is_short_and_on_one_line() -> None:
    assert clip("Ada\nLovelace\x00") == "Ada Lovelace"
    assert clip("x" * 40) == "x" * 40
    assert clip("x" * 41) == "x" * 39 + "…"
    assert clip(" " * 100 + "x").endswith("…")
    assert clip("\ud83d").encode()


def test_the_closest_words() -> None:
    words = ("met", "helped", "merge", "mirror", "promise", "prompts")
    assert closest("mett", words)[0] == "met"
    assert closest("prom", words) == ["promise", "prompts"]
    assert closest("HELPD", words, 1) == ["helped"]
    assert closest("", words) == []
    assert closest("x" * 40_000, words) == []


PEOPLE = [
    *("ada lovelace", "adam smith", "bo li", "grace hopper", "jose noether", "marie curie"),
    *("sean o brien", "tom", "ann lee", "priya natarajan"),
]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ada lovelcae", "ada lovelace"),
        ("aad lovelace", "ada lovelace"),
        ("lovelace", "ada lovelace"),
        ("ada", "ada lovelace"),
        ("ada l", "ada lovelace"),
        ("mariecurie", "marie curie"),
        ("curie marie", "marie curie"),
        ("tom jones", "tom"),
        ("obrien", "sean o brien"),
        ("prya", "priya natarajan"),
        ("gracehoper", "grace hopper"),
    ],
)
def test_a_name_with_a_slip_is_found(typed: str, meant: str) -> None:
    assert near(typed, PEOPLE)[0] == meant


def test_strangers_are_not_found() -> None:
    for typed in ("zzyzx", "q", "", "wolfgang amadeus"):
        assert near(typed, PEOPLE) == []
    assert near("ada", []) == []
    assert near("ada", [""]) == []


def test_no_more_are_offered_than_asked_for() -> None:
    many = [f"ada {'xyz'[i % 3]}{i}" for i in range(5000)]
    assert len(near("ada", many, 3)) == 3
    assert near("ada x0", many, 1) == ["ada x0"]


@settings(deadline=None)
@given(st.text())
@example("a\u0301" * 20_000)
@example("\u200d" * 40_000)
@example("x" * 40_000)
def test_any_name_is_clean_or_refused(text: str) -> None:
    name = cleaned(text)
    if name is None:
        assert refusal(text).encode()
        return
    assert name == clean_name(name)
    assert 0 < len(name) <= 80
    assert unicodedata.is_normalized("NFC", name)
    assert fold(name)


@settings(deadline=None)
@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@settings(deadline=None)
@given(st.text(max_size=90), st.lists(st.text(max_size=30), max_size=12))
def test_any_names_can_be_compared(wanted: str, others: list[str]) -> None:
    folded = [fold(other) for other in others]
    assert set(near(fold(wanted), folded)) <= set(folded)
    assert set(closest(wanted, others)) <= set(others)


def name_cases() -> list[dict[str, Any]]:
    """Return the reference cases of hostile names."""
    if not BAD_INPUTS.exists():
        pytest.skip("the reference data is not on this machine")
    cases: list[dict[str, Any]] = json.loads(BAD_INPUTS.read_text())
    return [case for case in cases if case["surface"] == "name.field"]


def test_bad_names_are_taken_or_refused_as_expected() -> None:
    cases = name_cases()
    for case in cases:
        name = case["payload"]["name"]
        if isinstance(name, dict):
            name = name["prefix"] + name["$repeat"] * name["times"] + name["suffix"]
        if case["expected"]["outcome"] == "reject":
            assert refusal(name), case["id"]
            continue
        kept = clean_name(name)
        visible = [c for c in name if unicodedata.category(c) != "Cf"]
        assert [c for c in kept if c != "\u200d"] == visible, case["id"]
    assert cases
