"""Installing from a browser: off to Slack, back with a code, and nobody else's installation."""

from __future__ import annotations

import io
import re
from collections.abc import AsyncIterator
from http.cookies import SimpleCookie
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from starlette.applications import Starlette

from adapters.slack.config import OPTIONAL_SCOPES, REQUIRED_SCOPES, SlackConfig
from adapters.slack.installs.access import Access
from adapters.slack.installs.installations import Installation, Installations
from adapters.slack.installs.oauth import COOKIE, OAuth
from adapters.slack.installs.states import GOOD_FOR, States
from bot.database import Database
from coaching.clock import StoppedClock
from tests.adapters.slack.places import HOUR, NOON, later
from tests.adapters.slack.token_desk import CLIENT_ID, CLIENT_SECRET, LIFE, TokenDesk, grant

HOME = "https://netlead.example"


class House:
    """NetLead's install pages over a database and a token desk."""

    def __init__(self, database: Database, clock: StoppedClock, config: SlackConfig) -> None:
        self.config = config
        self.installations = Installations(database, clock)
        self.greeted: list[Installation] = []
        self.greeting_fails = False
        access = Access(config, clock, within=0.5)
        states = States(database, clock)
        self.oauth = OAuth(config, self.installations, states, access, self.greet)

    async def greet(self, installation: Installation) -> None:
        self.greeted.append(installation)
        if self.greeting_fails:
            raise RuntimeError("nobody opens")

    def browser(self, home: str = HOME) -> httpx.AsyncClient:
        site = Starlette(routes=self.oauth.routes())
        return httpx.AsyncClient(transport=httpx.ASGITransport(site), base_url=home)


@pytest.fixture
def house(sqlite: Database, clock: StoppedClock, desk: TokenDesk) -> House:
    return House(sqlite, clock, desk.config(public_url=HOME))


@pytest.fixture
async def browser(house: House) -> AsyncIterator[httpx.AsyncClient]:
    async with house.browser() as made:
        yield made


async def begin(browser: httpx.AsyncClient) -> str:
    """Press the install button; return the state that Slack would bring back."""
    sent = await browser.get("/slack/install")
    assert sent.status_code == 302
    (state,) = parse_qs(urlsplit(sent.headers["location"]).query)["state"]
    return state


async def back(browser: httpx.AsyncClient, **query: str) -> httpx.Response:
    return await browser.get("/slack/oauth_redirect", params=query)


async def install(
    browser: httpx.AsyncClient, desk: TokenDesk, granted: dict[str, object]
) -> httpx.Response:
    """Go the whole way."""
    state = await begin(browser)
    desk.codes["the-code"] = granted
    return await back(browser, code="the-code", state=state)


def assert_closed(response: httpx.Response) -> None:
    """See that a page loads nothing, is kept nowhere, and tells no other site where it was."""
    policy = response.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "script-src" not in policy
    assert "frame-ancestors 'none'" in policy
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["referrer-policy"] == "no-referrer"
    assert response.headers["cache-control"] == "no-store"


async def test_the_browser_is_sent_to_slack_with_what_netlead_asks_for(
    browser: httpx.AsyncClient, desk: TokenDesk
) -> None:
    sent = await browser.get("/slack/install")

    there = urlsplit(sent.headers["location"])
    asked = parse_qs(there.query)
    assert f"{there.scheme}://{there.netloc}{there.path}" == (
        desk.url.removesuffix("/api/") + "/oauth/v2/authorize"
    )
    assert asked.pop("state")
    assert asked == {
        "client_id": [CLIENT_ID],
        "scope": [",".join((*REQUIRED_SCOPES, *OPTIONAL_SCOPES))],
        "redirect_uri": [f"{HOME}/slack/oauth_redirect"],
    }
    assert_closed(sent)


@pytest.mark.parametrize("changes", [{"refresh_token": "xoxe-1", "expires_in": LIFE}, {}])
async def test_either_database_takes_what_was_granted(
    database: Database, clock: StoppedClock, desk: TokenDesk, changes: dict[str, object]
) -> None:
    house = House(database, clock, desk.config())
    async with house.browser() as browser:
        done = await install(browser, desk, grant() | changes)

    assert done.status_code == 200
    assert await house.installations.find(None, "T1") == house.greeted[0]


async def test_without_a_public_address_slack_knows_the_way_back_itself(
    sqlite: Database, clock: StoppedClock, desk: TokenDesk
) -> None:
    house = House(sqlite, clock, desk.config())
    async with house.browser() as browser:
        sent = await browser.get("/slack/install")
        assert "redirect_uri" not in sent.headers["location"]
        desk.codes["c"] = grant()
        (state,) = parse_qs(urlsplit(sent.headers["location"]).query)["state"]
        assert (await back(browser, code="c", state=state)).status_code == 200
    assert "redirect_uri" not in desk.exchanges[0]


async def test_the_cookie_is_for_these_pages_alone(browser: httpx.AsyncClient) -> None:
    sent = await browser.get("/slack/install")

    cookie = SimpleCookie(sent.headers["set-cookie"])[COOKIE]
    assert cookie["secure"]
    assert cookie["httponly"]
    assert cookie["samesite"].lower() == "lax"
    assert cookie["path"] == "/slack"
    assert cookie["max-age"] == str(int(GOOD_FOR.total_seconds()))
    assert cookie.value not in sent.headers["location"]


async def test_whoever_allows_it_has_netlead_and_reads_what_to_do_next(
    house: House, browser: httpx.AsyncClient, desk: TokenDesk
) -> None:
    done = await install(browser, desk, grant() | {"team": {"id": "T1", "name": "Acme"}})

    assert done.status_code == 200
    assert "Acme" in done.text
    assert "/netlead tip" in done.text
    assert "slack://app?team=T1&amp;id=A1&amp;tab=messages" in done.text
    assert "not allowed everything" not in done.text
    assert_closed(done)
    kept = await house.installations.find(None, "T1")
    assert kept is not None
    assert (kept.token, kept.bot_user_id, kept.installed_by) == ("xoxb-of-T1", "UBOT", "U7")
    assert (kept.team_name, kept.app_id, kept.expires_at) == ("Acme", "A1", None)
    assert house.greeted == [kept]
    (asked,) = desk.exchanges
    assert asked == {"code": "the-code", "redirect_uri": f"{HOME}/slack/oauth_redirect"}


async def test_tokens_that_rotate_are_kept_with_their_end(
    house: House, browser: httpx.AsyncClient, desk: TokenDesk
) -> None:
    await install(browser, desk, grant(refresh_token="xoxe-1-first", expires_in=LIFE))

    kept = await house.installations.find(None, "T1")
    assert kept is not None
    assert (kept.refresh_token, kept.expires_at) == ("xoxe-1-first", NOON + 12 * HOUR)


async def test_a_whole_organisation_is_kept_under_its_own_name(
    house: House, browser: httpx.AsyncClient, desk: TokenDesk
) -> None:
    done = await install(browser, desk, grant("", "E1"))

    assert "Org E1" in done.text
    kept = await house.installations.find("E1", "T77")
    assert kept is not None
    assert (kept.key, kept.tenant) == (("E1", ""), "E1")


async def test_a_person_s_token_is_never_kept(
    house: House, browser: httpx.AsyncClient, desk: TokenDesk
) -> None:
    await install(browser, desk, grant())
    kept = await house.installations.find(None, "T1")

    assert "xoxp" not in f"{kept!r}{kept and kept.token}{kept and kept.refresh_token}"
    only_a_person = grant("T2", token_type="user", access_token="xoxp-of-a-person")
    assert (await install(browser, desk, only_a_person)).status_code == 503
    del only_a_person["access_token"]
    assert (await install(browser, desk, only_a_person)).status_code == 503
    assert await house.installations.find(None, "T2") is None


async def test_whose_it_is_says_slack_and_never_the_query(
    house: House, browser: httpx.AsyncClient, desk: TokenDesk
) -> None:
    await install(browser, desk, grant("T1"))
    state = await begin(browser)
    desk.codes["c"] = grant("T2")
    await back(browser, code="c", state=state, team="T1", team_id="T1", enterprise_id="E1")

    first = await house.installations.find(None, "T1")
    second = await house.installations.find(None, "T2")
    assert first is not None
    assert second is not None
    assert (first.token, second.token) == ("xoxb-of-T1", "xoxb-of-T2")
    assert [kept.tenant for kept in house.greeted] == ["T1", "T2"]


async def test_who_cancels_reads_that_nothing_happened(
    house: House, browser: httpx.AsyncClient, desk: TokenDesk
) -> None:
    state = await begin(browser)

    page = await back(browser, error="access_denied", state=state)

    assert page.status_code == 200
    assert "nothing was installed" in page.text
    assert 'href="install"' in page.text
    assert_closed(page)
    assert not desk.exchanges
    assert not house.greeted
    # The state is used up all the same.
    assert (await back(browser, code="c", state=state)).status_code == 400


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"code": "c"},
        {"code": "c", "state": ""},
        {"code": "c", "state": "nonsense"},
        {"code": "c", "state": "a" * 43},
        {"code": "c", "state": "<script>alert(1)</script>"},
        {"code": "c", "state": "\x00" * 43},
        {"error": "<b>bad</b>"},
        {"error": "invalid_scope", "state": "a" * 43},
    ],
)
async def test_who_did_not_begin_here_is_asked_to_start_again(
    browser: httpx.AsyncClient, desk: TokenDesk, query: dict[str, str]
) -> None:
    await begin(browser)

    page = await back(browser, **query)

    assert page.status_code == 400
    assert "start again" in page.text.lower()
    assert 'href="install"' in page.text
    assert "<script" not in page.text
    assert "<b>" not in page.text
    assert_closed(page)
    assert not desk.exchanges


async def test_a_state_is_good_for_one_way_back(
    browser: httpx.AsyncClient, desk: TokenDesk
) -> None:
    state = await begin(browser)
    desk.codes |= {"one": grant(), "two": grant()}

    assert (await back(browser, code="one", state=state)).status_code == 200
    assert (await back(browser, code="two", state=state)).status_code == 400


async def test_a_state_is_good_for_ten_minutes(
    browser: httpx.AsyncClient, clock: StoppedClock
) -> None:
    state = await begin(browser)
    later(clock, GOOD_FOR)

    assert (await back(browser, code="c", state=state)).status_code == 400


async def test_a_state_is_of_no_use_in_another_browser(
    house: House, browser: httpx.AsyncClient, desk: TokenDesk
) -> None:
    state = await begin(browser)
    desk.codes["c"] = grant()
    async with house.browser() as stranger:
        assert (await back(stranger, code="c", state=state)).status_code == 400
        await begin(stranger)
        assert (await back(stranger, code="c", state=state)).status_code == 400
    assert not desk.exchanges

    assert (await back(browser, code="c", state=state)).status_code == 200


async def test_over_plain_http_the_cookie_stays_away(house: House) -> None:
    async with house.browser("http://netlead.example") as browser:
        state = await begin(browser)
        assert (await back(browser, code="c", state=state)).status_code == 400


@pytest.mark.parametrize("code", ["", "never-granted", "x" * 513, "with space", "ü", "\x00"])
async def test_a_code_that_is_none_gets_nothing(
    house: House, browser: httpx.AsyncClient, code: str
) -> None:
    page = await back(browser, code=code, state=await begin(browser))

    assert page.status_code == 400
    assert 'href="install"' in page.text
    assert_closed(page)
    assert not house.greeted


@pytest.mark.parametrize("fault", ["drop", "hang", "500", "html", "429", "no pair", "fatal_error"])
async def test_while_slack_cannot_be_asked_the_page_says_so(
    house: House, browser: httpx.AsyncClient, desk: TokenDesk, fault: str
) -> None:
    desk.faults.append(fault)

    page = await install(browser, desk, grant())

    assert page.status_code == 503
    assert "try again" in page.text
    assert_closed(page)
    assert len(desk.exchanges) == 1
    assert await house.installations.find(None, "T1") is None
    assert (await install(browser, desk, grant())).status_code == 200


async def test_a_slack_that_is_not_there_is_no_500(
    sqlite: Database, clock: StoppedClock, log: io.StringIO
) -> None:
    house = House(sqlite, clock, SlackConfig("", "", "", "1", "2", "http://127.0.0.1:9/api/"))
    async with house.browser() as browser:
        page = await back(browser, code="c", state=await begin(browser))

    assert page.status_code == 503
    assert "unreachable" in log.getvalue()


async def test_a_wrong_secret_is_for_the_operator_to_read(
    browser: httpx.AsyncClient, desk: TokenDesk, log: io.StringIO
) -> None:
    desk.faults.append("bad_client_secret")

    assert (await install(browser, desk, grant())).status_code == 400
    assert "bad_client_secret" in log.getvalue()
    assert "level=error" in log.getvalue()


@pytest.mark.parametrize("left_out", ["commands", "chat:write"])
async def test_without_what_it_cannot_do_without_it_is_not_kept(
    house: House, browser: httpx.AsyncClient, desk: TokenDesk, left_out: str
) -> None:
    scopes = ",".join(scope for scope in REQUIRED_SCOPES if scope != left_out)

    page = await install(browser, desk, grant(scope=scopes))

    assert page.status_code == 400
    assert left_out in page.text
    assert await house.installations.find(None, "T1") is None
    assert not house.greeted


@pytest.mark.parametrize(
    ("left_out", "said"), [("im:history", "direct messages"), ("users:read", "time zones")]
)
async def test_with_less_than_it_asked_for_it_is_kept_and_says_what_is_missing(
    house: House, browser: httpx.AsyncClient, desk: TokenDesk, left_out: str, said: str
) -> None:
    scopes = ",".join(scope for scope in REQUIRED_SCOPES if scope != left_out)

    page = await install(browser, desk, grant(scope=scopes))

    assert page.status_code == 200
    assert said in page.text
    assert len(house.greeted) == 1


async def test_declined_options_are_nothing_to_speak_of(
    house: House, browser: httpx.AsyncClient, desk: TokenDesk
) -> None:
    page = await install(browser, desk, grant(scope=",".join(REQUIRED_SCOPES)))

    assert page.status_code == 200
    assert "not allowed everything" not in page.text
    assert not house.greeted[0].has("files:write")


@pytest.mark.parametrize(
    "name",
    ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "a\x00b\ud800", "x" * 999],
)
async def test_a_workspace_s_name_is_only_ever_text(
    house: House, browser: httpx.AsyncClient, desk: TokenDesk, name: str
) -> None:
    page = await install(browser, desk, grant() | {"team": {"id": "T1", "name": name}})

    assert page.status_code == 200
    assert "<script" not in page.text
    assert "<img" not in page.text
    assert len(house.greeted[0].team_name) <= 200


@pytest.mark.parametrize(
    "odd",
    [
        {"team": None},
        {"team": {"id": "../../etc"}},
        {"team": {"id": 7}},
        {"team": "T1"},
        {"access_token": ""},
        {"access_token": None},
        {"access_token": "xoxb with space"},
        {"expires_in": 43_200},
        {"expires_in": "soon", "refresh_token": "xoxe-1"},
        {"expires_in": -5, "refresh_token": "xoxe-1"},
        {"is_enterprise_install": True},
    ],
)
async def test_a_grant_that_makes_no_sense_is_not_kept(
    house: House, browser: httpx.AsyncClient, desk: TokenDesk, odd: dict[str, object]
) -> None:
    page = await install(browser, desk, grant() | odd)

    assert page.status_code == 503
    assert not house.greeted


async def test_a_greeting_that_fails_does_not_spoil_the_installation(
    house: House, browser: httpx.AsyncClient, desk: TokenDesk, log: io.StringIO
) -> None:
    house.greeting_fails = True

    assert (await install(browser, desk, grant())).status_code == 200
    assert await house.installations.find(None, "T1") is not None
    assert "could not be greeted" in log.getvalue()
    assert "nobody opens" not in log.getvalue()


@pytest.mark.parametrize("method", ["HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
@pytest.mark.parametrize("path", ["/slack/install", "/slack/oauth_redirect"])
async def test_the_pages_answer_get_alone(
    browser: httpx.AsyncClient, path: str, method: str
) -> None:
    answer = await browser.request(method, path)

    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET"
    assert "set-cookie" not in answer.headers


async def test_no_page_and_no_log_line_shows_a_secret(
    browser: httpx.AsyncClient, desk: TokenDesk, log: io.StringIO
) -> None:
    secret = re.compile(r"xox[a-z]|the-code|the-client-secret|canary")
    rotating = grant(refresh_token="xoxe-1-canary", expires_in=LIFE)
    desk.faults.extend([None, "no pair", "html", "invalid_code"])
    pages = [await install(browser, desk, rotating) for _ in range(4)]

    assert [page.status_code for page in pages] == [200, 503, 503, 400]
    assert not any(secret.search(page.text) for page in pages)
    assert not any(secret.search(str(page.headers)) for page in pages)
    assert not secret.search(log.getvalue())
    assert CLIENT_SECRET not in repr(desk.config())
