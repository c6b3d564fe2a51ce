"""People talk with NetLead in Slack: commands, direct messages, mentions, buttons, forms, Home."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from zoneinfo import ZoneInfo

import pytest

from bot.database import Database
from tests.adapters.slack.fake import FakeSlack
from tests.adapters.slack.fake.nouns import Ephemeral, Post, User
from tests.adapters.slack.house import House, living


@pytest.fixture
def slack() -> Iterator[FakeSlack]:
    with FakeSlack() as made:
        made.limits.per_second = 0
        yield made
        assert made.violations == []


@pytest.fixture(params=["http", "socket"])
async def house(
    request: pytest.FixtureRequest, sqlite: Database, slack: FakeSlack
) -> AsyncIterator[House]:
    async with living(sqlite, slack, socket=request.param == "socket") as made:
        yield made
        assert made.side.complaints == []


@pytest.fixture
def ana(slack: FakeSlack) -> User:
    return slack.world.person("Ana Sousa", tz="Europe/Lisbon")


@pytest.fixture
def bo(slack: FakeSlack) -> User:
    return slack.world.person("Bo Li", tz="America/New_York")


async def last_whisper(house: House, user: User) -> Ephemeral:
    found = await house.slack.until(lambda: house.slack.ephemerals_to(user))
    return found[-1]


def words_of_home(slack: FakeSlack, user: User) -> str:
    home = slack.home_of(user)
    return home.words if home else ""


async def post_with(slack: FakeSlack, user: User, label: str) -> Post:
    """Return the newest post to ``user`` that has a button with ``label``."""

    def found() -> Post | None:
        return next((p for p in reversed(slack.posts_to(user)) if label in p.labels), None)

    post = await slack.until(found)
    assert post is not None
    return post


async def test_a_command_is_answered_for_that_person_alone(
    house: House, ana: User, slack: FakeSlack
) -> None:
    room = slack.world.channel("general", ana)
    await house.side.command(ana, "tip", room)
    shown = await last_whisper(house, ana)
    assert shown.channel == room.id
    assert "In a minute" in shown.words
    assert slack.posts_to(room) == []


async def test_somebody_picked_by_mention_becomes_a_contact_with_name_and_place(
    house: House, ana: User, bo: User
) -> None:
    await house.side.command(ana, f"helped <@{bo.id}|bo.li> with the deck")
    assert "you helped Bo Li" in (await last_whisper(house, ana)).words
    await house.side.command(ana, "who Bo")
    card = (await last_whisper(house, ana)).words
    assert "inside" in card.lower()
    assert "in New York" in card


@pytest.mark.parametrize(
    ("kind", "team", "told"),
    [("guest", "own", "guest"), ("member", "other", "outside")],
)
async def test_guests_and_people_of_other_companies_are_told_apart(
    house: House, ana: User, slack: FakeSlack, kind: str, team: str, told: str
) -> None:
    home = ana.team if team == "own" else slack.world.workspace("Elsewhere").id
    them = slack.world.person("Cy Other", kind=kind, team=home)  # type: ignore[arg-type]  # one of the kinds
    slack.world.channel("partners", ana, them, shared=True)
    await house.side.command(ana, f"met <@{them.id}>: tea")
    await house.side.command(ana, "who Cy")
    assert told in (await last_whisper(house, ana)).words.lower()
    assert slack.posts_to(them) == []


async def test_an_app_is_nobody_to_keep(house: House, ana: User, slack: FakeSlack) -> None:
    robot = slack.world.person("Robo", kind="bot")
    await house.side.command(ana, f"met <@{robot.id}>: tea")
    assert "is an app" in (await last_whisper(house, ana)).words


async def test_a_direct_message_is_answered_where_it_was_written(
    house: House, ana: User, slack: FakeSlack
) -> None:
    await house.side.message(ana, "met Ada Lovelace: coffee &amp; cake")
    posts = await slack.until(lambda: slack.posts_to(ana))
    assert "Noted: you met Ada Lovelace" in posts[-1].words
    assert "coffee & cake" in posts[-1].words


async def test_in_a_channel_it_is_said_how_to_type_a_thing_so_that_nobody_else_reads_it(
    house: House, ana: User, slack: FakeSlack
) -> None:
    room = slack.world.channel("general", ana)
    await house.side.command(ana, "flurb", room)
    assert "/netlead help" in (await last_whisper(house, ana)).words
    await house.side.message(ana, "flurb")
    posts = await slack.until(lambda: slack.posts_to(ana))
    assert "/netlead help" not in posts[-1].words
    assert "help" in posts[-1].words


async def test_a_wrong_word_gets_the_nearest_command(
    house: House, ana: User, slack: FakeSlack
) -> None:
    await house.side.message(ana, "hlep")
    posts = await slack.until(lambda: slack.posts_to(ana))
    assert "help" in posts[-1].words


async def test_a_mention_in_a_channel_is_answered_to_one_pair_of_eyes(
    house: House, ana: User, slack: FakeSlack
) -> None:
    room = slack.world.channel("general", ana)
    await house.side.mention(ana, room, "ledger")
    assert "Give and take" in (await last_whisper(house, ana)).words
    assert slack.posts_to(room) == []


async def test_the_bots_own_words_and_other_apps_are_not_answered(
    house: House, ana: User, slack: FakeSlack
) -> None:
    await house.side.message(ana, "tip")
    first = (await slack.until(lambda: slack.posts_to(ana)))[-1]
    await house.side.echo(first)
    other: dict[str, object] = {
        "type": "message",
        "channel_type": "im",
        "channel": first.channel,
        "user": "U0OTHER",
        "bot_id": "B0OTHER",
        "text": "help",
        "ts": "1.1",
    }
    await house.side.event(other, ana.team)
    await house.side.message(ana, "who")
    await slack.until(lambda: len(slack.posts_to(ana)) == 2)


async def test_a_button_is_pressed_once_and_the_card_is_replaced(
    house: House, ana: User, slack: FakeSlack
) -> None:
    await house.side.message(ana, "met Ada: coffee")
    card = (await slack.until(lambda: slack.posts_to(ana)))[-1]
    await house.side.click(ana, card, "Undo")
    await slack.until(lambda: "Undo" not in slack.posts_to(ana)[-1].labels)
    (after,) = slack.posts_to(ana)
    assert "✓ Undo" in after.words
    assert "Noted: you met Ada" in after.words


async def test_a_form_opens_shows_what_is_wrong_in_place_and_is_taken(
    house: House, ana: User, slack: FakeSlack
) -> None:
    await house.side.command(ana, "settings")
    card = await last_whisper(house, ana)
    await house.side.click(ana, card, "Change…")
    view = await slack.until(lambda: slack.view_of(ana))
    assert view is not None
    assert "Time zone" in view.words
    answer = await house.side.submit(ana, {"Time zone": "Atlantis"})
    assert "no time zone" in str(answer.body)
    await house.side.submit(ana, {"Time zone": "Asia/Tokyo"})
    shown = await slack.until(lambda: slack.view_of(ana))
    assert shown is not None
    assert "Asia/Tokyo" in shown.words


async def test_help_received_is_logged_from_the_message_it_was_in(
    house: House, ana: User, bo: User, slack: FakeSlack
) -> None:
    room = slack.world.channel("general", ana, bo, with_bot=False)
    post = slack.world.say(bo, room, "here is the fix for your deck")
    await house.side.message_shortcut(ana, "log_helped_me", post)
    view = await slack.until(lambda: slack.view_of(ana))
    assert view is not None
    assert view.body["title"]["text"] == "Bo Li helped you"
    wrong = await house.side.submit(ana, {"With what?": "the deck", "When": "31 April"})
    assert "31 April" in str(wrong.body)
    await house.side.submit(ana, {"With what?": "the deck", "When": "yesterday"})
    shown = await slack.until(lambda: slack.view_of(ana))
    assert shown is not None
    assert "Noted: Bo Li helped you" in shown.words
    await house.side.command(ana, "ledger")
    assert "Bo Li" in (await last_whisper(house, ana)).words


async def test_a_touch_is_logged_from_anywhere_with_people_picked_or_named(
    house: House, ana: User, bo: User, slack: FakeSlack
) -> None:
    await house.side.global_shortcut(ana, "log_touch")
    await slack.until(lambda: slack.view_of(ana))
    await house.side.submit(
        ana,
        {"Who, of the people here": [bo.id], "Or a name": "Ada Lovelace", "What about?": "tea"},
    )
    shown = await slack.until(lambda: slack.view_of(ana))
    assert shown is not None
    assert "Bo Li" in shown.words
    assert "Ada Lovelace" in shown.words


async def test_home_is_useful_on_day_one_and_changes_with_what_one_does(
    house: House, ana: User, slack: FakeSlack
) -> None:
    await house.side.open_home(ana)
    first = await slack.until(lambda: slack.home_of(ana))
    assert first is not None
    assert "Welcome to NetLead" in first.words
    assert "help@example.com" in first.words
    await house.side.click(ana, first, "A tip first")
    await slack.until(lambda: "In a minute" in words_of_home(slack, ana))
    await house.side.command(ana, "got help from Ada Lovelace with the deck")
    await slack.until(lambda: "Ada Lovelace" in words_of_home(slack, ana))


async def test_settings_can_be_changed_from_home(house: House, ana: User, slack: FakeSlack) -> None:
    await house.side.command(ana, "met Ada Lovelace: coffee")
    await house.side.open_home(ana)
    home = await slack.until(lambda: slack.home_of(ana))
    assert home is not None
    await house.side.click(ana, home, "Change…")
    await slack.until(lambda: slack.view_of(ana))
    await house.side.submit(ana, {"Hours": "8-12"})
    await slack.until(lambda: "08:00-12:00" in words_of_home(slack, ana))


async def test_a_nudge_comes_by_direct_message_and_done_replaces_it(
    house: House, ana: User, slack: FakeSlack
) -> None:
    await house.side.command(ana, "remind me to call Ada tomorrow 9am")
    noted = (await last_whisper(house, ana)).words
    assert "09:00" in noted
    assert await house.let_pass(days=1, hours=12) == 1
    nudge = slack.posts_to(ana)[-1]
    assert "call Ada" in nudge.words
    await house.side.click(ana, nudge, "Kept")
    await slack.until(lambda: "Kept" not in slack.posts_to(ana)[-1].labels)
    assert "✓ Kept" in slack.posts_to(ana)[-1].words


async def test_a_coaching_nudge_comes_within_the_hours_and_is_done_in_two_taps(
    house: House, ana: User, slack: FakeSlack
) -> None:
    await house.side.command(ana, "example people")
    for _ in range(24 * 10):
        if await house.let_pass(hours=1):
            break
    local = house.clock.now().astimezone(ZoneInfo(ana.tz))
    assert 9 <= local.hour < 17
    assert local.weekday() < 5
    nudge = await post_with(slack, ana, "Done")
    await house.side.click(ana, nudge, "Done")
    asked = await post_with(slack, ana, "We were in touch")
    assert asked.ts == nudge.ts
    await house.side.click(ana, asked, "We were in touch")
    await slack.until(lambda: "you were in touch with" in slack.posts_to(ana)[-1].words)


async def test_why_this_leaves_the_nudge_as_it_is(
    house: House, ana: User, slack: FakeSlack
) -> None:
    await house.side.command(ana, "remind me to call Ada tomorrow 9am")
    await house.let_pass(days=1, hours=12)
    nudge = slack.posts_to(ana)[-1]
    await house.side.click(ana, nudge, "Why this?")
    await slack.until(lambda: len(slack.posts_to(ana)) == 2)
    assert "Kept" in slack.posts_to(ana)[0].labels


async def test_everything_can_be_taken_along_and_taken_out(
    house: House, ana: User, slack: FakeSlack
) -> None:
    await house.side.message(ana, "met Ada Lovelace: coffee")
    await slack.until(lambda: slack.posts_to(ana))
    await house.side.message(ana, "export")
    await slack.until(lambda: slack.calls_of("files.completeUploadExternal"))
    await house.side.message(ana, "delete me")
    sure = await post_with(slack, ana, "Yes, delete everything")
    await house.side.click(ana, sure, "Yes, delete everything")
    await slack.until(lambda: "Everything is deleted" in slack.posts_to(ana)[-1].words)


async def test_a_channel_gets_its_weekly_prompt_attributed_to_who_set_it_up(
    house: House, ana: User, slack: FakeSlack
) -> None:
    room = slack.world.channel("team", ana)
    await house.side.command(ana, "prompts weekly Monday 10:00", room)
    assert "Monday" in (await last_whisper(house, ana)).words
    assert slack.posts_to(room) == []
    for _ in range(8 * 24):
        await house.let_pass(hours=1)
        if slack.posts_to(room):
            break
    (post,) = slack.posts_to(room)
    assert "Ana Sousa" in post.words
    assert post.labels == []


async def test_a_channel_shared_with_another_company_gets_none(
    house: House, ana: User, slack: FakeSlack
) -> None:
    room = slack.world.channel("partners", ana, shared=True)
    await house.side.command(ana, "prompts weekly Monday 10:00", room)
    assert "other companies" in (await last_whisper(house, ana)).words
    for _ in range(8):
        await house.let_pass(days=1)
    assert slack.posts_to(room) == []
