"""Slack's Web API methods, by family; `TABLE` has those that this Slack knows."""

from __future__ import annotations

from collections.abc import Callable

from tests.adapters.slack.fake.asking import Ask
from tests.adapters.slack.fake.methods import access, chat, conversations, files, people, views
from tests.adapters.slack.fake.nouns import Json

TABLE: dict[str, Callable[[Ask], Json]] = {
    "api.test": access.api_test,
    "apps.connections.open": access.connections_open,
    "apps.uninstall": access.uninstall,
    "auth.revoke": access.revoke,
    "auth.test": access.auth_test,
    "chat.delete": chat.delete,
    "chat.getPermalink": chat.permalink,
    "chat.postEphemeral": chat.post_ephemeral,
    "chat.postMessage": chat.post_message,
    "chat.update": chat.update,
    "conversations.history": conversations.history,
    "conversations.info": conversations.info,
    "conversations.members": conversations.members,
    "conversations.open": conversations.open_direct,
    "dnd.info": people.dnd_info,
    "files.completeUploadExternal": files.complete_upload,
    "files.getUploadURLExternal": files.upload_url,
    "oauth.v2.access": access.oauth_access,
    "users.conversations": conversations.of_user,
    "users.info": people.info,
    "users.list": people.everybody,
    "users.profile.get": people.profile,
    "views.open": views.open_modal,
    "views.publish": views.publish,
    "views.push": views.push,
    "views.update": views.update,
}
