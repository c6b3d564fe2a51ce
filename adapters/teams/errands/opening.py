"""The dialogs of message actions: opened on a message, sent off, answered in their place.

They work in chats where the bot is not, so all there is to say is said in the dialog.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from adapters.teams.cards import dialogs
from adapters.teams.cards.reading import Pressed
from adapters.teams.errands.errands import Errand
from adapters.teams.errands.invoked import UNREADABLE, Invoked
from adapters.teams.errands.people import People, side_of
from adapters.teams.errands.pressing import Presses
from adapters.teams.errands.reading import errand_of, read_pressed
from adapters.teams.errands.speech import token
from adapters.teams.errands.translating import Refusal, Translator
from adapters.teams.turns import InvokeResponse, MessageAction, Person, Turn
from coaching.messages import Card, Mention, Sender

Shortcut = Callable[[Mention | None], Card]
"""Makes the form of a shortcut; of one on a message, for the person who wrote it."""
Dialog = Mapping[str, Any]

_NOBODY = Card(
    refused=True,
    title="Nobody to note",
    body="That message was written by an app, and I keep people. Pick a message that a person wrote.",
)


class Opener:
    """Opens dialogs, and answers what is sent off in them."""

    def __init__(
        self,
        presses: Presses,
        people: People,
        translator: Translator,
        invoked: Invoked,
        shortcuts: Mapping[str, Shortcut],
    ) -> None:
        """Open the forms that ``shortcuts`` make, by the id of their command."""
        self._presses = presses
        self._people = people
        self._translator = translator
        self._invoked = invoked
        self._shortcuts = shortcuts

    async def open(self, turn: Turn, event: MessageAction) -> InvokeResponse:
        """Return the dialog of an action that was picked on a message."""
        shortcut = self._shortcuts.get(event.command)
        if shortcut is None:
            return _body(dialogs.closing(UNREADABLE))
        try:
            await self._translator.sender(errand_of(turn, "press"))
        except Refusal as refusal:
            return _body(dialogs.dialog(refusal.card, turn.key))
        author = event.message.author
        if author is None:
            return _body(dialogs.dialog(_NOBODY, turn.key))
        form = shortcut(self._mention(turn.address.tenant, author))
        return _body(dialogs.dialog(form, event.command))

    async def submit(self, turn: Turn, event: MessageAction) -> InvokeResponse:
        """Return the answer to a dialog: what is wrong above its form, or what was done."""
        errand = read_pressed(turn, event)
        pressed = errand.pressed if errand else None
        if errand is None or pressed is None:
            return _body(dialogs.closing(UNREADABLE))
        sender, card = await self._invoked.answer(errand, turn.key)
        form = None
        if card.refused and sender is not None and pressed.kind == "form":
            form = await self._form(errand, sender, pressed)
        if form is None or not form.inputs:
            return _body(dialogs.dialog(card, turn.key))
        again = dialogs.dialog_again(form, pressed.key, pressed.values, card, turn.key)
        return _body(again)

    async def _form(self, errand: Errand, sender: Sender, pressed: Pressed) -> Card | None:
        """Return the form that was sent off: a shortcut's, or one of the coach's own."""
        shortcut = self._shortcuts.get(pressed.key)
        if shortcut is None:
            return await self._presses.form(sender, pressed)
        named = self._translator.named(errand.address.tenant, pressed.command)
        whose = next((m for m in named if shortcut(m).buttons[0].command in pressed.command), None)
        return shortcut(whose)

    def _mention(self, tenant: str, author: Person) -> Mention:
        member = self._people.known(tenant, author.object_id)
        name = author.name or (member.name if member else "") or author.object_id
        side = side_of(member, tenant) if member else ""
        return Mention(token(author.object_id, name), author.object_id, name, side)


def _body(dialog: Dialog) -> InvokeResponse:
    return InvokeResponse(body=dialog)
