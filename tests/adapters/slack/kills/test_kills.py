"""Killed at any moment, NetLead loses nothing that goes to Slack, and says nothing twice.

A few dozen deaths that are the same each time; `make kills` brings a thousand new ones.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from cryptography.fernet import Fernet

from tests.adapters.slack.kills import answering, nudging
from tests.adapters.slack.kills.bench import Bench, Tally, a_bench, repeatable
from tests.adapters.slack.kills.points import of_outbox

KEY = Fernet.generate_key().decode()
RUNS = 5
"""Of each kind, over each database."""


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def bench(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Bench]:
    """Yield a bench over a database of its own, once for each kind."""
    if request.param == "sqlite":
        path = tmp_path_factory.mktemp("kills") / "netlead.db"
        url = f"sqlite:///{path}"
        path.write_bytes(request.getfixturevalue("migrated_file").read_bytes())
    else:
        url = request.getfixturevalue("postgres_copies")()
    with a_bench(url, KEY) as made:
        yield made


def test_a_process_can_be_killed_around_every_step() -> None:
    assert len(of_outbox()) >= 10
    assert len(set(nudging.POINTS)) == len(nudging.POINTS) >= 19
    assert len(set(answering.POINTS)) == len(answering.POINTS) >= 24


def test_every_nudge_arrives_once_or_is_known_to_be_in_doubt(bench: Bench) -> None:
    total = Tally()
    for day in range(RUNS):
        total.add(nudging.run(bench, repeatable(f"nudges.{day}"), day))
    assert total.wrong == []
    assert total.kills >= RUNS
    assert total.ends["sent"] > total.ends["unknown"]


@pytest.mark.parametrize("kind", answering.KINDS)
def test_what_was_answered_and_not_noted_is_not_answered_again(
    bench: Bench, kind: answering.Kind
) -> None:
    index = answering.KINDS.index(kind)
    total = answering.one(bench, kind, "before the settling", 3 * RUNS + index)
    assert total.kills == 1
    assert total.wrong == []
    # What one person alone sees is there for nobody to look for.
    assert set(total.ends) == {"whispered again" if kind == "whispered" else "answered"}


def test_an_export_that_was_answered_brings_its_files_or_says_so(bench: Bench) -> None:
    total = answering.one(bench, "export", "after chat.postMessage", 4 * RUNS)
    assert total.kills == 1
    assert total.wrong == []


def test_every_answer_is_there_once(bench: Bench) -> None:
    total = Tally()
    for day in range(RUNS):
        total.add(answering.run(bench, repeatable(f"answers.{day}"), RUNS + day))
    assert total.wrong == []
    assert total.kills >= RUNS
    assert total.ends["answered"] > total.ends["whispered again"]
