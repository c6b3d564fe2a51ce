"""The texts by which the coach keeps where somebody is reached."""

from __future__ import annotations

import pytest

from adapters.slack.outbound.addresses import Address, read_address


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("slack:T1:U1", Address("T1", "U1")),
        ("slack:T1:U1:D1", Address("T1", "U1", "D1")),
        ("slack:E1:W1:D1", Address("E1", "W1", "D1")),
        ("slack:T1:C1", Address("T1", "C1")),
    ],
)
def test_an_address_is_read_and_written_the_same(text: str, address: Address) -> None:
    assert read_address(text) == address
    assert str(address) == text


@pytest.mark.parametrize(
    "text",
    [
        *("", "slack", "slack:", "slack:T1", "slack:T1:", "slack::U1", "slack:T1:U1:"),
        *("slack:T1:U1:D1:X", "web:you", "slack:T1:U1\n", " slack:T1:U1", "slack:t1:u1"),
    ],
)
def test_anything_else_is_none(text: str) -> None:
    assert read_address(text) is None


def test_a_post_goes_to_the_direct_conversation_once_it_is_known() -> None:
    assert Address("T1", "U1").channel == "U1"
    assert Address("T1", "U1", "D1").channel == "D1"


def test_only_a_person_has_a_direct_conversation() -> None:
    assert Address("T1", "U1").at("D1") == Address("T1", "U1", "D1")
    assert Address("T1", "U1", "D0").at("D1") == Address("T1", "U1", "D1")
    assert Address("T1", "U1").at("U1") == Address("T1", "U1")
    assert Address("T1", "C1").at("C1") == Address("T1", "C1")
    assert not Address("T1", "C1").is_person
