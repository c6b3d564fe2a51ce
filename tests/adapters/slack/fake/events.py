"""What happens in Slack and is told to the app as events, again and again until it is taken."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Literal

from tests.adapters.slack.fake import payloads
from tests.adapters.slack.fake.nouns import Channel, Installation, Json, Post, User
from tests.adapters.slack.fake.shapes import user_shape, view_shape
from tests.adapters.slack.fake.transports import AppAnswer, Transport
from tests.adapters.slack.fake.world import World

RETRIES = (0.0, 60.0, 300.0)
"""Seconds after which Slack sends an event that was not taken again, each time."""


@dataclass
class Delivery:
    """An event on its way: what the app said each time it was brought."""

    event_id: str
    attempts: list[AppAnswer] = field(default_factory=list)

    @property
    def accepted(self) -> bool:
        """Return whether the app took it in the end."""
        return self.attempts[-1].accepted


class EventSide:
    """Brings events to the app over ``transport``, by a timetable ``time_scale`` times as slow."""

    def __init__(self, world: World, transport: Transport, time_scale: float) -> None:
        """Tell of what happens in ``world``."""
        self.world = world
        self._transport = transport
        self._time_scale = time_scale

    async def event(
        self,
        event: Json,
        team: str,
        *,
        event_id: str = "",
        shared: bool = False,
        retries: bool = True,
    ) -> Delivery:
        """Bring one event, again and again until it is taken or Slack gives up.

        The same ``event_id`` is the same event, delivered twice.
        """
        with self.world.lock:
            body = payloads.event_callback(self.world, event, team, event_id, shared=shared)
        delivery = Delivery(body["event_id"])
        for attempt, wait in enumerate((0.0, *RETRIES) if retries else (0.0,)):
            await asyncio.sleep(wait * self._time_scale)
            reason = delivery.attempts[-1].reason if delivery.attempts else ""
            answer = await self._transport.deliver("events_api", body, attempt, reason)
            delivery.attempts.append(answer)
            if answer.accepted or answer.headers.get("x-slack-no-retry") == "1":
                break
        return delivery

    async def message(
        self, user: User, text: str, channel: Channel | None = None, *, thread_ts: str = ""
    ) -> Delivery:
        """Let somebody write to the bot directly, or in a channel that the bot is in."""
        with self.world.lock:
            place = channel or self._direct(user)
            if place.bot == "" and self._there(place.team).bot_user not in place.members:
                raise LookupError("the bot is not in that channel, so it is not told")
            post = self.world.say(user, place, text, thread_ts)
            event = payloads.message_event(self.world, post, place)
        return await self.event(event, self._seen_in(user, place), shared=place.shared)

    async def echo(self, post: Post) -> Delivery:
        """Tell the app of a message that it posted itself, as Slack does."""
        with self.world.lock:
            channel = self.world.channels[post.channel]
            event = payloads.message_event(self.world, post, channel)
            del event["client_msg_id"]
        return await self.event(event, channel.team, shared=channel.shared)

    async def mention(self, user: User, channel: Channel, text: str) -> Delivery:
        """Let somebody call the bot in a channel that it is in."""
        with self.world.lock:
            team = self._seen_in(user, channel)
            bot = self._there(team).bot_user
            if bot not in channel.members:
                raise LookupError("the bot is not in that channel, so it is not told")
            said = text if f"<@{bot}>" in text else f"<@{bot}> {text}"
            post = self.world.say(user, channel, said)
            event = payloads.message_event(self.world, post, channel) | {"type": "app_mention"}
            del event["channel_type"]
        return await self.event(event, team, shared=channel.shared)

    async def invite(self, user: User, channel: Channel) -> Delivery:
        """Let somebody bring the bot into a channel."""
        with self.world.changed:
            team = self._seen_in(user, channel)
            bot = self._there(team).bot_user
            channel.members.add(bot)
            self.world.changed.notify_all()
        event: Json = {
            "type": "member_joined_channel",
            "user": bot,
            "channel": channel.id,
            "channel_type": "G" if channel.private else "C",
            "team": team,
            "inviter": user.id,
        }
        return await self.event(event, team, shared=channel.shared)

    async def open_home(self, user: User, tab: Literal["home", "messages"] = "home") -> Delivery:
        """Let somebody look at the app's Home, or at its messages."""
        with self.world.lock:
            event: Json = {"type": "app_home_opened", "user": user.id, "tab": tab}
            event["channel"] = self._direct(user).id
            if tab == "home" and (home := self.world.homes.get(user.id)):
                event["view"] = view_shape(self.world, home)
        return await self.event(event, user.team)

    async def user_change(self, user: User, **changes: object) -> Delivery:
        """Let somebody's account change, and tell the app."""
        with self.world.lock:
            for name, value in changes.items():
                if not hasattr(user, name):
                    raise AttributeError(name)
                setattr(user, name, value)
            shape = user_shape(self.world, user, user.team)
        event: Json = {"type": "user_change", "user": shape, "cache_ts": int(self.world.now())}
        return await self.event(event, user.team)

    async def uninstall(self, team: str) -> list[Delivery]:
        """Let an admin remove the app: its tokens are dead before it hears of it."""
        with self.world.lock:
            installation = self._there(team)
            self.world.tokens.revoke(installation)
            installation.active = False
        revoked = {"oauth": [], "bot": [installation.bot_user]}
        return [
            await self.event({"type": "tokens_revoked", "tokens": revoked}, team),
            await self.event({"type": "app_uninstalled"}, team),
        ]

    def _there(self, team: str) -> Installation:
        installation = self.world.installed_in(team)
        if installation is None:
            raise LookupError("the app is not installed there")
        return installation

    def _direct(self, user: User) -> Channel:
        return self.world.direct(self._there(user.team), user.id)

    def _seen_in(self, user: User, channel: Channel) -> str:
        own = self.world.same_company(user.team, channel.team)
        return user.team if own else channel.team
