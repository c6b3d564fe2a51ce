"""A card becomes an Adaptive Card that Teams takes, that shows every word, and obeys none of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.teams.cards.adaptive import LONGEST_SUMMARY, MOST_BYTES, Posting, message
from adapters.teams.cards.reading import read_action
from adapters.teams.cards.texts import cut, escaped, flat, literal, weight
from coaching.messages import Button, Card, Field, File, Input, plain_text
from coaching.models.cipher import Cipher
from tests.adapters.teams import seen
from tests.adapters.teams.cards import EXPORT, FORM, NUDGE, PERSON, SIGNS, TOPICS, cards, stretched
from tests.adapters.teams.golden import see_golden
from tests.adapters.teams.oracles import check_card
from tests.gallery import Shot, Studio, rooms

KEY = "nudge:12.34.567"


@pytest.fixture(scope="module")
def gallery(migrated_file: Path, cipher: Cipher) -> Iterator[list[Shot]]:
    studio = Studio(migrated_file, cipher)
    yield [shot for room in rooms() for shot in studio.shots(room)]
    studio.close()


def see_taken(card: Card) -> Posting:
    """See that Teams would take ``card``, and that it fits."""
    posting = message(card, KEY)
    assert check_card(posting.card) == []
    assert weight(posting.card) <= MOST_BYTES
    assert 0 <= len(posting.summary) <= LONGEST_SUMMARY
    return posting


def test_every_card_of_the_product_is_taken_and_brings_its_buttons_back(
    gallery: list[Shot],
) -> None:
    for shot in gallery:
        back = [read_action(seen.pressed(b)) for b in seen.buttons(see_taken(shot.card).card)]
        wanted = sorted(shot.card.buttons, key=lambda button: not button.primary)
        assert [found and found.label for found in back] == [button.label for button in wanted]
        for button, found in zip(wanted, back, strict=True):
            assert found is not None
            assert found.key == KEY
            if not button.submits:
                assert found.command == button.command


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
        *(label for item in card.inputs for label, _ in item.choices),
        *(file.name for file in card.files),
        *(button.label for button in card.buttons),
    ]


def squeezed(text: str) -> str:
    return "".join(text.split())


GOLDEN = {"nudge": NUDGE, "person": PERSON, "form": FORM, "export": EXPORT, "topics": TOPICS}


@pytest.mark.parametrize("name", GOLDEN)
def test_the_messages_are_as_they_were(name: str) -> None:
    posting = see_taken(GOLDEN[name])
    see_golden(name, seen.kept(posting))


def test_the_parts_of_a_card_stand_in_their_order() -> None:
    card = replace(FORM, fields=PERSON.fields[:1], picture=PERSON.picture, files=EXPORT.files)
    kinds = [element["type"] for element in message(card, KEY).card["body"]]
    assert kinds == [
        *("RichTextBlock", "RichTextBlock", "RichTextBlock"),
        *("ColumnSet", "ColumnSet", "ColumnSet", "RichTextBlock", "RichTextBlock"),
        *("Input.Text", "Input.Text", "Input.ChoiceSet", "Input.Text", "Input.Text", "ActionSet"),
    ]


def test_a_command_in_the_text_looks_like_code() -> None:
    (block,) = message(Card(body="Type `help met` or `undo`."), KEY).card["body"]
    assert block["inlines"] == [
        {"type": "TextRun", "text": "Type "},
        {"type": "TextRun", "text": "help met", "fontType": "monospace"},
        {"type": "TextRun", "text": " or "},
        {"type": "TextRun", "text": "undo", "fontType": "monospace"},
        {"type": "TextRun", "text": "."},
    ]


def test_each_line_is_a_text_of_its_own_and_paragraphs_stand_apart() -> None:
    body = message(Card(body="One\ntwo\n\n\nthree\n  - four"), KEY).card["body"]
    assert [seen.words(block) for block in body] == ["One", "two", "three", "  - four"]
    assert [block.get("spacing") for block in body] == [None, "none", "medium", "none"]


def test_labels_are_bold_and_short_values_stand_beside_them() -> None:
    fields = (Field("Circle", "15"), Field("Note", "a\nb"), Field("Gone", " "), Field("", "c"))
    body = message(Card(fields=fields), KEY).card["body"]
    assert [seen.words(block) for block in body] == ["Circle: 15", "Note", "a", "b", "c"]
    assert body[0]["inlines"] == [
        {"type": "TextRun", "text": "Circle", "weight": "bolder"},
        {"type": "TextRun", "text": ": 15"},
    ]


def test_files_are_named() -> None:
    card = Card(files=(File("a.csv", "text/csv", "x"),))
    assert seen.as_shown(card) == "File: a.csv"
    assert "Files: netlead.json, contacts.csv" in seen.as_shown(EXPORT)


def test_a_card_of_nothing_is_still_a_card() -> None:
    posting = see_taken(Card())
    assert seen.words(posting.card) == "…"
    assert posting.summary == ""


@pytest.mark.parametrize("sign", SIGNS)
def test_what_a_person_wrote_is_shown_as_it_is(sign: str) -> None:
    card = Card(title=f"a {sign} b", body=f"c {sign} d", fields=(Field("e", f"f {sign} g"),))
    shown = squeezed(seen.as_shown(card))
    for text in (card.title, card.body, card.fields[0].value):
        assert squeezed(literal(text)) in shown


def test_a_date_that_somebody_typed_as_a_function_is_not_one() -> None:
    posting = see_taken(PERSON)
    runs = [run["text"] for run in seen.of_type(posting.card, "TextRun")]
    assert "{DATE(2026-11-23T09:00:00Z, LONG)}}" in runs
    assert not [run for run in runs if "{{" in run]
    label = flat("{{TIME(2026-11-23T09:00:00Z)}}", 75)
    assert label.replace("\u200b", "") == "{{TIME(2026-11-23T09:00:00Z)}}"
    assert "{{" not in label


def test_the_text_for_clients_without_cards_is_escaped_once() -> None:
    text = message(Card(title="**R&D** <at>", body="[x](y)\n- 1. z"), KEY).card["fallbackText"]
    assert text == "\\*\\*R\\&D\\*\\* \\<at\\>\n\\[x\\]\\(y\\)\n\\- 1\\. z"
    assert re.sub(r"\\(.)", r"\1", text) == "**R&D** <at>\n[x](y)\n- 1. z"


def test_the_summary_is_one_line_of_what_the_card_says() -> None:
    card = Card(title="Hi", body="a\n\nb", buttons=NUDGE.buttons)
    assert message(card, KEY).summary == "Hi a b"
    long = message(Card(body="word " * 400), KEY).summary
    assert len(long) <= LONGEST_SUMMARY
    assert long.endswith("word…")


@settings(max_examples=80, deadline=None)
@given(cards)
def test_any_card_is_taken_and_says_what_it_says(card: Card) -> None:
    posting = see_taken(card)
    shown = squeezed(seen.words(posting.card)).replace("\u200b", "")
    for text in (card.title, card.body, *(item.value for item in card.fields)):
        assert squeezed(literal(text)).replace("\u200b", "") in shown
    for text, parsed in seen.texts(posting.card):
        if parsed:
            assert re.fullmatch(r"(\\[!-/:-@\[-`{-~]|[^!#&()*+./:<=>@\[\\\]^_`{|}~-])*", text)


@settings(max_examples=40, deadline=None)
@given(cards, st.sampled_from((1, 50, 400)))
def test_any_card_fits_however_long_it_is(card: Card, times: int) -> None:
    assert weight(message(stretched(card, times), KEY).card) <= MOST_BYTES


@settings(max_examples=8, deadline=None)  # the schema's judgement of a full card takes a second
@given(cards)
def test_any_card_that_had_to_be_shortened_is_taken(card: Card) -> None:
    see_taken(stretched(card, 400))


@pytest.mark.parametrize("letter", ["x", "word ", "é", "🙂", "<", '"', "\\", "a\nb"])
def test_long_texts_end_with_an_ellipsis_and_the_buttons_stay(letter: str) -> None:
    card = replace(NUDGE, body=letter * 30_000)
    posting = see_taken(card)
    assert len(seen.buttons(posting.card)) == len(NUDGE.buttons)
    assert "…" in seen.words(posting.card)
    assert weight(posting.card) > MOST_BYTES / 4


def test_the_buttons_for_old_clients_go_before_a_word_does() -> None:
    assert all("fallback" in button for button in seen.buttons(message(NUDGE, KEY).card))
    card = replace(NUDGE, body="word " * 1_900)
    posting = see_taken(card)
    assert not [button for button in seen.buttons(posting.card) if "fallback" in button]
    assert squeezed(card.body) in squeezed(seen.words(posting.card))


def test_a_value_is_never_cut_short_in_its_input() -> None:
    note = "word " * 500
    card = replace(FORM, inputs=(Input(name="n", label="Note", kind="long", value=note),))
    (whole,) = seen.of_type(message(card, KEY).card, "Input.Text")
    assert whole["value"] == note.strip()
    (left,) = seen.of_type(see_taken(stretched(card, 4)).card, "Input.Text")
    assert "value" not in left
    assert left["placeholder"].startswith("word word")


def test_at_the_very_end_the_last_buttons_go() -> None:
    many = tuple(Button(label=f"b{n}", command=f"met {'x' * 1_500} {n}") for n in range(25))
    shown = seen.buttons(see_taken(replace(NUDGE, buttons=many)).card)
    assert 3 < len(shown) < 25
    assert [button["title"] for button in shown] == [f"b{n}" for n in range(len(shown))]


@pytest.mark.parametrize(
    ("text", "longest", "wanted"),
    [
        ("short", 5, "short"),
        ("one two three", 9, "one two…"),
        ("abcdefghij", 5, "abcd…"),
        ("abc👩\u200d🚀x", 6, "abc…"),
        ("abce\u0301fg", 5, "abc…"),
        ("e\u0301" * 9, 2, "e…"),
    ],
)
def test_cutting_leaves_words_emoji_and_letters_whole(text: str, longest: int, wanted: str) -> None:
    assert cut(text, longest) == wanted


@given(st.text())
def test_weight_is_counted_as_utf_16(text: str) -> None:
    whole = literal(text)
    assert weight([whole]) == weight([]) + weight(whole)
    assert weight(whole) >= len(whole.encode("utf-16-le")) + 4


@given(st.text())
def test_escaping_can_be_read_back(text: str) -> None:
    assert re.sub(r"\\(.)", r"\1", escaped(text)) == literal(text)


def test_the_fallback_says_all_that_a_short_card_says() -> None:
    text = message(NUDGE, KEY).card["fallbackText"]
    assert re.sub(r"\\(.)", r"\1", text) == plain_text(NUDGE)
