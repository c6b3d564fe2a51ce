"""The coach's names for conversations: whatever Teams puts into an id, it comes back whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.teams.outbound.conversations import Place, read_place, room_place, whole_of

TENANT = "22222222-bbbb-4bbb-8bbb-222222222222"
ROOM = "19:abc_DEF-1@thread.tacv2"


def test_a_person_is_named_by_tenant_and_account() -> None:
    place = Place(TENANT, "3e9e6235-0000-4000-8000-000000000001")
    assert str(place) == f"teams:{TENANT}:3e9e6235-0000-4000-8000-000000000001"
    assert read_place(str(place)) == place
    assert not place.is_room


def test_a_channel_is_named_without_its_thread() -> None:
    place = room_place(TENANT, f"{ROOM};messageid=1700000000000")
    assert str(place) == f"teams:{TENANT}:19%3Aabc_DEF-1%40thread.tacv2"
    assert read_place(str(place)) == Place(TENANT, ROOM)
    assert place.is_room


def test_who_is_known_by_a_bot_s_name_alone_is_a_person() -> None:
    assert not read_place(str(Place(TENANT, "29:1abc"))).is_room


@given(st.text(min_size=1, max_size=60), st.text(min_size=1, max_size=60))
def test_any_ids_come_back_whole(tenant: str, place: str) -> None:
    named = str(Place(tenant, place))
    assert named.isascii()
    assert named.count(":") == 2
    assert read_place(named) == Place(tenant, place)


@given(st.text(max_size=40), st.text(max_size=40))
def test_different_places_have_different_names(one: str, other: str) -> None:
    assert (str(Place(TENANT, one)) == str(Place(TENANT, other))) == (one == other)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "teams",
        "teams:",
        "teams::x",
        "teams:x:",
        "teams:a:b:c",
        "slack:T1:U1",
        f"teams:{TENANT}:{ROOM}",
        "teams:a:b c",
        "teams:a:%zz",
        "teams:a:%C3",
        "teams:a:b\n",
        "teams:a:ä",
        "teams:a:" + "x" * 2000,
    ],
)
def test_what_was_never_one_of_ours_is_not_read(name: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 the text is for logs alone
        read_place(name)


def test_only_a_thread_is_cut_off() -> None:
    assert whole_of("19:a@thread.v2") == "19:a@thread.v2"
    assert whole_of("19:a@thread.tacv2;messageid=5") == "19:a@thread.tacv2"
    assert whole_of("a:1x;y=2") == "a:1x;y=2"
