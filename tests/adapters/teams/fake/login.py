"""Microsoft's token service: for apps with a password, and for machines that need none."""

from __future__ import annotations

from collections.abc import Mapping

from tests.adapters.teams.fake.nouns import Json
from tests.adapters.teams.fake.refusals import Refusal
from tests.adapters.teams.fake.world import World

SCOPE = "https://api.botframework.com/.default"
RESOURCE = "https://api.botframework.com"


class LoginRefusal(Refusal):
    """No token; the body is as that service has it."""

    def __init__(self, status: int, error: str, number: int) -> None:
        super().__init__(status, error)
        self._number = number

    @property
    def body(self) -> Json:
        """Return the JSON that goes with it."""
        told = f"AADSTS{self._number}: Invalid client secret provided. Trace ID: canary-trace"
        return {"error": self.code, "error_description": told, "error_codes": [self._number]}


def by_password(world: World, tenant: str, form: Mapping[str, str]) -> Json:
    """Return a token for an app that knows its password."""
    app = world.app
    if form.get("grant_type") != "client_credentials" or form.get("scope") != SCOPE:
        raise LoginRefusal(400, "invalid_request", 900144)
    if tenant not in (app.tenant, "botframework.com"):
        raise LoginRefusal(400, "invalid_request", 90002)
    if form.get("client_id") != app.id:
        raise LoginRefusal(400, "unauthorized_client", 700016)
    if form.get("client_secret") != app.password:
        raise LoginRefusal(401, "invalid_client", 7000215)
    life = int(world.token_life)
    return {
        "token_type": "Bearer",
        "expires_in": life,
        "ext_expires_in": life,
        "access_token": world.issue(),
    }


def by_machine(world: World, query: Mapping[str, str], headers: Mapping[str, str]) -> Json:
    """Return a token for whoever asks from the machine itself: its numbers are texts."""
    if headers.get("metadata") != "true" or "x-forwarded-for" in headers:
        raise LoginRefusal(400, "bad_request", 0)
    if query.get("resource") != RESOURCE or query.get("api-version") != "2018-02-01":
        raise LoginRefusal(400, "invalid_resource", 0)
    if query.get("client_id") != world.app.id:
        raise LoginRefusal(400, "invalid_request", 0)
    life = int(world.token_life)
    return {
        "access_token": world.issue(),
        "expires_in": str(life),
        "expires_on": str(int(world.now()) + life),
        "resource": RESOURCE,
        "token_type": "Bearer",
    }
