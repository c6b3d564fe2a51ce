"""What each sentence under ``must`` in the reference cases means, as a check."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from coaching.messages import Card, plain_text
from coaching.names import MOST_MARKS
from tests.adapters.renderers import RENDERERS
from tests.bad_inputs import Case
from tests.speaker import Speaker

BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@dataclass
class Scene:
    """Who said what was generated for a case, and the answer."""

    speaker: Speaker
    case: Case
    said: str
    card: Card


Check = Callable[[Scene], Awaitable[None]]


def squeezed(text: str) -> str:
    """Return ``text`` without white space, which wrapping may change."""
    return "".join(text.split())


def everywhere(card: Card) -> list[str]:
    """Return what is sent and shown of a card by every renderer."""
    return [show(card) for r in RENDERERS.values() for show in (r.sent, r.shown)]


async def _no_500(scene: Scene) -> None:
    assert scene.card.body
    assert "Reference" not in scene.card.body
    assert (await scene.speaker.say("help")).title


async def _byte_for_byte(scene: Scene) -> None:
    note = scene.said.partition(": ")[2]
    assert note in [field.value for field in scene.card.fields]
    card = await scene.speaker.say("who Ann")
    assert any(note in field.value for field in card.fields)
    for renderer in RENDERERS.values():
        assert squeezed(note) in squeezed(renderer.shown(scene.card))
    files = (await scene.speaker.say("export")).files
    (contact,) = json.loads(files[0].content)["contacts"]
    assert note in contact["notes"]


async def _nul_removed(scene: Scene) -> None:
    assert scene.speaker.names() == ["AnnLee"]
    cards = [scene.card, *[await scene.speaker.say(line) for line in ("who", "history", "export")]]
    for card in cards:
        assert not [text for text in everywhere(card) if "\0" in text or "\\u0000" in text]
        assert not [file for file in card.files if "\0" in file.content]


async def _literal(scene: Scene) -> None:
    assert scene.speaker.names() == [scene.said]
    card = await scene.speaker.say("who #1")
    assert card.title == scene.said
    for renderer in RENDERERS.values():
        assert squeezed(scene.said) in squeezed(renderer.shown(card))


async def _no_bidi(scene: Scene) -> None:
    (name,) = scene.speaker.names()
    assert name == "".join(c for c in scene.said if c not in BIDI)
    cards = [scene.card, *[await scene.speaker.say(line) for line in ("who", "history", "undo")]]
    cards.append(await scene.speaker.say(scene.said))
    for card in cards:
        labels = " ".join(button.label for button in card.buttons)
        assert not [c for c in BIDI if c in plain_text(replace(card, buttons=())) + labels]


async def _whole(scene: Scene) -> None:
    await _literal(scene)


async def _found_as_ann_lee(scene: Scene) -> None:
    assert (await scene.speaker.say("who Ann Lee")).title == "Ann Lee"
    assert "already" in (await scene.speaker.say("add Ann Lee")).body
    assert (await scene.speaker.say("met Ann Lee")).title == "Noted: you met Ann Lee"
    assert len(scene.speaker.names()) == 1


async def _few_marks(scene: Scene) -> None:
    run = 0
    for char in plain_text(scene.card):
        run = run + 1 if unicodedata.category(char) in ("Mn", "Me") else 0
        assert run <= MOST_MARKS
    letter = scene.said[0]
    mark = scene.said[-1]
    assert not (await scene.speaker.say(f'add "{letter}ox{mark * 5}"')).title
    assert (await scene.speaker.say(f'add "{letter}ux{mark * 4}"')).title


async def _five_years(scene: Scene) -> None:
    assert "5 years" in scene.card.body
    now = scene.speaker.now
    day = now.replace(year=now.year + 5)
    assert not (await scene.speaker.say(f"remind me to rest {day.replace(day=24):%Y-%m-%d}")).title
    assert (await scene.speaker.say(f"remind me to rest {day:%Y-%m-%d}")).title


MUSTS: dict[str, Check] = {
    "no 500": _no_500,
    "stored and shown back byte for byte": _byte_for_byte,
    "NUL removed or refused the same way on SQLite and PostgreSQL": _nul_removed,
    "shown back as the literal characters on Slack, Teams and web": _literal,
    "bidi controls removed or isolated (U+2068..U+2069)": _no_bidi,
    "kept whole: ZWJ inside an emoji stays": _whole,
    "matches 'Ann Lee' in search and as a duplicate": _found_as_ann_lee,
    "at most 4 combining marks in a row": _few_marks,
    "at most 5 years ahead": _five_years,
}

SLACK_MUSTS = frozenset(
    {
        *("installation kept", "data kept", "row unchanged", "audit row"),
        "actor is taken from payload.user, never from metadata",
    }
)
"""What the tests of the running Slack adapter see to, in all cases of their kind."""
