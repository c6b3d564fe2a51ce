"""What people say to the coach and what it answers: messages, cards, buttons, inputs.

A card has slots, not a tree: a platform renders each slot in its own way, and a card that does
not fit gets a new slot for every platform. User text in a card is plain data: whoever renders it
escapes it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Who wrote a message, as far as the platform knows.

    ``platform``, ``workspace`` and ``user`` together name one person. ``time_zone`` is an IANA
    name, or empty where the platform does not tell. ``is_admin`` says whether she may decide for
    the whole workspace; None where the platform does not tell.
    """

    platform: str
    workspace: str
    user: str
    name: str = ""
    time_zone: str = ""
    is_admin: bool | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A person picked with the platform's own people picker inside a message's text.

    ``token`` is the exact text that stands for the person in ``Message.text``. A ``guest`` has an
    account inside and belongs to another company. ``time_zone`` is an IANA name, if it is known.
    """

    token: str
    user: str
    name: str
    side: Literal["inside", "outside", "guest", ""] = ""
    time_zone: str = ""


@dataclass(frozen=True, slots=True)
class Press:
    """A button that was pressed: the key of the card it stood on and the label it showed."""

    card: str
    label: str


@dataclass(frozen=True, slots=True)
class Room:
    """A channel of many people, as the platform knows it.

    ``address`` is a conversation, minted by the adapter. ``shared`` says whether people of other
    companies are in it; None where the platform does not tell.
    """

    address: str
    name: str
    shared: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One thing said to the coach: typed, pressed or filled in, always as one command line.

    ``id`` is unique within the sender's workspace: the same id is the same message delivered
    again. ``conversation`` is an opaque address minted by the adapter; the coach stores it and
    hands it back when it wants to speak first. ``room`` is the channel in which it was said, if
    it was said in one; the answer still reaches the sender alone.
    """

    id: str
    sender: Sender
    conversation: str
    text: str
    private: bool = True
    mentions: tuple[Mention, ...] = ()
    press: Press | None = None
    room: Room | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """A labelled value on a card, both plain text."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Picture:
    """An image with the text that says the same to somebody who cannot see it.

    ``bars`` are (label, share 0..1, value in words) rows that a renderer may draw in its own way.
    """

    alt: str
    bars: tuple[tuple[str, float, str], ...] = ()


@dataclass(frozen=True, slots=True)
class File:
    """A text file to take along. ``content`` is empty in a conversation's past: it is not kept."""

    name: str
    media: str
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One field of a form; its value becomes a part of the command line that a button sends.

    ``prefix`` is put before the value (``"with "``), ``quoted`` puts the value in quotation
    marks so that it is read as one name. ``choices`` are (label, value) pairs of a ``choice``.
    ``people`` is a picker of the platform's people where it has one, whose value are the tokens
    of those picked; elsewhere it is a text.
    """

    name: str
    label: str
    kind: Literal["text", "long", "choice", "date", "people"] = "text"
    value: str = ""
    hint: str = ""
    required: bool = False
    prefix: str = ""
    quoted: bool = False
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """A shortcut for typing: pressing it sends ``command``.

    With ``submits`` the values of the card's inputs are added to the command (`compose`). With
    ``keeps`` the card stays as it is after the press; otherwise its buttons go, so that nothing
    is pressed twice. ``primary`` marks the one most people will want.
    """

    label: str
    command: str
    submits: bool = False
    keeps: bool = False
    primary: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One answer or nudge. Every slot is plain text or built of plain text; empty slots vanish.

    ``refused`` says that nothing was done and that the body tells what to put right.
    """

    title: str = ""
    body: str = ""
    refused: bool = False
    fields: tuple[Field, ...] = ()
    picture: Picture | None = None
    files: tuple[File, ...] = ()
    inputs: tuple[Input, ...] = ()
    buttons: tuple[Button, ...] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One card of a conversation's past, with what was said to get it.

    ``key`` is the card's name in the conversation; ``said`` is empty for a nudge. ``answered`` is
    the label of the button that was pressed on the card, empty while none was.
    """

    key: str
    at: datetime
    said: str
    card: Card
    answered: str = ""


class UsageError(Exception):
    """Something the person can put right; its card is the answer and says what to type."""

    def __init__(self, body: str, *, title: str = "", buttons: tuple[Button, ...] = ()) -> None:
        """Make the error from the text that the person will read."""
        super().__init__(body)
        self.card = Card(title=title, body=body, refused=True, buttons=buttons)


def compose(button: Button, inputs: tuple[Input, ...], values: Mapping[str, str]) -> str:
    """Return the command line that pressing ``button`` sends, with the form's values filled in.

    Values follow the command in the order of the inputs, empty ones left out. Line breaks become
    spaces: a command is one line. Unknown keys in ``values`` are ignored.
    """
    if not button.submits:
        return button.command
    parts = [button.command]
    for item in inputs:
        value = " ".join(values.get(item.name, "").split())
        if not value:
            continue
        if item.quoted:
            value = '"' + value.replace('"', "'") + '"'
        parts.append(item.prefix + value)
    return " ".join(parts)


def missing(inputs: tuple[Input, ...], values: Mapping[str, str]) -> tuple[Input, ...]:
    """Return the required inputs that ``values`` leaves empty."""
    return tuple(i for i in inputs if i.required and not values.get(i.name, "").strip())


def plain_text(card: Card) -> str:
    """Return the card as text for previews, screen readers and platforms without cards.

    Buttons appear as what one would type, so that nothing on a card is out of reach.
    """
    lines = [part for part in (card.title, card.body) if part]
    lines += [f"{item.label}: {item.value}" for item in card.fields]
    if card.picture:
        lines.append(card.picture.alt)
    lines += [f"File: {file.name}" for file in card.files]
    typed = [f"{b.label}: type “{b.command}”" for b in card.buttons if not b.submits]
    return "\n".join(lines + typed)


def card_data(card: Card) -> dict[str, Any]:
    """Return the card as JSON-ready data: every slot by name, and its plain text under ``text``."""
    return {
        "title": card.title,
        "body": card.body,
        "refused": card.refused,
        "fields": [_slots(item) for item in card.fields],
        "picture": card.picture and _slots(card.picture),
        "files": [_slots(item) for item in card.files],
        "inputs": [_slots(item) for item in card.inputs],
        "buttons": [_slots(item) for item in card.buttons],
        "text": plain_text(card),
    }


def _slots(item: Any) -> dict[str, Any]:  # noqa: ANN401 any of the flat parts of a card
    # All parts are flat, so this is what `dataclasses.asdict` gives, a good deal faster.
    return {name: getattr(item, name) for name in item.__slots__}


def card_from_data(data: Mapping[str, Any]) -> Card:
    """Return the card that `card_data` turned into ``data``."""
    picture = data.get("picture")
    return Card(
        title=data.get("title", ""),
        body=data.get("body", ""),
        refused=data.get("refused", False),
        fields=tuple(Field(**item) for item in data.get("fields", ())),
        picture=picture
        and Picture(alt=picture["alt"], bars=tuple((a, s, w) for a, s, w in picture["bars"])),
        files=tuple(File(**item) for item in data.get("files", ())),
        inputs=tuple(
            Input(**{**item, "choices": tuple((a, b) for a, b in item["choices"])})
            for item in data.get("inputs", ())
        ),
        buttons=tuple(Button(**item) for item in data.get("buttons", ())),
    )
