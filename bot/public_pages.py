"""The pages for everybody: what NetLead is, what it keeps of whom, and on what terms it is run.

The directories of Slack and Teams ask for them, and link to them from the app's own page.
"""

from __future__ import annotations

import html
from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256

from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import BaseRoute, Route

_STYLE = (
    "body{margin:0;font:1.0625rem/1.55 system-ui,sans-serif;color:#1d1c1d;background:#f7f6f4}"
    "main{max-width:38rem;margin:10vh auto;padding:0 1.5rem}h1{font-size:1.6rem;line-height:1.25}"
    "a{color:#0b4f8a}@media(prefers-color-scheme:dark){body{color:#e8e6e1;background:#1a1d21}"
    "a{color:#8cc4f5}}"
)
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'; style-src "
    f"'sha256-{b64encode(sha256(_STYLE.encode()).digest()).decode()}'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
_ABOUT = (
    (
        "NetLead is a networking coach that lives in Slack and Microsoft Teams. You tell it whom you met "
        "and who helped whom, and now and then it proposes the one small thing worth doing: thank "
        "somebody, give something back, keep a tie alive."
    ),
    "In Slack, type /netlead tip. In Teams, write tip to NetLead. help shows all you can say.",
    "It is free.",
)
_PRIVACY = (
    (
        "What NetLead keeps: what you tell it (people, meetings, help given and received, promises, "
        "notes, settings), your name, id and time zone as your chat gives them, and the nudges it sent "
        "you. It keeps no messages of channels, reads no mail and no calendar, and looks nobody up."
    ),
    (
        "Why: to coach you. Nobody else sees it. There is no view of a person for admins or bosses, and "
        "numbers about several people are counts alone. Nothing is sold, and nothing is used to train "
        "models."
    ),
    (
        "How: notes and texts are encrypted in the database of whoever runs this NetLead. What you write "
        "is answered to you alone. NetLead writes to nobody on your behalf. No language model sees any of "
        "it, unless whoever runs this NetLead set one up and your workspace switched it on (say model "
        "to see): then it sees texts of yours without names, numbers or addresses."
    ),
    (
        "How long: until 24 months after the last touch with a person; messages to NetLead for a week. "
        "When a Slack workspace takes the app out, all of it is deleted, within two weeks at the "
        "most. In Teams, say delete me before you remove the app."
    ),
    (
        "Your rights: say export to get every row, delete me to have every row removed; both take less "
        "than a minute. Whoever is a contact of somebody and does not want to be can ask the same of "
        "whoever runs this NetLead."
    ),
)
_TERMS = (
    (
        "This NetLead is run by whoever gave you its address, and free of charge. The software is open "
        "source under the MIT licence and comes without warranty."
    ),
    (
        "It gives suggestions about keeping in touch with people. What you do with them is yours to "
        "decide, and what you write about others is yours to answer for: keep to what you would say to "
        "them."
    ),
)
_PAGES = {
    "/privacy": ("What NetLead keeps, and for how long", _PRIVACY),
    "/terms": ("On what terms", _TERMS),
}


def routes(support: str, *, front: bool) -> Sequence[BaseRoute]:
    """Return the pages; ``support`` says where help is, ``front`` whether ``/`` is one of them."""
    pages = {**({"/": ("NetLead", _ABOUT)} if front else {}), **_PAGES}
    return [_route(path, *page, support) for path, page in pages.items()]


def _route(path: str, title: str, paragraphs: Sequence[str], support: str) -> Route:
    body = page(title, [*paragraphs, f"Help: {support or 'ask whoever gave you this address.'}"])

    async def answer(_: Request) -> HTMLResponse:
        return HTMLResponse(body, headers=HEADERS)

    return Route(path, answer)


def page(title: str, paragraphs: Sequence[str]) -> str:
    """Return a page of plain paragraphs."""
    text = "\n".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in paragraphs)
    others = " · ".join(f'<a href="{path}">{name}</a>' for path, name in _LINKS.items())
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{html.escape(title)}</title>'
        f"<style>{_STYLE}</style></head>\n<body><main><h1>{html.escape(title)}</h1>\n{text}\n"
        f"<p>{others}</p></main></body></html>\n"
    )


_LINKS = {"/": "NetLead", "/privacy": "Privacy", "/terms": "Terms"}
