"""The numbers of buttons: each means one thing at a time."""

from __future__ import annotations

from adapters.console.board import Board
from coaching.messages import Button, Card


def a_card(*labels: str) -> Card:
    return Card(buttons=tuple(Button(label=label, command=label) for label in labels))


def pressed(board: Board, typed: str) -> str:
    """Return the label of the button with the number ``typed``; empty if there is none."""
    found = board.find(typed)
    return found[1].label if found else ""


def close(board: Board, typed: str) -> None:
    found = board.find(typed)
    assert found
    board.close(found[0])


def test_an_answer_takes_the_place_of_the_answer_before() -> None:
    board = Board()
    board.put("a", a_card("yes", "no"), nudge=False)

    assert board.put("b", a_card("later"), nudge=False) == 1
    assert [pressed(board, n) for n in "12"] == ["later", ""]


def test_an_answer_without_buttons_leaves_the_numbers_as_they_are() -> None:
    board = Board()
    board.put("a", a_card("yes"), nudge=False)

    assert board.put("b", Card(body="noted"), nudge=False) == 1
    assert pressed(board, "1") == "yes"


def test_nudges_are_numbered_on_from_what_is_open() -> None:
    board = Board()

    assert board.put("answer", a_card("undo"), nudge=False) == 1
    assert board.put("n1", a_card("done", "why"), nudge=True) == 2
    assert board.put("n2", a_card("kept"), nudge=True) == 4
    assert [pressed(board, n) for n in "12345"] == ["undo", "done", "why", "kept", ""]


def test_an_answer_takes_the_lowest_numbers_that_are_free() -> None:
    board = Board()
    board.put("n1", a_card("a", "b"), nudge=True)
    board.put("n2", a_card("c"), nudge=True)
    close(board, "1")

    assert board.put("short", a_card("d"), nudge=False) == 1
    assert board.put("long", a_card("e", "f", "g"), nudge=False) == 4
    assert pressed(board, "3") == "c"


def test_a_nudge_that_comes_again_keeps_no_second_place() -> None:
    board = Board()
    board.put("n1", a_card("a"), nudge=True)

    assert board.put("n1", a_card("a"), nudge=True) == 1
    assert pressed(board, "2") == ""


def test_after_a_line_was_typed_numbers_begin_anew() -> None:
    board = Board()
    board.put("n1", a_card("a"), nudge=True)
    board.clear()

    assert pressed(board, "1") == ""
    assert board.put("b", a_card("b"), nudge=False) == 1
