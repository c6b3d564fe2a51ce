"""In a channel it is said how to type a thing so that nobody else reads it."""

from __future__ import annotations

from adapters.slack.cards.spelling import spelled_out
from coaching.messages import Card, Field

WORDS = frozenset({"help", "undo", "settings"})


def test_a_line_to_type_becomes_a_slash_command() -> None:
    card = Card(
        title="`help`", body="Type `help met`, or `undo`.", fields=(Field("`x`", "`settings`"),)
    )
    assert spelled_out(card, WORDS) == Card(
        title="`help`",
        body="Type `/netlead help met`, or `/netlead undo`.",
        fields=(Field("`x`", "`/netlead settings`"),),
    )


def test_what_is_no_command_stays_as_it_is() -> None:
    body = (
        "It allows `channels:read`; `/netlead prompts stop` ends it; ` ` is nothing; a lone ` too."
    )
    assert spelled_out(Card(body=body), WORDS).body == body
