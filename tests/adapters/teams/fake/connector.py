"""Teams' connector: conversations, messages, members; it refuses what Teams refuses."""

from __future__ import annotations

import json

from tests.adapters.teams.fake.limits import Limits
from tests.adapters.teams.fake.nouns import Call, Conversation, Json, Person, Post
from tests.adapters.teams.fake.refusals import Refusal, closed, unauthorised
from tests.adapters.teams.fake.world import Record, World

MOST_BYTES = 100 * 1024
"""Bytes of an activity in UTF-16."""
THREAD = ";messageid="


class Connector:
    """Does what the bot asks for."""

    def __init__(self, world: World, limits: Limits, record: Record) -> None:
        """Answer for ``world``."""
        self._world = world
        self._limits = limits
        self._record = record

    def done(self, call: Call, parts: list[str], query: dict[str, str]) -> Json:
        """Return the answer to a call whose path below ``v3/conversations`` is ``parts``."""
        with self._world.changed:
            if not self._world.takes(call.bearer):
                raise unauthorised()
            if not self._world.app.registered:
                raise closed("BotNotRegistered")
            found = self._done(call, parts, query)
            self._world.changed.notify_all()
            return found

    def _done(self, call: Call, parts: list[str], query: dict[str, str]) -> Json:
        if call.name == "create":
            return self._create(call.body)
        room, thread = self._conversation(parts[0])
        reading = call.name in ("members", "member")
        self._limits.take(room.tenant, room.id, self._world.now(), reading=reading)
        if call.name == "members":
            return self._members(room, query)
        if call.name == "member":
            return _shown(self._member(room, parts[2]))
        if call.name in ("send", "reply"):
            self._check(room)
            return self._post(call, room, thread, parts[2] if len(parts) > 2 else "")
        return self._change(call, room, parts[2])

    def _create(self, body: Json) -> Json:
        tenant = body.get("channelData", {}).get("tenant", {}).get("id", "")
        members = body.get("members") or [{}]
        if body.get("bot", {}).get("id") != self._world.app.bot or body.get("isGroup"):
            raise Refusal(400, "BadArgument", "Bad bot or a group.")
        person = self._world.who(str(members[0].get("id", "")), tenant)
        if person is None or len(members) != 1:
            raise Refusal(400, "BadSyntax", "Bad format of conversation ID or member.")
        self._limits.take(tenant, person.object_id, self._world.now())
        if not person.installed:
            raise closed("BotNotInConversationRoster")
        return {"id": self._world.direct_chat(person).id}

    def _conversation(self, name: str) -> tuple[Conversation, str]:
        room, _, thread = name.partition(THREAD)
        found = self._world.conversations.get(room)
        if found is None or (thread and found.scope != "channel"):
            raise closed("ConversationNotFound")
        return found, thread

    def _check(self, room: Conversation) -> None:
        if room.tenant in self._world.disabled:
            raise closed("BotDisabledByAdmin")
        if room.closed:
            raise closed(room.closed)
        if room.scope == "personal":
            person = room.members[0]
            if person.blocked:
                raise closed("ConversationBlockedByUser")
            if not person.installed:
                raise closed("BotNotInConversationRoster")

    def _post(self, call: Call, room: Conversation, thread: str, reply_to: str) -> Json:
        activity = _checked(call.body)
        post = Post(
            id=self._world.mint(),
            conversation=room,
            activity=activity,
            thread=thread or reply_to,
            reply_to=reply_to,
        )
        self._world.keep(post)
        if activity.get("text") and activity.get("attachments"):
            self._record.violations.append("a text with attachments: two messages without an id")
            return {}
        return {"id": post.id}

    def _change(self, call: Call, room: Conversation, number: str) -> Json:
        post = self._world.posts.get(number)
        if post is None or post.conversation is not room or post.deleted:
            raise Refusal(404, "ActivityNotFoundInConversation")
        if call.name == "delete":
            post.deleted = True
            return {}
        post.versions.append(post.activity)
        post.activity = _checked(call.body)
        return {"id": post.id}

    def _members(self, room: Conversation, query: dict[str, str]) -> Json:
        size = int(query.get("pageSize", "0"))
        if not 50 <= size <= 500:
            raise Refusal(400, "BadArgument", "pageSize")
        start = int(query.get("continuationToken", "0"))
        page = [_shown(person) for person in room.members[start : start + size]]
        more = start + size < len(room.members)
        return {"members": page} | ({"continuationToken": str(start + size)} if more else {})

    def _member(self, room: Conversation, user: str) -> Person:
        for person in room.members:
            if user in (person.mri, person.object_id):
                return person
        raise Refusal(404, "MemberNotFoundInConversation")


def _checked(activity: Json) -> Json:
    if len(json.dumps(activity, ensure_ascii=False).encode("utf-16-le")) > MOST_BYTES:
        raise Refusal(413, "MessageSizeTooBig")
    if not activity.get("type"):
        raise Refusal(400, "BadSyntax", "Activity type is missing.")
    return activity


def _shown(person: Person) -> Json:
    return {
        "id": person.mri,
        "name": person.name,
        "objectId": person.object_id,
        "aadObjectId": person.object_id,
        "email": f"{person.name.split()[0].lower()}@canary.example",
        "tenantId": person.home,
        "userRole": person.role,
    }
