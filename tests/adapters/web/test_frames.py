"""Whatever comes over the socket is one of three wishes or a kind refusal."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.web.flood import MOST, WINDOW, Flood
from adapters.web.frames import Advance, Earlier, FrameError, Say, identify, read, time_zone
from coaching.messages import Press

NAMES = st.sampled_from(["type", "id", "text", "press", "card", "label", "count", "by"])
WORDS = st.sampled_from(["say", "earlier", "advance", "m-1", "day", "tip", "\ud83d", "\x00", ""])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES | st.text(), inner),
    max_leaves=12,
)
FRAMES = st.dictionaries(NAMES, JSON).map(json.dumps)


def outcome(raw: str) -> Say | Earlier | Advance | FrameError:
    try:
        return read(raw)
    except FrameError as error:
        return error


@given(st.text() | JSON.map(json.dumps) | FRAMES)
def test_any_text_is_a_wish_or_a_kind_refusal(raw: str) -> None:
    match outcome(raw):
        case FrameError() as refusal:
            assert str(refusal).endswith(".")
            assert refusal.id == identify(raw)
        case Say() as say:
            assert say.id == identify(raw)
            assert say.text.encode().decode() == say.text
        case wish:
            assert isinstance(wish, Earlier | Advance)


@given(st.text(), st.text(max_size=200), st.text(max_size=100))
def test_what_a_page_sends_arrives_as_it_was_sent(text: str, card: str, label: str) -> None:
    press = {"card": card, "label": label}
    raw = json.dumps({"type": "say", "id": "m-1", "text": text, "press": press})

    wish = read(raw)

    assert wish == Say("m-1", text, Press(card, label))
    assert wish.shown == label


@given(st.text())
def test_any_name_is_a_time_zone_or_none(name: str) -> None:
    assert time_zone(name) in {"", name}


@pytest.mark.parametrize("name", ["Europe/Berlin", "UTC", "America/Argentina/Ushuaia", "Etc/GMT+5"])
def test_a_browser_s_time_zone_is_taken(name: str) -> None:
    assert time_zone(name) == name


def test_the_window_slides() -> None:
    flood = Flood()
    waits = [flood.wait(float(second) / 10) for second in range(MOST)]

    assert waits == [0.0] * MOST
    assert flood.wait(2.0) == WINDOW - 2.0
    assert flood.wait(WINDOW) == 0.0
    assert flood.wait(WINDOW + 0.05) == pytest.approx(0.05)
    assert flood.wait(WINDOW + 0.1) == 0.0


def test_a_refusal_is_spoken_once_a_wait() -> None:
    flood = Flood()

    told = [flood.should_tell(now, wait) for now, wait in ((0.0, 5.0), (4.9, 0.1), (5.0, 3.0))]

    assert told == [True, False, True]
