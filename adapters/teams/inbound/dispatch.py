"""botbuilder, in the one file that knows it: it makes a turn of what came and tells kinds apart.

What botbuilder would do about tokens, keys and connections is done elsewhere: its own way logs in
anew for every turn, inside the event loop. Its parser is left out as well. It takes thirty times as
long as to make an activity of parts that were checked, and what it cannot read it raises with.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from botbuilder.core import ActivityHandler, CloudAdapterBase, TurnContext
from botbuilder.schema import (
    Activity,
    ActivityTypes,
    ChannelAccount,
    ConversationAccount,
    ConversationReference,
    ResourceResponse,
)
from botframework.connector.auth import BotFrameworkAuthentication, ClaimsIdentity
from botframework.connector.auth.authenticate_request_result import AuthenticateRequestResult
from botframework.connector.auth.connector_factory import ConnectorFactory

from adapters.teams.inbound.callers import ISSUER
from adapters.teams.inbound.envelope import address_of, turn_of
from adapters.teams.inbound.gate import Admitted
from adapters.teams.inbound.parts import part, words
from adapters.teams.inbound.reading import (
    read_installation,
    read_invoke,
    read_membership,
    read_message,
)
from adapters.teams.turns import Address, Connector, Event, InvokeResponse, Reception

NOT_OURS = InvokeResponse(404)
"""The answer to what the app never offered."""

Read = Callable[[Mapping[str, Any]], Event | None]


class Delivered(Activity):
    """What was delivered, with the parts that botbuilder looks at."""

    def __init__(self, admitted: Admitted) -> None:
        found = admitted.activity
        super().__init__(
            type=found["type"],
            id=found.get("id"),
            name=words(found.get("name")),
            channel_id=found["channelId"],
            service_url=found["serviceUrl"],
            conversation=ConversationAccount(id=found["conversation"]["id"]),
            from_property=_account(found["from"]),
            recipient=_account(part(found, "recipient")),
            text=found.get("text"),
            value=found.get("value"),
            channel_data=found.get("channelData"),
            locale=words(found.get("locale")),
        )
        self.admitted = admitted


class Outgoing(Activity):
    """What is said in a turn; ``wire`` is sent as it is, botbuilder only carries it."""

    def __init__(self, wire: Mapping[str, Any]) -> None:
        super().__init__(type=words(wire.get("type")) or ActivityTypes.message, id=wire.get("id"))
        self.wire = wire

    def __deepcopy__(self, memo: dict[int, Any]) -> Outgoing:
        """Return the same once more: botbuilder copies what it carries, cards and all."""
        return Outgoing(self.wire)


class Dispatcher:
    """Takes activities from the gate to the reception."""

    def __init__(self, app_id: str, reception: Reception, connector: Connector) -> None:
        """Let ``reception`` answer in turns, and speak by ``connector``."""
        self._adapter = _Adapter(_NoLogin(), connector)
        self._handler = _Handler(reception)
        self._caller = AuthenticateRequestResult()
        self._caller.audience = ISSUER
        self._caller.claims_identity = ClaimsIdentity({"aud": app_id}, is_authenticated=True)
        self._caller.connector_factory = _Connectors(connector)

    async def dispatch(self, admitted: Admitted) -> InvokeResponse | None:
        """Return the answer to what wants one; whatever the reception raises comes through."""
        activity = Delivered(admitted)
        answer = await self._adapter.process_activity(self._caller, activity, self._handler.on_turn)
        return answer if isinstance(answer, InvokeResponse) else None


class _Handler(ActivityHandler):
    """Reads each kind of activity, and hands on what is for us."""

    def __init__(self, reception: Reception) -> None:
        self._reception = reception

    async def on_message_activity(self, turn_context: TurnContext) -> None:
        await self._take(turn_context, read_message)

    async def on_installation_update(self, turn_context: TurnContext) -> None:
        await self._take(turn_context, read_installation)

    async def on_conversation_update_activity(self, turn_context: TurnContext) -> None:
        await self._take(turn_context, read_membership)

    async def on_invoke_activity(self, turn_context: TurnContext) -> InvokeResponse:
        answer = await self._take(turn_context, read_invoke)
        return answer or NOT_OURS

    async def _take(self, context: TurnContext, read: Read) -> InvokeResponse | None:
        admitted: Admitted = context.activity.admitted
        event = read(admitted.activity)
        if event is None:
            return None
        turn = turn_of(admitted.activity, admitted.key, event)
        answer = await self._reception.take(turn, _InTurn(context))
        return answer or InvokeResponse()


class _InTurn:
    """Speaks in the conversation of a turn."""

    def __init__(self, context: TurnContext) -> None:
        self._context = context

    async def send(self, activity_json: Mapping[str, Any]) -> str:
        answer = await self._context.send_activity(Outgoing(activity_json))
        return str(answer.id)

    async def update(self, activity_json: Mapping[str, Any]) -> None:
        await self._context.update_activity(Outgoing(activity_json))

    async def delete(self, activity_id: str) -> None:
        await self._context.delete_activity(activity_id)


class _Adapter(CloudAdapterBase):
    """botbuilder's adapter with our own connector in the place of its threads and sessions."""

    def __init__(self, authentication: BotFrameworkAuthentication, connector: Connector) -> None:
        super().__init__(authentication)
        self._connector = connector

    async def send_activities(
        self, context: TurnContext, activities: list[Activity]
    ) -> list[ResourceResponse]:
        return [await self._send(context, activity) for activity in activities]

    async def update_activity(self, context: TurnContext, activity: Activity) -> ResourceResponse:
        await self._connector.update(_address(context), _wire(activity))
        return ResourceResponse(id=activity.id)

    async def delete_activity(self, context: TurnContext, reference: ConversationReference) -> None:
        await self._connector.delete(_address(context), reference.activity_id)

    async def _send(self, context: TurnContext, activity: Activity) -> ResourceResponse:
        if activity.type == ActivityTypes.invoke_response:
            context.turn_state[self._INVOKE_RESPONSE_KEY] = activity
            return ResourceResponse()
        return ResourceResponse(id=await self._connector.send(_address(context), _wire(activity)))


class _Connectors(ConnectorFactory):
    """Says that there is a connector, without which botbuilder begins no turn."""

    def __init__(self, connector: Connector) -> None:
        self._connector = connector

    async def create(self, service_url: str, audience: str) -> Connector:  # noqa: ARG002 the signature is botbuilder's
        return self._connector


class _NoLogin(BotFrameworkAuthentication):
    """Keeps botbuilder from logging in anywhere: who calls is settled before a turn begins."""

    async def authenticate_request(self, activity: Activity, auth_header: str) -> None:
        raise NotImplementedError

    async def authenticate_streaming_request(
        self, auth_header: str, channel_id_header: str
    ) -> None:
        raise NotImplementedError

    def create_connector_factory(self, claims_identity: ClaimsIdentity) -> None:
        raise NotImplementedError

    async def create_user_token_client(self, claims_identity: ClaimsIdentity) -> None:  # noqa: ARG002 the signature is botbuilder's
        return None


def _account(found: Mapping[str, Any]) -> ChannelAccount:
    return ChannelAccount(id=words(found.get("id")), name=words(found.get("name")))


def _address(context: TurnContext) -> Address:
    return address_of(context.activity.admitted.activity)


def _wire(activity: Activity) -> Mapping[str, Any]:
    """Return what is sent; of what botbuilder made by itself, as it writes it."""
    wire: Mapping[str, Any] = (
        activity.wire if isinstance(activity, Outgoing) else activity.serialize()
    )
    return wire
