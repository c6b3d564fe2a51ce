"""How the app proves to Microsoft who it is: by its password, or by the machine it runs on."""

from __future__ import annotations

from urllib.parse import quote

import httpx

from adapters.teams.config import TeamsConfig
from adapters.transport import Pool

RESOURCE = "https://api.botframework.com"
IMDS_URL = "http://169.254.169.254"
"""Where a machine in Azure is told who it is (its instance metadata service)."""
_IMDS_VERSION = "2018-02-01"
_ANY_TENANT = "botframework.com"


def token_request(config: TeamsConfig, pool: Pool, imds_url: str = IMDS_URL) -> httpx.Request:
    """Return the question for a token of the app's.

    A ``single`` app asks the tenant in which it is registered, a ``multi`` app the Bot Framework's;
    an ``msi`` app has no password and asks ``imds_url``.
    """
    if config.app_type == "msi":
        return _by_machine(config, pool, imds_url)
    tenant = config.app_tenant if config.app_type == "single" else _ANY_TENANT
    return pool.request(
        "POST",
        f"{config.login_url.rstrip('/')}/{quote(tenant, safe='')}/oauth2/v2.0/token",
        form={
            "grant_type": "client_credentials",
            "client_id": config.app_id,
            "client_secret": config.app_password,
            "scope": f"{RESOURCE}/.default",
        },
    )


def _by_machine(config: TeamsConfig, pool: Pool, imds_url: str) -> httpx.Request:
    asked = {"api-version": _IMDS_VERSION, "resource": RESOURCE, "client_id": config.app_id}
    url = f"{imds_url.rstrip('/')}/metadata/identity/oauth2/token"
    request = pool.request("GET", url, query=asked)
    request.headers["metadata"] = "true"
    return request
