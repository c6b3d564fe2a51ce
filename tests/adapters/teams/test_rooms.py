"""NetLead in channels and group chats: answers to one pair of eyes, people by mention, prompts."""

from __future__ import annotations

import pytest

from adapters.teams.errands import rooms
from tests.adapters.teams.fake import FakeCloud
from tests.adapters.teams.fake.nouns import Person, Post
from tests.adapters.teams.house import House
from tests.adapters.teams.side import Side
from tests.adapters.teams.watching import newest, with_button


async def test_nobody_is_greeted_in_a_room(side: Side, cloud: FakeCloud, ana: Person) -> None:
    room = cloud.world.channel("general", ana)
    await side.install(ana, room)
    await side.say(ana, "tip", room)
    assert "In a minute" in side.sees(ana, await newest(cloud, ana))
    assert cloud.posts_to(room) == []


@pytest.mark.parametrize("kind", ["channel", "group"])
async def test_a_personal_answer_never_stands_in_a_room(
    side: Side, cloud: FakeCloud, ana: Person, bo: Person, kind: str
) -> None:
    world = cloud.world
    room = world.channel("general", ana, bo) if kind == "channel" else world.group_chat(ana, bo)
    await side.say(ana, "helped {Bo Li} with the deck", room, [bo])
    seen = side.sees(ana, await newest(cloud, ana))
    assert "you helped Bo Li" in seen
    assert "“helped Bo Li with the deck”" in seen
    assert cloud.posts_to(room) == []
    assert cloud.posts_to(bo) == []


async def test_whoever_cannot_be_written_to_is_told_in_the_room_and_no_more(
    side: Side, cloud: FakeCloud, ana: Person
) -> None:
    ana.installed = False
    room = cloud.world.channel("general", ana)
    await side.say(ana, "met Ada Lovelace: coffee", room)
    (post,) = await cloud.until(lambda: cloud.posts_to(room))
    assert "add it for yourself" in post.activity["text"]
    assert "Ada" not in str(post.activity)
    assert post.thread


async def test_people_by_mention_become_contacts_with_name_and_side(
    side: Side, cloud: FakeCloud, ana: Person, bo: Person
) -> None:
    room = cloud.world.channel("general", ana, bo)
    await side.say(ana, "met {Bo Li}: tea", room, [bo])
    post = await newest(cloud, ana)
    assert "New in your network: Bo Li" in side.sees(ana, post)
    # The button names the same person, though it is pressed elsewhere.
    await side.press(ana, post, "Undo")
    assert "“met Bo Li: tea” is undone" in side.sees(ana, post)
    again = await with_button(cloud, side, ana, "Say it again")
    await side.press(ana, again, "Say it again")
    assert "New in your network: Bo Li" in side.sees(ana, again)
    await side.say(ana, "who Bo")
    assert "inside" in side.sees(ana, await newest(cloud, ana, 2)).lower()


@pytest.mark.parametrize(
    ("role", "home", "told"),
    [("guest", "", "guest"), ("guest", "elsewhere", "guest"), ("user", "elsewhere", "outside")],
)
async def test_guests_and_people_of_other_companies_are_told_apart(
    side: Side, cloud: FakeCloud, ana: Person, role: str, home: str, told: str
) -> None:
    cy = cloud.world.person("Cy Other", role=role, home=home)
    room = cloud.world.group_chat(ana, cy)
    await side.say(ana, "met {Cy Other}: tea", room, [cy])
    await newest(cloud, ana)
    await side.say(ana, "who Cy")
    assert told in side.sees(ana, await newest(cloud, ana, 2)).lower()
    assert cloud.posts_to(cy) == []


async def test_where_teams_does_not_tell_who_somebody_is_the_name_counts(
    side: Side, cloud: FakeCloud, ana: Person, bo: Person
) -> None:
    room = cloud.world.channel("general", ana)
    await side.say(ana, "met {Bo Li}: tea", room, [bo])
    assert "you met Bo Li" in side.sees(ana, await newest(cloud, ana))
    room.members.append(bo)
    await side.say(ana, "met {Bo Li}: coffee", room, [bo])
    await newest(cloud, ana, 2)
    await side.say(ana, "who")
    assert "Everybody: 1 person" in side.sees(ana, await newest(cloud, ana, 3))


async def test_an_app_is_nobody_to_keep(side: Side, cloud: FakeCloud, ana: Person) -> None:
    room = cloud.world.channel("general", ana)
    robo = Person(object_id="", mri="28:robo", name="Robo", tenant=ana.tenant, home=ana.tenant)
    await side.say(ana, "met {Robo}: tea", room, [robo])
    assert "Robo is an app" in side.sees(ana, await newest(cloud, ana))


async def test_people_of_other_companies_are_not_coached(
    side: Side, cloud: FakeCloud, ana: Person
) -> None:
    cy = cloud.world.person("Cy Other", home="elsewhere")
    room = cloud.world.group_chat(ana, cy)
    await side.say(cy, "ledger", room)
    (post,) = await cloud.until(lambda: cloud.posts_to(room))
    assert "the people of this organisation" in post.activity["text"]
    assert cloud.posts_to(cy) == []


async def test_a_channel_gets_its_weekly_prompt_attributed_to_who_set_it_up(
    house: House, side: Side, cloud: FakeCloud, ana: Person
) -> None:
    room = cloud.world.channel("team", ana)
    await side.say(ana, "prompts weekly Monday 10:00", room)
    assert "Monday" in side.sees(ana, await newest(cloud, ana))
    for _ in range(8 * 24):
        await house.let_pass(hours=1)
        if cloud.posts_to(room):
            break
    (post,) = cloud.posts_to(room)
    assert "Ana Sousa" in side.sees(ana, post)
    assert side.labels(ana, post) == []
    assert post.thread == ""


async def test_a_channel_with_people_of_other_companies_gets_none(
    house: House, side: Side, cloud: FakeCloud, ana: Person
) -> None:
    cy = cloud.world.person("Cy Other", home="elsewhere")
    room = cloud.world.channel("partners", ana, cy)
    await side.say(ana, "prompts weekly Monday 10:00", room)
    assert "other companies" in side.sees(ana, await newest(cloud, ana))
    for _ in range(8):
        await house.let_pass(days=1)
    assert cloud.posts_to(room) == []


async def test_a_card_about_a_channel_is_pressed_in_her_own_chat(
    house: House, side: Side, cloud: FakeCloud, ana: Person
) -> None:
    room = cloud.world.channel("team", ana)
    await side.say(ana, "prompts", room)
    post = await newest(cloud, ana)
    assert "No weekly prompts in this channel yet" in side.sees(ana, post)
    await side.press(ana, post, "Set up", Day="Tuesday", Time="noonish")
    assert "noonish" in str(side.card_of(ana, post))
    await side.press(ana, post, "Set up", Day="Tuesday", Time="11:00")
    assert "Every Tuesday" in side.sees(ana, post)
    for _ in range(8 * 24):
        await house.let_pass(hours=1)
        if cloud.posts_to(room):
            break
    assert len(cloud.posts_to(room)) == 1


async def test_nobody_sets_anything_up_in_a_channel_she_is_not_in(
    side: Side, cloud: FakeCloud, ana: Person, bo: Person
) -> None:
    room = cloud.world.channel("secret", ana)
    await side.say(ana, "prompts", room)
    post = await newest(cloud, ana)
    stray = Post(id=post.id, conversation=cloud.world.direct_chat(bo), activity=post.activity)
    await side.press(bo, stray, "Set up")
    assert "Every" not in side.sees(bo, stray)
    await side.say(ana, "prompts", room)
    assert "No weekly prompts" in side.sees(ana, await newest(cloud, ana, 2))


async def test_a_channel_that_is_shared_later_gets_none_any_more(
    house: House, side: Side, cloud: FakeCloud, ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rooms, "KNOWN_FOR", 0.0)
    room = cloud.world.channel("team", ana)
    await side.say(ana, "prompts weekly Monday 10:00", room)
    assert "Monday" in side.sees(ana, await newest(cloud, ana))
    room.members.append(cloud.world.person("Cy Other", home="elsewhere"))
    asked = len(cloud.calls("members"))
    for _ in range(8 * 24):
        await house.let_pass(hours=1)
        if len(cloud.calls("members")) > asked:
            break
    assert len(cloud.calls("members")) == asked + 1
    assert cloud.posts_to(room) == []
