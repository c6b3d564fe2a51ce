"""From what Teams delivers to what happened: who said, pressed or installed what, and where."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.teams.inbound.envelope import tenant_of, turn_of
from adapters.teams.inbound.reading import (
    read_installation,
    read_invoke,
    read_membership,
    read_message,
)
from adapters.teams.turns import (
    Address,
    CardAction,
    Event,
    Installed,
    Mention,
    MessageAction,
    Person,
    Quoted,
    Removed,
    Room,
    Said,
)
from tests.adapters.teams.fake.issued import SERVICE_URL
from tests.adapters.teams.inbound.activities import (
    ADA,
    BOT,
    TENANT,
    activity,
    invoke,
    mention,
)

GROUP = {
    "conversationType": "groupChat",
    "id": "19:meet@thread.v2",
    "name": "Lunch",
    "isGroup": True,
}
CHANNEL = {"conversationType": "channel", "id": "19:general@thread.tacv2;messageid=17"}
IN_TEAM = {
    "tenant": {"id": TENANT},
    "team": {"id": "19:team@thread.tacv2", "name": "Sales"},
    "channel": {"id": "19:general@thread.tacv2", "name": "General"},
}
OWN = {"command": "snooze 4", "verb": "press"}
NOTHING = Said("x")


# What was typed


def test_ada_says_something() -> None:
    assert read_message(activity()) == Said("met Bo Li yesterday")


def test_ada_names_bo_to_the_bot() -> None:
    notes = [mention("NetLead", BOT["id"]), mention("Bo Li", "29:1bo")]
    text = "<at>NetLead</at>&nbsp;met <at>Bo Li</at>"
    bo = Mention("<at>Bo Li</at>", "29:1bo", "Bo Li")
    assert read_message(activity(text=text, entities=notes)) == Said("met <at>Bo Li</at>", (bo,))


@pytest.mark.parametrize("text", [None, "", " "])
def test_a_message_may_say_nothing(text: str | None) -> None:
    assert read_message(activity(text=text)) == Said("")


@pytest.mark.parametrize("who", [ADA | {"role": "bot"}, {"id": "28:other", "name": "Other bot"}])
def test_bots_are_not_listened_to(who: Mapping[str, str]) -> None:
    assert read_message(activity(**{"from": who})) is None
    assert read_message(activity(**{"from": who}, text=None, value={"netlead": OWN})) is None


# Buttons


def test_a_press_of_an_older_client_is_a_message_without_words() -> None:
    value = {"netlead": OWN, "when": "2026-12-01", "often": "true", "count": 3, "sure": True}
    pressed = activity(text=None, value=value, replyToId="1700")
    assert read_message(pressed) == CardAction(
        via="submit",
        verb="press",
        data=OWN,
        inputs={"when": "2026-12-01", "often": "true", "count": 3, "sure": True},
        message="1700",
    )


def test_a_press_that_comes_with_words_is_a_press() -> None:
    found = read_message(activity(text="Snooze", value={"netlead": OWN}))
    assert isinstance(found, CardAction)
    assert read_message(activity(text="Snooze", value={"a": 1})) == Said("Snooze")


@pytest.mark.parametrize("value", [{"a": "b"}, {"netlead": None}, {"netlead": [OWN]}])
def test_a_press_of_a_card_that_is_not_ours_has_no_data(value: Mapping[str, Any]) -> None:
    found = read_message(activity(text=None, value=value))
    assert isinstance(found, CardAction)
    assert (found.data, found.verb) == ({}, "")


def test_what_is_filled_in_is_single_values() -> None:
    value = {
        "netlead": OWN,
        "msteams": {"type": "task/fetch"},
        "a": "x",
        "b": ["x"],
        "c": {},
        "d": None,
    }
    found = read_message(activity(text=None, value=value))
    assert isinstance(found, CardAction)
    assert found.inputs == {"a": "x"}


def test_a_press_that_wants_an_answer() -> None:
    data = {"netlead": OWN, "note": "thanks", "msteams": "x"}
    value = {
        "action": {"type": "Action.Execute", "verb": "press", "data": data},
        "trigger": "manual",
    }
    assert read_invoke(invoke("adaptiveCard/action", value, replyToId="1700")) == CardAction(
        via="execute", verb="press", data=OWN, inputs={"note": "thanks"}, message="1700"
    )


def test_nobody_pressed_when_teams_wants_the_card_anew() -> None:
    value = {"action": {"verb": "refresh"}, "trigger": "automatic"}
    found = read_invoke(invoke("adaptiveCard/action", value))
    assert isinstance(found, CardAction)
    assert (found.automatic, found.verb, found.data) == (True, "refresh", {})


@pytest.mark.parametrize("value", [None, {}, [], "x", {"action": None}, {"action": "x"}])
def test_a_press_without_an_action_is_none_of_ours(value: object) -> None:
    assert read_invoke(invoke("adaptiveCard/action", value)) is None


# Actions on messages

PAYLOAD = {
    "id": "1700",
    "linkToMessage": "https://teams.microsoft.com/l/message/19:x/1700",
    "from": {
        "user": {
            "id": "bbbbbbbb-0000-0000-0000-000000000002",
            "displayName": "Bo Li",
            "userIdentityType": "aadUser",
        }
    },
    "body": {"contentType": "html", "content": "<p>I can <b>help</b></p>"},
}


def on_message(stage: str, **changes: Any) -> MessageAction:  # noqa: ANN401 any JSON
    """Return what is read of an action on a message with parts of its payload changed."""
    value = {
        "commandId": "logHelp",
        "commandContext": "message",
        "data": {"netlead": OWN, "what": "the deck"},
        "messagePayload": PAYLOAD | changes,
    }
    found = read_invoke(invoke(f"composeExtension/{stage}", value))
    assert isinstance(found, MessageAction)
    return found


def test_ada_picks_an_action_on_what_bo_wrote() -> None:
    assert on_message("fetchTask") == MessageAction(
        stage="fetch",
        command="logHelp",
        message=Quoted(
            id="1700",
            author=Person(mri="", object_id="bbbbbbbb-0000-0000-0000-000000000002", name="Bo Li"),
            html="<p>I can <b>help</b></p>",
            link="https://teams.microsoft.com/l/message/19:x/1700",
        ),
        data=OWN,
        inputs={"what": "the deck"},
    )


def test_ada_sends_the_dialog_off() -> None:
    found = on_message("submitAction")
    assert (found.stage, found.data, found.inputs) == ("submit", OWN, {"what": "the deck"})


@pytest.mark.parametrize(
    "who",
    [
        *(None, {}, {"application": {"id": "x", "displayName": "App"}}, {"user": None}, "x"),
        *({"user": {"displayName": "Bo"}}, {"user": {"id": ""}}, {"user": {"id": "a b"}}),
    ],
)
def test_what_an_app_wrote_has_no_author(who: object) -> None:
    assert on_message("fetchTask", **{"from": who}).message.author is None


def test_plain_words_are_quoted_as_words() -> None:
    body = {"contentType": "text", "content": "1 < 2 & 3"}
    assert on_message("fetchTask", body=body).message.html == "1 &lt; 2 &amp; 3"


@pytest.mark.parametrize("link", ["javascript:alert(1)", "http://x", None, "https://" + "x" * 2000])
def test_a_link_leads_to_a_page_or_nowhere(link: str | None) -> None:
    assert on_message("fetchTask", linkToMessage=link).message.link == ""


def test_an_action_without_its_message_quotes_nothing() -> None:
    found = read_invoke(invoke("composeExtension/fetchTask", {"commandId": "logHelp"}))
    assert isinstance(found, MessageAction)
    assert found.message == Quoted(id="", author=None, html="", link="")


@pytest.mark.parametrize("name", ["task/fetch", "signin/verifyState", "", None, 5])
def test_what_the_app_never_offered_is_none_of_ours(name: object) -> None:
    assert read_invoke(invoke("x", {}) | {"name": name}) is None


# Coming and going


@pytest.mark.parametrize(
    ("action", "event"),
    [
        *(("add", Installed()), ("add-upgrade", Installed(upgrade=True)), ("remove", Removed())),
        *(("remove-upgrade", None), ("", None), (None, None), (5, None), ("Add", None)),
    ],
)
def test_the_app_comes_and_goes(action: object, event: Event | None) -> None:
    assert read_installation(activity(type="installationUpdate", action=action)) == event


def test_the_bot_is_taken_out_of_a_chat() -> None:
    assert read_membership(activity(membersRemoved=[{"id": "29:1bo"}, BOT])) == Removed()


@pytest.mark.parametrize(
    "changes",
    [
        *({"membersAdded": [BOT]}, {"membersRemoved": [ADA]}, {"membersRemoved": None}, {}),
        *({"membersRemoved": "28"}, {"membersRemoved": [None, {}]}, {"recipient": None}),
        {"recipient": None, "membersRemoved": [{"id": ""}, {}]},
    ],
)
def test_others_come_and_go_as_they_like(changes: Mapping[str, Any]) -> None:
    assert read_membership(activity(**changes)) is None


# Who and where


def test_a_direct_chat() -> None:
    turn = turn_of(activity(), "k", NOTHING)
    assert turn.address == Address(
        tenant=TENANT,
        service_url=SERVICE_URL,
        conversation="a:1chat-of-ada",
        scope="personal",
        bot=BOT["id"],
    )
    assert turn.sender == Person(mri="29:1ada", object_id=ADA["aadObjectId"], name="Ada Lovelace")
    assert (turn.key, turn.id, turn.room) == ("k", "1700753400000", None)
    assert (turn.time_zone, turn.locale) == ("Europe/London", "en-GB")


def test_a_group_chat() -> None:
    turn = turn_of(activity(conversation=GROUP), "k", NOTHING)
    assert turn.address.scope == "groupChat"
    assert turn.room == Room(id="19:meet@thread.v2", name="Lunch")


def test_a_channel() -> None:
    turn = turn_of(activity(conversation=CHANNEL, channelData=IN_TEAM), "k", NOTHING)
    assert (turn.address.scope, turn.address.conversation) == ("channel", CHANNEL["id"])
    assert turn.room == Room("19:general@thread.tacv2", "General", "19:team@thread.tacv2", "Sales")


@pytest.mark.parametrize(
    ("conversation", "data", "scope"),
    [
        ({"id": "a:1"}, {}, "personal"),
        ({"id": "19:x@thread.v2"}, {}, "groupChat"),
        ({"id": "19:x@thread.tacv2"}, {"team": {"id": "19:t"}}, "channel"),
        ({"id": "a:1", "conversationType": "Personal"}, {}, "personal"),
        ({"id": "a:1", "conversationType": 5}, {"team": "x"}, "personal"),
    ],
)
def test_where_the_kind_is_not_told_the_ids_tell(
    conversation: Mapping[str, Any], data: Mapping[str, Any], scope: str
) -> None:
    channel_data = {"tenant": {"id": TENANT}, **data}
    turn = turn_of(activity(conversation=conversation, channelData=channel_data), "k", NOTHING)
    assert turn.address.scope == scope


@pytest.mark.parametrize("object_id", [None, "", 5, "a b", "x" * 65, "a:b", "\n"])
def test_somebody_from_elsewhere_may_have_no_object_id(object_id: object) -> None:
    found = turn_of(activity(**{"from": ADA | {"aadObjectId": object_id}}), "k", NOTHING)
    assert (found.sender.object_id, found.sender.mri) == ("", "29:1ada")


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("x" * 5000, "x" * 200),
        (" Ada\n\tLovelace\x00 ", "Ada Lovelace"),
        ("👩\u200d🔬 Ada", "👩\u200d🔬 Ada"),
        ("\x00", ""),
        (None, ""),
        (5, ""),
    ],
)
def test_a_name_is_one_line_of_words(told: object, name: str) -> None:
    found = turn_of(activity(**{"from": ADA | {"name": told}}), "k", NOTHING)
    assert found.sender.name == name


@pytest.mark.parametrize(
    ("told", "noted", "zone"),
    [
        ("Europe/Paris", "Europe/London", "Europe/Paris"),
        (None, "Europe/London", "Europe/London"),
        ("", "America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
        ("../../etc/passwd", "Etc/GMT+5", "Etc/GMT+5"),
        (5, ["x"], ""),
        (None, "x" * 65, ""),
    ],
)
def test_the_zone_is_told_by_the_activity_or_by_the_client(
    told: object, noted: object, zone: str
) -> None:
    note = {"type": "clientInfo", "timezone": noted}
    data = activity(localTimezone=told, entities=["x", {"timezone": "Asia/Tokyo"}, note])
    assert turn_of(data, "k", NOTHING).time_zone == zone


def test_the_tenant_is_written_in_one_way() -> None:
    assert tenant_of(activity(channelData={"tenant": {"id": TENANT.upper()}})) == TENANT.lower()


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "netlead", "data", "action", "from", "user", "type", "text"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)
LOOSE = (
    *("value", "entities", "recipient", "channelData", "replyToId", "action", "membersRemoved"),
    *("name", "locale", "localTimezone"),
)


@given(changes=st.dictionaries(st.sampled_from(LOOSE), json_values), text=st.none() | st.text())
def test_whatever_the_rest_is_it_is_read_or_left(
    changes: Mapping[str, Any], text: str | None
) -> None:
    data = activity(**changes, text=text)
    readers: list[Callable[[Mapping[str, Any]], Event | None]] = [
        read_message,
        read_installation,
        read_membership,
        read_invoke,
    ]
    for read in readers:
        event = read(data)
        if event is not None:
            hash_free = turn_of(data, "k", event)
            assert hash_free.event == event
