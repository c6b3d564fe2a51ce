"""Chains of help: what springs from what, how it is said, and how often help was followed by giving."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from coaching.chains import Chain, chains, followed, may_link, say
from coaching.network import Touch, TouchKind
from tests.coaching.networks import ago, touches

NAMES = {17: "Bo", 21: "Ana", 22: "Lee"}
HELP = Touch(number=33, contact=17, on=ago(20), kind="got", what="pricing")


def name(number: int) -> str:
    return NAMES.get(number, "")


def favor(number: int, contact: int, days_ago: int, kind: TouchKind = "helped") -> Touch:
    return Touch(number=number, contact=contact, on=ago(days_ago), kind=kind, because_of=33)


def thanks(number: int, contact: int, days_ago: int, favor: int) -> Touch:
    return Touch(number=number, contact=contact, on=ago(days_ago), kind="met", because_of=favor)


ALL = (HELP, favor(40, 21, 15), favor(41, 22, 10, "shared"), thanks(50, 21, 5, 40))


def test_one_help_goes_on_to_two_people_and_thanks_come_back() -> None:
    (chain,) = chains(ALL)
    assert chain == Chain(source=33, helper=17, to=(21, 22), thanks=1, latest=ago(5))
    assert say(chain, name) == "Bo → you → Ana, Lee; one thank-you came back"
    (both,) = chains((*ALL, thanks(51, 22, 4, 41)))
    assert say(both, name) == "Bo → you → Ana, Lee; two thanks came back"


def test_who_was_helped_twice_stands_there_once() -> None:
    (chain,) = chains((*ALL, favor(44, 21, 3)))
    assert chain.to == (21, 22)


def test_the_help_may_be_known_from_elsewhere() -> None:
    (chain,) = chains(ALL[1:], [HELP])
    assert chain.helper == 17


def test_a_chain_outlives_each_of_its_people() -> None:
    (without_help,) = chains(ALL[1:])
    assert say(without_help, name) == "somebody → you → Ana, Lee; one thank-you came back"
    (without_ana,) = chains([touch for touch in ALL if touch.contact != 21])
    assert say(without_ana, name) == "Bo → you → Lee"
    assert chains([HELP]) == ()


def test_the_chain_that_moved_last_comes_first() -> None:
    later = Touch(number=60, contact=22, on=ago(1), kind="got")
    went_on = Touch(number=61, contact=17, on=ago(0), kind="helped", because_of=60)
    assert [chain.source for chain in chains((*ALL, later, went_on))] == [60, 33]


def test_links_go_one_step_down_and_never_back_in_time() -> None:
    given_, met = favor(40, 21, 15), thanks(50, 21, 5, 40)
    assert may_link(given_, HELP)
    assert may_link(met, given_)
    assert not may_link(HELP, given_)
    assert not may_link(met, HELP)
    assert not may_link(given_, given_)
    assert not may_link(replace(given_, on=ago(21)), HELP)
    assert not may_link(replace(given_, on=HELP.on, number=32), HELP)
    assert may_link(replace(given_, on=HELP.on), HELP)


@given(st.lists(touches, max_size=12, unique_by=lambda touch: touch.number))
def test_whatever_is_linked_no_chain_runs_in_a_circle(found: list[Touch]) -> None:
    links = {t.number: [s.number for s in found if may_link(t, s)] for t in found}
    done: set[tuple[int, int]] = set()

    def walk(number: int, path: tuple[int, ...]) -> None:
        assert number not in path
        for source in links[number]:
            if (number, source) not in done:
                walk(source, (*path, number))
        done.update((number, source) for source in links[number])

    for touch in found:
        walk(touch.number, ())


@given(st.lists(touches, max_size=12), st.lists(st.integers(0, 99), max_size=12))
def test_chains_can_be_told_of_any_touches(found: list[Touch], because: list[int]) -> None:
    linked = [replace(t, because_of=n) for t, n in zip(found, because, strict=False)]
    for chain in chains(linked):
        assert chain.to
        assert say(chain, name)


def test_help_is_followed_by_a_favor_within_thirty_days_or_not() -> None:
    today = date(2026, 6, 1)

    def touch(number: int, days: int, kind: TouchKind) -> Touch:
        return Touch(number=number, contact=1, on=today - timedelta(days=days), kind=kind)

    followed_up = [touch(1, 200, "got"), touch(2, 170, "helped")]
    too_late = [touch(3, 100, "got"), touch(4, 69, "shared")]
    before = [touch(5, 60, "helped"), touch(6, 60, "got")]
    not_over = [touch(7, 29, "got"), touch(8, 28, "helped")]
    assert followed(followed_up, today) == (1, 1)
    assert followed(too_late, today) == (0, 1)
    assert followed(before, today) == (0, 1)
    assert followed(not_over, today) == (0, 0)
    assert followed([*followed_up, *too_late, *before], today) == (1, 3)
