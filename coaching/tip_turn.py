"""Whose turn it is among the tips: none comes back before all were seen."""

from __future__ import annotations

from datetime import datetime

from coaching.network import Network
from coaching.repository.account import Account
from coaching.tips import Tip, load_tips, pick_tip


def take_tip(account: Account, network: Network, now: datetime, topic: str = "") -> Tip:
    """Return the tip to show now and remember that it was seen; `UsageError` as `pick_tip`."""
    seen: tuple[str, ...] = tuple(account.row["tips_seen"])
    tip = pick_tip(load_tips(), network, now, seen, topic)
    account.note(tips_seen=(*(name for name in seen if name != tip.id), tip.id))
    return tip
