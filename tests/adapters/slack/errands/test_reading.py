"""From payloads to errands: what is meant, who acts, and what is not for us."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.cards.forms import Submission
from adapters.slack.errands.errands import Errand
from adapters.slack.errands.reading import (
    ident,
    read_actor,
    read_command,
    read_event,
    read_press,
)

Json = dict[str, Any]
SAID: Json = {
    "type": "message",
    "channel_type": "im",
    "user": "U1",
    "team": "T1",
    "text": "help",
    "channel": "D1",
    "ts": "1.5",
    "thread_ts": "1.1",
}
ACTION: Json = {
    "type": "button",
    "action_id": "closes:0:k",
    "block_id": "card:0:k",
    "text": {"type": "plain_text", "text": "Undo"},
    "value": "undo",
}
PRESS: Json = {
    "type": "block_actions",
    "user": {"id": "U1", "team_id": "T1"},
    "team": {"id": "T1"},
    "channel": {"id": "D1"},
    "container": {"type": "message", "message_ts": "1.5", "channel_id": "D1"},
    "message": {
        "ts": "1.5",
        "thread_ts": "1.1",
        "blocks": [{"type": "header", "text": {"type": "plain_text", "text": "A nudge"}}],
    },
    "actions": [ACTION],
    "response_url": "https://hooks.slack.com/1",
}


def event(said: Json, **envelope: object) -> Errand | None:
    return read_event({"type": "event_callback", "event": said, "event_time": 7, **envelope})


def pressed(**changes: object) -> Errand:
    read = read_press(PRESS | changes)
    assert read is not None
    return read[0]


@pytest.mark.parametrize("value", ["U1", "U0FAKE_1", "1234.5678", "a-b", "x" * 64])
def test_ids_are_taken(value: str) -> None:
    assert ident(value) == value


@pytest.mark.parametrize("value", ["", "U 1", "U\0", "U1\n", "ü", "x" * 65, None, 7, [], {}, "a/b"])
def test_what_is_no_id_is_nothing(value: object) -> None:
    assert ident(value) == ""


def test_a_direct_message() -> None:
    assert event(SAID, is_ext_shared_channel=False) == Errand(
        kind="message",
        user="U1",
        team="T1",
        text="help",
        channel="D1",
        thread="1.1",
        ts="1.5",
        at=7.0,
        shared=False,
    )


def test_a_mention_says_where_whoever_spoke_is_at_home() -> None:
    said = SAID | {"type": "app_mention", "channel": "C1", "user_team": "T9"}
    found = event(said, is_ext_shared_channel=True)
    assert found is not None
    assert (found.kind, found.team, found.shared) == ("mention", "T9", True)


@pytest.mark.parametrize("time", [None, "7", True, -1, 1e30, float("inf"), []])
def test_a_time_that_makes_no_sense_is_none(time: object) -> None:
    found = event(SAID, event_time=time)
    assert found is not None
    assert found.at == 0.0


@pytest.mark.parametrize(
    "said",
    [
        *({}, {"type": "message"}, {"type": "reaction_added"}, {"type": "app_home_opened"}),
        *({"type": "app_home_opened", "tab": "messages", "user": "U1"}, {"type": "user_change"}),
        *({"type": "user_change", "user": "U1"}, {"type": "app_home_opened", "tab": "home"}),
    ],
    ids=str,
)
def test_what_is_not_for_us(said: Json) -> None:
    assert event(said) is None


def test_no_event_at_all() -> None:
    assert read_event({"type": "event_callback", "event": None}) is None
    assert read_event({}) is None


def test_the_home_tab_is_opened_by_somebody_of_the_workspace_that_it_is_seen_in() -> None:
    opened = {"type": "app_home_opened", "tab": "home", "user": "U1", "view": {"team_id": "T1"}}
    assert event(opened) == Errand(kind="home", user="U1", team="T1")
    assert event({**opened, "channel": "D1"}) == Errand(
        kind="home", user="U1", team="T1", channel="D1"
    )


def test_an_account_that_changed() -> None:
    changed = {"type": "user_change", "user": {"id": "U1", "tz": "Asia/Tokyo"}}
    assert event(changed) == Errand(kind="person", user="U1", told={"id": "U1", "tz": "Asia/Tokyo"})


def test_of_what_happens_to_the_app_only_that_is_kept() -> None:
    found = event({"type": "app_uninstalled"}, team_id="T1", token="secret", authorizations=[{}])
    assert found == Errand(
        kind="installation",
        at=7.0,
        told={
            "event": {"type": "app_uninstalled"},
            "event_time": 7,
            "team_id": "T1",
            "authorizations": [{}],
        },
    )


def test_a_command() -> None:
    fields = {
        "command": "/netlead",
        "user_id": "U1",
        "team_id": "T1",
        "enterprise_id": "E1",
        "text": "help",
        "channel_id": "C1",
        "channel_name": "general",
        "response_url": "https://hooks.slack.com/1",
    }
    assert read_command(fields) == Errand(
        kind="message",
        user="U1",
        team="T1",
        enterprise="E1",
        text="help",
        channel="C1",
        title="general",
        response_url="https://hooks.slack.com/1",
    )
    assert read_command(fields | {"user_id": ""}) is None


def test_a_press_on_a_message() -> None:
    assert pressed() == Errand(
        kind="press",
        user="U1",
        team="T1",
        text="undo",
        channel="D1",
        thread="1.1",
        ts="1.5",
        surface="message",
        card="k",
        label="Undo",
        title="A nudge",
        response_url="https://hooks.slack.com/1",
    )


@pytest.mark.parametrize(
    ("changes", "surface"),
    [
        ({"container": {"is_ephemeral": True, "channel_id": "C1"}, "channel": None}, "ephemeral"),
        ({"view": {"id": "V1", "type": "modal", "hash": "h"}}, "view"),
        ({"view": {"id": "V1", "type": "home"}}, "home"),
        ({"container": None}, "message"),
    ],
)
def test_where_the_button_stood(changes: Json, surface: str) -> None:
    assert pressed(**changes).surface == surface


def test_a_button_that_leaves_its_card_as_it_is() -> None:
    read = read_press(PRESS | {"actions": [ACTION | {"action_id": "keeps:0:k"}]})
    assert read is not None
    assert read[0].keeps
    assert read[1] is not None
    assert read[1].kind == "keeps"


@pytest.mark.parametrize(
    "odd",
    [{"action_id": "contact_open"}, {"value": ""}, {"block_id": 7}, {"text": None}, {"type": "x", "value": None}],
    ids=str,
)  # fmt: skip
def test_a_button_that_nobody_knows_has_a_fixed_answer_and_no_words(odd: Json) -> None:
    read = read_press(PRESS | {"actions": [ACTION | odd]})
    assert read is not None
    errand, button = read
    assert button is None
    assert (errand.fixed, errand.text, errand.card, errand.keeps) == ("gone", "", "", True)


@pytest.mark.parametrize(
    "changes",
    [
        *({"actions": []}, {"actions": None}, {"actions": ["x"]}, {"user": None}, {"user": {}}),
        *({"user": {"id": "U\0"}}, {"actions": [ACTION | {"url": "https://example.com"}]}),
    ],
    ids=str,
)
def test_nothing_to_answer(changes: Json) -> None:
    assert read_press(PRESS | changes) is None


def test_who_acts_is_not_read_from_what_travelled_with_the_view() -> None:
    forged = {"user": "U2", "admin": True, "team_id": "T2"}
    view = {"id": "V1", "type": "modal", "private_metadata": str(forged), **forged}
    assert pressed(view=view).user == "U1"
    actor = read_actor({"user": {"id": "U1", "team_id": "T1"}, "view": view})
    assert actor is not None
    assert (actor.user, actor.team, actor.surface, actor.view) == ("U1", "T1", "view", "V1")


def test_a_form_says_what_its_command_line_says() -> None:
    submission = Submission("add Ada", "k", "Add", (), {})
    found = read_actor({"user": {"id": "U1"}, "team": {"id": "T1"}}, submission)
    assert found == Errand(
        kind="press", user="U1", team="T1", text="add Ada", card="k", label="Add"
    )
    assert read_actor({"user": {}}, submission) is None


@pytest.mark.parametrize(
    ("user", "body", "enterprise"),
    [
        ({"enterprise_id": "E9"}, {"enterprise": {"id": "E1"}}, "E9"),
        ({"enterprise_user": {"enterprise_id": "E9"}}, {}, "E9"),
        ({"team_id": "T1"}, {"team": {"id": "T1"}, "enterprise": {"id": "E1"}}, "E1"),
        ({"team_id": "T9"}, {"team": {"id": "T1"}, "enterprise": {"id": "E1"}}, ""),
        ({}, {"team": {}, "enterprise": {"id": "E1"}}, ""),
        ({"team_id": "T1"}, {"team": {"id": "T1"}}, ""),
    ],
)
def test_the_organisation_of_whoever_acts_not_of_where_she_acts(
    user: Json, body: Json, enterprise: str
) -> None:
    found = read_actor({"user": {"id": "U1", **user}, **body})
    assert found is not None
    assert found.enterprise == enterprise


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from([*SAID, *PRESS, *ACTION, "id", "event", "view", "tab", "text"]), inner, max_size=5
    ),
    max_leaves=12,
)  # fmt: skip


@given(body=st.dictionaries(st.sampled_from([*PRESS, "event", "command", "user_id"]), anything))
def test_whatever_comes(body: Json) -> None:
    for read in (read_event, read_command, read_press, read_actor):
        read(body)
    read_event({"event": SAID | body})
    read_press(PRESS | body)
