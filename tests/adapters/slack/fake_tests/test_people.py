"""People and channels: who is seen, as what, and who is not."""

from __future__ import annotations

from slack_sdk.web.async_client import AsyncWebClient

from tests.adapters.slack.fake import FakeSlack
from tests.adapters.slack.fake.nouns import User
from tests.adapters.slack.fake.world import TEAM
from tests.adapters.slack.fake_tests.conftest import error


async def told(client: AsyncWebClient, user: User) -> dict[str, object]:
    return dict((await client.users_info(user=user.id))["user"])


async def test_a_colleague_has_a_name_and_a_zone(
    slack: FakeSlack, client: AsyncWebClient, ada: User
) -> None:
    ada.status_text, ada.status_emoji = "Away until Monday", ":palm_tree:"
    shape = await told(client, ada)

    assert (shape["real_name"], shape["tz"], shape["team_id"]) == (
        "Ada Lovelace",
        "Europe/London",
        TEAM,
    )
    assert shape["profile"]["status_text"] == "Away until Monday"  # type: ignore[index]
    assert "is_stranger" not in shape
    assert (await client.users_profile_get(user=ada.id))["profile"]["status_emoji"] == ":palm_tree:"
    assert slack.violations == []


async def test_kinds_of_people_can_be_told_apart(slack: FakeSlack, client: AsyncWebClient) -> None:
    guest = await told(client, slack.world.person("Gus Guest", kind="single_guest"))
    boss = await told(client, slack.world.person("Olga Owner", kind="owner"))
    robot = await told(client, slack.world.person("robot", kind="bot"))
    gone = await told(client, slack.world.person("Gone", kind="deleted"))

    assert (guest["is_restricted"], guest["is_ultra_restricted"]) == (True, True)
    assert (boss["is_admin"], boss["is_owner"]) == (True, True)
    assert robot["is_bot"]
    assert gone["deleted"]
    assert "tz" not in gone


async def test_people_of_other_companies_are_seen_only_where_they_meet(
    slack: FakeSlack, client: AsyncWebClient, ada: User
) -> None:
    elsewhere = slack.world.workspace("Elsewhere").id
    hidden = slack.world.person("Hidden", team=elsewhere)
    met = slack.world.person("Met", team=elsewhere)
    stranger = slack.world.person("Stranger", kind="stranger", team=elsewhere)
    slack.world.channel("shared", ada, met, shared=True)

    assert await error(client.users_info(user=hidden.id)) == "user_not_found"
    assert (await told(client, met))["is_stranger"] is False
    assert (await told(client, met))["team_id"] == elsewhere
    assert (await told(client, stranger))["is_stranger"] is True
    listed = [member["id"] for member in (await client.users_list())["members"]]
    assert ada.id in listed
    assert met.id not in listed


async def test_a_sister_workspace_is_of_the_same_organisation(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    slack.world.workspaces[TEAM].enterprise = "E0ACME"
    sister = slack.world.workspace("Acme Labs", enterprise="E0ACME")
    shape = await told(client, slack.world.person("Grace", team=sister.id))

    assert shape["enterprise_user"]["enterprise_id"] == "E0ACME"  # type: ignore[index]
    assert "is_stranger" not in shape


async def test_the_list_of_people_comes_in_pages(
    slack: FakeSlack, client: AsyncWebClient, ada: User
) -> None:
    slack.world.person("Grace Hopper")
    first = await client.users_list(limit=2)
    cursor = first["response_metadata"]["next_cursor"]
    second = await client.users_list(limit=2, cursor=cursor)

    names = [member["id"] for page in (first, second) for member in page["members"]]
    assert len(names) == len(set(names)) == 3
    assert ada.id in names


async def test_do_not_disturb_is_told(client: AsyncWebClient, ada: User) -> None:
    assert (await client.dnd_info(user=ada.id))["dnd_enabled"] is False
    ada.dnd = (1_800_000_000, 1_800_030_000)
    info = await client.dnd_info(user=ada.id)

    assert (info["dnd_enabled"], info["next_dnd_end_ts"]) == (True, 1_800_030_000)
    assert await error(client.dnd_info(user="U0NOBODY")) == "user_not_found"


async def test_a_channel_tells_what_it_is_and_who_is_in_it(
    slack: FakeSlack, client: AsyncWebClient, ada: User
) -> None:
    shared = slack.world.channel("partners", ada, shared=True)
    secret = slack.world.channel("secret", ada, private=True, with_bot=False)
    info = (await client.conversations_info(channel=shared.id))["channel"]
    members = (await client.conversations_members(channel=shared.id))["members"]

    assert (info["name"], info["is_ext_shared"], info["is_private"]) == ("partners", True, False)
    assert info["is_member"]
    assert ada.id in members
    assert await error(client.conversations_info(channel=secret.id)) == "channel_not_found"


async def test_the_channels_of_a_person_are_those_that_the_bot_can_see(
    slack: FakeSlack, client: AsyncWebClient, ada: User
) -> None:
    here = slack.world.channel("here", ada)
    slack.world.channel("secret", ada, private=True, with_bot=False)
    inner = slack.world.channel("inner", ada, private=True)
    both = "public_channel,private_channel"
    found = await client.users_conversations(user=ada.id, types=both)

    assert [channel["id"] for channel in found["channels"]] == [here.id, inner.id]


async def test_a_direct_chat_is_opened_with_one_or_with_several(
    slack: FakeSlack, client: AsyncWebClient, ada: User
) -> None:
    grace = slack.world.person("Grace Hopper")
    one = await client.conversations_open(users=[ada.id])
    again = await client.conversations_open(users=[ada.id], return_im=True)
    group = await client.conversations_open(users=[ada.id, grace.id])
    gone = slack.world.person("Gone", kind="deleted")

    assert one["channel"]["id"] == again["channel"]["id"]
    assert again["channel"]["user"] == ada.id
    assert slack.world.channels[group["channel"]["id"]].kind == "mpim"
    assert await error(client.conversations_open(users=[gone.id])) == "user_disabled"
    assert await error(client.conversations_open(users=[])) == "users_list_not_supplied"
