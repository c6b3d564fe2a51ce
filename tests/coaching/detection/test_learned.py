"""The weights for answers: read from data, bound to the signs they were fitted to."""

from __future__ import annotations

import json
from importlib import resources
from itertools import pairwise
from typing import Any

import pytest

from coaching.detection.forest import Forest
from coaching.detection.learned import learned, learned_from
from coaching.detection.pairs import NAMES

SHIPPED: dict[str, Any] = json.loads(
    resources.files("coaching").joinpath("data/answers.json").read_text("utf-8")
)
HIGH_OR_LOW = {"nodes": [[1, 0.5, -1, -2]], "leaves": [-2.0, 2.0]}


def test_a_forest_adds_up_its_trees() -> None:
    forest = Forest.of([HIGH_OR_LOW, HIGH_OR_LOW])
    assert forest.chance([0, 0]) == pytest.approx(0.018, abs=0.001)
    assert forest.chance([0, 1]) == pytest.approx(0.982, abs=0.001)


def test_what_cannot_reach_the_least_is_not_worked_out() -> None:
    forest = Forest.of([HIGH_OR_LOW, HIGH_OR_LOW])
    assert forest.chance([0, 0], least=0.6) == 0
    assert forest.chance([0, 1], least=0.6) == forest.chance([0, 1])


def test_the_weights_say_what_they_were_fitted_to() -> None:
    assert "train_answers" in SHIPPED["about"]
    assert "CC BY 4.0" in SHIPPED["about"]


def test_weights_for_other_signs_are_refused() -> None:
    with pytest.raises(ValueError, match="train them anew"):
        learned_from({**SHIPPED, "signs": NAMES[1:]})


def test_surer_chances_were_right_more_often() -> None:
    weights = learned()
    assert all(first <= second for first, second in pairwise(weights.precision))
    assert weights.sureness(weights.least) == weights.precision[0]
    assert weights.sureness(0.99) == weights.precision[-1]
