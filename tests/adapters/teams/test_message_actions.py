"""“Log that they helped me”, picked on a message in any chat, with the bot in it or not."""

from __future__ import annotations

from tests.adapters.teams.fake import FakeCloud
from tests.adapters.teams.fake.nouns import Person
from tests.adapters.teams.house import House
from tests.adapters.teams.side import Side
from tests.adapters.teams.watching import newest, posts


async def test_help_received_is_logged_from_the_message_it_was_in(
    side: Side, cloud: FakeCloud, ana: Person, bo: Person
) -> None:
    dialog = await side.act(ana, "log_helped_me", bo, "here is the fix")
    assert dialog["task"]["value"]["title"] == "Bo Li helped you"
    wrong = await side.send_off(
        ana, "log_helped_me", dialog, "Note it", **{"With what?": "the deck", "When": "31 April"}
    )
    assert "31 April" in str(wrong)
    assert wrong["task"]["value"]["title"] == "Bo Li helped you"
    done = await side.send_off(
        ana, "log_helped_me", wrong, "Note it", **{"With what?": "the deck", "When": "yesterday"}
    )
    assert "Bo Li helped you" in str(done)
    assert "the deck" in str(done)
    # The bot is not in that chat: nothing was asked or said there.
    assert cloud.calls("send", "members", "member") == []
    await side.say(ana, "ledger")
    assert "Bo Li" in side.sees(ana, await newest(cloud, ana))


async def test_what_was_logged_from_a_message_can_be_taken_back_in_the_dialog(
    side: Side, ana: Person, bo: Person
) -> None:
    dialog = await side.act(ana, "log_helped_me", bo)
    done = await side.send_off(ana, "log_helped_me", dialog, "Note it")
    undone = await side.send_off(ana, "log_helped_me", done, "Undo")
    assert "Taken back" in str(undone)


async def test_a_message_of_an_app_has_nobody_to_note(side: Side, ana: Person) -> None:
    dialog = await side.act(ana, "log_helped_me", None)
    assert "written by an app" in str(dialog)
    unknown = await side.act(ana, "log_the_weather", None)
    assert unknown["task"]["type"] == "message"


async def test_an_action_in_a_chat_of_two_does_not_become_her_own_chat(
    house: House, side: Side, cloud: FakeCloud, ana: Person, bo: Person
) -> None:
    await side.say(ana, "remind me to call Ada tomorrow 9am")
    await posts(cloud, ana)
    await side.act(ana, "log_helped_me", bo)
    assert await house.let_pass(days=1, hours=12) == 1
    assert "call Ada" in side.sees(ana, await newest(cloud, ana, 2))
