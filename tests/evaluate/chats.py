"""The recorded chats, as windows of lines with what people marked in them.

#ubuntu: Kummerfeld et al., "A large-scale corpus for conversation disentanglement", ACL 2019,
CC BY 4.0. Molweni: Li et al., COLING 2020, Apache-2.0.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from coaching.detection.window import Line
from tests.evaluate import reference

_BOTS = frozenset({"ubotu", "ubottu"})
_DAY, _HOUR = 86_400, 3_600
_LATER = 10 * _HOUR
"""A clock that goes back by more than this has passed midnight."""
_LONGEST, _SHORTEST = 40, 3


@dataclass(frozen=True)
class Chat:
    """A window and what people marked: for each marked line, by number, whom it speaks to.

    ``replies`` has the people whose lines it replies to, ``answers`` those of them who had asked.
    """

    lines: Sequence[Line]
    replies: Mapping[int, frozenset[str]]
    answers: Mapping[int, frozenset[str]]


def channels(name: str) -> list[Chat]:
    """Return the logs of #ubuntu in the file ``name``, one for each day or part of one."""
    rows = reference.lines(name)
    return [_chat(_spoken(list(log))) for _, log in groupby(rows, key=lambda row: row["f"])]


def conversations(name: str, at_once: int) -> list[Chat]:
    """Return the same logs taken apart by their links: ``at_once`` conversations run together.

    That is what a quieter channel looks like. Windows have 3 to 40 lines.
    """
    found = []
    for _, log in groupby(reference.lines(name), key=lambda row: row["f"]):
        rows = [row for row in _spoken(list(log)) if "p" in row]
        parts = [part for part in _apart(rows) if len(part) >= _SHORTEST]
        for first in range(0, len(parts), at_once):
            together = sorted(
                (row for part in parts[first : first + at_once] for row in part),
                key=lambda row: row["i"],
            )
            windows = [together[at : at + _LONGEST] for at in range(0, len(together), _LONGEST)]
            found += [_chat(window) for window in windows if len(window) >= _SHORTEST]
    return found


def _spoken(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows that somebody said, with ``at``, seconds from the log's first midnight."""
    at, spoken = 0, []
    for row in rows:
        if row["t"]:
            hours, minutes = row["t"].split(":")
            clock = at // _DAY * _DAY + int(hours) * _HOUR + int(minutes) * 60
            at = clock + _DAY if clock < at - _LATER else clock
        if row["n"] and row.get("k") != "sys":
            spoken.append({**row, "at": at})
    return spoken


def _chat(rows: Sequence[dict[str, Any]]) -> Chat:
    by_number = {row["i"]: row for row in rows}
    replies, answers = {}, {}
    for number, row in enumerate(rows):
        if "p" in row:
            linked = [by_number[i] for i in row["p"] if i in by_number]
            linked = [other for other in linked if other["n"] != row["n"]]
            replies[number] = frozenset(other["n"] for other in linked)
            answers[number] = frozenset(other["n"] for other in linked if "?" in other["x"])
    lines = [
        Line(author=row["n"], text=row["x"], at=float(row["at"]), bot=row["n"] in _BOTS)
        for row in rows
    ]
    return Chat(lines, replies, answers)


def _apart(rows: Sequence[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Return the conversations in ``rows``, linked by replies, in the order they begin."""
    leads = {row["i"]: row["i"] for row in rows}

    def lead(number: int) -> int:
        while leads[number] != number:
            number = leads[number]
        return number

    for row in rows:
        for other in row["p"]:
            if other in leads:
                leads[lead(row["i"])] = lead(other)
    parts: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        parts[lead(row["i"])].append(row)
    return list(parts.values())


def dialogues(name: str) -> list[Chat]:
    """Return the dialogues of Molweni: answers are its question-answer pairs, marked by people."""
    return [_dialogue(row) for row in reference.document(name)]


def _dialogue(row: Mapping[str, Any]) -> Chat:
    said = row["edus"]
    replies: dict[int, set[str]] = {number: set() for number in range(len(said))}
    answers: dict[int, set[str]] = {number: set() for number in range(len(said))}
    for relation in row["relations"]:
        first, second = said[relation["x"]]["speaker"], said[relation["y"]]["speaker"]
        if first != second:
            replies[relation["y"]].add(first)
            if relation["type"] == "QAP":
                answers[relation["y"]].add(first)
    lines = [Line(author=turn["speaker"], text=turn["text"]) for turn in said]
    return Chat(lines, _frozen(replies), _frozen(answers))


def _frozen(found: Mapping[int, set[str]]) -> dict[int, frozenset[str]]:
    return {number: frozenset(who) for number, who in found.items()}


def halves(chats: Sequence[Chat]) -> tuple[list[Chat], list[Chat]]:
    """Return two halves that share no line: many of Molweni's dialogues overlap each other."""
    groups: dict[int, list[Chat]] = defaultdict(list)
    for group, chat in zip(_overlapping(chats), chats, strict=True):
        groups[group].append(chat)
    first: list[Chat] = []
    second: list[Chat] = []
    for together in groups.values():
        (first if len(first) <= len(second) else second).extend(together)
    return first, second


def _overlapping(chats: Sequence[Chat]) -> Iterator[int]:
    leads = list(range(len(chats)))

    def lead(number: int) -> int:
        while leads[number] != number:
            number = leads[number]
        return number

    first_with: dict[tuple[str, str], int] = {}
    for number, chat in enumerate(chats):
        for line in chat.lines:
            other = first_with.setdefault((line.author, line.text), number)
            leads[lead(number)] = lead(other)
    return (lead(number) for number in range(len(chats)))
