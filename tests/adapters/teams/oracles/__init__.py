"""Judges of what is sent to Teams: the official schema, the official renderer, and rules of our own."""

from __future__ import annotations

from typing import Any

from tests.adapters.teams.oracles import card_schema, own_rules


def check_card(card: dict[str, Any]) -> list[str]:
    """Return what schema and rules have against ``card``, each with the judge's name."""
    return [
        *(f"schema: {problem}" for problem in card_schema.check_card(card)),
        *(f"rules: {problem}" for problem in own_rules.check_card(card)),
    ]
