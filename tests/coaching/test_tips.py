"""Which tip a person gets to see, in which order, and about what."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from coaching.messages import UsageError
from coaching.network import Network, Person
from coaching.tips import CONDITIONS, NEARLY, SUITS_ALL, load_tips, pick_tip, topics
from tests.coaching.tip_networks import NOBODY, NOW, days_ago, favors, network, people, settled, tip

TIPS = load_tips()
QUIET = {"last_on": days_ago(45), "active_days": 5}

NETWORKS = {
    "of nobody": NOBODY,
    "that is settled": settled(),
    "that is quiet": network(*people(12, **QUIET)),
    "that gives and never asks": network(*people(9), touches=favors("helped", *range(1, 9))),
    "that leans on one": network(*people(9), touches=favors("got", *([1] * 9))),
}


def all_shown(net: Network, count: int = len(TIPS), topic: str = "") -> list[str]:
    """Return the ids in the order in which a person who keeps asking gets them."""
    seen: list[str] = []
    for _ in range(count):
        seen.append(pick_tip(TIPS, net, NOW, seen, topic).id)
    return seen


@pytest.mark.parametrize("net", NETWORKS.values(), ids=NETWORKS.keys())
def test_all_tips_are_shown_before_one_comes_back(net: Network) -> None:
    shown = all_shown(net)
    assert set(shown) == {t.id for t in TIPS}
    assert pick_tip(TIPS, net, NOW, shown).id == shown[0]
    assert pick_tip(TIPS, net, NOW, [*shown, shown[0]]).id == shown[1]


@pytest.mark.parametrize("net", NETWORKS.values(), ids=NETWORKS.keys())
def test_a_behaviour_repeats_only_when_no_other_fits_nearly_as_well(net: Network) -> None:
    behaviour = {t.id: t.behaviour for t in TIPS}
    fit = {t.id: CONDITIONS[t.fits](net, NOW) if t.fits else SUITS_ALL for t in TIPS}
    shown = all_shown(net)
    repeats = [n for n in range(1, len(shown)) if behaviour[shown[n]] == behaviour[shown[n - 1]]]
    for n in repeats:
        rest = [name for name in shown[n:] if behaviour[name] != behaviour[shown[n]]]
        best = max(fit[name] for name in shown[n:])
        assert all(fit[name] < best - NEARLY for name in rest)


def test_a_tip_that_fits_comes_before_one_for_everybody() -> None:
    net = replace(NOBODY, person=Person(goal="open an office in Oslo"))
    any_tip, fitting = tip("any"), tip("fitting", fits="has_goal")
    assert pick_tip((any_tip, fitting), net, NOW, []) == fitting
    assert pick_tip((fitting, any_tip), net, NOW, []) == fitting


def test_a_newcomer_begins_with_tips_for_newcomers() -> None:
    meant = {t.id for t in TIPS if t.fits == "empty_network"}
    assert set(all_shown(NOBODY, len(meant))) == meant


def test_who_was_not_thanked_comes_first() -> None:
    net = network(*settled().contacts, touches=favors("got", 1))
    assert pick_tip(TIPS, net, NOW, []).fits == "unthanked_help"


def test_a_tip_that_does_not_fit_comes_last() -> None:
    pair = (tip("goal", fits="has_goal"), tip("any"))
    assert pick_tip(pair, NOBODY, NOW, []).id == "any"
    assert pick_tip(pair, NOBODY, NOW, ["any"]).id == "goal"


def test_the_behaviour_practised_longest_ago_goes_first() -> None:
    three = (tip("a"), tip("b"), tip("c", "introductions"), tip("d", "spreading_asks"))
    assert pick_tip(three, NOBODY, NOW, []).id == "a"
    assert pick_tip(three, NOBODY, NOW, ["a"]).id == "c"
    assert pick_tip(three, NOBODY, NOW, ["a", "c"]).id == "d"
    assert pick_tip(three, NOBODY, NOW, ["a", "c", "d"]).id == "b"


def test_a_tip_that_was_taken_out_of_the_file_does_no_harm() -> None:
    assert pick_tip(TIPS, NOBODY, NOW, ["gone"]) == pick_tip(TIPS, NOBODY, NOW, [])


# --- topics ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("topic", topics(TIPS))
def test_every_topic_shows_its_own_tips_until_all_were_seen(topic: str) -> None:
    own = {t.id for t in TIPS if topic in t.topics}
    shown = all_shown(NOBODY, len(own), topic)
    assert set(shown) == own
    assert pick_tip(TIPS, NOBODY, NOW, shown, topic).id == shown[0]


def test_topics_are_listed_by_frequency_without_repeats() -> None:
    listed = topics(TIPS)
    count = Counter(topic for t in TIPS for topic in t.topics)
    assert len(set(listed)) == len(listed) == len(count)
    assert [count[topic] for topic in listed] == sorted(count.values(), reverse=True)
    for expected in ("thanks", "introductions", "asking", "outside", "new job", "shy", "remote"):
        assert expected in listed


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("thanks", "thanks"),
        ("  THANKS ", "thanks"),
        ("thank you", "thanks"),
        ("introduction", "introductions"),
        ("ask", "asking"),
        ("goals", "goal"),
        ("remote work", "remote"),
        ("small   talk", "small talk"),
    ],
)
def test_a_topic_is_understood_as_people_type_it(said: str, meant: str) -> None:
    assert meant in pick_tip(TIPS, settled(), NOW, [], said).topics


def test_a_blank_topic_is_none() -> None:
    assert pick_tip(TIPS, NOBODY, NOW, [], "  ") == pick_tip(TIPS, NOBODY, NOW, [])


def test_a_misspelt_topic_gets_the_nearest_one() -> None:
    with pytest.raises(UsageError) as caught:
        pick_tip(TIPS, NOBODY, NOW, [], "intorductions")
    card = caught.value.card
    assert "no tip about “intorductions”" in card.body
    assert "nearest I have is “introductions”" in card.body
    assert card.buttons[0].command == "tip introductions"


def test_an_unheard_of_topic_gets_a_few_to_choose_from() -> None:
    with pytest.raises(UsageError) as caught:
        pick_tip(TIPS, NOBODY, NOW, [], "xylophone")
    card = caught.value.card
    assert "nearest" not in card.body
    assert "Some topics: " in card.body
    assert len(card.buttons) == 5
    for button in card.buttons:
        asked = button.command.removeprefix("tip ")
        assert asked in pick_tip(TIPS, NOBODY, NOW, [], asked).topics


def test_a_very_long_topic_is_answered_shortly() -> None:
    with pytest.raises(UsageError) as caught:
        pick_tip(TIPS, NOBODY, NOW, [], "zz" * 20_000)
    assert len(caught.value.card.body) < 400
