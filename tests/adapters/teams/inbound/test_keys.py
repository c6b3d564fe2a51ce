"""The issuer's keys, fetched by real HTTP: ahead of time, seldom, and never to anybody's harm."""

from __future__ import annotations

import asyncio
import io
import json
from collections.abc import AsyncIterator, Awaitable, Iterator
from contextlib import suppress
from datetime import timedelta
from typing import Any, TypeVar

import pytest

from adapters.teams.inbound import keys
from adapters.teams.inbound.keys import KeyCache, NoKeysError, read_keys
from adapters.transport import Pool
from coaching.clock import StoppedClock
from tests.adapters.teams.fake.keys import JWKS, OPENID, FakeIssuer, key_set, signing_key
from tests.adapters.teams.inbound.activities import NOW
from tests.bench.heart import Heart
from tests.bot.fakes import until

pytestmark = pytest.mark.usefixtures("log")

T = TypeVar("T")

OLD, NEW = signing_key(1), signing_key(2)


@pytest.fixture
def issuer() -> Iterator[FakeIssuer]:
    with FakeIssuer([OLD]) as running:
        yield running


@pytest.fixture
async def pool() -> AsyncIterator[Pool]:
    made = Pool()
    yield made
    await made.close()


class Here:
    """A cache, the clock that it looks at, and the issuer that it asks."""

    def __init__(self, issuer: FakeIssuer, pool: Pool) -> None:
        self.issuer = issuer
        self.clock = StoppedClock(NOW)
        self.cache = KeyCache(issuer.openid_url, pool, self.clock)

    def after(self, **passed: float) -> None:
        self.clock.set(self.clock.now() + timedelta(**passed))

    def has(self, kid: str) -> bool:
        return self.cache.known(kid) is not None


@pytest.fixture
def here(issuer: FakeIssuer, pool: Pool) -> Here:
    return Here(issuer, pool)


async def test_keys_are_there_before_anybody_asks(here: Here) -> None:
    running = asyncio.create_task(here.cache.run())
    await until(lambda: here.has(OLD.kid))
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
    found = here.cache.known(OLD.kid)
    assert found is not None
    assert found.public.public_numbers() == OLD.private.public_key().public_numbers()
    assert found.endorsements == {"msteams", "webchat", "directline"}
    assert here.issuer.asked == [OPENID, JWKS]


async def test_at_the_end_a_fetch_is_given_up(here: Here) -> None:
    here.issuer.delay = 0.5
    before = asyncio.all_tasks()
    running = asyncio.create_task(here.cache.run())
    await until(lambda: bool(here.issuer.asked))
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
    await until(lambda: asyncio.all_tasks() == before)
    assert not here.has(OLD.kid)


async def test_keys_are_looked_up_anew_once_a_day(here: Here) -> None:
    await here.cache.keep_fresh()
    here.issuer.rotate(2)
    here.after(hours=23, minutes=59)
    await here.cache.keep_fresh()
    assert here.has(OLD.kid)
    here.after(minutes=1)
    await here.cache.keep_fresh()
    assert here.has(NEW.kid)
    assert not here.has(OLD.kid)
    await here.cache.keep_fresh()
    assert here.issuer.fetches == 2


async def test_a_key_that_is_new_is_found_when_it_is_first_used(here: Here) -> None:
    await here.cache.keep_fresh()
    here.issuer.rotate(2)
    assert await here.cache.sought(NEW.kid) is not None
    assert here.issuer.fetches == 2


async def test_invented_key_ids_cause_a_fetch_every_five_minutes_at_most(here: Here) -> None:
    await here.cache.keep_fresh()
    for number in range(1000):
        assert await here.cache.sought(f"invented-{number}") is None
    assert here.issuer.fetches == 2
    here.after(minutes=4, seconds=59)
    assert await here.cache.sought("invented") is None
    assert here.issuer.fetches == 2
    here.after(seconds=1)
    assert await here.cache.sought("invented") is None
    assert here.issuer.fetches == 3


async def test_who_comes_together_waits_for_one_fetch(here: Here) -> None:
    here.issuer.delay = 0.1
    found = await asyncio.gather(*(here.cache.sought(OLD.kid) for _ in range(200)))
    assert all(key is not None for key in found)
    assert here.issuer.asked == [OPENID, JWKS]


async def test_who_brings_a_new_key_waits_for_the_look_that_is_under_way(here: Here) -> None:
    await here.cache.keep_fresh()
    here.issuer.rotate(2)
    here.issuer.delay = 0.1
    here.after(hours=24)
    looking = asyncio.create_task(here.cache.keep_fresh())
    await asyncio.sleep(0.02)
    assert await here.cache.sought(NEW.kid) is not None
    assert here.issuer.fetches == 2
    await looking


async def test_a_fetch_that_takes_long_is_not_waited_for_for_ever(
    here: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "WAIT_FOR", 0.1)
    await here.cache.keep_fresh()
    here.issuer.rotate(2)
    here.issuer.delay = 0.5
    assert await timed(here.cache.sought(NEW.kid), 0.4) is None
    assert here.has(OLD.kid)
    await until(lambda: here.has(NEW.kid))  # it goes on, and serves whoever comes later


async def test_an_issuer_that_never_answers_is_given_up(
    here: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "FETCH_WITHIN", 0.2)
    await here.cache.keep_fresh()
    here.issuer.delay = 1.0
    here.after(hours=24)
    await timed(here.cache.keep_fresh(), 0.6)
    assert here.has(OLD.kid)


async def test_an_outage_takes_no_keys_away(issuer: FakeIssuer, pool: Pool) -> None:
    here = Here(issuer, pool)
    await here.cache.keep_fresh()
    issuer.status = 503
    for _ in range(10):
        here.after(hours=24)
        await here.cache.keep_fresh()
    assert here.has(OLD.kid)
    assert await here.cache.sought("unknown") is None
    issuer.status = 200
    issuer.rotate(2)
    here.after(minutes=5)
    await here.cache.keep_fresh()
    assert here.has(NEW.kid)


async def test_an_outage_is_not_hammered_at(here: Here) -> None:
    await here.cache.keep_fresh()
    here.issuer.status = 503
    here.after(hours=24)
    for _ in range(60):  # five minutes of looking every five seconds
        await here.cache.keep_fresh()
        here.after(seconds=5)
    assert here.issuer.fetches == 2
    await here.cache.keep_fresh()
    assert here.issuer.fetches == 3


async def test_an_issuer_that_is_out_of_reach_from_the_start_is_tried_until_it_is_there(
    pool: Pool,
) -> None:
    issuer = FakeIssuer([OLD])
    with issuer:
        pass
    here = Here(issuer, pool)
    await here.cache.keep_fresh()
    with pytest.raises(NoKeysError):
        await here.cache.sought(OLD.kid)
    with issuer:
        with pytest.raises(NoKeysError):
            await here.cache.sought(OLD.kid)
        here.after(seconds=10)
        assert await here.cache.sought(OLD.kid) is not None


async def test_a_clock_that_was_set_back_does_not_stop_the_fetching(here: Here) -> None:
    await here.cache.keep_fresh()
    here.after(days=-400)
    here.issuer.rotate(2)
    await here.cache.keep_fresh()
    assert here.has(NEW.kid)


@pytest.mark.parametrize(
    ("path", "body"),
    [
        *((OPENID, b"{"), (OPENID, b"[]"), (OPENID, b"{}"), (OPENID, b"\xff")),
        *((OPENID, b'{"jwks_uri": 1}'), (OPENID, b'{"jwks_uri": "http://[evil"}')),
        *((OPENID, b'{"jwks_uri": "http://evil.example/keys"}'), (OPENID, b'{"jwks_uri": ""}')),
        *((OPENID, b'{"jwks_uri": "file:///etc/passwd"}'), (JWKS, b"{}"), (JWKS, b"<html>")),
        *((JWKS, b'{"keys": []}'), (JWKS, b'{"keys": {"a": 1}}'), (JWKS, b'{"keys": [null, 1]}')),
        *((JWKS, b" " * 2_000_000), (OPENID, b'{"jwks_uri": "https://127.0.0.1:1/keys"}')),
        (JWKS, b'{"keys": [{"kid": "key-1", "kty": "RSA", "n": "AQAB", "e": "AQAB"}]}'),
    ],
)
async def test_whatever_the_issuer_says_the_keys_that_are_here_stay(
    here: Here, log: io.StringIO, path: str, body: bytes
) -> None:
    await here.cache.keep_fresh()
    here.issuer.instead[path] = body
    here.after(hours=24)
    await here.cache.keep_fresh()
    assert here.issuer.fetches == 2
    assert here.has(OLD.kid)
    assert "the keys of Teams could not be fetched" in log.getvalue()


async def test_keys_without_encryption_come_from_where_the_document_is_or_not_at_all(
    here: Here,
) -> None:
    with FakeIssuer([NEW]) as elsewhere:
        document = json.dumps({"jwks_uri": elsewhere.origin + JWKS})
        here.issuer.instead[OPENID] = document.encode()
        await here.cache.keep_fresh()
        assert elsewhere.asked == []
    assert not here.has(NEW.kid)


@pytest.mark.parametrize(
    "changes",
    [
        *({"kty": "EC"}, {"kty": None}, {"n": None}, {"e": None}, {"n": 5}, {"n": "é"}, {"e": ""}),
        *({"use": "enc"}, {"alg": "HS256"}, {"alg": "RS512"}, {"kid": None}, {"kid": 1}, {"n": ""}),
    ],
)
def test_a_key_of_another_kind_is_left_out(changes: dict[str, Any]) -> None:
    found = read_keys({"keys": [OLD.entry | changes, NEW.entry]})
    assert list(found) == [NEW.kid]


@pytest.mark.parametrize("endorsements", [None, "msteams", {"msteams": 1}, [1, None], 7])
def test_endorsements_are_a_list_of_texts_or_none(endorsements: object) -> None:
    (key,) = read_keys({"keys": [OLD.entry | {"endorsements": endorsements}]}).values()
    assert key.endorsements == frozenset()


def test_a_private_key_that_was_published_by_mistake_is_read_as_its_public_half() -> None:
    (key,) = read_keys({"keys": [OLD.entry | {"d": "AQAB"}]}).values()
    assert key.public.public_numbers() == OLD.private.public_key().public_numbers()


def test_of_a_set_without_end_only_the_beginning_is_read() -> None:
    many = [OLD.entry | {"kid": str(number)} for number in range(keys.MOST_KEYS + 50)]
    assert len(read_keys({"keys": many})) == keys.MOST_KEYS


async def test_the_loop_goes_on_while_keys_are_fetched(here: Here) -> None:
    here.issuer.keys = [signing_key(number % 3) for number in range(1, 30)]
    here.issuer.instead[JWKS] = json.dumps(key_set(here.issuer.keys)).encode()
    here.issuer.delay = 0.3
    heart = Heart()
    beating = asyncio.create_task(heart.beat())
    await asyncio.sleep(0.05)
    heart.take()
    await here.cache.keep_fresh()
    await asyncio.sleep(0.01)
    assert heart.take() < 0.05
    beating.cancel()


async def timed(work: Awaitable[T], most: float) -> T:
    """Return what comes of ``work``; it must not take longer than ``most`` seconds."""
    began = asyncio.get_running_loop().time()
    found = await work
    assert asyncio.get_running_loop().time() - began < most
    return found
