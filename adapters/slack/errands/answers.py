"""What Slack's people are told without the coach: that something is not theirs, or cannot be now."""

from __future__ import annotations

from collections.abc import Mapping

from coaching.messages import Card

NOT_INSTALLED = Card(
    refused=True,
    title="NetLead is not here",
    body="NetLead is not set up in this workspace any more. Ask whoever looks after your apps to "
    "install it again.",
)
NOT_YOURS = Card(
    refused=True,
    title="Not for you",
    body="I coach the people of this workspace, each for themselves, so I cannot do that for you. "
    "If your own company uses NetLead, talk to it there.",
)
BUSY = Card(
    refused=True,
    title="One moment, please",
    body="I am a little busy and could not take that in. Please try again in a moment.",
)
SLOW_DOWN = Card(
    refused=True,
    title="Not so fast, please",
    body="That is more than I can follow, so I left this out and what comes next. "
    "Give me a minute, then go on.",
)
CROWDED = Card(
    refused=True,
    title="One moment, please",
    body="Very many people here talk to me just now, so I could not take that in. "
    "Please try again in a minute.",
)
GONE = Card(
    refused=True,
    title="That was a while ago",
    body="I no longer have what this was about. Type it instead, or `help`.",
)
UNSURE = Card(
    refused=True,
    title="One moment, please",
    body="Slack does not tell me at the moment who you are, so I did nothing. "
    "Please try again in a minute.",
)
UNSURE_WHERE = Card(
    refused=True,
    title="One moment, please",
    body="Slack does not tell me at the moment about this channel, so I did nothing. "
    "Please try again in a minute.",
)
NOBODY = Card(
    refused=True,
    title="Nobody to note",
    body="That message was written by an app, and I keep people. Pick a message that a person wrote.",
)
OWN_WORDS = Card(
    refused=True,
    title="Your own message",
    body="You wrote that one yourself. Pick a message of whoever helped you.",
)
UNSURE_WHO = Card(
    refused=True,
    title="One moment, please",
    body="Slack does not tell me at the moment who wrote that. Please try again in a minute, "
    "or type `/netlead got help from` and the name.",
)
NO_WINDOW = Card(
    refused=True,
    title="The form did not open",
    body="Slack did not let me open it in time, so nothing was done. Please press once more, "
    "or type it instead.",
)

FIXED: Mapping[str, Card] = {"gone": GONE, "slow_down": SLOW_DOWN, "crowded": CROWDED}
"""Answers that are certain before the coach is asked, by the name that an errand carries."""


def an_app(name: str) -> Card:
    """Return the answer to somebody who named an app."""
    return Card(
        refused=True,
        title="Nobody to note",
        body=f"{name or 'That'} is an app, and I keep people. Name a person, please.",
    )


def not_found(text: str) -> Card:
    """Return the answer to somebody who named a person of whom Slack tells nothing."""
    return Card(
        refused=True,
        title="One moment, please",
        body=f"I could not find out who {text} is, so nothing was saved. Try again in a moment, "
        "or type the name: `met Ada Lovelace`.",
    )
