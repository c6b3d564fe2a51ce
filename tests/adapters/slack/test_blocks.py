"""A card becomes a message that Slack takes, that shows every word, and that obeys none of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.slack.cards.blocks import LONGEST_FALLBACK, MOST_BYTES, Posting, message, weight
from adapters.slack.cards.escape import literal
from adapters.slack.cards.modals import answer_view
from adapters.slack.cards.presses import read
from adapters.slack.cards.texts import cut, pieces
from coaching.messages import Button, Card, Field, File, plain_text
from coaching.models.cipher import Cipher
from tests.adapters.slack import seen
from tests.adapters.slack.cards import EXPORT, FORM, NUDGE, PERSON, cards, stretched, texts
from tests.adapters.slack.fake.block_rules import problems, view_problems
from tests.adapters.slack.golden import see_golden
from tests.adapters.slack.oracles import check_blocks, check_view
from tests.gallery import Shot, Studio, rooms

KEY = "nudge:12.34.567"


@pytest.fixture(scope="module")
def gallery(migrated_file: Path, cipher: Cipher) -> Iterator[list[Shot]]:
    studio = Studio(migrated_file, cipher)
    yield [shot for room in rooms() for shot in studio.shots(room)]
    studio.close()


def see_taken(card: Card) -> Posting:
    """See that Slack would take ``card`` as a message, as an answer in a modal, and its forms."""
    posting = message(card, KEY)
    assert check_blocks(posting.blocks, "message") == []
    assert problems(posting.blocks, "message") == []
    assert 0 < len(posting.text) <= LONGEST_FALLBACK
    for view in (answer_view(card, KEY, "Answer"), *seen.forms(card)):
        assert check_view(view) == []
        assert view_problems(view) == []
    return posting


def test_every_card_of_the_product_is_taken_by_all_judges_and_brings_its_buttons_back(
    gallery: list[Shot],
) -> None:
    for shot in gallery:
        posting = see_taken(shot.card)
        assert weight(posting.blocks) <= MOST_BYTES
        back = [read(element) for element in seen.buttons(posting.blocks)]
        assert [found and found.command for found in back] == [
            button.command for button in shot.card.buttons
        ]
        assert [found and found.label for found in back] == [
            button.label for button in shot.card.buttons
        ]
        assert {found.key for found in back if found} <= {KEY}


def test_every_card_of_the_product_is_shown_whole(gallery: list[Shot]) -> None:
    for shot in gallery:
        shown = squeezed(seen.as_shown(shot.card))
        for text in _texts(shot.card):
            assert squeezed(text) in shown, shot.said


def _texts(card: Card) -> list[str]:
    return [
        *(card.title, card.body, card.picture.alt if card.picture else ""),
        *(text for item in card.fields for text in (item.label, item.value)),
        *(text for item in card.inputs for text in (item.label, item.value, item.hint)),
        *(file.name for file in card.files),
        *(button.label for button in card.buttons),
    ]


def squeezed(text: str) -> str:
    return "".join(text.split())


GOLDEN = {"nudge": NUDGE, "person": PERSON, "form": FORM, "export": EXPORT}


@pytest.mark.parametrize("name", GOLDEN)
def test_the_messages_are_as_they_were(name: str) -> None:
    posting = message(GOLDEN[name], KEY)
    see_golden(name, {"text": posting.text, "blocks": posting.blocks})


def test_the_parts_of_a_card_stand_in_their_order() -> None:
    card = replace(PERSON, files=EXPORT.files)
    kinds = [block["type"] for block in message(card, KEY).blocks]
    assert kinds == [
        *("header", "rich_text", "rich_text", "data_visualization", "context"),
        *("context", "actions"),
    ]


def test_a_command_in_the_text_looks_like_code() -> None:
    (block,) = message(Card(body="Type `help met` or `undo`."), KEY).blocks
    assert block["elements"][0]["elements"] == [
        {"type": "text", "text": "Type "},
        {"type": "text", "text": "help met", "style": {"code": True}},
        {"type": "text", "text": " or "},
        {"type": "text", "text": "undo", "style": {"code": True}},
        {"type": "text", "text": "."},
    ]


def test_labels_are_bold_and_short_values_stand_beside_them() -> None:
    fields = (Field("Circle", "15"), Field("Note", "a\nb"), Field("Gone", " "), Field("", "c"))
    (block,) = message(Card(fields=fields), KEY).blocks
    assert block["elements"][0]["elements"] == [
        {"type": "text", "text": "Circle", "style": {"bold": True}},
        {"type": "text", "text": ": 15\n\n"},
        {"type": "text", "text": "Note", "style": {"bold": True}},
        {"type": "text", "text": "\na\nb\n\n"},
        {"type": "text", "text": "c"},
    ]


def test_files_are_named() -> None:
    assert "File: a.csv" in seen.words(
        message(Card(files=(File("a.csv", "text/csv", "x"),)), KEY).blocks
    )
    assert "Files: netlead.json, contacts.csv" in seen.words(message(EXPORT, KEY).blocks)


def test_the_text_beside_the_blocks_is_escaped_once() -> None:
    text = message(Card(title="<!channel> R&D", body="&lt;"), KEY).text
    assert text == "&lt;!channel&gt; R&amp;D\n&amp;lt;"


@pytest.mark.parametrize("body", ["x" * 9000, "<" * 9000, "met <Ada> & Bo " * 400])
def test_the_text_beside_the_blocks_is_never_too_long_and_never_ends_within_a_sign(
    body: str,
) -> None:
    text = message(Card(body=body), KEY).text
    assert LONGEST_FALLBACK * 0.7 < len(text) <= LONGEST_FALLBACK
    assert text.endswith("…")
    assert re.fullmatch(r"([^&<>]|&(amp|lt|gt);)*", text)


def test_a_long_body_is_parted_between_paragraphs() -> None:
    body = "\n\n".join(f"Paragraph {n}. " + "It goes on like that. " * 30 for n in range(9))
    blocks = message(Card(body=body), KEY).blocks
    assert len(blocks) == 3
    for block in blocks:
        text = seen.words(block)
        assert len(text) <= 3000
        assert text.startswith("Paragraph ")
    assert squeezed(seen.words(blocks)) == squeezed(body)


def test_what_is_far_too_long_ends_with_dots_and_keeps_its_buttons() -> None:
    fields = tuple(Field(f"Field {n}", "word " * 500) for n in range(12))
    card = replace(NUDGE, body="word " * 4000, fields=fields)
    posting = see_taken(card)
    assert weight(posting.blocks) <= MOST_BYTES
    assert len(seen.buttons(posting.blocks)) == len(NUDGE.buttons)
    shown = seen.words(posting.blocks)
    assert "Field 11" in shown
    assert shown.count("word…") == 13


def test_more_fields_than_can_be_read_are_cut_to_the_first() -> None:
    fields = tuple(Field(f"Field {n}", "word " * 50) for n in range(90))
    posting = see_taken(replace(NUDGE, fields=fields))
    shown = seen.words(posting.blocks)
    assert "Field 19" in shown
    assert "Field 20" not in shown
    assert len(seen.buttons(posting.blocks)) == len(NUDGE.buttons)


def test_buttons_that_would_fill_the_message_go_from_the_end() -> None:
    many = tuple(Button(label=f"b{n}", command=f"who {'x' * 1900}") for n in range(25))
    left = seen.buttons(see_taken(Card(title="Who?", buttons=many)).blocks)
    assert [element["text"]["text"] for element in left] == ["b0", "b1", "b2", "b3"]


def test_a_title_that_is_too_long_for_a_header_is_a_bold_line() -> None:
    (header,) = message(Card(title="x" * 150), KEY).blocks
    (bold,) = message(Card(title="x" * 151), KEY).blocks
    assert header["type"] == "header"
    assert bold["elements"][0]["elements"] == [
        {"type": "text", "text": "x" * 151, "style": {"bold": True}}
    ]


def test_an_empty_card_is_still_a_message() -> None:
    posting = see_taken(Card())
    assert posting.text == "…"


@settings(max_examples=30, deadline=None)
@given(cards, st.integers(1, 300))
def test_any_card_is_taken(card: Card, times: int) -> None:
    see_taken(stretched(card, times))


@settings(deadline=None)
@given(cards)
def test_nothing_in_a_card_is_obeyed(card: Card) -> None:
    """See that Slack gets no sign, and no emphasis, that is not of our own making."""
    posting = message(card, KEY)
    assert re.fullmatch(r"([^&<>]|&(amp|lt|gt);)*", posting.text)
    bold = {" ".join(literal(text).split()) for text in (card.title, *_labels(card))}
    for thing in (posting.blocks, answer_view(card, KEY, card.title), seen.forms(card)):
        for part in _parts(thing):
            if part["type"] in ("plain_text", "mrkdwn"):
                assert part["type"] == "plain_text"
                assert part["emoji"] is False
            elif part["type"] == "text":
                assert set(part) <= {"type", "text", "style"}
                style = part.get("style")
                assert style in (None, {"code": True}, {"bold": True})
                if style == {"bold": True}:
                    assert any(text.startswith(part["text"].removesuffix("…")) for text in bold)
                if style == {"code": True}:
                    assert f"`{part['text']}`" in literal(plain_text(card))
            else:
                assert part["type"] in STRUCTURE


STRUCTURE = {
    *("header", "rich_text", "context", "actions", "input", "modal", "data_visualization", "bar"),
    *("rich_text_section", "rich_text_preformatted", "button", "static_select"),
    *("plain_text_input", "multi_users_select"),
}
"""What has no text of its own that is read: no link, user, usergroup, channel, emoji, broadcast."""


def _labels(card: Card) -> list[str]:
    return [item.label for item in card.fields]


def _parts(thing: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 blocks are JSON
    if isinstance(thing, dict):
        if "type" in thing:
            yield thing
        for inner in thing.values():
            yield from _parts(inner)
    elif isinstance(thing, list):
        for inner in thing:
            yield from _parts(inner)


@given(texts, texts, texts)
def test_what_a_person_wrote_is_shown_letter_by_letter(title: str, body: str, value: str) -> None:
    card = Card(title=title, body=body, fields=(Field("Note", value),))
    shown = squeezed(seen.words(message(card, KEY).blocks))
    for text in (title, body, value):
        assert squeezed(literal(text)) in shown


@given(texts, st.integers(2, 40))
def test_parting_loses_no_letter_and_cutting_keeps_the_beginning(text: str, longest: int) -> None:
    parts = pieces(text, longest)
    assert all(0 < len(part) <= longest for part in parts)
    assert squeezed("".join(parts)) == squeezed(text)
    short = cut(text, longest)
    assert len(short) <= longest
    assert text.startswith(short.removesuffix("…"))


def test_an_emoji_of_several_signs_is_not_broken() -> None:
    pilot = "👩\u200d✈\ufe0f"
    assert cut("abcdefg" + pilot, 10) == "abcdefg…"
    assert cut("abcde" + "e\u0301" * 5, 7) == "abcde…"
