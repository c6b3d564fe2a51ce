"""The frame of `make evaluate`: goals and exit code, and what it says where the data is absent."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from tests.bench.sides import Goal
from tests.evaluate import reference
from tests.evaluate.__main__ import main, run

REACHED = Goal("AUC of the rule", 0.8, 0.7)
MISSED = Goal("AUC of the rule", 0.6, 0.7)


def evaluation(measure: Callable[[], list[Goal]]) -> ModuleType:
    module = ModuleType("tests.evaluate.made_up", "What is measured.\n\nAnd how.")
    module.__dict__["main"] = measure
    return module


def without_data() -> list[Goal]:
    return [Goal(row["src"], 0, 0) for row in reference.rows("contacts_nobody_has.csv.gz")]


def test_all_goals_reached_is_a_success(capsys: pytest.CaptureFixture[str]) -> None:
    assert run({"rule": evaluation(lambda: [REACHED])}) == 0
    said = capsys.readouterr().out
    assert "rule: What is measured.\n" in said
    assert "1 of 1 reached" in said


def test_a_missed_goal_shows_in_the_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert run({"rule": evaluation(lambda: [REACHED, MISSED])}) == 1
    assert "1 of 2 reached" in capsys.readouterr().out


def test_without_its_data_one_part_is_skipped_and_the_others_run(
    capsys: pytest.CaptureFixture[str],
) -> None:
    both = {"recorded": evaluation(without_data), "made": evaluation(lambda: [REACHED])}
    assert run(both) == 0
    said = capsys.readouterr().out
    assert "skipped: contacts_nobody_has.csv.gz is not on this machine." in said
    assert "1 of 1 reached\nSkipped: recorded" in said


def test_an_unknown_name_gets_the_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["neglekt"]) == 2
    assert "There is no evaluation neglekt. There are: " in capsys.readouterr().out


def test_where_the_data_goes_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reference, "DATA", tmp_path)
    with pytest.raises(reference.MissingDataError, match="put it into") as missing:
        reference.path("molweni_dev.json.gz")
    assert str(tmp_path) in str(missing.value)
    assert "Li et al. 2020" in str(missing.value)
