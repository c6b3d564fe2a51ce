"""Messages in doubt: looked for in the conversation, far enough back, and nobody else's taken for ours."""

from __future__ import annotations

from datetime import timedelta

import pytest

from adapters.slack.installs.installations import Installation
from adapters.slack.outbound import posting as room
from adapters.slack.outbound.marks import EVENT_TYPE, digest
from adapters.slack.outbound.posting import Poster
from adapters.slack.verdicts import CallError
from tests.adapters.slack.fake import FakeSlack, Fault
from tests.adapters.slack.fake.faults import hanging, not_json, rate_limited, server_error
from tests.adapters.slack.fake.methods import TABLE
from tests.adapters.slack.fake.nouns import Post, User
from tests.adapters.slack.fake.reference import METHODS
from tests.adapters.slack.outbound.outfit import HELLO, Odd, Outfit
from tests.adapters.slack.outbound.threads import REPLIES, replies
from tests.adapters.slack.places import NOON, installation

DAY = timedelta(days=1)


def foreign(outfit: Outfit, ana: User, channel: str, **changes: object) -> Post:
    """Put a message into a channel that carries the name of our card ``k``."""
    settings: dict[str, object] = {
        "channel": channel,
        "ts": outfit.slack.world.ts(),
        "team": ana.team,
        "user": ana.id,
        "text": "look what I copied",
        "metadata": {"event_type": EVENT_TYPE, "event_payload": {"id": digest("k")}},
    }
    return outfit.slack.world.keep(Post(**(settings | changes)))  # type: ignore[arg-type]  # fields of a post


async def test_what_arrived_is_found_and_what_did_not_is_not(
    outfit: Outfit, home: Installation, slack: FakeSlack, ana: User
) -> None:
    channel = await outfit.poster.post(home, ana.id, HELLO, "k")
    slack.world.say(ana, slack.world.channels[channel], "thanks")
    assert await outfit.poster.arrived(home, channel, "k", NOON) is True
    assert await outfit.poster.arrived(home, channel, "k2", NOON) is False


async def test_it_is_found_a_week_later_behind_a_thousand_other_messages(
    outfit: Outfit, home: Installation, slack: FakeSlack, ana: User
) -> None:
    channel = await outfit.poster.post(home, ana.id, HELLO, "k")
    outfit.later(days=7)
    for number in range(1000):
        slack.world.say(ana, slack.world.channels[channel], f"{number}")
    assert await outfit.poster.arrived(home, channel, "k", NOON) is True
    assert len(slack.calls_of("conversations.history")) == 6


async def test_nothing_older_than_the_first_try_is_read(
    outfit: Outfit, home: Installation, slack: FakeSlack, ana: User
) -> None:
    channel = await outfit.poster.post(home, ana.id, HELLO, "old")
    for number in range(500):
        slack.world.say(ana, slack.world.channels[channel], f"{number}")
    outfit.later(days=2)
    await outfit.poster.post(home, channel, HELLO, "k")
    assert await outfit.poster.arrived(home, channel, "k2", NOON + 2 * DAY) is False
    assert len(slack.calls_of("conversations.history")) == 1


async def test_a_clock_that_is_some_minutes_ahead_hides_nothing(
    outfit: Outfit, home: Installation, ana: User
) -> None:
    channel = await outfit.poster.post(home, ana.id, HELLO, "k")
    since = NOON + timedelta(minutes=10)
    assert await outfit.poster.arrived(home, channel, "k", since) is True


async def test_where_more_was_said_than_can_be_read_nobody_knows(
    outfit: Outfit,
    home: Installation,
    slack: FakeSlack,
    ana: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(room, "PAGE", 2)
    monkeypatch.setattr(room, "MOST_PAGES", 3)
    channel = await outfit.poster.post(home, ana.id, HELLO, "k")
    for number in range(6):
        assert await outfit.poster.arrived(home, channel, "k", NOON) is True
        slack.world.say(ana, slack.world.channels[channel], f"{number}")
    assert await outfit.poster.arrived(home, channel, "k", NOON) is None


async def test_nobody_else_s_message_passes_for_ours(
    outfit: Outfit, home: Installation, ana: User
) -> None:
    channel = await outfit.poster.post(home, ana.id, HELLO, "first")
    foreign(outfit, ana, channel)
    foreign(outfit, ana, channel, user="U0OTHERBOT", bot_id="B0OTHER", app_id="A0OTHER")
    assert await outfit.poster.arrived(home, channel, "k", NOON) is False


@pytest.mark.parametrize("mark", ["bot_id", "app_id", "bot_user_id"])
async def test_one_mark_of_the_app_is_enough_to_know_it_by(
    outfit: Outfit, home: Installation, ana: User, mark: str
) -> None:
    channel = await outfit.poster.post(home, ana.id, HELLO, "k")
    known = installation(home.team_id, token=home.token, app_id="", bot_id="", bot_user_id="")
    assert await outfit.poster.arrived(known, channel, "k", NOON) is None
    known = installation(
        home.team_id,
        **(
            {"token": home.token, "app_id": "", "bot_id": "", "bot_user_id": ""}
            | {mark: getattr(home, mark)}
        ),
    )
    assert await outfit.poster.arrived(known, channel, "k", NOON) is True


@pytest.mark.parametrize(
    "metadata",
    [
        *(None, {}, {"event_type": EVENT_TYPE}, {"event_type": EVENT_TYPE, "event_payload": []}),
        {"event_type": "another", "event_payload": {"id": digest("k")}},
        {"event_type": EVENT_TYPE, "event_payload": {"id": 7}},
    ],
)
async def test_other_messages_of_ours_are_not_it(
    outfit: Outfit, home: Installation, ana: User, metadata: object
) -> None:
    channel = await outfit.poster.post(home, ana.id, HELLO, "first")
    foreign(outfit, ana, channel, bot_id=home.bot_id, metadata=metadata)
    assert await outfit.poster.arrived(home, channel, "k", NOON) is False


async def test_an_answer_in_a_thread_is_looked_for_there(
    outfit: Outfit,
    home: Installation,
    slack: FakeSlack,
    ana: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(METHODS, "conversations.replies", REPLIES)
    monkeypatch.setitem(TABLE, "conversations.replies", replies)
    channel = await outfit.poster.post(home, ana.id, HELLO, "first")
    (parent,) = slack.posts_to(ana)
    await outfit.poster.post(home, channel, HELLO, "k", thread=parent.ts)
    assert await outfit.poster.arrived(home, channel, "k", NOON) is False
    assert await outfit.poster.arrived(home, channel, "k", NOON, thread=parent.ts) is True


@pytest.mark.parametrize("fault", [server_error(), not_json(), rate_limited("3"), hanging()])
async def test_a_look_that_fails_says_neither(
    outfit: Outfit,
    home: Installation,
    slack: FakeSlack,
    ana: User,
    monkeypatch: pytest.MonkeyPatch,
    fault: Fault,
) -> None:
    monkeypatch.setattr("adapters.slack.outbound.client.CALL_WITHIN", 0.2)
    channel = await outfit.poster.post(home, ana.id, HELLO, "k")
    await outfit.client.close()
    outfit.client.open()
    slack.fail_next("conversations.history", fault)
    with pytest.raises(CallError):
        await outfit.poster.arrived(home, channel, "k", NOON)


@pytest.mark.parametrize("body", [b'{"ok": true}', b'{"ok": true, "messages": {}}'])
async def test_a_look_that_brings_no_list_says_neither(odd: Odd, body: bytes) -> None:
    with pytest.raises(CallError) as caught:
        await Poster(odd(body)).arrived(installation(), "D1", "k", NOON)
    assert caught.value.verdict.error == "no_messages"


async def test_strange_entries_in_the_list_are_passed_over(odd: Odd) -> None:
    poster = Poster(odd(b'{"ok": true, "messages": [1, null, "x", {}, {"bot_id": []}]}'))
    assert await poster.arrived(installation(), "D1", "k", NOON) is False
