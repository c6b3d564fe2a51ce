"""An errand comes back from the database as it went in; what is none does not come back."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.errands.errands import Errand, dumped, loaded

FULL = Errand(
    kind="press",
    user="U1",
    team="T1",
    enterprise="E1",
    text="done 7",
    channel="D1",
    thread="1.1",
    ts="1.2",
    at=1.5,
    shared=False,
    surface="ephemeral",
    view="V1",
    view_hash="h",
    card="k",
    label="Done",
    keeps=True,
    title="A nudge",
    response_url="https://hooks.slack.com/1",
    fixed="gone",
    told={"a": [1, None]},
)


@pytest.mark.parametrize("errand", [FULL, Errand(kind="home", user="U1")], ids=["full", "bare"])
def test_there_and_back(errand: Errand) -> None:
    assert loaded(dumped(errand)) == errand


@given(text=st.text(), shared=st.sampled_from([True, False, None]), at=st.floats(0, 1e10))
def test_whatever_was_said(text: str, shared: bool | None, at: float) -> None:  # noqa: FBT001 Hypothesis' own
    errand = Errand(kind="message", user="U1", text=text, shared=shared, at=at)
    assert loaded(dumped(errand)) == errand


def test_it_holds_no_more_than_needed() -> None:
    kept = json.loads(dumped(Errand(kind="message", user="U1", text="help")))
    assert kept == {"kind": "message", "user": "U1", "text": "help", "keeps": False}


def test_what_only_a_newer_version_knows_is_left_out() -> None:
    newer = json.loads(dumped(FULL)) | {"mood": "sunny"}
    assert loaded(json.dumps(newer)) == FULL


@pytest.mark.parametrize("odd", ["", "null", "[]", "7", "{}", '{"kind": "dance"}', '{"kind": []}'])
def test_what_is_no_errand_is_told_apart(odd: str) -> None:
    with pytest.raises((ValueError, TypeError)):
        loaded(odd)
