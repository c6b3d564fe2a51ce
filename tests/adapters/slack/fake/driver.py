"""The people at their Slack clients, and Slack between them and the app."""

from __future__ import annotations

from collections.abc import Mapping
from types import TracebackType
from typing import Self

from tests.adapters.slack.fake import looking, payloads, verdicts
from tests.adapters.slack.fake.events import EventSide
from tests.adapters.slack.fake.forms import Value, Values, field_state, state_values
from tests.adapters.slack.fake.nouns import Channel, Ephemeral, Json, Post, User, View
from tests.adapters.slack.fake.server import FakeSlack
from tests.adapters.slack.fake.signing import Sign
from tests.adapters.slack.fake.transports import AppAnswer, HttpTransport, SocketTransport


class SlackSide(EventSide):
    """What people do in Slack, brought to the app as Slack would; an async context manager.

    ``url`` is where the app takes requests; without it everything goes over Socket Mode. Slack
    waits ``patience`` seconds for an answer and sends events again by its timetable, ``time_scale``
    times as slow. What Slack would not take about an answer stands in `complaints`. Texts are as
    they are on the wire: mentions as ``<@U…>``, ``&lt;`` for ``<``.
    """

    def __init__(
        self,
        slack: FakeSlack,
        url: str = "",
        *,
        patience: float = 3.0,
        time_scale: float = 0.0001,
    ) -> None:
        """Stand between ``slack`` and the app."""
        self.slack = slack
        self.complaints: list[str] = []
        self._http = HttpTransport(slack, url, slack.world.app.signing_secret, patience)
        transport = self._http if url else SocketTransport(slack, patience)
        super().__init__(slack.world, transport, time_scale)

    async def __aenter__(self) -> Self:
        """Begin."""
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let go of the connections."""
        await self._http.close()

    async def command(
        self, user: User, text: str = "", channel: Channel | None = None, name: str = ""
    ) -> AppAnswer:
        """Let somebody type the app's command, by default where she writes to the bot."""
        with self.world.lock:
            self._one_of_us(user)
            place = channel or self._direct(user)
            fields = payloads.command(self.world, user, place, name or self.world.app.command, text)
            path = fields["response_url"].removeprefix(self.world.base_url)
        answer = await self._transport.deliver("slash_commands", fields)
        with self.world.changed:
            verdicts.for_command(self.world, answer, self.world.response_urls[path])
        return self._judged(answer)

    async def click(
        self,
        user: User,
        shown: Post | Ephemeral | View,
        wanted: looking.Find,
        *,
        pick: Value = None,
        values: Values | None = None,
    ) -> AppAnswer:
        """Let somebody press the button (or use the menu, picking ``pick``) with that label.

        ``values`` is what she had put into the fields around it before.
        """
        with self.world.lock:
            self._can_see(user, shown)
            block, element = looking.find(shown.blocks, wanted)
            state = state_values(shown.blocks, values or {}, complete=False)
            action = _action(block, element, pick) | {"action_ts": self.world.ts()}
            payload = payloads.block_actions(self.world, user, shown, action, state)
        answer = await self._transport.deliver("interactive", payload)
        verdicts.for_interaction(answer)
        return self._judged(answer)

    async def submit(self, user: User, values: Values | None = None) -> AppAnswer:
        """Let somebody fill in the modal that she has on top, by its labels, and send it."""
        with self.world.lock:
            view = self._top(user)
            state = state_values(view.blocks, values or {}, complete=True)
            payload = payloads.view_submission(self.world, user, view, state)
        answer = await self._transport.deliver("interactive", payload)
        with self.world.changed:
            verdicts.for_submission(self.world, answer, view)
        return self._judged(answer)

    async def close(self, user: User, *, everything: bool = False) -> list[AppAnswer]:
        """Let somebody close the modal on top, or all; the app hears of those that asked for it."""
        with self.world.changed:
            top = self._top(user)
            stack = self.world.modals[user.id]
            everything = everything or bool(top.body.get("clear_on_close"))
            gone = list(reversed(stack)) if everything else [top]
            for view in gone:
                verdicts.close(self.world, view)
            told = [
                payloads.view_closed(self.world, user, view, cleared=everything)
                for view in gone
                if view.body.get("notify_on_close")
            ]
        answers = [await self._transport.deliver("interactive", payload) for payload in told]
        for answer in answers:
            verdicts.for_interaction(answer)
        return [self._judged(answer) for answer in answers]

    async def message_shortcut(self, user: User, callback_id: str, post: Post) -> AppAnswer:
        """Let somebody pick one of the app's shortcuts on a message."""
        with self.world.lock:
            self._one_of_us(user)
            payload = payloads.message_shortcut(self.world, user, callback_id, post)
        answer = await self._transport.deliver("interactive", payload)
        verdicts.for_interaction(answer)
        return self._judged(answer)

    async def global_shortcut(self, user: User, callback_id: str) -> AppAnswer:
        """Let somebody pick one of the app's shortcuts from Slack's menus."""
        with self.world.lock:
            self._one_of_us(user)
            payload = payloads.global_shortcut(self.world, user, callback_id)
        answer = await self._transport.deliver("interactive", payload)
        verdicts.for_interaction(answer)
        return self._judged(answer)

    async def raw(
        self,
        body: bytes,
        headers: Mapping[str, str] | None = None,
        *,
        sign: Sign = "good",
        method: str = "POST",
        path: str = "",
    ) -> AppAnswer:
        """Send any bytes by HTTP, signed well, badly or not at all."""
        usual = {"Content-Type": "application/json"}
        return await self._http.raw(body, usual if headers is None else headers, sign, method, path)

    def _judged(self, answer: AppAnswer) -> AppAnswer:
        self.complaints += answer.problems
        return answer

    def _one_of_us(self, user: User) -> None:
        if self.world.installed_in(user.team) is None or user.deleted:
            raise LookupError(
                "Slack offers the app's commands only to people where it is installed"
            )

    def _can_see(self, user: User, shown: Post | Ephemeral | View) -> None:
        if isinstance(shown, Post):
            if shown.deleted or user.id not in self.world.channels[shown.channel].members:
                raise LookupError("that message is not there for that person")
        elif shown.user != user.id or (isinstance(shown, Ephemeral) and shown.deleted):
            raise LookupError("nobody else sees that")

    def _top(self, user: User) -> View:
        view = self.slack.view_of(user)
        if view is None:
            raise LookupError("no modal is open")
        return view


def _action(block: Json, element: Json, pick: Value) -> Json:
    kept = ("type", "action_id", "text", "value", "style")
    action = {name: element[name] for name in kept if name in element}
    action["block_id"] = block["block_id"]
    return action if element["type"] == "button" else action | field_state(element, pick)
