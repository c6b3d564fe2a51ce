"""Pages around blocks: a conversation, the app's home tab, a window with a form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from tests.adapters.slack.fake.nouns import Ephemeral, Post, View
from tests.adapters.slack.preview.drawing import UNTOUCHED, Filled, drawn

APP = "NetLead"
_HERE = Path(__file__).parent
_SIGN = _HERE.parents[3] / "adapters" / "web" / "static" / "favicon.svg"
_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title><style>{style}</style></head>
<body><main class="{kind}"><header>{title}{tabs}</header>
{body}
</main></body></html>
"""
_LINE = """<article class="{kind}"><div class="face">{face}</div><div>
{whisper}<p class="who"><strong>{name}</strong> <small>{at}</small></p>
{body}
</div></article>"""
_WINDOW = """<section class="window"><h1>{title}</h1>
{body}
<footer>{buttons}</footer></section>"""


@dataclass(frozen=True)
class Said:
    """A message by ``name``; the time is shown as it is given."""

    name: str
    at: str
    what: Post | Ephemeral


def conversation(title: str, lines: Sequence[Said]) -> str:
    """Return a channel, or the app's own conversation where the title is its name."""
    return _page(title, "\n".join(map(_line, lines)), tab="Messages" if title == APP else "")


def home_tab(view: View) -> str:
    """Return the app's home tab."""
    return _page(APP, drawn(view.blocks), tab="Home")


def window(view: View, filled: Filled = UNTOUCHED) -> str:
    """Return a window over the conversation, with what was put into its fields."""
    names = [view.body[part]["text"] for part in ("close", "submit") if part in view.body]
    kinds = ("", "primary")
    buttons = " ".join(
        f'<button class="{kind}">{escape(name)}</button>'
        for kind, name in zip(kinds, names, strict=False)
    )
    body = drawn(view.blocks, filled)
    return _page("", _WINDOW.format(title=escape(view.title), body=body, buttons=buttons))


def _line(said: Said) -> str:
    by_app = said.name == APP
    initials = "".join(word[0] for word in said.name.split())
    text = "" if said.what.blocks else f"<p>{escape(said.what.text)}</p>"
    whisper = "" if isinstance(said.what, Post) else '<p class="small">Only visible to you</p>'
    return _LINE.format(
        kind="whisper" if whisper else "",
        face=_SIGN.read_text("utf-8") if by_app else escape(initials),
        whisper=whisper,
        name=escape(said.name) + (' <small class="tag">app</small>' if by_app else ""),
        at=escape(said.at),
        body=text + drawn(said.what.blocks),
    )


def _page(title: str, body: str, *, tab: str = "") -> str:
    tabs = "".join(
        f'<span class="{"open" if name == tab else ""}">{name}</span>'
        for name in ("Home", "Messages")
    )
    return _PAGE.format(
        title=escape(title),
        kind="over" if not title else "plain",
        style=(_HERE / "style.css").read_text("utf-8"),
        tabs=f"<nav>{tabs}</nav>" if tab else "",
        body=body,
    )
