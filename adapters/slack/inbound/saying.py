"""The forms that an answer to Slack has: taken, taken not, said to one person, put into a form."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from slack_bolt.response import BoltResponse

from adapters.slack.cards import forms
from adapters.slack.errands.fitting import posting, window
from coaching.messages import Card


def empty() -> BoltResponse:
    """Return the answer that says no more than that it arrived."""
    return BoltResponse(status=200, body="")


def again() -> BoltResponse:
    """Return the answer that it was not taken: an event comes again, a person sees that it failed."""
    return BoltResponse(status=503, body="")


def shown(data: Mapping[str, Any]) -> BoltResponse:
    """Return an answer for Slack to show."""
    return BoltResponse(
        status=200, body=json.dumps(data), headers={"content-type": "application/json"}
    )


def spoken(card: Card, key: str) -> BoltResponse:
    """Return ``card`` as the answer to a command, for that person alone."""
    said = posting(card, key)
    return shown({"response_type": "ephemeral", "text": said.text, "blocks": said.blocks})


def in_form(view: Mapping[str, Any], card: Card, key: str) -> BoltResponse:
    """Return a refusal beside the fields of a form; what was typed stays.

    Where it is no form of NetLead's, the refusal is put in its place.
    """
    errors = forms.errors(view, card)
    if not errors:
        return in_window(card, key)
    return shown({"response_action": "errors", "errors": errors})


def in_window(card: Card, key: str) -> BoltResponse:
    """Return ``card`` in the place of a form."""
    return shown({"response_action": "update", "view": window(card, key)})
