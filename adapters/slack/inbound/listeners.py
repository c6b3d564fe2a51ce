"""Bolt, which says whose workspace a payload is from, and the one place that listens behind it.

Bolt tries listeners one after the other, and builds some thirty arguments for each that it tries.
What is to be done is decided elsewhere, by what a person says, so one middleware takes everything:
adding commands costs nothing. What comes by HTTP has gone through the gate before and is handed
over as it is by Socket Mode: parsed once, to the same place.
"""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager

from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.inbound.reception import Payload, Reception, empty, shown
from adapters.slack.installs.tokens import INSTALLATION
from adapters.slack.payloads import words

NOT_INSTALLED = (
    "NetLead is not set up in this workspace any more. Ask whoever looks after your apps to "
    "install it again."
)
KEY = "netlead_key"
"""Under this name a request's context carries the name of the delivery."""


class Switchboard:
    """Takes payloads, from either transport, and returns the answers to them."""

    def __init__(
        self, client: AsyncWebClient, authorize: AsyncAuthorize, reception: Reception
    ) -> None:
        with without_slack_environment():
            self._app = AsyncApp(
                name="netlead",
                client=client,
                authorize=authorize,  # type: ignore[arg-type]  # Bolt takes an AsyncAuthorize and says so nowhere
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
                user_facing_authorize_error_message=NOT_INSTALLED,
            )
        self._app.use(Everything(reception))

    async def dispatch(self, body: Payload, key: str) -> BoltResponse:
        """Return the answer to a payload; ``key`` is the same for the same delivery."""
        request = AsyncBoltRequest(body=dict(body), context={KEY: key}, mode="socket_mode")
        return await self._app.async_dispatch(request)


class Everything(AsyncMiddleware):
    """Hands every kind of payload to the reception; what it does not know is just received."""

    def __init__(self, reception: Reception) -> None:
        self._reception = reception

    async def async_process(  # noqa: PLR0911 a return for each kind of payload
        self,
        *,
        req: AsyncBoltRequest,
        resp: BoltResponse,  # noqa: ARG002 the signature is Bolt's
        next: Callable[[], Awaitable[BoltResponse]],  # noqa: A002, ARG002 the signature is Bolt's
    ) -> BoltResponse:
        """Answer one request."""
        body, key = req.body, req.context[KEY]
        installation = req.context.get(INSTALLATION)
        kind = words(body.get("type"))
        if kind == "event_callback":
            return await self._reception.event(body, key, installation)
        if installation is None:
            return empty()
        match kind:
            case "block_actions":
                return await self._reception.action(body, key, installation)
            case "view_submission":
                return await self._reception.submission(body, key, installation)
            case "shortcut" | "message_action":
                return self._reception.shortcut(body, installation)
            case "block_suggestion":
                return shown({"options": []})
        if "command" in body:
            return await self._reception.command(body, key, installation)
        return empty()


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
