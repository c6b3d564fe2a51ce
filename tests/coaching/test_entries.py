"""Entry lines as people type them: who, what and when."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from coaching.dates import LiesAhead
from coaching.entries import Entry, NameSpan, find_verb, read_entry, replace_span
from coaching.messages import UsageError

ZONE = "America/New_York"
NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)  # Monday, 10:00 in New York


def read(text: str, *, future: bool = False) -> Entry:
    """Read an entry line on a Monday morning in New York."""
    return read_entry(text, NOW, ZONE, future=future)


def outcome(text: str) -> Entry | str:
    """Return the entry, or the text with which it is refused."""
    try:
        return read(text)
    except UsageError as refused:
        return refused.card.body


def shape(text: str, *, future: bool = False) -> tuple[str, str, str]:
    """Return the names, the note and the day of an entry line, each as text."""
    entry = read(text, future=future)
    day = "" if entry.when is None else f"{entry.when.on:%d %b}"
    return " | ".join(n.text for n in entry.names), entry.what, day


SENTENCES = {
    "Ada": ("Ada", "", ""),
    "Ada and Bo: planning": ("Ada | Bo", "planning", ""),
    "ada and bo: planning": ("ada | bo", "planning", ""),
    "Ada, Bo & Cy about pricing yesterday": ("Ada | Bo | Cy", "pricing", "22 Nov"),
    "Ada, Bo, and Cy": ("Ada | Bo | Cy", "", ""),
    "Ada + Bo; Cy": ("Ada | Bo | Cy", "", ""),
    "Ada，Bo：茶": ("Ada | Bo", "茶", ""),
    "Ada Lovelace at PyCon last Tue": ("Ada Lovelace", "PyCon", "17 Nov"),
    "yesterday Ada: coffee": ("Ada", "coffee", "22 Nov"),
    "yesterday, Ada: coffee": ("Ada", "coffee", "22 Nov"),
    "yesterday with Ada and Bo": ("Ada | Bo", "", "22 Nov"),
    "with Ada about pricing": ("Ada", "pricing", ""),
    "#12: planning on 5 Dec": ("#12", "planning", "05 Dec"),
    "#12 planning": ("#12", "planning", ""),
    "#12 and #14 yesterday": ("#12 | #14", "", "22 Nov"),
    '"Ada, Countess": tea': ("Ada, Countess", "tea", ""),
    '"Ada Lovelace" tea': ("Ada Lovelace", "tea", ""),
    "“Ada: Countess” and „Bo“: tea": ("Ada: Countess | Bo", "tea", ""),
    'Ada "Countess" Lovelace: tea': ('Ada "Countess" Lovelace', "tea", ""),
    '"Ada: tea': ('"Ada', "tea", ""),
    "+Ada: tea": ("Ada", "tea", ""),
    "Ada +Bo": ("Ada | Bo", "", ""),
    "@Ada and @Bo Li: tea": ("Ada | Bo Li", "tea", ""),
    "<@U1> <@U2|bo> about tea": ("<@U1> | <@U2|bo>", "tea", ""),
    "Ada <@U2>: tea": ("Ada | <@U2>", "tea", ""),
    "<at>Ada Lovelace</at> tea": ("<at>Ada Lovelace</at>", "tea", ""),
    "Ada yesterday coffee": ("Ada", "coffee", "22 Nov"),
    "Ada yesterday and Bo": ("Ada | Bo", "", "22 Nov"),
    "Ada yesterday: shipped by Friday": ("Ada", "shipped by Friday", "22 Nov"),
    "Ada on Friday about pricing": ("Ada", "pricing", "20 Nov"),
    "Ada last week at PyCon": ("Ada", "PyCon", "16 Nov"),
    "Ada at 9am: planning": ("Ada", "planning", "23 Nov"),
    "Ada - planning - more": ("Ada", "planning - more", ""),
    "Ada — tea": ("Ada", "tea", ""),
    "Anna-Lena O’Brien: tea": ("Anna-Lena O’Brien", "tea", ""),
    "Ada : tea": ("Ada", "tea", ""),
    "Ada:tea": ("Ada", "tea", ""),
    "Ada :tada: Lovelace: tea": ("Ada :tada: Lovelace", "tea", ""),
    "Ada 9:75: tea": ("Ada 9:75", "tea", ""),
    "Ada https://x.example: tea": ("Ada https://x.example", "tea", ""),
    "Ada the deck": ("Ada", "the deck", ""),
    "Ada and the team": ("Ada | the team", "", ""),
    "Ada: March planning": ("Ada", "March planning", ""),
    "May: coffee": ("May", "coffee", ""),
    "Ada about last Friday": ("Ada", "last Friday", ""),
    "Ada: yesterday": ("Ada", "", "22 Nov"),
    "Ada: tea, yesterday!": ("Ada", "tea", "22 Nov"),
    "Ada: tea yesterday :tada:": ("Ada", "tea :tada:", "22 Nov"),
    "Ada: two  spaces,\n a line ": ("Ada", "two  spaces,\n a line", ""),
    "Ada: ends with a dash -": ("Ada", "ends with a dash -", ""),
    "Ada: will call her tomorrow": ("Ada", "will call her tomorrow", ""),
    "Ada: she’ll call tomorrow": ("Ada", "she’ll call tomorrow", ""),
}
PROMISES = {
    "Ada to send the deck by Friday": ("Ada", "send the deck", "27 Nov"),
    "Ada the deck by Friday": ("Ada", "the deck", "27 Nov"),
    "Ada by Friday: the deck": ("Ada", "the deck", "27 Nov"),
    "Ada in 3 days: call": ("Ada", "call", "26 Nov"),
    "Ada: call": ("Ada", "call", ""),
}


@pytest.mark.parametrize(("text", "expected"), SENTENCES.items())
def test_an_entry_is_read(text: str, expected: tuple[str, str, str]) -> None:
    assert shape(text) == expected


@pytest.mark.parametrize(("text", "expected"), PROMISES.items())
def test_a_promise_is_read(text: str, expected: tuple[str, str, str]) -> None:
    assert shape(text, future=True) == expected


@pytest.mark.parametrize("text", ["", "  ", ": tea", "yesterday", "and", ", ,", '""', "at PyCon:"])
def test_a_line_without_a_name_says_so_or_doubts_it(text: str) -> None:
    entry = outcome(text)
    if isinstance(entry, Entry):
        assert all(name.doubtful for name in entry.names)
    else:
        assert "did not see a name" in entry


def test_marks_are_part_of_the_span_and_not_of_the_name() -> None:
    text = '#7, "Bo Li", +Cy, +"Di E" and @Flo: tea'
    names = read(text).names
    assert [text[n.start : n.end] for n in names] == ["#7", '"Bo Li"', "+Cy", '+"Di E"', "@Flo"]
    assert names[0].number == 7
    assert [n.literal for n in names] == [False, True, False, True, False]
    assert [n.new for n in names] == [False, False, True, True, False]
    assert not any(n.doubtful for n in names)


def test_a_number_must_be_whole() -> None:
    assert [n.number for n in read("#12abc: tea").names] == [0]
    assert [n.number for n in read("#1234567890: tea").names] == [0]


@pytest.mark.parametrize(
    "text",
    [
        *("the team", "my boss", "A friend", "everyone", "<!everyone>", "12 34"),
        *("One Two Three Four Five", "Ada coffee", "Ada’s team: tea", "@"),
    ],
)
def test_what_may_be_no_name_is_marked(text: str) -> None:
    assert [n.doubtful for n in read(text).names] == [True]


@pytest.mark.parametrize(
    "text", ["Ada", "ada lovelace", "Ludwig van Beethoven", '"the team"', "+The Edge", "<@U1>"]
)
def test_what_is_a_name_is_not_doubted(text: str) -> None:
    assert [n.doubtful for n in read(text).names] == [False]


def test_a_day_to_come_is_asked_about() -> None:
    for text in ("Ada tomorrow", "Ada: coffee tomorrow"):
        with pytest.raises(LiesAhead):
            read(text)
    with pytest.raises(UsageError, match="3 April 2026 or March 4, 2026"):
        read("Ada: coffee 03/04/2026")


def test_names_that_never_end_are_refused() -> None:
    with pytest.raises(UsageError, match="Put a colon"):
        read("Ada " * 10_000)


def test_own_cues_end_the_names() -> None:
    entry = read_entry("Ada at home with tea", NOW, ZONE, cues=("with",))
    assert (entry.names[0].text, entry.what) == ("Ada at home", "tea")


def test_a_name_can_be_put_in_place_of_another() -> None:
    text = "Bo and Ada: tea"
    span = read(text).names[1]
    assert span == NameSpan("Ada", 7, 10)
    assert replace_span(text, span, "#12") == "Bo and #12: tea"


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("met Ada", ("met", "Ada")),
        ("  Met: Ada: tea ", ("met", "Ada: tea")),
        ("/netlead met Ada", ("met", "Ada")),
        ("/NetLead", ("", "")),
        ("netlead - help!", ("help", "")),
        ("• met\nAda", ("met", "Ada")),
        ("*met* Ada", ("met", "Ada")),
        ("?", ("?", "")),
        ("", ("", "")),
        (":x", (":", "x")),
        ("https://x.example Ada", ("https://x.example", "Ada")),
        ("x" * 40_000, ("x" * 40_000, "")),
    ],
)
def test_the_first_word_is_the_verb(line: str, parts: tuple[str, str]) -> None:
    assert find_verb(line) == parts


PIECES = (
    'Ada bo and & + +Cy @Di #12 #0 "Ada L" “ ” " : ： , ; - — <@U1> <at> </at> <!x> :tada: yesterday'
    " tomorrow last Tue on 5 Dec by Friday at with about the will 03/04/2027 https://x 9:30 ( )"
)


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES.split(" ")), max_size=14), st.sampled_from([" ", ""]))
def test_any_pieces_make_an_entry_or_a_kind_answer(pieces: list[str], gap: str) -> None:
    check(gap.join(pieces))


@settings(deadline=None)
@given(st.text())
@example("a " * 20_000)
@example('"' * 40_000)
@example("“" * 40_000)
@example("<" * 40_000)
@example("+" * 40_000)
@example("with " * 8_000)
@example(":" * 40_000)
@example("Ada: " + "a " * 20_000)
@example("x" + " " * 20_000 + "y")
@example("\ud83d and \ud83d: \ud83d")
def test_any_text_makes_an_entry_or_a_kind_answer(text: str) -> None:
    check(text)


def check(text: str) -> None:
    """Assert that reading ``text`` gives spans that lie in it, one after the other."""
    find_verb(text)
    entry = outcome(text)
    if isinstance(entry, str):
        assert entry.encode()
        return
    assert entry.names
    ends = [0]
    for name in entry.names:
        assert ends[-1] <= name.start < name.end <= len(text)
        assert name.text in text[name.start : name.end]
        ends.append(name.end)
    assert len(entry.what) <= len(text)
