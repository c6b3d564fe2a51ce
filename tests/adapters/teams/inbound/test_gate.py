"""What Teams signed comes through the gate, for the tenants that are served and to be answered there."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from adapters.teams.config import TeamsConfig
from adapters.teams.inbound.gate import Gate
from coaching.clock import StoppedClock
from tests.adapters.teams.fake.issued import SERVICE_URL, token
from tests.adapters.teams.fake.keys import signing_key
from tests.adapters.teams.inbound.activities import (
    NOW,
    TENANT,
    Sent,
    activity,
    delivered,
    invoke,
)
from tests.adapters.teams.inbound.knocking import CONFIG, Ring, a_gate, admitted, refused, status

FORGED = token(NOW, signing_key(2))
OTHER_TENANT = "99999999-9999-9999-9999-999999999999"


async def test_an_activity_comes_through_as_its_json() -> None:
    said = activity(text="é 😀 <at>Bo</at>")
    assert (await admitted(delivered(said))).activity == said


@pytest.mark.parametrize("kind", ["message", "invoke", "conversationUpdate", "neverHeardOf"])
async def test_kinds_are_for_others_to_tell_apart(kind: str) -> None:
    assert (await admitted(delivered(activity(type=kind)))).activity["type"] == kind


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH"])
async def test_anything_but_a_post_is_told_what_would_do(method: str) -> None:
    outcome = await refused(replace(delivered(activity()), method=method))
    assert (outcome.status_code, outcome.headers["allow"]) == (405, "POST")


@pytest.mark.parametrize(
    "kind",
    [None, "", "text/plain", "application/jsonp", "json", "application/x-www-form-urlencoded"],
)
async def test_what_is_not_said_to_be_json_is_refused(kind: str | None) -> None:
    assert await status(delivered(activity()).changed(content_type=kind)) == 415


@pytest.mark.parametrize("kind", ["application/json", "Application/JSON ;charset=UTF-8"])
async def test_json_may_have_parameters(kind: str) -> None:
    await admitted(delivered(activity()).changed(content_type=kind))


async def test_a_body_of_two_kinds_is_refused() -> None:
    good = delivered(activity())
    doubled = replace(good, headers=(*good.headers, (b"content-type", b"text/plain")))
    assert await status(doubled) == 415


# Where it is to be answered


@pytest.mark.parametrize(
    "url",
    [
        *("https://evil.example/", "https://smba.trafficmanager.net.evil.example/emea/"),
        *("https://evil.trafficmanager.net/", "https://smba-trafficmanager.net/"),
        *("https://xsmba.trafficmanager.net/", "https://x.smba.trafficmanager.net/emea/"),
        *("http://smba.trafficmanager.net/emea/", "ftp://smba.trafficmanager.net/"),
        *("https://smba.trafficmanager.net@evil.example/", "//smba.trafficmanager.net/"),
        *("https://user@smba.trafficmanager.net/", "https://u:p@smba.trafficmanager.net/"),
        *("https://smba.trafficmanager.net:8443/", "https://smba.trafficmanager.net:443/"),
        *("https://smba.trafficmanager.net:@evil.example/", "https://smba.trafficmanager.net./"),
        *("https://evil.example\\@smba.trafficmanager.net/", "https://SMBA.trafficmanager.net/"),
        *("https://smba.trafficmanager.net\\.evil.example/", "https://smba。trafficmanager.net/"),
        *("https://evil.example#@smba.trafficmanager.net/", "https:smba.trafficmanager.net/"),
        *("https://smba.trafficmanager.net/?x=1", "https://smba.trafficmanager.net/#x"),
        *("https://smba.trafficmanager.net/a b", "https://smba.trafficmanager.net/\r\nX: y"),
        *("https://smba.trafficmanager.net/%2e%2e/", " https://smba.trafficmanager.net/"),
        *("https://smba.trafficmanager.net/\n", "https://127.0.0.1/", "http://127.0.0.1:8080/"),
        *("https://[::1]/", "https:///emea/", "https://", "javascript:alert(1)", "smba"),
    ],
)
async def test_a_service_address_elsewhere_is_refused_even_if_it_is_signed(url: str) -> None:
    assert await status(delivered(activity(serviceUrl=url), serviceurl=url)) == 401


@pytest.mark.parametrize("path", ["", "/", "/emea/", f"/amer/{TENANT}/", "/de", "/a.b_c~d/"])
async def test_any_path_at_teams_own_host_will_do(path: str) -> None:
    url = "https://smba.trafficmanager.net" + path
    await admitted(delivered(activity(serviceUrl=url), serviceurl=url))


async def test_other_clouds_of_microsoft_are_a_matter_of_settings() -> None:
    url = "https://smba.infra.gcc.teams.microsoft.com/gcc/"
    sent = delivered(activity(serviceUrl=url), serviceurl=url)
    assert await status(sent) == 401
    config = replace(CONFIG, service_hosts=("smba.infra.gcc.teams.microsoft.com",))
    await admitted(sent, a_gate(config))
    assert await status(delivered(activity()), a_gate(config)) == 401


@pytest.mark.parametrize("url", [None, "", 1, [SERVICE_URL], {"url": SERVICE_URL}, True])
async def test_a_service_address_must_be_there(url: object) -> None:
    assert await status(delivered(activity(serviceUrl=url))) == 401
    without = activity()
    del without["serviceUrl"]
    assert await status(delivered(without)) == 401


@pytest.mark.parametrize(
    "url", [SERVICE_URL.rstrip("/"), SERVICE_URL + "x", SERVICE_URL.replace("emea", "amer")]
)
async def test_the_service_address_is_the_one_that_the_token_names(url: str) -> None:
    assert await status(delivered(activity(serviceUrl=url))) == 401


@pytest.mark.parametrize("channel", [None, "", "emulator", "webchat", "MSTEAMS", ["msteams"], 1])
async def test_only_teams_may_deliver(channel: object) -> None:
    assert await status(delivered(activity(channelId=channel))) == 401


# Whose it is


@pytest.mark.parametrize(
    "data",
    [
        *({"tenant": {"id": OTHER_TENANT}}, {"tenant": {"id": None}}, {"tenant": {}}, {}, None),
        *({"tenant": TENANT}, {"tenant": [TENANT]}, {"tenant": {"id": [TENANT]}}, [], "x", 7),
        {"tenant": {"id": f"{TENANT} "}},
    ],
)
async def test_a_tenant_that_is_not_served_is_told_all_is_well(data: object) -> None:
    gate = a_gate(replace(CONFIG, allowed_tenants=(TENANT.upper(),)))
    assert await status(delivered(activity(channelData=data)), gate) == 200
    await admitted(delivered(activity()), gate)


async def test_the_tenant_of_the_conversation_is_not_asked() -> None:
    gate = a_gate(replace(CONFIG, allowed_tenants=(OTHER_TENANT,)))
    of_another = activity()["conversation"] | {"tenantId": OTHER_TENANT}
    assert await status(delivered(activity(conversation=of_another)), gate) == 200


async def test_without_a_list_everybody_is_served_who_has_a_tenant() -> None:
    await admitted(delivered(activity(channelData={"tenant": {"id": OTHER_TENANT}})))
    assert await status(delivered(activity(channelData={}))) == 200


# Counted once


async def test_the_same_activity_has_the_same_key_however_it_is_written() -> None:
    first = await admitted(delivered(activity()))
    again = await admitted(delivered(activity(text="delivered again", timestamp=None)))
    assert first.key == again.key
    assert len(first.key) == 64


async def test_other_activities_have_other_keys() -> None:
    there = activity()["conversation"] | {"id": "a:1chat-of-bo"}
    pairs = [activity(), activity(id="1700753400001"), activity(conversation=there)]
    split = [("a:1", "23"), ("a:12", "3"), ("1:a:12", "3"), ("a:1", "2:3")]
    pairs += [activity(conversation={"id": where}, id=what) for where, what in split]
    keys = {(await admitted(delivered(data))).key for data in pairs}
    assert len(keys) == len(pairs)


@pytest.mark.parametrize("nothing", [None, "absent"])
async def test_an_activity_without_an_id_is_named_by_its_bytes(nothing: str | None) -> None:
    data = activity(id=nothing)
    if nothing:
        del data["id"]
    sent = delivered(data)
    assert (await admitted(sent)).key == hashlib.sha256(sent.body).hexdigest()


# At the developer's desk

DESK = TeamsConfig(dev=True, listens_on="127.0.0.1")
PLAYGROUND = "http://127.0.0.1:56150/_connector"


def from_playground(**changes: Any) -> Sent:  # noqa: ANN401 any header
    """Return what Microsoft's playground posts from this machine."""
    sent = delivered(activity(serviceUrl=PLAYGROUND), None)
    return replace(sent, peer="127.0.0.1").changed(**({"host": "127.0.0.1:8080"} | changes))


@pytest.mark.parametrize("url", [PLAYGROUND, "http://localhost:1/", "http://[::1]:9", SERVICE_URL])
@pytest.mark.parametrize("host", ["localhost:8080", "127.0.0.1", "[::1]:80", "[::1]"])
async def test_the_playground_comes_in_without_a_token(url: str, host: str) -> None:
    sent = replace(from_playground(host=host), body=delivered(activity(serviceUrl=url)).body)
    assert (await admitted(sent, a_gate(DESK))).activity["serviceUrl"] == url


@pytest.mark.parametrize("listening", ["0.0.0.0", "", "192.0.2.1", "netlead.example", "::"])  # noqa: S104 nothing listens
async def test_not_where_netlead_listens_to_others(listening: str) -> None:
    config = replace(DESK, listens_on=listening)
    assert await status(from_playground(), a_gate(config)) == 401
    with pytest.raises(ValueError, match=r"127\.0\.0\.1"):
        config.check()


@pytest.mark.parametrize("peer", ["203.0.113.9", "10.0.0.1", "", "::ffff:203.0.113.9", "unix:"])
async def test_not_from_another_machine(peer: str) -> None:
    assert await status(replace(from_playground(), peer=peer), a_gate(DESK)) == 401


@pytest.mark.parametrize(
    "changes",
    [
        *({"x_forwarded_for": "203.0.113.9"}, {"x_forwarded_host": "a"}, {"forwarded": "for=x"}),
        *({"via": "1.1 tunnel"}, {"x_real_ip": "1.2.3.4"}, {"host": "abc.ngrok.example"}),
        *(
            {"host": None},
            {"host": ""},
            {"host": "127.0.0.1.evil.example"},
            {"host": "x@127.0.0.1"},
        ),
    ],
)
async def test_not_through_a_tunnel_that_ends_on_this_machine(changes: dict[str, Any]) -> None:
    assert await status(from_playground(**changes), a_gate(DESK)) == 401


async def test_not_without_the_switch() -> None:
    assert await status(from_playground(), a_gate(replace(CONFIG, listens_on="127.0.0.1"))) == 401
    with pytest.raises(ValueError, match="app is empty"):
        a_gate(replace(DESK, dev=False))


async def test_the_desk_cannot_be_made_to_speak_to_others() -> None:
    for url in ("http://evil.example/", "http://127.0.0.1.evil.example/", "http://127.0.0.1@x/"):
        sent = replace(from_playground(), body=delivered(activity(serviceUrl=url)).body)
        assert await status(sent, a_gate(DESK)) == 401


async def test_a_token_that_is_shown_at_the_desk_is_checked() -> None:
    gate = a_gate(replace(DESK, app_id=CONFIG.app_id))
    await admitted(from_playground(), gate)
    assert await status(from_playground(authorization=f"Bearer {FORGED}"), gate) == 401
    good = token(NOW, serviceurl=PLAYGROUND)
    await admitted(from_playground(authorization=f"Bearer {good}"), gate)
    away = replace(from_playground(authorization=f"Bearer {good}"), peer="203.0.113.9")
    await admitted(away, gate)


# The log


async def test_the_log_says_why_and_not_what(log: io.StringIO) -> None:
    for sent in (
        delivered(activity(text=["c4n4ry"])),
        delivered(b'{"c4n4ry": 1, "c4n4ry": 1}'),
        delivered(b"c4n4ry"),
        delivered(activity(serviceUrl="https://c4n4ry.example/")),
        delivered(activity(channelData={"tenant": {"id": "c4n4ry c4n4ry"}})),
        delivered(activity(timestamp="c4n4ry")),
        delivered(activity(), "c4n4ry"),
        delivered(activity()).changed(content_type="c4n4ry/c4n4ry"),
        Sent(b"c4n4ry", method="C4N4RY"),
    ):
        await status(sent)
    assert "c4n4ry" not in log.getvalue().lower()
    assert "hidden" not in log.getvalue()
    lines = [
        dict(w.split("=", 1) for w in x.split() if "=" in w) for x in log.getvalue().splitlines()
    ]
    assert [x["status"] for x in lines] == [*["400"] * 3, "401", "200", "400", "401", "415", "405"]
    assert {(line["level"], line["platform"]) for line in lines} == {("info", "teams")}


async def test_outsiders_cannot_fill_the_log(log: io.StringIO) -> None:
    clock = StoppedClock(NOW)
    gate, sent = a_gate(clock=clock), delivered(activity(), FORGED)
    for _ in range(300):
        await status(sent, gate)
    assert log.getvalue().count("\n") == 1
    clock.set(NOW + timedelta(seconds=60))
    await status(sent, gate)
    assert log.getvalue().count("\n") == 2
    assert "count=300" in log.getvalue()


async def test_who_is_let_in_leaves_no_line(log: io.StringIO) -> None:
    await admitted(delivered(invoke("adaptiveCard/action", {})))
    assert log.getvalue() == ""


def test_without_an_app_there_is_no_gate() -> None:
    with pytest.raises(ValueError, match="app is empty"):
        Gate(TeamsConfig(), Ring(), StoppedClock(NOW))
