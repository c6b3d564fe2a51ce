"""The token for each request, without asking Slack and mostly without asking the database."""

from __future__ import annotations

from datetime import datetime

import structlog
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_bolt.context.async_context import AsyncBoltContext

from adapters.slack.installs.installations import Installation, InstallationStore
from adapters.slack.installs.refreshing import Refresher

_log = structlog.get_logger()

INSTALLATION = "netlead_installation"
"""Under this name a request's context carries the installation that it is for."""


class TokenProvider(AsyncAuthorize):
    """Bolt's ``authorize``, and the way to a living token for everything else."""

    def __init__(
        self, installations: InstallationStore, refresher: Refresher | None = None
    ) -> None:
        """Serve ``installations``; without a ``refresher`` tokens do not rotate."""
        super().__init__()  # type: ignore[no-untyped-call]  # Bolt leaves it untyped
        self._installations = installations
        self._refresher = refresher

    async def __call__(
        self,
        *,
        context: AsyncBoltContext,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None,
        actor_enterprise_id: str | None = None,  # noqa: ARG002 the signature is Bolt's
        actor_team_id: str | None = None,  # noqa: ARG002 the signature is Bolt's
        actor_user_id: str | None = None,  # noqa: ARG002 the signature is Bolt's
    ) -> AuthorizeResult | None:
        """Return the bot's token for a request, or None where the app is not installed.

        The installation goes into the request's ``context`` for the listeners.

        A token that will end is exchanged behind the request's back; only a dead one is waited
        for, briefly.
        """
        found = await self._installations.find(enterprise_id, team_id)
        if found is None or not found.active:
            return None
        if self._refresher:
            found = await self._refresher.in_time(found)
        if not found.active:
            return None
        context[INSTALLATION] = found
        return _result(found, team_id, user_id)

    async def by_tenant(self, tenant: str) -> Installation | None:
        """Return the installation by which the coach may speak to a workspace, if there is one.

        `AccessError` while Slack cannot be asked whose the token of the settings is.
        """
        found = await self._installations.by_tenant(tenant)
        return found if found is not None and found.active else None

    async def lost(self, installation: Installation, error: str) -> None:
        """Note that Slack refused a call with the word ``error``.

        Where it means that the token is gone for good, the app stops acting in that workspace.
        """
        if await self._installations.mark_refused(installation, error):
            _log.error(
                "Slack does not take the app's token any more; it has to be installed there again, and where "
                "the settings hold the token, they need the new one",
                workspace=installation.tenant,
                reason=error,
            )

    async def fresh(self, installation: Installation) -> Installation:
        """Return the installation with a token that lives, as far as that can be had."""
        return await self._refresher.fresh(installation) if self._refresher else installation

    async def keep_alive(self, now: datetime) -> int:
        """Exchange the tokens that end soon, however quiet their workspaces; return how many."""
        return await self._refresher.keep_alive(now) if self._refresher else 0

    async def close(self) -> None:
        """Let exchanges under way come to their end: a broken-off one may cost an installation."""
        if self._refresher:
            await self._refresher.close()


def _result(
    installation: Installation, team_id: str | None, user_id: str | None
) -> AuthorizeResult:
    return AuthorizeResult(
        enterprise_id=installation.enterprise_id or None,
        # An organisation's installation serves whichever workspace the request comes from.
        team_id=installation.team_id or team_id,
        team=installation.team_name or None,
        bot_id=installation.bot_id or None,
        bot_user_id=installation.bot_user_id or None,
        bot_token=installation.token,
        bot_scopes=sorted(installation.scopes),
        user_id=user_id,
    )
