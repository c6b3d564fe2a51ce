"""What this Slack's methods take and need: a short copy of the facts that its answers rest on.

Slack's own reference knows many more; a test compares the two where that is at hand.
"""

from __future__ import annotations

from dataclasses import dataclass

_READ = ("channels:read", "groups:read", "im:read", "mpim:read")
_HISTORY = ("channels:history", "groups:history", "im:history", "mpim:history")
_WRITE = ("channels:manage", "groups:write", "im:write", "mpim:write")


@dataclass(frozen=True)
class Method:
    """A Web API method: any of ``scopes`` will do, ``args`` are known, ``required`` end in ``!``.

    ``json``: takes a JSON body; others do not look into it. ``tier``: calls a minute by Slack's
    tiers (1, 20, 50, 100), 0 for special ones.
    """

    args: str
    scopes: tuple[str, ...] = ()
    json: bool = True
    tier: int = 0

    @property
    def known(self) -> frozenset[str]:
        """Return the names of all arguments, but for the token."""
        return frozenset(name.rstrip("!") for name in self.args.split())

    @property
    def required(self) -> tuple[str, ...]:
        """Return the names of the arguments that must be there."""
        return tuple(name[:-1] for name in self.args.split() if name.endswith("!"))


_TEXTS = "as_user attachments blocks link_names markdown_text metadata parse text"
_LOOKS = "icon_emoji icon_url username"
_PAGES = "cursor limit"

METHODS: dict[str, Method] = {
    "api.test": Method("error", tier=100),
    "apps.connections.open": Method("", tier=50),
    "apps.uninstall": Method("client_id! client_secret!", json=False, tier=1),
    "auth.revoke": Method("test", json=False, tier=50),
    "auth.test": Method(""),
    "chat.delete": Method("as_user channel! ts!", ("chat:write",), tier=50),
    "chat.getPermalink": Method("channel! message_ts!", json=False),
    "chat.postEphemeral": Method(
        f"channel! user! {_TEXTS} {_LOOKS} thread_ts", ("chat:write",), tier=100
    ),
    "chat.postMessage": Method(
        f"channel! {_TEXTS} {_LOOKS} current_draft_last_updated_ts mrkdwn reply_broadcast "
        "thread_ts unfurl_links unfurl_media",
        ("chat:write",),
    ),
    "chat.update": Method(
        f"channel! ts! {_TEXTS} unfurled_attachments reply_broadcast file_ids",
        ("chat:write",),
        tier=50,
    ),
    "conversations.history": Method(
        f"channel! {_PAGES} include_all_metadata inclusive latest oldest", _HISTORY, tier=50
    ),
    "conversations.info": Method(
        "channel! include_locale include_num_members", _READ, json=False, tier=50
    ),
    "conversations.members": Method(f"channel! {_PAGES}", _READ, json=False, tier=100),
    "conversations.open": Method("channel return_im users prevent_creation", _WRITE, tier=50),
    "dnd.info": Method("user team_id", ("dnd:read",), json=False, tier=50),
    "files.completeUploadExternal": Method(
        f"files! channel_id thread_ts channels initial_comment blocks {_LOOKS}",
        ("files:write",),
        tier=100,
    ),
    "files.getUploadURLExternal": Method(
        "length! filename! snippet_type alt_txt", ("files:write",), json=False, tier=100
    ),
    "oauth.v2.access": Method(
        "client_id client_secret code code_verifier redirect_uri grant_type refresh_token assertion",
        json=False,
    ),
    "users.conversations": Method(
        f"{_PAGES} exclude_archived exclude_muted team_id types user", _READ, json=False, tier=50
    ),
    "users.info": Method("user! include_locale", ("users:read",), json=False, tier=100),
    "users.list": Method(f"{_PAGES} include_locale team_id", ("users:read",), json=False, tier=20),
    "users.profile.get": Method(
        "user include_labels", ("users.profile:read",), json=False, tier=100
    ),
    "views.open": Method("view! trigger_id interactivity_pointer", tier=100),
    "views.publish": Method("user_id! view! hash interactivity_pointer", tier=100),
    "views.push": Method("view! trigger_id interactivity_pointer", tier=100),
    "views.update": Method("view! view_id external_id hash", tier=100),
}
