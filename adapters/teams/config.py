"""What the operator set for Teams: which app this is, and whom it may hear and speak to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Literal
from urllib.parse import urlsplit

AppType = Literal["single", "multi", "msi"]

SERVICE_HOSTS = ("smba.trafficmanager.net",)
"""Where Teams' service is. Exact names: anybody can register others under trafficmanager.net."""
OPENID_URL = "https://login.botframework.com/v1/.well-known/openidconfiguration"
LOGIN_URL = "https://login.microsoftonline.com"

_SERVICE_URL = re.compile(r"https://([a-z0-9.-]{1,253})(?:/[A-Za-z0-9._~-]*)*")
_LOOPBACK_URL = re.compile(
    r"http://(127\.0\.0\.1|localhost|\[::1\])(?::[0-9]{1,5})?(?:/[A-Za-z0-9._~-]*)*"
)
"""An address of Teams' service: what a longer grammar allows, people in front of the host, ports,
queries, escapes, only helps to mean another host than it seems to."""


class ConfigError(ValueError):
    """Teams cannot start with what is in ``field``; the text says why, to the operator."""

    def __init__(self, field: str, words: str) -> None:
        super().__init__(words)
        self.field = field


@dataclass(frozen=True, slots=True)
class TeamsConfig:
    """Settings of the Teams adapter; empty texts are settings that were not made.

    ``app_tenant`` is where the app is registered, which ``single`` and ``msi`` apps need;
    ``allowed_tenants`` are whose people it serves, all that installed it if there are none.
    ``service_hosts`` are exact names. ``dev`` lets this machine in without a token (Microsoft's
    playground), where ``listens_on`` is loopback. No secret is in the repr.
    """

    app_id: str = ""
    app_password: str = field(default="", repr=False)
    app_tenant: str = ""
    app_type: AppType = "single"
    allowed_tenants: tuple[str, ...] = ()
    service_hosts: tuple[str, ...] = SERVICE_HOSTS
    openid_url: str = OPENID_URL
    login_url: str = LOGIN_URL
    dev: bool = False
    public_url: str = ""
    listens_on: str = ""

    def check(self) -> None:
        """Raise `ConfigError`, with words for the operator, unless Teams can start with this."""
        if self.dev and not is_loopback(self.listens_on):
            raise ConfigError(
                "dev",
                "the development switch of Teams lets anybody in who can reach NetLead: it works "
                f"only where NetLead listens on 127.0.0.1, not {self.listens_on!r}",
            )
        if not self.app_id and not self.dev:
            raise ConfigError(
                "app_id", "the id of the Teams app is empty: without it anybody could be anybody"
            )
        if self.app_id and self.app_type != "msi" and not self.app_password:
            raise ConfigError(
                "app_password", "the Teams app has no password, so it could hear but never answer"
            )
        if self.app_id and self.app_type != "multi" and not self.app_tenant:
            raise ConfigError(
                "app_tenant", "a Teams app of this type needs the tenant it is registered in"
            )
        if not self.service_hosts and not self.dev:
            raise ConfigError(
                "service_hosts",
                "no host of Teams' service is allowed, so nothing could be answered",
            )

    @property
    def token_hosts(self) -> frozenset[str]:
        """Return which hosts, by name alone, may get the app's token.

        This machine's, too, where the token comes from this machine and is worth nothing outside.
        """
        own = self.dev and _LOOPBACK_URL.fullmatch(self.login_url) is not None
        return frozenset(self.service_hosts) | (_LOOPBACK if own else frozenset())

    def serves(self, url: str) -> bool:
        """Return whether ``url`` is an address of Teams' service: one that may be called at all."""
        found = _SERVICE_URL.fullmatch(url)
        if found is not None:
            return found[1] in self.service_hosts
        return self.dev and _LOOPBACK_URL.fullmatch(url) is not None

    def may_have_token(self, url: str) -> bool:
        """Return whether what is sent to ``url`` may carry the app's token."""
        return self.serves(url) and urlsplit(url).hostname in self.token_hosts


_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


def is_loopback(host: str) -> bool:
    """Return whether ``host``, a name or a number without a port, is this machine only."""
    name = host.strip().lower().removeprefix("[").removesuffix("]")
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return name == "localhost"
