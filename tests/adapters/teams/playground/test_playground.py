"""A person uses NetLead in Microsoft's own client: the emulator's HTTP, and once its real page."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping
from pathlib import Path

import pytest

from adapters.teams.cards import dialogs
from adapters.teams.errands.speech import token
from bot.database import Database
from coaching.messages import Mention
from coaching.shortcut_forms import SHORTCUTS
from tests.adapters.teams.house import House, living
from tests.adapters.teams.playground.playing import object_id, play, why_not
from tests.adapters.teams.side import form_data, window

ACTION = "log_helped_me"
FIRST_DAY = """
expect Welcome to NetLead
expect-not Welcome back
say help
expect What you can say
say tip
expect In a minute
say met Ada Lovelace: coffee yesterday
expect Noted: you met Ada Lovelace
click Undo
expect Taken back
expect ✓ Undo
say helped Ada Lovelace with the deck
expect you helped Ada Lovelace
say got help from Bo Li with the budget
expect Bo Li helped you
say who
expect Everybody: 2 people
say ledger
expect Give and take
say ask somebody who knows pricing
expect pricing
say goal move to data needs analysts
expect analysts
say today
expect Ada|Bo
say history
expect Undo
say snooze
expect nudge|snooze
say pause until tomorrow
expect paus|quiet
say resume
expect back|again|on
say settings
expect Time zone
fill Time zone=Atlantis
click Change
expect no time zone
fill Time zone=Asia/Tokyo
click Change
expect Asia/Tokyo
say hlep
expect help
say what do you know
expect Ada|rows|keep
say export
expect netlead.json, part 1
say delete me
expect Yes, delete everything
click Yes, delete everything
expect Everything is deleted
"""
ELSEWHERE = """
say remind me to call Ada tomorrow 9am
expect Europe/Lisbon
wait 1
expect Your promise to yourself.*call Ada
click Kept
expect ✓ Kept
chat group
say helped Bo Li with the deck
expect you helped Bo Li
expect In a group chat: “helped Bo Li with the deck”
say-plain NetLead is not asked here
expect-not What you can say
chat channel
say prompts weekly Monday 10:00
expect The weekly prompts are set up
wait 2
expect Alex Wilber
chat personal
message-action log_helped_me|Megan Bowen|I can introduce you to Ada
expect Megan Bowen helped you
{wrong}
expect 31 April
{right}
expect Noted: Megan Bowen helped you
say ledger
expect Megan Bowen
say remind me to call Cy tomorrow 9am
expect call Cy
event uninstall
expect-status 200
wait 3
"""
ON_THE_PAGE = """
expect Welcome to NetLead
click Start
expect ✓ Start
say met Ada Lovelace: coffee
expect Noted: you met Ada Lovelace
shot noted
click Undo
expect Taken back
say settings
expect Time zone
fill Time zone=Atlantis
click Change
expect no time zone
shot refused
fill Time zone=Asia/Tokyo
click Change
expect Asia/Tokyo
shot settings
chat group
say helped Bo Li with the deck
expect you helped Bo Li
shot group
chat personal
shot personal
"""


@pytest.fixture
async def house(sqlite: Database) -> AsyncIterator[House]:
    if reason := why_not():
        pytest.skip(reason)
    async with living(sqlite) as made:
        yield made


def steps(text: str) -> list[str]:
    return text.strip().split("\n")


def sent_off(filled: Mapping[str, str]) -> str:
    """Return the step that sends the dialog of a message action off."""
    user = object_id("Megan Bowen")
    author = Mention(token(user, "Megan Bowen"), user, "Megan Bowen")
    card = window(dialogs.dialog(SHORTCUTS[ACTION](author), ACTION))
    return f"submit-action {ACTION}|{json.dumps(form_data(card, 'Note it', filled))}"


async def test_every_family_of_commands_is_understood(house: House, tmp_path: Path) -> None:
    played = await play(house.url, steps(FIRST_DAY), tmp_path)
    assert played.failures == ()
    assert played.remarks() == []
    greetings = [said for said in played.said_by_bot() if "Welcome to NetLead" in said]
    assert len(greetings) == 1
    # An emulator that is driven by HTTP presses what old clients know: the message is changed.
    assert "✓ Yes, delete everything" in played.said_by_bot()[-1]


async def test_rooms_nudges_and_message_actions(house: House, tmp_path: Path) -> None:
    sent = []

    async def until_monday() -> None:
        for _ in range(8 * 24):
            if await house.let_pass(hours=1):
                break

    async def once_removed() -> None:
        sent.append(await house.let_pass(days=1, hours=12))

    wrong = sent_off({"With what?": "the deck", "When": "31 April"})
    right = sent_off({"With what?": "the deck", "When": "yesterday"})
    played = await play(
        house.url,
        steps(ELSEWHERE.format(wrong=wrong, right=right)),
        tmp_path,
        meanwhile={
            "wait 1": lambda: house.let_pass(days=1, hours=12),
            "wait 2": until_monday,
            "wait 3": once_removed,
        },
    )
    assert played.failures == ()
    assert played.remarks() == []
    assert played.said_by_bot(played.chat("group")) == []
    (post,) = played.said_by_bot(played.chat("channel"))
    assert "Alex Wilber" in post
    (dialog,) = played.answers("composeExtension/fetchTask")
    assert dialog["task"]["value"]["title"] == "Megan Bowen helped you"
    assert sent == [0]


async def test_on_the_page_a_card_is_replaced_where_it_was_pressed(
    house: House, tmp_path: Path
) -> None:
    if reason := why_not(browser=True):
        pytest.skip(reason)
    played = await play(house.url, steps(ON_THE_PAGE), tmp_path, via="browser")
    assert played.failures == ()
    assert played.remarks() == []
    answers = played.answers("adaptiveCard/action")
    assert [answer["statusCode"] for answer in answers] == [200] * 4
