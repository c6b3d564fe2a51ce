"""The settings for Slack, and whether together they make an app that can work."""

from __future__ import annotations

import re
from ipaddress import ip_address
from typing import Annotated
from urllib.parse import SplitResult, urlsplit

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings

from adapters.slack.config import SlackConfig
from adapters.slack.public_url import public_url as slacks_way_in

SLACK_SECRETS = (
    "slack_signing_secret",
    "slack_bot_token",
    "slack_app_token",
    "slack_client_secret",
)
"""Fields whose value is never shown and may come from a file."""
LONGEST_KEPT = 14
"""Days: Slack's developer policy wants everything gone within 14 business days."""
ROTATING = "xoxe."
"""How a bot token begins that ends after twelve hours."""
_BOT_TOKEN = re.compile(rf"(?:{re.escape(ROTATING)})?xoxb-[\x21-\x7e]+")
_APP_TOKEN = re.compile(r"xapp-[\x21-\x7e]+")
_CLIENT_ID = re.compile(r"[\w.-]+")


class SlackSettings(BaseSettings):
    """What an operator can set about Slack; it is on as soon as a token or client id is there."""

    slack_signing_secret: Annotated[
        SecretStr | None,
        Field(description="the signing secret on the app's page Basic Information"),
    ] = None
    slack_bot_token: Annotated[
        SecretStr | None,
        Field(description="the bot token (xoxb-…), for an app in one workspace"),
    ] = None
    slack_app_token: Annotated[
        SecretStr | None,
        Field(description="the app-level token (xapp-…), for Socket Mode"),
    ] = None
    slack_client_id: Annotated[
        str, Field(description="the client id, for an app that many workspaces install")
    ] = ""
    slack_client_secret: Annotated[
        SecretStr | None, Field(description="the client secret that goes with the client id")
    ] = None
    slack_api_url: Annotated[
        str, Field(description="where Slack's methods are, http(s)://…/api/")
    ] = "https://slack.com/api/"
    slack_authorize_url: Annotated[
        str,
        Field(description="Slack's page of consent, if it is not beside the methods"),
    ] = ""
    slack_erase_after_days: Annotated[
        int,
        Field(
            ge=0,
            le=LONGEST_KEPT,
            description=f"a whole number of days from 0 (at once) to {LONGEST_KEPT}",
        ),
    ] = 0
    public_url: Annotated[
        str,
        Field(description="the https:// address under which Slack and browsers reach NetLead"),
    ] = ""
    support: Annotated[
        str, Field(description="an address or a sentence that says where help is")
    ] = ""

    @field_validator("slack_bot_token")
    @classmethod
    def _bots(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not _BOT_TOKEN.fullmatch(value.get_secret_value()):
            raise ValueError
        return value

    @field_validator("slack_app_token")
    @classmethod
    def _apps(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not _APP_TOKEN.fullmatch(value.get_secret_value()):
            raise ValueError
        return value

    @field_validator("slack_client_id")
    @classmethod
    def _plain(cls, value: str) -> str:
        if value and not _CLIENT_ID.fullmatch(value):
            raise ValueError
        return value

    @field_validator("slack_api_url", "slack_authorize_url")
    @classmethod
    def _address(cls, value: str) -> str:
        parts = _parts(value)
        if value and not (parts and parts.scheme in ("http", "https") and parts.hostname):
            raise ValueError
        return value

    @field_validator("public_url")
    @classmethod
    def _reachable(cls, value: str) -> str:
        if not value or is_for_trying(value):
            return value.rstrip("/")
        try:
            return slacks_way_in(value)
        except ValueError as error:
            # It begins with the address, which stands in the line already.
            reason = f"it {str(error).removeprefix(ascii(value)).strip()}"
            raise ValueError(reason) from None

    @field_validator("slack_api_url")
    @classmethod
    def _folder_of_methods(cls, value: str) -> str:
        return value.rstrip("/") + "/"

    @model_validator(mode="after")
    def _whole(self) -> SlackSettings:
        wrong = self._wrong()
        if wrong:
            raise ValueError(wrong)
        return self

    def _wrong(self) -> str:
        """Return what is missing for the app to work, beginning with the variable's name."""
        client = bool(self.slack_client_id)
        if client != bool(self.slack_client_secret):
            missing = "SECRET" if client else "ID"
            return f"NETLEAD_SLACK_CLIENT_{missing}: is missing; client id and secret go together"
        if (self.slack_app_token or self.slack_signing_secret) and not self.slack_on:
            return (
                "NETLEAD_SLACK_BOT_TOKEN: is missing; give the bot token, or client id and "
                "client secret for an app that many workspaces install"
            )
        if self.slack_on and not (self.slack_signing_secret or self.slack_app_token):
            return (
                "NETLEAD_SLACK_SIGNING_SECRET: is missing; without it nothing that Slack sends "
                "can be believed (with Socket Mode, set NETLEAD_SLACK_APP_TOKEN instead)"
            )
        if client and self.slack_bot_token:
            return (
                "NETLEAD_SLACK_BOT_TOKEN: is for an app in one workspace, client id and secret "
                "are for one in many; keep one of the two"
            )
        return ""

    @property
    def slack_on(self) -> bool:
        """Whether there is an app to act as."""
        return bool(self.slack_bot_token or self.slack_client_id)

    @property
    def slack(self) -> SlackConfig | None:
        """The settings as the adapter takes them; None without Slack."""
        if not self.slack_on:
            return None
        return SlackConfig(
            signing_secret=_bare(self.slack_signing_secret),
            bot_token=_bare(self.slack_bot_token),
            app_token=_bare(self.slack_app_token),
            client_id=self.slack_client_id,
            client_secret=_bare(self.slack_client_secret),
            api_url=self.slack_api_url,
            authorize_url=self.slack_authorize_url,
            public_url=self.public_url,
            erase_after_days=self.slack_erase_after_days,
        )


def _bare(secret: SecretStr | None) -> str:
    return secret.get_secret_value() if secret else ""


def is_for_trying(address: str) -> bool:
    """Return whether a public address is this machine's own: its browser gets there, Slack does not."""
    parts = _parts(address)
    if parts is None or parts.scheme not in ("http", "https") or "@" in parts.netloc:
        return False
    if parts.path not in ("", "/") or parts.query or parts.fragment:
        return False
    try:
        return ip_address(parts.hostname or "").is_loopback
    except ValueError:
        return parts.hostname == "localhost"


def _parts(address: str) -> SplitResult | None:
    """Return the parts of an address; None for what is none."""
    try:
        parts = urlsplit(address)
        _ = parts.port  # read only when it is asked for
    except ValueError:
        return None
    return parts
