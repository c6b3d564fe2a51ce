"""The preview shows every word that NetLead sends, as text."""

from __future__ import annotations

from html import unescape
from pathlib import Path

import pytest

from adapters.slack.cards.blocks import message
from adapters.slack.cards.forms import form
from adapters.slack.cards.home_view import home
from coaching.messages import Button, Card, Input
from coaching.models.cipher import Cipher
from tests.adapters.slack.fake import looking
from tests.adapters.slack.preview.drawing import Filled, drawn
from tests.gallery import Studio, rooms

FORM = Card(
    body="Only you see this.",
    inputs=(
        Input(name="what", label="With what?", hint="the <b>plan</b>"),
        Input(name="long", label="And more", kind="long", value="two\nlines"),
        Input(name="side", label="Where", kind="choice", choices=(("In", "in"), ("Out", "out"))),
        Input(name="who", label="Who", kind="people"),
    ),
    buttons=(Button(label="Note it", command="helped", submits=True),),
)


def test_every_card_of_the_product_is_drawn_word_by_word(
    migrated_file: Path, cipher: Cipher
) -> None:
    studio = Studio(migrated_file, cipher)
    try:
        for room in rooms():
            for shot in studio.shots(room):
                blocks = message(shot.card, "k").blocks
                page = unescape(drawn([*blocks, *home([shot.card])["blocks"]]))
                assert [
                    word for word in looking.words(blocks).split("\n") if word not in page
                ] == []
    finally:
        studio.close()


def test_a_form_shows_what_was_put_in_and_what_is_wrong_with_it() -> None:
    blocks = form(FORM, FORM.buttons[0], "k")["blocks"]
    problems = {blocks[1]["block_id"]: "There is no <31 April>."}
    page = drawn(blocks, Filled({"With what?": "the deck", "Where": "Out"}, problems))
    wrong = page.index('class="wrong"')
    assert 'value="the deck" placeholder="the &lt;b&gt;plan&lt;/b&gt;"' in page
    assert wrong < page.index("With what?") < page.index("There is no &lt;31 April&gt;.")
    assert page.index("There is no") < page.index("And more")
    assert "two\nlines</textarea>" in page
    assert "<option selected>Out</option>" in page


def test_what_a_person_wrote_is_never_markup() -> None:
    page = drawn(message(Card(title="<i>", body="a `<b>` & c"), "k").blocks)
    assert "<i>" not in page
    assert "<code>&lt;b&gt;</code> &amp; c" in page


def test_a_kind_of_block_that_is_new_is_noticed() -> None:
    with pytest.raises(LookupError):
        drawn([{"type": "carousel"}])
