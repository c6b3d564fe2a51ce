"""One place where the app is installed: plain data, and how news about it changes it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Literal

REFRESH_BEFORE = timedelta(hours=2)
"""How long before its end a token is exchanged for a new one. Slack's tokens live 12 hours."""

KEPT_AFTER_REVOCATION = timedelta(days=30)
"""How long everything is kept where the token is gone and nobody uninstalled: they may be back."""
REFUSED_FOR_GOOD = frozenset({"account_inactive", "invalid_auth", "token_revoked"})
"""Slack's words, on any call, for a token that will never do again."""

Status = Literal["active", "revoked", "removed"]
Key = tuple[str, str]
"""Organisation and workspace; one of the two may be empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """A workspace, or a whole Enterprise Grid organisation, with the app in it.

    ``enterprise_id`` is empty outside Grid, ``team_id`` for an organisation's own installation.
    ``expires_at`` is None where tokens do not rotate. ``refresh_until`` is the lease of whoever is
    exchanging the token at this moment; ``refresh_doubted``: the refresh token was sent, and nobody
    knows whether Slack took it. ``erase_at`` is when all that is kept for a lost one goes.
    """

    enterprise_id: str
    team_id: str
    team_name: str = ""
    app_id: str = ""
    bot_id: str = ""
    bot_user_id: str = ""
    installed_by: str = ""
    scopes: frozenset[str] = frozenset()
    token: str = field(default="", repr=False)
    refresh_token: str = field(default="", repr=False)
    expires_at: datetime | None = None
    installed_at: datetime = datetime(1970, 1, 1, tzinfo=UTC)
    status: Status = "active"
    erase_at: datetime | None = None
    refresh_until: datetime | None = None
    refresh_doubted: bool = False

    @property
    def key(self) -> Key:
        """Return what tells this installation from all others."""
        return self.enterprise_id, self.team_id

    @property
    def tenant(self) -> str:
        """Return the name under which the coach knows the workspace."""
        return self.team_id or self.enterprise_id

    @property
    def active(self) -> bool:
        """Whether the app may still act here."""
        return self.status == "active"

    def has(self, scope: str) -> bool:
        """Whether ``scope`` was granted."""
        return scope in self.scopes

    def expired(self, now: datetime) -> bool:
        """Whether the token is of no use any more."""
        return self.expires_at is not None and self.expires_at <= now

    def wants_refresh(self, now: datetime) -> bool:
        """Whether the token is to be exchanged now, by whoever asks.

        Not while somebody is at it. After a doubtful exchange not while the token still lives: the
        same refresh token sent twice may cost the whole installation. Once the token is dead there
        is nothing left to lose.
        """
        if not self.active or not self.refresh_token or self.expires_at is None:
            return False
        if self.refresh_until is not None and self.refresh_until > now:
            return False
        if self.refresh_doubted:
            return self.expired(now)
        return self.expires_at - now < REFRESH_BEFORE

    def begun_after(self, at: datetime) -> bool:
        """Whether what happened at ``at`` (whole seconds) was before this installation."""
        return at < self.installed_at.replace(microsecond=0)

    def removed(self, at: datetime, erase_at: datetime) -> Installation | None:
        """Return what being uninstalled at ``at`` makes of it; None where that changes nothing."""
        if self.status == "removed" or self.begun_after(at):
            return None
        return self._lost("removed", erase_at)

    def revoked(self, at: datetime, erase_at: datetime) -> Installation | None:
        """Return what losing its token at ``at`` makes of it; None where that changes nothing."""
        if not self.active or self.begun_after(at):
            return None
        return self._lost("revoked", erase_at)

    def refused(self, token: str, now: datetime) -> Installation | None:
        """Return what Slack's refusal of ``token`` makes of it; None if it goes by another now."""
        if not self.active or self.token != token:
            return None
        return self._lost("revoked", now + KEPT_AFTER_REVOCATION)

    def claimed(self, now: datetime, until: datetime) -> Installation | None:
        """Return it leased until then to who will send its refresh token; None if nobody may.

        It is in doubt from here on, until somebody knows better: who holds the lease may die.
        """
        if not self.wants_refresh(now):
            return None
        return replace(self, refresh_until=until, refresh_doubted=True)

    def renewed(self, sent: str, token: str, refresh: str, until: datetime) -> Installation | None:
        """Return it with the new pair that ``sent`` brought; None if it goes by another meanwhile."""
        if not self.active or self.refresh_token != sent:
            return None
        return replace(
            self,
            token=token,
            refresh_token=refresh,
            expires_at=until,
            refresh_until=None,
            refresh_doubted=False,
        )

    def released(self, sent: str, *, doubted: bool) -> Installation | None:
        """Return it free for another try with the refresh token ``sent``."""
        if self.refresh_token != sent:
            return None
        return replace(self, refresh_until=None, refresh_doubted=doubted)

    def _lost(self, status: Status, erase_at: datetime) -> Installation:
        # Dead tokens are not kept.
        return replace(
            self,
            status=status,
            erase_at=erase_at,
            token="",
            refresh_token="",
            expires_at=None,
            refresh_until=None,
            refresh_doubted=False,
        )
