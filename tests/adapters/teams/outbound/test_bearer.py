"""The app's token goes to Teams and to nobody else, whatever an address looks like."""

from __future__ import annotations

import asyncio
from functools import cache
from urllib.parse import urlsplit

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from yarl import URL

from adapters.teams.config import TeamsConfig
from adapters.teams.outbound.bearer import ForeignAddressError, bear
from adapters.teams.outbound.connector import Connector
from adapters.teams.outbound.pacing import Pacing
from adapters.teams.outbound.patience import ONCE
from adapters.teams.outbound.tokens import Token, Tokens
from adapters.teams.outbound.verdicts import CallError
from adapters.teams.turns import Address
from adapters.transport import Answer, Pool
from tests.adapters.teams.fake import FakeCloud
from tests.adapters.teams.outbound.wire import Wire, address_of, words

TOKEN = Token("the-token-canary", 1e9, 1e9)
HOST = "smba.trafficmanager.net"
CONFIG = TeamsConfig(app_id="a", app_password="b", app_tenant="c")

EVIL = (
    "https://evil.example/",
    "http://smba.trafficmanager.net/emea/",
    "https://smba.trafficmanager.net.evil.example/",
    "https://evil-smba.trafficmanager.net/",
    "https://evil.trafficmanager.net/",
    "https://smba.trafficmanager.net@evil.example/",
    "https://smba.trafficmanager.net:443@evil.example/",
    "https://user:pass@smba.trafficmanager.net/",
    "https://evil.example\\@smba.trafficmanager.net/",
    "https://evil.example/@smba.trafficmanager.net/",
    "https://evil.example#@smba.trafficmanager.net/",
    "https://evil.example?@smba.trafficmanager.net/",
    "https://smba.trafficmanager.net:8443/",
    "https://smba.trafficmanager.net./",
    "https://smba.trafficmanager.net%2eevil.example/",
    "https://smba.trafficmanager.net%00.evil.example/",
    "https://ѕmba.trafficmanager.net/",
    "https://smba。trafficmanager。net.evil.example/",
    "https://127.0.0.1/",
    "http://127.0.0.1:8080/",
    "http://169.254.169.254/metadata/",
    "//smba.trafficmanager.net/",
    "https:///smba.trafficmanager.net/",
    "https:smba.trafficmanager.net/",
    "ftp://smba.trafficmanager.net/",
    "https://[::ffff:127.0.0.1]/",
    "https://smba.trafficmanager.net\t.evil.example/",
    "https://smba.trafficmanager.net\n.evil.example/",
    " https://smba.trafficmanager.net/",
    "",
)


class Recorder(Pool):
    """A pool that takes down where a token would have gone, and sends nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.went: list[tuple[str, str]] = []

    async def ask(self, request: httpx.Request, within: float = 9.0) -> Answer:
        assert within
        # Which host it is, is for the one to say who will make the connection.
        host = URL(str(request.url), encoded=True).host or ""
        self.went.append((host, request.headers.get("authorization", "")))
        return Answer(200, {}, b'{"id": "1"}')


class Holder(Tokens):
    """Has a token at hand."""

    def __init__(self, pool: Pool) -> None:
        super().__init__(pool, lambda: pool.request("GET", "http://127.0.0.1:9"))

    async def token(self) -> Token:
        return TOKEN


@cache
def recorder() -> Recorder:
    """Return the one recorder: to read the world's certificates takes longer than a test."""
    return Recorder()


def sent_to(url: str, config: TeamsConfig = CONFIG) -> list[tuple[str, str]]:
    """Return which hosts got which Authorization when an address has ``url``."""
    pool = recorder()
    pool.went.clear()
    connector = Connector(config, pool, Holder(pool), Pacing())
    address = Address(tenant="t", service_url=url, conversation="a:1", scope="personal", bot="28:a")

    async def send() -> None:
        try:
            await connector.send(address, words("hello"), patience=ONCE)
        except CallError as error:
            assert error.verdict == "stop"  # noqa: PT017 either is fine

    asyncio.run(send())
    return list(pool.went)


def test_to_teams_it_goes() -> None:
    assert sent_to(f"https://{HOST}/emea/") == [(HOST, f"Bearer {TOKEN.text}")]
    assert sent_to(f"https://{HOST}") == [(HOST, f"Bearer {TOKEN.text}")]


@pytest.mark.parametrize("url", EVIL)
def test_nothing_at_all_goes_elsewhere(url: str) -> None:
    assert sent_to(url) == []


@pytest.mark.parametrize("url", EVIL)
def test_nor_does_whoever_puts_it_on_a_request_get_fooled(url: str) -> None:
    try:
        request = recorder().request("POST", url)
    except (httpx.InvalidURL, httpx.UnsupportedProtocol):
        return
    if urlsplit(str(request.url)).netloc == HOST and request.url.scheme == "https":
        return  # httpx itself understood it as Teams' address
    with pytest.raises(ForeignAddressError) as caught:
        bear(request, TOKEN, CONFIG)
    assert "authorization" not in request.headers
    assert "evil" not in str(caught.value)


pieces = st.lists(
    st.sampled_from(
        [
            *("https://", "http://", "//", "/", "\\", "@", ":", "#", "?", ".", "%", "%2f", "%40"),
            *(HOST, "evil.example", "smba", "trafficmanager.net", "127.0.0.1", "[::1]", "443"),
            *(" ", "\t", "\r\n", "\x00", "。", "ſ", "K", "xn--", "emea", "..", ";", "user", "&"),
        ]
    ),
    max_size=9,
).map("".join)
urls = st.one_of(
    pieces,
    pieces.map(lambda rest: f"https://{HOST}{rest}"),
    pieces.map(lambda rest: f"https://{rest}{HOST}/"),
    st.text(max_size=60).map(lambda rest: f"https://{HOST}{rest}"),
    st.text(max_size=60),
)


@given(urls)
def test_for_any_address_the_token_never_leaves_for_elsewhere(url: str) -> None:
    for host, authorization in sent_to(url):
        assert host == HOST
        assert authorization == f"Bearer {TOKEN.text}"


@given(urls)
def test_whatever_request_it_is_put_on_leads_to_teams_for_every_reader(url: str) -> None:
    try:
        request = recorder().request("POST", url)
        bear(request, TOKEN, CONFIG)
    except (httpx.InvalidURL, ForeignAddressError, UnicodeError, IndexError):
        return  # some addresses are too much for httpx itself
    seen = str(request.url)
    assert urlsplit(seen).netloc == HOST
    assert (URL(seen, encoded=True).host, request.url.host) == (HOST, HOST)
    assert URL(seen, encoded=True).scheme == "https"


@given(urls)
def test_for_any_address_of_a_playground_no_token_of_microsoft_s_gets_to_this_machine(
    url: str,
) -> None:
    config = TeamsConfig(
        app_id="a", app_password="b", app_tenant="c", dev=True, listens_on="127.0.0.1"
    )
    for host, authorization in sent_to(url, config):
        assert host in (HOST, "127.0.0.1", "localhost", "::1")
        assert (host == HOST) == bool(authorization)


async def test_a_listener_that_is_not_allowed_hears_nothing(wire: Wire, cloud: FakeCloud) -> None:
    chat = cloud.world.direct_chat(cloud.world.person("Ada"))
    with FakeCloud() as other:
        connector = Connector(
            cloud.config(dev=False, listens_on=""), wire.pool, wire.tokens, Pacing()
        )
        with pytest.raises(CallError) as caught:
            await connector.send(address_of(other, chat), words("hello"))
        assert caught.value.verdict == "stop"
        assert other.calls() == []
        assert other.connections == 0
