"""You give and never ask."""

from __future__ import annotations

from dataclasses import replace

from coaching.network import Need
from tests.coaching.networks import about, ada, ago, net, nudge, says, talked, touch

GIVEN = (touch(20, "helped"), touch(30, "shared"), touch(40, "helped"))
MIA = replace(talked(ada(name="Mia Rossi"), 20), given=2.4, given_count=3, ledger_on=ago(20))


def test_three_favors_given_and_none_asked_for() -> None:
    (ask,) = says("ask_once", net(MIA, touches=GIVEN))
    assert ask.title == "Ask Mia Rossi for one small thing"
    assert ask.reason.startswith(
        "You gave 3 favors in 90 days, and I know of none that you asked for. People, for example "
        "Mia Rossi, say yes far more often than we expect"
    )
    assert ask.draft.startswith("Hi Mia, may I ask you something small?")
    assert ask.draft.endswith("A no is fine.")


def test_when_nobody_in_particular_fits_it_names_nobody() -> None:
    (ask,) = says("ask_once", net(talked(ada(), 2), touches=GIVEN))
    assert ask.contact == 0
    assert ask.draft.startswith("Hi, may I ask")


def test_you_are_asking_already_or_were_helped_or_gave_little() -> None:
    asking = Need(number=1, kind="ask", text="a review", made_on=ago(3))
    offering = replace(asking, kind="offer")
    helped = (touch(5, "got"), *GIVEN)
    assert says("ask_once", net(MIA, touches=GIVEN, needs=(asking,))) == ()
    assert says("ask_once", net(MIA, touches=helped)) == ()
    assert says("ask_once", net(MIA, touches=GIVEN[:2])) == ()
    assert about(says("ask_once", net(MIA, touches=GIVEN, needs=(offering,)))) == [12]


def test_once_in_six_weeks_is_enough() -> None:
    assert says("ask_once", net(MIA, touches=GIVEN, nudges=(nudge("x", 30, key="ask_once"),))) == ()
