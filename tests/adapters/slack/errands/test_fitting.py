"""Cards that Slack takes: a button that is too long for it is left out, the rest stays."""

from __future__ import annotations

from adapters.slack.errands.fitting import fitting, posting, window
from coaching.messages import Button, Card

SHORT = Button(label="Help", command="help")
LONG = Button(label="Again", command="met Ada: " + "x" * 3_000)
NONE = Button(label="Nothing", command="")


def test_what_fits_stays_as_it_is() -> None:
    card = Card(title="Hello", buttons=(SHORT, SHORT))
    assert fitting(card, "key") is card


def test_only_what_does_not_fit_goes() -> None:
    card = Card(title="Hello", buttons=(LONG, SHORT, NONE))
    assert fitting(card, "key") == Card(title="Hello", buttons=(SHORT,))
    assert posting(card, "key") == posting(Card(title="Hello", buttons=(SHORT,)), "key")
    assert window(card, "key") == window(Card(title="Hello", buttons=(SHORT,)), "key")
