"""The same few people carry you."""

from __future__ import annotations

from dataclasses import replace

from tests.coaching.networks import ada, ago, net, nudge, says, talked, touch

BO, CY, DEE = ada(17, "Bo Chen"), talked(ada(18, "Cy Park"), 20), talked(ada(19, "Dee Osei"), 20)
HELP = (
    *(touch(days, "got", contact=17) for days in range(1, 8)),
    *(touch(days, "got", contact=12) for days in range(10, 12)),
)


def test_seven_of_nine_favors_from_one_person_are_a_lot() -> None:
    (spread,) = says("spread_asks", net(ada(), BO, touches=HELP))
    assert spread.reason.startswith(
        "Of the 9 favors you received in 90 days, 7 came from Bo Chen. "
        "The most helpful people tire first. Next time you need something, ask somebody you have"
    )
    assert spread.evidence[:2] == (
        "Bo Chen: 7 favors in 90 days",
        "Ada Lovelace: 2 favors in 90 days",
    )
    assert spread.contact == 0


def test_people_to_whom_you_gave_are_named_first() -> None:
    helped = replace(DEE, given=2.0, ledger_on=ago(3))
    (spread,) = says("spread_asks", net(ada(), BO, CY, helped, touches=HELP))
    assert spread.reason.endswith("ask Dee Osei or Cy Park first.")


def test_a_helper_who_was_forgotten_stays_unnamed() -> None:
    (spread,) = says("spread_asks", net(CY, touches=HELP))
    assert "7 came from one person." in spread.reason


def test_help_from_many_is_well_spread() -> None:
    spread = tuple(touch(days, "got", contact=days) for days in range(1, 12))
    assert says("spread_asks", net(BO, touches=spread)) == ()


def test_few_favors_say_nothing() -> None:
    assert says("spread_asks", net(BO, touches=HELP[:5])) == ()


def test_once_in_two_months_is_enough() -> None:
    past = (nudge("spread_asks", 30, key="spread_asks"),)
    assert says("spread_asks", net(BO, touches=HELP, nudges=past)) == ()
