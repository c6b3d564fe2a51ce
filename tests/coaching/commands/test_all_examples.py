"""Every example of every command works, and every button on its answer leads somewhere."""

from __future__ import annotations

import pytest

from coaching.commands import commands
from coaching.commands.base import Command
from coaching.messages import Card
from tests.coaching.commands.nudged import sent, suggestion
from tests.coaching.talk import CHANNEL, Talk

LISTED = [command for command in commands().values() if command.listed]
EXAMPLES = [example for command in LISTED for example in command.examples]
LOST = "I did not understand"


@pytest.fixture
def example_talk(talk: Talk) -> Talk:
    talk.room = CHANNEL
    talk.say("example people")
    talk.say("promise Ada: the deck by Friday")
    with talk.book() as book:
        bo = book.contacts.named("Bo Adeyemi")[0][0]
    sent(talk, suggestion("thank", contact=bo.number))
    return talk


def pressable(card: Card) -> list[str]:
    return [button.command for button in card.buttons if not button.submits]


@pytest.mark.parametrize("line", EXAMPLES)
def test_the_example_and_its_buttons_lead_to_an_answer(example_talk: Talk, line: str) -> None:
    card = example_talk.say(line)
    assert LOST not in card.body
    for command in pressable(card):
        answer = example_talk.say(command)
        assert LOST not in answer.body, command
        assert answer.title or answer.body, command


@pytest.mark.parametrize("command", commands().values(), ids=lambda command: command.name)
def test_every_command_says_what_it_is(command: Command) -> None:
    assert command.usage
    assert command.examples
    assert command.group
    assert command.summary.endswith(".")
    assert len(command.summary) <= 90
    assert command.name == command.name.lower()
