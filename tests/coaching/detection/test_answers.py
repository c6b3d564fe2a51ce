"""Who answered whom, without a word of thanks; dialogues as they are in channels of developers."""

from __future__ import annotations

from tests.coaching.detection.chat import chat, helped

ANSWER, SHARE = "answer", "share"


def test_an_answer_to_a_question() -> None:
    lines = chat(
        "ben: how do I fold a list from the left?",
        "ana: you can use List.foldl, it takes a function and a start",
    )
    assert helped(lines, ANSWER) == ["ana helped ben"]


def test_yes_is_an_answer() -> None:
    lines = chat("ben: does elm 0.19 still have ports?", "ana: yes, nothing changed there")
    assert helped(lines, ANSWER) == ["ana helped ben"]


def test_a_name_tells_which_question() -> None:
    lines = chat(
        "ben: how do I fold a list?",
        "cid: which port does the proxy listen on?",
        "ana: ben: use List.foldl for that",
        "dan: <@cid> it is 8080 by default",
    )
    assert helped(lines, ANSWER) == ["ana helped ben", "dan helped cid"]


def test_in_a_thread_it_is_the_threads_question() -> None:
    lines = chat(
        "ben: how do I fold a list from the left?",
        "cid: which port does the proxy listen on?",
        "ana > 0: you can use List.foldl, it takes a function and a start",
    )
    assert helped(lines, ANSWER) == ["ana helped ben"]


def test_asking_back_is_no_answer() -> None:
    assert helped(chat("ben: why does it fail?", "ana: what is the error?"), ANSWER) == []


def test_a_bots_answer_is_nobodys() -> None:
    lines = chat("ben: where are the docs?", "robot: you can find the docs in the wiki")
    assert helped(lines, ANSWER) == []
    lines = chat("robot: anyone up for a standup?", "ana: yes, you can count me in")
    assert helped(lines, ANSWER) == []


def test_nobody_answers_themselves() -> None:
    lines = chat("ben: how do I fold a list?", "ben: you can use List.foldl it seems")
    assert helped(lines, ANSWER) == []


def test_talk_is_no_answer() -> None:
    assert helped(chat("ana: lunch", "ben: good morning", "ana: so hot today"), ANSWER) == []


def test_that_it_worked_makes_the_answer_sure() -> None:
    lines = chat(
        "ben: how do I fold a list from the left?",
        "ana: you can use List.foldl, it takes a function and a start",
        "ben: yes, that worked!",
    )
    assert helped(lines, ANSWER) == ["ana helped ben"]
    doubted = [*lines[:2], *chat("", "", "ben: hm, not sure that worked")[2:]]
    assert helped(doubted, ANSWER) == ["ana helped ben"]


def test_a_link_that_was_asked_for_is_a_share() -> None:
    lines = chat(
        "ben: is there a tutorial on monads somewhere?",
        "ana: yes, try https://example.org/monads",
    )
    assert helped(lines, SHARE) == ["ana helped ben"]


def test_a_link_nobody_asked_for_is_no_share() -> None:
    lines = chat("ben: good morning", "ana: look at https://example.org/cats")
    assert helped(lines, SHARE) == []
    lines = chat("ben: why does it fail with 403?", "ana: you need a token, https://example.org/t")
    assert helped(lines, SHARE) == []
