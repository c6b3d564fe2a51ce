"""“@NetLead met @Bo Li”: the bot's name goes, Bo's stays, however Teams writes it down."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.teams.inbound.mentions import MOST_MENTIONS, read_mentions, without
from adapters.teams.turns import Mention
from tests.adapters.teams.inbound.activities import BOT, activity, mention

ME = mention("NetLead", BOT["id"])
BO = mention("Bo Li", "29:1bo")


def said(text: str, *entities: Any) -> str:  # noqa: ANN401 any JSON
    """Return what is left of ``text``."""
    found = read_mentions(activity(entities=list(entities)))
    return without(text, found, BOT["id"])


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("<at>NetLead</at> tip", "tip"),
        ("<at>NetLead</at>&nbsp;tip", "tip"),
        ("tip <at>NetLead</at>", "tip"),
        ("met Bo <at>NetLead</at> yesterday", "met Bo yesterday"),
        ("<at>NetLead</at>\u00a0\u00a0 met   Bo&nbsp;&nbsp;Li ", "met Bo Li"),
        ("<AT>netlead</AT> tip", "tip"),
        ("<at>NetLead</at>tip", "tip"),
        ("<at>NetLead</at>", ""),
        ("<at>NetLead</at>\nmet Bo\n\nyesterday", "met Bo\n\nyesterday"),
        ("tip", "tip"),
        ("", ""),
        ("NetLead tip", "NetLead tip"),
        ("a &lt;b&gt; &amp;nbsp; c", "a &lt;b&gt; &amp;nbsp; c"),
    ],
)
def test_the_bots_own_mention_goes(text: str, left: str) -> None:
    assert said(text, ME) == left


def test_other_people_stay_where_they_are() -> None:
    text = "<at>NetLead</at> intro <at>Bo Li</at> to <at>Cy</at>"
    left = said(text, ME, BO, mention("Cy", "29:1cy"))
    assert left == "intro <at>Bo Li</at> to <at>Cy</at>"


def test_somebody_may_be_called_like_the_bot() -> None:
    text = "<at>NetLead</at> met <at>NetLead</at>"
    namesake = mention("NetLead", "29:1namesake")
    assert said(text, ME, namesake) == "met <at>NetLead</at>"
    assert said(text, namesake, ME) == "<at>NetLead</at> met"
    assert said(text, ME, ME) == "met"
    assert said(text, namesake) == text


def test_a_mention_with_a_part_of_the_bots_name_is_another() -> None:
    assert said("<at>NetLead</at> <at>NetLead Two</at>", ME) == "<at>NetLead Two</at>"


def test_the_note_says_how_a_mention_is_written() -> None:
    odd = mention("NetLead", BOT["id"], '<at id="0">NetLead</at>')
    assert said('<at id="0">NetLead</at> tip', odd) == "tip"
    assert said("@NetLead tip (.*)", mention("NetLead", BOT["id"], "@NetLead")) == "tip (.*)"
    assert said("(.*) tip", mention("NetLead", BOT["id"], "(.*)")) == "tip"


def test_without_a_note_nothing_is_a_mention() -> None:
    assert said("<at>NetLead</at> tip") == "<at>NetLead</at> tip"


@pytest.mark.parametrize(
    "entity",
    [
        *(None, 1, "mention", [], {}, {"type": "mention"}, ME | {"mentioned": None}),
        *(ME | {"mentioned": {}}, ME | {"mentioned": {"id": 1}}, ME | {"text": None}),
        *(ME | {"text": ""}, ME | {"type": "clientInfo"}, ME | {"type": 1}, ME | {"text": 5}),
    ],
)
def test_a_note_that_is_broken_is_none(entity: object) -> None:
    assert read_mentions(activity(entities=[entity, BO])) == (
        Mention("<at>Bo Li</at>", "29:1bo", "Bo Li"),
    )


@pytest.mark.parametrize("entities", [None, {}, "x", 5])
def test_notes_are_a_list_or_none(entities: object) -> None:
    assert read_mentions(activity(entities=entities)) == ()


def test_a_mention_may_lack_its_name() -> None:
    nameless = {"type": "Mention", "text": "<at>Bo</at>", "mentioned": {"id": "29:1bo"}}
    assert read_mentions(activity(entities=[nameless])) == (Mention("<at>Bo</at>", "29:1bo", ""),)


def test_of_mentions_without_end_only_the_first_are_read() -> None:
    assert len(read_mentions(activity(entities=[BO] * 1000))) == MOST_MENTIONS


pieces = st.sampled_from(
    ["<at>", "</at>", "NetLead", " ", "&nbsp;", "\n", "é", "İ", "<", "Bo", "\\"]
)


@given(
    text=st.lists(pieces, max_size=12).map("".join), own=st.lists(pieces, max_size=4).map("".join)
)
def test_whatever_is_typed_and_noted_nothing_is_added(text: str, own: str) -> None:
    left = said(text, ME, mention("x", BOT["id"], own), BO)
    kept = iter("".join(text.replace("&nbsp;", " ").split()))
    assert all(character in kept for character in left.replace("&nbsp;", " ") if character.strip())
    assert left == left.strip()
