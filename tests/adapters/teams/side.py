"""The people at their Teams clients: what they do reaches the bot as Teams would deliver it.

A card that was pressed by ``Action.Execute`` is replaced for whoever pressed it, as clients do::

    await side.say(ada, "met Bo: tea")
    (post,) = await cloud.until(lambda: cloud.posts_to(ada))
    await side.press(ada, post, "Undo")
    assert "Taken back" in side.sees(ada, post)
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx

from coaching.clock import SystemClock
from tests.adapters.teams import seen
from tests.adapters.teams.fake import FakeCloud
from tests.adapters.teams.fake.issued import token
from tests.adapters.teams.fake.nouns import Conversation, Person, Post

Json = dict[str, Any]
CARD = "application/vnd.microsoft.card.adaptive"


@dataclass
class Side:
    """Everybody's clients. ``complaints`` are answers that a client would show as an error."""

    cloud: FakeCloud
    url: str
    complaints: list[str] = field(default_factory=list)
    _shown: dict[tuple[str, str], Json] = field(default_factory=dict)

    # What people do

    async def install(self, person: Person, place: Conversation | None = None) -> None:
        """Add the app, for oneself or to a room: two activities come at once."""
        person.installed = person.installed or place is None
        where = place or self.cloud.world.direct_chat(person)
        nameless = {"id": person.mri, "aadObjectId": person.object_id}
        both = [person, None] if place is None else [None]
        added = [{"id": who.mri if who else self.cloud.world.app.bot} for who in both]
        await self.deliver(
            self.activity(person, where, type="conversationUpdate", membersAdded=added)
        )
        about = {"type": "installationUpdate", "action": "add", "localTimezone": None}
        await self.deliver(self.activity(person, where, **about, **{"from": nameless}))

    async def uninstall(self, person: Person, place: Conversation | None = None) -> None:
        """Take the app out."""
        where = place or self.cloud.world.direct_chat(person)
        about = {"type": "installationUpdate", "action": "remove"}
        await self.deliver(self.activity(person, where, **about))

    async def say(
        self,
        person: Person,
        text: str,
        room: Conversation | None = None,
        mentions: Sequence[Person] = (),
        **changes: Any,  # noqa: ANN401 any JSON
    ) -> Json:
        """Type ``text``; in a room the bot is mentioned first. Names in braces become mentions."""
        where = room or self.cloud.world.direct_chat(person)
        entities = []
        if room is not None:
            text = f"<at>{self.cloud.world.app.name}</at>&nbsp;{text}"
            entities.append(_mention(self.cloud.world.app.bot, self.cloud.world.app.name))
        for who in mentions:
            text = text.replace(f"{{{who.name}}}", f"<at>{who.name}</at>", 1)
            entities.append(_mention(who.mri, who.name))
        made = self.activity(person, where, text=text, **changes)
        made["entities"] += entities
        await self.deliver(made)
        return made

    async def press(
        self,
        person: Person,
        post: Post,
        label: str,
        *,
        old: bool = False,
        **filled: str,
    ) -> Json:
        """Press a button, with inputs filled in by their labels; an ``old`` client only submits."""
        card = self.card_of(person, post)
        button = _button(card, label)
        if old:
            button = button["fallback"]
        value = seen.pressed(button, **_values(card, filled))
        if button["type"] == "Action.Submit":
            change = {"text": None, "value": value, "replyToId": post.id}
            await self.deliver(self.activity(person, post.conversation, **change))
            return {}
        answer = await self.invoke(
            person, post.conversation, "adaptiveCard/action", value, replyToId=post.id
        )
        if answer.get("type") == CARD:
            self._shown[(person.mri, post.id)] = answer["value"]
        return answer

    async def act(
        self,
        person: Person,
        command: str,
        author: Person | None,
        text: str = "",
        place: Conversation | None = None,
    ) -> Json:
        """Pick an action on a message of ``author``'s (None: of an app's); return the dialog."""
        user = author and {"id": author.object_id, "displayName": author.name}
        payload = {
            "id": "1700000000001",
            "linkToMessage": "https://teams.microsoft.com/l/message/1/1",
            "from": {"user": user, "application": None if user else {"displayName": "Robo"}},
            "body": {"contentType": "html", "content": f"<div>{text}</div>"},
        }
        value = {"commandId": command, "commandContext": "message", "messagePayload": payload}
        where = place or _elsewhere(person)
        return await self.invoke(person, where, "composeExtension/fetchTask", value)

    async def send_off(
        self, person: Person, command: str, dialog: Json, label: str, **filled: str
    ) -> Json:
        """Press a button in a dialog, with inputs filled in by their labels."""
        data = form_data(window(dialog), label, filled)
        value = {"commandId": command, "commandContext": "message", "data": data}
        where = _elsewhere(person)
        return await self.invoke(person, where, "composeExtension/submitAction", value)

    # What people see

    def sees(self, person: Person, post: Post) -> str:
        """Return the words of a message as somebody sees them."""
        return seen.words(self.card_of(person, post))

    def labels(self, person: Person, post: Post) -> list[str]:
        """Return the labels of a message's buttons."""
        return [button["title"] for button in seen.buttons(self.card_of(person, post))]

    def card_of(self, person: Person, post: Post) -> Json:
        """Return the card of a message as somebody sees it."""
        own = self._shown.get((person.mri, post.id))
        return own or content_of(post)

    # What is delivered

    def activity(self, person: Person, where: Conversation, **changes: Any) -> Json:  # noqa: ANN401 any JSON
        """Return an activity of somebody's; what is None is left out."""
        thread = f";messageid={self.cloud.world.mint()}" if where.scope == "channel" else ""
        data: Json = {"tenant": {"id": where.tenant}}
        if where.team:
            data |= {"team": {"id": where.team}, "channel": {"id": where.id}}
        made = {
            "type": "message",
            "id": self.cloud.world.mint(),
            "timestamp": "2026-11-23T15:30:00.123Z",
            "localTimezone": "Europe/Lisbon",
            "channelId": "msteams",
            "serviceUrl": self.cloud.service_url,
            "from": {"id": person.mri, "name": person.name, "aadObjectId": person.object_id},
            "conversation": {
                "id": where.id + thread,
                "conversationType": where.scope,
                "tenantId": where.tenant,
            },
            "recipient": {"id": self.cloud.world.app.bot, "name": self.cloud.world.app.name},
            "locale": "en-GB",
            "entities": [{"type": "clientInfo", "locale": "en-GB"}],
            "channelData": data,
            **changes,
        }
        return {name: value for name, value in made.items() if value is not None}

    async def invoke(
        self,
        person: Person,
        where: Conversation,
        name: str,
        value: object,
        **changes: Any,  # noqa: ANN401 any JSON
    ) -> Json:
        """Return the body of the answer to something that wants one."""
        about = {"type": "invoke", "name": name, "value": value, "id": f"f:{uuid.uuid4()}"}
        made = self.activity(person, where, **(about | changes))
        response = await self.deliver(made)
        answer: Json = response.json() if response.content else {}
        return answer

    async def deliver(self, activity: Json) -> httpx.Response:
        """Deliver an activity, signed by the Bot Framework."""
        app = self.cloud.world.app.id
        now = SystemClock().now()
        signed = token(now, aud=app, serviceurl=self.cloud.service_url)
        async with httpx.AsyncClient(trust_env=False, timeout=15) as client:
            headers = {"authorization": f"Bearer {signed}"}
            response = await client.post(self.url, json=activity, headers=headers)
        if response.status_code != 200:
            self.complaints.append(f"{activity['type']}: {response.status_code}")
        return response


def content_of(post: Post) -> Json:
    """Return the card that a message carries; an empty one where it has only words."""
    attachments = post.activity.get("attachments") or [{"content": {"type": "AdaptiveCard"}}]
    card: Json = attachments[0]["content"]
    return card


def window(dialog: Json) -> Json:
    """Return the card in a dialog."""
    card: Json = dialog["task"]["value"]["card"]["content"]
    return card


def form_data(card: Json, label: str, filled: Mapping[str, str]) -> Json:
    """Return what a dialog's client sends when a button is pressed, inputs filled in by label."""
    return seen.pressed(_button(card, label), **_values(card, filled))


def _mention(who: str, name: str) -> Json:
    text = f"<at>{name}</at>"
    return {"type": "mention", "mentioned": {"id": who, "name": name}, "text": text}


def _button(card: Json, label: str) -> Json:
    buttons = {button["title"]: button for button in seen.buttons(card)}
    return buttons[label]


def _values(card: Json, filled: Mapping[str, str]) -> dict[str, str]:
    """Return what a client sends for a form: everything that stands in it, by the inputs' ids."""
    inputs = [item for item in seen.elements(card) if item["type"].startswith("Input.")]
    values = {item["id"]: item.get("value", "") for item in inputs}
    ids = {item["label"]: item["id"] for item in inputs}
    return {name: value for name, value in values.items() if value} | {
        ids[label]: value for label, value in filled.items()
    }


def _elsewhere(person: Person) -> Conversation:
    """Return a chat between two people, where the bot is not: to Teams that is personal, too."""
    return Conversation(id="19:two@unq.gbl.spaces", scope="personal", tenant=person.tenant)
