"""The monthly line about what was passed on."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from tests.coaching.networks import NOW, ada, net, nudge, says
from tests.coaching.test_chains import ALL, favor

PEOPLE = (ada(17, "Bo"), ada(21, "Ana"), ada(22, "Lee"))


def test_once_a_month_it_says_where_the_help_went() -> None:
    (line,) = says("chain", net(*PEOPLE, touches=ALL))
    assert line.reason.startswith("Bo → you → Ana, Lee; one thank-you came back. ")
    assert line.contact == 0
    past = (nudge("chain", 3, key="chain:2026-03"),)
    assert says("chain", net(*PEOPLE, touches=ALL, nudges=past)) == ()
    last_month = (nudge("chain", 20, key="chain:2026-02"),)
    assert says("chain", net(*PEOPLE, touches=ALL, nudges=last_month)) == ()


def test_what_did_not_move_in_a_month_is_no_news() -> None:
    assert says("chain", net(*PEOPLE, touches=ALL), NOW + timedelta(days=40)) == ()


def test_without_a_chain_or_its_helper_there_is_nothing_to_say() -> None:
    assert says("chain", net(*PEOPLE, touches=ALL[:1])) == ()
    assert says("chain", net(*PEOPLE[1:], touches=ALL)) == ()


def test_further_chains_are_counted() -> None:
    other = replace(ALL[0], number=34)
    second = replace(favor(45, 22, 12), because_of=34)
    (line,) = says("chain", net(*PEOPLE, touches=(*ALL, other, second)))
    assert "(1 chain more in your list.)" in line.reason
