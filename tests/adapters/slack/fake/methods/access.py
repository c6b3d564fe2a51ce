"""``auth.*``, ``oauth.*`` and ``apps.*``: who the app is, and what lets it in."""

from __future__ import annotations

from tests.adapters.slack.fake.asking import Ask
from tests.adapters.slack.fake.nouns import Installation, Json
from tests.adapters.slack.fake.refusals import Refusal
from tests.adapters.slack.fake.tokens import TOKEN_LIFE


def api_test(ask: Ask) -> Json:
    """Say what was asked."""
    if error := ask.args.text("error"):
        raise Refusal(error, args=dict(ask.args))
    return {"args": dict(ask.args)}


def auth_test(ask: Ask) -> Json:
    """Tell whose token it is."""
    installation = ask.installation
    workspace = ask.world.workspaces[ask.team]
    shape: Json = {
        "url": f"https://{workspace.domain}.slack.example/",
        "team": workspace.name,
        "user": ask.world.users[installation.bot_user].handle,
        "team_id": workspace.id,
        "user_id": installation.bot_user,
        "bot_id": installation.bot_id,
        "is_enterprise_install": installation.org_wide,
    }
    if workspace.enterprise:
        shape["enterprise_id"] = workspace.enterprise
    return shape


def revoke(ask: Ask) -> Json:
    """Take one token back."""
    if ask.args.flag("test"):
        return {"revoked": False}
    ask.world.tokens.bots[ask.bearer].revoked = True
    return {"revoked": True}


def uninstall(ask: Ask) -> Json:
    """Remove the app from the workspace, with all its tokens."""
    _check_client(ask)
    ask.world.tokens.revoke(ask.installation)
    ask.installation.active = False
    return {}


def connections_open(ask: Ask) -> Json:
    """Tell where to connect for Socket Mode; the address is good for one connection."""
    if not ask.bearer:
        raise Refusal("not_authed")
    if not ask.bearer.startswith("xapp-"):
        raise Refusal("not_allowed_token_type")
    if ask.bearer != ask.world.app.app_token:
        raise Refusal("invalid_auth")
    ticket = ask.world.mint("ticket-")
    ask.world.tickets.add(ticket)
    address = ask.world.base_url.replace("http", "ws", 1)
    return {"url": f"{address}/link/?ticket={ticket}&app_id={ask.world.app.id}"}


def oauth_access(ask: Ask) -> Json:
    """Exchange a code or a refresh token, each once, for a bot token."""
    _check_client(ask)
    args, tokens, now = ask.args, ask.world.tokens, ask.world.now()
    kind = args.text("grant_type") or "authorization_code"
    if kind == "refresh_token":
        installation = tokens.use_refresh(args.text("refresh_token"))
    elif kind == "authorization_code":
        grant = tokens.use_code(args.text("code"), args.text("redirect_uri"), now)
        installation = ask.world.install(
            grant.team,
            scopes=grant.scopes,
            org_wide=grant.org_wide,
            installer=grant.installer,
        )
    else:
        raise Refusal("invalid_grant_type")
    rotates = ask.world.app.token_rotation
    token = tokens.issue(installation, now + TOKEN_LIFE if rotates else None)
    shape = _granted(ask, installation) | {"access_token": token.text}
    if rotates:
        refresh = tokens.issue_refresh(installation)
        shape |= {"refresh_token": refresh, "expires_in": TOKEN_LIFE}
    return shape


def _granted(ask: Ask, installation: Installation) -> Json:
    workspace = ask.world.workspaces.get(installation.team)
    enterprise = {"id": installation.enterprise, "name": "Organisation"}
    return {
        "token_type": "bot",
        "scope": ",".join(sorted(installation.scopes)),
        "bot_user_id": installation.bot_user,
        "app_id": ask.world.app.id,
        "team": {"id": workspace.id, "name": workspace.name} if workspace else None,
        "enterprise": enterprise if installation.enterprise else None,
        "is_enterprise_install": installation.org_wide,
        "authed_user": {"id": installation.installer},
    }


def _check_client(ask: Ask) -> None:
    app = ask.world.app
    name, secret = ask.basic
    if (name or ask.args.text("client_id")) != app.client_id:
        raise Refusal("invalid_client_id")
    if (secret or ask.args.text("client_secret")) != app.client_secret:
        raise Refusal("bad_client_secret")
