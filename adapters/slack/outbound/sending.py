"""Nudges and channel posts: at the right moment, paced, and never to somebody who must not get one."""

from __future__ import annotations

import asyncio
from datetime import datetime

import structlog

from adapters.base import DeliveryError
from adapters.slack.cards import blocks
from adapters.slack.cards.blocks import Posting
from adapters.slack.installs.access import AccessError
from adapters.slack.installs.installations import Installation
from adapters.slack.installs.tokens import TokenProvider
from adapters.slack.outbound.addresses import Address, read_address
from adapters.slack.outbound.client import SlackClient
from adapters.slack.outbound.people import People
from adapters.slack.outbound.posting import Poster
from adapters.slack.outbound.regard import Regard
from adapters.slack.outbound.rooms import Rooms
from adapters.slack.verdicts import USUAL_WAIT, CallError
from coaching.clock import Clock
from coaching.messages import Card

_log = structlog.get_logger()

ASK_AGAIN = 3600.0
"""Seconds until a workspace is tried again in which the app may do nothing."""
NOT_INSTALLED = 600.0
"""Seconds until it is looked again whether the app is installed."""
MIND_WITHIN = 5.0
"""Seconds for everything before a post: with the post itself less than the outbox waits."""
_CLOSED = "channel_not_found"
_BLIND = frozenset({"missing_scope", _CLOSED})
"""Refusals of a look into a conversation that will stay."""


class Sender:
    """Sends what nobody asked for at this moment."""

    def __init__(
        self,
        client: SlackClient,
        poster: Poster,
        people: People,
        rooms: Rooms,
        tokens: TokenProvider,
        clock: Clock,
    ) -> None:
        self._client = client
        self._poster = poster
        self._regard = Regard(client, people, rooms, clock)
        self._tokens = tokens
        self._clock = clock

    async def send(self, conversation: str, card: Card, key: str) -> str | None:
        """Deliver ``card``; `DeliveryError` says what may be done if that fails.

        Returns the person's address with her direct conversation, if that was not known.
        """
        address, posting = _addressed(conversation), _made(card, key)
        installation = await self._ready(address)
        try:
            found = await self._post(installation, address, posting, key)
        except CallError as error:
            raise await self._delivery_error(installation, error) from error
        return str(found) if found != address else None

    async def delivered(self, conversation: str, key: str, since: datetime) -> bool | None:
        """Look whether the card arrived; None where Slack lets us not look."""
        address = _addressed(conversation)
        if not address.direct:
            return None
        installation = await self._installation(address.tenant)
        since = min(since, self._clock.now())
        try:
            return await self._poster.arrived(installation, address.direct, key, since)
        except CallError as error:
            if error.verdict.error in _BLIND:
                return None
            # A look that failed changes nothing about the card: it is made again later.
            raise await self._unsent(installation, error) from error

    async def _ready(self, address: Address) -> Installation:
        """Return the installation, once the place to post has been taken; `DeliveryError` if not."""
        installation = await self._installation(address.tenant)
        pacing, channel = self._client.pacing, address.channel
        now = asyncio.get_running_loop().time
        wait = pacing.unsolicited(address.tenant, channel, now())
        if wait:
            raise _wait("not so fast", wait)
        try:
            await self._mind(installation, address)
        except BaseException:
            pacing.give_back(address.tenant, channel, now())
            raise
        return installation

    async def _mind(self, installation: Installation, address: Address) -> None:
        """Raise `DeliveryError` where the card must not be sent, or not now; nothing is sent here."""
        try:
            async with asyncio.timeout(MIND_WITHIN):
                await self._mind_token(installation)
                await self._regard.mind(installation, address)
        except CallError as error:
            raise await self._unsent(installation, error) from error
        except TimeoutError as error:
            raise _wait("asking took too long", USUAL_WAIT) from error
        except DeliveryError:
            raise
        except Exception as error:
            _log.exception("a nudge's person or place could not be looked at")
            raise _wait("a look before sending failed", USUAL_WAIT) from error

    async def _mind_token(self, installation: Installation) -> None:
        # Here, because a post that waits for a token would be taken for one in doubt.
        living = await self._tokens.fresh(installation)
        if living.expired(self._clock.now()):
            raise _wait("token_expired", USUAL_WAIT)

    async def _post(
        self, installation: Installation, address: Address, posting: Posting, key: str
    ) -> Address:
        """Post, and return the address under which that went best."""
        try:
            went_to = await self._poster.post(installation, address.channel, posting, key)
        except CallError as error:
            if not address.direct or error.verdict.error != _CLOSED:
                raise
            # That conversation was another app's, which this one was before; the person is the same.
            went_to = await self._poster.post(installation, address.target, posting, key)
        return address.at(went_to)

    async def _installation(self, tenant: str) -> Installation:
        try:
            found = await self._tokens.by_tenant(tenant)
        except AccessError as error:
            raise _wait("Slack does not say whose token it is", USUAL_WAIT) from error
        except Exception as error:
            _log.warning("installations cannot be looked up", workspace=tenant, exc_info=error)
            raise _wait("the database does not answer", USUAL_WAIT) from error
        if found is None:
            # It may be installed again within the day that a nudge keeps.
            raise _wait("the app is not installed there", NOT_INSTALLED)
        return found

    async def _unsent(self, installation: Installation, error: CallError) -> DeliveryError:
        """Return what the failure of a call means that sends nothing."""
        if error.verdict.meaning == "unsure":
            return _wait(error.verdict.error, USUAL_WAIT)
        return await self._delivery_error(installation, error)

    async def _delivery_error(self, installation: Installation, error: CallError) -> DeliveryError:
        verdict = error.verdict
        reason = verdict.error
        match verdict.meaning:
            case "unsure":
                return DeliveryError(reason, verdict="unsure")
            case "wait" | "retry":
                # Slack's trouble, not the card's: it counts for nothing.
                return _wait(reason, verdict.retry_after)
            case "token":
                return _wait(reason, USUAL_WAIT)
            case "workspace":
                await self._give_up(installation, reason)
                return _wait(reason, ASK_AGAIN)
        return DeliveryError(reason, verdict="stop")

    async def _give_up(self, installation: Installation, reason: str) -> None:
        _log.warning("the app may do nothing there", workspace=installation.tenant, reason=reason)
        try:
            await self._tokens.lost(installation, reason)
        except Exception as error:  # noqa: BLE001 Slack will say it again, and it is written down then
            _log.warning("a lost token is not noted yet", exc_info=error)


def _addressed(conversation: str) -> Address:
    address = read_address(conversation)
    if address is None:
        reason = "that is no conversation of Slack's"
        raise DeliveryError(reason, verdict="stop")
    return address


def _made(card: Card, key: str) -> Posting:
    try:
        return blocks.message(card, key)
    except ValueError as error:
        _log.exception("a card cannot be made a message")
        reason = "the card does not fit"
        raise DeliveryError(reason, verdict="stop") from error


def _wait(reason: str, seconds: float) -> DeliveryError:
    return DeliveryError(reason, verdict="wait", retry_after=seconds)
