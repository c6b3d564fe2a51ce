"""Dialogues about the ledger."""

from __future__ import annotations

import pytest

from coaching.messages import plain_text
from tests.coaching.talk import Talk


def fields(talk: Talk) -> dict[str, str]:
    return {field.label: field.value for field in talk.say("ledger").fields}


def test_an_empty_ledger_says_how_to_begin(talk: Talk) -> None:
    card = talk.say("ledger")
    assert "`helped Ada with the deck`" in card.body
    assert talk.press("I helped somebody").title == "Whom did you help?"


def test_totals_and_what_was_passed_on(talk: Talk) -> None:
    talk.say("helped Ada, Bo with the deck")
    talk.say("shared a guide with Cy")
    talk.say("thanks Bo for lunch")
    shown = fields(talk)
    assert shown["You gave"] == "3 favors"
    assert shown["You received"] == "1 favor"
    assert shown["Passed on"] == "2 favors to people who had not helped you; that settles debts too"
    assert "Leaning to one side" not in shown
    assert "On whom you lean" not in shown
    assert shown["One move"].startswith("Keep it flowing")
    assert talk.press("Help somebody").title == "Whom did you help?"


def test_one_favor_passed_on(talk: Talk) -> None:
    talk.say("helped Ada")
    assert fields(talk)["Passed on"].startswith("1 favor to people")


def test_pairs_out_of_balance_stand_in_plain_words(talk: Talk) -> None:
    for day in ("yesterday", "last Tue", "10 Feb", "1 Feb"):
        talk.say(f"thanks Ada for help {day}")
        talk.say(f"helped Bo {day}")
    assert fields(talk)["Leaning to one side"] == (
        "Ada: they helped you 4 times, you have not helped yet\n"
        "Bo: they have not helped yet, you helped them 4 times"
    )


def test_first_thanks_then_giving_back(talk: Talk) -> None:
    for _ in range(4):
        talk.say("got help from Ada with pricing")
    talk.later(days=3)
    card = talk.say("ledger")
    assert card.fields[-1].value == "Thank Ada for pricing."
    talk.press("I thanked Ada")
    card = talk.say("ledger")
    assert card.fields[-1].value == "Share something useful with Ada before you ask again."
    assert talk.press("I helped Ada").title == "Noted: you helped Ada"


def test_thanks_without_words(talk: Talk) -> None:
    talk.say("got help from Ada")
    talk.later(days=3)
    assert fields(talk)["One move"] == "Thank Ada."


def test_on_how_few_the_help_rests(talk: Talk) -> None:
    for who, count in (("Ada", 4), ("Bo", 2), ("Cy", 1), ("Dee", 1), ("Eli", 1)):
        for _ in range(count):
            talk.say(f"got help from {who}")
        talk.say(f"thanks {who}")
        for _ in range(count):
            talk.say(f"helped {who}")
    card = talk.say("ledger")
    shown = {field.label: field.value for field in card.fields}
    assert shown["On whom you lean"] == (
        "3 of 5 people carry 78 % of the help you received: Ada, Bo and Cy"
    )
    assert card.picture is not None
    assert (
        card.picture.alt == "Who helped you in the last 90 days: Ada 4, Bo 2, Cy 1, Dee 1, Eli 1."
    )
    assert card.picture.bars[:2] == (("Ada", 1.0, "4 times"), ("Bo", 0.5, "twice"))


def test_the_same_few(talk: Talk) -> None:
    for _ in range(8):
        talk.say("got help from Ada")
        talk.say("helped Ada")
    talk.say("thanks Ada")
    assert fields(talk)["One move"].startswith("Ask somebody else next time")
    assert talk.press("Who else is there?").title.startswith("Everybody")


def test_who_gives_and_never_asks(talk: Talk) -> None:
    talk.say("helped Ada, Bo and Cy")
    card = talk.say("ledger")
    assert card.fields[-1].value.startswith("You give and do not ask.")
    assert card.picture is None
    assert talk.press("Ask for something").title == "What I need"


def test_debts_to_many_are_passed_on(talk: Talk) -> None:
    for name in ("Ada", "Bo", "Cy", "Dee"):
        talk.say(f"thanks {name} for help")
    assert fields(talk)["One move"].startswith("Pass on what you learned")
    assert talk.press("Pass something on").title == "What did you share?"


def test_old_favors_are_not_counted(talk: Talk) -> None:
    talk.say("helped Ada")
    assert "No favors yet" in talk.later(days=120).say("ledger").body


def test_with_one_person(talk: Talk) -> None:
    talk.say("helped Ada with the deck yesterday")
    talk.say("shared a guide with Ada")
    talk.say("got help from Ada")
    talk.say("met Ada")
    card = talk.say("ledger Ada")
    assert card.body == "You helped twice, they helped once; about even."
    assert card.fields[0].value.splitlines() == [
        "Mon 2 Mar 2026 (today), Ada helped you",
        "Mon 2 Mar 2026 (today), you shared something: a guide",
        "Sun 1 Mar 2026 (yesterday), you helped: the deck",
    ]
    assert talk.press("They helped me").title == "Noted: Ada helped you"


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (["add Ada"], "No favors yet, in either direction."),
        (
            ["helped Ada"] * 3,
            "You helped 3 times, they have not helped yet; it has been mostly you who gave.",
        ),
        (
            ["got help from Ada"],
            "You have not helped yet, they helped once; it has been mostly they who gave.",
        ),
    ],
)
def test_the_lean_in_words(talk: Talk, lines: list[str], words: str) -> None:
    for line in lines:
        talk.say(line)
    assert talk.say("ledger Ada").body == words


def test_an_unknown_person(talk: Talk) -> None:
    assert "`add Zed`" in plain_text(talk.say("ledger Zed"))
