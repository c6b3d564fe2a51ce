"""One call of a method: whose it is, what it brought, and how far it gets."""

from __future__ import annotations

from dataclasses import dataclass

from tests.adapters.slack.fake.arguments import Arguments
from tests.adapters.slack.fake.nouns import Channel, Installation, User
from tests.adapters.slack.fake.reference import METHODS
from tests.adapters.slack.fake.refusals import Refusal, invalid
from tests.adapters.slack.fake.world import World

TOKENLESS = frozenset({"api.test", "oauth.v2.access", "apps.connections.open"})
"""Methods that need no bot token; the last one has its own kind."""


@dataclass
class Ask:
    """A call that Slack has taken the token of. ``basic`` is a pair of HTTP credentials."""

    method: str
    world: World
    args: Arguments
    bearer: str
    owner: Installation | None = None
    basic: tuple[str, str] = ("", "")

    @property
    def installation(self) -> Installation:
        """Return whose token it is; `Refusal` where none was needed and none was there."""
        if self.owner is None:
            raise Refusal("not_authed")
        return self.owner

    @property
    def team(self) -> str:
        """Return the workspace in which the call is made."""
        return self.world.home_team(self.installation)

    def need(self, *scopes: str) -> None:
        """Refuse unless one of the scopes was granted."""
        granted = self.installation.scopes
        if scopes and not granted.intersection(scopes):
            raise Refusal(
                "missing_scope", needed=",".join(scopes), provided=",".join(sorted(granted))
            )

    def channel(self, name: str = "channel") -> Channel:
        """Return the channel that an argument names, if this installation can see it."""
        channel = self.world.channels.get(self.args.text(name))
        if channel is None or not self.sees(channel):
            raise Refusal("channel_not_found")
        return channel

    def sees(self, channel: Channel) -> bool:
        """Return whether the bot is in the channel, or could come in by itself."""
        bot = self.installation.bot_user
        if channel.user:
            return channel.bot == bot
        return bot in channel.members or (not channel.private and self.near(channel.team))

    def near(self, team: str) -> bool:
        """Return whether a workspace is the token's own or of the same organisation."""
        return self.world.same_company(self.team, team)

    def user(self, name: str = "user", error: str = "user_not_found") -> User:
        """Return the person that an argument names, if this installation can see her."""
        user = self.world.users.get(self.args.text(name))
        if user is None or not (self.near(user.team) or user.stranger or self.meets(user)):
            raise Refusal(error)
        return user

    def meets(self, user: User) -> bool:
        """Return whether somebody of another company shares a channel with this workspace."""
        return any(
            user.id in channel.members and channel.shared and self.near(channel.team)
            for channel in self.world.channels.values()
        )


def check_arguments(method: str, args: Arguments) -> list[str]:
    """Return the names of arguments that Slack does not know; `Refusal` if one is missing."""
    facts = METHODS[method]
    missing = [name for name in facts.required if args.get(name) in (None, "")]
    if missing:
        lines = [f"missing required field: {name}" for name in missing]
        raise invalid("invalid_arguments", lines)
    # Slack's client adds the workspace to every call of an app that serves several.
    return sorted(set(args) - facts.known - {"team_id"})
