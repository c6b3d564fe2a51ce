"""What is asked of the table of nudges."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, func, or_, select

from coaching.models import NudgeRow
from coaching.repository.account import USERS
from coaching.repository.contacts import CONTACTS
from coaching.repository.rows import select_mine, table_of

NUDGES = table_of(NudgeRow)


@cache
def sent_since() -> Select[Any]:
    """Return the nudges sent since a moment, the newest first, none of a channel."""
    return (
        select_mine(NUDGES)
        .where(NUDGES.c.sent_at >= bindparam("since"), NUDGES.c.room == "")
        .order_by(NUDGES.c.sent_at.desc(), NUDGES.c.number.desc())
        .limit(bindparam("count"))
    )


@cache
def past_since() -> Select[Any]:
    """Return what pacing and choosing want to know of them."""
    c = NUDGES.c
    return (
        select(
            *(c.number, c.kind, c.contact, c.sent_at, c.outcome, c.promised, c.key, c.opened_at),
        )
        .where(
            c.workspace_id == bindparam("the_workspace"),
            c.user_id == bindparam("the_user"),
            c.sent_at >= bindparam("since"),
            c.room == "",
        )
        .order_by(c.sent_at.desc(), c.number.desc())
    )


@cache
def in_slot() -> Select[Any]:
    """Return the nudge that was planned for a slot."""
    return select(NUDGES.c.number).where(
        NUDGES.c.workspace_id == bindparam("the_workspace"),
        NUDGES.c.user_id == bindparam("the_user"),
        NUDGES.c.slot == bindparam("slot"),
    )


@cache
def unanswered() -> Select[Any]:
    """Return the nudges about a contact that nothing was done on since a moment."""
    return select_mine(NUDGES).where(
        NUDGES.c.contact == bindparam("contact"),
        NUDGES.c.sent_at > bindparam("since"),
        NUDGES.c.outcome == "",
        NUDGES.c.promised.is_(False),
    )


@cache
def waiting() -> Select[Any]:
    """Return the nudges that are on their way."""
    # Written out: a list ("IN") would have to be put together anew each time (`prepared`).
    states = or_(*(NUDGES.c.state == state for state in ("due", "claimed", "sending", "unsure")))
    return select(NUDGES.c.number).where(
        NUDGES.c.workspace_id == bindparam("the_workspace"),
        NUDGES.c.user_id == bindparam("the_user"),
        states,
        NUDGES.c.promised.is_(False),
        NUDGES.c.room == "",
    )


@cache
def pointed_at() -> Select[Any]:
    """Return how many other people were pointed lately at each contact whom they know too."""
    same = (NUDGES.c.workspace_id == CONTACTS.c.workspace_id) & (
        NUDGES.c.target == CONTACTS.c.external
    )
    return (
        select(CONTACTS, func.count(NUDGES.c.user_id.distinct()).label("pointed"))
        .join(NUDGES, same)
        .where(
            CONTACTS.c.workspace_id == bindparam("the_workspace"),
            CONTACTS.c.user_id == bindparam("the_user"),
            CONTACTS.c.external != "",
            NUDGES.c.user_id != bindparam("the_user"),
            NUDGES.c.created_at >= bindparam("since"),
            NUDGES.c.state != "held",
        )
        .group_by(*CONTACTS.c)
    )


@cache
def unlisted() -> Select[Any]:
    """Return the contacts who want nobody to be nudged about them."""
    same = (USERS.c.workspace_id == CONTACTS.c.workspace_id) & (
        USERS.c.external == CONTACTS.c.external
    )
    return (
        select(CONTACTS.c.number)
        .join(USERS, same)
        .where(
            CONTACTS.c.workspace_id == bindparam("the_workspace"),
            CONTACTS.c.user_id == bindparam("the_user"),
            USERS.c.unlisted,
        )
    )
