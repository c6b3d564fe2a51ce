"""Dialogues about what can be said."""

from __future__ import annotations

import pytest

from coaching.commands import commands
from tests.coaching.commands.nudged import labels
from tests.coaching.talk import Talk


def test_every_listed_command_is_there_by_group(talk: Talk) -> None:
    said = talk.text("help")
    assert all(command.usage[0] in said for command in commands().values() if command.listed)
    groups = [item.label for item in talk.last.fields]
    assert groups[0] == "Every day"
    assert len(groups) == len(set(groups))


@pytest.mark.parametrize("line", ["", "help", "?", "commands", "what can you do"])
def test_help_has_the_word_help(talk: Talk, line: str) -> None:
    assert "help" in talk.text(line)


def test_one_command_with_examples_that_stay(talk: Talk) -> None:
    talk.say("help met")
    assert "met Ada: planning" in labels(talk)
    assert all(button.keeps for button in talk.last.buttons)
    assert "you met Ada" in talk.press("met Ada: planning").title


def test_an_alias_a_long_name_and_a_question_lead_there(talk: Talk) -> None:
    assert talk.say("help saw").title == "met"
    assert talk.say("help what do you know").title == "know"
    assert talk.say("help met Ada?").title == "met"


def test_an_unknown_word_gets_the_nearest(talk: Talk) -> None:
    assert "The nearest is `met" in talk.text("help mte")
    assert "I know no command “qqqq”. Type `help`" in talk.text("help qqqq")
