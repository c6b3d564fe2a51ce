"""The page on which an installer allows what the app asks for, as a browser sees it."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from urllib.parse import urlencode

from aiohttp import web

from tests.adapters.slack.fake.nouns import User
from tests.adapters.slack.fake.tokens import Grant
from tests.adapters.slack.fake.world import TEAM, World

_PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>{title}</title>
<main><h1>{title}</h1>{body}</main></html>
"""
_CHOICE = """<p>It would be able to use: {scopes}</p>
<p><a id="allow" href="{allow}">Allow</a> <a id="cancel" href="{cancel}">Cancel</a></p>"""


@dataclass
class Installer:
    """Who sits at the browser, in which workspace, and which scopes she unticks."""

    user: str = ""
    team: str = TEAM
    org_wide: bool = False
    declines: frozenset[str] = frozenset()


def page(world: World, installer: Installer, request: web.BaseRequest) -> web.Response:
    """Answer a browser: the page itself, or after the click the way back to the app."""
    wrong = _wrong(world, request)
    if wrong:
        body = _PAGE.format(title="Something went wrong", body=f"<p>{escape(wrong)}</p>")
        return web.Response(status=400, text=body, content_type="text/html")
    if request.path.endswith("/allow"):
        return _back(request, code=_code(world, installer, request))
    if request.path.endswith("/cancel"):
        return _back(request, error="access_denied")
    query = escape(request.query_string)
    choice = _CHOICE.format(
        scopes=escape(", ".join(_scopes(request))),
        allow=f"/oauth/v2/allow?{query}",
        cancel=f"/oauth/v2/cancel?{query}",
    )
    title = f"{world.app.name} wants to come to {world.workspaces[installer.team].name}"
    return web.Response(
        text=_PAGE.format(title=escape(title), body=choice), content_type="text/html"
    )


def _wrong(world: World, request: web.BaseRequest) -> str:
    if request.query.get("client_id") != world.app.client_id:
        return "invalid_client_id"
    if not _scopes(request):
        return "no_scopes"
    allowed = world.app.redirect_urls
    if allowed and not request.query.get("redirect_uri", "").startswith(allowed):
        return "bad_redirect_uri"
    return ""


def _scopes(request: web.BaseRequest) -> tuple[str, ...]:
    return tuple(s for s in request.query.get("scope", "").split(",") if s)


def _code(world: World, installer: Installer, request: web.BaseRequest) -> str:
    with world.lock:
        grant = Grant(
            team=installer.team,
            org_wide=installer.org_wide,
            scopes=tuple(s for s in _scopes(request) if s not in installer.declines),
            installer=installer.user or _somebody(world, installer.team).id,
        )
        where = request.query.get("redirect_uri", "")
        return world.tokens.issue_code(grant, where, world.now())


def _somebody(world: World, team: str) -> User:
    admins = (user for user in world.users.values() if user.team == team and user.admin)
    return next(admins, None) or world.person("Ida Installer", kind="admin", team=team)


def _back(request: web.BaseRequest, **answer: str) -> web.Response:
    where = request.query.get("redirect_uri", "")
    joint = "&" if "?" in where else "?"
    query = urlencode(answer | {"state": request.query.get("state", "")})
    return web.Response(status=302, headers={"Location": f"{where}{joint}{query}"})
