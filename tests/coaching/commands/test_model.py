"""Dialogues about the language model: its switch, and drafts that it words anew."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coaching.messages import plain_text
from coaching.model_wishes import ModelFacts
from tests.coaching.commands.nudged import known, labels, sent, suggestion
from tests.coaching.talk import Talk

FACTS = ModelFacts("models.example.com", 50_000)
GOOD = "Hello {{P1}}, you came to mind today. It has been a while! What are you working on?"


@pytest.fixture
def talk(talk: Talk) -> Talk:
    """Return an admin's dialogue where the operator has set a model up."""
    return replace(talk, model=FACTS, is_admin=True)


def nudged(talk: Talk) -> int:
    (ada,) = known(talk, "Ada")
    return sent(talk, suggestion("reconnect", contact=ada))


def switched_on(talk: Talk) -> Talk:
    talk.say("model on yes")
    return talk


def test_without_a_model_there_is_nothing_to_switch(talk: Talk) -> None:
    talk = replace(talk, model=None)
    assert "has set none up" in talk.text("model on")
    assert "Language model" not in talk.text("settings") + talk.text("what do you know")
    nudge = nudged(talk)
    talk.say(f"draft {nudge}")
    assert labels(talk) == ["I sent it"]
    assert talk.ask_model(f"reword {nudge}") is None
    assert "No language model is switched on here" in plain_text(talk.last)


def test_it_is_off_until_an_admin_was_asked_and_said_yes(talk: Talk) -> None:
    assert "Off: nothing you say goes to it" in talk.text("model")
    talk.press("Switch it on")
    assert "Names, numbers, links" in plain_text(talk.last)
    assert "Off" in talk.text("model")
    talk.say("model on")
    talk.press("Yes, switch it on")
    assert talk.last.title == "The language model is on"
    assert "On for your workspace since Mon 2 Mar 2026" in talk.text("model")
    talk.press("Switch it off")
    assert "Off" in talk.text("model")


def test_everybody_sees_how_it_stands_and_only_admins_switch_it(talk: Talk) -> None:
    switched_on(talk)
    member = replace(talk, user="bo", is_admin=False)
    assert "on (`model`)" in member.text("settings")
    assert "models.example.com sees a draft when you press" in member.text("what do you know")
    assert "On for your workspace" in member.text("model")
    assert labels(member) == []
    for line in ("model on", "model on yes", "model off"):
        assert "Only an admin" in member.text(line)
    assert "On for your workspace" in talk.text("model")
    talk.say("model off")
    assert "off (`model`)" in member.text("settings")
    assert "Off in your workspace" in member.text("what do you know")


def test_where_the_platform_does_not_tell_the_operator_switches(talk: Talk) -> None:
    talk = replace(talk, is_admin=None)
    assert "whoever runs this NetLead" in talk.text("model on yes")
    assert "I cannot see here who is an admin" in talk.text("model")
    assert "Off" in talk.text("model")


def test_other_words_for_the_switch_change_nothing(talk: Talk) -> None:
    assert "`model`, `model on` or `model off`" in talk.text("model please")


def test_another_workspace_has_a_switch_of_its_own(talk: Talk) -> None:
    switched_on(talk)
    with talk.transaction() as connection:
        connection.exec_driver_sql("UPDATE workspaces SET external = 'elsewhere'")
    replace(talk, user="eve")
    assert "Off" in replace(talk, user="eve").text("model")


def test_a_draft_has_the_button_only_while_it_is_on(talk: Talk) -> None:
    nudge = nudged(talk)
    talk.say(f"draft {nudge}")
    assert labels(talk) == ["I sent it"]
    switched_on(talk).say(f"draft {nudge}")
    assert labels(talk) == ["I sent it", "Word it differently"]


def test_a_draft_in_other_words_and_the_name_never_left(talk: Talk) -> None:
    nudge = nudged(switched_on(talk))
    wish = talk.ask_model(f"reword {nudge}", GOOD)
    assert wish is not None
    assert "Ada" not in wish.hidden.text
    assert talk.last.body == GOOD.replace("{{P1}}", "Ada")
    assert talk.last.title == "A draft to Ada"
    assert "models.example.com saw it without names" in plain_text(talk.last)
    assert labels(talk) == ["I sent it", "Word it differently"]
    talk.press("I sent it")
    talk.press("We were in touch")


@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        ("slow", "took too long"),
        ("failed", "gave no answer"),
        ("resting", "I left it alone"),
        ("", "would not do"),
    ],
)
def test_when_the_model_does_not_help_the_draft_stays(talk: Talk, trouble: str, words: str) -> None:
    nudge = nudged(switched_on(talk))
    assert talk.ask_model(f"reword {nudge}", "https://evil.example", trouble)  # type: ignore[arg-type]  # a table of words
    assert talk.last.body == suggestion("reconnect").draft
    assert words in talk.last.fields[0].value
    assert "evil" not in plain_text(talk.last)


def test_a_draft_that_changed_meanwhile_is_not_replaced_by_an_old_one(talk: Talk) -> None:
    nudge = nudged(switched_on(talk))
    (bo,) = known(talk, "Bo")
    other = sent(talk, suggestion("thank", contact=bo))
    message = talk.message(f"reword {nudge}")
    wish = talk.coach.wish(message)
    assert wish is not None
    talk.ask_model(f"reword {other}", GOOD)
    assert talk.last.body == suggestion("thank").draft


def test_the_same_message_again_gets_the_same_answer_and_asks_nobody(talk: Talk) -> None:
    nudge = nudged(switched_on(talk))
    talk.ask_model(f"reword {nudge}", GOOD)
    first = talk.last
    talk.said.pop()
    assert talk.ask_model(f"reword {nudge}", "something else") is None
    assert talk.last == first


def test_most_messages_wish_nothing(talk: Talk) -> None:
    nudged(switched_on(talk))
    for line in (
        "met Ada: tea",
        "today",
        "hello there",
        "",
        "draft",
        "\ud83d reword",
        "x" * 50_000,
    ):
        assert not talk.coach.may_wish(talk.message(line)), line
    assert talk.coach.may_wish(talk.message("reword 1"))
    assert talk.ask_model("reword Zork") is None
    stranger = replace(talk, user="eve")
    assert stranger.ask_model("reword 1") is None


def test_a_workspace_has_its_tokens_for_a_day(talk: Talk) -> None:
    talk = replace(talk, model=ModelFacts("models.example.com", 1_400))
    nudge = nudged(switched_on(talk))
    assert talk.ask_model(f"reword {nudge}", GOOD, tokens=500)
    assert talk.ask_model(f"reword {nudge}", GOOD)
    assert talk.ask_model(f"reword {nudge}", GOOD) is None
    assert "used up its language model for today" in talk.last.fields[0].value
    bo = replace(talk, user="bo")
    assert bo.ask_model(f"reword {nudged(bo)}", GOOD) is None
    talk.later(days=1)
    assert talk.ask_model(f"reword {nudge}", GOOD)
    small = replace(talk, model=ModelFacts("models.example.com", 10))
    assert small.ask_model(f"reword {nudge}", GOOD) is None


SENTENCE = "Zork and yours truly hung out over some ramen on Tuesday"


def test_a_sentence_that_the_rules_left_is_asked_back_as_the_model_read_it(talk: Talk) -> None:
    wish = talk.ask_model(SENTENCE, "met {{P1}}")
    assert wish is None
    assert "I did not understand" in plain_text(talk.last)
    wish = switched_on(talk).ask_model(SENTENCE, "met {{P1}}: ramen on Tuesday")
    assert wish is not None
    assert wish.task == "read"
    assert wish.hidden.text == "{{P1}} and yours truly hung out over some ramen on Tuesday"
    assert talk.last.title == "Did I get that right?"
    assert "A language model took your sentence for this line" in talk.last.body
    assert talk.last.fields[0].value == "met Zork: ramen on Tuesday"
    with talk.book() as book:
        assert book.contacts.names() == []
    talk.later(days=7)
    talk.press("Yes")
    assert talk.last.title == "Noted: you met Zork"
    assert "Tue 24 Feb 2026" in plain_text(talk.last)


@pytest.mark.parametrize(
    ("reply", "trouble"),
    [
        *(("none", ""), ("", "slow"), ("", "failed"), ("delete me yes", "")),
        *(("met {{P1}}: dinner in Paris", ""), ("forget {{P1}}", ""), ("x" * 100_000, "")),
    ],
)
def test_without_a_line_that_may_be_asked_about_it_is_not_understood(
    talk: Talk, reply: str, trouble: str
) -> None:
    switched_on(talk)
    assert talk.ask_model(SENTENCE, reply, trouble)  # type: ignore[arg-type]  # a table of words
    assert "I did not understand" in talk.last.body
    assert talk.last.refused
    assert "Yes" not in labels(talk)


def test_what_the_rules_can_read_is_no_wish(talk: Talk) -> None:
    switched_on(talk)
    for line in (
        *("I had coffee with Zork yesterday", "Zork never helped me with anything"),
        *("mett Ada yesterday", "did Zork help anybody with the launch?"),
    ):
        assert talk.ask_model(line, "met {{P1}}") is None, line
