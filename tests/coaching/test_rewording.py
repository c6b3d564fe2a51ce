"""What a language model makes of a draft is shown only if it is a draft still."""

from __future__ import annotations

import pytest

from coaching.hiding import hide
from coaching.rewording import fit
from tests.coaching.hostile_wordings import DRAFT, GOOD, HOSTILE

HIDDEN = hide(DRAFT, ["Ada"])


@pytest.mark.parametrize("output", GOOD)
def test_a_good_rewording_is_shown_with_the_name_in_it(output: str) -> None:
    shown = fit(output, HIDDEN)
    assert "Ada" in shown
    assert "{" not in shown
    assert '"' not in shown


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_anything_else_is_not(number: int) -> None:
    assert fit(HOSTILE[number], HIDDEN) == ""


def test_there_are_at_least_forty_of_them() -> None:
    assert len(set(HOSTILE)) >= 40


def test_a_draft_without_marks_gets_none() -> None:
    plain = hide("Hi, thank you for your help the other day. It did help.", ())
    assert fit("Hi, thanks for helping me the other day. It really did help!", plain)
    assert not fit("Hi {{P1}}, thanks for helping me the other day. It really did help!", plain)


def test_what_the_draft_says_no_to_may_be_said_no_to() -> None:
    said = hide("Would ten minutes suit you? A no is fine. No need to answer.", ())
    assert fit("Do ten minutes suit you? No is fine, and no need to answer.", said)
