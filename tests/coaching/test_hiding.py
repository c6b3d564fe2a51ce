"""What a language model gets to see of a text: everyday words, and marks for all the rest."""

from __future__ import annotations

import random

import pytest

from coaching.hiding import MARK, hide, put_back
from coaching.nudges import kinds
from coaching.plain_words import everyday, is_plain

NAMES = ("Ada Lovelace", "Bo", "Priya Raman", "Hope", "the Boss", "Zoë O'Brien-Smith")


def hidden(text: str, *, typed: bool = False) -> str:
    made = hide(text, NAMES, typed=typed)
    assert put_back(made.text, made) == text
    return made.text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Hi Ada, how are you?", "Hi {{P1}}, how are you?"),
        ("Hi ada and BO: thanks", "Hi {{P1}} and {{P2}}: thanks"),
        ("Hi Ada Lovelace!", "Hi {{P1}}!"),
        ("Zoe O'Brien-Smith’s talk, Zoe's talk", "{{P1}} talk, {{P2}} talk"),
        ("a word with zoe and the boss", "a word with {{P1}} and the {{P2}}"),
        ("I hope you are well. Will you come?", "I {{P1}} you are well. {{P2}} you come?"),
        ("your help with the deck, Grace said", "your help with the deck, {{P1}} said"),
        ("Sam helped. Rivers run", "{{P1}} helped. {{P2}} run"),
        ("the Kubernetes Migration plan", "the {{P1}} plan"),
        ("in 3 days, at 9:30", "in {{P1}} days, at {{P2}}"),
        ("write to ada@example.com or https://a.example/x?y=z.", "write to {{P1}} or {{P2}}."),
        ("call +49 30 1234567 now", "call {{P1}} now"),
        ("ask <@U0ANA> and @bo", "ask {{P1}} and {{P2}}"),
        ("a gap: [one line]. Then more", "a gap: {{P1}}. Then more"),
        ("keep {{P1}} and {{P2}}", "keep {{P1}} and {{P2}}"),
        ("Привет, 你好, naïve", "{{P1}}, {{P2}}, {{P3}}"),
        ("it's - well - don’t you think so?", "it's - well - don’t you think so?"),
        ("See you on Tuesday", "See you on Tuesday"),
        ("", ""),
    ],
)
def test_names_numbers_and_strange_words_become_marks(text: str, shown: str) -> None:
    assert hidden(text) == shown


def test_what_somebody_typed_has_names_in_small_letters() -> None:
    assert hidden("met will and frank on tuesday", typed=True) == "met {{P1}} and {{P2}} on tuesday"
    assert hidden("grabbed a bite with zork", typed=True) == "grabbed a bite with {{P1}}"


def test_braces_in_a_text_stay_where_they_were() -> None:
    made = hide("Hi {{P2}} and Ada", NAMES)
    assert made.text == "Hi {{P1}} and {{P2}}"
    assert put_back("{{P2}}, {{P1}}, {{P9}}", made) == "Ada, {{P2}}, {{P9}}"


def test_our_own_drafts_need_no_more_than_names_and_gaps() -> None:
    for kind in kinds().values():
        made = hide(kind.example.draft, ())
        assert put_back(made.text, made) == kind.example.draft
        assert all(word[0].isupper() or word[0] == "[" for word in made.words), made


def test_no_name_among_random_ones_ever_stays() -> None:
    dice = random.Random(7)  # noqa: S311 to repeat the same names
    known = sorted(everyday())
    for _ in range(300):
        name = "".join(dice.choices("abcdefghijklmnopqrstuvwxyz", k=dice.randint(4, 9))).title()
        words = [*dice.choices(known, k=5), dice.choice((name, name.lower(), name.upper()))]
        dice.shuffle(words)
        made = hide(" ".join(words), [f"{name} {dice.choice(known).title()}"])
        assert name.lower() not in MARK.sub("", made.text).lower().split()


def test_capitals_count_where_a_sentence_begins() -> None:
    assert is_plain("Thanks", begins=True)
    assert not is_plain("Thanks", begins=False)
    assert not is_plain("THANKS", begins=True)
    assert not is_plain("Hope", begins=True)
    assert is_plain("Don't", begins=True)
    assert not is_plain("Don", begins=True)
    assert is_plain("A", begins=True)
    assert not is_plain("b", begins=True)
