"""Who is in a chat: asked once, told apart, and never waited for too long."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest

from adapters.base import DeliveryError
from adapters.teams.errands import people, rooms
from adapters.teams.errands.people import People, side_of
from adapters.teams.errands.rooms import Rooms, is_shared
from adapters.teams.outbound.members import Member
from adapters.teams.outbound.patience import Patience
from adapters.teams.turns import Address, Room

CHANNEL = Address(
    tenant="t1", service_url="https://x/", conversation="19:c@thread.tacv2;messageid=1",
    scope="channel", bot="28:b",
)  # fmt: skip
BO = Member(mri="29:bo", object_id="aad-bo", name="Bo Li", tenant="t1")
CY = Member(mri="29:cy", object_id="aad-cy", name="Cy", tenant="t2")
DI = Member(mri="29:di", object_id="aad-di", name="Di", tenant="t2", guest=True)


class Roster:
    """Who is in every chat; ``trouble`` is what asking comes to, if not to an answer."""

    def __init__(self, *members: Member) -> None:
        self.members_there = list(members)
        self.asked: list[str] = []
        self.trouble: Exception | asyncio.Event | None = None

    async def member(self, address: Address, user: str, *, patience: Patience) -> Member | None:
        await self._answer(address, patience)
        them = (m for m in self.members_there if user in (m.mri, m.object_id))
        return next(them, None)

    async def members(self, address: Address, *, patience: Patience) -> Sequence[Member]:
        await self._answer(address, patience)
        return self.members_there

    async def _answer(self, address: Address, patience: Patience) -> None:
        assert patience.tries == 1
        self.asked.append(address.conversation)
        if isinstance(self.trouble, asyncio.Event):
            await self.trouble.wait()
        elif self.trouble:
            raise self.trouble


async def test_somebody_is_asked_about_once_and_known_by_either_id() -> None:
    roster = Roster(BO)
    known = People(roster)
    assert await known.member(CHANNEL, "29:bo") == BO
    assert await known.member(CHANNEL, "29:bo") == BO
    assert known.known("t1", "aad-bo") == BO
    assert known.known("t2", "aad-bo") is None
    # A thread has no members of its own.
    assert roster.asked == ["19:c@thread.tacv2"]


@pytest.mark.parametrize(
    "trouble", [DeliveryError("no", verdict="retry"), asyncio.Event()], ids=["refused", "hangs"]
)
async def test_where_nobody_tells_the_answer_does_not_wait(
    trouble: Exception | asyncio.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(people, "LOOK_UP_WITHIN", 0.05)
    roster = Roster(BO)
    roster.trouble = trouble
    known = People(roster)
    assert await known.member(CHANNEL, "29:bo") is None
    roster.trouble = None
    assert await known.member(CHANNEL, "29:bo") == BO


async def test_nobody_is_kept_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(people, "MOST_KNOWN", 4)
    roster = Roster(*(Member(mri=f"29:{n}", object_id=f"aad-{n}") for n in range(5)))
    known = People(roster)
    for n in range(5):
        await known.member(CHANNEL, f"29:{n}")
    assert known.known("t1", "29:0") is None
    assert known.known("t1", "29:4") is not None


def test_inside_outside_and_guests_are_told_apart() -> None:
    assert side_of(BO, "t1") == "inside"
    assert side_of(CY, "t1") == "outside"
    assert side_of(DI, "t1") == "guest"
    assert side_of(Member(mri="29:x", tenant="T1"), "t1") == "inside"
    assert side_of(Member(mri="29:x"), "t1") == ""


@pytest.mark.parametrize(
    ("members", "shared"),
    [
        ([BO], False),
        ([BO, DI], False),
        ([BO, CY], True),
        ([CY, Member(mri="29:x")], True),
        ([BO, Member(mri="29:x")], None),
        ([], None),
    ],
)
def test_a_room_is_shared_once_somebody_of_another_company_is_in_it(
    members: list[Member],
    shared: bool | None,  # noqa: FBT001 what is expected
) -> None:
    assert is_shared(members, "t1") is shared


async def test_a_room_is_looked_up_once_in_a_while_and_named_as_teams_names_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    roster = Roster(BO)
    found = Rooms(roster)
    room = await found.room(CHANNEL, Room("19:c", "General", "19:t", "Sales"))
    assert (room.name, room.shared) == ("Sales › General", False)
    assert room.address == "teams:t1:19%3Ac%40thread.tacv2"
    roster.members_there.append(CY)
    assert (await found.room(CHANNEL, Room("19:c", ""))).name == "this conversation"
    assert len(roster.asked) == 1
    monkeypatch.setattr(rooms, "KNOWN_FOR", 0.0)
    later = Rooms(roster)
    assert (await later.room(CHANNEL, Room("19:c", ""))).shared is True
    roster.trouble = DeliveryError("no", verdict="retry")
    assert (await later.room(CHANNEL, Room("19:c", ""))).shared is None
