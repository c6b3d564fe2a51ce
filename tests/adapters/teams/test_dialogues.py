"""People talk with NetLead in Teams, in a chat of their own: words, buttons, forms."""

from __future__ import annotations

import pytest

from tests.adapters.teams import seen
from tests.adapters.teams.fake import FakeCloud
from tests.adapters.teams.fake.nouns import Person, Post
from tests.adapters.teams.side import Side
from tests.adapters.teams.watching import newest, posts, with_button


async def test_whoever_adds_the_app_is_greeted_once(
    side: Side, cloud: FakeCloud, ana: Person
) -> None:
    await side.install(ana)
    greeting = await newest(cloud, ana)
    assert "Welcome to NetLead" in side.sees(ana, greeting)
    await side.install(ana)
    await side.say(ana, "tip")
    assert "In a minute" in side.sees(ana, await newest(cloud, ana, 2))
    assert len(cloud.posts_to(ana)) == 2


async def test_whoever_comes_back_finds_everything_as_it_was(
    side: Side, cloud: FakeCloud, ana: Person
) -> None:
    await side.install(ana)
    await side.say(ana, "met Ada Lovelace: coffee")
    await posts(cloud, ana, 2)
    await side.uninstall(ana)
    await side.install(ana)
    assert "Welcome back" in side.sees(ana, await newest(cloud, ana, 3))
    await side.say(ana, "who Ada")
    assert "Ada Lovelace" in side.sees(ana, await newest(cloud, ana, 4))


async def test_what_is_typed_is_answered_where_it_was_typed(
    side: Side, cloud: FakeCloud, ana: Person
) -> None:
    await side.say(ana, "met&nbsp;Ada Lovelace: coffee &amp; cake")
    seen = side.sees(ana, await newest(cloud, ana))
    assert "Noted: you met Ada Lovelace" in seen
    assert "coffee & cake" in seen


async def test_a_wrong_word_gets_the_nearest_command(
    side: Side, cloud: FakeCloud, ana: Person
) -> None:
    await side.say(ana, "hlep")
    assert "help" in side.sees(ana, await newest(cloud, ana))


async def test_nothing_but_a_picture_gets_help(side: Side, cloud: FakeCloud, ana: Person) -> None:
    await side.say(ana, "", attachments=[{"contentType": "image/png", "contentUrl": "https://x"}])
    assert "What you can say" in side.sees(ana, await newest(cloud, ana))


async def test_the_same_activity_delivered_again_counts_once(
    side: Side, cloud: FakeCloud, ana: Person
) -> None:
    said = await side.say(ana, "met Ada: coffee")
    await posts(cloud, ana)
    for _ in range(3):
        await side.deliver(said)
    await side.say(ana, "who Ada")
    card = side.sees(ana, await newest(cloud, ana, 2))
    assert len(cloud.posts_to(ana)) == 2
    assert "twice" not in card
    assert card.count("coffee") == 1


async def test_other_bots_are_not_answered(side: Side, cloud: FakeCloud, ana: Person) -> None:
    chat = cloud.world.direct_chat(ana)
    for robo in ({"id": "28:another"}, {"id": ana.mri, "role": "bot"}):
        said = side.activity(ana, chat, text="help")
        said["from"] = {"aadObjectId": ana.object_id, "name": "Robo", **robo}
        await side.deliver(said)
    await side.say(ana, "tip")
    assert "In a minute" in side.sees(ana, await newest(cloud, ana))
    assert len(cloud.posts_to(ana)) == 1


async def test_a_button_is_pressed_once_and_its_card_is_replaced_everywhere(
    side: Side, cloud: FakeCloud, ana: Person
) -> None:
    await side.say(ana, "met Ada: coffee")
    post = await newest(cloud, ana)
    answer = await side.press(ana, post, "Undo")
    assert answer["statusCode"] == 200
    assert "✓ Undo" in side.sees(ana, post)
    assert "Undo" not in side.labels(ana, post)
    # Her other clients show the message, which changes too.
    await cloud.until(lambda: post.versions)
    assert "✓ Undo" in side.sees(Person(**vars(ana) | {"mri": "29:her-phone"}), post)
    assert len(cloud.posts_to(ana)) == 1


async def test_an_old_client_submits_and_the_message_is_changed(
    side: Side, cloud: FakeCloud, ana: Person
) -> None:
    await side.say(ana, "met Ada: coffee")
    post = await newest(cloud, ana)
    await side.press(ana, post, "Undo", old=True)
    await cloud.until(lambda: post.versions)
    assert "✓ Undo" in side.sees(ana, post)
    assert len(cloud.posts_to(ana)) == 1


async def test_a_card_that_stays_gets_its_answer_below(
    side: Side, cloud: FakeCloud, ana: Person
) -> None:
    await side.install(ana)
    post = await newest(cloud, ana)
    answer = await side.press(ana, post, "Help")
    assert answer["type"] == "application/vnd.microsoft.activity.message"
    assert "What you can say" in side.sees(ana, await newest(cloud, ana, 2))
    assert "Help" in side.labels(ana, post)
    await side.press(ana, post, "Help", old=True)
    await posts(cloud, ana, 3)
    assert post.versions == []


@pytest.mark.parametrize("old", [False, True])
async def test_a_form_shows_what_is_wrong_in_place_and_is_taken(
    side: Side, cloud: FakeCloud, ana: Person, *, old: bool
) -> None:
    await side.say(ana, "settings")
    post = await newest(cloud, ana)
    await side.press(ana, post, "Change", old=old, **{"Time zone": "Atlantis", "Hours": "8-12"})
    await cloud.until(lambda: "no time zone" in side.sees(ana, post))
    assert "8-12" in str(side.card_of(ana, post))
    await side.press(ana, post, "Change", old=old, **{"Time zone": "Asia/Tokyo"})
    await cloud.until(lambda: "Asia/Tokyo" in side.sees(ana, post))
    assert "08:00-12:00" in side.sees(ana, post)
    assert len(cloud.posts_to(ana)) == 1


async def test_a_broken_press_is_refused_and_does_nothing(
    side: Side, cloud: FakeCloud, ana: Person
) -> None:
    chat = cloud.world.direct_chat(ana)
    for value in (
        {"action": {"verb": "press", "data": {"action": "contact_delete", "id": {"$ne": None}}}},
        {"action": {"verb": "press", "data": {"netlead": {"command": ["met Ada"]}}}},
        {"action": {"verb": "press", "data": {"netlead": "met Ada"}}},
    ):
        answer = await side.invoke(ana, chat, "adaptiveCard/action", value)
        assert answer["statusCode"] == 400
    assert cloud.posts_to(ana) == []


async def test_nobody_pressed_where_teams_only_wants_a_card_anew(
    side: Side, cloud: FakeCloud, ana: Person
) -> None:
    await side.say(ana, "met Ada: coffee")
    post = await newest(cloud, ana)
    button = next(b for b in seen.buttons(side.card_of(ana, post)) if b["title"] == "Undo")
    value = seen.pressed(button) | {"trigger": "automatic"}
    answer = await side.invoke(ana, post.conversation, "adaptiveCard/action", value)
    assert answer["statusCode"] == 400
    await side.say(ana, "who Ada")
    assert "coffee" in side.sees(ana, await newest(cloud, ana, 2))


async def test_a_button_of_somebody_else_acts_for_whoever_presses_it(
    side: Side, cloud: FakeCloud, ana: Person, bo: Person
) -> None:
    await side.say(ana, "met Ada: coffee")
    post = await newest(cloud, ana)
    room = cloud.world.group_chat(ana, bo)
    stray = Post(id=post.id, conversation=room, activity=post.activity)
    await side.press(bo, stray, "Undo")
    assert "no such entry" in side.sees(bo, stray)
    assert post.versions == []
    await side.say(ana, "who Ada")
    assert "coffee" in side.sees(ana, await newest(cloud, ana, 2))


async def test_everything_can_be_taken_along_and_taken_out(
    side: Side, cloud: FakeCloud, ana: Person
) -> None:
    await side.say(ana, "met Ada Lovelace: coffee")
    await side.say(ana, "export")
    file = await newest(cloud, ana, 3)
    assert file.activity["textFormat"] == "plain"
    assert '"Ada Lovelace"' in file.activity["text"]
    await side.say(ana, "delete me")
    sure = await with_button(cloud, side, ana, "Yes, delete everything")
    await side.press(ana, sure, "Yes, delete everything")
    assert "Everything is deleted" in side.sees(ana, sure)
