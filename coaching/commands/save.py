"""``save``: a link kept for whoever it fits, with the person's own words or the page's title."""

from __future__ import annotations

from coaching.commands.base import Command, Turn
from coaching.fitting import Fit
from coaching.links import first_link, host_of, link_key
from coaching.messages import Button, Card, Field, Input, UsageError
from coaching.names import clip
from coaching.phrasing import several
from coaching.repository.shelf import Kept, Shelf
from coaching.shelving import MOST_SAVED, fit_saved, title_of

_SHOWN, _BUTTONS = 20, 4
_REMOVE = ("remove", "delete", "drop")


def run(turn: Turn) -> Card:
    """Keep a link, take one away (`save remove 12`), or show those that are kept."""
    text = turn.rest.strip()
    word, _, rest = text.partition(" ")
    if text.lower() in ("", "list", "links"):
        return _list(turn.repository.shelf)
    if word.lower() in _REMOVE:
        return _removed(turn, rest)
    link, said = first_link(text)
    said = title_of(said.lstrip(" :,;-–—"))
    known = turn.repository.shelf.find(link_key(link))
    kept = _kept(turn, link, said) if known is None else _told_more(turn, known, said)
    return _card(turn, kept, fit_saved(turn.repository, [kept]), new=known is None)


def _kept(turn: Turn, link: str, said: str) -> Kept:
    shelf: Shelf = turn.repository.shelf
    if len(shelf.saved()) >= MOST_SAVED:
        raise UsageError(
            f"You have {MOST_SAVED} links here, and that is as many as I keep. Type `save` and "
            "remove some first.",
            buttons=(Button(label="My links", command="save"),),
        )
    return shelf.keep(link, link_key(link), said, ask_at=None if said else turn.now)


def _told_more(turn: Turn, known: Kept, said: str) -> Kept:
    """Return a link that was kept before, under the words that are said of it now."""
    changes: dict[str, object] = {"feed": 0} if known.feed else {}
    if said and said != known.title:
        changes |= {"title": said, "next_at": None}
    if changes:
        turn.repository.shelf.change(known.number, **changes)
    return Kept(known.number, 0, known.url, known.url_key, said or known.title, known.kept_at)


def _card(turn: Turn, kept: Kept, found: list[tuple[str, Fit]], *, new: bool) -> Card:
    fitting = [f"{name} {fit.because.said} {fit.because.words}" for name, fit in found]
    body = "I look for its title within a minute, and then for whom it fits."
    if kept.title and fitting:
        body = "It fits somebody you know. Share it, or wait for a good moment: I remind you."
    elif kept.title:
        body = "I know of nobody yet whom it fits. Tell me what people like: `edit Ada likes rust`"
    give = [
        Button(
            label=f"Shared with {clip(name, 24)}", command=f"shared {kept.url} with #{fit.contact}"
        )
        for name, fit in found[:_BUTTONS]
    ]
    return Card(
        title="Kept" if new else "Kept already",
        body=body,
        fields=(
            Field("Link", kept.url),
            *((Field("About", kept.title),) if kept.title else ()),
            *((Field("Fits", "\n".join(fitting[:_SHOWN])),) if fitting else ()),
        ),
        buttons=(*give, Button(label="My links", command="save"), turn.undo_button()),
    )


def _removed(turn: Turn, text: str) -> Card:
    shelf = turn.repository.shelf
    digits = text.strip().lstrip("#")
    if digits.isdecimal():
        found = shelf.get(int(digits[:9]))
    else:
        found = shelf.find(link_key(first_link(text)[0])) if text.strip() else None
    if found is None:
        raise UsageError(
            "Which link? Type `save` to see yours with their numbers.",
            buttons=(Button(label="My links", command="save"),),
        )
    shelf.remove(found.number)
    return Card(
        title="Removed",
        body=f"{clip(found.title or found.url, 200)} is off your list.",
        buttons=(turn.undo_button(),),
    )


def _list(shelf: Shelf) -> Card:
    saved = shelf.saved()
    fields = tuple(
        Field(f"Number {link.number}", f"{link.title or host_of(link.url)}\n{link.url}")
        for link in saved[:_SHOWN]
    )
    more = len(saved) - _SHOWN
    remove = [
        Button(
            label=f"Remove {clip(link.title or host_of(link.url), 20)} ({link.number})",
            command=f"save remove {link.number}",
        )
        for link in saved[:_BUTTONS]
    ]
    rest = f"The newest are shown; {several(more, 'older one')} more." if more > 0 else ""
    return Card(
        title="Links you saved" if saved else "No links saved yet",
        body=rest
        if saved
        else "Save what could be useful to somebody; I find out to whom. "
        "For example `save https://example.org/article: a guide to pricing`",
        fields=fields,
        inputs=_FORM,
        buttons=(Button(label="Keep it", command="save", submits=True, primary=True), *remove),
    )


_FORM = (
    Input(name="link", label="A link", hint="https://example.org/article", required=True),
    Input(name="about", label="What is it about?", hint="a guide to pricing", prefix=": "),
)

COMMAND = Command(
    name="save",
    group="Giving and asking",
    usage=("save <link>[: what it is about]", "save", "save remove <number>"),
    summary="Keeps a link until somebody you know could use it.",
    examples=("save https://example.org/article: a guide to pricing", "save"),
    run=run,
    aliases=("saved", "links", "bookmark"),
)
