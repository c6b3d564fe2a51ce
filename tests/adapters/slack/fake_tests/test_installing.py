"""OAuth: a browser is asked, comes back with a code, and the code is worth one token."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from tests.adapters.slack.fake import App, FakeSlack
from tests.adapters.slack.fake.world import TEAM
from tests.adapters.slack.fake_tests.conftest import error

BACK = "https://netlead.example/slack/oauth_redirect"
SCOPES = "commands,chat:write,users:read"

# Slack's client still uses the class that aiohttp will drop.
pytestmark = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")


@pytest.fixture
def slack() -> Iterator[FakeSlack]:
    with FakeSlack(app=App(redirect_urls=("https://netlead.example/",))) as running:
        yield running


@pytest.fixture
def client(slack: FakeSlack) -> AsyncWebClient:
    return AsyncWebClient(base_url=slack.api_url, retry_handlers=[])


def ask(slack: FakeSlack, choice: str = "authorize", **changes: str) -> httpx.Response:
    query = {
        "client_id": slack.world.app.client_id,
        "scope": SCOPES,
        "redirect_uri": BACK,
        "state": "s & t",
    }
    url = slack.authorize_url.replace("authorize", choice)
    return httpx.get(url, params=query | changes, trust_env=False)


def allowed(slack: FakeSlack) -> str:
    """Let the installer press Allow; return the code that her browser carries."""
    link = re.search(r'id="allow" href="([^"]+)"', ask(slack).text)
    assert link
    pressed = httpx.get(slack.world.base_url + unescape(link[1]), trust_env=False)
    return parse_qs(urlsplit(pressed.headers["location"]).query)["code"][0]


async def exchange(slack: FakeSlack, client: AsyncWebClient, code: str) -> dict[str, object]:
    app = slack.world.app
    answer = await client.oauth_v2_access(
        client_id=app.client_id, client_secret=app.client_secret, code=code, redirect_uri=BACK
    )
    return dict(answer.data)  # type: ignore[arg-type]


async def refresh(slack: FakeSlack, client: AsyncWebClient, token: str) -> dict[str, object]:
    app = slack.world.app
    answer = await client.oauth_v2_access(
        client_id=app.client_id,
        client_secret=app.client_secret,
        grant_type="refresh_token",
        refresh_token=token,
    )
    return dict(answer.data)  # type: ignore[arg-type]


def test_the_page_names_the_app_and_has_a_link_to_allow_it(slack: FakeSlack) -> None:
    page = ask(slack)

    assert page.status_code == 200
    assert "netlead wants to come to Acme" in page.text
    assert 'id="allow"' in page.text
    assert "/oauth/v2/allow?" in page.text


def test_the_browser_comes_back_with_a_code_and_the_state(slack: FakeSlack) -> None:
    where = urlsplit(ask(slack, "allow").headers["location"])
    query = parse_qs(where.query)

    assert f"{where.scheme}://{where.netloc}{where.path}" == BACK
    assert query["state"] == ["s & t"]
    assert query["code"][0].startswith("code-")
    refused = urlsplit(ask(slack, "cancel").headers["location"])
    assert parse_qs(refused.query) == {"error": ["access_denied"], "state": ["s & t"]}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"client_id": "1.1"}, "invalid_client_id"),
        ({"scope": ""}, "no_scopes"),
        ({"redirect_uri": "https://evil.example/"}, "bad_redirect_uri"),
    ],
)
def test_the_page_refuses_what_is_wrong(
    slack: FakeSlack, changes: dict[str, str], words: str
) -> None:
    page = ask(slack, "allow", **changes)

    assert page.status_code == 400
    assert words in page.text


async def test_a_code_is_worth_a_token_with_the_scopes_that_were_granted(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    slack.installer.declines = frozenset({"users:read"})
    given = await exchange(slack, client, allowed(slack))

    assert given["team"] == {"id": TEAM, "name": "Acme"}
    assert given["scope"] == "chat:write,commands"
    assert given["expires_in"] == 43_200
    assert given["is_enterprise_install"] is False
    told = await AsyncWebClient(str(given["access_token"]), base_url=slack.api_url).auth_test()
    assert told["user_id"] == given["bot_user_id"]


async def test_an_organisation_can_be_installed_to(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    slack.world.workspaces[TEAM].enterprise = "E0ACME"
    slack.installer.org_wide = True
    given = await exchange(slack, client, allowed(slack))

    assert given["team"] is None
    assert given["enterprise"] == {"id": "E0ACME", "name": "Organisation"}
    assert given["is_enterprise_install"] is True


async def test_a_code_is_good_once_also_when_many_come_at_once(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    code = allowed(slack)
    tries = [exchange(slack, client, code) for _ in range(4)]
    ends = await asyncio.gather(*tries, return_exceptions=True)

    assert sum(isinstance(end, dict) for end in ends) == 1
    assert await error(exchange(slack, client, code)) == "invalid_code"


async def test_a_code_is_good_for_ten_minutes_and_its_own_address(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    app, code = slack.world.app, allowed(slack)
    elsewhere = client.oauth_v2_access(
        client_id=app.client_id,
        client_secret=app.client_secret,
        code=code,
        redirect_uri="https://netlead.example/other",
    )
    assert await error(elsewhere) == "bad_redirect_uri"
    slack.world.advance(601)
    assert await error(exchange(slack, client, code)) == "invalid_code"


async def test_the_apps_secret_is_asked_for(slack: FakeSlack, client: AsyncWebClient) -> None:
    wrong = client.oauth_v2_access(
        client_id=slack.world.app.client_id, client_secret="guess", code=allowed(slack)
    )

    assert await error(wrong) == "bad_client_secret"


async def test_a_refresh_token_is_spent_by_its_first_use(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    given = await exchange(slack, client, allowed(slack))
    first = str(given["refresh_token"])
    tries = [refresh(slack, client, first) for _ in range(5)]
    ends = await asyncio.gather(*tries, return_exceptions=True)
    won = [end for end in ends if isinstance(end, dict)]

    assert len(won) == 1
    assert won[0]["refresh_token"] != first
    assert await error(refresh(slack, client, first)) == "invalid_refresh_token"
    assert (await refresh(slack, client, str(won[0]["refresh_token"])))["ok"]


async def test_what_was_installed_again_has_the_new_scopes_and_the_same_bot(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    first = await exchange(slack, client, allowed(slack))
    slack.world.tokens.revoke(slack.world.installations[0])
    slack.installer.declines = frozenset({"users:read"})
    second = await exchange(slack, client, allowed(slack))

    assert second["bot_user_id"] == first["bot_user_id"]
    assert second["scope"] == "chat:write,commands"
    dead = AsyncWebClient(str(first["access_token"]), base_url=slack.api_url)
    assert await error(dead.auth_test()) == "token_revoked"


async def test_tokens_that_do_not_rotate_come_without_refresh() -> None:
    with FakeSlack(app=App(token_rotation=False)) as slack:
        client = AsyncWebClient(base_url=slack.api_url, retry_handlers=[])
        given = await exchange(slack, client, allowed(slack))

    assert str(given["access_token"]).startswith("xoxb-")
    assert "refresh_token" not in given
