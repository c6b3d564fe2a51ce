"""What the operator set for Slack: which app this is, where Slack is, where NetLead is."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import urlsplit

REQUIRED_SCOPES = ("commands", "chat:write", "im:history", "users:read")
"""What NetLead asks for; without the first two it cannot do anything."""
OPTIONAL_SCOPES = (
    "app_mentions:read",
    "channels:read",
    "groups:read",
    "dnd:read",
    "files:write",
)
"""What a workspace may decline: marked as optional in the app's manifest."""

INSTALL_PATH = "/slack/install"
REDIRECT_PATH = "/slack/oauth_redirect"


@dataclass(frozen=True, slots=True)
class SlackConfig:
    """Settings of the Slack adapter; empty texts are settings that were not made.

    ``api_url`` is where Slack's methods are, so that GovSlack (``https://slack-gov.com/api/``)
    works too; ``authorize_url`` replaces the page of consent that follows from it. ``public_url``
    is the address under which the world reaches NetLead. No secret is in the repr.
    """

    signing_secret: str = field(default="", repr=False)
    bot_token: str = field(default="", repr=False)
    app_token: str = field(default="", repr=False)
    client_id: str = ""
    client_secret: str = field(default="", repr=False)
    api_url: str = "https://slack.com/api/"
    authorize_url: str = ""
    public_url: str = ""
    erase_after_days: int = 0

    @property
    def oauth(self) -> bool:
        """Whether any workspace may install the app from its install page."""
        return bool(self.client_id and self.client_secret)

    @property
    def single(self) -> bool:
        """Whether the app serves the one workspace that the bot token belongs to."""
        return bool(self.bot_token) and not self.oauth

    @property
    def origin(self) -> str:
        """Return where Slack's pages are: scheme and host of its API."""
        parts = urlsplit(self.api_url)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def authorize_page(self) -> str:
        """Return the address of Slack's page of consent."""
        return self.authorize_url or f"{self.origin}/oauth/v2/authorize"

    @property
    def redirect_uri(self) -> str:
        """Return where Slack sends a browser after consent; empty: where the app's manifest says."""
        return self.public_url.rstrip("/") + REDIRECT_PATH if self.public_url else ""

    @property
    def cookie_path(self) -> str:
        """Return the path of the install pages as browsers see it, for their cookie."""
        return urlsplit(self.redirect_uri or REDIRECT_PATH).path.rpartition("/")[0]

    @property
    def erase_after(self) -> timedelta:
        """Return how long everything of a workspace is kept after the app was taken out of it."""
        return timedelta(days=self.erase_after_days)
