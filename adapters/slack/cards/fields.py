"""The fields of a card as running text: each label in bold, its value beside or below it.

Not as ``fields`` of a section: a bold label there would need markup, which its value, a person's
own text, would then be read as, too. On a telephone those are one column all the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from adapters.slack.cards.escape import literal
from adapters.slack.cards.texts import LONGEST_TEXT, Block, cut, paragraphs, rich, run, runs
from coaching.messages import Field

LONGEST_LABEL = 150

_SHORT = 60
"""Characters of a label and its value that go on one line."""


def field_blocks(fields: Sequence[Field]) -> list[Block]:
    """Return ``fields`` in blocks of at most `LONGEST_TEXT` characters; empty values vanish."""
    pairs = [(_label(item), literal(item.value).strip()) for item in fields]
    blocks: list[Block] = []
    for group in _groups([pair for pair in pairs if pair[1]]):
        label, value = group[0]
        if _length(group[0]) > LONGEST_TEXT:
            blocks += [rich([run(label, "bold")])] if label else []
            blocks += paragraphs(value)
        else:
            blocks.append(rich(list(_running(group))))
    return blocks


Pair = tuple[str, str]
"""A label and its value, neither of them with anything to strip."""


def _label(item: Field) -> str:
    return cut(" ".join(literal(item.label).split()), LONGEST_LABEL)


def _length(pair: Pair) -> int:
    return sum(map(len, pair)) + len(": \n\n")


def _groups(pairs: Sequence[Pair]) -> Iterator[list[Pair]]:
    group: list[Pair] = []
    for pair in pairs:
        if group and sum(map(_length, (*group, pair))) > LONGEST_TEXT:
            yield group
            group = []
        group.append(pair)
    if group:
        yield group


def _running(group: Sequence[Pair]) -> Iterator[Block]:
    """Yield the pieces of one text: short fields line by line, a gap around long ones."""
    for place, (label, value) in enumerate(group):
        following = group[place + 1 : place + 2]
        gap = "\n" if _is_short((label, value)) and all(map(_is_short, following)) else "\n\n"
        lead = (": " if _is_short((label, value)) else "\n") if label else ""
        if label:
            yield run(label, "bold")
        yield from runs(lead + value + (gap if following else ""))


def _is_short(pair: Pair) -> bool:
    return sum(map(len, pair)) <= _SHORT and "\n" not in pair[1]
