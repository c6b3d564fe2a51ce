"""The settings for Microsoft Teams, and whether together they make an app that can work."""

from __future__ import annotations

import re
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings

from adapters.teams.config import (
    LOGIN_URL,
    OPENID_URL,
    SERVICE_HOSTS,
    ConfigError,
    TeamsConfig,
    is_loopback,
)
from bot.environment import variable
from bot.slack_settings import is_for_trying

TEAMS_SECRETS = ("teams_app_password",)
"""Fields whose value is never shown and may come from a file."""
_GUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_HOST = re.compile(r"[a-z0-9][a-z0-9.-]{1,252}")


class TeamsSettings(BaseSettings):
    """What an operator can set about Teams; it is on as soon as an app id is there."""

    teams_app_id: Annotated[str, Field(description="the app id (a GUID) of the Azure Bot")] = ""
    teams_app_password: Annotated[
        SecretStr | None, Field(description="the app's client secret; none for a managed identity")
    ] = None
    teams_app_tenant: Annotated[
        str, Field(description="the tenant (a GUID) that the app is registered in")
    ] = ""
    teams_app_type: Annotated[
        Literal["single", "msi", "multi"],
        Field(
            description="single (tenant), msi (managed identity) or multi (tenant, for old bots)"
        ),
    ] = "single"
    teams_allowed_tenants: Annotated[
        str, Field(description="tenants (GUIDs) that are served, with commas between; none: all")
    ] = ""
    teams_service_hosts: Annotated[
        str, Field(description="exact names of Teams' service hosts, with commas between")
    ] = ",".join(SERVICE_HOSTS)
    teams_openid_url: Annotated[
        str, Field(description="where the keys of Microsoft's tokens are found")
    ] = OPENID_URL
    teams_login_url: Annotated[str, Field(description="where Microsoft gives tokens")] = LOGIN_URL
    teams_dev: Annotated[
        bool,
        Field(description="true or false; true lets this machine in without a token, for trying"),
    ] = False

    @field_validator("teams_app_id", "teams_app_tenant")
    @classmethod
    def _guid(cls, value: str) -> str:
        if value and not _GUID.fullmatch(value):
            raise ValueError
        return value

    @field_validator("teams_allowed_tenants")
    @classmethod
    def _guids(cls, value: str) -> str:
        # A comma alone would be no tenant, which means all of them.
        if value and not (split(value) and all(map(_GUID.fullmatch, split(value)))):
            raise ValueError
        return value

    @field_validator("teams_service_hosts")
    @classmethod
    def _hosts(cls, value: str) -> str:
        if not all(map(_HOST.fullmatch, split(value))):
            raise ValueError
        return value

    @field_validator("teams_openid_url", "teams_login_url")
    @classmethod
    def _microsofts(cls, value: str) -> str:
        if not _is_safe(value):
            reason = "it must begin with https:// (http:// does on this machine alone)"
            raise ValueError(reason)
        return value

    @property
    def teams_on(self) -> bool:
        """Whether there is an app to act as."""
        return bool(self.teams_app_id or self.teams_dev)

    def teams_wrong(self, listens_on: str, public_url: str) -> str:
        """Return what keeps Teams from starting, beginning with a variable's name; else nothing.

        ``listens_on`` is the host that the server listens on.
        """
        if not self.teams_on:
            half = self.teams_app_password or self.teams_app_tenant or self.teams_allowed_tenants
            words = f"{variable('teams_app_id')}: is missing; without it Teams is off"
            return words if half else ""
        if self.teams_dev and public_url and not is_for_trying(public_url):
            # What a proxy on this machine hands on seems to come from this machine.
            return (
                f"{variable('teams_dev')}: lets anybody in who can reach NetLead, and by "
                f"{variable('public_url')} others can; keep one of the two"
            )
        try:
            self._teams(listens_on, public_url).check()
        except ConfigError as error:
            return f"{variable('teams_' + error.field)}: {error}"
        return ""

    def teams_config(self, listens_on: str, public_url: str) -> TeamsConfig | None:
        """Return the settings as the adapter takes them; None without Teams.

        ``listens_on`` is the host that the server listens on.
        """
        return self._teams(listens_on, public_url) if self.teams_on else None

    def _teams(self, listens_on: str, public_url: str) -> TeamsConfig:
        password = self.teams_app_password
        return TeamsConfig(
            app_id=self.teams_app_id,
            app_password=password.get_secret_value() if password else "",
            app_tenant=self.teams_app_tenant,
            app_type=self.teams_app_type,
            allowed_tenants=split(self.teams_allowed_tenants),
            service_hosts=split(self.teams_service_hosts),
            openid_url=self.teams_openid_url,
            login_url=self.teams_login_url,
            dev=self.teams_dev,
            public_url=public_url,
            listens_on=listens_on,
        )


def split(text: str) -> tuple[str, ...]:
    """Return the parts of a list with commas between."""
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _is_safe(address: str) -> bool:
    """Return whether what goes to an address, such as the app's secret, is read there alone."""
    try:
        parts = urlsplit(address)
        _ = parts.port  # read only when it is asked for
    except ValueError:
        return False
    host = parts.hostname or ""
    return bool(host) and (
        parts.scheme == "https" or (parts.scheme == "http" and is_loopback(host))
    )
