"""Messages on their way: posted, whispered, put in another's place, and looked for when in doubt."""

from __future__ import annotations

from datetime import timedelta

import pytest

from adapters.slack.cards import blocks
from adapters.slack.installs.installations import Installation
from adapters.slack.outbound.marks import digest
from adapters.slack.outbound.posting import Poster
from adapters.slack.verdicts import CallError, Meaning
from coaching.messages import Card
from tests.adapters.slack.fake import FakeSlack, Fault
from tests.adapters.slack.fake.faults import dropped, hanging, rate_limited, server_error
from tests.adapters.slack.fake.nouns import User
from tests.adapters.slack.outbound.outfit import HELLO, Odd, Outfit, carried
from tests.adapters.slack.places import installation

DAY = timedelta(days=1)


async def test_a_post_to_a_person_tells_her_direct_conversation(
    outfit: Outfit, home: Installation, slack: FakeSlack, ana: User
) -> None:
    channel = await outfit.poster.post(home, ana.id, HELLO, "k")
    assert channel.startswith("D")
    assert await outfit.poster.post(home, channel, HELLO, "k2") == channel
    assert [post.channel for post in slack.posts_to(ana)] == [channel, channel]


async def test_a_message_carries_a_name_that_says_nothing(
    outfit: Outfit, home: Installation, slack: FakeSlack, ana: User
) -> None:
    await outfit.poster.post(home, ana.id, HELLO, "nudge:1.2.3")
    (post,) = slack.posts_to(ana)
    assert carried(post) == digest("nudge:1.2.3")
    assert "1.2.3" not in str(post.metadata)
    assert len(digest("k")) == 32
    assert digest("k") != digest("k2")


async def test_nothing_in_a_message_calls_anybody_or_is_previewed(
    outfit: Outfit, home: Installation, slack: FakeSlack, ana: User
) -> None:
    shown = blocks.message(Card(body="<!channel> https://example.com <@U1>"), "k")
    await outfit.poster.post(home, ana.id, shown, "k")
    (call,) = slack.calls
    assert call.args["parse"] == "none"
    for name in ("link_names", "unfurl_links", "unfurl_media"):
        assert call.args[name] in (False, "0", 0)
    assert "<!channel>" not in str(call.args["text"])


async def test_an_answer_stays_in_its_thread(
    outfit: Outfit, home: Installation, slack: FakeSlack, ana: User
) -> None:
    channel = await outfit.poster.post(home, ana.id, HELLO, "k1")
    first = slack.posts_to(ana)[0]
    await outfit.poster.post(home, channel, HELLO, "k2", thread=first.ts)
    assert slack.posts_to(ana)[1].thread_ts == first.ts


async def test_a_whisper_is_for_one_pair_of_eyes(
    outfit: Outfit, home: Installation, slack: FakeSlack, ana: User
) -> None:
    channel = slack.world.channel("team", ana)
    await outfit.poster.whisper(home, channel.id, ana.id, HELLO)
    assert slack.posts_to(channel) == []
    assert [shown.channel for shown in slack.ephemerals_to(ana)] == [channel.id]


async def test_a_message_is_put_in_the_place_of_another_and_keeps_its_name(
    outfit: Outfit, home: Installation, slack: FakeSlack, ana: User
) -> None:
    channel = await outfit.poster.post(home, ana.id, HELLO, "k")
    (post,) = slack.posts_to(ana)
    await outfit.poster.replace(home, channel, post.ts, blocks.message(Card(body="done"), "k2"))
    (after,) = slack.posts_to(ana)
    assert "done" in after.words
    assert carried(after) == digest("k")


@pytest.mark.parametrize("replaces", [True, False])
async def test_an_answer_by_the_address_that_came_with_the_press(
    outfit: Outfit, slack: FakeSlack, ana: User, *, replaces: bool
) -> None:
    home = outfit.install()
    channel = slack.world.channel("team", ana)
    await outfit.poster.whisper(home, channel.id, ana.id, HELLO)
    (first,) = slack.ephemerals_to(ana)
    url = slack.world.response_url("actions", ana.id, channel.id, first)
    answer = blocks.message(Card(body="done"), "k2")
    await outfit.poster.respond(url, answer, replaces=replaces)
    shown = [one.words for one in slack.ephemerals_to(ana)]
    assert len(shown) == (1 if replaces else 2)
    assert "done" in shown[-1]


@pytest.mark.parametrize(
    ("fault", "meaning"),
    [
        (Fault(status=404), "person"),
        (rate_limited("5"), "wait"),
        (server_error(502), "unsure"),
        (dropped("after"), "unsure"),
        (hanging(), "unsure"),
    ],
)
async def test_an_answer_by_address_that_fails(
    outfit: Outfit,
    slack: FakeSlack,
    ana: User,
    monkeypatch: pytest.MonkeyPatch,
    fault: Fault,
    meaning: Meaning,
) -> None:
    monkeypatch.setattr("adapters.slack.outbound.client.CALL_WITHIN", 0.2)
    outfit.install()
    url = slack.world.response_url("actions", ana.id, "C1")
    slack.fail_next("response_url", fault)
    with pytest.raises(CallError) as caught:
        await outfit.poster.respond(url, HELLO, replaces=False)
    assert caught.value.verdict.meaning == meaning
    assert len(slack.calls_of("response_url")) == 1


async def test_an_address_that_is_used_up_or_none_at_all(
    outfit: Outfit, slack: FakeSlack, ana: User
) -> None:
    outfit.install()
    url = slack.world.response_url("actions", ana.id, "C1")
    for _ in range(5):
        await outfit.poster.respond(url, HELLO, replaces=False)
    with pytest.raises(CallError) as caught:
        await outfit.poster.respond(url, HELLO, replaces=False)
    assert caught.value.verdict.meaning == "person"
    with pytest.raises(CallError):
        await outfit.poster.respond("", HELLO, replaces=False)


async def test_a_post_whose_answer_names_no_channel_went_where_it_was_sent(odd: Odd) -> None:
    poster = Poster(odd(b'{"ok": true, "channel": {"id": "D1"}}'))
    assert await poster.post(installation(), "U1", HELLO, "k") == "U1"
