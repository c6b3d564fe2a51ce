"""Bot tokens, refresh tokens and codes: each good as long as Slack lets it be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.adapters.slack.fake.nouns import Installation, Token
from tests.adapters.slack.fake.refusals import Refusal

CODE_LIFE = 600.0
TOKEN_LIFE = 43_200
"""Twelve hours, where tokens rotate."""


@dataclass(frozen=True, kw_only=True)
class Grant:
    """What an installer allowed: where, which scopes, and who she is."""

    team: str
    org_wide: bool
    scopes: tuple[str, ...]
    installer: str


@dataclass(kw_only=True, eq=False)
class Code:
    """What an installer's browser carries to the app; exchanged once for a token."""

    text: str
    grant: Grant
    redirect_uri: str
    minted: float
    used: bool = False


@dataclass(kw_only=True, eq=False)
class Refresh:
    """A refresh token, spent by its first use."""

    text: str
    installation: Installation
    used: bool = False


class Tokens:
    """Every token that was ever issued. Not locked: callers hold the world's lock."""

    def __init__(self, mint: Callable[[str], str]) -> None:
        """Name tokens with ``mint``."""
        self._mint = mint
        self.bots: dict[str, Token] = {}
        self.refreshes: dict[str, Refresh] = {}
        self.codes: dict[str, Code] = {}

    def issue(self, installation: Installation, expires: float | None) -> Token:
        """Return a new bot token."""
        kind = "xoxb-" if expires is None else "xoxe.xoxb-1-"
        made = Token(text=self._mint(kind), installation=installation, expires=expires)
        self.bots[made.text] = made
        return made

    def issue_refresh(self, installation: Installation) -> str:
        """Return a new refresh token."""
        made = Refresh(text=self._mint("xoxe-1-"), installation=installation)
        self.refreshes[made.text] = made
        return made.text

    def issue_code(self, grant: Grant, redirect_uri: str, now: float) -> str:
        """Return a code to be exchanged within ten minutes."""
        made = Code(
            text=self._mint("code-"),
            grant=grant,
            redirect_uri=redirect_uri,
            minted=now,
        )
        self.codes[made.text] = made
        return made.text

    def check(self, bearer: str, now: float) -> Token:
        """Return the token if it is good; raise `Refusal` as Slack would."""
        if not bearer:
            raise Refusal("not_authed")
        token = self.bots.get(bearer)
        if token is None:
            raise Refusal("invalid_auth")
        if not token.installation.active:
            raise Refusal("account_inactive")
        if token.revoked:
            raise Refusal("token_revoked")
        if token.expires is not None and token.expires <= now:
            raise Refusal("token_expired")
        return token

    def use_code(self, text: str, redirect_uri: str, now: float) -> Grant:
        """Return what a code stands for, and spend it; raise `Refusal` for a bad or a used one."""
        code = self.codes.get(text)
        if code is None or code.used or code.minted + CODE_LIFE < now:
            raise Refusal("invalid_code")
        if redirect_uri != code.redirect_uri:
            raise Refusal("bad_redirect_uri")
        code.used = True
        return code.grant

    def use_refresh(self, text: str) -> Installation:
        """Return whose refresh token it is, and spend it; raise `Refusal` for a bad or a used one."""
        refresh = self.refreshes.get(text)
        if refresh is None or refresh.used or not refresh.installation.active:
            raise Refusal("invalid_refresh_token")
        refresh.used = True
        return refresh.installation

    def revoke(self, installation: Installation) -> None:
        """Take back everything that was issued for an installation."""
        for token in self.bots.values():
            if token.installation is installation:
                token.revoked = True
        for refresh in self.refreshes.values():
            if refresh.installation is installation:
                refresh.used = True
