"""The chat in a terminal: lines, numbers, forms."""

from __future__ import annotations

import io

import pytest

from adapters.console.keyboard import Readline, completer
from coaching.messages import Button, Card, Input, Press
from tests.adapters.console.fakes import Coach, chat

NUDGE = Card(
    body="Write to Ada?",
    buttons=(
        Button(label="Done", command="done 7"),
        Button(label="Why this?", command="why 7", keeps=True),
    ),
)
FORM = Card(
    body="Whom did you meet?",
    inputs=(
        Input(name="who", label="Who", required=True, quoted=True),
        Input(name="note", label="Note", prefix=": "),
        Input(
            name="how",
            label="How",
            kind="choice",
            value="p",
            choices=(("In person", "p"), ("By phone", "f")),
        ),
        Input(name="when", label="When", kind="date", hint="yesterday", value="today"),
    ),
    buttons=(
        Button(label="Save", command="met", submits=True),
        Button(label="Not now", command="cancel"),
    ),
)


def test_a_line_gets_its_answer() -> None:
    coach = Coach({"tip": Card(title="Give first", body="Small favors count.")})

    shown, prompts = chat(coach, "  tip ")

    assert coach.texts == ["tip"]
    assert "\nGive first\nSmall favors count.\n" in shown
    assert prompts == ["> ", "> "]


def test_an_empty_line_is_nothing_said() -> None:
    coach = Coach()

    chat(coach, "", "   ")

    assert coach.texts == []


def test_nothing_to_say_shows_nothing() -> None:
    shown, _ = chat(Coach({"thanks": None}), "thanks")

    assert shown == "Type a line, a button’s number, or help. Ctrl-D leaves.\n\n"


def test_a_number_presses_a_button() -> None:
    coach = Coach({"today": NUDGE})

    shown, _ = chat(coach, "today", "1")

    assert "[1] Done  [2] Why this?" in shown
    assert coach.texts == ["today", "done 7"]
    assert coach.heard[1].press == Press(card=coach.heard[0].id, label="Done")


def test_nothing_is_pressed_twice() -> None:
    coach = Coach({"today": NUDGE})

    chat(coach, "today", "1", "1")

    assert coach.texts == ["today", "done 7", "1"]
    assert coach.heard[2].press is None


def test_a_card_that_stays_can_be_pressed_again() -> None:
    coach = Coach({"today": NUDGE})

    chat(coach, "today", "2", "1")

    assert coach.texts == ["today", "why 7", "done 7"]
    assert coach.heard[2].press == Press(card=coach.heard[0].id, label="Done")


def test_numbers_belong_to_the_latest_card() -> None:
    other = Card(buttons=(Button(label="Other", command="other"),))
    coach = Coach({"today": NUDGE, "why 7": other})

    chat(coach, "today", "2", "1", "today", "tip", "1")

    assert coach.texts == ["today", "why 7", "other", "today", "tip", "1"]


@pytest.mark.parametrize("typed", ["0", "3", "12", "01", "²", "9" * 5000])
def test_other_numbers_are_words(typed: str) -> None:
    coach = Coach({"today": NUDGE})

    chat(coach, "today", typed)

    assert coach.texts == ["today", typed]


def test_a_form_is_asked_field_by_field() -> None:
    coach = Coach({"met": FORM})

    shown, prompts = chat(coach, "met", "1", "Ada Lovelace", "coffee", "2", "-")

    assert coach.texts == ["met", 'met "Ada Lovelace" : coffee f']
    assert coach.heard[1].press == Press(card=coach.heard[0].id, label="Save")
    assert prompts == [
        "> ",
        "> ",
        "Who: ",
        "Note (Enter skips): ",
        "How [In person; - empties it]: ",
        "When [today; - empties it]: ",
        "> ",
    ]
    assert "  1  In person\n  2  By phone\n" in shown


def test_a_needed_field_is_asked_again_and_enter_keeps_or_skips() -> None:
    coach = Coach({"met": FORM})

    shown, _ = chat(coach, "met", "1", "", "  ", "Ada", "", "", "")

    assert shown.count("This one is needed.") == 2
    assert coach.texts == ["met", 'met "Ada" p today']


@pytest.mark.parametrize(("typed", "value"), [("by PHONE", "f"), ("f", "f"), ("1", "p")])
def test_a_choice_is_made_by_number_or_by_word(typed: str, value: str) -> None:
    coach = Coach({"met": FORM})

    chat(coach, "met", "1", "Ada", "", typed, "-")

    assert coach.texts[1] == f'met "Ada" {value}'


def test_what_is_none_of_the_choices_is_asked_again() -> None:
    coach = Coach({"met": FORM})

    shown, _ = chat(coach, "met", "1", "Ada", "", "3", "by post", "9" * 5000, "2", "-")

    assert shown.count("Please type a number from 1 to 2.") == 3
    assert coach.texts[1] == 'met "Ada" f'


def test_a_hint_is_shown_where_nothing_is_filled_in() -> None:
    form = Card(
        inputs=(Input(name="a", label="Birthday", hint="5 Dec"),),
        buttons=(Button(label="Save", command="x", submits=True),),
    )

    _, prompts = chat(Coach({"form": form}), "form", "1")

    assert prompts[-1] == "Birthday (5 Dec): "


def test_ctrl_c_leaves_the_form_but_not_the_chat() -> None:
    coach = Coach({"met": FORM})

    shown, _ = chat(coach, "met", "1", "Ada", KeyboardInterrupt, "2")

    assert "You left the form; nothing was sent." in shown
    assert coach.texts == ["met", "cancel"]


def test_ctrl_d_leaves_the_chat_from_inside_a_form_too() -> None:
    coach = Coach({"met": FORM})

    chat(coach, "met", "1", EOFError, "not read")

    assert coach.texts == ["met"]


def test_ctrl_c_at_the_prompt_ends_the_program() -> None:
    with pytest.raises(KeyboardInterrupt):
        chat(Coach(), KeyboardInterrupt)


def test_bytes_that_are_no_text_can_still_be_kept() -> None:
    coach = Coach()

    chat(coach, "caf\udce9 \ud83d\0")

    assert coach.texts == ["caf\ufffd \ufffd\ufffd"]


def test_tab_completes_the_names_of_commands() -> None:
    complete = completer(["today", "tip", "Met"])

    assert [complete("t", n) for n in range(3)] == ["tip ", "today ", None]
    assert complete("TO", 0) == "today "
    assert complete("met Ada", 0) is None


def test_the_real_keyboard_reads_a_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("tip\n"))

    assert Readline(["tip"]).ask("> ") == "tip"
    assert capsys.readouterr().out == "> "


def test_without_readline_there_is_still_a_keyboard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("adapters.console.keyboard.find_spec", lambda _: None)
    monkeypatch.setattr("sys.stdin", io.StringIO("today\n"))

    assert Readline([]).ask("") == "today"
