"""Every way a card is turned into what a platform gets, for the tests that try them all."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

from adapters.console.render import render
from coaching.messages import Card, card_data, card_from_data, plain_text
from tests.adapters.slack import seen as seen_in_slack
from tests.adapters.teams import seen as seen_in_teams

Sent = Callable[[Card], str]

WIDTHS = (40, 80, 120)


@dataclass(frozen=True)
class Renderer:
    """``sent`` is what goes to the platform, ``shown`` what a person there can read of a card.

    With ``markup`` the platform obeys signs in what it is sent, such as Slack's ``<!channel>``.
    """

    sent: Sent
    shown: Sent
    markup: bool = False


def _web_sent(card: Card) -> str:
    return json.dumps(card_data(card))


def _web_shown(card: Card) -> str:
    """Read the frame again; the page puts each slot in its place as text, never as markup."""
    read = card_from_data(json.loads(_web_sent(card)))
    inputs = [f"{item.label} {item.value} {item.hint}" for item in read.inputs]
    return "\n".join([plain_text(read), *inputs, *(button.label for button in read.buttons)])


def _console(width: int) -> Renderer:
    def drawn(card: Card) -> str:
        return render(card, width)

    return Renderer(sent=drawn, shown=drawn)


RENDERERS: dict[str, Renderer] = {
    "plain text": Renderer(sent=plain_text, shown=plain_text),
    "web": Renderer(sent=_web_sent, shown=_web_shown),
    **{f"console {width}": _console(width) for width in WIDTHS},
    "slack": Renderer(sent=seen_in_slack.as_markup, shown=seen_in_slack.as_shown, markup=True),
    "teams": Renderer(sent=seen_in_teams.as_markup, shown=seen_in_teams.as_shown, markup=True),
}
"""A platform adds its line here and is tried with every card there is."""
