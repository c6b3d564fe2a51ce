"""Bolt, which says whose workspace a payload is from, and the one place that listens behind it.

Bolt tries listeners one after the other, and builds some thirty arguments for each that it tries.
What is to be done is decided elsewhere, by what a person says, so one middleware takes everything:
adding commands costs nothing. What comes by HTTP has gone through the gate before and is handed
over as it is by Socket Mode: parsed once, to the same place.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import structlog
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.inbound.deliveries import Delivery, Payload
from adapters.slack.inbound.reception import Reception
from adapters.slack.inbound.shaping import shaped
from adapters.slack.installs.tokens import INSTALLATION

_log = structlog.get_logger()

ANSWERED_WITHIN = 2.0
"""Seconds from a payload's arrival to its answer; with what may come on top, within 2.5 of the three
that Slack waits."""
LOOK_UP_WITHIN = 1.5
"""Seconds for finding out whose installation a payload is for, of those within which it is answered."""
_BODY, _KEY, _BY, _DOUBT = "netlead_body", "netlead_key", "netlead_by", "netlead_doubt"
"""Names under which a request's context carries what came, its name, when to be done, and trouble."""


class Switchboard:
    """Takes payloads, from either transport, and returns the answers to them."""

    def __init__(
        self, client: AsyncWebClient, authorize: AsyncAuthorize, reception: Reception
    ) -> None:
        with without_slack_environment():
            self._app = _App(
                name="netlead",
                client=client,
                authorize=Doorman(authorize),
                # Nothing gets here that the gate or Socket Mode has not vouched for.
                signing_secret="",
                request_verification_enabled=False,
                ssl_check_enabled=False,
                url_verification_enabled=False,
                ignoring_self_events_enabled=False,
                ignoring_self_assistant_message_events_enabled=False,
                attaching_function_token_enabled=False,
                attaching_conversation_kwargs_enabled=False,
                # By default Bolt looks for an answer every ten milliseconds only.
                process_before_response=True,
            )
        self._app.use(Everything(reception))

    async def dispatch(self, body: Payload, key: str) -> BoltResponse:
        """Return the answer to a payload; ``key`` is the same for the same delivery."""
        by = asyncio.get_running_loop().time() + ANSWERED_WITHIN
        request = AsyncBoltRequest(
            body=shaped(body), context={_BODY: body, _KEY: key, _BY: by}, mode="socket_mode"
        )
        return await self._app.async_dispatch(request)


@dataclass(slots=True)
class _NoClient:
    """Takes the token that Bolt gives to each request's client, and can do nothing."""

    token: str | None = None


class _App(AsyncApp):
    def _init_context(self, req: AsyncBoltRequest) -> None:
        """Leave out the web client that Bolt makes for each request: here nobody calls Slack by it.

        It takes as long as all else that Bolt does with a request. A Bolt that does not ask for
        this method makes it again.
        """
        req.context["client"] = _NoClient()


class Doorman(AsyncAuthorize):
    """Looks an installation up, in time, and lets everybody in: what to say is decided inside.

    Bolt by itself answers with an error to what came while the database or Slack is away, and
    complains to the log about every word from a workspace that has taken the app out.
    """

    def __init__(self, authorize: AsyncAuthorize) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # Bolt leaves it untyped
        self._authorize = authorize
        self._late: set[asyncio.Future[AuthorizeResult | None]] = set()

    async def __call__(
        self,
        *,
        context: AsyncBoltContext,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None,
        actor_enterprise_id: str | None = None,  # noqa: ARG002 the signature is Bolt's
        actor_team_id: str | None = None,  # noqa: ARG002 the signature is Bolt's
        actor_user_id: str | None = None,  # noqa: ARG002 the signature is Bolt's
    ) -> AuthorizeResult:
        """Have the installation put into ``context``, or there noted that nobody knows it now."""
        asking = asyncio.ensure_future(
            self._authorize(
                context=context, enterprise_id=enterprise_id, team_id=team_id, user_id=user_id
            )
        )
        # What is remembered is there after one turn of the loop, which is much the cheaper wait.
        await asyncio.sleep(0)
        if not asking.done():
            # Not `asyncio.timeout`: what has begun in the database cannot be called off.
            await asyncio.wait({asking}, timeout=LOOK_UP_WITHIN)
        if not asking.done():
            context[_DOUBT] = True
            self._late.add(asking)
            asking.add_done_callback(self._over)
            asking.cancel()
        elif error := asking.exception():
            context[_DOUBT] = True
            _log.warning("nobody can say where the app is installed", exc_info=error)
        elif found := asking.result():
            return found
        return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id)

    def _over(self, asking: asyncio.Future[AuthorizeResult | None]) -> None:
        self._late.discard(asking)
        if not asking.cancelled() and (error := asking.exception()):
            _log.warning("nobody can say where the app is installed", exc_info=error)


class Everything(AsyncMiddleware):
    """Hands every kind of payload to the reception."""

    def __init__(self, reception: Reception) -> None:
        self._reception = reception

    async def async_process(
        self,
        *,
        req: AsyncBoltRequest,
        resp: BoltResponse,  # noqa: ARG002 the signature is Bolt's
        next: Callable[[], Awaitable[BoltResponse]],  # noqa: A002, ARG002 the signature is Bolt's
    ) -> BoltResponse:
        """Answer one request."""
        context = req.context
        in_doubt = _DOUBT in context
        return await self._reception.take(
            Delivery(
                body=context[_BODY],
                key=context[_KEY],
                by=context[_BY],
                installation=None if in_doubt else context.get(INSTALLATION),
                in_doubt=in_doubt,
            )
        )


@contextmanager
def without_slack_environment() -> Iterator[None]:
    """Hide variables such as SLACK_CLIENT_ID: Bolt would make another app of ours by them."""
    hidden = {name: value for name, value in os.environ.items() if name.startswith("SLACK_")}
    for name in hidden:
        del os.environ[name]
    try:
        yield
    finally:
        os.environ.update(hidden)
