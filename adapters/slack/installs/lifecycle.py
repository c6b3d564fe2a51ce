"""What becomes of an installation: uninstalled, cut off, back again, and at last erased.

Such events come in any order, late and more than once, and after the app was installed anew. What
decides is when something happened, never when it was heard of.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

import structlog

from adapters.slack.config import SlackConfig
from adapters.slack.installs.installations import Installation, InstallationStore
from adapters.slack.installs.installed import KEPT_AFTER_REVOCATION
from coaching.clock import Clock

_log = structlog.get_logger()

EVENTS = frozenset(
    {"app_uninstalled", "tokens_revoked", "team_access_revoked", "team_access_granted"}
)
"""The types of events that `Lifecycle.heed` is for."""

Erase = Callable[[str], Awaitable[None]]
"""Removes everything of the workspace that the coach knows by this name."""
Works = Callable[[Installation], Awaitable[bool]]
"""Asks Slack whether an installation's token still does; raises where Slack does not say."""


@dataclass(frozen=True, slots=True)
class Notice:
    """News about one installation: what happened where and when.

    ``meant``: the organisation's own installation (``whole``), the workspace's own, or
    ``either`` where the event does not say.
    """

    change: Literal["removed", "revoked"]
    enterprise_id: str
    team_id: str
    meant: Literal["whole", "own", "either"]
    at: datetime


def notices(body: Mapping[str, Any], now: datetime) -> tuple[Notice, ...]:
    """Return what an event says about installations; nothing for events that say nothing.

    An event that does not say when it happened counts as of ``now``.
    """
    event = _mapping(body.get("event"))
    at = _instant(body.get("event_time"), now)
    match event.get("type"):
        case "app_uninstalled":
            return (_notice("removed", body, at),)
        case "tokens_revoked" if _texts(_mapping(event.get("tokens")).get("bot")):
            return (_notice("revoked", body, at),)
        case "team_access_revoked":
            enterprise = _place(body)[0]
            teams = _texts(event.get("team_ids"))
            return tuple(Notice("removed", enterprise, team, "own", at) for team in teams)
    # A workspace that an organisation's installation was opened to is found without being told.
    return ()


def concerned(
    notice: Notice, found: Sequence[Installation]
) -> tuple[Installation | None, Literal["sure", "ask"]]:
    """Return which of the installations that were found a notice is about, and how sure that is.

    Where a workspace has none of its own, the event may mean its organisation's, or come late
    for one of its own that is gone already: then Slack has to be asked.
    """
    own = next((i for i in found if i.team_id and i.team_id == notice.team_id), None)
    whole = next((i for i in found if not i.team_id), None)
    if notice.meant == "whole":
        return whole, "sure"
    if own is not None or notice.meant == "own":
        return own, "sure"
    return whole, "ask"


class Lifecycle:
    """Lets events change installations, and erases what is due."""

    def __init__(
        self, installations: InstallationStore, config: SlackConfig, clock: Clock, works: Works
    ) -> None:
        """Keep ``installations`` true to what Slack says; ``works`` asks where that is unclear."""
        self._installations = installations
        self._config = config
        self._clock = clock
        self._works = works

    async def heed(self, body: Mapping[str, Any]) -> tuple[str, ...]:
        """Let an event change what it is about; return the workspaces that were lost by it.

        May be called with the same event again. Raises what ``works`` raises: the event is then
        to be brought again later.
        """
        lost = []
        for notice in notices(body, self._clock.now()):
            tenant = await self._apply(notice)
            if tenant:
                lost.append(tenant)
        return tuple(lost)

    async def erase_due(self, now: datetime, erase: Erase, forget: Erase) -> int:
        """Erase the workspaces whose time has come and return how many.

        ``forget`` removes what was delivered for a workspace and not worked off; it comes first,
        so that nothing of it brings anybody back. Whatever fails is tried again the next time.
        """
        count = 0
        for installation in await self._installations.to_erase(now):
            try:
                count += await self._erase(installation, now, erase, forget)
            except Exception as error:  # noqa: BLE001 one workspace's trouble must not keep the others
                _log.error(
                    "a workspace could not be erased yet",
                    workspace=installation.tenant,
                    exc_info=error,
                )
        return count

    async def _apply(self, notice: Notice) -> str:
        found = await self._installations.rows(notice.enterprise_id, notice.team_id)
        installation, how = concerned(notice, found)
        if installation is None or installation.begun_after(notice.at):
            return ""
        if how == "ask" and (not installation.active or await self._works(installation)):
            return ""
        key, at = installation.key, notice.at
        if notice.change == "removed":
            erase_at = at + self._config.erase_after
            changed = await self._installations.mark_removed(key, at, erase_at)
        else:
            erase_at = at + KEPT_AFTER_REVOCATION
            changed = await self._installations.mark_revoked(key, at, erase_at)
        if changed:
            _log.info("the app was lost", workspace=installation.tenant, kind=notice.change)
        return installation.tenant if changed else ""

    async def _erase(
        self, installation: Installation, now: datetime, erase: Erase, forget: Erase
    ) -> bool:
        tenant = installation.tenant
        standing = await self._installations.rows(*installation.key)
        same = [found for found in standing if found.tenant == tenant]
        if any(found.active for found in same):
            # Back again under another name: what the coach keeps is in use.
            await self._installations.drop(installation.key, now)
            return False
        if not any(_is_due(found, now) for found in same if found.key == installation.key):
            return False
        await forget(tenant)
        await erase(tenant)
        await self._installations.drop(installation.key, now)
        _log.info("a workspace was erased", platform="slack", workspace=tenant)
        return True


def _is_due(installation: Installation, now: datetime) -> bool:
    return installation.erase_at is not None and installation.erase_at <= now


def _notice(change: Literal["removed", "revoked"], body: Mapping[str, Any], at: datetime) -> Notice:
    enterprise, team, whole = _place(body)
    return Notice(change, enterprise, team, "whole" if whole else "either", at)


def _place(body: Mapping[str, Any]) -> tuple[str, str, bool]:
    """Return organisation, workspace, and whether the organisation's installation is meant."""
    authorizations = body.get("authorizations")
    first = authorizations[0] if isinstance(authorizations, list) and authorizations else {}
    told = _mapping(first)
    enterprise = _text(told.get("enterprise_id")) or _text(body.get("enterprise_id"))
    team = _text(told.get("team_id")) or _text(body.get("team_id"))
    whole = told.get("is_enterprise_install") is True or not team or team == enterprise
    return enterprise, team, whole


def _instant(value: object, now: datetime) -> datetime:
    if type(value) is not int:
        return now
    try:
        return datetime.fromtimestamp(value, UTC)
    except (OverflowError, OSError, ValueError):
        return now


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _texts(value: object) -> list[str]:
    return (
        [text for text in value if isinstance(text, str) and text]
        if isinstance(value, list)
        else []
    )
