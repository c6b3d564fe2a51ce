"""Who is in a conversation, as Teams tells it; whatever it does not tell stays empty."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody in a conversation. ``tenant`` is their own company's; ``guest``: their account is.

    Addresses for mail, which Teams tells too, are not kept.
    """

    mri: str
    object_id: str = ""
    name: str = ""
    tenant: str = ""
    guest: bool = False


def read_members(page: Mapping[str, Any]) -> list[Member]:
    """Return the members on a page; whoever has no id is left out."""
    listed = page.get("members")
    found = [read_member(item) for item in listed] if isinstance(listed, list) else []
    return [member for member in found if member is not None]


def read_member(told: object) -> Member | None:
    """Return the member that an object describes; None for an object without an id."""
    data = told if isinstance(told, Mapping) else {}
    mri = _text(data, "id")
    if not mri:
        return None
    return Member(
        mri=mri,
        object_id=_text(data, "aadObjectId") or _text(data, "objectId"),
        name=_text(data, "name"),
        tenant=_text(data, "tenantId"),
        guest=_text(data, "userRole").lower() in ("guest", "anonymous"),
    )


def next_page(page: Mapping[str, Any]) -> str:
    """Return by which word the next page is asked for; empty on the last."""
    return _text(page, "continuationToken")


def _text(data: Mapping[str, Any], name: str) -> str:
    value = data.get(name)
    return value if isinstance(value, str) else ""
