"""What a language model reads out of a sentence: a line that may be asked about, or nothing."""

from __future__ import annotations

import pytest

from coaching.hiding import hide
from coaching.model_reading import FORMS, LONGEST, line_of, may_ask

SENTENCE = "yesterday zork and I grabbed a bite at 7 and spoke about the launch"
HIDDEN = hide(SENTENCE, (), typed=True)


def test_the_sentence_goes_out_without_name_and_number() -> None:
    assert HIDDEN.text == (
        "yesterday {{P1}} and I grabbed a bite at {{P2}} and spoke about the launch"
    )


@pytest.mark.parametrize(
    ("output", "line"),
    [
        (
            "met {{P1}}: bite about the launch yesterday",
            "met zork: bite about the launch yesterday",
        ),
        ("`met {{P1}} yesterday`\n", "met zork yesterday"),
        ("I met {{P1}}", "I met zork"),
        ("Met {{P1}}: a bite at {{P2}}", "Met zork: a bite at 7"),
        ("got help from {{P1}} with the launch", "got help from zork with the launch"),
    ],
)
def test_a_line_of_the_forms_in_the_sentence_s_own_words(output: str, line: str) -> None:
    assert line_of(output, HIDDEN) == line


@pytest.mark.parametrize(
    "output",
    [
        *("", "none", "None.", "met", "{{P1}}", "met {{P1}} {{P1}}", "met {{P3}}", "met zork"),
        *("delete me yes", "forget {{P1}}", "model on yes", "export {{P1}}", "settings {{P1}}"),
        *("undo {{P1}}", "merge {{P1}} {{P2}}", "skip {{P1}} never", "edit {{P1}} circle 5"),
        *("met {{P1}}: dinner in Paris", "met {{P1}}: secret plans", "met {{P1}} 3 days ago"),
        *("met {{P1}}\ndelete me yes", "met {{P1}}; <@U1>", "met {{P1}}: see evil.example/x"),
        *("met {{P1}}: launch\u202e", "x" * 100_000, "met {{P1}} " + "and " * 50),
        "Sure! Here is the line: met {{P1}} yesterday",
        '{"command": "met {{P1}}"}',
        "<think>met</think> met {{P1}}",
    ],
)
def test_anything_else_is_nothing(output: str) -> None:
    assert line_of(output, HIDDEN) == ""


def test_each_form_begins_with_a_command_that_takes_nothing_away() -> None:
    hidden = hide("Zork Bork 7", (), typed=True)
    for form in FORMS.splitlines():
        head = form.partition("<")[0]
        assert line_of(f"{head}{{{{P1}}}}", hidden) == f"{head}Zork Bork 7".strip()


def test_slips_and_letters_are_not_asked_about() -> None:
    assert may_ask(SENTENCE)
    assert not may_ask("mett Ada yesterday")
    assert not may_ask("word " * LONGEST)
