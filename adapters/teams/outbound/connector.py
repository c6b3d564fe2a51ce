"""Teams' own service, called by us: post, change, take away, open a chat, ask who is in it."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from itertools import count
from time import monotonic
from typing import Any

import httpx
import structlog

from adapters.teams.config import TeamsConfig
from adapters.teams.outbound import calls
from adapters.teams.outbound.bearer import ForeignAddressError, bear
from adapters.teams.outbound.calls import Activity, Call
from adapters.teams.outbound.conversations import whole_of
from adapters.teams.outbound.members import Member, next_page, read_member, read_members
from adapters.teams.outbound.pacing import SPARED, Lane, Pacing
from adapters.teams.outbound.patience import INSISTENT, Patience
from adapters.teams.outbound.tokens import Token, Tokens
from adapters.teams.outbound.verdicts import CallError, Judgement, judge, judge_silence
from adapters.teams.turns import Address, Person
from adapters.transport import Answer, NoAnswerError, Pool

_log = structlog.get_logger()

MOST_PAGES = 20
"""Pages of members that are read: a room of more than ten thousand is not told apart by them."""


class Connector:
    """Calls the service that an address names, with the app's token, at the pace Teams allows.

    Every call raises `CallError`. How long and how often it is tried is its ``patience``: unless it
    is said, as for the answer to somebody who waits.
    """

    def __init__(
        self,
        config: TeamsConfig,
        pool: Pool,
        tokens: Tokens,
        pacing: Pacing,
        *,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        time: Callable[[], float] = monotonic,
        chance: Callable[[], float] = random.random,
    ) -> None:
        """Call over ``pool``; ``time`` counts seconds.

        ``chance`` (0 to 1) keeps many from coming back at once.
        """
        self._config = config
        self._pool = pool
        self._tokens = tokens
        self._pacing = pacing
        self._turnstile = asyncio.Lock()
        self._sleep = sleep
        self._time = time
        self._chance = chance

    async def ready(self) -> None:
        """Return once there is a token, so that what follows does not wait for one."""
        if self._config.app_id:
            await self._tokens.token()

    async def send(
        self, address: Address, activity_json: Activity, *, patience: Patience = INSISTENT
    ) -> str:
        """Post an activity; return its id, empty where Teams tells none."""
        return _id(await self._done(address, calls.posting(address, activity_json), patience))

    async def reply(
        self,
        address: Address,
        activity_id: str,
        activity_json: Activity,
        *,
        patience: Patience = INSISTENT,
    ) -> str:
        """Post an activity as a reply to another; return its id, empty where Teams tells none."""
        call = calls.posting(address, activity_json, activity_id)
        return _id(await self._done(address, call, patience))

    async def update(
        self, address: Address, activity_json: Activity, *, patience: Patience = INSISTENT
    ) -> None:
        """Put an activity in the place of the one whose ``id`` it has."""
        await self._done(address, calls.updating(address, activity_json), patience)

    async def delete(
        self, address: Address, activity_id: str, *, patience: Patience = INSISTENT
    ) -> None:
        """Take an activity away."""
        await self._done(address, calls.deleting(address, activity_id), patience)

    async def create_conversation(
        self, address: Address, person: Person, *, patience: Patience = INSISTENT
    ) -> Address:
        """Return the address of somebody's direct chat with the bot, opened if it was not.

        ``address`` says by which service and as which bot; its conversation is of no matter.
        """
        # Until it is open it is paced by whose it is.
        whose = replace(address, conversation=person.object_id or person.mri, scope="personal")
        opened = _id(await self._done(whose, calls.opening(address, person), patience))
        if not opened:
            raise CallError("create", Judgement("retry", "no conversation", 0.0, httpx.codes.OK))
        return replace(whose, conversation=opened)

    async def members(self, address: Address, *, patience: Patience = INSISTENT) -> list[Member]:
        """Return who is in a conversation; the first ten thousand."""
        found: list[Member] = []
        continued = ""
        for _ in range(MOST_PAGES):
            page = await self._done(address, calls.listing(address, continued), patience)
            found += read_members(page)
            continued = next_page(page)
            if not continued:
                break
        return found

    async def member(
        self, address: Address, user: str, *, patience: Patience = INSISTENT
    ) -> Member | None:
        """Return somebody by ``29:…`` or object id; None where Teams tells of nobody."""
        return read_member(await self._done(address, calls.looking_up(address, user), patience))

    async def _done(self, address: Address, call: Call, patience: Patience) -> Mapping[str, Any]:
        """Do ``call``, again if that is allowed; return the JSON that came back."""
        for number in count(1):
            try:
                return await self._once(address, call, patience)
            except CallError as error:
                pause = patience.pause(error.judgement, number, self._chance())
                if pause is None:
                    raise
                _log.debug(
                    "a call to Teams is made again", reason=str(error), seconds=round(pause, 1)
                )
                await self._sleep(pause)
        raise AssertionError("counting does not end")

    async def _once(self, address: Address, call: Call, patience: Patience) -> Mapping[str, Any]:
        lane = Lane(address.tenant, whole_of(address.conversation), call.kind)
        if not self._config.serves(address.service_url):
            raise _foreign(call)
        async with self._turnstile:
            # A hundred that come at once begin one by one, with everything else in between.
            await asyncio.sleep(0)
        # Microsoft's playground on this machine wants no token and gets none.
        carries = self._config.may_have_token(address.service_url)
        token = await self._tokens.token() if carries else None
        await self._take(lane, call, patience)
        answer = await self._ask(self._request(address, call, token), call, patience)
        judgement = judge(answer, telling=call.telling)
        if judgement is None:
            return answer.data or {}
        self._heed(judgement, lane, token)
        raise CallError(call.name, _softened(judgement, call))

    def _request(self, address: Address, call: Call, token: Token | None) -> httpx.Request:
        url = f"{address.service_url.rstrip('/')}/{call.path}"
        request = self._pool.request(call.method, url, json=call.body, query=call.query)
        if token is not None:
            try:
                bear(request, token, self._config)
            except ForeignAddressError as error:
                raise _foreign(call) from error
        return request

    async def _ask(self, request: httpx.Request, call: Call, patience: Patience) -> Answer:
        try:
            return await self._pool.ask(request, patience.within)
        except NoAnswerError as error:
            raise CallError(call.name, _softened(judge_silence(error), call)) from error

    async def _take(self, lane: Lane, call: Call, patience: Patience) -> None:
        """Wait for a place among the calls, for as long as ``patience`` has it."""
        until = self._time() + patience.for_a_place
        spare = 0 if patience.asked_for else SPARED
        while wait := self._pacing.take(lane, self._time(), spare=spare):
            if self._time() + wait > until:
                raise CallError(call.name, Judgement("wait", "not so fast", wait))
            await self._sleep(wait)

    def _heed(self, judgement: Judgement, lane: Lane, token: Token | None) -> None:
        if judgement.meaning == "wait":
            self._pacing.bar(lane, judgement.retry_after, self._time())
        if judgement.meaning == "token" and token is not None:
            self._tokens.refused(token)


def _softened(judgement: Judgement, call: Call) -> Judgement:
    """Return what a failure means for a call that may be repeated: doubt does not matter there."""
    doubtful = call.safe and judgement.meaning == "unsure"
    return replace(judgement, meaning="retry") if doubtful else judgement


def _foreign(call: Call) -> CallError:
    return CallError(call.name, Judgement("person", "foreign service"))


def _id(answer: Mapping[str, Any]) -> str:
    found = answer.get("id")
    return found if isinstance(found, str) else ""
