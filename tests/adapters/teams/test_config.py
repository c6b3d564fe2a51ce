"""Which settings make an app that may start, and who may get its token."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.teams.config import SERVICE_HOSTS, TeamsConfig, is_loopback

GOOD = TeamsConfig(app_id="app", app_password="s3cr3t", app_tenant="home")
DESK = TeamsConfig(dev=True, listens_on="127.0.0.1")
ELSEWHERE = ["", "0.0.0.0", "::", "10.0.0.1", "localhost.evil.example", "127.1"]  # noqa: S104 nothing listens
AT_DESK = "http://127.0.0.1:56150/_connector"


@pytest.mark.parametrize(
    "config",
    [
        GOOD,
        replace(GOOD, app_type="multi", app_tenant=""),
        replace(GOOD, app_type="msi", app_password=""),
        replace(GOOD, dev=True, listens_on="localhost"),
        DESK,
        replace(DESK, listens_on="::1", service_hosts=()),
    ],
)
def test_an_app_that_may_start(config: TeamsConfig) -> None:
    config.check()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"app_id": ""}, "id of the Teams app is empty"),
        ({"app_password": ""}, "no password"),
        ({"app_type": "multi", "app_password": ""}, "no password"),
        ({"app_tenant": ""}, "tenant"),
        ({"app_type": "msi", "app_tenant": ""}, "tenant"),
        ({"service_hosts": ()}, "host"),
        ({"dev": True}, "127.0.0.1"),
        ({"dev": True, "listens_on": "0.0.0.0"}, "127.0.0.1"),  # noqa: S104 nothing listens
        ({"dev": True, "listens_on": "netlead.example"}, "127.0.0.1"),
    ],
)
def test_an_app_that_may_not_is_told_why(changes: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words) as refused:
        replace(GOOD, **changes).check()
    assert "s3cr3t" not in str(refused.value)


def test_nothing_that_is_shown_of_it_is_secret() -> None:
    assert "s3cr3t" not in repr(GOOD)
    assert "s3cr3t" not in str(GOOD)


def test_the_token_goes_to_teams_and_nowhere_else() -> None:
    assert GOOD.token_hosts == frozenset(SERVICE_HOSTS)
    assert GOOD.may_have_token("https://smba.trafficmanager.net/emea/")
    for url in ("https://evil.example/", "http://smba.trafficmanager.net/", AT_DESK, ""):
        assert not GOOD.may_have_token(url)


def test_a_token_of_microsofts_does_not_even_go_to_this_machine() -> None:
    desk = replace(GOOD, dev=True, listens_on="127.0.0.1")
    assert desk.serves(AT_DESK)
    assert not desk.may_have_token(AT_DESK)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]"])
def test_a_token_that_this_machine_made_up_may_stay_here(host: str) -> None:
    desk = replace(GOOD, dev=True, listens_on="127.0.0.1", login_url="http://127.0.0.1:9")
    assert desk.may_have_token(f"http://{host}:56150/_connector/")
    assert not desk.may_have_token("http://127.0.0.1.evil.example/")
    assert not replace(desk, dev=False).may_have_token(f"http://{host}:56150/_connector/")


def test_away_from_the_desk_this_machine_is_no_service() -> None:
    assert DESK.serves(AT_DESK)
    assert not GOOD.serves(AT_DESK)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.8.8.8", "::1", "[::1]", "localhost", " LocalHost"]
)
def test_this_machine(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", ELSEWHERE)
def test_other_machines(host: str) -> None:
    assert not is_loopback(host)


pieces = st.sampled_from(
    [
        *("https://", "http://", "smba.trafficmanager.net", "evil.example", "127.0.0.1", "@", ":"),
        *("/", "\\", "#", "?", "443", ".", "%2f", " ", "\n", "[::1]", "localhost", "x", "。"),
    ]
)


@given(url=st.lists(pieces, max_size=8).map("".join))
def test_whatever_an_address_is_made_of_only_teams_own_host_is_served(url: str) -> None:
    if GOOD.serves(url):
        head, _, rest = url.partition("//")
        assert head == "https:"
        assert rest.split("/")[0] in SERVICE_HOSTS
        assert GOOD.may_have_token(url)
