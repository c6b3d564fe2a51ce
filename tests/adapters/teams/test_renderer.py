"""The official renderer draws our cards: nothing is lost or obeyed, and presses come back right."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from adapters.teams.cards.adaptive import message
from adapters.teams.cards.dialogs import dialog
from adapters.teams.cards.reading import read_action
from adapters.teams.cards.settled import form_again
from adapters.teams.cards.texts import literal
from coaching.messages import Card, Field
from tests.adapters.teams.cards import EXPORT, FORM, NUDGE, PERSON, REFUSED, SIGNS, TOPICS
from tests.adapters.teams.oracles.renderer import Client, client
from tests.browser import PHONE, chromium

pytestmark = pytest.mark.asyncio(loop_scope="module")
KEY = "a:77"
ALL = {"nudge": NUDGE, "person": PERSON, "form": FORM, "export": EXPORT, "refused": REFUSED}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as launched:
        yield launched


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def teams(browser: Browser) -> AsyncIterator[Client]:
    async with client(browser, PHONE) as opened:
        yield opened


def squeezed(text: str) -> str:
    return "".join(text.replace("\u200b", "").split())


@pytest.mark.parametrize("name", ALL)
async def test_a_card_is_drawn_without_complaint_and_with_every_word(
    teams: Client, name: str
) -> None:
    card = ALL[name]
    drawn = await teams.draw(message(card, KEY).card)
    assert drawn.troubles == []
    assert drawn.markup == []
    shown = squeezed(drawn.shown)
    for text in (
        *(card.title, card.body.replace("`", "")),
        *(text for field in card.fields if field.value.strip() for text in (field.label,)),
        *(item.label for item in card.inputs),
        *(button.label for button in card.buttons),
    ):
        assert squeezed(text) in shown


async def test_no_sign_is_obeyed(teams: Client) -> None:
    for sign in SIGNS:
        card = Card(title=f"a{sign}b", body=f"c{sign}d", fields=(Field(f"e{sign}", f"f{sign}g"),))
        drawn = await teams.draw(message(card, KEY).card)
        assert (drawn.troubles, drawn.markup) == ([], []), sign
        for text in (card.title, card.body, card.fields[0].value):
            assert squeezed(literal(text)).replace("`", "") in squeezed(drawn.shown).replace(
                "`", ""
            )


async def test_the_renderer_would_obey_what_we_do_not_send(teams: Client) -> None:
    for element in (
        {"type": "TextBlock", "text": "**bold** and [a link](https://evil.example)"},
        {"type": "FactSet", "facts": [{"title": "**x**", "value": "_y_"}]},
    ):
        drawn = await teams.draw({"type": "AdaptiveCard", "version": "1.5", "body": [element]})
        assert drawn.markup != []
    run = {"type": "TextRun", "text": "{{DATE(2026-11-23T09:00:00Z, LONG)}}"}
    text = {"type": "RichTextBlock", "inlines": [run]}
    drawn = await teams.draw({"type": "AdaptiveCard", "version": "1.5", "body": [text]})
    assert "DATE" not in drawn.shown
    drawn = await teams.draw({"type": "AdaptiveCard", "version": "1.5", "body": [{"type": "Blob"}]})
    assert drawn.troubles != []


async def test_a_press_brings_its_command_line(teams: Client) -> None:
    await teams.draw(message(NUDGE, KEY).card)
    for button in NUDGE.buttons:
        (value,) = await teams.press(button.label)
        found = read_action(value)
        assert found is not None
        assert (found.command, found.key, found.label) == (button.command, KEY, button.label)


async def test_a_form_is_filled_in_and_sent_off(teams: Client) -> None:
    drawn = await teams.draw(message(FORM, KEY).card)
    assert drawn.inputs == ["", "the\ndeck", "15", "", ""]
    await teams.page.get_by_label("Name").fill('Ada "the first" Lovelace')
    await teams.page.get_by_label("On which day").fill("yesterday")
    await teams.page.get_by_label("Circle").select_option(label="Closest 5")
    (value,) = await teams.press("Write it down")
    found = read_action(value)
    assert found is not None
    assert found.command == (
        "helped \"Ada 'the first' Lovelace\" with the deck circle 5 on yesterday"
    )


async def test_a_form_with_a_gap_waits_and_can_still_be_left(teams: Client) -> None:
    await teams.draw(message(FORM, KEY).card)
    assert await teams.press("Write it down") == []
    assert "Please fill this in." in await teams.page.inner_text("body")
    (value,) = await teams.press("Never mind")
    found = read_action(value)
    assert found is not None
    assert found.command == "skip"


async def test_a_refused_form_is_as_it_was_filled_in(teams: Client) -> None:
    values = {"who": "Zed Nobody", "with": "two\nlines", "circle": "5", "on": "Tue", "team": ""}
    posting = form_again(FORM, KEY, values, REFUSED, "a:78")
    drawn = await teams.draw(posting.card)
    assert drawn.troubles == []
    assert drawn.inputs == ["Zed Nobody", "two\nlines", "5", "Tue", ""]
    (value,) = await teams.press("Add Zed Nobody")
    found = read_action(value)
    assert found is not None
    assert (found.command, found.key) == ('add "Zed Nobody"', "a:78")


async def test_a_dialog_sends_its_data_alone(teams: Client) -> None:
    card: dict[str, Any] = dialog(FORM, KEY)["task"]["value"]["card"]["content"]
    drawn = await teams.draw(card)
    assert drawn.troubles == []
    await teams.page.get_by_label("Name").fill("Ada")
    (value,) = await teams.press("Write it down")
    assert "action" not in value
    found = read_action({"commandId": "x", "data": value})
    assert found is not None
    assert found.command == 'helped "Ada" with the deck circle 15'


async def test_of_many_buttons_the_last_are_in_a_menu(teams: Client) -> None:
    drawn = await teams.draw(message(TOPICS, KEY).card)
    # It counts those in the menu as well; what matters is that none is dropped.
    assert drawn.troubles == ["Maximum number of actions exceeded (6)."]
    assert "Topic 12" in drawn.shown
    assert "Topic 13" not in drawn.shown
    await teams.page.get_by_role("button", name="More options").click()
    await teams.page.evaluate("window.sent.length = 0")
    await teams.page.get_by_text("Topic 20").click()
    (value,) = await teams.page.evaluate("window.sent")
    found = read_action(value)
    assert found is not None
    assert found.command == "tip 20"
