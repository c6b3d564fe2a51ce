"""The small pages a browser shows around an installation: what happened, what to do next."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from html import escape
from urllib.parse import quote, urlencode

from starlette.responses import HTMLResponse, Response

from adapters.slack.config import REQUIRED_SCOPES
from adapters.slack.installs.installed import Installation

_STYLE = (
    "body{margin:0;font:1.0625rem/1.55 system-ui,sans-serif;color:#1d1c1d;background:#f7f6f4}"
    "main{max-width:34rem;margin:12vh auto;padding:0 1.5rem}h1{font-size:1.6rem;line-height:1.25}"
    "a{color:#0b4f8a}code{background:#e8e6e1;padding:.1em .35em;border-radius:.25em}"
    "@media(prefers-color-scheme:dark){body{color:#e8e6e1;background:#1a1d21}a{color:#8cc4f5}"
    "code{background:#33373c}}"
)
_PAGE = (
    '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width"><title>{title}</title>'
    "<style>{style}</style></head>\n<body><main><h1>{title}</h1>\n{body}\n</main></body></html>\n"
)
_WITHOUT = {
    "im:history": "it cannot read what people write to it in direct messages; "
    "they can still type /netlead anywhere",
    "users:read": "it cannot see people’s names and time zones",
}
"""What does not work without a scope that should have been granted."""
AGAIN = "install"
"""The install page as seen from the others, wherever they are."""


def installed(installation: Installation, origin: str) -> Response:
    """Return the page that says what to do next; ``origin`` is where Slack's own pages are."""
    place = escape(installation.team_name or "your workspace")
    missing = [scope for scope in REQUIRED_SCOPES if not installation.has(scope)]
    begin = (
        f"<p>NetLead is now in {place}. Open Slack and type <code>/netlead tip</code> in any "
        "conversation: you get one small thing to do today, and only you see it.</p>"
    )
    others = (
        "<p>Everybody there can do the same. NetLead writes to nobody else on its own before "
        "they have spoken with it.</p>"
    )
    parts = [begin, others, *_lacks(missing), _links(installation, origin)]
    return page("NetLead is ready", parts, 200)


def declined() -> Response:
    """Return the page for somebody who pressed Cancel."""
    body = "<p>You chose not to add NetLead, so nothing was installed and nothing was kept.</p>"
    return page("Nothing was installed", [body, _again("Add NetLead after all")], 200)


def stale() -> Response:
    """Return the page for a way back from Slack that nobody here began, or that took too long."""
    body = (
        "<p>This installation was not begun in this browser, was finished before, or took longer "
        "than ten minutes. Nothing was installed.</p>"
    )
    return page("Please start again", [body, _again("Start again")], 400)


def refused() -> Response:
    """Return the page for a code that Slack did not accept."""
    body = "<p>Slack did not accept this installation. Nothing was kept.</p>"
    return page("That did not work", [body, _again("Start again")], 400)


def too_little(missing: Sequence[str]) -> Response:
    """Return the page for a grant without what NetLead cannot do without."""
    names = " and ".join(f"<code>{escape(scope)}</code>" for scope in missing)
    body = (
        f"<p>Slack did not let NetLead have {names}. Without it NetLead cannot answer anybody, so "
        "the installation was not kept.</p>"
    )
    return page("Something was left out", [body, _again("Start again")], 400)


def out_of_reach() -> Response:
    """Return the page for a Slack that cannot be asked."""
    body = "<p>Slack could not be reached just now. Please try again in a few minutes.</p>"
    return page("Slack did not answer", [body, _again("Start again")], 503)


def page(title: str, parts: Sequence[str], status: int) -> Response:
    """Return a page of ``parts``, which are HTML; the title is plain text."""
    html = _PAGE.format(title=escape(title), style=_STYLE, body="\n".join(parts))
    return HTMLResponse(html, status, headers=security_headers())


@cache
def security_headers() -> dict[str, str]:
    """Return the headers of every answer around an installation: nothing is loaded or kept."""
    digest = b64encode(sha256(_STYLE.encode()).digest()).decode()
    return {
        "Content-Security-Policy": (
            f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; "
            "form-action 'none'; frame-ancestors 'none'"
        ),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "no-store",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }


def _lacks(missing: Sequence[str]) -> list[str]:
    lines = [f"<li>{escape(_WITHOUT[scope])}</li>" for scope in missing if scope in _WITHOUT]
    if not lines:
        return []
    return [
        "<p>It was not allowed everything it asked for:</p>",
        f"<ul>{''.join(lines)}</ul>",
        f'<p>If that was a slip, <a href="{AGAIN}">add it once more</a>.</p>',
    ]


def _links(installation: Installation, origin: str) -> str:
    app = {"team": installation.tenant, "id": installation.app_id, "tab": "messages"}
    web = {"app": installation.app_id, "team": installation.tenant}
    in_app = f"slack://app?{urlencode(app, quote_via=quote)}"
    in_browser = f"{origin}/app_redirect?{urlencode(web, quote_via=quote)}"
    return (
        f'<p><a href="{escape(in_app)}">Open NetLead in Slack</a>, or '
        f'<a href="{escape(in_browser)}">in the browser</a>.</p>'
    )


def _again(words: str) -> str:
    return f'<p><a href="{AGAIN}">{escape(words)}</a></p>'
