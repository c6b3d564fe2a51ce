"""``users.*`` and ``dnd.info``: who somebody is, and when she is not to be disturbed."""

from __future__ import annotations

from tests.adapters.slack.fake.asking import Ask
from tests.adapters.slack.fake.methods.conversations import paged
from tests.adapters.slack.fake.nouns import Json
from tests.adapters.slack.fake.shapes import profile_shape, user_shape


def info(ask: Ask) -> Json:
    """Describe one person, of this company or of another."""
    user = ask.user()
    shape = user_shape(ask.world, user, ask.team)
    if ask.args.flag("include_locale") and ask.near(user.team):
        shape["locale"] = "en-GB"
    return {"user": shape}


def everybody(ask: Ask) -> Json:
    """List the people of the workspace; those of other companies are not among them."""
    team = ask.args.text("team_id") or ask.team
    found = [user for user in ask.world.users.values() if user.team == team]
    page, more = paged(ask, found, 1000)
    return {"members": [user_shape(ask.world, user, ask.team) for user in page]} | more


def profile(ask: Ask) -> Json:
    """Tell somebody's profile."""
    return {"profile": profile_shape(ask.user())}


def dnd_info(ask: Ask) -> Json:
    """Tell when somebody is not to be disturbed."""
    user = ask.user()
    start, end = user.dnd
    return {
        "dnd_enabled": bool(end),
        "next_dnd_start_ts": start or 1,
        "next_dnd_end_ts": end or 1,
        "snooze_enabled": user.snoozed,
    }
