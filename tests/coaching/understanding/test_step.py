"""Plain sentences and the command lines they stand for."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from coaching.understanding.step import understand
from coaching.understanding.understood import Understood
from tests.evaluate import sentences

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)  # a Monday


def read(text: str, *known: str) -> Understood:
    """Return what ``text`` is understood as on a Monday morning."""
    return understand(text, NOW, "UTC", frozenset(known))


SAID = {
    "had coffee with Priya about Rust yesterday": "met Priya about Rust yesterday",
    "Sam helped me with the deck": "got help from Sam with the deck",
    "I helped Bo debug his build on Tuesday": "helped Bo to debug his build on Tuesday",
    "thank Kim for the review": "thanks Kim for the review",
    "sent Lee that article on pricing": "shared that article on pricing with Lee",
    "Could you remind me to send Ana the slides by Friday": (
        "remind me to send Ana the slides by Friday"
    ),
    "I promised Ana and Bo the figures by Friday": "promise Ana and Bo: the figures by Friday",
    "who do I know at Siemens?": "who Siemens",
    "what should I do today?": "today",
    "give me a tip about introductions": "tip introductions",
    "don't nudge me until Monday": "pause until Monday",
    "stop nagging me about Tom": "rest Tom",
    "note that Ana’s allergic to nuts": "note Ana: is allergic to nuts",
    "Grace, Mark and Will helped me": "got help from Grace, Mark and Will",
    "I hepled <@U1> with taxes yesterdy": "helped <@U1> with taxes yesterday",
    "Met Ana. She is moving to Oslo.": "met Ana: She is moving to Oslo",
    "please pause for two weeks": "pause for two weeks",
    "was helped by Sam": "got help from Sam",
    "Yesterday Sam, who works at Siemens, helped me with the contract": (
        "got help from Sam with the contract yesterday"
    ),
    "Spoke w/ Tom y'day": "met Tom yesterday",
}
NOTHING = (
    "I should have called Tom",
    "I didn't meet Ana",
    "did Sam help Bo?",
    "Sam helped Bo",
    "maybe I'll meet Ana tomorrow",
    "Lunch with Bo next Tuesday",
    "I met Ana... just kidding",
    "I called Tom but got his voicemail",
    "got no help from Ada",
    "I shared nothing with Ana",
    "Ana gave me a headache",
    "I saw Ana's talk",
    "I got promoted!",
    "Google helped me",
    "it rains",
    "",
    "?!",
)
ASKED = {
    "I owe Lee an intro": ("promise Lee: an intro", "By when?"),
    "I think Sam helped me": ("got help from Sam", "Sam helped you?"),
    "Zumba helped me": ("got help from Zumba", "Zumba helped you?"),
    "I met Ana the other day": ("met Ana: the other day", "Which day"),
    "I met Ana on Sunday and Bo on Saturday": ("met Ana: on Sunday and Bo", "more than one thing"),
    "Today: met Ana, helped Bo with his CV": ("met Ana", "more than one thing"),
    "The deck is done thanks to Sam": ("got help from Sam", "Sam helped you?"),
    "My boss helped me": (None, "Who helped you?"),
    "Sam or Bo helped me": (None, "Which of the two?"),
    "I met Ana on 05/11/2026": (None, "5 November 2026 or May 11"),
    "introduce Ana to Bo": (None, "cannot make introductions yet"),
}


@pytest.mark.parametrize(("text", "line"), SAID.items())
def test_a_sentence_is_a_command_line(text: str, line: str) -> None:
    found = read(text)
    assert found.certain
    assert found.command == line


@pytest.mark.parametrize("text", NOTHING)
def test_what_did_not_happen_to_a_person_is_no_command(text: str) -> None:
    assert (read(text).command, read(text).ask) == (None, None)


@pytest.mark.parametrize(("text", "meant"), ASKED.items())
def test_what_is_unclear_is_asked_back(text: str, meant: tuple[str | None, str]) -> None:
    line, question = meant
    found = read(text)
    assert question in (found.ask or "")
    assert not found.certain
    assert (found.command or "").startswith(line or "")


def test_who_and_when_are_told_apart() -> None:
    found = read("yesterday I met Ana Lopez, @wei and <@U7> about the plan for Friday")
    assert found.who == ("Ana Lopez", "wei", "<@U7>")
    assert (found.on, found.by) == (date(2026, 11, 22), None)
    due = read("I told Bo I'd send him the slides by Friday")
    assert (due.on, due.by) == (None, date(2026, 11, 27))


def test_a_question_to_be_answered_later_keeps_its_day() -> None:
    assert read("I think I met Ana yesterday").lasting == "met Ana on 2026-11-22"


def test_somebody_known_needs_no_capital() -> None:
    assert read("zorblax helped me").command is None
    assert read("zorblax helped me", "zorblax").command == "got help from zorblax"


def test_command_lines_are_understood_as_they_stand() -> None:
    for line in ("met Ada: planning", "helped #12 with the deck", 'met "the team": tea', "today"):
        assert (read(line).command, read(line).as_typed) == (line, True)
    assert read("met zorblax").as_typed


def test_what_nobody_understands_is_left() -> None:
    assert read("Ana and the bicycle of doom").left
    assert not read("Ana never helped me").left


@pytest.mark.parametrize("half", ["train", "second", "test"])
def test_the_labelled_sentences_are_read_nearly_all(half: str) -> None:
    shares = sentences.shares(half, sentences.step)
    assert shares["exact"] >= 95
    assert shares["wrong"] <= 0.5


def test_the_halves_have_no_template_in_common() -> None:
    train, second, test = (set(sentences.templates(h)) for h in ("train", "second", "test"))
    assert len(train | second | test) >= 400
    assert not test & (train | second)
