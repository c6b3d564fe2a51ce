"""The dry run's table."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.nudge_table import draw

ROWS: list[dict[str, object]] = [
    {
        "who": "Priya",
        "when": datetime(2026, 11, 24, 9, 30, tzinfo=UTC),
        "kind": "dormant",
        "contact": "Ada Lovelace",
        "reason": "You trusted each other and have not spoken for three months.",
        "why_not": None,
    },
    {"who": "Sam\x1b[2J", "kind": "thank", "why_not": "this week's three are sent"},
    {"who": "a name that is much too long for its column", "reason": "x"},
]

TABLE = """\
Who                       When                    Kind     Contact       Reason
Priya                     2026-11-24 09:30+00:00  dormant  Ada Lovelace  You trusted each other
                                                                         and have not spoken for
                                                                         three months.
Sam[2J                                            thank                  not now: this week's
                                                                         three are sent
a name that is much too                                                  x
long for its column"""


def test_rows_are_drawn_under_their_heads() -> None:
    assert draw(ROWS, 80) == TABLE


def test_a_wide_terminal_needs_fewer_lines() -> None:
    assert len(draw(ROWS, 200).split("\n")) == 5


def test_nobody_is_said_in_words() -> None:
    assert draw([], 80) == "There is nobody to propose anything to."
