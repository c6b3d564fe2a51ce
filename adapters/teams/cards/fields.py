"""The fields of a card as running text: each label in bold, its value beside or below it.

Not as a ``FactSet``: Teams reads Markdown in its titles and values, which are people's own words.
"""

from __future__ import annotations

from collections.abc import Sequence

from adapters.teams.cards.texts import Element, cut, line, literal, paragraphs, run, runs
from coaching.messages import Field

LONGEST_LABEL = 150
_SHORT = 60
"""Characters of a label and its value that go on one line."""


def field_elements(fields: Sequence[Field]) -> list[Element]:
    """Return ``fields`` one below the other; those without a value vanish."""
    found: list[Element] = []
    for item in fields:
        label = cut(" ".join(literal(item.label).split()), LONGEST_LABEL)
        value = literal(item.value).strip()
        if not value:
            continue
        if not label:
            found += paragraphs(value)
        elif len(label) + len(value) <= _SHORT and "\n" not in value:
            found.append(line([*run(label, "bold"), *runs(f": {value}")], "small"))
        else:
            found += [line(run(label, "bold"), "medium"), *paragraphs(value, first="none")]
    return found
