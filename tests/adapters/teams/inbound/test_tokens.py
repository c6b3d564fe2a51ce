"""Only what the Bot Framework's keys signed for this app comes through, and each other thing is 401."""

from __future__ import annotations

import base64
import io
import json
import math
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from starlette.requests import Request
from starlette.types import Message

from adapters.refusals import RefusalError
from adapters.teams.inbound import callers
from coaching.clock import StoppedClock
from tests.adapters.teams.fake.issued import (
    APP_ID,
    GOOD_FOR,
    SERVICE_URL,
    claims,
    header,
    signed,
    signed_with_public_key,
    token,
    unsigned,
)
from tests.adapters.teams.fake.keys import private_key, signing_key
from tests.adapters.teams.inbound.activities import NOW, Sent, activity, delivered
from tests.adapters.teams.inbound.knocking import CONFIG, Ring, a_gate, admitted, status

KEY = signing_key(1)
OTHER = signing_key(2)
AT = int(NOW.timestamp())
GOOD = json.dumps(claims(NOW)).encode()


def under_kid_of_key(number: int, **changes: object) -> str:
    """Return a token of another key that says that it is of `KEY`."""
    return signed(signing_key(number), header(KEY), claims(NOW, **changes))


FORGED: dict[str, Callable[[], str]] = {
    "by another key": lambda: under_kid_of_key(2),
    "by a key nobody knows": lambda: token(NOW, OTHER),
    "without a key id": lambda: signed(KEY, header(KEY, kid=None), claims(NOW)),
    "with a number for a key id": lambda: signed(KEY, header(KEY, kid=1), claims(NOW)),
    "with a list for a key id": lambda: signed(KEY, header(KEY, kid=[KEY.kid]), claims(NOW)),
    "with an empty key id": lambda: signed(KEY, header(KEY, kid=""), claims(NOW)),
    "alg none": lambda: unsigned(header(KEY, alg="none"), claims(NOW)),
    "alg none with a signature": lambda: unsigned(header(KEY, alg="none"), claims(NOW), b"x"),
    "alg None": lambda: unsigned(header(KEY, alg="None"), claims(NOW), b"x" * 256),
    "no alg": lambda: signed(KEY, header(KEY, alg=None), claims(NOW)),
    "HS256 by the public key": lambda: signed_with_public_key(KEY, claims(NOW)),
    "RS512 in the header": lambda: signed(KEY, header(KEY, alg="RS512"), claims(NOW)),
    "rs256 in small letters": lambda: signed(KEY, header(KEY, alg="rs256"), claims(NOW)),
    "PS256 in the header": lambda: signed(KEY, header(KEY, alg="PS256"), claims(NOW)),
    "no signature": lambda: unsigned(header(KEY), claims(NOW)),
    "a signature of noughts": lambda: unsigned(header(KEY), claims(NOW), bytes(256)),
    "a short signature": lambda: unsigned(header(KEY), claims(NOW), b"x"),
    "key inside": lambda: signed(OTHER, header(OTHER, kid="x", jwk=OTHER.entry), claims(NOW)),
    "key elsewhere": lambda: signed(OTHER, header(OTHER, jku="https://evil.example"), claims(NOW)),
    "critical extension": lambda: signed(KEY, header(KEY, crit=["b64"], b64=False), claims(NOW)),
    "unknown critical extension": lambda: signed(KEY, header(KEY, crit=["exp"]), claims(NOW)),
    "expired": lambda: token(NOW, nbf=AT - 7200, exp=AT - callers.LEEWAY),
    "not yet good": lambda: token(NOW, nbf=AT + callers.LEEWAY + 1, exp=AT + 7200),
    "no exp": lambda: token(NOW, exp=None),
    "no nbf": lambda: token(NOW, nbf=None),
    "exp as text": lambda: token(NOW, exp=str(AT + 3600)),
    "exp as yes": lambda: token(NOW, exp=True),
    "nbf as yes": lambda: token(NOW, nbf=True),
    "nbf as a list": lambda: token(NOW, nbf=[AT]),
    "exp endless": lambda: token(NOW, exp=math.inf),
    "exp nothing": lambda: token(NOW, exp=math.nan),
    "no issuer": lambda: token(NOW, iss=None),
    "another issuer": lambda: token(NOW, iss="https://evil.example"),
    "issuer with a slash": lambda: token(NOW, iss="https://api.botframework.com/"),
    "issuers in a list": lambda: token(NOW, iss=["https://api.botframework.com"]),
    "the issuer of emulators": lambda: token(
        NOW, iss="https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/", appid=APP_ID
    ),
    "no audience": lambda: token(NOW, aud=None),
    "another audience": lambda: token(NOW, aud="22222222-2222-2222-2222-222222222222"),
    "two audiences": lambda: token(NOW, aud=[APP_ID, "22222222-2222-2222-2222-222222222222"]),
    "audience in capitals": lambda: token(NOW, aud=APP_ID.upper()),
    "no service address": lambda: token(NOW, serviceurl=None),
    "an empty service address": lambda: token(NOW, serviceurl=""),
    "another service address": lambda: token(NOW, serviceurl=SERVICE_URL.replace("emea", "amer")),
    "a service address in a list": lambda: token(NOW, serviceurl=[SERVICE_URL]),
    "the service address under another name": lambda: token(
        NOW, serviceurl=None, serviceUrl=SERVICE_URL
    ),
    "claims twice": lambda: signed(KEY, header(KEY), b'{"aud": "x", ' + GOOD[1:]),
    "a header with a part twice": lambda: signed(
        KEY, b'{"alg": "none", "alg": "RS256", "kid": "key-1"}', claims(NOW)
    ),
    "claims that are none": lambda: signed(KEY, header(KEY), b"[]"),
    "claims that are no text": lambda: signed(KEY, header(KEY), b"\xff\xfe"),
    "claims too deep": lambda: signed(KEY, header(KEY), b'{"a":' + b"[" * 900 + b"]" * 900 + b"}"),
    "a header too deep": lambda: signed(KEY, b"[" * 5000, claims(NOW)),
    "a header that is none": lambda: signed(KEY, b"null", claims(NOW)),
    "too long": lambda: token(NOW, padding="x" * callers.LONGEST_TOKEN),
}


@pytest.mark.parametrize("how", FORGED)
async def test_a_token_that_is_not_quite_it_is_no_token(how: str) -> None:
    assert await status(delivered(activity(), FORGED[how]())) == 401


@pytest.mark.parametrize(
    "written",
    [
        *("", "{0}", "Basic {0}", "Bearer", "Bearer ", "Bearer  {0}", "Bearer {0} ", "Bearer\t{0}"),
        *("Bearer {0}.x", "Bearer .{0}", "Bearer {0}=", "Bearer {0}, Bearer {0}", "Token {0}"),
        *(
            "Bearer {1}",
            "Bearer a.b.c",
            "Bearer ..",
            "Bearer é.é.é",
            "Bearer {0}\n",
            'Bearer "{0}"',
        ),
        *("Bearer null", "Bearer {2}", "\x00Bearer {0}", "Bearer eyJ.eyJ.x"),
    ],
)
async def test_a_header_that_is_not_quite_it_is_none(written: str) -> None:
    good = token(NOW)
    line = written.format(good, good.rpartition(".")[0], good[: len(good) // 2])
    assert await status(delivered(activity()).changed(authorization=line)) == 401


async def test_the_token_is_there_once() -> None:
    good = delivered(activity())
    assert await status(good.changed(authorization=None)) == 401
    pair = next(pair for pair in good.headers if pair[0] == b"authorization")
    assert await status(replace(good, headers=(*good.headers, pair))) == 401
    foreign = (b"authorization", f"Bearer {token(NOW, OTHER)}".encode())
    assert await status(replace(good, headers=(*good.headers, foreign))) == 401


async def test_every_bit_of_a_token_counts() -> None:
    good = token(NOW)
    for at in range(0, len(good), 29):
        if good[at] != ".":
            changed = good[:at] + ("A" if good[at] != "A" else "B") + good[at + 1 :]
            assert await status(delivered(activity(), changed)) == 401
    unpadded = base64.urlsafe_b64encode(b"{}").decode()
    assert await status(delivered(activity(), f"{unpadded}.{unpadded}.{unpadded}")) == 401


async def test_what_was_signed_for_this_app_comes_through() -> None:
    assert (await admitted(delivered(activity()))).activity == activity()


async def test_the_word_before_the_token_may_be_in_small_letters() -> None:
    await admitted(delivered(activity()).changed(authorization=f"bearer {token(NOW)}"))


@pytest.mark.parametrize(
    ("nbf", "exp"),
    [(AT, AT + 1), (AT + 300, AT + 900), (AT - 900, AT - 299), (AT - 0.5, AT + 0.5)],
)
async def test_clocks_may_differ_by_five_minutes(nbf: float, exp: float) -> None:
    await admitted(delivered(activity(), nbf=nbf, exp=exp))


async def test_a_key_must_be_endorsed_for_teams() -> None:
    for endorsements in ((), ("webchat",), ("MSTEAMS",), ("msteams ",)):
        ring = Ring([signing_key(1, endorsements)])
        assert await status(delivered(activity()), a_gate(ring=ring)) == 401
    await admitted(delivered(activity()), a_gate(ring=Ring([signing_key(1, ("msteams",))])))


async def test_a_key_that_is_too_short_is_no_key() -> None:
    short = replace(signing_key(3), kid="short", private=private_key(3, 1024))
    ring = Ring([KEY, short])
    assert "short" not in ring.keys
    assert await status(delivered(activity(), token(NOW, short)), a_gate(ring=ring)) == 401


async def test_after_a_rotation_the_new_key_counts_and_the_old_one_does_not() -> None:
    ring = Ring([OTHER])
    gate = a_gate(ring=ring)
    await admitted(delivered(activity(), token(NOW, OTHER)), gate)
    assert await status(delivered(activity(), token(NOW, KEY)), gate) == 401
    assert ring.sought_ids == [KEY.kid]


async def test_while_no_key_is_known_teams_is_told_to_come_again() -> None:
    ring = Ring()
    ring.keys.clear()
    assert await status(delivered(activity()), a_gate(ring=ring)) == 503
    assert await status(delivered(activity(), "a.b.c"), a_gate(ring=ring)) == 401


async def test_a_token_of_another_time_is_not_remembered_as_good() -> None:
    clock = StoppedClock(NOW)
    gate = a_gate(clock=clock)
    sent = delivered(activity())
    await admitted(sent, gate)
    clock.set(NOW + timedelta(seconds=GOOD_FOR + callers.LEEWAY - 1))
    await admitted(sent, gate)
    clock.set(NOW + timedelta(seconds=GOOD_FOR + callers.LEEWAY))
    assert await status(sent, gate) == 401


async def test_a_token_is_checked_again_after_five_minutes_and_not_before() -> None:
    clock, ring = StoppedClock(NOW), Ring()
    gate = a_gate(ring=ring, clock=clock)
    sent = delivered(activity())
    await admitted(sent, gate)
    ring.keys.clear()
    clock.set(NOW + timedelta(seconds=callers.REMEMBERED_FOR - 1))
    await admitted(sent, gate)
    clock.set(NOW + timedelta(seconds=callers.REMEMBERED_FOR))
    assert await status(sent, gate) == 503


async def test_a_token_that_ends_sooner_is_checked_again_sooner() -> None:
    clock, ring = StoppedClock(NOW), Ring()
    gate = a_gate(ring=ring, clock=clock)
    sent = delivered(activity(), exp=AT + 60)
    await admitted(sent, gate)
    ring.keys.clear()
    clock.set(NOW + timedelta(seconds=60))
    assert await status(sent, gate) == 503


async def test_a_remembered_token_vouches_for_its_own_service_address_only() -> None:
    gate, bearer = a_gate(), token(NOW)
    await admitted(delivered(activity(), bearer), gate)
    other = SERVICE_URL.replace("emea", "amer")
    assert await status(delivered(activity(serviceUrl=other), bearer), gate) == 401


async def test_only_so_many_tokens_are_remembered_and_forged_ones_never(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(callers, "MOST_REMEMBERED", 3)
    ring = Ring()
    who = callers.Callers(APP_ID, ring, StoppedClock(NOW))
    bearers = [f"Bearer {token(NOW, number=n)}".encode() for n in range(5)]
    for bearer in bearers:
        assert await who.service_url(bearer) == SERVICE_URL
    for forged in (under_kid_of_key(2), token(NOW, aud="x")):
        with pytest.raises(RefusalError):
            await who.service_url(f"Bearer {forged}".encode())
    ring.keys.clear()
    for bearer in bearers[2:]:
        assert await who.service_url(bearer) == SERVICE_URL
    for bearer in bearers[:2]:
        with pytest.raises(RefusalError):
            await who.service_url(bearer)


async def test_nothing_is_read_of_a_body_without_a_token() -> None:
    async def never() -> Message:
        raise AssertionError("the body was asked for")

    for bearer in (None, under_kid_of_key(2)):
        scope = delivered(activity(), bearer).request().scope
        assert await status(Request(scope, never)) == 401


async def test_the_log_says_why_and_nothing_of_the_token(log: io.StringIO) -> None:
    for forge in FORGED.values():
        await status(delivered(activity(text="c4n4ry"), forge()))
    written = log.getvalue()
    for part in ("eyJ", "c4n4ry", APP_ID, "smba", "evil", KEY.kid, "hidden"):
        assert part not in written
    assert "reason=signature" in written


async def test_the_config_does_not_show_its_password() -> None:
    assert "s3cr3t" not in repr(CONFIG)


def test_requests_are_made_as_they_are_said_to_be() -> None:
    sent = Sent(b"", ((b"a", b"1"), (b"b", b"2"))).changed(a="3", b=None)
    assert sent.headers == ((b"a", b"3"),)
